// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * derive: the marks that follow from attributed events: what they issued is the attacker's.
 *
 * Lineage says what came from which call: brokered sessions, role chains, console sign-ins, federation
 * tokens, keys and passwords made for other users. Its edge must be certain or strong; what is only plausible
 * is left to a proposal (proposal.h). Edges must be up to date. One step of the fixpoint in attribution.c.
 */
#ifndef TRAILCASE_SCOPE_DERIVE_H
#define TRAILCASE_SCOPE_DERIVE_H

#include "src/store/db.h"

/* Write what follows from the events attributed so far; *ret_news is how many marks are new or changed. */
bool derive_marks(struct db *db, int64_t *ret_news, struct err *err) WARN_UNUSED;

#endif
