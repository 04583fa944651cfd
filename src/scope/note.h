// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * note: the analyst's words on the case or on a thing of it, journalled when written.
 *
 * kind is "case" (value "") or the name of a mark kind with the value that names the thing. The list is
 * immutable and owns what it holds.
 */
#ifndef TRAILCASE_SCOPE_NOTE_H
#define TRAILCASE_SCOPE_NOTE_H

#include "src/base/arena.h"
#include "src/store/db.h"

struct note {
    int64_t id, created_s;
    const char *kind, *value, *text;
};

struct note_list {
    const struct note *items; /* oldest first */
    size_t count;
    struct arena arena;
};

bool note_list_load(struct note_list *ret, struct db *db, struct err *err) WARN_UNUSED;
void note_list_done(struct note_list *list);
CLEANUP_DEFINE(note_list, struct note_list, note_list_done);

bool note_add(struct db *db, const char *kind, const char *value, const char *text,
              struct err *err) WARN_UNUSED;

/* For undo, inside a transaction. */
bool note_remove(struct db *db, int64_t id, struct err *err) WARN_UNUSED;

#endif
