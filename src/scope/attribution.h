// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * attribution: which events are the attacker's, computed from the marks.
 *
 * An event is attributed, in this order: by its own mark; not, when a benign mark on its address, agent,
 * session or key covers it; by any attacker mark on its session, key, address, principal or agent. What an
 * attributed call issued (temporary credentials, access keys, console sessions) or made (users) is the
 * attacker's from that moment on, and so on to a fixpoint: those are the derived marks. A password that an
 * attributed call set for somebody else's user makes that user compromised. What a compromised thing did and
 * nothing decides is undecided.
 *
 * The tables `attribution` and `derived_mark` hold the result and depend on marks and evidence alone, never
 * on the order they came in. Work is by index and grows with the events of the marked things only.
 */
#ifndef TRAILCASE_SCOPE_ATTRIBUTION_H
#define TRAILCASE_SCOPE_ATTRIBUTION_H

#include "src/store/db.h"

/* Compute both tables anew. Inside a transaction; edges must be up to date (lineage_refresh). */
bool attribution_update(struct db *db, struct err *err) WARN_UNUSED;

/* The same in a transaction of its own, for after an ingest; does nothing when there are no marks. */
bool attribution_refresh(struct db *db, struct err *err) WARN_UNUSED;

struct attribution_counts {
    int64_t attributed, undecided;
};

bool attribution_count(struct db *db, struct attribution_counts *ret, struct err *err) WARN_UNUSED;

#endif
