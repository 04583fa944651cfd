// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * trial: what marks would change, tried without touching the case.
 *
 * Between trial_begin() and trial_end() this connection has tables of its own in front of `mark`,
 * `derived_mark` and `attribution`, which begin as copies. Everything that reads or writes those three sees
 * the copies, so nothing reaches the file, nobody else waits, and a case that may only be read can be asked
 * too. The journal is not hidden: use trial_mark() and nothing else that decides. One trial at a time; no
 * transaction may be open that is to be committed.
 */
#ifndef TRAILCASE_SCOPE_TRIAL_H
#define TRAILCASE_SCOPE_TRIAL_H

#include "src/scope/mark.h"

bool trial_begin(struct db *db, struct err *err) WARN_UNUSED;
void trial_end(struct db *db);

/* Set one mark (VERDICT_NONE: take it away) and update the attribution. */
bool trial_mark(struct db *db, const struct mark *mark, struct err *err) WARN_UNUSED;

/* Set one, or take it away, and leave the attribution behind, for attribution_update() or the next
 * trial_mark(). */
bool trial_write(struct db *db, const struct mark *mark, struct err *err) WARN_UNUSED;
bool trial_unmark(struct db *db, const struct mark *mark, struct err *err) WARN_UNUSED;

#endif
