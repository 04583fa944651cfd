// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/store/schema.h"

#include "src/base/alloc.h"
#include "src/store/private.h"

#include <stdio.h>
#include <string.h>

enum { APPLICATION_ID = 0x54434153 }; /* "TCAS" */

int schema_newest(void)
{
    int count = 0;
    while (schema_texts[count].name)
        count++;
    return count;
}

static bool pragma_int(struct db *db, const char *sql, int64_t *ret, struct err *err)
{
    CLEANUP(stmt) struct stmt *stmt = NULL;
    return db_prepare(db, sql, sql, (size_t)-1, &stmt, err) && stmt_run_int(stmt, 0, ret, err);
}

static bool migrate_one(struct db *db, int version, struct err *err)
{
    char stamp[128];
    struct buf sql = {0};
    snprintf(stamp, sizeof stamp, "PRAGMA user_version = %d; PRAGMA application_id = %d;", version,
             (int)APPLICATION_ID);
    buf_append(&sql, schema_texts[version - 1].sql, schema_texts[version - 1].len);
    buf_str(&sql, stamp);
    bool done = sqlite3_exec(db->sqlite, buf_text(&sql), NULL, NULL, NULL) == SQLITE_OK;
    buf_done(&sql);
    if (done)
        return true;
    db_fail(db->sqlite, schema_texts[version - 1].name, err);
    return err_wrap(err, "bringing %s to version %d", db->path, version);
}

bool schema_prepare(struct db *db, struct err *err)
{
    int64_t version;
    if (!pragma_int(db, "PRAGMA user_version", &version, err))
        return false;
    if (version == schema_newest())
        return true;
    if (!db_begin(db, err))
        return false;
    /* Asked again: another process may have been faster. */
    bool done = pragma_int(db, "PRAGMA user_version", &version, err);
    while (done && version < schema_newest())
        done = migrate_one(db, (int)++version, err);
    if (done && db_commit(db, err))
        return true;
    db_rollback(db);
    return false;
}

bool schema_check(struct db *db, struct err *err)
{
    int64_t version, application, tables;
    if (!pragma_int(db, "PRAGMA user_version", &version, err) ||
        !pragma_int(db, "PRAGMA application_id", &application, err) ||
        !pragma_int(db, "SELECT count(*) FROM sqlite_schema", &tables, err))
        return err_wrap(err, "open %s", db->path);
    bool fresh = version == 0 && application == 0 && tables == 0;
    if (fresh && db->mode != DB_MAKE)
        return err_set(err, ERR_CASE, "%s is empty: make a case of it with 'trailcase ingest %s PATH'",
                       db->path, db->path);
    if (!fresh && application != APPLICATION_ID)
        return err_set(err, ERR_CASE, "%s is an SQLite database but not a trailcase case; give another name",
                       db->path);
    if (version > schema_newest())
        return err_set(err, ERR_CASE,
                       "%s was made by a newer trailcase (case version %d, this one knows %d): use that one",
                       db->path, (int)version, schema_newest());
    if (version < schema_newest() && db->mode == DB_READ)
        return err_set(err, ERR_CASE,
                       "%s is of an older case version (%d, now %d): run 'trailcase ingest %s' once",
                       db->path, (int)version, schema_newest(), db->path);
    return true;
}

static const char create[] = "CREATE ";

/* The newest "CREATE … WORD name FOLLOWS …;" of the migrations, without its end. */
static void made_text(const char *word, const char *name, const char *follows, struct buf *out)
{
    CLEANUP(buf) struct buf wanted = {0};
    buf_fmt(&wanted, "%s %s %s", word, name, follows);
    for (int i = schema_newest(); i-- > 0;) {
        const char *sql = (const char *)schema_texts[i].sql, *found = strstr(sql, buf_text(&wanted));
        if (!found)
            continue;
        while (strncmp(found, create, strlen(create)) != 0)
            found--;
        buf_append(out, found, strcspn(found, ";"));
        return;
    }
    alloc_die("no migration makes the %s %s", word, name);
}

static bool run_text(struct db *db, const char *name, const struct buf *sql, struct err *err)
{
    return sqlite3_exec(db->sqlite, buf_text(sql), NULL, NULL, NULL) == SQLITE_OK ||
           db_fail(db->sqlite, name, err);
}

bool schema_index_drop(struct db *db, const char *name, struct err *err)
{
    CLEANUP(buf) struct buf sql = {0};
    buf_fmt(&sql, "DROP INDEX IF EXISTS %s", name);
    return run_text(db, name, &sql, err);
}

bool schema_index_make(struct db *db, const char *name, struct err *err)
{
    CLEANUP(buf) struct buf sql = {0};
    struct stmt *stmt;
    int64_t there;
    if (!db_stmt(db, QUERY_INGEST_INDEX_THERE, &stmt, err))
        return false;
    stmt_text(stmt, ":name", name);
    if (!stmt_run_int(stmt, 0, &there, err))
        return false;
    if (there)
        return true;
    made_text("INDEX", name, "ON ", &sql);
    return db_sorting(db, true, err) && run_text(db, name, &sql, err) && db_sorting(db, false, err);
}

bool schema_view_own(struct db *db, const char *name, struct err *err)
{
    CLEANUP(buf) struct buf text = {0}, sql = {0};
    made_text("VIEW", name, "AS\n", &text);
    buf_fmt(&sql, "CREATE TEMP %s", buf_text(&text) + strlen(create));
    return run_text(db, name, &sql, err);
}
