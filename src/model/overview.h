// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * overview: how much of what a case holds, for its first page. Reads counters, dictionaries and the ends of
 * an index, so it is quick at any size.
 */
#ifndef TRAILCASE_MODEL_OVERVIEW_H
#define TRAILCASE_MODEL_OVERVIEW_H

#include "src/base/arena.h"
#include "src/store/db.h"

struct overview {
    int64_t events, first_s, last_s; /* ISOTIME_NONE when there are none */
    int64_t principals, addresses, keys, apis, resources, accounts, regions;
    int64_t attributed, undecided;         /* events */
    int64_t attacker, compromised, benign; /* marks the analyst gave */
};

/* The busiest accounts or regions, the busiest first. */
enum { OVERVIEW_PLACES = 3 };
enum overview_kind { OVERVIEW_ACCOUNTS, OVERVIEW_REGIONS };

struct overview_places {
    struct {
        const char *value; /* in the arena */
        int64_t events;
    } items[OVERVIEW_PLACES];
    size_t count;
};

bool overview_places(struct db *db, enum overview_kind kind, struct arena *arena, struct overview_places *ret,
                     struct err *err) WARN_UNUSED;

bool overview_load(struct overview *ret, struct db *db, struct err *err) WARN_UNUSED;

#endif
