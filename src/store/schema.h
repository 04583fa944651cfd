// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * schema: bringing a case file to the version this program knows.
 *
 * Version n is the state after queries/schema/001 … n; it stands in PRAGMA user_version, and application_id
 * marks a file as a case. Older: the missing migrations run in one transaction. Newer: refused,
 * nothing is changed.
 */
#ifndef TRAILCASE_STORE_SCHEMA_H
#define TRAILCASE_STORE_SCHEMA_H

#include "src/store/db.h"

/* Number of the newest version. */
int schema_newest(void);

/* Is it a case that this version can open in this mode? Changes nothing. */
bool schema_check(struct db *db, struct err *err) WARN_UNUSED;

/* Create or migrate what schema_check() has let pass. */
bool schema_prepare(struct db *db, struct err *err) WARN_UNUSED;

/* Do without an index of the schema; make it again as the schema has it, unless it is there. */
bool schema_index_drop(struct db *db, const char *name, struct err *err) WARN_UNUSED;
bool schema_index_make(struct db *db, const char *name, struct err *err) WARN_UNUSED;

/* The same view again for this connection alone, over its own tables where it has some of the names. */
bool schema_view_own(struct db *db, const char *name, struct err *err) WARN_UNUSED;

#endif
