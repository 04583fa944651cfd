// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/parser.h"

#include "src/ingest/canonical.h"
#include "src/ingest/split.h"

enum { KEEP_BYTES = 8 << 20 };

static void scratch_clear(struct arena *scratch)
{
    if (scratch->used_bytes > KEEP_BYTES)
        arena_done(scratch);
    else
        arena_clear(scratch);
}

/* A record without an id is known by the hash of what it says. */
static void name_by_content(struct parser *parser, struct block *block, const char *text, size_t len,
                            struct event *event)
{
    struct buf canonical = {0};
    unsigned char digest[SHA256_BYTES];
    char hex[SHA256_HEX_SIZE];
    canonical_append(&parser->scratch, text, len, &canonical);
    sha256_of(canonical.bytes, canonical.len, digest);
    event->uid = arena_fmt(&block->arena, "sha256:%s", sha256_hex(digest, hex));
    buf_done(&canonical);
}

static const char *parse(struct parser *parser, struct block *block, struct entry *entry)
{
    const char *text = block->text.bytes + entry->text_at;
    size_t stopped;
    const struct json *tree = json_parse(&parser->scratch, text, entry->text_len, &stopped);
    if (!tree)
        return arena_fmt(&block->arena, "damaged: not valid JSON after %zu bytes of it", stopped);
    struct event *event = arena_alloc(&block->arena, sizeof *event);
    const char *reason = event_derive(tree, &parser->scratch, &block->arena, event);
    if (reason)
        return reason;
    if (!event->has_uuid && !event->uid)
        name_by_content(parser, block, text, entry->text_len, event);
    entry->event = event;
    entry->frame_at = block->frames.len;
    codec_pack(parser->packer, text, entry->text_len, &block->frames);
    entry->frame_len = block->frames.len - entry->frame_at;
    return NULL;
}

void parser_block(struct parser *parser, struct block *block)
{
    for (size_t i = 0; i < block->count; i++) {
        struct entry *entry = &block->entries[i];
        if (entry->kind != ENTRY_RECORD)
            continue;
        entry->reason = parse(parser, block, entry);
        scratch_clear(&parser->scratch);
        if (!entry->reason)
            continue;
        entry->kind = ENTRY_REJECTED;
        if (entry->text_len > SPLIT_EXCERPT_MOST)
            entry->text_len = SPLIT_EXCERPT_MOST;
    }
}

void parser_run(void *arg)
{
    struct parser *parser = arg;
    void *block;
    while (queue_take(parser->in, &block)) {
        parser_block(parser, block);
        if (!queue_put(parser->out, block))
            break;
    }
    arena_done(&parser->scratch);
    if (--*parser->running == 0)
        queue_close(parser->out);
}
