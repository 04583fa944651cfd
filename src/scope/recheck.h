// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * recheck: which of the four answers are not what they were when the analyst last accepted or reported them.
 *
 * What an answer was is kept in the case: its text, and its computed claims with a digest of the events each
 * rests on. The analyst's own words do not count as a change. Texts live in the arena given; writing needs a
 * connection that may write.
 */
#ifndef TRAILCASE_SCOPE_RECHECK_H
#define TRAILCASE_SCOPE_RECHECK_H

#include "src/scope/questions.h"

enum recheck_state { RECHECK_NEVER, RECHECK_SAME, RECHECK_CHANGED, RECHECK_STATE__COUNT };
extern const char *const recheck_state_names[RECHECK_STATE__COUNT];

struct recheck_claim {
    const char *text, *confidence, *events; /* events: digest of their numbers */
};

struct recheck {
    enum recheck_state state;
    const char *how; /* "accepted", "reported"; NULL when never */
    int64_t seen_s;
    bool answer_changed;
    const char *was; /* the answer then */
    const struct recheck_claim *added, *gone;
    size_t added_count, gone_count;
};

bool recheck_load(struct recheck *ret, const struct question *question, struct db *db, struct arena *arena,
                  struct err *err) WARN_UNUSED;

/* Keep what all answers are now: accepted (journalled, to be undone), or reported (neither). */
bool recheck_accept(const struct questions *questions, struct db *db, struct err *err) WARN_UNUSED;
bool recheck_reported(const struct questions *questions, struct db *db, struct err *err) WARN_UNUSED;

/* For undo, in a transaction: forget what an entry of the journal accepted. */
bool recheck_restore(struct db *db, const struct json *entry, struct err *err) WARN_UNUSED;

#endif
