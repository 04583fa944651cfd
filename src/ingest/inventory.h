// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * inventory: the files of a case, to be found by name or by the hash of their content.
 *
 * Names are compared by their last part without ".gz", as copies lose folders and get unpacked. Everything
 * lives in the arena; about 300 bytes a file. One thread at a time.
 */
#ifndef TRAILCASE_INGEST_INVENTORY_H
#define TRAILCASE_INGEST_INVENTORY_H

#include "src/base/sha256.h"
#include "src/ingest/attest.h"
#include "src/store/db.h"

struct inventory_file {
    int64_t source_id;
    const char *path;
    const char *refused; /* the reason, NULL when it was read */
    bool is_digest;
    bool left_out;              /* ingest was asked not to open it: nothing is known of its content */
    int64_t tail_bytes;         /* behind the compressed stream */
    char hash[SHA256_HEX_SIZE]; /* of its uncompressed bytes; "" when not known */
    bool is_named;              /* a digest names it: set by whoever compares */
};

struct inventory {
    struct arena arena;
    struct inventory_file *files; /* in the order they were taken in */
    size_t count;
    struct inventory_file **by_name, **by_hash;
};

bool inventory_load(struct inventory *inventory, struct db *db, struct err *err) WARN_UNUSED;
void inventory_done(struct inventory *inventory);
CLEANUP_DEFINE(inventory, struct inventory, inventory_done);

/* Files in by_name[*ret_first..return) have the name of path; in by_hash, the hash. */
size_t inventory_named(const struct inventory *inventory, const char *path, size_t *ret_first);
size_t inventory_hashed(const struct inventory *inventory, const char *hash, size_t *ret_first);

#endif
