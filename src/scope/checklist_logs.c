// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Advice on what would have told: logs that were not kept or that the attacker could stop, and the rule that
 * would have told first.
 */
#include "src/scope/checklist.h"

#include "src/scope/trailwindow.h"

#include <inttypes.h>
#include <string.h>

enum { GAPS_MAX = 40, RULES_SHOWN = 3 };

static void add_gaps(struct checklist *list)
{
    struct checklist_item *item = NULL;
    struct words gaps = {0};
    for (size_t q = 0; q < QUESTION__COUNT; q++)
        for (size_t i = 0; i < list->questions.items[q].unanswerable_count; i++)
            words_add(&gaps, &list->arena, list->questions.items[q].unanswerable[i]);
    for (size_t i = 0; i < gaps.count && i < GAPS_MAX; i++) {
        if (!item)
            item = checklist_add(list, checklist_recipe("logs-missing"), &(struct recipe_values){0});
        checklist_text(list, &item->why, gaps.items[i]);
    }
}

/* Does the case have calls of the attacker there? */
static bool is_struck(const struct facts *facts, enum fact_dim dim, int64_t id)
{
    for (size_t i = 0; i < facts->attributed.count; i++)
        if (facts->attributed.items[i]->ids[dim] == id)
            return true;
    return false;
}

/* Reads of objects, calls of functions, rows of tables: nobody's were logged, so the attacker's were not. */
static void add_data_events(struct checklist *list)
{
    const struct facts *facts = &list->questions.facts;
    if (facts->has_data_events)
        return;
    for (size_t i = 0; i < facts->names[FACT_ACCOUNT].count; i++) {
        const struct fact_name *name = &facts->names[FACT_ACCOUNT].items[i];
        if (!name->value || !*name->value || !is_struck(facts, FACT_ACCOUNT, name->id))
            continue;
        struct checklist_item *item = checklist_add(list, checklist_recipe("data-events"),
                                                    &(struct recipe_values){.account = name->value});
        checklist_text(list, &item->why,
                       "no read of an object, call of a function or read of a table, by anybody, is in these "
                       "logs: which data the attacker took cannot be told");
    }
}

/* What goes on inside a network and its machines CloudTrail does not see. */
static void add_flows(struct checklist *list)
{
    for (size_t i = 0; i < list->residue.count; i++) {
        const struct residue *residue = &list->residue.items[i];
        bool is_net = residue->kind == RESIDUE_RULE || residue->kind == RESIDUE_INSTANCE ||
                      residue->kind == RESIDUE_STARTED;
        struct recipe_values values = {.account = residue->account, .region = residue->region};
        bool is_there = !is_net;
        for (size_t n = 0; n < i && !is_there; n++) {
            const struct residue *before = &list->residue.items[n];
            is_there = (before->kind == RESIDUE_RULE || before->kind == RESIDUE_INSTANCE ||
                        before->kind == RESIDUE_STARTED) &&
                       before->account && residue->account && before->region && residue->region &&
                       strcmp(before->account, residue->account) == 0 &&
                       strcmp(before->region, residue->region) == 0;
        }
        if (is_there)
            continue;
        struct checklist_item *item = checklist_add(list, checklist_recipe("flows-on"), &values);
        checklist_text(list, &item->why,
                       "who came through the opened ports, and what instances sent, is not in CloudTrail");
    }
}

static bool add_guards(struct checklist *list, struct err *err)
{
    struct trailwindow *windows;
    size_t count;
    if (!trailwindow_load(list->db, &list->arena, &windows, &count, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        CLEANUP(buf) struct buf why = {0};
        bool is_attacker = false;
        for (size_t n = 0; n < list->questions.facts.attributed.count && !is_attacker; n++)
            is_attacker = list->questions.facts.attributed.items[n]->event_id == windows[i].opened_by;
        if (!is_attacker)
            continue;
        struct recipe_values values = {.name = windows[i].trail, .account = windows[i].account};
        struct checklist_item like = {.events = &windows[i].opened_by, .event_count = 1};
        buf_fmt(&why, "%s by %s at ", windows[i].api,
                windows[i].principal ? windows[i].principal : "somebody");
        phrase_time(&why, windows[i].from_s);
        checklist_text(list, &like.why, buf_text(&why));
        checklist_add_all(list, "trail-guard", &values, &like);
    }
    return true;
}

/* --- the rule that would have told first --- */

struct lead {
    int64_t time_s;
    const char *what;
};

/* The call that the case began with; where it began with none, the attacker's last. */
static bool find_lead(struct checklist *list, struct lead *ret, struct err *err)
{
    const struct pick *all = &list->questions.facts.attributed;
    struct stmt *row;
    if (!db_stmt(list->db, QUERY_CHECKLIST_LEAD, &row, err))
        return false;
    enum stmt_end end = stmt_step(row, err);
    *ret = (struct lead){.time_s = ISOTIME_NONE};
    if (end == STMT_ROW)
        *ret = (struct lead){stmt_get_int(row, 0), arena_fmt(&list->arena, "the %s that the case began with",
                                                             stmt_get_text(row, 1, NULL))};
    else if (all->count)
        *ret = (struct lead){pick_last_s(all), "the attacker's last call"};
    stmt_clear(row);
    return end != STMT_ERR;
}

static void say_rule(struct checklist *list, struct stmt *row, const struct lead *lead,
                     struct checklist_texts *texts)
{
    static const char *const levels[] = {"informational", "low", "medium", "high", "critical"};
    CLEANUP(buf) struct buf out = {0};
    int64_t level = stmt_get_int(row, 2), time_s = stmt_get_int(row, 3);
    buf_fmt(&out, "%s (%s): at ", stmt_get_text(row, 0, NULL),
            level >= 0 && level < (int64_t)ARRAY_LEN(levels) ? levels[level] : "of no level");
    phrase_time(&out, time_s);
    if (time_s < lead->time_s) {
        buf_str(&out, ", ");
        phrase_length(&out, lead->time_s - time_s);
        buf_fmt(&out, " before %s", lead->what);
    } else {
        buf_fmt(&out, ", not before %s", lead->what);
    }
    buf_str(&out, "; it hits ");
    phrase_count(&out, stmt_get_int(row, 5), "call", "calls");
    buf_str(&out, " of this case, ");
    phrase_number(&out, stmt_get_int(row, 6));
    buf_str(&out, " of them the attacker's");
    checklist_text(list, texts, buf_text(&out));
}

static bool add_rules(struct checklist *list, struct err *err)
{
    struct checklist_texts why = {0};
    struct recipe_values values = {0};
    int64_t *events = arena_alloc(&list->arena, RULES_SHOWN * sizeof *events);
    size_t count = 0;
    struct lead lead;
    struct stmt *row;
    enum stmt_end end;
    if (!find_lead(list, &lead, err) || !db_stmt(list->db, QUERY_CHECKLIST_FIRST_RULES, &row, err))
        return false;
    stmt_int(row, ":limit", RULES_SHOWN);
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        if (!values.name)
            values.name = stmt_text_dup(row, 0, &list->arena);
        events[count++] = stmt_get_int(row, 4);
        say_rule(list, row, &lead, &why);
    }
    if (count) {
        struct checklist_item like = {.why = why, .events = events, .event_count = count};
        checklist_add_all(list, "rule-first", &values, &like);
    }
    return end == STMT_DONE;
}

bool checklist_add_logs(struct checklist *list, struct err *err)
{
    add_gaps(list);
    add_data_events(list);
    add_flows(list);
    return add_guards(list, err) && add_rules(list, err);
}
