// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/source_row.h"

#include "src/base/isotime.h"

#include <assert.h>
#include <string.h>

/* What a row of `source` is given; the first three only once. */
enum source_column {
    COLUMN_INGEST,
    COLUMN_PATH,
    COLUMN_MTIME,
    COLUMN_ID,
    COLUMN_SIZE,
    COLUMN_SHA256,
    COLUMN_SHA256_CONTENT,
    COLUMN_TAIL,
    COLUMN_CONTAINER,
    COLUMN_STATUS,
    COLUMN_REASON,
    COLUMN_RECORDS,
    COLUMN_STORED,
    COLUMN_DUPLICATE,
    COLUMN_REJECTED,
    COLUMN_SKIPPED,
    COLUMN_FINDINGS,
    COLUMN_FILTER,
    COLUMN_FIRST,
    COLUMN_LAST,
    COLUMN__COUNT
};

static_assert((int)COLUMN__COUNT == SOURCE_COLUMNS, "the header counts them too");

static const char *const column_params[COLUMN__COUNT] = {
    [COLUMN_INGEST] = ":ingest_id",
    [COLUMN_PATH] = ":path",
    [COLUMN_MTIME] = ":mtime_s",
    [COLUMN_ID] = ":source_id",
    [COLUMN_SIZE] = ":size_bytes",
    [COLUMN_SHA256] = ":sha256",
    [COLUMN_SHA256_CONTENT] = ":sha256_content",
    [COLUMN_TAIL] = ":tail_bytes",
    [COLUMN_CONTAINER] = ":container",
    [COLUMN_STATUS] = ":status",
    [COLUMN_REASON] = ":reason",
    [COLUMN_RECORDS] = ":records",
    [COLUMN_STORED] = ":stored",
    [COLUMN_DUPLICATE] = ":duplicate",
    [COLUMN_REJECTED] = ":rejected",
    [COLUMN_SKIPPED] = ":skipped",
    [COLUMN_FINDINGS] = ":findings",
    [COLUMN_FILTER] = ":filter",
    [COLUMN_FIRST] = ":first_s",
    [COLUMN_LAST] = ":last_s",
};

static bool prepare(struct db *db, enum query_id query, struct source_statement *ret, struct err *err)
{
    if (!db_stmt(db, query, &ret->stmt, err))
        return false;
    for (int i = 0; i < COLUMN__COUNT; i++)
        ret->params[i] =
            stmt_has_param(ret->stmt, column_params[i]) ? stmt_param(ret->stmt, column_params[i]) : 0;
    return true;
}

static void set_int(const struct source_statement *to, enum source_column column, int64_t value)
{
    if (to->params[column] && value != ISOTIME_NONE)
        stmt_at_int(to->stmt, to->params[column], value);
}

static void set_text(const struct source_statement *to, enum source_column column, const char *text)
{
    if (to->params[column] && text)
        stmt_at_text(to->stmt, to->params[column], text, strlen(text));
}

static void set_hash(const struct source_statement *to, enum source_column column, const unsigned char *hash)
{
    if (hash)
        stmt_at_blob(to->stmt, to->params[column], hash, SHA256_BYTES);
}

/* What is known of a source when it has ended. */
static void set_end(const struct source_statement *to, const struct progress *now, const struct source *end)
{
    const unsigned char *sha = end && end->hashed ? end->sha256 : now->hashed ? now->sha256 : NULL;
    set_int(to, COLUMN_SIZE, end ? end->size_bytes : now->size_bytes);
    set_hash(to, COLUMN_SHA256, sha);
    set_hash(to, COLUMN_SHA256_CONTENT, end && end->content_hashed ? end->sha256_content : NULL);
    set_int(to, COLUMN_TAIL, end ? end->tail_bytes : 0);
    set_text(to, COLUMN_CONTAINER, end ? end->container : NULL);
    set_text(to, COLUMN_STATUS, !end ? "reading" : end->reason ? "refused" : "read");
    set_text(to, COLUMN_REASON, end ? end->reason : NULL);
}

bool source_rows_init(struct source_rows *rows, struct db *db, const char *filter, struct err *err)
{
    rows->filter = filter;
    return prepare(db, QUERY_INGEST_SOURCE_ADD, &rows->add, err) &&
           prepare(db, QUERY_INGEST_SOURCE_SET, &rows->set, err);
}

bool source_rows_save(const struct source_rows *rows, const struct progress *now, bool is_new,
                      const struct source *end, struct err *err)
{
    const struct source_statement *to = is_new ? &rows->add : &rows->set;
    stmt_clear(to->stmt); /* what is not set is NULL */
    set_int(to, COLUMN_INGEST, now->ingest_id);
    set_text(to, COLUMN_PATH, now->path);
    set_int(to, COLUMN_MTIME, now->mtime_s);
    set_int(to, COLUMN_ID, now->id);
    set_end(to, now, end);
    set_int(to, COLUMN_RECORDS, now->records);
    set_int(to, COLUMN_STORED, now->stored);
    set_int(to, COLUMN_DUPLICATE, now->duplicate);
    set_int(to, COLUMN_REJECTED, now->rejected);
    set_int(to, COLUMN_SKIPPED, now->skipped);
    set_int(to, COLUMN_FINDINGS, now->findings);
    set_text(to, COLUMN_FILTER, rows->filter);
    set_int(to, COLUMN_FIRST, now->first_s);
    set_int(to, COLUMN_LAST, now->last_s);
    return stmt_run(to->stmt, err);
}
