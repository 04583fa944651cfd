// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * reach: how far the attacker gets under the marks there are, and how much farther under others.
 *
 * Read from the table `attribution`, so within a trial (trial.h) of what is tried. Lives in the arena given.
 */
#ifndef TRAILCASE_SCOPE_REACH_H
#define TRAILCASE_SCOPE_REACH_H

#include "src/scope/attribution.h"
#include "src/scope/phrase.h"

struct reach_item {
    bool is_address;   /* else a credential: a session, or a key outside of sessions */
    const char *value; /* of an address; of a credential a name for people: "AKIA…WXYZ (ci-deploy)" */
    int64_t id, events;
    char kind; /* 'a', 'k' or 's' */
};

struct reach {
    struct attribution_counts counts;
    const struct reach_item *items; /* by kind and id */
    size_t count;
};

bool reach_load(struct reach *ret, struct db *db, struct arena *arena, struct err *err) WARN_UNUSED;

/* What one has and the other had not. */
struct reach_gain {
    int64_t attributed, undecided; /* events, negative when there are fewer */
    struct words addresses;        /* with their attributed events */
    struct words credentials;
};

/* itself: a value that goes without saying; may be NULL. */
struct reach_gain reach_compare(const struct reach *before, const struct reach *after, const char *itself,
                                struct arena *arena);

/* "the new address 192.0.2.7 (380 calls) and 2 new credentials: AKIA…WXYZ (ci-deploy) and …"; nothing when
 * neither is new. */
void reach_phrase(const struct reach_gain *gain, struct buf *out);

#endif
