// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * ticks: the ticks of a checklist, brought from a case to its redacted copy. Ids of items are made of names,
 * so they change with them; what an item is about does not.
 */
#ifndef TRAILCASE_REDACT_TICKS_H
#define TRAILCASE_REDACT_TICKS_H

#include "src/redact/scrub.h"
#include "src/scope/checklist.h"

struct ticks {
    struct checklist before;
};

/* Before anything is redacted. */
bool ticks_load(struct ticks *ret, struct db *db, struct err *err) WARN_UNUSED;

/* After. Inside a transaction. */
bool ticks_move(const struct ticks *ticks, struct scrub *scrub, struct db *db, struct err *err) WARN_UNUSED;
void ticks_done(struct ticks *ticks);
CLEANUP_DEFINE(ticks, struct ticks, ticks_done);

#endif
