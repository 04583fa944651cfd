// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * finding: what a detector says about events, kept as a lead: GuardDuty, as its export, its API and
 * EventBridge write it; what Security Hub collected; notices of AWS Health about keys seen in public. Names
 * of members are compared without regard to case, for they differ in it.
 *
 * A detector tells the same finding again with a higher count; Security Hub tells one of GuardDuty in its own
 * words. The newest text stands in the case, each older one where it was found. The text must be valid JSON.
 * Inside the writer's transactions.
 */
#ifndef TRAILCASE_INGEST_FINDING_H
#define TRAILCASE_INGEST_FINDING_H

#include "src/store/db.h"

/* A finding and the place where it stood. */
struct finding_place {
    int64_t source_id, offset;
    const char *text; /* not terminated */
    size_t len;
};

/* *ret_new: it was not known at all. */
bool finding_keep(struct db *db, const struct finding_place *place, bool *ret_new,
                  struct err *err) WARN_UNUSED;

#endif
