// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * overview: how much of what a case holds, for its first page. Reads counters, dictionaries and the ends of
 * an index, so it is quick at any size.
 */
#ifndef TRAILCASE_MODEL_OVERVIEW_H
#define TRAILCASE_MODEL_OVERVIEW_H

#include "src/store/db.h"

struct overview {
    int64_t events, first_s, last_s; /* ISOTIME_NONE when there are none */
    int64_t principals, addresses, keys, apis, resources, sessions, agents;
    int64_t attributed, undecided;         /* events */
    int64_t attacker, compromised, benign; /* marks the analyst gave */
};

bool overview_load(struct overview *ret, struct db *db, struct err *err) WARN_UNUSED;

#endif
