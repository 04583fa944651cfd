// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/parser.h"

#include "src/ingest/canonical.h"
#include "src/ingest/split.h"
#include "src/ingest/unwrap.h"

enum { KEEP_BYTES = 8 << 20, LARGE_BYTES = 1 << 20 };

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

const char *parser_event(struct parser *parser, struct block *block, const char *text, size_t len,
                         const struct event **ret)
{
    size_t stopped;
    scratch_clear(&parser->scratch);
    const char *over = len > LARGE_BYTES ? json_over_limit(text, len) : NULL;
    const struct json *tree = over ? NULL : json_parse(&parser->scratch, text, len, &stopped);
    if (!tree && !over)
        over = json_over_limit(text, len);
    if (over)
        return over;
    if (!tree)
        return arena_fmt(&block->arena, "damaged: not valid JSON after %zu bytes of it", stopped);
    struct event *event = arena_alloc(&block->arena, sizeof *event);
    const char *reason = event_derive(tree, &parser->scratch, &block->arena, event);
    if (reason)
        return reason;
    if (!event->has_uuid && !event->uid)
        name_by_content(parser, block, text, len, event);
    *ret = event;
    return NULL;
}

static void parse(struct parser *parser, struct block *block, size_t index)
{
    struct entry *entry = &block->entries[index];
    const char *text = block->text.bytes + entry->text_at;
    const char *reason = parser_event(parser, block, text, entry->text_len, &entry->event);
    if (!reason && intake_skips(parser->intake, entry->event)) {
        entry->kind = ENTRY_SKIPPED;
        return;
    }
    if (!reason)
        return;
    bool unwrapped = unwrap_entry(parser, block, index);
    entry = &block->entries[index]; /* they may have moved */
    entry->kind = unwrapped ? ENTRY_UNWRAPPED : ENTRY_REJECTED;
    entry->reason = reason;
    if (entry->text_len > SPLIT_EXCERPT_MOST)
        entry->text_len = SPLIT_EXCERPT_MOST;
}

/* Whether the texts are those of records, one behind the other. */
static bool is_plain(const struct block *block)
{
    for (size_t i = 0; i < block->count; i++)
        if (block->entries[i].text_len && block->entries[i].kind != ENTRY_RECORD)
            return false;
    return true;
}

static void pack(struct parser *parser, struct block *block)
{
    struct stretch *now = NULL;
    if (!is_plain(block))
        block_gather(block);
    for (size_t i = 0; i < block->count; i++) {
        struct entry *entry = &block->entries[i];
        if (entry->kind != ENTRY_RECORD)
            continue;
        if (!now || now->text_len >= BLOCK_TEXT_BYTES)
            now = block_stretch(block, entry->text_at);
        now->text_len = entry->text_at + entry->text_len - now->text_at;
        entry->stretch = block->stretch_count - 1;
    }
    for (size_t i = 0; i < block->stretch_count; i++) {
        struct stretch *stretch = &block->stretches[i];
        stretch->frame_at = block->frames.len;
        codec_pack(parser->packer, block->text.bytes + stretch->text_at, stretch->text_len, &block->frames);
        stretch->frame_len = block->frames.len - stretch->frame_at;
    }
}

void parser_block(struct parser *parser, struct block *block)
{
    size_t count = block->count;
    parser->unfolded_bytes = 0;
    for (size_t i = 0; i < count; i++)
        if (block->entries[i].kind == ENTRY_RECORD)
            parse(parser, block, i);
    if (block->count > count)
        block_settle(block, count);
    pack(parser, block);
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
