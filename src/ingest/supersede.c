// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/supersede.h"

#include "src/base/alloc.h"
#include "src/base/isotime.h"
#include "src/ingest/indexes.h"

#include <stdlib.h>
#include <string.h>

enum { LOOK_BACK = 64 };

void supersede_done(struct supersede *supersede)
{
    free(supersede->due);
    *supersede = (struct supersede){0};
}

/* Among the last few: counting anew twice is right too, only slower. */
static bool is_due(const struct supersede *supersede, const struct supersede_due *due)
{
    size_t least = supersede->count > LOOK_BACK ? supersede->count - LOOK_BACK : 0;
    for (size_t i = supersede->count; i-- > least;)
        if (memcmp(&supersede->due[i], due, sizeof *due) == 0)
            return true;
    return false;
}

static void remember(struct supersede *supersede, const struct supersede_due *due)
{
    if (is_due(supersede, due))
        return;
    if (supersede->count == supersede->cap) {
        supersede->cap = supersede->cap ? 2 * supersede->cap : 64;
        supersede->due = alloc_resize(supersede->due, supersede->cap, sizeof *supersede->due);
    }
    supersede->due[supersede->count++] = *due;
}

bool supersede_event(struct supersede *supersede, struct db *db, int64_t event_id, struct err *err)
{
    struct stmt *stmt;
    if (!supersede->has_indexes && !indexes_make_within(db, err))
        return false;
    supersede->has_indexes = true;
    if (!supersede->first_id || event_id < supersede->first_id)
        supersede->first_id = event_id;
    if (!db_stmt(db, QUERY_INGEST_HIT_FORGET, &stmt, err))
        return false;
    stmt_int(stmt, ":event_id", event_id);
    if (!stmt_run(stmt, err))
        return false;
    if (!db_stmt(db, QUERY_INGEST_EVENT_PLACE, &stmt, err))
        return false;
    stmt_int(stmt, ":event_id", event_id);
    enum stmt_end end = stmt_step(stmt, err);
    if (end != STMT_ROW)
        return end == STMT_DONE;
    int64_t time_s = stmt_get_int(stmt, 0);
    const struct supersede_due due = {
        .principal_id = stmt_get_int(stmt, 1),
        .day = isotime_day(time_s),
        .account_id = stmt_get_int(stmt, 2),
        .region_id = stmt_get_int(stmt, 3),
        .hour = time_s / HOUR_S - (time_s % HOUR_S < 0),
    };
    stmt_clear(stmt);
    remember(supersede, &due);
    return true;
}

static bool recount_day(struct db *db, const struct supersede_due *due, struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_INGEST_ACTIVITY_FORGET, &stmt, err))
        return false;
    stmt_int(stmt, ":principal_id", due->principal_id);
    stmt_int(stmt, ":day", due->day);
    if (!stmt_run(stmt, err) || !db_stmt(db, QUERY_INGEST_ACTIVITY_RECOUNT, &stmt, err))
        return false;
    stmt_int(stmt, ":principal_id", due->principal_id);
    stmt_int(stmt, ":day", due->day);
    stmt_int(stmt, ":from_s", due->day * DAY_S);
    stmt_int(stmt, ":to_s", (due->day + 1) * DAY_S);
    return stmt_run(stmt, err);
}

static bool recount_hour(struct db *db, const struct supersede_due *due, struct err *err)
{
    static const enum query_id steps[] = {QUERY_INGEST_HOUR_FORGET, QUERY_INGEST_HOUR_RECOUNT};
    for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
        struct stmt *stmt;
        if (!db_stmt(db, steps[i], &stmt, err))
            return false;
        stmt_int(stmt, ":account_id", due->account_id);
        stmt_int(stmt, ":region_id", due->region_id);
        stmt_int(stmt, ":hour", due->hour);
        if (!stmt_run(stmt, err))
            return false;
    }
    return true;
}

/* Rules have looked at the lossy view only: they look again at all events from the first one on. */
static bool rescan(struct supersede *supersede, struct db *db, struct err *err)
{
    struct stmt *stmt;
    if (!supersede->first_id)
        return true;
    if (!db_stmt(db, QUERY_INGEST_RULE_RESCAN, &stmt, err))
        return false;
    stmt_int(stmt, ":before", supersede->first_id - 1);
    supersede->first_id = 0;
    return stmt_run(stmt, err);
}

bool supersede_flush(struct supersede *supersede, struct db *db, struct err *err)
{
    for (size_t i = 0; i < supersede->count; i++)
        if (!recount_day(db, &supersede->due[i], err) || !recount_hour(db, &supersede->due[i], err))
            return false;
    supersede->count = 0;
    return rescan(supersede, db, err);
}
