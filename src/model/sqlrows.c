// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/sqlrows.h"

#include "src/base/alloc.h"
#include "src/store/sandbox.h"

#include <stdlib.h>

static const char *cell_of(struct stmt *stmt, int column, struct arena *arena)
{
    size_t len;
    CLEANUP(buf) struct buf text = {0};
    switch (stmt_type(stmt, column)) {
    case STMT_NULL:
        return NULL;
    case STMT_BLOB: {
        const unsigned char *bytes = stmt_get_blob(stmt, column, &len);
        for (size_t i = 0; i < len && i < SQLROWS_CELL_BYTES / 2; i++)
            buf_fmt(&text, "%02x", bytes[i]);
        return arena_str(arena, buf_text(&text));
    }
    default: {
        const char *bytes = stmt_get_text(stmt, column, &len);
        return arena_strn(arena, bytes, len < SQLROWS_CELL_BYTES ? len : SQLROWS_CELL_BYTES);
    }
    }
}

static const char **row_of(struct sqlrows *rows, struct stmt *stmt)
{
    const char **cells = arena_zero(&rows->arena, rows->column_count + 1, sizeof *cells);
    for (size_t i = 0; i < rows->column_count; i++)
        cells[i] = cell_of(stmt, (int)i, &rows->arena);
    return cells;
}

static bool read_rows(struct sqlrows *rows, struct stmt *stmt, struct err *err)
{
    enum stmt_end end = STMT_DONE;
    rows->column_count = (size_t)stmt_columns(stmt);
    rows->columns = arena_zero(&rows->arena, rows->column_count + 1, sizeof *rows->columns);
    rows->rows = arena_zero(&rows->arena, SQLROWS_MAX, sizeof *rows->rows);
    for (size_t i = 0; i < rows->column_count; i++)
        rows->columns[i] = arena_str(&rows->arena, stmt_column_name(stmt, (int)i));
    while (!rows->more && (end = stmt_step(stmt, err)) == STMT_ROW)
        if (rows->count < SQLROWS_MAX)
            rows->rows[rows->count++] = row_of(rows, stmt);
        else
            rows->more = true;
    return end != STMT_ERR;
}

bool sqlrows_load(struct sqlrows *ret, struct db *db, const char *sql, const struct cancel *cancel,
                  struct err *err)
{
    CLEANUP(sandbox) struct sandbox *sandbox = NULL;
    CLEANUP(stmt) struct stmt *stmt = NULL;
    *ret = (struct sqlrows){0};
    if (!sandbox_open(&sandbox, db_path(db), err))
        return false;
    sandbox_set_limit(sandbox, SQLROWS_LIMIT_MS);
    sandbox_set_cancel(sandbox, cancel);
    if (!sandbox_prepare(sandbox, sql, &stmt, NULL, err))
        return false;
    if (stmt == NULL || read_rows(ret, stmt, err))
        return true;
    sqlrows_done(ret);
    return sandbox_timed_out(sandbox) ? err_set(err, ERR_LIMIT,
                                                "the statement ran longer than a minute and was ended; "
                                                "trailcase sql --timeout gives it more time")
                                      : false;
}

void sqlrows_done(struct sqlrows *rows)
{
    arena_done(&rows->arena);
    *rows = (struct sqlrows){0};
}
