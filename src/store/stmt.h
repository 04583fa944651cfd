// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * stmt: a prepared statement: bind by name, step, read.
 *
 * Binding cannot fail except by a wrong name or by a value over SQLite's limits, both of which are programmer
 * errors and assert. Stepping has three ends and a loop must say which one it met:
 *
 *     while ((got = stmt_step(s, err)) == STMT_ROW) { ... }
 *     if (got == STMT_ERR) return false;
 *
 * Text and blobs read are valid until the next step; stmt_text_dup() copies into an arena. NULL reads as
 * NULL, and as 0 from stmt_int(); stmt_is_null() tells.
 */
#ifndef TRAILCASE_STORE_STMT_H
#define TRAILCASE_STORE_STMT_H

#include "src/base/arena.h"
#include "src/base/err.h"

struct stmt;

enum stmt_end { STMT_ROW, STMT_DONE, STMT_ERR };

void stmt_free(struct stmt *stmt);
CLEANUP_DEFINE_PTR(stmt, struct stmt, stmt_free);

/* Reset and drop all bindings. */
void stmt_clear(struct stmt *stmt);

void stmt_int(struct stmt *stmt, const char *name, int64_t value);
void stmt_real(struct stmt *stmt, const char *name, double value);
void stmt_text(struct stmt *stmt, const char *name, const char *text); /* NULL binds NULL; copied */
void stmt_textn(struct stmt *stmt, const char *name, const char *text, size_t len);
void stmt_blob(struct stmt *stmt, const char *name, const void *bytes, size_t len);
void stmt_null(struct stmt *stmt, const char *name);

/* For loops that are hot: look the position up once, bind by it. Bytes and text are borrowed until the next
 * step. */
int stmt_param(struct stmt *stmt, const char *name);
bool stmt_has_param(struct stmt *stmt, const char *name);
void stmt_at_int(struct stmt *stmt, int param, int64_t value);
void stmt_at_text(struct stmt *stmt, int param, const char *text, size_t len);
void stmt_at_blob(struct stmt *stmt, int param, const void *bytes, size_t len);
void stmt_at_null(struct stmt *stmt, int param);

enum stmt_end stmt_step(struct stmt *stmt, struct err *err) WARN_UNUSED;

/* Step a statement that returns no row, then reset it. */
bool stmt_run(struct stmt *stmt, struct err *err) WARN_UNUSED;

/* Step a statement that returns one row with one number, then reset it. No row gives fallback. */
bool stmt_run_int(struct stmt *stmt, int64_t fallback, int64_t *ret, struct err *err) WARN_UNUSED;

int stmt_columns(struct stmt *stmt);
const char *stmt_column_name(struct stmt *stmt, int col);
bool stmt_is_null(struct stmt *stmt, int col);

enum stmt_type { STMT_NULL, STMT_INT, STMT_REAL, STMT_TEXT, STMT_BLOB };
enum stmt_type stmt_type(struct stmt *stmt, int col);

int64_t stmt_get_int(struct stmt *stmt, int col);
double stmt_get_real(struct stmt *stmt, int col);
const char *stmt_get_text(struct stmt *stmt, int col, size_t *ret_len); /* ret_len may be NULL */
const void *stmt_get_blob(struct stmt *stmt, int col, size_t *ret_len);
char *stmt_text_dup(struct stmt *stmt, int col, struct arena *arena); /* NULL stays NULL */

/* ISOTIME_NONE for NULL. */
int64_t stmt_get_time(struct stmt *stmt, int col);

#endif
