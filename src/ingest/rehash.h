// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * rehash: are the evidence files still what they were when they were taken in?
 *
 * Each source is looked for at its path and, when it is not there, by its name below the given paths; what is
 * found is hashed anew. A file that cannot be found proves nothing, so it is told apart from one that
 * changed. Only what is not as it was is listed. Reads all the evidence: takes as long as the disk does. One
 * thread.
 */
#ifndef TRAILCASE_INGEST_REHASH_H
#define TRAILCASE_INGEST_REHASH_H

#include "src/base/arena.h"
#include "src/base/task.h"
#include "src/store/db.h"

enum rehash_outcome {
    REHASH_SAME,
    REHASH_ELSEWHERE, /* the same bytes under the same name, below a path that was given */
    REHASH_UNHASHED,  /* refused before it was read, so there is no hash to compare with */
    REHASH_NOT_FOUND,
    REHASH_UNREADABLE,
    REHASH_CHANGED,
    REHASH__COUNT
};

struct rehash_file {
    enum rehash_outcome outcome;
    const char *path;   /* as taken in */
    const char *reason; /* where it was looked for, or why it could not be read */
};

struct rehash {
    struct arena arena;
    struct rehash_file *files; /* not found, unreadable, changed; in the order they were taken in */
    size_t file_count, file_cap;
    int64_t counts[REHASH__COUNT];
};

struct rehash_options {
    const char *const *paths; /* where else to look */
    size_t path_count;
    struct task *task; /* done and total count bytes; may be NULL */
};

bool rehash_run(struct rehash *ret, struct db *db, const struct rehash_options *options,
                struct err *err) WARN_UNUSED;
void rehash_done(struct rehash *rehash);
CLEANUP_DEFINE(rehash, struct rehash, rehash_done);

const char *rehash_outcome_name(enum rehash_outcome outcome);

#endif
