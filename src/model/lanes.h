// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * lanes: the buckets of a timeline, apart by access key, address or principal.
 *
 * The lanes with most of the attacker's events come first, then those with undecided ones, then the busiest;
 * what has no key (or no address) is in no lane. A struct lanes is immutable once loaded and owns all it
 * points to. One thread at a time.
 */
#ifndef TRAILCASE_MODEL_LANES_H
#define TRAILCASE_MODEL_LANES_H

#include "src/model/timeline.h"

enum lanes_by { LANES_BY_KEY, LANES_BY_ADDRESS, LANES_BY_PRINCIPAL, LANES_BY__COUNT };

/* "key", "address", "principal": also the field of a filter that selects a lane. */
const char *lanes_by_name(enum lanes_by by);

struct lane {
    int64_t id;
    const char *value; /* as filters and marks spell it */
    const char *name;  /* for people */
    int64_t events, attributed, undecided;
    struct timeline_bucket *buckets; /* as many as the timeline has; failed is not counted */
};

struct lanes {
    struct lane *list;
    size_t count;
    int64_t total; /* lanes that there are in the window */
    struct arena arena;
};

struct lanes_ask {
    const struct filter *filter;
    const struct timeline *timeline; /* loaded under the same filter */
    enum lanes_by by;
    size_t most; /* lanes at most */
};

bool lanes_load(struct lanes *ret, struct db *db, const struct lanes_ask *ask, struct err *err) WARN_UNUSED;
void lanes_done(struct lanes *lanes);
CLEANUP_DEFINE(lanes, struct lanes, lanes_done);

#endif
