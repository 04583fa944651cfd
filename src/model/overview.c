// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/overview.h"

bool overview_load(struct overview *ret, struct db *db, struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_OVERVIEW_COUNTS, &stmt, err))
        return false;
    if (stmt_step(stmt, err) == STMT_ERR)
        return false;
    int64_t *const fields[] = {&ret->principals, &ret->addresses, &ret->keys,        &ret->apis,
                               &ret->resources,  &ret->accounts,  &ret->regions,     &ret->attributed,
                               &ret->undecided,  &ret->attacker,  &ret->compromised, &ret->benign};
    ret->events = stmt_get_int(stmt, 0);
    ret->first_s = stmt_get_time(stmt, 1);
    ret->last_s = stmt_get_time(stmt, 2);
    for (int i = 0; i < (int)ARRAY_LEN(fields); i++)
        *fields[i] = stmt_get_int(stmt, 3 + i);
    stmt_clear(stmt);
    return true;
}

bool overview_places(struct db *db, enum overview_kind kind, struct arena *arena, struct overview_places *ret,
                     struct err *err)
{
    static const enum query_id queries[] = {
        [OVERVIEW_ACCOUNTS] = QUERY_OVERVIEW_ACCOUNTS, [OVERVIEW_REGIONS] = QUERY_OVERVIEW_REGIONS};
    struct stmt *stmt;
    enum stmt_end got = STMT_DONE;
    ret->count = 0;
    if (!db_stmt(db, queries[kind], &stmt, err))
        return false;
    stmt_int(stmt, ":limit", OVERVIEW_PLACES);
    while (ret->count < OVERVIEW_PLACES && (got = stmt_step(stmt, err)) == STMT_ROW) {
        ret->items[ret->count].value = stmt_text_dup(stmt, 0, arena);
        ret->items[ret->count++].events = stmt_get_int(stmt, 1);
    }
    stmt_clear(stmt);
    return got != STMT_ERR;
}
