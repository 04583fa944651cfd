// SPDX-License-Identifier: GPL-3.0-or-later
/* Every way to say that events count together: Sigma's correlations, its older count() and near, our own. */
#include "src/detect/number.h"
#include "src/detect/rule_load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool fail(const struct yaml *node, struct err *err, const char *what)
{
    return err_set(err, ERR_FORMAT, "line %zu: %s", node->line, what);
}

static bool read_timespan(const struct yaml *node, int64_t *ret_s, struct err *err)
{
    if (node->kind == YAML_SCALAR && number_timespan(node->text, ret_s))
        return true;
    return fail(node, err, "a span is a number with s, m, h, d or w, such as 10m");
}

static bool read_count(const struct yaml *node, int64_t plus, int64_t *ret, struct err *err)
{
    char *end = NULL;
    long long value = node->kind == YAML_SCALAR ? strtoll(node->text, &end, 10) : 0;
    if (!end || *end || end == node->text || value < 0 || value > 1000000000)
        return fail(node, err, "a whole number is expected");
    *ret = value + plus;
    return *ret > 0 || fail(node, err, "a threshold that everything reaches");
}

/* {gte: 5} or {gt: 4}, and the field of value_count. */
static bool read_threshold(struct correlation *to, const struct yaml *node, struct err *err)
{
    if (node->kind != YAML_MAP)
        return fail(node, err, "the condition of a correlation is a map such as {gte: 5}");
    for (const struct yaml *child = node->child; child; child = child->next) {
        bool is_gt = strcmp(child->name, "gt") == 0;
        if (strcmp(child->name, "field") == 0 && child->kind == YAML_SCALAR) {
            to->field = child->text;
            continue;
        }
        if (!is_gt && strcmp(child->name, "gte") != 0)
            return fail(child, err, "only gt and gte can be told from a sliding window");
        if (to->at_least)
            return fail(child, err, "two thresholds");
        if (!read_count(child, is_gt, &to->at_least, err))
            return false;
    }
    return to->at_least > 0 || fail(node, err, "no threshold");
}

/* Fields that say what belongs together. A name of `aliases` stands for another field in each rule. */
static bool read_group(struct correlation *to, const struct yaml *node, struct err *err)
{
    bool is_list = node->kind == YAML_LIST;
    if (node->kind == YAML_MAP)
        return fail(node, err, "a field or a list of fields is expected");
    for (const struct yaml *each = is_list ? node->child : node; each; each = is_list ? each->next : NULL) {
        if (each->kind != YAML_SCALAR || to->group_count == RULE_FIELDS_MAX)
            return fail(each, err, "at most eight fields go into a group");
        to->group_names[to->group_count] = each->text;
        for (size_t i = 0; i < RULE_BASES_MAX; i++)
            to->bases[i].group[to->group_count] = each->text;
        to->group_count++;
    }
    return true;
}

static bool read_aliases(struct correlation *to, const struct yaml *aliases, struct err *err)
{
    for (const struct yaml *alias = aliases->child; alias; alias = alias->next)
        for (const struct yaml *each = alias->child; each; each = each->next) {
            bool found = false;
            for (size_t b = 0; b < to->base_count && each->name && each->kind == YAML_SCALAR; b++)
                for (size_t g = 0; g < to->group_count; g++)
                    if (strcmp(to->bases[b].reference, each->name) == 0 &&
                        strcmp(to->group_names[g], alias->name) == 0) {
                        to->bases[b].group[g] = each->text;
                        found = true;
                    }
            if (!found)
                return fail(each, err, "an alias of no rule or no group of this correlation");
        }
    return true;
}

static bool read_references(struct correlation *to, const struct yaml *node, struct err *err)
{
    bool is_list = node->kind == YAML_LIST;
    for (const struct yaml *each = is_list ? node->child : node; each; each = is_list ? each->next : NULL) {
        if (each->kind != YAML_SCALAR)
            return fail(each, err, "a rule is named by id, name or title");
        if (to->base_count == RULE_BASES_MAX)
            return fail(each, err, "more than 16 rules");
        to->bases[to->base_count].line = each->line;
        to->bases[to->base_count++].reference = each->text;
    }
    return to->base_count > 0 || fail(node, err, "no rules");
}

