// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/trial.h"

#include "src/scope/attribution.h"
#include "src/store/schema.h"

static bool run_all(struct db *db, const enum query_id *queries, size_t count, struct err *err)
{
    for (size_t i = 0; i < count; i++)
        if (!db_run(db, queries[i], err))
            return false;
    return true;
}

bool trial_begin(struct db *db, struct err *err)
{
    static const enum query_id tables[] = {QUERY_TRIAL_MARK, QUERY_TRIAL_DERIVED, QUERY_TRIAL_ATTRIBUTION},
                               fills[] = {QUERY_TRIAL_FILL_MARKS, QUERY_TRIAL_FILL_DERIVED,
                                          QUERY_TRIAL_FILL_ATTRIBUTION};
    if (db_own_begin(db, err) && run_all(db, tables, ARRAY_LEN(tables), err) &&
        schema_view_own(db, "mark_target", err) && run_all(db, fills, ARRAY_LEN(fills), err))
        return true;
    trial_end(db);
    return err_wrap(err, "try what marks would change");
}

void trial_end(struct db *db)
{
    static const enum query_id drops[] = {QUERY_TRIAL_DROP_TARGET, QUERY_TRIAL_DROP_MARK,
                                          QUERY_TRIAL_DROP_DERIVED, QUERY_TRIAL_DROP_ATTRIBUTION};
    db_own_end(db, drops, ARRAY_LEN(drops));
}

bool trial_write(struct db *db, const struct mark *mark, struct err *err)
{
    struct mark tried = *mark;
    tried.created_s = 0;
    return mark_write(db, &tried, err);
}

bool trial_mark(struct db *db, const struct mark *mark, struct err *err)
{
    return trial_write(db, mark, err) && attribution_update(db, err);
}

bool trial_unmark(struct db *db, const struct mark *mark, struct err *err)
{
    struct mark none = {.kind = mark->kind, .value = mark->value, .verdict = VERDICT_NONE};
    return mark_write(db, &none, err);
}
