// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/store/journal.h"

#include "src/base/sha256.h"

#include <inttypes.h>
#include <string.h>

static void row_hash(const unsigned char previous[SHA256_BYTES], int64_t seq, int64_t time_s,
                     const char *action, const char *detail, unsigned char out[SHA256_BYTES])
{
    CLEANUP(buf) struct buf text = {0};
    buf_append(&text, previous, SHA256_BYTES);
    buf_fmt(&text, "%" PRId64 "\n%" PRId64 "\n%s\n%s", seq, time_s, action, detail);
    sha256_of(text.bytes, text.len, out);
}

static bool last_row(struct db *db, int64_t *ret_seq, unsigned char out[SHA256_BYTES], struct err *err)
{
    struct stmt *stmt;
    *ret_seq = 0;
    memset(out, 0, SHA256_BYTES);
    if (!db_stmt(db, QUERY_JOURNAL_LAST, &stmt, err))
        return false;
    enum stmt_end end = stmt_step(stmt, err);
    if (end == STMT_ROW) {
        size_t len;
        const void *hash = stmt_get_blob(stmt, 1, &len);
        *ret_seq = stmt_get_int(stmt, 0);
        if (len == SHA256_BYTES)
            memcpy(out, hash, SHA256_BYTES);
        stmt_clear(stmt);
    }
    return end != STMT_ERR;
}

bool journal_append(struct db *db, int64_t time_s, const char *action, const char *detail, struct err *err)
{
    unsigned char previous[SHA256_BYTES], hash[SHA256_BYTES];
    int64_t seq;
    struct stmt *stmt;
    if (!last_row(db, &seq, previous, err) || !db_stmt(db, QUERY_JOURNAL_APPEND, &stmt, err))
        return false;
    seq++;
    row_hash(previous, seq, time_s, action, detail, hash);
    stmt_int(stmt, ":seq", seq);
    stmt_int(stmt, ":time_s", time_s);
    stmt_text(stmt, ":action", action);
    stmt_text(stmt, ":detail", detail);
    stmt_blob(stmt, ":previous", previous, SHA256_BYTES);
    stmt_blob(stmt, ":sha256", hash, SHA256_BYTES);
    return stmt_run(stmt, err);
}

static bool follows(struct stmt *row, int64_t expected_seq, unsigned char chain[SHA256_BYTES])
{
    unsigned char hash[SHA256_BYTES];
    size_t previous_len, hash_len;
    const void *previous = stmt_get_blob(row, 4, &previous_len), *stored = stmt_get_blob(row, 5, &hash_len);
    if (stmt_get_int(row, 0) != expected_seq || previous_len != SHA256_BYTES || hash_len != SHA256_BYTES ||
        memcmp(previous, chain, SHA256_BYTES) != 0)
        return false;
    row_hash(chain, expected_seq, stmt_get_int(row, 1), stmt_get_text(row, 2, NULL),
             stmt_get_text(row, 3, NULL), hash);
    memcpy(chain, hash, SHA256_BYTES);
    return memcmp(hash, stored, SHA256_BYTES) == 0;
}

bool journal_verify(struct db *db, struct journal_check *ret, struct err *err)
{
    unsigned char chain[SHA256_BYTES] = {0};
    struct stmt *stmt;
    enum stmt_end end;
    *ret = (struct journal_check){0};
    if (!db_stmt(db, QUERY_JOURNAL_ALL, &stmt, err))
        return false;
    while ((end = stmt_step(stmt, err)) == STMT_ROW) {
        ret->rows++;
        if (!ret->broken_at && !follows(stmt, ret->rows, chain))
            ret->broken_at = ret->rows;
    }
    return end == STMT_DONE;
}

bool journal_rechain(struct db *db, struct err *err)
{
    unsigned char previous[SHA256_BYTES] = {0}, hash[SHA256_BYTES];
    struct stmt *row, *set;
    enum stmt_end end;
    if (!db_stmt(db, QUERY_JOURNAL_ALL, &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        row_hash(previous, stmt_get_int(row, 0), stmt_get_int(row, 1), stmt_get_text(row, 2, NULL),
                 stmt_get_text(row, 3, NULL), hash);
        if (!db_stmt(db, QUERY_JOURNAL_SET_HASHES, &set, err))
            return false;
        stmt_int(set, ":seq", stmt_get_int(row, 0));
        stmt_blob(set, ":previous", previous, SHA256_BYTES);
        stmt_blob(set, ":sha256", hash, SHA256_BYTES);
        if (!stmt_run(set, err))
            return false;
        memcpy(previous, hash, SHA256_BYTES);
    }
    return end == STMT_DONE;
}
