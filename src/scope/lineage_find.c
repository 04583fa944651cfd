// SPDX-License-Identifier: GPL-3.0-or-later
/* What a typed text means, for lineage_find() of lineage_tree.h. */
#include "src/scope/lineage_tree.h"

#include "src/model/accesskey.h"
#include "src/scope/lineage_node.h"
#include "src/scope/mark_find.h"

#include <string.h>

/* The first row of a statement about one thing; kind NULL when there is none. */
static bool first_thing(struct stmt *row, struct arena *arena, struct lineage_thing *ret, struct err *err)
{
    enum stmt_end end = stmt_step(row, err);
    *ret = (struct lineage_thing){0};
    if (end == STMT_ROW)
        *ret = (struct lineage_thing){stmt_text_dup(row, 0, arena), stmt_text_dup(row, 1, arena)};
    stmt_clear(row);
    return end != STMT_ERR;
}

static bool of_event(struct db *db, const char *uid, struct arena *arena, struct lineage_thing *ret,
                     struct err *err)
{
    static const enum query_id queries[] = {QUERY_LINEAGE_EVENT_CHILDREN, QUERY_LINEAGE_EVENT_CREDENTIAL};
    int64_t event_id;
    if (!mark_find_event(db, uid, &event_id, err))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(queries); i++) {
        struct stmt *row;
        if (!db_stmt(db, queries[i], &row, err))
            return false;
        stmt_int(row, ":event_id", event_id);
        if (!first_thing(row, arena, ret, err))
            return false;
        if (ret->kind && ret->value)
            return true;
    }
    return err_set(err, ERR_USAGE, "event %s was made by nobody and issued nothing: it has no lineage", uid);
}

/* A temporary key is one of the keys of its session. */
static bool of_key(struct db *db, const char *value, struct arena *arena, struct lineage_thing *ret,
                   struct err *err)
{
    struct stmt *row;
    *ret = (struct lineage_thing){"key", value};
    if (accesskey_kind_of(value) != ACCESSKEY_TEMPORARY)
        return true;
    if (!db_stmt(db, QUERY_LINEAGE_KEY, &row, err))
        return false;
    stmt_text(row, ":value", value);
    enum stmt_end end = stmt_step(row, err);
    if (end == STMT_ROW && !stmt_is_null(row, 5))
        *ret = (struct lineage_thing){"session", stmt_text_dup(row, 5, arena)};
    stmt_clear(row);
    return end != STMT_ERR;
}

static bool of_kind(struct db *db, enum mark_kind kind, const char *text, struct arena *arena,
                    struct lineage_thing *ret, struct err *err)
{
    const char *value;
    if (kind == MARK_ADDRESS || kind == MARK_AGENT)
        return err_set(err, ERR_USAGE,
                       "lineage is of credentials: give a key, session, principal or event, not a%s %s",
                       kind == MARK_ADDRESS ? "n" : "", mark_kind_names[kind]);
    struct lineage_edge edge;
    struct lineage_thing unused = {"key", text};
    if (kind == MARK_KEY) {
        if (!lineage_edge_of(db, &unused, arena, &edge, err))
            return false;
        *ret = (struct lineage_thing){"key", arena_str(arena, text)};
        if (edge.rule)
            return true;
    }
    if (!mark_find(db, kind, text, arena, &value, err))
        return false;
    if (kind == MARK_EVENT)
        return of_event(db, value, arena, ret, err);
    if (kind == MARK_KEY)
        return of_key(db, value, arena, ret, err);
    *ret = (struct lineage_thing){mark_kind_names[kind], value};
    return true;
}

bool lineage_find(struct db *db, const char *text, struct arena *arena, struct lineage_thing *ret,
                  struct err *err)
{
    static const enum mark_kind guesses[] = {MARK_KEY, MARK_EVENT, MARK_SESSION, MARK_PRINCIPAL};
    static const char *const others[] = {"login", "token", "host", "factor"};
    const char *colon = strchr(text, ':');
    enum mark_kind kind;
    if (colon && mark_kind_parse(text, (size_t)(colon - text), &kind) && colon[1])
        return of_kind(db, kind, colon + 1, arena, ret, err);
    for (size_t i = 0; colon && i < ARRAY_LEN(others); i++)
        if (strlen(others[i]) == (size_t)(colon - text) && strncmp(others[i], text, strlen(others[i])) == 0) {
            *ret = (struct lineage_thing){others[i], arena_str(arena, colon + 1)};
            return true;
        }
    for (size_t i = 0; i < ARRAY_LEN(guesses); i++)
        if (of_kind(db, guesses[i], text, arena, ret, err))
            return true;
        else if (err->code != ERR_USAGE)
            return false;
    return err_set(err, ERR_USAGE,
                   "there is no key, event, session or principal %s in this case: see 'trailcase list'",
                   text);
}
