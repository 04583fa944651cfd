// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * check: whether the case file itself is sound: SQLite's integrity_check, the references between tables,
 * which are not enforced while writing, and whether tables, views, triggers and indexes are those of the
 * schema: a view that leaves rows out would lie to every other program. Tables and indexes that others added
 * are let be. Reads the whole file; takes as long as that takes.
 */
#ifndef TRAILCASE_STORE_CHECK_H
#define TRAILCASE_STORE_CHECK_H

#include "src/base/buf.h"
#include "src/store/db.h"

/* *ret_sound tells; what is wrong, or how much was looked at, is appended to detail as one line. */
bool db_check(struct db *db, struct buf *detail, bool *ret_sound, struct err *err) WARN_UNUSED;

#endif
