// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/records.h"

#include "src/base/alloc.h"

#include <inttypes.h>
#include <stdlib.h>

enum { LIVE_PART = 2 }; /* a frame is kept while one byte in so many belongs to a new record */

static bool find_dictionary(void *arg, uint32_t id, struct buf *out)
{
    const struct records *records = arg;
    struct stmt *stmt;
    struct err err;
    size_t len;
    if (!db_stmt(records->db, QUERY_INGEST_CODEC_DICTIONARY, &stmt, &err))
        return false;
    stmt_int(stmt, ":dictionary_id", id);
    if (stmt_step(stmt, &err) != STMT_ROW)
        return false;
    const void *bytes = stmt_get_blob(stmt, 0, &len);
    buf_append(out, bytes, len);
    stmt_clear(stmt);
    return true;
}

void records_init(struct records *records, struct db *db)
{
    *records = (struct records){.db = db, .packer = codec_packer_new()};
    records->unpacker = codec_unpacker_new(find_dictionary, records);
}

void records_done(struct records *records)
{
    codec_packer_free(records->packer);
    codec_unpacker_free(records->unpacker);
    free(records->places);
    pack_done(&records->open);
    buf_done(&records->text);
    buf_done(&records->frame);
    pack_places_done(&records->coded);
}

bool records_add(struct records *records, int64_t event_id, const struct block *block,
                 const struct entry *entry, int64_t source_id, struct err *err)
{
    bool goes_on = records->block && entry->stretch == records->stretch;
    if (!goes_on && !records_flush(records, err))
        return false;
    if (!records->count)
        records->first_event_id = event_id;
    records->block = block;
    records->stretch = entry->stretch;
    if (records->count == records->cap) {
        records->cap = records->cap ? 2 * records->cap : BLOCK_ENTRIES_MOST;
        records->places = alloc_resize(records->places, records->cap, sizeof *records->places);
    }
    records->places[records->count++] = (struct pack_place){
        .at = entry->text_at, .len = entry->text_len, .source_id = source_id, .offset = entry->offset};
    return true;
}

/* The places are in the block's text: make them places in what is kept, which begins at `from`. */
static void code_places(struct records *records, size_t from)
{
    pack_places_clear(&records->coded);
    for (size_t i = 0; i < records->count; i++) {
        struct pack_place place = records->places[i];
        place.at -= from;
        pack_places_add(&records->coded, &place);
    }
}

/* Most of the stretch is in the case already: pack what is new by itself. */
static void repack(struct records *records, size_t live_bytes)
{
    CLEANUP(buf) struct buf live = {0};
    buf_reserve(&live, live_bytes);
    for (size_t i = 0; i < records->count; i++) {
        struct pack_place *place = &records->places[i];
        size_t at = live.len;
        buf_append(&live, records->block->text.bytes + place->at, place->len);
        place->at = at;
    }
    buf_clear(&records->frame);
    codec_pack(records->packer, live.bytes, live.len, &records->frame);
    code_places(records, 0);
}

static bool write_row(struct records *records, const void *frame, size_t len, struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(records->db, QUERY_INGEST_PACK_ADD, &stmt, err))
        return false;
    stmt_int(stmt, ":first_event_id", records->first_event_id);
    stmt_int(stmt, ":events", (int64_t)records->count);
    stmt_blob(stmt, ":places", records->coded.bytes.bytes, records->coded.bytes.len);
    stmt_blob(stmt, ":body", frame, len);
    return stmt_run(stmt, err);
}

bool records_flush(struct records *records, struct err *err)
{
    size_t live_bytes = 0;
    bool written = true;
    for (size_t i = 0; i < records->count; i++)
        live_bytes += records->places[i].len;
    if (records->count) {
        const struct stretch *stretch = &records->block->stretches[records->stretch];
        if (live_bytes < stretch->text_len / LIVE_PART) {
            repack(records, live_bytes);
            written = write_row(records, records->frame.bytes, records->frame.len, err);
        } else {
            code_places(records, stretch->text_at);
            written =
                write_row(records, records->block->frames.bytes + stretch->frame_at, stretch->frame_len, err);
        }
    }
    records->block = NULL;
    records->count = 0;
    return written;
}

/* It has not been written yet. */
static const struct pack_place *gathered(const struct records *records, int64_t event_id)
{
    uint64_t index = (uint64_t)event_id - (uint64_t)records->first_event_id;
    return records->block && index < records->count ? &records->places[index] : NULL;
}

