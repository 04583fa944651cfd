// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/store/plain.h"

#include "src/base/alloc.h"
#include "src/store/private.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct plain {
    sqlite3 *sqlite;
    sqlite3_stmt *insert;
    int cells, columns;
};

void plain_drop(struct plain *plain)
{
    if (!plain)
        return;
    sqlite3_finalize(plain->insert);
    sqlite3_close(plain->sqlite);
    free(plain);
}

static bool exec(struct plain *plain, const char *sql, struct err *err)
{
    return sqlite3_exec(plain->sqlite, sql, NULL, NULL, NULL) == SQLITE_OK ||
           db_fail(plain->sqlite, "write a plain SQLite file", err);
}

bool plain_open(struct plain **ret, const char *path, const char *schema, struct err *err)
{
    CLEANUP(plain) struct plain *plain = alloc_zero(1, sizeof *plain);
    CLEANUP(buf) struct buf sql = {0};
    size_t len;
    const char *text = query_data(schema, &len);
    assert(text);
    buf_append(&sql, text, len);
    int how = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(path, &plain->sqlite, how, NULL) != SQLITE_OK)
        return db_fail(plain->sqlite, path, err);
    /* A file that is not finished is thrown away, so nothing needs to survive a crash. */
    if (!exec(plain, "PRAGMA journal_mode = OFF", err) || !exec(plain, "PRAGMA synchronous = OFF", err) ||
        !exec(plain, "BEGIN", err) || !exec(plain, buf_text(&sql), err))
        return false;
    *ret = TAKE(plain);
    return true;
}

bool plain_table(struct plain *plain, const char *name, size_t columns, struct err *err)
{
    CLEANUP(buf) struct buf sql = {0};
    buf_fmt(&sql, "INSERT INTO %s VALUES (", name); /* a name of the schema, never of a log */
    for (size_t i = 0; i < columns; i++)
        buf_str(&sql, i ? ",?" : "?");
    buf_char(&sql, ')');
    sqlite3_finalize(plain->insert);
    plain->cells = 0;
    plain->columns = (int)columns;
    return sqlite3_prepare_v2(plain->sqlite, buf_text(&sql), -1, &plain->insert, NULL) == SQLITE_OK ||
           db_fail(plain->sqlite, name, err);
}

static int next_cell(struct plain *plain)
{
    assert(plain->cells < plain->columns);
    return ++plain->cells;
}

void plain_textn(struct plain *plain, const char *text, size_t len)
{
    sqlite3_bind_text64(plain->insert, next_cell(plain), text, len, SQLITE_STATIC, SQLITE_UTF8);
}

void plain_text(struct plain *plain, const char *text)
{
    plain_textn(plain, text, text ? strlen(text) : 0);
}

void plain_int(struct plain *plain, int64_t value)
{
    sqlite3_bind_int64(plain->insert, next_cell(plain), value);
}

void plain_null(struct plain *plain)
{
    sqlite3_bind_null(plain->insert, next_cell(plain));
}

bool plain_row(struct plain *plain, struct err *err)
{
    assert(plain->cells == plain->columns);
    plain->cells = 0;
    bool ok = sqlite3_step(plain->insert) == SQLITE_DONE ||
              db_fail(plain->sqlite, "write a row of a plain SQLite file", err);
    sqlite3_reset(plain->insert);
    return ok;
}

bool plain_close(struct plain *plain, struct err *err)
{
    bool ok = exec(plain, "COMMIT", err);
    plain_drop(plain);
    return ok;
}
