// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/mark_find.h"

#include "src/base/utf8.h"
#include "src/model/event.h"

#include <stdlib.h>
#include <string.h>

static const enum query_id finders[] = {
    [MARK_ADDRESS] = QUERY_MARK_FIND_ADDRESS,     [MARK_KEY] = QUERY_MARK_FIND_KEY,
    [MARK_PRINCIPAL] = QUERY_MARK_FIND_PRINCIPAL, [MARK_SESSION] = QUERY_MARK_FIND_SESSION,
    [MARK_AGENT] = QUERY_MARK_FIND_AGENT,
};

static const char *const list_names[] = {
    [MARK_ADDRESS] = "addresses", [MARK_KEY] = "keys",     [MARK_PRINCIPAL] = "principals",
    [MARK_SESSION] = "sessions",  [MARK_AGENT] = "agents", [MARK_EVENT] = "events",
};

static bool not_found(enum mark_kind kind, const char *text, struct err *err)
{
    const char *list = list_names[kind];
    if (kind == MARK_EVENT)
        return err_set(err, ERR_USAGE, "there is no event %s in this case: give an eventID or its number",
                       text);
    return err_set(err, ERR_USAGE, "there is no %s %s in this case: see 'trailcase list CASE %s'",
                   mark_kind_names[kind], text, list);
}

bool mark_find_event(struct db *db, const char *uid, int64_t *ret_event_id, struct err *err)
{
    struct stmt *stmt;
    unsigned char uuid[EVENT_UUID_BYTES];
    if (!db_stmt(db, QUERY_SCOPE_EVENT_OF_UID, &stmt, err))
        return false;
    if (event_uuid(uid, uuid))
        stmt_blob(stmt, ":uid", uuid, sizeof uuid);
    else
        stmt_text(stmt, ":uid", uid);
    return stmt_run_int(stmt, 0, ret_event_id, err);
}

/* An event is looked for by its eventID first: that an eventID is a short number is rare, but possible. */
static bool find_event(struct db *db, const char *text, struct arena *arena, const char **ret_value,
                       struct err *err)
{
    int64_t event_id;
    if (!mark_find_event(db, text, &event_id, err))
        return false;
    if (!event_id)
        event_id = strtoll(text, NULL, 10);
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_SCOPE_UID_OF_EVENT, &stmt, err))
        return false;
    stmt_int(stmt, ":event_id", event_id);
    enum stmt_end end = stmt_step(stmt, err);
    if (end != STMT_ROW)
        return end == STMT_DONE ? not_found(MARK_EVENT, text, err) : false;
    *ret_value = stmt_text_dup(stmt, 0, arena);
    stmt_clear(stmt);
    return true;
}

static bool ambiguous(enum mark_kind kind, const char *text, const struct buf *candidates, struct err *err)
{
    CLEANUP(buf) struct buf safe = {0};
    utf8_visible(&safe, buf_text(candidates), candidates->len);
    return err_set(err, ERR_USAGE, "%s %s may mean more than one: %s; name one of them",
                   mark_kind_names[kind], text, buf_text(&safe));
}

bool mark_find(struct db *db, enum mark_kind kind, const char *text, struct arena *arena,
               const char **ret_value, struct err *err)
{
    if (kind == MARK_EVENT)
        return find_event(db, text, arena, ret_value, err);
    CLEANUP(buf) struct buf candidates = {0};
    struct stmt *stmt;
    size_t count = 0;
    bool exact = false;
    enum stmt_end end;
    if (!db_stmt(db, finders[kind], &stmt, err))
        return false;
    stmt_text(stmt, ":text", text);
    while ((end = stmt_step(stmt, err)) == STMT_ROW) {
        if (count++ == 0) {
            *ret_value = stmt_text_dup(stmt, 0, arena);
            exact = stmt_get_int(stmt, 2) != 0;
        }
        buf_fmt(&candidates, "%s%s, %s", count > 1 ? "; " : "", stmt_get_text(stmt, 0, NULL),
                stmt_get_text(stmt, 1, NULL));
    }
    if (end == STMT_ERR)
        return false;
    if (count == 0)
        return not_found(kind, text, err);
    return exact || count == 1 || ambiguous(kind, text, &candidates, err);
}

bool mark_find_typed(struct db *db, const char *text, struct arena *arena, enum mark_kind *ret_kind,
                     const char **ret_value, struct err *err)
{
    const char *colon = strchr(text, ':');
    if (!colon || !mark_kind_parse(text, (size_t)(colon - text), ret_kind) || !colon[1])
        return err_set(err, ERR_USAGE,
                       "'%s' names nothing to mark: write KIND:VALUE, KIND being address, key, principal, "
                       "session, agent or event",
                       text);
    return mark_find(db, *ret_kind, colon + 1, arena, ret_value, err);
}
