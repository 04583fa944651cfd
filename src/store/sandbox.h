// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sandbox: running SQL that a person typed, so that it can read the case and do nothing else.
 *
 * A read-only connection is not enough (VACUUM INTO writes a file, ATTACH opens one), so an authorizer allows
 * only SELECT, reading, recursion and harmless functions; lengths and depths are limited; a time cap and a
 * row cap end what runs away. The connection is the sandbox's own.
 */
#ifndef TRAILCASE_STORE_SANDBOX_H
#define TRAILCASE_STORE_SANDBOX_H

#include "src/store/db.h"

struct sandbox;

bool sandbox_open(struct sandbox **ret, const char *path, struct err *err) WARN_UNUSED;
void sandbox_close(struct sandbox *sandbox);
CLEANUP_DEFINE_PTR(sandbox, struct sandbox, sandbox_close);

/* Stop a statement after this long; 0 for never. Default 30 s. */
void sandbox_set_limit(struct sandbox *sandbox, int64_t limit_ms);
void sandbox_set_cancel(struct sandbox *sandbox, const struct cancel *cancel);

/* True when the statement that failed last was ended by that limit. */
bool sandbox_timed_out(const struct sandbox *sandbox);

/*
 * Prepare the first statement in sql; *ret_rest (may be NULL) points behind it. *ret_stmt is NULL when there
 * was only white space or comments.
 */
bool sandbox_prepare(struct sandbox *sandbox, const char *sql, struct stmt **ret_stmt, const char **ret_rest,
                     struct err *err) WARN_UNUSED;

/* True when sql ends in a complete statement (for an interactive shell). */
bool sandbox_is_complete(const char *sql);

#endif
