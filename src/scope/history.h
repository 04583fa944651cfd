// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * history: the journal for people: each decision as a sentence, newest first, and whether its chain of hashes
 * holds. The list is immutable and owns what it holds.
 */
#ifndef TRAILCASE_SCOPE_HISTORY_H
#define TRAILCASE_SCOPE_HISTORY_H

#include "src/base/arena.h"
#include "src/store/journal.h"

struct history_entry {
    int64_t seq, time_s;
    const char *text;
    bool is_undo;
};

struct history {
    struct history_entry *items;
    size_t count; /* those that are here; check.rows says how many there are */
    struct journal_check check;
    struct arena arena;
};

/* The last `limit` decisions; the whole chain is checked. */
bool history_load(struct history *ret, struct db *db, size_t limit, struct err *err) WARN_UNUSED;
void history_done(struct history *history);
CLEANUP_DEFINE(history, struct history, history_done);

#endif
