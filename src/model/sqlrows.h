// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sqlrows: what a statement that a person typed gives, as text, so that a screen can show it.
 *
 * It runs in the sandbox of src/store: it reads the case and can do nothing else. Rows, bytes of a cell and
 * time are capped. The result is immutable and owns what it holds; cells are hostile text, NULL for NULL.
 */
#ifndef TRAILCASE_MODEL_SQLROWS_H
#define TRAILCASE_MODEL_SQLROWS_H

#include "src/base/arena.h"
#include "src/store/db.h"

enum { SQLROWS_MAX = 5000, SQLROWS_CELL_BYTES = 4096, SQLROWS_LIMIT_MS = 60000 };

struct sqlrows {
    const char **columns;
    size_t column_count;
    const char ***rows; /* rows[row][column] */
    size_t count;
    bool more; /* there are more than SQLROWS_MAX */
    struct arena arena;
};

/* Run the first statement of sql on the case of db; may be cancelled. */
bool sqlrows_load(struct sqlrows *ret, struct db *db, const char *sql, const struct cancel *cancel,
                  struct err *err) WARN_UNUSED;
void sqlrows_done(struct sqlrows *rows);
CLEANUP_DEFINE(sqlrows, struct sqlrows, sqlrows_done);

#endif
