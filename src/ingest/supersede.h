// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * supersede: a whole record takes the place of the lossy view an event was known from. The one case in which
 * rows of evidence change; the view is kept in `partial`. Works inside the writer's transactions. One thread.
 *
 * The rollups cannot be reckoned back, so what the event counted for is counted anew from `event` before the
 * commit. That needs the indexes of `event`, which a new case is filled without: the first such record makes
 * them. Rules look at the event again.
 */
#ifndef TRAILCASE_INGEST_SUPERSEDE_H
#define TRAILCASE_INGEST_SUPERSEDE_H

#include "src/base/arena.h"
#include "src/store/db.h"

struct supersede_due {
    int64_t principal_id, day, account_id, region_id, hour;
};

struct supersede {
    struct supersede_due *due;
    size_t count, cap;
    bool has_indexes;
    int64_t first_id; /* the first event that changed since the last flush; 0: none */
};

void supersede_done(struct supersede *supersede);

/* Before the row of an event changes: remember what it counted for. */
bool supersede_event(struct supersede *supersede, struct db *db, int64_t event_id,
                     struct err *err) WARN_UNUSED;

/* After the rollups of the transaction were written. */
bool supersede_flush(struct supersede *supersede, struct db *db, struct err *err) WARN_UNUSED;

#endif
