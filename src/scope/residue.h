// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * residue: what the attacker made or took down and nobody has undone yet.
 *
 * The attributed calls of residue_table.h that succeeded (dry runs and refusals make nothing) are replayed in
 * the order of time together with the calls that undo them, whoever made those. A thing made, deleted and
 * made again is there twice: once undone, once open. Where a call writes over a text, the text from before is
 * kept, and what comes after is compared: the attacker's is undone when none of it is left.
 *
 * Computed from evidence and attribution each time, so the order of arrival does not matter: within a second
 * what is there is taken away first, then things are made, then what could not be taken away before; beyond
 * that the eventID decides. Records are read for the calls of the table only, and of other people's calls
 * only for kinds the attacker left something of. A list is immutable and owns what it holds; any thread with
 * its own connection.
 */
#ifndef TRAILCASE_SCOPE_RESIDUE_H
#define TRAILCASE_SCOPE_RESIDUE_H

#include "src/base/isotime.h"
#include "src/scope/residue_table.h"
#include "src/store/db.h"

enum residue_state { RESIDUE_OPEN, RESIDUE_PARTLY, RESIDUE_UNDONE, RESIDUE_STATE__COUNT };
extern const char *const residue_state_names[RESIDUE_STATE__COUNT];

/* A call, by whom. Texts are as logged; event_id 0: there was none. */
struct residue_act {
    int64_t event_id, time_s;
    const char *api, *principal, *session, *key;
    bool is_attacker;
};

struct residue {
    enum residue_kind kind;
    enum residue_state state;
    const char *account, *region; /* region NULL: of the account as a whole */
    const char *name, *part, *id; /* see residue_table.h; name NULL: the record does not say */
    const char *text;             /* what was written: a policy; of a rule the permission */
    const char *before;           /* what was there before, if the logs have it */
    int64_t calls;                /* attributed calls that made it or wrote it again */
    struct residue_act opened;    /* the first of them */
    struct residue_act ended;     /* what undid it, or went part of the way */
};

struct residue_list {
    struct residue *items; /* by the call that opened them, then by what they are */
    size_t count;
    size_t states[RESIDUE_STATE__COUNT];
    size_t undecided; /* calls that are nobody's yet and make such things: they are not in the list */
    struct arena arena;
};

bool residue_load(struct residue_list *ret, struct db *db, struct err *err) WARN_UNUSED;
void residue_done(struct residue_list *list);
CLEANUP_DEFINE(residue, struct residue_list, residue_done);

#endif
