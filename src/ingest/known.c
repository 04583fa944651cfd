// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/known.h"

#include <string.h>

enum column {
    COL_ID,
    COL_STATUS,
    COL_REASON,
    COL_SHA256,
    COL_SIZE,
    COL_MTIME,
    COL_REJECTED,
    COL_CONTAINER,
    COL_SKIPPED,
    COL_FILTER
};

static bool same_bytes(struct stmt *stmt, const struct source *source)
{
    size_t len;
    const void *sha = stmt_get_blob(stmt, COL_SHA256, &len);
    return source->hashed && len == SHA256_BYTES && memcmp(sha, source->sha256, SHA256_BYTES) == 0;
}

static bool same_reason(struct stmt *stmt, const struct source *source)
{
    const char *reason = stmt_get_text(stmt, COL_REASON, NULL);
    return reason && source->reason && strcmp(reason, source->reason) == 0;
}

/* Were the same records skipped as would be now? */
static bool same_intake(struct stmt *stmt, const struct source *source)
{
    const char *filter = stmt_get_text(stmt, COL_FILTER, NULL);
    return !stmt_get_int(stmt, COL_SKIPPED) ||
           (filter && source->filter && strcmp(filter, source->filter) == 0);
}

static bool was_cut_short(struct stmt *stmt, const struct source *source)
{
    if (source->hashed && !stmt_is_null(stmt, COL_SHA256))
        return same_bytes(stmt, source);
    return stmt_get_int(stmt, COL_SIZE) == source->size_bytes &&
           stmt_get_int(stmt, COL_MTIME) == source->mtime_s;
}

/* True when this row settles what the source is. */
static bool settle(struct stmt *stmt, struct source *source, bool *ret_unchanged)
{
    const char *status = stmt_get_text(stmt, COL_STATUS, NULL);
    bool never_read = stmt_is_null(stmt, COL_SHA256) && strcmp(status, "refused") == 0;
    if (strcmp(status, "reading") == 0) {
        if (!was_cut_short(stmt, source))
            return false;
        source->row = stmt_get_int(stmt, COL_ID);
        return true;
    }
    *ret_unchanged =
        never_read ? same_reason(stmt, source) : same_bytes(stmt, source) && same_intake(stmt, source);
    if (*ret_unchanged) {
        const char *container = stmt_get_text(stmt, COL_CONTAINER, NULL);
        source->rejected = stmt_get_int(stmt, COL_REJECTED);
        source->has_members =
            container && (strncmp(container, "tar", 3) == 0 || strncmp(container, "zip", 3) == 0);
    } else if (never_read) /* nothing of it is in the case: its row begins anew */
        source->row = stmt_get_int(stmt, COL_ID);
    return *ret_unchanged || never_read;
}

bool known_source(struct db *db, struct source *source, bool *ret_unchanged, struct err *err)
{
    struct stmt *stmt;
    enum stmt_end end;
    *ret_unchanged = false;
    if (!db_stmt(db, QUERY_INGEST_SOURCE_BY_PATH, &stmt, err))
        return false;
    stmt_text(stmt, ":path", source->path);
    while ((end = stmt_step(stmt, err)) == STMT_ROW)
        if (settle(stmt, source, ret_unchanged)) {
            stmt_clear(stmt);
            return true;
        }
    return end == STMT_DONE;
}

bool known_path(struct db *db, const char *path, bool *ret, struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_INGEST_SOURCE_BY_PATH, &stmt, err))
        return false;
    stmt_text(stmt, ":path", path);
    enum stmt_end end = stmt_step(stmt, err);
    *ret = end == STMT_ROW;
    if (end == STMT_ROW)
        stmt_clear(stmt);
    return end != STMT_ERR;
}

bool known_members(struct db *db, const char *archive, bool (*take)(void *arg, const struct source *member),
                   void *arg, struct err *err)
{
    CLEANUP(buf) struct buf from = {0};
    CLEANUP(buf) struct buf to = {0};
    struct stmt *stmt;
    enum stmt_end end;
    if (!db_stmt(db, QUERY_INGEST_SOURCE_MEMBERS, &stmt, err))
        return false;
    buf_fmt(&from, "%s!", archive);
    buf_fmt(&to, "%s%c", archive, '!' + 1);
    stmt_text(stmt, ":from", buf_text(&from));
    stmt_text(stmt, ":to", buf_text(&to));
    while ((end = stmt_step(stmt, err)) == STMT_ROW) {
        const struct source member = {.path = stmt_get_text(stmt, 0, NULL),
                                      .reason = stmt_get_text(stmt, 1, NULL),
                                      .rejected = stmt_get_int(stmt, 2)};
        if (!take(arg, &member)) {
            stmt_clear(stmt);
            return true;
        }
    }
    return end == STMT_DONE;
}
