// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * frequency: how many events under a filter have each value of a field of the filter language.
 *
 * Read from the rollup, or from single events where the filter or the field needs them. A value is written
 * as a filter term takes it, so that FIELD:VALUE selects the events that were counted. A struct frequency is
 * immutable once loaded and owns all it points to.
 */
#ifndef TRAILCASE_MODEL_FREQUENCY_H
#define TRAILCASE_MODEL_FREQUENCY_H

#include "src/base/arena.h"
#include "src/model/filter.h"
#include "src/store/db.h"

struct frequency_row {
    const char *value, *label; /* label: what people call it; NULL = the value */
    int64_t events, first_s, last_s;
};

enum frequency_sort {
    FREQUENCY_BY_EVENTS,
    FREQUENCY_BY_VALUE,
    FREQUENCY_BY_FIRST,
    FREQUENCY_BY_LAST,
    FREQUENCY__SORTS
};

struct frequency {
    const char *field;
    struct frequency_row *rows; /* the most frequent first */
    size_t count;
    int64_t matching; /* values there are, of which count are here */
    int64_t events;   /* under the filter */
    int64_t without;  /* of them, those without a value of the field */
    bool several;     /* an event may have several values, so that the rows may add up to more than events */
    struct arena arena;
};

/* Names of the fields there are frequencies of; NULL past the end. */
const char *frequency_field(size_t n);

/* limit: rows at most, 0 for all. ERR_USAGE when the field has none. */
bool frequency_load(struct frequency *ret, struct db *db, const char *field, const struct filter *filter,
                    int64_t limit, struct err *err) WARN_UNUSED;
void frequency_done(struct frequency *frequency);
CLEANUP_DEFINE(frequency, struct frequency, frequency_done);

/* Bring the rows in another order: counts and times the largest first, values from a to z. */
void frequency_order(struct frequency *frequency, enum frequency_sort sort, bool reverse);

/* How many events a filter leaves, and from when to when (ISOTIME_NONE when there are none). */
struct frequency_total {
    int64_t events, first_s, last_s;
};
bool frequency_total(struct frequency_total *ret, struct db *db, const struct filter *filter,
                     struct err *err) WARN_UNUSED;

/* How many events a filter leaves, and how many different things of each kind are in them. */
struct frequency_crosses {
    int64_t events, principals, addresses, keys, sessions, agents, apis;
};
bool frequency_crosses(struct frequency_crosses *ret, struct db *db, const struct filter *filter,
                       struct err *err) WARN_UNUSED;

#endif
