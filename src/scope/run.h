// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * run: calls that belong together, folded: same principal, key, address, call and outcome, no more than
 * RUN_GAP_S apart. What a timeline for people is made of.
 */
#ifndef TRAILCASE_SCOPE_RUN_H
#define TRAILCASE_SCOPE_RUN_H

#include "src/scope/facts.h"

enum { RUN_GAP_S = 600 };

struct run {
    const struct fact *first; /* stands for all of them */
    int64_t last_s;
    size_t count;
};

struct runs {
    const struct run *items; /* by their first call */
    size_t count;
};

struct runs runs_fold(const struct pick *pick, struct arena *arena);

#endif
