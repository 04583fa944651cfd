// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/store/sandbox.h"

#include "src/base/alloc.h"
#include "src/store/private.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LIMIT_MS = 30000, HANDLER_OPS = 10000 };

struct sandbox {
    struct db *db;
    const struct cancel *cancel;
    int64_t limit_ms, deadline_ms;
    bool timed_out;
};

static int64_t now_ms(void)
{
    struct timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

static int watch(void *arg)
{
    struct sandbox *sandbox = arg;
    if (sandbox->deadline_ms && now_ms() > sandbox->deadline_ms)
        sandbox->timed_out = true;
    return sandbox->timed_out || cancel_asked(sandbox->cancel);
}

static int authorize(void *arg UNUSED, int action, const char *first, const char *second,
                     const char *database UNUSED, const char *trigger UNUSED)
{
    static const char *const functions_denied[] = {"load_extension", "fts3_tokenizer", "writefile",
                                                   "readfile",       "edit",           "zipfile"};
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_FUNCTION:
        for (size_t i = 0; i < ARRAY_LEN(functions_denied); i++)
            if (strcasecmp(second, functions_denied[i]) == 0)
                return SQLITE_DENY;
        return SQLITE_OK;
    case SQLITE_PRAGMA:
        /* table_info and its like, as functions or statements: they take no value that changes anything. */
        return strncasecmp(first, "table_", 6) == 0 || strncasecmp(first, "index_", 6) == 0 ? SQLITE_OK
                                                                                            : SQLITE_DENY;
    default:
        return SQLITE_DENY;
    }
}

/* Table-valued functions create their tables on first use, which the authorizer would refuse. */
static void touch_table_functions(sqlite3 *sqlite)
{
    static const char *const touch[] = {
        "SELECT count(*) FROM json_each('[]'), json_tree('[]')",
        "SELECT count(*) FROM pragma_table_info('event'), pragma_index_list('event')",
    };
    for (size_t i = 0; i < ARRAY_LEN(touch); i++)
        sqlite3_exec(sqlite, touch[i], NULL, NULL, NULL);
}

static void set_limits(sqlite3 *sqlite)
{
    static const struct {
        int what, value;
    } limits[] = {
        {SQLITE_LIMIT_LENGTH, 64 * 1024 * 1024},
        {SQLITE_LIMIT_SQL_LENGTH, 1024 * 1024},
        {SQLITE_LIMIT_COLUMN, 500},
        {SQLITE_LIMIT_EXPR_DEPTH, 500},
        {SQLITE_LIMIT_COMPOUND_SELECT, 50},
        {SQLITE_LIMIT_VDBE_OP, 250000},
        {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 4096},
        {SQLITE_LIMIT_ATTACHED, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(limits); i++)
        sqlite3_limit(sqlite, limits[i].what, limits[i].value);
}

bool sandbox_open(struct sandbox **ret, const char *path, struct err *err)
{
    CLEANUP(sandbox) struct sandbox *sandbox = alloc_zero(1, sizeof *sandbox);
    if (!db_open(&sandbox->db, path, DB_READ, err))
        return false;
    sqlite3 *sqlite = sandbox->db->sqlite;
    sandbox->limit_ms = LIMIT_MS;
    touch_table_functions(sqlite);
    set_limits(sqlite);
    sqlite3_set_authorizer(sqlite, authorize, NULL);
    sqlite3_progress_handler(sqlite, HANDLER_OPS, watch, sandbox);
    *ret = TAKE(sandbox);
    return true;
}

void sandbox_close(struct sandbox *sandbox)
{
    if (!sandbox)
        return;
    db_close(sandbox->db);
    free(sandbox);
}

void sandbox_set_limit(struct sandbox *sandbox, int64_t limit_ms)
{
    sandbox->limit_ms = limit_ms;
}

void sandbox_set_cancel(struct sandbox *sandbox, const struct cancel *cancel)
{
    sandbox->cancel = cancel;
}

bool sandbox_prepare(struct sandbox *sandbox, const char *sql, struct stmt **ret_stmt, const char **ret_rest,
                     struct err *err)
{
    sqlite3_stmt *raw;
    const char *rest;
    sandbox->timed_out = false;
    sandbox->deadline_ms = sandbox->limit_ms ? now_ms() + sandbox->limit_ms : 0;
    int rc = sqlite3_prepare_v2(sandbox->db->sqlite, sql, -1, &raw, &rest);
    if (rc != SQLITE_OK && rc != SQLITE_AUTH)
        return err_set(err, ERR_SQL, "%s", sqlite3_errmsg(sandbox->db->sqlite));
    /* VACUUM INTO passes the authorizer and writes a file; what gives no columns is nothing to read. */
    if (rc == SQLITE_AUTH || (raw && sqlite3_column_count(raw) == 0)) {
        sqlite3_finalize(raw);
        return err_set(err, ERR_SQL, "not allowed: SQL typed here can only read the case (SELECT)");
    }
    if (ret_rest)
        *ret_rest = rest;
    *ret_stmt = NULL;
    if (!raw)
        return true;
    *ret_stmt = alloc_zero(1, sizeof **ret_stmt);
    (*ret_stmt)->sqlite = raw;
    (*ret_stmt)->name = "your statement";
    return true;
}

bool sandbox_timed_out(const struct sandbox *sandbox)
{
    return sandbox->timed_out;
}

bool sandbox_is_complete(const char *sql)
{
    return sqlite3_complete(sql) != 0;
}
