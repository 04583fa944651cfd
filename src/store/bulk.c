// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/store/bulk.h"

#include "src/base/alloc.h"
#include "src/store/private.h"

#include <assert.h>
#include <stdlib.h>

enum { COLUMN_ROWS, COLUMN_VALUE, COLUMN_NUMBERS };

static const char declaration[] =
    "CREATE TABLE bulk (rows HIDDEN, value, c0, c1, c2, c3, c4, c5, c6, c7, c8, "
    "c9, c10, c11, c12, c13, c14, c15)";
static const char pointer_type[] = "bulk";

struct cursor {
    sqlite3_vtab_cursor base;
    const struct bulk *bulk; /* NULL: no rows */
    size_t row;
};

static int connect(sqlite3 *sqlite, void *arg UNUSED, int argc UNUSED, const char *const *argv UNUSED,
                   sqlite3_vtab **ret, char **message UNUSED)
{
    *ret = alloc_zero(1, sizeof **ret);
    return sqlite3_declare_vtab(sqlite, declaration);
}

static int disconnect(sqlite3_vtab *table)
{
    free(table);
    return SQLITE_OK;
}

/* Only with the rows as its argument. */
static int best_index(sqlite3_vtab *table UNUSED, sqlite3_index_info *info)
{
    for (int i = 0; i < info->nConstraint; i++)
        if (info->aConstraint[i].iColumn == COLUMN_ROWS && info->aConstraint[i].usable &&
            info->aConstraint[i].op == SQLITE_INDEX_CONSTRAINT_EQ) {
            info->aConstraintUsage[i].argvIndex = 1;
            info->aConstraintUsage[i].omit = 1;
            info->estimatedCost = 1;
            return SQLITE_OK;
        }
    return SQLITE_CONSTRAINT;
}

static int open_cursor(sqlite3_vtab *table UNUSED, sqlite3_vtab_cursor **ret)
{
    struct cursor *cursor = alloc_zero(1, sizeof *cursor);
    *ret = &cursor->base;
    return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *cursor)
{
    free(cursor);
    return SQLITE_OK;
}

static int filter(sqlite3_vtab_cursor *base, int number UNUSED, const char *text UNUSED, int argc UNUSED,
                  sqlite3_value **argv)
{
    struct cursor *cursor = (struct cursor *)base;
    cursor->bulk = sqlite3_value_pointer(argv[0], pointer_type);
    cursor->row = 0;
    return SQLITE_OK;
}

static int next(sqlite3_vtab_cursor *base)
{
    ((struct cursor *)base)->row++;
    return SQLITE_OK;
}

static int at_end(sqlite3_vtab_cursor *base)
{
    const struct cursor *cursor = (const struct cursor *)base;
    return !cursor->bulk || cursor->row >= cursor->bulk->rows;
}

static int column(sqlite3_vtab_cursor *base, sqlite3_context *out, int at)
{
    const struct cursor *cursor = (const struct cursor *)base;
    const struct bulk *bulk = cursor->bulk;
    if (at >= COLUMN_NUMBERS && (size_t)(at - COLUMN_NUMBERS) < bulk->columns) {
        sqlite3_result_int64(out, bulk->numbers[cursor->row * bulk->columns + (size_t)(at - COLUMN_NUMBERS)]);
    } else if (at == COLUMN_VALUE && bulk->values) {
        const struct bulk_value *value = &bulk->values[cursor->row];
        if (value->is_text)
            sqlite3_result_text64(out, value->bytes, value->len, SQLITE_STATIC, SQLITE_UTF8);
        else
            sqlite3_result_blob64(out, value->bytes, value->len, SQLITE_STATIC);
    }
    return SQLITE_OK;
}

static int row_id(sqlite3_vtab_cursor *base, sqlite3_int64 *ret)
{
    *ret = (sqlite3_int64)((const struct cursor *)base)->row;
    return SQLITE_OK;
}

int bulk_register(sqlite3 *sqlite)
{
    static const sqlite3_module module = {
        .xConnect = connect,
        .xBestIndex = best_index,
        .xDisconnect = disconnect,
        .xOpen = open_cursor,
        .xClose = close_cursor,
        .xFilter = filter,
        .xNext = next,
        .xEof = at_end,
        .xColumn = column,
        .xRowid = row_id,
    };
    return sqlite3_create_module(sqlite, "bulk", &module, NULL);
}

void bulk_bind(struct stmt *stmt, const char *name, const struct bulk *bulk)
{
    assert(bulk->columns <= BULK_COLUMNS_MOST);
    int rc = sqlite3_bind_pointer(stmt->sqlite, stmt_param(stmt, name), (void *)(uintptr_t)bulk, pointer_type,
                                  NULL);
    assert(rc == SQLITE_OK);
    (void)rc;
}

bool bulk_run(struct stmt *stmt, const struct bulk *bulk, struct err *err)
{
    bulk_bind(stmt, ":rows", bulk);
    bool done = stmt_run(stmt, err);
    stmt_clear(stmt);
    return done;
}
