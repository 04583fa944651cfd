// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scan: all expressions over the events of a case, in one pass on all processors.
 *
 * What the row of an event says decides first (verdict.h); a record is unpacked and parsed only where some
 * expression is still open then, or where a hit needs values the row does not have. Each thread has its own
 * connection and reads what was committed before.
 */
#ifndef TRAILCASE_DETECT_SCAN_H
#define TRAILCASE_DETECT_SCAN_H

#include "src/base/task.h"
#include "src/detect/fresh.h"

/* One expression to look for. */
struct watch {
    const struct expr *expr;
    int64_t after_id;        /* only events with greater numbers */
    const struct base *base; /* whose group is wanted with each hit; NULL: none */
    size_t group_count;
    const char *field;         /* whose value is wanted, too; NULL: none */
    const struct fresh *fresh; /* only events with something new; NULL: all */
    bool unsorted;             /* hits may come in any order */
};

struct scan_hit {
    int64_t event_id, time_s;
    const char *group; /* values of the group, or NULL when there is none */
    const char *value;
};

struct scan_hits {
    struct scan_hit *items; /* by number, unless unsorted */
    size_t count, size;
};

struct scan {
    struct scan_hits *hits; /* for each watch */
    size_t count;
    int64_t events, parsed; /* looked at, and how many of them with their record */
    int64_t unreadable;     /* records that are no JSON */
    int64_t given_up;       /* searches for regular expressions that took too long */
    struct arena *arenas;   /* the texts of hits */
    unsigned threads;
};

struct scan_ask {
    const struct names *names; /* outlives the scan */
    const struct watch *watches;
    size_t count;
    int64_t last_id; /* events up to and with this number */
};

/* The connection is only asked where the case is. Texts of hits may be in names. */
bool scan_run(struct scan *ret, struct db *db, const struct scan_ask *ask, struct task *task,
              struct err *err) WARN_UNUSED;
void scan_done(struct scan *scan);

/* Give up the hits of a watch, which may be many. */
void scan_drop(struct scan *scan, size_t watch);
CLEANUP_DEFINE(scan, struct scan, scan_done);

#endif
