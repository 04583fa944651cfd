// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/detect/detect.h"

#include "src/base/alloc.h"
#include "src/detect/correlate.h"
#include "src/detect/scan.h"

#include <stdlib.h>
#include <string.h>

/* What is to be done for one rule of the set. */
struct plan {
    const struct rule *rule;
    int64_t rule_id; /* 0: not in the case yet */
    bool same;       /* as it ran before */
    bool idle;       /* nothing to do */
    int64_t scanned_to;
    size_t watch, watch_count; /* its place among the watches */
    struct fresh fresh;
};

struct plans {
    struct plan *items;
    size_t count;
    struct watch *watches;
    size_t watch_count;
    int64_t *gone; /* rules of the case that are not in the set */
    size_t gone_count;
    int64_t last_id;
    struct names names;
};

static void plans_done(struct plans *plans)
{
    for (size_t i = 0; i < plans->count; i++)
        fresh_done(&plans->items[i].fresh);
    names_done(&plans->names);
    free(plans->items);
    free(plans->watches);
    free(plans->gone);
}
CLEANUP_DEFINE(plans, struct plans, plans_done);

static struct plan *find_plan(struct plans *plans, const char *id)
{
    for (size_t i = 0; i < plans->count; i++)
        if (strcmp(plans->items[i].rule->id, id) == 0)
            return &plans->items[i];
    return NULL;
}

static bool read_stored(struct plans *plans, struct db *db, struct err *err)
{
    struct stmt *row;
    enum stmt_end end;
    if (!db_stmt(db, QUERY_RULE_ALL, &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        struct plan *plan = find_plan(plans, stmt_get_text(row, 1, NULL));
        size_t len;
        const void *hash = stmt_get_blob(row, 2, &len);
        if (!plan) {
            plans->gone = alloc_resize(plans->gone, plans->gone_count + 1, sizeof *plans->gone);
            plans->gone[plans->gone_count++] = stmt_get_int(row, 0);
            continue;
        }
        plan->rule_id = stmt_get_int(row, 0);
        plan->same = len == sizeof plan->rule->hash && memcmp(hash, plan->rule->hash, len) == 0;
        plan->scanned_to = plan->same ? stmt_get_int(row, 6) : 0;
    }
    return end == STMT_DONE;
}

static void add_watch(struct plans *plans, const struct watch *watch)
{
    plans->watches = alloc_resize(plans->watches, plans->watch_count + 1, sizeof *plans->watches);
    plans->watches[plans->watch_count++] = *watch;
}

static void plan_watches(struct plans *plans, struct plan *plan)
{
    const struct correlation *it = &plan->rule->correlation;
    plan->watch = plans->watch_count;
    if (plan->idle || plan->rule->silent)
        return;
    if (!it->kind)
        add_watch(plans, &(struct watch){.expr = plan->rule->expr, .after_id = plan->scanned_to});
    for (size_t b = 0; it->kind && b < it->base_count; b++)
        add_watch(plans, &(struct watch){.expr = it->bases[b].expr,
                                         .base = it->group_count ? &it->bases[b] : NULL,
                                         .group_count = it->group_count,
                                         .field = it->field,
                                         .fresh = it->kind == CORRELATE_NEW ? &plan->fresh : NULL,
                                         .unsorted = it->kind != CORRELATE_NEW});
    plan->watch_count = plans->watch_count - plan->watch;
}

static bool is_idle(const struct plans *plans)
{
    for (size_t i = 0; i < plans->count; i++)
        if (!plans->items[i].idle)
            return false;
    return plans->gone_count == 0;
}

static bool load_fresh(struct plans *plans, struct db *db, struct err *err)
{
    struct fresh_ask *asks = alloc_zero(plans->count + 1, sizeof *asks);
    size_t count = 0;
    for (size_t i = 0; i < plans->count; i++) {
        const struct correlation *it = &plans->items[i].rule->correlation;
        if (it->kind == CORRELATE_NEW && !plans->items[i].idle)
            asks[count++] = (struct fresh_ask){it, &plans->items[i].fresh};
    }
    bool ok = fresh_load(asks, count, db, &plans->names, err);
    free(asks);
    return ok;
}

static bool make_plans(struct plans *plans, struct db *db, const struct ruleset *set, struct err *err)
{
    struct stmt *last;
    plans->items = alloc_zero(set->count + 1, sizeof *plans->items);
    for (size_t i = 0; i < set->count; i++)
        plans->items[plans->count++].rule = set->rules[i];
    if (!db_stmt(db, QUERY_RULE_LAST_EVENT, &last, err) || !stmt_run_int(last, 0, &plans->last_id, err) ||
        !read_stored(plans, db, err))
        return false;
    for (size_t i = 0; i < plans->count; i++)
        plans->items[i].idle = plans->items[i].same && plans->items[i].scanned_to >= plans->last_id;
    if (is_idle(plans))
        return true;
    if (!names_load(&plans->names, db, err) || !load_fresh(plans, db, err))
        return false;
    for (size_t i = 0; i < plans->count; i++)
        plan_watches(plans, &plans->items[i]);
    return true;
}

static const char *kind_word(const struct rule *rule)
{
    static const char *const words[] = {"event", "count", "values", "together", "chain", "new"};
    return words[rule->correlation.kind];
}

static bool put_rule(struct db *db, struct plan *plan, int64_t scanned_to, struct err *err)
{
    const struct rule *rule = plan->rule;
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_RULE_PUT, &stmt, err))
        return false;
    stmt_text(stmt, ":id", rule->id);
    stmt_blob(stmt, ":hash", rule->hash, sizeof rule->hash);
    stmt_int(stmt, ":own", rule->is_own);
    stmt_text(stmt, ":path", rule->path);
    stmt_textn(stmt, ":text", rule->text, rule->len);
    stmt_text(stmt, ":title", rule->title);
    stmt_int(stmt, ":level", rule->level);
    stmt_text(stmt, ":kind", kind_word(rule));
    stmt_text(stmt, ":author", rule->author);
    stmt_text(stmt, ":tags", rule->tags);
    stmt_text(stmt, ":lint", rule->lint);
    stmt_int(stmt, ":silent", rule->silent);
    stmt_int(stmt, ":scanned_to", scanned_to);
    return stmt_run_int(stmt, 0, &plan->rule_id, err);
}

