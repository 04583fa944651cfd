// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/note.h"

#include "src/base/isotime.h"
#include "src/base/jsonw.h"
#include "src/store/journal.h"

#include <string.h>

bool note_list_load(struct note_list *ret, struct db *db, struct err *err)
{
    struct stmt *row;
    struct note *items = NULL;
    size_t size = 0;
    enum stmt_end end;
    *ret = (struct note_list){0};
    if (!db_stmt(db, QUERY_NOTE_LIST, &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        if (ret->count == size) {
            struct note *grown = arena_zero(&ret->arena, size = 2 * size + 16, sizeof *grown);
            if (ret->count)
                memcpy(grown, items, ret->count * sizeof *grown);
            items = grown;
        }
        items[ret->count++] = (struct note){
            .id = stmt_get_int(row, 0),
            .kind = stmt_text_dup(row, 1, &ret->arena),
            .value = stmt_text_dup(row, 2, &ret->arena),
            .text = stmt_text_dup(row, 3, &ret->arena),
            .created_s = stmt_get_int(row, 4),
        };
    }
    ret->items = items;
    if (end == STMT_DONE)
        return true;
    note_list_done(ret);
    return false;
}

void note_list_done(struct note_list *list)
{
    arena_done(&list->arena);
    *list = (struct note_list){0};
}

static bool insert(struct db *db, const struct note *note, struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_NOTE_ADD, &stmt, err))
        return false;
    stmt_text(stmt, ":kind", note->kind);
    stmt_text(stmt, ":value", note->value);
    stmt_text(stmt, ":text", note->text);
    stmt_int(stmt, ":created_s", note->created_s);
    return stmt_run(stmt, err);
}

static bool insert_journalled(struct db *db, const struct note *note, struct err *err)
{
    if (!insert(db, note, err))
        return false;
    CLEANUP(buf) struct buf detail = {0};
    struct jsonw w;
    jsonw_init(&w, &detail);
    jsonw_object(&w);
    jsonw_kint(&w, "note", db_last_id(db));
    jsonw_kstr(&w, "kind", note->kind);
    jsonw_kstr(&w, "value", note->value);
    jsonw_kstr(&w, "text", note->text);
    jsonw_end(&w);
    return journal_append(db, note->created_s, "note", buf_text(&detail), err);
}

bool note_add(struct db *db, const char *kind, const char *value, const char *text, struct err *err)
{
    struct note note = {.kind = kind, .value = value, .text = text, .created_s = isotime_now()};
    if (!db_begin(db, err))
        return false;
    if (insert_journalled(db, &note, err) && db_commit(db, err))
        return true;
    db_rollback(db);
    return false;
}

bool note_remove(struct db *db, int64_t id, struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_NOTE_REMOVE, &stmt, err))
        return false;
    stmt_int(stmt, ":note_id", id);
    return stmt_run(stmt, err);
}
