// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/store/stmt.h"

#include "src/base/isotime.h"
#include "src/store/private.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

void stmt_free(struct stmt *stmt)
{
    if (!stmt)
        return;
    sqlite3_finalize(stmt->sqlite);
    free(stmt);
}

void stmt_clear(struct stmt *stmt)
{
    sqlite3_reset(stmt->sqlite);
    sqlite3_clear_bindings(stmt->sqlite);
}

bool stmt_has_param(struct stmt *stmt, const char *name)
{
    return sqlite3_bind_parameter_index(stmt->sqlite, name) != 0;
}

int stmt_param(struct stmt *stmt, const char *name)
{
    int param = sqlite3_bind_parameter_index(stmt->sqlite, name);
    assert(param != 0);
    return param;
}

static void bound(int rc)
{
    assert(rc == SQLITE_OK);
    (void)rc;
}

void stmt_at_int(struct stmt *stmt, int param, int64_t value)
{
    bound(sqlite3_bind_int64(stmt->sqlite, param, value));
}

void stmt_at_text(struct stmt *stmt, int param, const char *text, size_t len)
{
    bound(sqlite3_bind_text64(stmt->sqlite, param, text, len, SQLITE_STATIC, SQLITE_UTF8));
}

void stmt_at_blob(struct stmt *stmt, int param, const void *bytes, size_t len)
{
    bound(sqlite3_bind_blob64(stmt->sqlite, param, bytes, len, SQLITE_STATIC));
}

void stmt_at_null(struct stmt *stmt, int param)
{
    bound(sqlite3_bind_null(stmt->sqlite, param));
}

void stmt_int(struct stmt *stmt, const char *name, int64_t value)
{
    stmt_at_int(stmt, stmt_param(stmt, name), value);
}

void stmt_real(struct stmt *stmt, const char *name, double value)
{
    bound(sqlite3_bind_double(stmt->sqlite, stmt_param(stmt, name), value));
}

void stmt_textn(struct stmt *stmt, const char *name, const char *text, size_t len)
{
    bound(
        sqlite3_bind_text64(stmt->sqlite, stmt_param(stmt, name), text, len, SQLITE_TRANSIENT, SQLITE_UTF8));
}

void stmt_text(struct stmt *stmt, const char *name, const char *text)
{
    if (text)
        stmt_textn(stmt, name, text, strlen(text));
    else
        stmt_null(stmt, name);
}

void stmt_blob(struct stmt *stmt, const char *name, const void *bytes, size_t len)
{
    bound(sqlite3_bind_blob64(stmt->sqlite, stmt_param(stmt, name), bytes, len, SQLITE_TRANSIENT));
}

void stmt_null(struct stmt *stmt, const char *name)
{
    stmt_at_null(stmt, stmt_param(stmt, name));
}

enum stmt_end stmt_step(struct stmt *stmt, struct err *err)
{
    switch (sqlite3_step(stmt->sqlite)) {
    case SQLITE_ROW:
        return STMT_ROW;
    case SQLITE_DONE:
        sqlite3_reset(stmt->sqlite);
        return STMT_DONE;
    default:
        db_fail(sqlite3_db_handle(stmt->sqlite), stmt->name, err);
        sqlite3_reset(stmt->sqlite);
        return STMT_ERR;
    }
}

bool stmt_run(struct stmt *stmt, struct err *err)
{
    enum stmt_end end = stmt_step(stmt, err);
    assert(end != STMT_ROW);
    return end == STMT_DONE;
}

bool stmt_run_int(struct stmt *stmt, int64_t fallback, int64_t *ret, struct err *err)
{
    enum stmt_end end = stmt_step(stmt, err);
    if (end == STMT_ERR)
        return false;
    *ret = end == STMT_ROW && !stmt_is_null(stmt, 0) ? stmt_get_int(stmt, 0) : fallback;
    sqlite3_reset(stmt->sqlite);
    return true;
}

int stmt_columns(struct stmt *stmt)
{
    return sqlite3_column_count(stmt->sqlite);
}

const char *stmt_column_name(struct stmt *stmt, int col)
{
    return sqlite3_column_name(stmt->sqlite, col);
}

bool stmt_is_null(struct stmt *stmt, int col)
{
    return sqlite3_column_type(stmt->sqlite, col) == SQLITE_NULL;
}

enum stmt_type stmt_type(struct stmt *stmt, int col)
{
    switch (sqlite3_column_type(stmt->sqlite, col)) {
    case SQLITE_INTEGER:
        return STMT_INT;
    case SQLITE_FLOAT:
        return STMT_REAL;
    case SQLITE_TEXT:
        return STMT_TEXT;
    case SQLITE_BLOB:
        return STMT_BLOB;
    default:
        return STMT_NULL;
    }
}

int64_t stmt_get_int(struct stmt *stmt, int col)
{
    return sqlite3_column_int64(stmt->sqlite, col);
}

double stmt_get_real(struct stmt *stmt, int col)
{
    return sqlite3_column_double(stmt->sqlite, col);
}

const char *stmt_get_text(struct stmt *stmt, int col, size_t *ret_len)
{
    const char *text = (const char *)sqlite3_column_text(stmt->sqlite, col);
    if (ret_len)
        *ret_len = (size_t)sqlite3_column_bytes(stmt->sqlite, col);
    return text;
}

const void *stmt_get_blob(struct stmt *stmt, int col, size_t *ret_len)
{
    const void *bytes = sqlite3_column_blob(stmt->sqlite, col);
    *ret_len = (size_t)sqlite3_column_bytes(stmt->sqlite, col);
    return bytes;
}

char *stmt_text_dup(struct stmt *stmt, int col, struct arena *arena)
{
    size_t len;
    const char *text = stmt_get_text(stmt, col, &len);
    return text ? arena_strn(arena, text, len) : NULL;
}

int64_t stmt_get_time(struct stmt *stmt, int col)
{
    return stmt_is_null(stmt, col) ? ISOTIME_NONE : stmt_get_int(stmt, col);
}
