// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/links.h"

#include "src/base/json.h"

#include <string.h>

enum kind { KIND_SHARED, KIND_REQUEST, KIND_AMENDS }; /* as in the case */

bool links_init(struct links *links, struct db *db, struct err *err)
{
    if (!db_stmt(db, QUERY_INGEST_LINK_ADD, &links->add, err))
        return false;
    links->event_id = stmt_param(links->add, ":event_id");
    links->kind = stmt_param(links->add, ":kind");
    links->value = stmt_param(links->add, ":value");
    return true;
}

static bool add(struct links *links, int64_t event_id, enum kind kind, const char *value, struct err *err)
{
    unsigned char uuid[EVENT_UUID_BYTES];
    if (!value)
        return true;
    stmt_at_int(links->add, links->event_id, event_id);
    stmt_at_int(links->add, links->kind, kind);
    if (kind != KIND_REQUEST && event_uuid(value, uuid)) /* as event.uid has it */
        stmt_at_blob(links->add, links->value, uuid, sizeof uuid);
    else
        stmt_at_text(links->add, links->value, value, strlen(value));
    return stmt_run(links->add, err);
}

bool links_add(struct links *links, int64_t event_id, const struct event *event, struct err *err)
{
    return add(links, event_id, KIND_SHARED, event->shared, err) &&
           add(links, event_id, KIND_REQUEST, event->request, err) &&
           add(links, event_id, KIND_AMENDS, event->amends, err);
}

static bool fill_row(struct links *links, struct stmt *row, struct arena *arena, struct err *err)
{
    struct event event;
    size_t len;
    const char *text = stmt_get_text(row, 1, &len);
    const struct json *record = text ? json_parse(arena, text, len, NULL) : NULL;
    bool read = record && !event_derive(record, arena, arena, &event);
    return !read || links_add(links, stmt_get_int(row, 0), &event, err);
}

static bool fill(struct db *db, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    struct links links;
    struct stmt *row;
    enum stmt_end end;
    if (!links_init(&links, db, err) || !db_stmt(db, QUERY_INGEST_LINK_MISSING, &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        if (!fill_row(&links, row, &arena, err)) {
            stmt_clear(row);
            return false;
        }
        arena_clear(&arena);
    }
    return end == STMT_DONE && db_run(db, QUERY_INGEST_LINK_FILLED, err);
}

bool links_fill(struct db *db, struct err *err)
{
    if (!db_begin(db, err))
        return false;
    if (fill(db, err) && db_commit(db, err))
        return true;
    db_rollback(db);
    return err_wrap(err, "read what links the events of %s", db_path(db));
}
