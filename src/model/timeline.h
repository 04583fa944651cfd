// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * timeline: how many events when, as a histogram, and runs of like events folded into one line.
 *
 * The bucket is the smallest of a fixed list (1 s … 30 days) with which the window fits into the columns
 * asked for; buckets begin at multiples of their length since the epoch. Counts by day or coarser come from
 * the rollup, finer ones from single events. other = events - attributed - undecided.
 */
#ifndef TRAILCASE_MODEL_TIMELINE_H
#define TRAILCASE_MODEL_TIMELINE_H

#include "src/model/events.h"

struct timeline_ask {
    const struct filter *filter;
    int64_t from_s, to_s; /* window, to_s not in it; ISOTIME_NONE: as the case begins and ends */
    unsigned buckets_max; /* at least 1 */
    int64_t bucket_s; /* 0: choose; else this length, whatever number of buckets it takes (at most 100,000) */
};

struct timeline_bucket {
    int64_t start_s;
    int64_t events, attributed, undecided, failed; /* failed: denied or error */
};

struct timeline {
    int64_t from_s, to_s; /* the window, widened to whole buckets */
    int64_t bucket_s;
    struct timeline_bucket *buckets; /* all of the window, empty ones too */
    size_t count;
    int64_t events, most; /* sum, and the largest bucket */
    struct arena arena;
};

bool timeline_load(struct timeline *ret, struct db *db, const struct timeline_ask *ask,
                   struct err *err) WARN_UNUSED;
void timeline_done(struct timeline *timeline);
CLEANUP_DEFINE(timeline, struct timeline, timeline_done);

/* How the events of a window are found: what stands for the parts source, from and to, and the filter. */
struct timeline_way {
    const char *source, *time;
    const struct buf *where;
};

struct timeline_way timeline_way(const struct timeline *timeline, const struct events *events);

/* Bind the parameters of a statement about a window: the filter's, and both ends. */
void timeline_bind(const struct timeline *timeline, const struct filter_sql *sql, struct stmt *stmt);

/* Events that follow each other with the same principal, address, api, outcome and attribution. */
struct timeline_run {
    int64_t first_s, last_s, events;
    struct event_row first; /* the first of them */
};

/* Fold the rows of a page: writes at most page->count runs, returns how many. Runs borrow from the page. */
size_t timeline_fold(const struct events_page *page, struct timeline_run *runs);

#endif
