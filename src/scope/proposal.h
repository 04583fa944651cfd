// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * proposal: what the attributed calls suggest to mark next, each with its evidence and what speaks against
 * it.
 *
 * Each rule is one file of queries/proposal and one line of the table in proposal.c. A thing that has a mark,
 * follows from one or was rejected is not proposed. The effect of a proposal is not guessed: the mark is set,
 * the attribution computed and the whole rolled back, so loading needs a connection that may write.
 *
 * Taking proposals to a fixpoint does not depend on the order they are taken in: the rules that give things
 * to the attacker only ever see more as the scope grows, and the rule that gives things back runs after them
 * and on things without an attributed call.
 */
#ifndef TRAILCASE_SCOPE_PROPOSAL_H
#define TRAILCASE_SCOPE_PROPOSAL_H

#include "src/scope/mark.h"

struct proposal {
    struct mark mark; /* to be set as it is; its reason names the rule */
    const char *rule;
    bool is_high;
    const char *why;
    const char *against;           /* NULL: nothing known */
    int64_t event_id;              /* the first event that shows it */
    int64_t shown;                 /* how many do */
    int64_t attributed, undecided; /* by how much the mark alone would change their numbers */
    int64_t credentials;           /* and that of sessions and keys with attributed or undecided calls */
};

struct proposal_list {
    struct proposal *items;
    size_t count;
    struct arena arena;
};

bool proposal_list_load(struct proposal_list *ret, struct db *db, struct err *err) WARN_UNUSED;

/* The same without effects, so on any connection. */
bool proposal_list_find(struct proposal_list *ret, struct db *db, struct err *err) WARN_UNUSED;
void proposal_list_done(struct proposal_list *list);
CLEANUP_DEFINE(proposal_list, struct proposal_list, proposal_list_done);

/*
 * Take all high-confidence proposals, and those that follow, until there is none left: one decision, one
 * entry of the journal, one undo. *ret is what was taken, without effects.
 */
bool proposal_take_high(struct proposal_list *ret, struct db *db, struct err *err) WARN_UNUSED;

/* Take or reject the proposal on one thing; ERR_USAGE when there is none. Rejecting is for good, until
 * undone. */
bool proposal_accept(struct db *db, enum mark_kind kind, const char *value, struct err *err) WARN_UNUSED;
bool proposal_reject(struct db *db, enum mark_kind kind, const char *value, struct err *err) WARN_UNUSED;

#endif