static bool run_for(struct db *db, enum query_id query, int64_t rule_id, struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(db, query, &stmt, err))
        return false;
    stmt_int(stmt, ":rule_id", rule_id);
    return stmt_run(stmt, err);
}

static bool write_members(struct db *db, int64_t rule_id, const struct members *members, struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_RULE_HIT, &stmt, err))
        return false;
    for (size_t i = 0; i < members->count; i++) {
        stmt_int(stmt, ":rule_id", rule_id);
        stmt_int(stmt, ":window", members->items[i].window);
        stmt_int(stmt, ":event_id", members->items[i].event_id);
        if (!stmt_run(stmt, err))
            return false;
    }
    return true;
}

static void find_windows(const struct plan *plan, const struct scan *scan, struct members *ret)
{
    size_t count = 0;
    for (size_t b = 0; b < plan->watch_count; b++)
        count += scan->hits[plan->watch + b].count;
    struct base_event *events = alloc_zero(count + 1, sizeof *events);
    count = 0;
    for (size_t b = 0; b < plan->watch_count; b++) {
        const struct scan_hits *hits = &scan->hits[plan->watch + b];
        for (size_t i = 0; i < hits->count; i++)
            events[count++] = (struct base_event){.group = hits->items[i].group,
                                                  .time_s = hits->items[i].time_s,
                                                  .event_id = hits->items[i].event_id,
                                                  .base = b,
                                                  .value = hits->items[i].value};
    }
    correlate(&plan->rule->correlation, events, count, ret);
    free(events);
}

static void find_members(const struct plan *plan, const struct scan *scan, struct members *ret)
{
    const struct correlation *it = &plan->rule->correlation;
    const struct scan_hits *hits = &scan->hits[plan->watch];
    if (plan->rule->silent)
        return;
    if (it->kind && it->kind != CORRELATE_NEW) {
        find_windows(plan, scan, ret);
        return;
    }
    for (size_t i = 0; i < hits->count; i++)
        members_add(ret, 0, hits->items[i].event_id);
}

