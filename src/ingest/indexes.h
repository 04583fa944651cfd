// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * indexes: doing without the indexes on what is stored while a new case is filled.
 *
 * Building them at the end, sorted, costs half of keeping them up to date row by row, and leaves them
 * smaller. What the one on uid is for, finding duplicates, `seen` does meanwhile. A run that is killed in
 * between leaves a case that is right and slow; the next run makes what it needs first and the others last.
 */
#ifndef TRAILCASE_INGEST_INDEXES_H
#define TRAILCASE_INGEST_INDEXES_H

#include "src/store/db.h"

/* For a case without events. */
bool indexes_drop(struct db *db, struct err *err) WARN_UNUSED;

/* Make those that a further run looks things up by, on uid and path, if they are missing. */
bool indexes_make_lookup(struct db *db, struct err *err) WARN_UNUSED;

/* Make those that are missing; within: the caller's transaction is under way. */
bool indexes_make(struct db *db, struct err *err) WARN_UNUSED;
bool indexes_make_within(struct db *db, struct err *err) WARN_UNUSED;

#endif
