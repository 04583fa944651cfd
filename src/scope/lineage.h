// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * lineage: which credential gave rise to which, over the whole case.
 *
 * The table `issuance` holds what each issuing call says by itself; here the table `edge` is computed from
 * it: the call that each session, key, password, user or role came from. Rules are tried from the strongest
 * to the weakest and a thing keeps the first edge it gets; among the calls of one rule it is the one made
 * with a known credential, then the earliest, then the least eventID. So edges depend on the evidence and
 * never on the order it came in.
 */
#ifndef TRAILCASE_SCOPE_LINEAGE_H
#define TRAILCASE_SCOPE_LINEAGE_H

#include "src/store/db.h"

/*
 * Bring the edges up to date with the events: after an ingest, and before reading edges on a connection that
 * may write. Does nothing when they are; in a transaction of its own otherwise. On a connection that only
 * reads, edges that are out of date are an error that says what to do.
 */
bool lineage_refresh(struct db *db, struct err *err) WARN_UNUSED;

#endif
