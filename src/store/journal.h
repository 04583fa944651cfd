// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * journal: what the analyst decided, in order, each row carrying the SHA-256 of the one before.
 *
 * The hash of a row is over: previous hash (32 bytes), then "SEQ LF TIME_S LF ACTION LF DETAIL". A row is
 * appended in the same transaction as the change it tells of, so the two cannot part. journal_verify()
 * recomputes the chain.
 */
#ifndef TRAILCASE_STORE_JOURNAL_H
#define TRAILCASE_STORE_JOURNAL_H

#include "src/store/db.h"

/* Append a row; detail is JSON. Must be called inside a transaction. */
bool journal_append(struct db *db, int64_t time_s, const char *action, const char *detail,
                    struct err *err) WARN_UNUSED;

struct journal_check {
    int64_t rows;
    int64_t
        broken_at; /* seq of the first row that does not follow from the one before; 0 when the chain holds */
};

bool journal_verify(struct db *db, struct journal_check *ret, struct err *err) WARN_UNUSED;

/* In a redacted copy: the hashes of every row anew, over what it says now. Inside a transaction. */
bool journal_rechain(struct db *db, struct err *err) WARN_UNUSED;

#endif
