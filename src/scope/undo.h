// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * undo: taking back the last decision that nobody has taken back yet.
 *
 * The journal says what was there before; that is put back, in one transaction with the journal entry that
 * says so and with the attribution that follows. An undo is not undone by another: that one takes back the
 * decision before it.
 */
#ifndef TRAILCASE_SCOPE_UNDO_H
#define TRAILCASE_SCOPE_UNDO_H

#include "src/base/arena.h"
#include "src/store/db.h"

/* *ret_text says what was undone ("mark address 192.0.2.1 attacker"), in the arena; NULL: there was nothing.
 */
bool undo_last(struct db *db, struct arena *arena, const char **ret_text, struct err *err) WARN_UNUSED;

/* What a row of the journal says, as a sentence without full stop, in the arena. */
const char *undo_describe(struct arena *arena, const char *action, const char *detail);

#endif
