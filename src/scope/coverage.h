// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * coverage: for which accounts, regions and hours the case holds evidence, and where it is blind.
 *
 * A row is an account and a region. Its cells are the hours for which there is anything: events (by their own
 * time), log files (by the delivery time in their names, so a few minutes later than what is in them),
 * digests (an hour they speak of, be it that nothing happened). An hour without a cell between the first and
 * the last is a hole: either nothing was logged there or it is not in the case; only a digest can tell the
 * two apart.
 *
 * Every statement that something was not seen rests on this: coverage_phrase() words it. Read from rollups,
 * never from `event`. Everything lives in the arena; times are seconds, hours are counted since the epoch.
 */
#ifndef TRAILCASE_SCOPE_COVERAGE_H
#define TRAILCASE_SCOPE_COVERAGE_H

#include "src/base/buf.h"
#include "src/scope/trailwindow.h"

enum coverage_category {
    COVERAGE_MANAGEMENT,
    COVERAGE_DATA,
    COVERAGE_INSIGHT,
    COVERAGE_NETWORK,
    COVERAGE_CATEGORY__COUNT
};

struct coverage_cell {
    int64_t hour;
    int64_t events;
    uint32_t files, digests;
};

/* Delivery time of the file minus eventTime. Percentiles by nearest rank. */
struct coverage_lag {
    int64_t events; /* measured; 0: the rest means nothing */
    int64_t min_s, median_s, p95_s, max_s;
};

struct coverage_row {
    const char *account, *region; /* "" when the records do not say */
    int64_t first_s, last_s;      /* of its events; ISOTIME_NONE without any */
    int64_t events, files, digests;
    struct coverage_cell *cells; /* by hour */
    size_t cell_count;
    size_t hours_events, hours_files, hours_digests;
    size_t hole_hours, longest_hole_hours;
    struct coverage_lag lag;
};

/* What ingests were asked to leave out, by their options; nothing is known of what was in it. */
struct coverage_left_out {
    const char *options;
    int64_t records, files;
};

struct coverage {
    struct arena arena;
    struct coverage_row *rows; /* by account and region */
    size_t row_count;
    int64_t first_s, last_s;
    int64_t events[COVERAGE_CATEGORY__COUNT];
    int64_t named_files, other_files; /* named as CloudTrail names log files, and not */
    struct coverage_lag lag;
    struct trailwindow *windows;
    size_t window_count;
    size_t accounts, regions; /* distinct, with anything */
    const char **never;       /* regions of AWS of which there is nothing */
    size_t never_count;
    struct coverage_left_out *left_out;
    size_t left_out_count;
};

bool coverage_load(struct coverage *ret, struct db *db, struct err *err) WARN_UNUSED;
void coverage_done(struct coverage *coverage);
CLEANUP_DEFINE(coverage, struct coverage, coverage_done);

/*
 * Append what a negative statement rests on: "in the 3 regions we hold, 2020-02-01 to 2020-04-09, management
 * events only".
 */
void coverage_phrase(const struct coverage *coverage, struct buf *out);

/* Append when a trail left out what, "2020-03-29 00:58 to 04:36: trail main left out everything". */
void coverage_window(const struct trailwindow *window, struct buf *out);

/* The holes of a row: call with *at = 0 until it returns false. Hours from *ret_from up to *ret_to are empty.
 */
bool coverage_hole(const struct coverage_row *row, size_t *at, int64_t *ret_from_hour, int64_t *ret_to_hour);

const char *coverage_category_name(enum coverage_category category);

#endif
