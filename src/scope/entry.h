// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * entry: ways in that the attributed calls may fit, for the fourth question. Each is one function that looks
 * whether it applies and then says what speaks for it, what against it, and which log would settle it.
 *
 * They stand in the order of their confidence. Scores order those of the same and mean nothing else: they
 * start at how telling the finding is by itself (the policy that AWS puts on public keys: 100) and what is
 * found for it adds up. Only what the attacker did not make for themselves is looked at. All lives in the
 * arena of the answer.
 */
#ifndef TRAILCASE_SCOPE_ENTRY_H
#define TRAILCASE_SCOPE_ENTRY_H

#include "src/scope/question.h"

enum { ENTRY_BEFORE_S = 30 * DAY_S }; /* how far before the first use a cause is looked for */

struct hypothesis {
    int score; /* 0: does not apply */
    const char *title;
    struct buf for_it;      /* sentences, with their full stop */
    struct buf against_it;  /* the same; empty: nothing is known */
    const char *settled_by; /* "the sign-in log of …": follows "Would settle it: " */
    enum confidence confidence;
    struct pick events;
    struct event_ids more;    /* events for it that are not the attacker's, before the others in time */
    struct event_ids against; /* events that speak against it */
    const char *against_why;  /* what they are */
    const struct claim_number *numbers; /* of its sentences, while the order is not known yet */
    size_t number_count;
};

typedef bool entry_way(struct answer *answer, struct hypothesis *h, struct err *err);

entry_way entry_leaked_keys, entry_taken_keys, entry_made_for_them;
entry_way entry_instance, entry_role_session, entry_federation, entry_trust;
entry_way entry_console, entry_password, entry_root;

/* Add the facts of one pick to another. */
void entry_add(struct pick *to, const struct pick *from, struct arena *arena);

/* Where the coverage is to be named that a "not seen" rests on; filled in once the order is known. */
void entry_coverage(struct buf *out);

struct event_ids entry_ids(const struct pick *pick, struct arena *arena);

/* Whether the attacker made this user. */
bool entry_is_own_user(struct answer *answer, int64_t principal_id, bool *ret, struct err *err) WARN_UNUSED;

#endif
