// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/unwrap.h"

#include "src/base/json.h"
#include "src/ingest/envelope.h"
#include "src/ingest/partial.h"

static const char too_deep[] = "envelopes in envelopes, too deep to be true";
static const char not_json[] = "damaged: not valid JSON";
static const char too_much[] = "an envelope that unfolds, with those beside it, to more than 48 MiB";
static const char stopped[] = "not read: the run was stopped";

enum { LIGHT_BYTES = 4 << 20 };

/* One element of the source on its way out of its envelopes. */
struct unwrap {
    struct parser *parser;
    struct block *block;
    size_t from;    /* the entry of the element */
    int64_t offset; /* of the element */
    int64_t count;  /* pieces given so far */
    unsigned level;
    const char *over; /* why there is no going on */
};

/*
 * Count what unfolds. A block that becomes heavy waits until all before it are stored, so that there is one
 * such at a time; NULL, or why there is no going on.
 */
static const char *count_bytes(struct unwrap *unwrap, size_t len)
{
    struct parser *parser = unwrap->parser;
    bool was_light = parser->unfolded_bytes <= LIGHT_BYTES;
    parser->unfolded_bytes += len;
    if (parser->unfolded_bytes > ENVELOPE_BYTES_MOST)
        return too_much;
    bool waits = was_light && parser->unfolded_bytes > LIGHT_BYTES && parser->turn;
    return waits && !turn_wait(parser->turn, unwrap->block->number) ? stopped : NULL;
}

static struct entry *add(struct unwrap *unwrap, enum entry_kind kind, const char *text, size_t len)
{
    struct block *block = unwrap->block;
    struct entry *entry = block_add(block, kind);
    entry->from = unwrap->from;
    entry->offset = unwrap->offset + unwrap->count++;
    entry->length = (int64_t)len;
    entry->text_at = block->text.len;
    entry->text_len = kind == ENTRY_REJECTED && len > SPLIT_EXCERPT_MOST ? SPLIT_EXCERPT_MOST : len;
    buf_append(&block->text, text, entry->text_len);
    return entry;
}

static void reject(struct unwrap *unwrap, const char *text, size_t len, const char *reason)
{
    struct entry *entry = add(unwrap, ENTRY_REJECTED, text, len);
    entry->reason = arena_str(&unwrap->block->arena, reason);
}

static void add_record(struct unwrap *unwrap, const char *text, size_t len, const struct event *event)
{
    bool skipped = intake_skips(unwrap->parser->intake, event);
    add(unwrap, skipped ? ENTRY_SKIPPED : ENTRY_RECORD, text, len)->event = event;
}

static void take_partial(struct unwrap *unwrap, const char *text, size_t len)
{
    CLEANUP(buf) struct buf record = {0};
    const struct event *event;
    struct arena *scratch = &unwrap->parser->scratch;
    bool made =
        *text == '[' ? partial_row(text, len, scratch, &record) : partial_ecs(text, len, scratch, &record);
    const char *reason =
        made ? parser_event(unwrap->parser, unwrap->block, record.bytes, record.len, &event) : not_json;
    if (reason)
        reject(unwrap, text, len, reason);
    else
        add_record(unwrap, record.bytes, record.len, event);
}

/* It lacks a time and a name, as an event has them; JSON it must be. */
static void take_finding(struct unwrap *unwrap, const char *text, size_t len)
{
    if (json_parse(&unwrap->parser->scratch, text, len, NULL))
        add(unwrap, ENTRY_FINDING, text, len);
    else
        reject(unwrap, text, len, not_json);
}

static bool take_piece(void *arg, const struct split_piece *piece);

/* False: it is no envelope. */
static bool take_envelope(struct unwrap *unwrap, const char *text, size_t len)
{
    struct envelope envelope;
    const char *wrong = NULL;
    switch (envelope_find(text, len, &envelope)) {
    case ENVELOPE_NONE:
        return false;
    case ENVELOPE_SKIPPED:
        add(unwrap, ENTRY_SKIPPED, text, len);
        break;
    case ENVELOPE_FINDING:
        take_finding(unwrap, text, len);
        break;
    case ENVELOPE_REFUSED:
        wrong = envelope.reason;
        break;
    case ENVELOPE_PARTIAL:
        take_partial(unwrap, text, len);
        break;
    case ENVELOPE_CONTENT:
    case ENVELOPE_BASE64:
        unwrap->level++;
        wrong =
            unwrap->level > ENVELOPE_LEVELS_MOST ? too_deep : envelope_open(&envelope, take_piece, unwrap);
        unwrap->level--;
        if (unwrap->over) /* whatever came of that: it is told once, of the outermost */
            wrong = unwrap->level == 0 ? unwrap->over : NULL;
    }
    if (wrong)
        reject(unwrap, text, len, wrong);
    return true;
}

static bool take_piece(void *arg, const struct split_piece *piece)
{
    struct unwrap *unwrap = arg;
    const struct event *event;
    unwrap->over = count_bytes(unwrap, (size_t)piece->length);
    if (unwrap->over)
        return false;
    if (piece->reason) {
        reject(unwrap, piece->text, piece->len, piece->reason);
        return true;
    }
    const char *reason = parser_event(unwrap->parser, unwrap->block, piece->text, piece->len, &event);
    if (!reason)
        add_record(unwrap, piece->text, piece->len, event);
    else if (!take_envelope(unwrap, piece->text, piece->len))
        reject(unwrap, piece->text, piece->len, reason);
    return true;
}

bool unwrap_entry(struct parser *parser, struct block *block, size_t index)
{
    CLEANUP(buf) struct buf text = {0}; /* the block's own moves when it grows */
    const struct entry *entry = &block->entries[index];
    struct unwrap unwrap = {.parser = parser, .block = block, .from = index, .offset = entry->offset};
    buf_append(&text, block->text.bytes + entry->text_at, entry->text_len);
    return text.len && take_envelope(&unwrap, text.bytes, text.len);
}