static bool read_type(struct correlation *to, const struct yaml *node, struct err *err)
{
    static const struct {
        const char *name;
        enum correlation_kind kind;
    } types[] = {{"event_count", CORRELATE_EVENTS},
                 {"value_count", CORRELATE_VALUES},
                 {"temporal", CORRELATE_ALL},
                 {"temporal_ordered", CORRELATE_ORDERED},
                 {"ordered_temporal", CORRELATE_ORDERED}};
    for (size_t i = 0; node && node->kind == YAML_SCALAR && i < ARRAY_LEN(types); i++)
        if (strcmp(node->text, types[i].name) == 0) {
            to->kind = types[i].kind;
            return true;
        }
    return err_set(err, ERR_FORMAT,
                   "the type of correlation is not known; there are event_count, value_count, "
                   "temporal, temporal_ordered");
}

static bool check_names(const struct yaml *map, const char *const *names, struct err *err)
{
    if (map->kind != YAML_MAP)
        return fail(map, err, "a map is expected");
    for (const struct yaml *child = map->child; child; child = child->next) {
        const char *const *name = names;
        while (*name && strcmp(*name, child->name) != 0)
            name++;
        if (!*name)
            return err_set(err, ERR_FORMAT, "line %zu: %s is not known here", child->line, child->name);
    }
    return true;
}

static bool counts(const struct correlation *it)
{
    return it->kind == CORRELATE_EVENTS || it->kind == CORRELATE_VALUES;
}

/* What has to be there, whichever way it was written; the tuning has the last word on the threshold. */
static bool finish(struct rule_making *in, struct rule *rule, const struct yaml *node, struct err *err)
{
    struct correlation *it = &rule->correlation;
    if (it->kind == CORRELATE_VALUES && !it->field)
        return fail(node, err, "value_count wants the field whose values count");
    if (it->kind == CORRELATE_EVENTS && it->field)
        return fail(node, err, "event_count counts no field");
    if (counts(it) && !it->at_least)
        return fail(node, err, "no condition");
    if (!counts(it) && it->base_count < 2 && it->kind != CORRELATE_NEW)
        return fail(node, err, "two or more rules are needed");
    it->at_least = tuning_threshold(in->tuning, rule->id, rule->title, it->at_least);
    return true;
}

bool rule_correlation(struct rule_making *in, struct rule *rule, const struct yaml *node, struct err *err)
{
    static const char *const names[] = {"type",      "rules",    "group-by", "timespan", "timeframe",
                                        "condition", "generate", "aliases",  NULL};
    struct correlation *it = &rule->correlation;
    if (!check_names(node, names, err) || !read_type(it, yaml_get(node, "type"), err))
        return false;
    const struct yaml *rules = yaml_get(node, "rules"), *group = yaml_get(node, "group-by"),
                      *span = yaml_get(node, "timespan"), *condition = yaml_get(node, "condition"),
                      *generate = yaml_get(node, "generate"), *aliases = yaml_get(node, "aliases");
    if (!span)
        span = yaml_get(node, "timeframe");
    if (!rules || rules->kind == YAML_MAP || !span)
        return fail(node, err, "rules and timespan are needed");
    if (generate && !yaml_bool(generate, &it->generate))
        return fail(generate, err, "generate is true or false");
    if (condition && !counts(it))
        return fail(condition, err, "temporal correlations take no condition");
    return read_references(it, rules, err) && read_timespan(span, &it->timespan_s, err) &&
           (!group || read_group(it, group, err)) && (!aliases || read_aliases(it, aliases, err)) &&
           (!condition || read_threshold(it, condition, err)) && finish(in, rule, node, err);
}

static void base_of_own(struct rule *rule, const struct expr *expr)
{
    struct base *base = &rule->correlation.bases[rule->correlation.base_count++];
    base->expr = expr;
    base->rule = rule;
}

