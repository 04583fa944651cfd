// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * lock: one ingest at a time into a case. Others may read the case meanwhile, and decide; a second ingest
 * would take the sources of the first for leftovers of one that was killed, and go on with them.
 *
 * The lock is a flock() on an empty file beside the case, CASE-ingest. It ends with the process, however that
 * ends; a file that a kill leaves behind locks nobody out. Not over NFS, where SQLite does not go either.
 */
#ifndef TRAILCASE_INGEST_LOCK_H
#define TRAILCASE_INGEST_LOCK_H

#include "src/base/err.h"

struct lock {
    int fd;
    char *path; /* NULL: not taken */
};

/* Fails at once when another process has it. */
bool lock_take(struct lock *lock, const char *case_path, struct err *err) WARN_UNUSED;
void lock_done(struct lock *lock);
CLEANUP_DEFINE(lock, struct lock, lock_done);

#endif
