// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * owners: who owns the addresses of a case and where they are, from files a person gives: databases in
 * MaxMind's format, published ranges of clouds, lists of addresses with a verdict (own, watch, note).
 *
 * Files are remembered by the case and read again by owners_tell(), which replaces what they said. One that
 * is gone keeps what it said before. The ranges that are special by standard (private, loopback …) come last.
 * Lists speak of addresses only; a service name is none.
 */
#ifndef TRAILCASE_ENRICH_OWNERS_H
#define TRAILCASE_ENRICH_OWNERS_H

#include "src/base/arena.h"
#include "src/store/db.h"

/* The words of a list's verdict, ended by NULL. */
extern const char *const owners_verdicts[];

struct owners_source {
    int64_t id;
    const char *kind; /* "mmdb", "ranges", "list" */
    const char *name, *path, *verdict;
    int64_t entries; /* -1: not counted */
    int64_t addresses;
    int64_t read_s;      /* ISOTIME_NONE: never */
    size_t odd_lines;    /* of a list, when it was read just now: lines without an address */
    const char *missing; /* why it could not be read now; NULL: it could, or was not tried */
};

struct owners {
    struct owners_source *sources;
    size_t count;
    struct arena arena;
};

void owners_done(struct owners *owners);
CLEANUP_DEFINE(owners, struct owners, owners_done);

/* Remember a database, or all of a folder (*.mmdb). */
bool owners_add_geo(struct db *db, const char *path, struct err *err) WARN_UNUSED;
bool owners_has_geo(struct db *db, bool *ret, struct err *err) WARN_UNUSED;
bool owners_add_ranges(struct db *db, const char *path, struct err *err) WARN_UNUSED;

/* Remember NAME=FILE[:VERDICT]; without a verdict it is "note". */
bool owners_add_list(struct db *db, const char *text, struct err *err) WARN_UNUSED;
bool owners_forget(struct db *db, const char *name, struct err *err) WARN_UNUSED;

/* Read the remembered files and tell every address anew. The caller holds the transaction. */
bool owners_tell(struct owners *ret, struct db *db, struct err *err) WARN_UNUSED;

/* The same in a transaction of its own, when files are remembered and addresses have come since; *ret empty
 * else.
 */
bool owners_refresh(struct owners *ret, struct db *db, struct err *err) WARN_UNUSED;

#endif
