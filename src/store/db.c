// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/store/db.h"

#include "src/base/alloc.h"
#include "src/store/event_json.h"
#include "src/store/private.h"
#include "src/store/schema.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUSY_MS = 5000, CANCEL_OPS = 10000 };

/* Before anything else uses SQLite: its count of the memory in use costs a lock at every allocation. */
__attribute__((constructor)) static void configure_library(void)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/* What a person can do about it. */
static const struct {
    int sqlite_code;
    enum err_code code;
    const char *text;
} failures[] = {
    {SQLITE_INTERRUPT, ERR_CANCELLED, "stopped as asked"},
    {SQLITE_BUSY, ERR_CASE, "another trailcase is writing this case; try again when it is done"},
    {SQLITE_FULL, ERR_IO, "the disk is full; nothing stored so far is lost: make room and run it again"},
    {SQLITE_IOERR, ERR_IO,
     "the disk of the case fails or has no more room for it; nothing stored so far is lost: "
     "run it again, if need be with the case (and its -wal) copied to another disk"},
    {SQLITE_READONLY, ERR_IO,
     "the case cannot be written: its file and its folder must be writable; copy it to where they are"},
    {SQLITE_CANTOPEN, ERR_IO, "a file beside the case cannot be opened: its folder must be writable"},
    {SQLITE_CORRUPT, ERR_CASE,
     "the case file is damaged or cannot be read: keep it, run 'trailcase verify' on it, and go back to a "
     "copy "
     "or take the evidence in anew"},
};

bool db_fail(sqlite3 *sqlite, const char *what, struct err *err)
{
    int code = sqlite3_errcode(sqlite) & 0xFF;
    for (size_t i = 0; i < ARRAY_LEN(failures); i++)
        if (failures[i].sqlite_code == code)
            return err_set(err, failures[i].code, "%s: %s", what, failures[i].text);
    return err_set(err, ERR_SQL, "%s: %s (SQLite code %d)", what, sqlite3_errmsg(sqlite),
                   sqlite3_extended_errcode(sqlite));
}

bool db_prepare(struct db *db, const char *name, const char *sql, size_t len, struct stmt **ret_stmt,
                struct err *err)
{
    sqlite3_stmt *raw;
    int limit = len == (size_t)-1 ? -1 : (int)len;
    if (sqlite3_prepare_v3(db->sqlite, sql, limit, SQLITE_PREPARE_PERSISTENT, &raw, NULL) != SQLITE_OK)
        return db_fail(db->sqlite, name, err);
    *ret_stmt = alloc_zero(1, sizeof **ret_stmt);
    (*ret_stmt)->sqlite = raw;
    (*ret_stmt)->name = name;
    return true;
}

bool db_stmt(struct db *db, enum query_id id, struct stmt **ret_stmt, struct err *err)
{
    if (!db->cached[id] && !db_prepare(db, query_texts[id].name, (const char *)query_texts[id].sql,
                                       query_texts[id].len, &db->cached[id], err))
        return false;
    stmt_clear(db->cached[id]);
    *ret_stmt = db->cached[id];
    return true;
}

bool db_stmt_parts(struct db *db, enum query_id id, const struct query_part *parts, size_t count,
                   struct stmt **ret_stmt, struct err *err)
{
    CLEANUP(buf) struct buf sql = {0};
    query_expand(id, parts, count, &sql);
    return db_prepare(db, query_name(id), buf_text(&sql), sql.len, ret_stmt, err);
}

bool db_run(struct db *db, enum query_id id, struct err *err)
{
    struct stmt *stmt;
    return db_stmt(db, id, &stmt, err) && stmt_run(stmt, err);
}

static bool exec(struct db *db, const char *sql, struct err *err)
{
    return sqlite3_exec(db->sqlite, sql, NULL, NULL, NULL) == SQLITE_OK || db_fail(db->sqlite, sql, err);
}

bool db_begin(struct db *db, struct err *err)
{
    return exec(db, "BEGIN IMMEDIATE", err);
}

bool db_commit(struct db *db, struct err *err)
{
    return exec(db, "COMMIT", err);
}

void db_rollback(struct db *db)
{
    if (!sqlite3_get_autocommit(db->sqlite))
        sqlite3_exec(db->sqlite, "ROLLBACK", NULL, NULL, NULL);
}

