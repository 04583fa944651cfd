// SPDX-License-Identifier: GPL-3.0-or-later
/* What the files of src/store share and nobody else may see: the SQLite handles. */
#ifndef TRAILCASE_STORE_PRIVATE_H
#define TRAILCASE_STORE_PRIVATE_H

#include "src/store/db.h"

#include <sqlite3.h>

struct db {
    sqlite3 *sqlite;
    char *path;
    enum db_mode mode;
    const struct cancel *cancel;
    struct db_redactor redactor;
    struct stmt *cached[QUERY__COUNT];
};

struct stmt {
    sqlite3_stmt *sqlite;
    const char *name;
};

/* Turn SQLite's last complaint into an error that names what was being done. Returns false. */
bool db_fail(sqlite3 *sqlite, const char *what, struct err *err);

/* Register the functions that a redactor is behind. Returns an SQLite code. */
int redactor_register(sqlite3 *sqlite, const struct db_redactor *redactor);

/* Before and after an index is made: sort in small pieces, in threads beside this one. */
bool db_sorting(struct db *db, bool begins, struct err *err) WARN_UNUSED;

/* Make the table of bulk.h known. Returns an SQLite code. */
int bulk_register(sqlite3 *sqlite);

/* Register valid_text(). Returns an SQLite code. */
int valid_text_register(sqlite3 *sqlite);

bool db_prepare(struct db *db, const char *name, const char *sql, size_t len, struct stmt **ret_stmt,
                struct err *err) WARN_UNUSED;

#endif
