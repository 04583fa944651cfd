// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * complete: the values of a filter field that begin with what was typed, from the dictionaries of a case.
 *
 * Case does not matter, as it does not in the filter. At most COMPLETE_MAX values come, in the order of the
 * alphabet; `whole` says that there are no more. A field without values in the case gives none.
 */
#ifndef TRAILCASE_MODEL_COMPLETE_H
#define TRAILCASE_MODEL_COMPLETE_H

#include "src/base/arena.h"
#include "src/store/db.h"

enum { COMPLETE_MAX = 200 };

struct complete {
    const char **items;
    size_t count;
    bool whole;
    struct arena arena;
};

bool complete_values(struct complete *ret, struct db *db, const char *field, const char *prefix,
                     struct err *err) WARN_UNUSED;
void complete_done(struct complete *complete);
CLEANUP_DEFINE(complete, struct complete, complete_done);

#endif
