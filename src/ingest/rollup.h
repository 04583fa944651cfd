// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * rollup: what a transaction adds to `activity` and `event_resource`, gathered in memory and
 * written in the order of the tables' keys just before the commit. Bounded by the size of a transaction.
 * One thread.
 */
#ifndef TRAILCASE_INGEST_ROLLUP_H
#define TRAILCASE_INGEST_ROLLUP_H

#include "src/store/db.h"

/* In the order of activity's primary key. */
enum rollup_column {
    ROLLUP_PRINCIPAL,
    ROLLUP_DAY,
    ROLLUP_API,
    ROLLUP_SESSION,
    ROLLUP_ADDRESS,
    ROLLUP_KEY,
    ROLLUP_AGENT,
    ROLLUP_REGION,
    ROLLUP_ACCOUNT,
    ROLLUP_ERROR,
    ROLLUP_OUTCOME,
    ROLLUP_FLAGS,
    ROLLUP__COUNT
};

struct rollup_row {
    int64_t key[ROLLUP__COUNT];
    int64_t events, first_s, last_s, hours;
};

struct rollup_pair {
    int64_t resource_id, event_id;
};

struct rollup {
    struct rollup_row *rows;
    uint32_t *slots; /* hash table of row number + 1 */
    size_t count, cap, slot_cap;
    struct rollup_pair *pairs;
    size_t pair_count, pair_cap;
};

void rollup_done(struct rollup *rollup);

/* Count one event at time_s. */
void rollup_event(struct rollup *rollup, const int64_t key[ROLLUP__COUNT], int64_t time_s);
void rollup_resource(struct rollup *rollup, int64_t resource_id, int64_t event_id);

/* Write everything and begin anew. */
bool rollup_flush(struct rollup *rollup, struct db *db, struct err *err) WARN_UNUSED;

#endif
