// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * trailwindow: times in which a trail logged less than all, as the calls to CloudTrail itself tell.
 *
 * StopLogging and DeleteTrail open a window that StartLogging closes; UpdateTrail and PutEventSelectors open
 * one for each thing they leave out, closed when a later call takes it in again. A window speaks of one
 * trail: another trail may have logged the same events. What a trail left out before its first call in the
 * case cannot be known.
 *
 * Windows are in the order of their beginning and live in the caller's arena.
 */
#ifndef TRAILCASE_SCOPE_TRAILWINDOW_H
#define TRAILCASE_SCOPE_TRAILWINDOW_H

#include "src/base/arena.h"
#include "src/store/db.h"

struct trailwindow {
    int64_t from_s, to_s; /* to_s ISOTIME_NONE: not closed in the case */
    const char *account, *trail;
    const char *region;           /* where the call was made */
    const char *api;              /* that opened it */
    const char *principal;        /* who called it */
    const char *excluded;         /* what was left out */
    bool hides_events;            /* else only digests are missing */
    int64_t opened_by, closed_by; /* event ids; closed_by 0 when not closed */
};

bool trailwindow_load(struct db *db, struct arena *arena, struct trailwindow **ret, size_t *ret_count,
                      struct err *err) WARN_UNUSED;

/* For tests: what a PutEventSelectors leaves out; NULL when nothing. Its text goes into the arena. */
const char *trailwindow_selectors(const char *record, size_t len, struct arena *arena);

#endif
