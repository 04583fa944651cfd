// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Advice on what would have told: logs that were not kept or that the attacker could stop, and the rule that
 * would have told first.
 */
#include "src/scope/checklist.h"

#include "src/scope/told.h"
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

static void say_rule(struct checklist *list, const struct told_rule *rule, int64_t lead_s, const char *lead,
                     struct checklist_texts *texts)
{
    CLEANUP(buf) struct buf out = {0};
    buf_fmt(&out, "%s (%s): at ", rule->title, rule_level_names[rule->level]);
    phrase_time(&out, rule->time_s);
    if (rule->time_s < lead_s) {
        buf_str(&out, ", ");
        phrase_length(&out, lead_s - rule->time_s);
        buf_fmt(&out, " before %s", lead);
    } else {
        buf_fmt(&out, ", not before %s", lead);
    }
    buf_str(&out, "; it hits ");
    phrase_count(&out, rule->events, "call", "calls");
    buf_str(&out, " of this case, ");
    phrase_number(&out, rule->events - rule->others);
    buf_str(&out, " of them the attacker's");
    checklist_text(list, texts, buf_text(&out));
}

/* Against the call that the case began with; where it began with none, the attacker's last. */
static bool add_rules(struct checklist *list, struct err *err)
{
    const struct pick *all = &list->questions.facts.attributed;
    struct checklist_item like = {0};
    struct recipe_values values = {0};
    int64_t *events = arena_alloc(&list->arena, RULES_SHOWN * sizeof *events);
    struct told told;
    if (!told_load(&told, list->db, &list->arena, err))
        return false;
    const char *lead = told.begun_api
                           ? arena_fmt(&list->arena, "the %s that the case began with", told.begun_api)
                           : "the attacker's last call";
    int64_t lead_s = told.begun_api || !all->count ? told.begun_s : pick_last_s(all);
    for (size_t i = 0; i < told.count && like.event_count < RULES_SHOWN; i++) {
        if (told.items[i].level < LEVEL_MEDIUM)
            continue;
        if (!values.name)
            values.name = told.items[i].title;
        events[like.event_count++] = told.items[i].event_id;
        say_rule(list, &told.items[i], lead_s, lead, &like.why);
    }
    like.events = events;
    if (like.event_count)
        checklist_add_all(list, "rule-first", &values, &like);
    return true;
}

bool checklist_add_logs(struct checklist *list, struct err *err)
{
    add_gaps(list);
    add_data_events(list);
    add_flows(list);
    return add_guards(list, err) && add_rules(list, err);
}
