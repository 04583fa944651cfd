// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * integrity: what CloudTrail's digests say about the log files of a case.
 *
 * Every digest, every log file a digest names and every log file of the case becomes one object with an
 * outcome (attest.h). integrity_claim() puts what was checked into words, and claims no more: without public
 * keys only that hashes agree and that the chain has no holes, never who wrote the files. Beyond what AWS's
 * own validator does, log files that no digest names are reported, and hours without a digest.
 *
 * The result lives in its own arenas. One thread at a time.
 */
#ifndef TRAILCASE_INGEST_INTEGRITY_H
#define TRAILCASE_INGEST_INTEGRITY_H

#include "src/ingest/chain.h"
#include "src/ingest/inventory.h"

enum integrity_kind { INTEGRITY_DIGEST, INTEGRITY_BACKFILL, INTEGRITY_LOG, INTEGRITY_KIND__COUNT };

struct integrity_object {
    enum integrity_kind kind;
    enum attest status;
    const char *object; /* key in the bucket; NULL for a log file that no digest names */
    const char *path;   /* in the case; NULL when it is missing */
    const char *reason; /* NULL when there is nothing to add */
};

struct integrity {
    struct arena arena;
    struct chain_set chains;
    struct inventory inventory;
    struct integrity_object *objects;
    size_t object_count;
    size_t counts[INTEGRITY_KIND__COUNT][ATTEST__COUNT];
    bool with_keys;
    size_t fingerprints_unchecked;
    size_t other_files; /* files of the case that are not log files as CloudTrail names them */
};

/* Check everything. The ring may be empty; it is borrowed until integrity_run() returns. */
bool integrity_run(struct integrity *ret, struct db *db, const struct keyring *ring,
                   struct err *err) WARN_UNUSED;
void integrity_done(struct integrity *integrity);
CLEANUP_DEFINE(integrity, struct integrity, integrity_done);

size_t integrity_total(const struct integrity *integrity, enum integrity_kind kind);

/* Objects of one kind that are invalid, missing, or not named at a time that digests cover. */
size_t integrity_faults(const struct integrity *integrity, enum integrity_kind kind);

/* Append what may be claimed, in sentences. */
void integrity_claim(const struct integrity *integrity, struct buf *out);

const char *integrity_kind_name(enum integrity_kind kind);
const char *integrity_status_name(enum attest status);

#endif