/* count(FIELD) by FIELD > N */
static bool legacy_count(struct rule_making *in, struct rule *rule, const char *text, struct err *err)
{
    struct correlation *it = &rule->correlation;
    char field[128] = "", group[128] = "", op[3] = "";
    long long number;
    int used = 0;
    bool ok =
        sscanf(text, " count ( ) by %127[^ <>=] %2[<>=] %lld %n", group, op, &number, &used) == 3 && used;
    ok = ok || (*group = '\0', used = 0,
                sscanf(text, " count ( ) %2[<>=] %lld %n", op, &number, &used) == 2 && used);
    ok = ok || (used = 0, sscanf(text, " count ( %127[^ )] ) by %127[^ <>=] %2[<>=] %lld %n", field, group,
                                 op, &number, &used) == 4 &&
                              used);
    ok = ok || (*group = '\0', used = 0,
                sscanf(text, " count ( %127[^ )] ) %2[<>=] %lld %n", field, op, &number, &used) == 3 && used);
    if (!ok || text[used] || number < 0 || number > 1000000000)
        return err_set(err, ERR_FORMAT, "what follows | is not understood; count(FIELD) by FIELD > N is");
    if (*op != '>')
        return err_set(err, ERR_FORMAT, "only > and >= can be told from a sliding window");
    it->kind = *field ? CORRELATE_VALUES : CORRELATE_EVENTS;
    it->field = *field ? arena_str(in->arena, field) : NULL;
    it->at_least = number + (op[1] != '=');
    base_of_own(rule, rule->expr);
    if (*group) {
        it->group_count = 1;
        it->group_names[0] = it->bases[0].group[0] = arena_str(in->arena, group);
    }
    return it->at_least > 0 || err_set(err, ERR_FORMAT, "a threshold that everything reaches");
}

/* near OTHER: both within the time, in any order. */
static bool legacy_near(struct rule_making *in, struct rule *rule, const char *text,
                        struct selections *selections, struct err *err)
{
    const char *rest;
    const struct expr *other = condition_parse(text, selections, in->arena, &rest, err);
    if (!other)
        return false;
    if (rest)
        return err_set(err, ERR_FORMAT, "a second | is not understood");
    rule->correlation.kind = CORRELATE_ALL;
    base_of_own(rule, rule->expr);
    base_of_own(rule, other);
    return true;
}

bool rule_legacy(struct rule_making *in, struct rule *rule, const char *text, const struct yaml *timeframe,
                 struct selections *selections, struct err *err)
{
    text += strspn(text, " ");
    if (timeframe && !read_timespan(timeframe, &rule->correlation.timespan_s, err))
        return false;
    if (strncasecmp(text, "near ", 5) == 0)
        return legacy_near(in, rule, text + 5, selections, err);
    if (strncasecmp(text, "count", 5) == 0)
        return legacy_count(in, rule, text, err) &&
               ((rule->correlation.at_least =
                     tuning_threshold(in->tuning, rule->id, rule->title, rule->correlation.at_least)),
                true);
    return err_set(err, ERR_FORMAT, "what follows | is not understood; count() and near are");
}

/* Days are what the case keeps of pairs. */
static bool check_absent(const struct correlation *it, const struct yaml *node, struct err *err)
{
    return !it->absent_s || it->absent_s >= 86400 || fail(node, err, "absent is a day or more");
}

static bool read_first_seen(struct rule_making *in, struct rule *rule, const struct yaml *node,
                            struct err *err)
{
    static const char *const names[] = {"value", "entity", "within", "history", "absent", NULL};
    static const char *const columns[] = {"principal", "session", "address", "key",    "agent",
                                          "api",       "region",  "account", "client", NULL};
    struct correlation *it = &rule->correlation;
    const struct yaml *within = yaml_get(node, "within"), *history = yaml_get(node, "history"),
                      *absent = yaml_get(node, "absent");
    if (!check_names(node, names, err))
        return false;
    it->kind = CORRELATE_NEW;
    it->fresh = yaml_text(node, "value");
    it->entity = yaml_text(node, "entity");
    const char *asked[] = {it->fresh, it->entity};
    for (size_t i = 0; i < ARRAY_LEN(asked); i++) {
        const char *const *column = columns;
        while (asked[i] && *column && strcmp(*column, asked[i]) != 0)
            column++;
        if (!asked[i] || !*column)
            return fail(node, err,
                        "first-seen wants value and entity, each one of principal, session, address, key, "
                        "agent, client, api, region, account");
    }
    base_of_own(rule, rule->expr);
    return (!within || read_timespan(within, &it->within_s, err)) &&
           (!history || read_timespan(history, &it->history_s, err)) &&
           (!absent || read_timespan(absent, &it->absent_s, err)) && check_absent(it, absent, err) &&
           finish(in, rule, node, err);
}

