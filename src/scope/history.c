// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/history.h"

#include "src/scope/undo.h"

#include <string.h>

static void add(struct history *history, struct stmt *row)
{
    CLEANUP(arena) struct arena arena = {0};
    const char *action = stmt_text_dup(row, 2, &arena), *detail = stmt_text_dup(row, 3, &arena);
    history->items[history->count++] = (struct history_entry){
        .seq = stmt_get_int(row, 0),
        .time_s = stmt_get_int(row, 1),
        .text = arena_str(&history->arena, undo_describe(&arena, action, detail)),
        .is_undo = strcmp(action, "undo") == 0,
    };
}

bool history_load(struct history *ret, struct db *db, size_t limit, struct err *err)
{
    struct stmt *row;
    enum stmt_end end;
    *ret = (struct history){0};
    if (!journal_verify(db, &ret->check, err) || !db_stmt(db, QUERY_JOURNAL_NEWEST, &row, err))
        return false;
    size_t rows = (size_t)ret->check.rows < limit ? (size_t)ret->check.rows : limit;
    ret->items = arena_zero(&ret->arena, rows + 1, sizeof *ret->items);
    stmt_int(row, ":limit", (int64_t)rows);
    while ((end = stmt_step(row, err)) == STMT_ROW)
        add(ret, row);
    if (end == STMT_DONE)
        return true;
    history_done(ret);
    return false;
}

void history_done(struct history *history)
{
    arena_done(&history->arena);
    *history = (struct history){0};
}