static int cancel_handler(void *arg)
{
    const struct db *db = arg;
    return cancel_asked(db->cancel);
}

void db_set_cancel(struct db *db, const struct cancel *cancel)
{
    db->cancel = cancel;
    sqlite3_progress_handler(db->sqlite, cancel ? CANCEL_OPS : 0, cancel ? cancel_handler : NULL, db);
}

/* SQLite makes files with the umask; a case holds evidence and is for its owner alone. */
static bool make_private(const char *path, struct err *err)
{
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return err_errno(err, "make the case %s", path);
    close(fd);
    return true;
}

static bool check_exists(const char *path, struct err *err)
{
    if (access(path, R_OK) == 0)
        return true;
    if (errno == ENOENT)
        return err_set(err, ERR_CASE, "there is no case %s: make one with 'trailcase ingest %s PATH'", path,
                       path);
    return err_errno(err, "open the case %s", path);
}

static bool is_sqlite_or_empty(const char *path, struct err *err)
{
    static const char magic[16] = "SQLite format 3";
    char head[sizeof magic];
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return err_errno(err, "open the case %s", path);
    if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
        close(fd);
        return err_set(err, ERR_CASE,
                       "%s is a folder; the first word is the case file: trailcase ingest CASE PATH", path);
    }
    ssize_t got = read(fd, head, sizeof head);
    int reason = errno;
    close(fd);
    errno = reason;
    if (got < 0)
        return err_errno(err, "read the case %s", path);
    if (got == 0 || (got == (ssize_t)sizeof head && memcmp(head, magic, sizeof magic) == 0))
        return true;
    return err_set(err, ERR_CASE,
                   "%s is not a case file (no SQLite database): the first word after the command is the case",
                   path);
}

static void uri_immutable(const char *path, struct buf *out)
{
    buf_str(out, "file:");
    for (; *path; path++)
        if (strchr("?#%", *path))
            buf_fmt(out, "%%%02X", (unsigned char)*path);
        else
            buf_char(out, *path);
    buf_str(out, "?immutable=1");
}

/* WAL cannot be read from a folder that cannot be written, unless SQLite is told that nobody writes. */
static int open_read(struct db *db)
{
    int rc = sqlite3_open_v2(db->path, &db->sqlite, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc == SQLITE_OK &&
        sqlite3_exec(db->sqlite, "SELECT 1 FROM sqlite_schema", NULL, NULL, NULL) == SQLITE_OK)
        return rc;
    if (sqlite3_errcode(db->sqlite) != SQLITE_CANTOPEN && sqlite3_errcode(db->sqlite) != SQLITE_READONLY)
        return rc;
    CLEANUP(buf) struct buf uri = {0};
    uri_immutable(db->path, &uri);
    sqlite3_close(db->sqlite);
    return sqlite3_open_v2(buf_text(&uri), &db->sqlite,
                           SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, NULL);
}

static bool set_up(struct db *db, const char *pragmas, struct err *err)
{
    return sqlite3_exec(db->sqlite, pragmas, NULL, NULL, NULL) == SQLITE_OK ||
           db_fail(db->sqlite, "open the case", err);
}

bool db_hold_little(struct db *db, struct err *err)
{
    return set_up(db, "PRAGMA cache_size = -8192", err);
}

static bool configure(struct db *db, struct err *err)
{
    sqlite3_busy_timeout(db->sqlite, BUSY_MS);
    sqlite3_limit(db->sqlite, SQLITE_LIMIT_ATTACHED, 0);
    if (!set_up(db,
                "PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF; PRAGMA case_sensitive_like = OFF",
                err))
        return false;
    return db->mode != DB_READ ||
           set_up(db, "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536; PRAGMA query_only = ON", err);
}

/*
 * SQLite sorts what it gathers in pieces of the size of its cache, and only what exceeds one in threads. Two
 * mebibytes fit the cache of a processor: 400,000 rows in nine tenths of the time, ten million in two thirds,
 * half of it in the threads.
 */
bool db_sorting(struct db *db, bool begins, struct err *err)
{
    return set_up(db,
                  begins ? "PRAGMA threads = 2; PRAGMA cache_size = -2048"
                         : "PRAGMA threads = 0; PRAGMA cache_size = -32768",
                  err);
}

