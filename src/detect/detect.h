// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * detect: running rules over a case and keeping what they hit.
 *
 * A rule whose hash is as it was only looks at events it has not seen; one that counts looks at all again
 * when there is anything new. Rules of the case that are not in the set any more go, with their hits. All of
 * it is one transaction after the reading, so a stopped run leaves the case as it was.
 */
#ifndef TRAILCASE_DETECT_DETECT_H
#define TRAILCASE_DETECT_DETECT_H

#include "src/base/task.h"
#include "src/detect/ruleset.h"
#include "src/store/db.h"

struct detect_report {
    int64_t rules, fresh;   /* in the case now; of them, run over all events */
    int64_t events, parsed; /* looked at, and how many of them with their record */
    int64_t hits;           /* new ones */
    int64_t given_up, unreadable;
};

bool detect_run(struct db *db, const struct ruleset *set, struct task *task, struct detect_report *ret,
                struct err *err) WARN_UNUSED;

/* Add the rules of earlier runs that do not come with the program, and, unless it has one, their tuning. */
bool detect_add_stored(struct ruleset *set, struct db *db, struct err *err) WARN_UNUSED;

/* Own rules and those of earlier runs over what is new: what follows an ingest. */
bool detect_refresh(struct db *db, struct task *task, struct err *err) WARN_UNUSED;

#endif
