// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * event_store: one event into the case: its row, its record, its sighting, and what it adds to the rollups;
 * or, when its uid is there, what kind of duplicate it is. Works inside the writer's transactions. One
 * thread.
 */
#ifndef TRAILCASE_INGEST_EVENT_STORE_H
#define TRAILCASE_INGEST_EVENT_STORE_H

#include "src/ingest/block.h"
#include "src/ingest/seen.h"
#include "src/store/db.h"

enum event_fate {
    EVENT_STORED,
    EVENT_DUPLICATE, /* the same record was there */
    EVENT_REPLACED,  /* it was known from a lossy view; this whole record took its place */
    EVENT_CONFLICT,  /* another record with its eventID was there; this one is kept beside it */
};

struct event_store;

/* seen: for a case that is empty and without the indexes that indexes_drop() takes away; NULL: it has them.
 * Owned.
 */
struct event_store *event_store_new(struct db *db, struct seen *seen, struct err *err) WARN_UNUSED;
void event_store_free(struct event_store *store);

/* At the beginning of every transaction. */
bool event_store_begin(struct event_store *store, struct err *err) WARN_UNUSED;

/* A file begins: its name tells when what follows was delivered. */
void event_store_file(struct event_store *store, const char *path);

bool event_store_add(struct event_store *store, const struct block *block, const struct entry *entry,
                     int64_t source_id, enum event_fate *ret_fate, struct err *err) WARN_UNUSED;

/* After the last entry of a block, which must stay until then. */
bool event_store_end_block(struct event_store *store, struct err *err) WARN_UNUSED;

/* Before every commit: write what was gathered. */
bool event_store_flush(struct event_store *store, struct err *err) WARN_UNUSED;

#endif