/* *ret: the place in the pack that holds the event, which is open then; NULL when none does. */
static bool find_packed(struct records *records, int64_t event_id, const struct pack_place **ret,
                        struct err *err)
{
    struct stmt *stmt;
    *ret = pack_find(&records->open, event_id);
    if (*ret)
        return true;
    if (!db_stmt(records->db, QUERY_INGEST_PACK_OF_EVENT, &stmt, err))
        return false;
    stmt_int(stmt, ":event_id", event_id);
    enum stmt_end end = stmt_step(stmt, err);
    if (end != STMT_ROW)
        return end == STMT_DONE;
    struct pack_row row = {.first_event_id = stmt_get_int(stmt, 0), .events = stmt_get_int(stmt, 1)};
    row.places = stmt_get_blob(stmt, 2, &row.places_len);
    row.body = stmt_get_blob(stmt, 3, &row.body_len);
    bool opened = pack_open(&records->open, &row, records->unpacker, err);
    stmt_clear(stmt);
    *ret = opened ? pack_find(&records->open, event_id) : NULL;
    return opened;
}

/* The record that is kept by itself; *ret_there: there is one, its text in records->text. */
static bool fetch_single(struct records *records, int64_t event_id, bool *ret_there, struct err *err)
{
    struct stmt *stmt;
    size_t len;
    if (!db_stmt(records->db, QUERY_INGEST_RECORD, &stmt, err))
        return false;
    stmt_int(stmt, ":event_id", event_id);
    enum stmt_end end = stmt_step(stmt, err);
    *ret_there = end == STMT_ROW;
    if (end != STMT_ROW)
        return end == STMT_DONE;
    const void *frame = stmt_get_blob(stmt, 0, &len);
    bool unpacked = codec_unpack(records->unpacker, frame, len, &records->text, err);
    stmt_clear(stmt);
    return unpacked;
}

bool records_fetch(struct records *records, int64_t event_id, const char **ret_text, size_t *ret_len,
                   struct err *err)
{
    bool there;
    const struct pack_place *place;
    if (!fetch_single(records, event_id, &there, err))
        return false;
    if (there) {
        *ret_text = records->text.bytes;
        *ret_len = records->text.len;
        return true;
    }
    const struct buf *from = &records->open.text;
    if ((place = gathered(records, event_id)))
        from = &records->block->text;
    else if (!find_packed(records, event_id, &place, err))
        return false;
    if (!place)
        return err_set(err, ERR_CASE, "event %" PRId64 " has no record: run 'trailcase verify'", event_id);
    *ret_text = from->bytes + place->at;
    *ret_len = place->len;
    return true;
}

bool records_place(struct records *records, int64_t event_id, int64_t *ret_source_id, int64_t *ret_offset,
                   struct err *err)
{
    struct stmt *stmt;
    const struct pack_place *place = gathered(records, event_id);
    if (!place && !find_packed(records, event_id, &place, err))
        return false;
    if (place) {
        *ret_source_id = place->source_id;
        *ret_offset = place->offset;
        return true;
    }
    if (!db_stmt(records->db, QUERY_INGEST_SIGHTING_FIRST, &stmt, err))
        return false;
    stmt_int(stmt, ":event_id", event_id);
    enum stmt_end end = stmt_step(stmt, err);
    if (end != STMT_ROW)
        return end == STMT_DONE &&
               err_set(err, ERR_CASE, "event %" PRId64 " was found nowhere: run 'trailcase verify'",
                       event_id);
    *ret_source_id = stmt_get_int(stmt, 0);
    *ret_offset = stmt_get_int(stmt, 1);
    stmt_clear(stmt);
    return true;
}

static void pack_single(struct records *records, const char *text, size_t len)
{
    buf_clear(&records->frame);
    codec_pack(records->packer, text, len, &records->frame);
}

bool records_replace(struct records *records, int64_t event_id, const char *text, size_t len, struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(records->db, QUERY_INGEST_RECORD_REPLACE, &stmt, err))
        return false;
    pack_single(records, text, len);
    stmt_int(stmt, ":event_id", event_id);
    stmt_blob(stmt, ":body", records->frame.bytes, records->frame.len);
    return stmt_run(stmt, err);
}

bool records_add_beside(struct records *records, const struct records_beside *beside, struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(records->db, beside->query, &stmt, err))
        return false;
    pack_single(records, beside->text, beside->len);
    stmt_int(stmt, ":event_id", beside->event_id);
    stmt_int(stmt, ":source_id", beside->source_id);
    stmt_int(stmt, ":offset_bytes", beside->offset);
    stmt_blob(stmt, ":body", records->frame.bytes, records->frame.len);
    return stmt_run(stmt, err);
}
