// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * told: which rules would have told of the attacker, and when, against what the analyst began with.
 *
 * Rules are those of the case that hit an attributed event and are neither folded nor dismissed; one that
 * counts tells at the last event of what it counted, others at each event they hit. Texts are in the arena
 * that is given.
 */
#ifndef TRAILCASE_SCOPE_TOLD_H
#define TRAILCASE_SCOPE_TOLD_H

#include "src/base/arena.h"
#include "src/detect/rule.h"
#include "src/store/db.h"

struct told_rule {
    const char *title, *id;
    enum rule_level level;
    int64_t event_id, time_s; /* where it would have told first */
    int64_t events, others;   /* what it hit in all; of that, what is not the attacker's */
};

struct told {
    const struct told_rule *items; /* the earliest first, at most TOLD_MAX */
    size_t count;
    const char *begun_api;        /* of the call the analyst began with; NULL: no event was marked */
    int64_t begun_event, begun_s; /* begun_s: ISOTIME_NONE where there is none */
};

enum { TOLD_MAX = 100 };

bool told_load(struct told *ret, struct db *db, struct arena *arena, struct err *err) WARN_UNUSED;

#endif
