// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/lineage.h"

#include "src/base/json.h"
#include "src/model/issuance_add.h"

#include <string.h>

struct state {
    int64_t last, done, missing;
    int64_t events, sessions, keys; /* the highest ids the edges were joined from; no event: join all */
};

static bool read_state(struct db *db, struct state *ret, struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_LINEAGE_STATE, &stmt, err) || stmt_step(stmt, err) != STMT_ROW)
        return false;
    *ret = (struct state){stmt_get_int(stmt, 0), stmt_get_int(stmt, 1), stmt_get_int(stmt, 2),
                          stmt_get_int(stmt, 3), stmt_get_int(stmt, 4), stmt_get_int(stmt, 5)};
    stmt_clear(stmt);
    return true;
}

static bool fill_event(struct db *db, struct stmt *row, struct arena *arena, struct err *err)
{
    struct event event;
    size_t len;
    int64_t event_id = stmt_get_int(row, 0);
    const char *text = stmt_get_text(row, 1, &len);
    const struct json *record = text ? json_parse(arena, text, len, NULL) : NULL;
    bool read = record && !event_derive(record, arena, arena, &event);
    return !read || issuance_add(db, event_id, &event, err);
}

/* A case of before the table: read what its issuing calls say from their records. */
static bool fill(struct db *db, int64_t last, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    const char *source, *name;
    for (size_t i = 0; issuance_call(i, &source, &name); i++) {
        struct stmt *row;
        enum stmt_end end;
        if (!db_stmt(db, QUERY_LINEAGE_EVENTS_OF_API, &row, err))
            return false;
        stmt_text(row, ":source", arena_fmt(&arena, "%s.amazonaws.com", source));
        stmt_text(row, ":name", name);
        stmt_int(row, ":last", last);
        while ((end = stmt_step(row, err)) == STMT_ROW) {
            if (!fill_event(db, row, &arena, err))
                return false;
            arena_clear(&arena);
        }
        if (end == STMT_ERR)
            return false;
    }
    return db_run(db, QUERY_LINEAGE_FILLED, err);
}

static bool run_all(struct db *db, const enum query_id *queries, size_t count, struct err *err)
{
    for (size_t i = 0; i < count; i++)
        if (!db_run(db, queries[i], err))
            return false;
    return true;
}

/* Add the other calls that belong to those to be joined, and those that belong to them. */
static bool close_todo(struct db *db, struct err *err)
{
    do {
        if (!db_run(db, QUERY_LINEAGE_TODO_CLOSE, err))
            return false;
    } while (db_changes(db));
    return true;
}

/* Whether edges that are there may be wrong now, not only outdone by better ones. */
static bool has_moved(struct db *db, const struct state *state, int64_t *ret, struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_LINEAGE_MOVED, &stmt, err))
        return false;
    stmt_int(stmt, ":events", state->events);
    stmt_int(stmt, ":keys", state->keys);
    return stmt_run_int(stmt, 0, ret, err);
}

/*
 * Note the calls whose edges have to be joined, and forget those edges. What can explain a thing now is what
 * explained it best until now, or is new: both are noted, so the best of them is the best of all.
 */
static bool note_grown(struct db *db, const struct state *state, struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_LINEAGE_TODO_NEW, &stmt, err))
        return false;
    stmt_int(stmt, ":events", state->events);
    stmt_int(stmt, ":sessions", state->sessions);
    stmt_int(stmt, ":keys", state->keys);
    return stmt_run(stmt, err) && close_todo(db, err) && db_run(db, QUERY_LINEAGE_TODO_RIVALS, err) &&
           close_todo(db, err) && db_run(db, QUERY_LINEAGE_TODO_FORGET, err);
}

static bool note_todo(struct db *db, const struct state *state, struct err *err)
{
    static const enum query_id whole[] = {QUERY_LINEAGE_CLEAR, QUERY_LINEAGE_TODO_ALL};
    int64_t moved = 1;
    if (state->events && !state->missing && !has_moved(db, state, &moved, err))
        return false;
    return moved ? run_all(db, whole, ARRAY_LEN(whole), err) : note_grown(db, state, err);
}

/* From the strongest rule to the weakest. */
static bool join(struct db *db, const struct state *state, struct err *err)
{
    static const enum query_id rules[] = {
        QUERY_LINEAGE_JOIN_KEY,     QUERY_LINEAGE_JOIN_SESSION, QUERY_LINEAGE_JOIN_ROLE,
        QUERY_LINEAGE_JOIN_CONSOLE, QUERY_LINEAGE_JOIN_WINDOW,  QUERY_LINEAGE_JOIN_SSO,
        QUERY_LINEAGE_JOIN_MADE,    QUERY_LINEAGE_TODO_CLEAR,
    };
    return note_todo(db, state, err) && run_all(db, rules, ARRAY_LEN(rules), err);
}

static bool note_done(struct db *db, int64_t last, struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_LINEAGE_DONE, &stmt, err))
        return false;
    stmt_int(stmt, ":last", last);
    return stmt_run(stmt, err);
}

bool lineage_refresh(struct db *db, struct err *err)
{
    struct state state;
    if (!read_state(db, &state, err))
        return false;
    if (state.last == state.done && !state.missing)
        return true;
    if (db_is_readonly(db))
        return err_set(err, ERR_CASE,
                       "where credentials came from is not worked out yet for all events of %s: run "
                       "'trailcase lineage' on it once where it may be written",
                       db_path(db));
    if (!db_begin(db, err))
        return false;
    if ((!state.missing || fill(db, state.missing, err)) && join(db, &state, err) &&
        note_done(db, state.last, err) && db_commit(db, err))
        return true;
    db_rollback(db);
    return err_wrap(err, "work out which credential gave rise to which");
}
