// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/checklist_state.h"

#include "src/base/jsonw.h"
#include "src/store/journal.h"

#include <stdlib.h>
#include <string.h>

static enum checklist_state state_of(const char *name)
{
    for (enum checklist_state state = 0; state < CHECKLIST_STATE__COUNT; state++)
        if (name && strcmp(checklist_state_names[state], name) == 0)
            return state;
    return CHECKLIST_OPEN;
}

bool checklist_ticks_load(struct checklist_ticks *ret, struct db *db, struct err *err)
{
    struct stmt *row;
    enum stmt_end end;
    size_t size = 0;
    *ret = (struct checklist_ticks){0};
    if (!db_stmt(db, QUERY_CHECKLIST_ALL, &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        if (ret->count == size) {
            struct checklist_tick *grown = arena_zero(&ret->arena, size = 2 * size + 16, sizeof *grown);
            if (ret->count)
                memcpy(grown, ret->items, ret->count * sizeof *grown);
            ret->items = grown;
        }
        ret->items[ret->count++] = (struct checklist_tick){
            .id = stmt_text_dup(row, 0, &ret->arena),
            .state = state_of(stmt_get_text(row, 1, NULL)),
            .assignee = stmt_text_dup(row, 2, &ret->arena),
            .note = stmt_text_dup(row, 3, &ret->arena),
            .changed_s = stmt_get_int(row, 4),
        };
    }
    if (end == STMT_DONE)
        return true;
    checklist_ticks_done(ret);
    return false;
}

void checklist_ticks_done(struct checklist_ticks *ticks)
{
    arena_done(&ticks->arena);
    *ticks = (struct checklist_ticks){0};
}

static int compare_id(const void *id, const void *tick)
{
    return strcmp(id, ((const struct checklist_tick *)tick)->id);
}

const struct checklist_tick *checklist_tick_of(const struct checklist_ticks *ticks, const char *id)
{
    return ticks->count ? bsearch(id, ticks->items, ticks->count, sizeof *ticks->items, compare_id) : NULL;
}

static bool write_row(struct db *db, const struct checklist_tick *tick, struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_CHECKLIST_SET, &stmt, err))
        return false;
    stmt_text(stmt, ":item", tick->id);
    stmt_text(stmt, ":state", checklist_state_names[tick->state]);
    stmt_text(stmt, ":assignee", tick->assignee);
    stmt_text(stmt, ":note", tick->note);
    stmt_int(stmt, ":changed_s", tick->changed_s);
    return stmt_run(stmt, err);
}

static void tick_json(struct jsonw *w, const char *member, const struct checklist_tick *tick)
{
    jsonw_kobject(w, member);
    jsonw_kstr(w, "state", checklist_state_names[tick->state]);
    jsonw_kstr(w, "assignee", tick->assignee);
    jsonw_kstr(w, "note", tick->note);
    jsonw_ktime(w, "changed", tick->changed_s);
    jsonw_end(w);
}

static bool journal(struct db *db, const struct checklist_tick *before, const struct checklist_tick *after,
                    const struct checklist_change *change, struct err *err)
{
    CLEANUP(buf) struct buf detail = {0}, text = {0};
    struct jsonw w;
    buf_fmt(&text, "%s: %s", checklist_state_names[after->state], change->action ? change->action : "");
    if (after->assignee)
        buf_fmt(&text, " (%s)", after->assignee);
    if (after->note)
        buf_fmt(&text, ": %s", after->note);
    jsonw_init(&w, &detail);
    jsonw_object(&w);
    jsonw_kstr(&w, "kind", "item");
    jsonw_kstr(&w, "value", after->id);
    jsonw_kstr(&w, "text", change->text ? change->text : buf_text(&text));
    tick_json(&w, "before", before);
    tick_json(&w, "after", after);
    jsonw_end(&w);
    return journal_append(db, after->changed_s, "checklist", buf_text(&detail), err);
}

static const char *changed(const char *now, const char *change)
{
    if (!change)
        return now;
    return *change ? change : NULL;
}

bool checklist_tick(struct db *db, const struct checklist_change *change, struct err *err)
{
    CLEANUP(checklist_ticks) struct checklist_ticks ticks = {0};
    if (!checklist_ticks_load(&ticks, db, err))
        return false;
    const struct checklist_tick *there = checklist_tick_of(&ticks, change->id);
    struct checklist_tick before = there ? *there : (struct checklist_tick){.id = change->id}, after = before;
    if (change->state)
        after.state = state_of(change->state);
    after.assignee = changed(before.assignee, change->assignee);
    after.note = changed(before.note, change->note);
    after.changed_s = isotime_now();
    if (!db_begin(db, err))
        return false;
    if (write_row(db, &after, err) && journal(db, &before, &after, change, err) && db_commit(db, err))
        return true;
    db_rollback(db);
    return false;
}

bool checklist_restore(struct db *db, const struct json *entry, struct err *err)
{
    const struct json *before = json_get(entry, "before");
    struct checklist_tick tick = {.id = json_text(entry, "value"),
                                  .state = state_of(json_text(before, "state")),
                                  .assignee = json_text(before, "assignee"),
                                  .note = json_text(before, "note"),
                                  .changed_s = isotime_now()};
    return tick.id == NULL || write_row(db, &tick, err);
}
