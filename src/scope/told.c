// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/told.h"

#include "src/base/isotime.h"

static bool load_rules(struct told *told, struct db *db, struct arena *arena, struct err *err)
{
    struct told_rule *items = arena_zero(arena, TOLD_MAX, sizeof *items);
    struct stmt *row;
    enum stmt_end end;
    told->items = items;
    if (!db_stmt(db, QUERY_SCOPE_TOLD, &row, err))
        return false;
    stmt_int(row, ":limit", TOLD_MAX);
    while ((end = stmt_step(row, err)) == STMT_ROW)
        items[told->count++] = (struct told_rule){
            .title = stmt_text_dup(row, 0, arena),
            .level = (enum rule_level)stmt_get_int(row, 1),
            .id = stmt_text_dup(row, 2, arena),
            .event_id = stmt_get_int(row, 3),
            .time_s = stmt_get_int(row, 4),
            .events = stmt_get_int(row, 5),
            .others = stmt_get_int(row, 6),
        };
    return end == STMT_DONE;
}

static bool load_begun(struct told *told, struct db *db, struct arena *arena, struct err *err)
{
    struct stmt *row;
    told->begun_s = ISOTIME_NONE;
    if (!db_stmt(db, QUERY_SCOPE_BEGAN, &row, err))
        return false;
    enum stmt_end end = stmt_step(row, err);
    if (end == STMT_ROW) {
        told->begun_event = stmt_get_int(row, 0);
        told->begun_s = stmt_get_int(row, 1);
        told->begun_api = stmt_text_dup(row, 2, arena);
    }
    stmt_clear(row);
    return end != STMT_ERR;
}

bool told_load(struct told *ret, struct db *db, struct arena *arena, struct err *err)
{
    *ret = (struct told){0};
    return load_rules(ret, db, arena, err) && load_begun(ret, db, arena, err);
}
