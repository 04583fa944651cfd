// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * records: the records of events on their way into the case, and back out of it for comparison.
 *
 * A parser has packed the texts of a block in stretches (block.h); what of a stretch is new becomes a row of
 * `pack`. Event ids must come without gaps within a stretch. Works inside the writer's transactions: nothing
 * may be committed before records_flush(). One thread.
 */
#ifndef TRAILCASE_INGEST_RECORDS_H
#define TRAILCASE_INGEST_RECORDS_H

#include "src/ingest/block.h"
#include "src/store/db.h"
#include "src/store/pack.h"

struct records {
    struct db *db;
    struct codec_packer *packer;
    struct codec_unpacker *unpacker;
    const struct block *block; /* of the stretch that is being gathered; NULL: none is */
    size_t stretch;
    int64_t first_event_id;
    struct pack_place *places; /* of its new records, in the block's text */
    size_t count, cap;
    struct pack open;       /* the last one that was read */
    struct buf text, frame; /* of a record that is kept by itself */
    struct pack_places coded;
};

void records_init(struct records *records, struct db *db);
void records_done(struct records *records);

/* The record of a new event. The block must stay until records_flush(). */
bool records_add(struct records *records, int64_t event_id, const struct block *block,
                 const struct entry *entry, int64_t source_id, struct err *err) WARN_UNUSED;

/* At the end of every block: write what was gathered. */
bool records_flush(struct records *records, struct err *err) WARN_UNUSED;

/* The text of the record that is stored for an event; valid until the next call. */
bool records_fetch(struct records *records, int64_t event_id, const char **ret_text, size_t *ret_len,
                   struct err *err) WARN_UNUSED;

/* Where the record of an event was found first. */
bool records_place(struct records *records, int64_t event_id, int64_t *ret_source_id, int64_t *ret_offset,
                   struct err *err) WARN_UNUSED;

/* A record takes the place of the lossy view that is stored for an event. */
bool records_replace(struct records *records, int64_t event_id, const char *text, size_t len,
                     struct err *err) WARN_UNUSED;

/* Keep a text beside the record of an event: a row of `conflict` or `partial`, which of them the query says.
 */
struct records_beside {
    enum query_id query;
    int64_t event_id, source_id, offset;
    const char *text;
    size_t len;
};
bool records_add_beside(struct records *records, const struct records_beside *beside,
                        struct err *err) WARN_UNUSED;

#endif
