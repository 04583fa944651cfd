// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * derive: the marks that follow from attributed events: what they issued is the attacker's.
 *
 * Only calls that the table in derive.c knows are read, and only the attributed ones among them. What cannot
 * be named from the record (a role session under another key than the issued one is found by its start) gives
 * no mark. One step of the fixpoint in attribution.c.
 */
#ifndef TRAILCASE_SCOPE_DERIVE_H
#define TRAILCASE_SCOPE_DERIVE_H

#include "src/store/db.h"

/* Write what follows from the events attributed so far; *ret_news is how many marks are new or changed. */
bool derive_marks(struct db *db, int64_t *ret_news, struct err *err) WARN_UNUSED;

#endif
