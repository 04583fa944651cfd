// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * event_rows: rows of `event`, gathered and written many at a time.
 *
 * What an event refers to (its uid) has to stay until they are flushed. Works inside the writer's
 * transactions. One thread.
 */
#ifndef TRAILCASE_INGEST_EVENT_ROWS_H
#define TRAILCASE_INGEST_EVENT_ROWS_H

#include "src/ingest/dictionary.h"
#include "src/store/bulk.h"

struct event_rows {
    struct db *db;
    int64_t *numbers;
    struct bulk_value *uids;
    size_t count, cap;
};

void event_rows_init(struct event_rows *rows, struct db *db);
void event_rows_done(struct event_rows *rows);

void event_rows_add(struct event_rows *rows, int64_t event_id, const struct event *event,
                    const struct dictionary_ids *ids);

/* *ret_new: how many of the rows have been written, as their uid was new. */
bool event_rows_flush(struct event_rows *rows, int64_t *ret_new, struct err *err) WARN_UNUSED;

/* Write what an event is now into the row it has. */
bool event_rows_replace(struct event_rows *rows, int64_t event_id, const struct event *event,
                        const struct dictionary_ids *ids, struct err *err) WARN_UNUSED;

#endif