static bool store_rule(struct db *db, struct plan *plan, struct scan *scan, int64_t last_id,
                       struct detect_report *report, struct err *err)
{
    CLEANUP(members) struct members members = {0};
    bool all_again = !plan->same || plan->rule->correlation.kind;
    report->fresh += !plan->same;
    if (plan->idle)
        return true;
    if (!put_rule(db, plan, last_id, err) ||
        (all_again && !run_for(db, QUERY_RULE_FORGET_HITS, plan->rule_id, err)))
        return false;
    find_members(plan, scan, &members);
    for (size_t w = 0; w < plan->watch_count; w++)
        scan_drop(scan, plan->watch + w);
    report->hits += (int64_t)members.count;
    if (!members.count && !all_again)
        return true;
    return write_members(db, plan->rule_id, &members, err) &&
           run_for(db, QUERY_RULE_COUNT, plan->rule_id, err);
}

static bool store_all(struct db *db, struct plans *plans, const struct ruleset *set, struct scan *scan,
                      struct detect_report *report, struct err *err)
{
    struct stmt *tune;
    for (size_t i = 0; i < plans->gone_count; i++)
        if (!run_for(db, QUERY_RULE_FORGET_HITS, plans->gone[i], err) ||
            !run_for(db, QUERY_RULE_REMOVE, plans->gone[i], err))
            return false;
    for (size_t i = 0; i < plans->count; i++)
        if (!store_rule(db, &plans->items[i], scan, plans->last_id, report, err))
            return false;
    if (!db_stmt(db, QUERY_RULE_TUNE, &tune, err))
        return false;
    stmt_text(tune, ":value", set->tuning.text ? set->tuning.text : "");
    return stmt_run(tune, err);
}

bool detect_run(struct db *db, const struct ruleset *set, struct task *task, struct detect_report *ret,
                struct err *err)
{
    CLEANUP(plans) struct plans plans = {0};
    CLEANUP(scan) struct scan scan = {0};
    *ret = (struct detect_report){.rules = (int64_t)set->count};
    if (!make_plans(&plans, db, set, err))
        return false;
    if (is_idle(&plans))
        return true;
    const struct scan_ask ask = {&plans.names, plans.watches, plans.watch_count, plans.last_id};
    if (!scan_run(&scan, db, &ask, task, err) || !db_begin(db, err))
        return false;
    ret->events = scan.events;
    ret->parsed = scan.parsed;
    ret->given_up = scan.given_up;
    ret->unreadable = scan.unreadable;
    if (store_all(db, &plans, set, &scan, ret, err) && db_commit(db, err))
        return true;
    db_rollback(db);
    return err_wrap(err, "keep what the rules hit");
}

static bool read_tuning(struct ruleset *set, struct db *db, struct err *err)
{
    struct stmt *row;
    size_t len;
    if (set->tuning.text)
        return true;
    if (!db_stmt(db, QUERY_RULE_TUNING, &row, err))
        return false;
    enum stmt_end end = stmt_step(row, err);
    const char *text = end == STMT_ROW ? stmt_get_text(row, 0, &len) : NULL;
    if (!text || !*text)
        return end != STMT_ERR;
    return tuning_read(&set->tuning, &set->arena, text, len, err) || err_wrap(err, "the tuning in the case");
}

bool detect_add_stored(struct ruleset *set, struct db *db, struct err *err)
{
    struct stmt *row;
    enum stmt_end end;
    if (!read_tuning(set, db, err) || !db_stmt(db, QUERY_RULE_ALL, &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        size_t len;
        const char *text = stmt_get_text(row, 5, &len);
        if (!stmt_get_int(row, 3))
            ruleset_add_text(set, stmt_get_text(row, 4, NULL), false, text, len);
    }
    return end == STMT_DONE;
}

bool detect_refresh(struct db *db, struct task *task, struct err *err)
{
    CLEANUP(ruleset) struct ruleset set = {0};
    struct detect_report report;
    if (!detect_add_stored(&set, db, err))
        return false;
    ruleset_add_own(&set);
    ruleset_finish(&set);
    return detect_run(db, &set, task, &report, err);
}
