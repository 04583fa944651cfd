// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/attribution.h"

#include "src/scope/derive.h"
#include "src/scope/lineage.h"
#include "src/scope/mark_find.h"

/* What is being computed. */
struct work {
    struct db *db;
    struct mark_list marks;
    bool acquits; /* some mark is benign for more than one event */
};

static bool attribute(struct work *work, const char *verdict, const char *state, bool derived,
                      struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(work->db, work->acquits ? QUERY_SCOPE_ATTRIBUTE : QUERY_SCOPE_ATTRIBUTE_FREE, &stmt, err))
        return false;
    stmt_text(stmt, ":verdict", verdict);
    stmt_text(stmt, ":state", state);
    stmt_int(stmt, ":derived", derived);
    return stmt_run(stmt, err);
}

static bool has(const struct work *work, enum mark_kind kind, enum verdict verdict)
{
    for (size_t i = 0; i < work->marks.count; i++)
        if (work->marks.items[i].kind == kind && work->marks.items[i].verdict == verdict)
            return true;
    return false;
}

static bool attribute_agents(struct work *work, enum verdict verdict, const char *state, struct err *err)
{
    struct stmt *stmt;
    if (!has(work, MARK_AGENT, verdict))
        return true;
    if (!db_stmt(work->db, QUERY_SCOPE_ATTRIBUTE_AGENTS, &stmt, err))
        return false;
    stmt_text(stmt, ":verdict", verdict_names[verdict]);
    stmt_text(stmt, ":state", state);
    return stmt_run(stmt, err);
}

/* The marks on single events with this verdict: they decide before all others, in either direction. */
static bool apply_event_marks(struct work *work, enum verdict verdict, enum query_id statement,
                              struct err *err)
{
    for (size_t i = 0; i < work->marks.count; i++) {
        const struct mark *mark = &work->marks.items[i];
        int64_t event_id;
        struct stmt *stmt;
        if (mark->kind != MARK_EVENT || mark->verdict != verdict)
            continue;
        if (!mark_find_event(work->db, mark->value, &event_id, err))
            return false;
        if (!event_id)
            continue;
        if (!db_stmt(work->db, statement, &stmt, err))
            return false;
        stmt_int(stmt, ":event_id", event_id);
        if (stmt_has_param(stmt, ":value"))
            stmt_text(stmt, ":value", mark->value);
        if (!stmt_run(stmt, err))
            return false;
    }
    return true;
}

static bool acquit(struct work *work, struct err *err)
{
    return apply_event_marks(work, VERDICT_BENIGN, QUERY_SCOPE_ACQUIT_EVENT, err);
}

/* Each round can only add, so it ends; a chain of credentials takes as many rounds as it has links. */
static bool attribute_issued(struct work *work, struct err *err)
{
    for (;;) {
        int64_t news;
        if (!derive_marks(work->db, &news, err))
            return false;
        if (!news)
            return true;
        if (!attribute(work, "attacker", "attributed", true, err) || !acquit(work, err))
            return false;
    }
}

static bool compute(struct work *work, struct err *err)
{
    for (enum mark_kind kind = 0; kind < MARK_EVENT; kind++)
        work->acquits = work->acquits || has(work, kind, VERDICT_BENIGN);
    return apply_event_marks(work, VERDICT_ATTACKER, QUERY_SCOPE_ATTRIBUTE_EVENT, err) &&
           attribute(work, "attacker", "attributed", false, err) &&
           attribute_agents(work, VERDICT_ATTACKER, "attributed", err) && acquit(work, err) &&
           attribute_issued(work, err) && attribute(work, "compromised", "undecided", false, err) &&
           attribute_agents(work, VERDICT_COMPROMISED, "undecided", err) &&
           attribute(work, "compromised", "undecided", true, err) && acquit(work, err);
}

bool attribution_update(struct db *db, struct err *err)
{
    struct work work = {.db = db};
    if (!db_run(db, QUERY_SCOPE_CLEAR_ATTRIBUTION, err) || !db_run(db, QUERY_SCOPE_CLEAR_DERIVED, err) ||
        !mark_list_own(&work.marks, db, err))
        return false;
    bool done = work.marks.count == 0 || compute(&work, err);
    mark_list_done(&work.marks);
    return done || err_wrap(err, "work out which events are the attacker's");
}

bool attribution_refresh(struct db *db, struct err *err)
{
    CLEANUP(mark_list) struct mark_list marks = {0};
    if (!mark_list_own(&marks, db, err))
        return false;
    if (marks.count == 0)
        return true;
    if (!lineage_refresh(db, err) || !db_begin(db, err))
        return false;
    if (attribution_update(db, err) && db_commit(db, err))
        return true;
    db_rollback(db);
    return false;
}

bool attribution_count(struct db *db, struct attribution_counts *ret, struct err *err)
{
    struct stmt *stmt;
    *ret = (struct attribution_counts){0};
    if (!db_stmt(db, QUERY_SCOPE_COUNTS, &stmt, err))
        return false;
    if (stmt_step(stmt, err) != STMT_ROW)
        return false;
    ret->attributed = stmt_get_int(stmt, 0);
    ret->undecided = stmt_get_int(stmt, 1);
    stmt_clear(stmt);
    return true;
}
