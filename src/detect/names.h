// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * names: the dictionaries of a case that rules ask about, in memory: texts by id. Immutable once loaded; any
 * number of threads may read.
 */
#ifndef TRAILCASE_DETECT_NAMES_H
#define TRAILCASE_DETECT_NAMES_H

#include "src/detect/rule.h"
#include "src/store/db.h"

struct names {
    struct {
        const char **texts; /* by id; NULL: none of that id */
        int64_t last;
    } fields[KNOWN__COUNT];
    struct arena arena;
};

bool names_load(struct names *ret, struct db *db, struct err *err) WARN_UNUSED;
void names_done(struct names *names);
CLEANUP_DEFINE(names, struct names, names_done);

/* NULL when the record did not say, or what it said is not known as it was written. */
const char *names_get(const struct names *names, enum known_field field, int64_t id);

bool names_has_api(const struct names *names, int64_t id);
int64_t names_last_api(const struct names *names);

#endif
