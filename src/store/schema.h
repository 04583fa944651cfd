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

/* Check, and where the mode allows it create or migrate. */
bool schema_prepare(struct db *db, struct err *err) WARN_UNUSED;

#endif
