// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * db: one connection to one case file.
 *
 * The layer src/store is the only home of SQLite. A `struct db` belongs to one thread at a time: the writer
 * has one, each reader thread has its own (WAL lets them read while one writes). Opening checks that the file
 * is a case of a version this program knows, and says what to do when it is not; nothing is changed in a file
 * that is not ours.
 *
 * db_stmt() gives a prepared statement from a cache owned by the connection: use it until the next db_stmt()
 * with the same id, then forget it.
 */
#ifndef TRAILCASE_STORE_DB_H
#define TRAILCASE_STORE_DB_H

#include "src/base/cancel.h"
#include "src/base/err.h"
#include "src/store/query.h"
#include "src/store/stmt.h"

struct db;

enum db_mode {
    DB_READ,  /* queries only; the file must be a case */
    DB_WRITE, /* queries and changes; the file must be a case; migrated when older */
    DB_MAKE,  /* like DB_WRITE, but a missing or empty file becomes a new case, mode 0600 */
};

bool db_open(struct db **ret_db, const char *path, enum db_mode mode, struct err *err) WARN_UNUSED;
void db_close(struct db *db);
CLEANUP_DEFINE_PTR(db, struct db, db_close);

/* Bring what was committed from the log beside the case into the case itself, as far as no reader needs it.
 */
bool db_settle(struct db *db, struct err *err) WARN_UNUSED;

const char *db_path(const struct db *db);
bool db_is_readonly(const struct db *db);

/* Statements running on this connection fail with ERR_CANCELLED soon after the token is asked. NULL takes it
 * away. */
void db_set_cancel(struct db *db, const struct cancel *cancel);

/* For one pass through the case, which needs no page twice: hold few in memory. */
bool db_hold_little(struct db *db, struct err *err) WARN_UNUSED;

/* The statement of a query file, reset and without bindings. */
bool db_stmt(struct db *db, enum query_id id, struct stmt **ret_stmt, struct err *err) WARN_UNUSED;

/*
 * The statement of a query file with its replaceable parts filled in (see query.h). Not cached: the caller
 * frees it with stmt_free().
 */
bool db_stmt_parts(struct db *db, enum query_id id, const struct query_part *parts, size_t count,
                   struct stmt **ret_stmt, struct err *err) WARN_UNUSED;

/* Run a statement that returns no row and has no parameters. */
bool db_run(struct db *db, enum query_id id, struct err *err) WARN_UNUSED;

/*
 * Tables of this connection's own (CREATE TEMP), which hide those of the case by the same name: begin lets a
 * connection that only reads have them too; end takes them away with the statements given, in their order,
 * whatever was asked to be cancelled. No statement may be half read then: all are reset.
 */
bool db_own_begin(struct db *db, struct err *err) WARN_UNUSED;
void db_own_end(struct db *db, const enum query_id *drops, size_t count);

/* One writer at a time: begin waits up to five seconds for another, then fails saying so. */
bool db_begin(struct db *db, struct err *err) WARN_UNUSED;
bool db_commit(struct db *db, struct err *err) WARN_UNUSED;
void db_rollback(struct db *db);

int64_t db_last_id(struct db *db);
int64_t db_changes(struct db *db);

/* A number that changes whenever another connection has committed a change. */
int64_t db_data_version(struct db *db);

/*
 * What a connection does with the arguments of the SQL functions redact_text(), redact_value(), redact_json()
 * and redact_ip(), and with every record that event_json() gives. Without one they give back what they are
 * given. `scrub` appends to out; arg has to live as long as the connection.
 */
enum db_scrub { DB_SCRUB_TEXT, DB_SCRUB_VALUE, DB_SCRUB_JSON, DB_SCRUB_AGENT, DB_SCRUB_IP };
struct db_redactor {
    void (*scrub)(void *arg, enum db_scrub what, const char *bytes, size_t len, struct buf *out);
    void *arg;
};
void db_set_redactor(struct db *db, struct db_redactor redactor);

/* Write a copy of the case, as it is now, to a file that is not there yet. */
bool db_copy(struct db *db, const char *path, struct err *err) WARN_UNUSED;

#endif
