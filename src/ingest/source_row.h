// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * source_row: the row of an evidence file: added when it has ended or while it is read, and written over when
 * there is more to say. Works inside the writer's transactions. One thread.
 */
#ifndef TRAILCASE_INGEST_SOURCE_ROW_H
#define TRAILCASE_INGEST_SOURCE_ROW_H

#include "src/ingest/block.h"
#include "src/store/db.h"

/* The source that is being read, as its row will say. */
struct progress {
    int64_t id;
    int64_t ingest_id; /* of the run that adds it */
    bool in_case;      /* it has its row */
    char *path;
    int64_t size_bytes, mtime_s;
    int64_t skip; /* pieces an earlier run has stored */
    int64_t records, stored, duplicate, rejected, skipped, findings;
    int64_t first_s, last_s;
    bool hashed;
    unsigned char sha256[SHA256_BYTES];
};

enum { SOURCE_COLUMNS = 20 };

/* A statement with the places of its parameters, looked up once: there may be as many sources as records. */
struct source_statement {
    struct stmt *stmt;
    int params[SOURCE_COLUMNS]; /* 0: it has no such one */
};

struct source_rows {
    struct source_statement add, set;
    const char *filter; /* the options that may skip records; NULL: none */
};

bool source_rows_init(struct source_rows *rows, struct db *db, const char *filter,
                      struct err *err) WARN_UNUSED;

/* Write how far a source is; end: its last entry, or NULL while there is more. */
bool source_rows_save(const struct source_rows *rows, const struct progress *now, bool is_new,
                      const struct source *end, struct err *err) WARN_UNUSED;

#endif
