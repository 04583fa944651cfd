// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * bulk: rows in memory as a table that a statement reads, so that many rows are inserted by one step.
 *
 *     INSERT INTO t (a, b, name) SELECT c0, c1, value FROM bulk(:rows)
 *
 * c0 to c15 are the numbers of a row, value its text or blob. Everything is borrowed until the statement has
 * run. Every connection of ours knows the table; in the case there is no trace of it.
 */
#ifndef TRAILCASE_STORE_BULK_H
#define TRAILCASE_STORE_BULK_H

#include "src/store/stmt.h"

enum { BULK_COLUMNS_MOST = 16 };

struct bulk_value {
    const void *bytes;
    size_t len;
    bool is_text;
};

struct bulk {
    const int64_t *numbers; /* row by row */
    size_t columns, rows;
    const struct bulk_value *values; /* one a row; NULL: none */
};

/* For a statement that has more parameters. */
void bulk_bind(struct stmt *stmt, const char *name, const struct bulk *bulk);

/* Run a statement whose only parameter is :rows. */
bool bulk_run(struct stmt *stmt, const struct bulk *bulk, struct err *err) WARN_UNUSED;

#endif