static bool read_aggregate(struct rule_making *in, struct rule *rule, const struct yaml *node,
                           struct err *err)
{
    static const char *const names[] = {"by", "distinct", "gte", "gt", "within", "times", NULL};
    struct correlation *it = &rule->correlation;
    const struct yaml *by = yaml_get(node, "by"), *gte = yaml_get(node, "gte"), *gt = yaml_get(node, "gt"),
                      *within = yaml_get(node, "within"), *times = yaml_get(node, "times");
    if (!check_names(node, names, err))
        return false;
    it->field = yaml_text(node, "distinct");
    it->kind = it->field ? CORRELATE_VALUES : CORRELATE_EVENTS;
    if (!gte == !gt)
        return fail(node, err, "aggregate wants either gte or gt");
    if (times && (it->field || !within))
        return fail(times, err, "times goes with events within a time");
    base_of_own(rule, rule->expr);
    return read_count(gte ? gte : gt, gte ? 0 : 1, &it->at_least, err) && (!by || read_group(it, by, err)) &&
           (!within || read_timespan(within, &it->timespan_s, err)) &&
           (!times || read_count(times, 0, &it->times, err)) && finish(in, rule, node, err);
}

/* Fields of the join: one for all steps, or a list with one for each step. */
static bool read_join(struct correlation *it, const struct yaml *node, struct err *err)
{
    it->group_count = 1;
    it->group_names[0] = node->kind == YAML_SCALAR ? node->text : "join";
    const struct yaml *each = node->kind == YAML_LIST ? node->child : NULL;
    if (node->kind == YAML_MAP || (each && node->count != it->base_count))
        return fail(node, err, "join is a field, or a list with one for each step");
    for (size_t i = 0; i < it->base_count; i++, each = each ? each->next : NULL) {
        it->bases[i].group[0] = each ? each->text : node->text;
        if (!it->bases[i].group[0])
            return fail(node, err, "join is a field, or a list with one for each step");
    }
    return true;
}

/* The step, as it is among the steps, that has the hits. */
static bool read_hits(struct correlation *it, const struct yaml *steps, const struct yaml *node,
                      struct err *err)
{
    size_t number = 0;
    for (const struct yaml *step = steps->child; step && !it->hit_step; step = step->next) {
        number++;
        if (node->kind == YAML_SCALAR && strcmp(step->text, node->text) == 0)
            it->hit_step = number;
    }
    return it->hit_step || fail(node, err, "hits is one of the steps");
}

static bool read_chain(struct rule_making *in, struct rule *rule, const struct yaml *node,
                       struct selections *selections, struct err *err)
{
    static const char *const names[] = {"steps", "join", "within", "any-order", "repeat", "hits", NULL};
    struct correlation *it = &rule->correlation;
    const struct yaml *steps = yaml_get(node, "steps"), *join = yaml_get(node, "join"),
                      *within = yaml_get(node, "within"), *any = yaml_get(node, "any-order"),
                      *repeat = yaml_get(node, "repeat"), *hits = yaml_get(node, "hits");
    bool any_order = false;
    if (!check_names(node, names, err))
        return false;
    if (!steps || steps->kind != YAML_LIST || !within)
        return fail(node, err, "chain wants steps (a list of conditions) and within");
    if (any && !yaml_bool(any, &any_order))
        return fail(any, err, "any-order is true or false");
    if (repeat && (any_order || !read_count(repeat, 0, &it->repeat, err)))
        return any_order ? fail(repeat, err, "repeat goes with an order") : false;
    if (hits && any_order)
        return fail(hits, err, "hits goes with an order");
    it->kind = any_order ? CORRELATE_ALL : CORRELATE_ORDERED;
    for (const struct yaml *step = steps->child; step; step = step->next) {
        const char *rest;
        const struct expr *expr;
        if (step->kind != YAML_SCALAR || it->base_count == RULE_BASES_MAX)
            return fail(step, err, "at most 16 steps, each a condition");
        if (!(expr = condition_parse(step->text, selections, in->arena, &rest, err)) || rest)
            return expr ? fail(step, err, "a step takes no |") : false;
        base_of_own(rule, expr);
    }
    return read_timespan(within, &it->timespan_s, err) && (!join || read_join(it, join, err)) &&
           (!hits || read_hits(it, steps, hits, err)) && finish(in, rule, node, err);
}

bool rule_native(struct rule_making *in, struct rule *rule, const struct yaml *node,
                 struct selections *selections, struct err *err)
{
    static const char *const names[] = {"first-seen", "aggregate", "chain", NULL};
    if (!check_names(node, names, err))
        return false;
    if (node->count != 1)
        return fail(node, err, "one of first-seen, aggregate and chain");
    const struct yaml *kind = node->child;
    if (strcmp(kind->name, "first-seen") == 0)
        return read_first_seen(in, rule, kind, err);
    if (strcmp(kind->name, "aggregate") == 0)
        return read_aggregate(in, rule, kind, err);
    return read_chain(in, rule, kind, selections, err);
}
