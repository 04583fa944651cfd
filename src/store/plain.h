// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * plain: a new SQLite file with ordinary tables, for programs that know nothing of trailcase.
 *
 *     plain_open(&plain, path, "export/plain.sql", &err)       the schema, an embedded text
 *     plain_table(plain, "lead", 4, &err)                      rows go there from now on
 *     plain_text(plain, "…"); plain_int(plain, 3); …           as many cells as columns, in their order
 *     plain_row(plain, &err)
 *     plain_close(plain, &err)                                 commits
 *
 * The same calls give the same bytes. One thread.
 */
#ifndef TRAILCASE_STORE_PLAIN_H
#define TRAILCASE_STORE_PLAIN_H

#include "src/base/err.h"

struct plain;

/* The file must be empty or not there. */
bool plain_open(struct plain **ret, const char *path, const char *schema, struct err *err) WARN_UNUSED;
bool plain_table(struct plain *plain, const char *name, size_t columns, struct err *err) WARN_UNUSED;
void plain_text(struct plain *plain, const char *text); /* NULL: absent. Borrowed until the row is written. */
void plain_textn(struct plain *plain, const char *text, size_t len);
void plain_int(struct plain *plain, int64_t value);
void plain_null(struct plain *plain);
bool plain_row(struct plain *plain, struct err *err) WARN_UNUSED;

/* Frees in every case. */
bool plain_close(struct plain *plain, struct err *err) WARN_UNUSED;

/* Free without finishing. Accepts NULL. */
void plain_drop(struct plain *plain);
CLEANUP_DEFINE_PTR(plain, struct plain, plain_drop);

#endif
