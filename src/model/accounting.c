// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/accounting.h"

static bool count(struct db *db, enum query_id query, int64_t *ret, struct err *err)
{
    struct stmt *stmt;
    return db_stmt(db, query, &stmt, err) && stmt_run_int(stmt, 0, ret, err);
}

bool accounting_load(struct db *db, struct accounting *ret, struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_INGEST_ACCOUNTING, &stmt, err))
        return false;
    enum stmt_end end = stmt_step(stmt, err);
    if (end != STMT_ROW)
        return end == STMT_DONE;
    *ret = (struct accounting){
        .files_read = stmt_get_int(stmt, 0),
        .files_refused = stmt_get_int(stmt, 1),
        .files_reading = stmt_get_int(stmt, 2),
        .records = stmt_get_int(stmt, 3),
        .stored = stmt_get_int(stmt, 4),
        .duplicate = stmt_get_int(stmt, 5),
        .rejected = stmt_get_int(stmt, 6),
        .first_s = stmt_get_time(stmt, 7),
        .last_s = stmt_get_time(stmt, 8),
        .skipped = stmt_get_int(stmt, 9),
        .findings = stmt_get_int(stmt, 10),
    };
    stmt_clear(stmt);
    return count(db, QUERY_INGEST_SKIPPED_FILE_COUNT, &ret->files_skipped, err) &&
           count(db, QUERY_FINDING_COUNT, &ret->findings_kept, err) &&
           count(db, QUERY_INGEST_CONFLICT_COUNT, &ret->conflicts, err) &&
           count(db, QUERY_INGEST_EVENT_COUNT, &ret->events, err);
}

bool accounting_refused(struct db *db, size_t most, struct arena *arena, const struct refused_file **ret,
                        size_t *ret_count, struct err *err)
{
    struct refused_file *items = arena_zero(arena, most + 1, sizeof *items);
    struct stmt *row;
    enum stmt_end end;
    *ret = items;
    *ret_count = 0;
    if (!db_stmt(db, QUERY_INGEST_REFUSED, &row, err))
        return false;
    stmt_int(row, ":limit", (int64_t)most);
    while ((end = stmt_step(row, err)) == STMT_ROW)
        items[(*ret_count)++] =
            (struct refused_file){stmt_text_dup(row, 0, arena), stmt_text_dup(row, 1, arena)};
    return end == STMT_DONE;
}

bool accounting_holds(const struct accounting *accounting)
{
    return accounting->records ==
               accounting->stored + accounting->duplicate + accounting->rejected + accounting->skipped &&
           accounting->stored == accounting->events && accounting->conflicts <= accounting->duplicate &&
           accounting->findings_kept <= accounting->findings;
}