static bool configure_writer(struct db *db, struct err *err)
{
    /*
     * References are made by one writer that knows them to hold; 'verify' runs foreign_key_check. The page
     * size counts for a new file only: packs of records are large blobs, of which the last page is half
     * empty, and an index on what comes at random is written by the page. An index over ten million events is
     * not sorted in memory, hence temporary files.
     */
    return set_up(db,
                  "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                  "PRAGMA foreign_keys = OFF; PRAGMA temp_store = FILE; PRAGMA cache_size = -32768",
                  err);
}

static bool open_handle(struct db *db, struct err *err)
{
    int rc = db->mode == DB_READ
                 ? open_read(db)
                 : sqlite3_open_v2(db->path, &db->sqlite, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc != SQLITE_OK)
        return db_fail(db->sqlite, "open the case", err);
    if (!configure(db, err))
        return false;
    return (event_json_register(db->sqlite, &db->redactor) == SQLITE_OK &&
            bulk_register(db->sqlite) == SQLITE_OK &&
            redactor_register(db->sqlite, &db->redactor) == SQLITE_OK &&
            valid_text_register(db->sqlite) == SQLITE_OK) ||
           db_fail(db->sqlite, "set up the case", err);
}

bool db_open(struct db **ret_db, const char *path, enum db_mode mode, struct err *err)
{
    if (mode == DB_MAKE && access(path, F_OK) != 0 && !make_private(path, err))
        return false;
    if (!check_exists(path, err) || !is_sqlite_or_empty(path, err))
        return false;
    CLEANUP(db) struct db *db = alloc_zero(1, sizeof *db);
    db->path = alloc_str(path);
    db->mode = mode;
    if (!open_handle(db, err))
        return err_wrap(err, "%s", path);
    if (!schema_check(db, err))
        return false;
    if (mode != DB_READ && !configure_writer(db, err))
        return err_wrap(err, "%s", path);
    if (mode != DB_READ && !schema_prepare(db, err))
        return false;
    *ret_db = TAKE(db);
    return true;
}

bool db_settle(struct db *db, struct err *err)
{
    int rc = sqlite3_wal_checkpoint_v2(db->sqlite, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    return rc == SQLITE_OK || rc == SQLITE_BUSY || rc == SQLITE_LOCKED ||
           db_fail(db->sqlite, "bring what is stored from the -wal file into the case", err);
}

void db_close(struct db *db)
{
    if (!db)
        return;
    for (size_t i = 0; i < QUERY__COUNT; i++)
        stmt_free(db->cached[i]);
    if (db->sqlite && db->mode != DB_READ) /* some hundred rows of an index tell enough of it */
        sqlite3_exec(db->sqlite, "PRAGMA analysis_limit = 400; PRAGMA optimize", NULL, NULL, NULL);
    sqlite3_close(db->sqlite);
    free(db->path);
    free(db);
}

const char *db_path(const struct db *db)
{
    return db->path;
}

bool db_is_readonly(const struct db *db)
{
    return db->mode == DB_READ;
}

bool db_own_begin(struct db *db, struct err *err)
{
    return db->mode != DB_READ || set_up(db, "PRAGMA query_only = OFF", err);
}

void db_own_end(struct db *db, const enum query_id *drops, size_t count)
{
    struct err err = {0};
    const struct cancel *cancel = db->cancel;
    db_set_cancel(db, NULL);
    for (size_t i = 0; i < QUERY__COUNT; i++)
        if (db->cached[i])
            stmt_clear(db->cached[i]);
    bool done = true;
    for (size_t i = 0; i < count && done; i++)
        done = db_run(db, drops[i], &err);
    if (!done || (db->mode == DB_READ && !set_up(db, "PRAGMA query_only = ON", &err)))
        alloc_die("%s: tables of the connection's own stay in the way: %s", db->path, err.text);
    db_set_cancel(db, cancel);
}

int64_t db_last_id(struct db *db)
{
    return sqlite3_last_insert_rowid(db->sqlite);
}

int64_t db_changes(struct db *db)
{
    return sqlite3_changes64(db->sqlite);
}

int64_t db_data_version(struct db *db)
{
    sqlite3_stmt *stmt;
    int64_t version = 0;
    if (sqlite3_prepare_v2(db->sqlite, "PRAGMA data_version", -1, &stmt, NULL) == SQLITE_OK &&
        sqlite3_step(stmt) == SQLITE_ROW)
        version = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    return version;
}
