// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * fresh: which events come when a value is new for their entity, for first-seen rules.
 *
 * Both are columns of the case; when each pair was seen is read from its rollup by day, so all events count,
 * not only those a rule is about. An event without an entity or a value is never new. Immutable once loaded;
 * any number of threads may ask.
 */
#ifndef TRAILCASE_DETECT_FRESH_H
#define TRAILCASE_DETECT_FRESH_H

#include "src/detect/names.h"

/* A time in which a pair is new. */
struct fresh_span {
    int64_t entity, value, from_s, to_s;
};

struct fresh {
    enum column entity, value;
    struct fresh_span *spans; /* by entity, value and time */
    size_t count;
    uint32_t *slots; /* from a hash of the pair to its first span + 1; 0: none */
    size_t slot_count;
};

struct fresh_ask {
    const struct correlation *it;
    struct fresh *ret;
};

/* For several rules at once. Whatever was filled is the caller's, also when it fails. */
bool fresh_load(const struct fresh_ask *asks, size_t count, struct db *db, const struct names *names,
                struct err *err) WARN_UNUSED;
void fresh_done(struct fresh *fresh);

bool fresh_holds(const struct fresh *fresh, const int64_t ids[COLUMN__COUNT], int64_t time_s);

#endif
