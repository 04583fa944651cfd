// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * proposal: what the attributed calls suggest to mark next, each with its evidence and what speaks against
 * it.
 *
 * Each rule is a line of the table in proposal.c with a file of queries/proposal. A thing that has a mark,
 * follows from one or was rejected is not proposed. The effect of a proposal is not guessed: it is tried
 * (trial.h), which any connection may.
 *
 * Taking proposals to a fixpoint does not depend on the order they are taken in: the rules that give things
 * to the attacker only ever see more as the scope grows, and the rule that gives things back runs after them
 * and on things without an attributed call. What turns out to be made by the attacker loses the lesser mark
 * "compromised" again that it was given on the way.
 */
#ifndef TRAILCASE_SCOPE_PROPOSAL_H
#define TRAILCASE_SCOPE_PROPOSAL_H

#include "src/scope/mark.h"

struct proposal {
    struct mark mark; /* to be set as it is; its reason is in words, its label filled in */
    const char *rule;
    bool is_high;
    bool follows; /* proposed only when those of high confidence are taken */
    bool moot;    /* of high confidence, but the attacker's without a mark when the others are taken */
    const char *why;
    const char *against; /* NULL: nothing known */
    int64_t event_id;    /* the first event that shows it */
    int64_t shown;       /* how many do */
    const char *query;   /* the filter of the events it would add or set aside, else of its evidence */

    /* What the mark alone would change; of one that follows, when those before it in the list are taken. */
    int64_t attributed, undecided; /* events more or less */
    int64_t credentials;           /* sessions and keys more that the attacker used */
    const char *brings;            /* the new addresses and credentials by name; NULL: none */
};

struct proposal_list {
    struct proposal *items;
    size_t count;
    struct arena arena;
};

/*
 * All there are, those of high confidence first and among like ones what adds most, with their effects; and
 * between them what proposal_take_high() would take besides. Fails on a connection that only reads when
 * edges are not up to date (lineage_refresh()).
 */
bool proposal_list_load(struct proposal_list *ret, struct db *db, struct err *err) WARN_UNUSED;

/* Those there are, without effects, in no order: quick. */
bool proposal_list_find(struct proposal_list *ret, struct db *db, struct err *err) WARN_UNUSED;
/* Copy the texts of one into another arena. */
void proposal_copy(struct proposal *proposal, struct arena *arena);

void proposal_list_add(struct proposal_list *list, const struct proposal *proposal);
void proposal_list_done(struct proposal_list *list);
CLEANUP_DEFINE(proposal_list, struct proposal_list, proposal_list_done);

/* "2 attacker, 8 compromised, 8 benign": of the list, what proposal_take_high() takes. */
void proposal_tally(const struct proposal_list *list, struct buf *out);

/* "adds 380 events to the attacker's, with the new address …": what taking it would change, as a clause. */
void proposal_effect(const struct proposal *proposal, struct buf *out);

/* What proposal_take_high() would take; nothing is changed. */
bool proposal_try_high(struct proposal_list *ret, struct db *db, struct err *err) WARN_UNUSED;

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
