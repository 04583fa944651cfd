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
                               &ret->resources,  &ret->sessions,  &ret->agents,      &ret->attributed,
                               &ret->undecided,  &ret->attacker,  &ret->compromised, &ret->benign};
    ret->events = stmt_get_int(stmt, 0);
    ret->first_s = stmt_get_time(stmt, 1);
    ret->last_s = stmt_get_time(stmt, 2);
    for (int i = 0; i < (int)ARRAY_LEN(fields); i++)
        *fields[i] = stmt_get_int(stmt, 3 + i);
    stmt_clear(stmt);
    return true;
}
