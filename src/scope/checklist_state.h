// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * checklist_state: what the analyst has ticked on the checklist, journalled, to be undone like any decision.
 *
 * A tick is by the id of an item, which stays the same when evidence is added; a tick on an item that is no
 * longer there is kept. State open means not ticked, with an assignee or a note. A list is immutable and owns
 * what it holds.
 */
#ifndef TRAILCASE_SCOPE_CHECKLIST_STATE_H
#define TRAILCASE_SCOPE_CHECKLIST_STATE_H

#include "src/base/arena.h"
#include "src/base/json.h"
#include "src/scope/checklist.h"

struct checklist_tick {
    const char *id;
    enum checklist_state state;  /* open, done or skipped */
    const char *assignee, *note; /* NULL: none */
    int64_t changed_s;
};

struct checklist_ticks {
    struct checklist_tick *items; /* by id */
    size_t count;
    struct arena arena;
};

bool checklist_ticks_load(struct checklist_ticks *ret, struct db *db, struct err *err) WARN_UNUSED;
void checklist_ticks_done(struct checklist_ticks *ticks);
CLEANUP_DEFINE(checklist_ticks, struct checklist_ticks, checklist_ticks_done);

const struct checklist_tick *checklist_tick_of(const struct checklist_ticks *ticks, const char *id);

/* What to change: NULL leaves it, "" takes it away. */
struct checklist_change {
    const char *id, *action; /* action: for the journal, to be read without the list */
    const char *text; /* what the journal is told as a whole, for a replay; NULL: worded from the rest */
    const char *state, *assignee, *note;
};

bool checklist_tick(struct db *db, const struct checklist_change *change, struct err *err) WARN_UNUSED;

/* For undo, in a transaction: what an entry of the journal tells was there before. */
bool checklist_restore(struct db *db, const struct json *entry, struct err *err) WARN_UNUSED;

#endif
