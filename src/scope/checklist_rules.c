// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Rules of security groups: hundreds of them, so one item for an account, region and direction, with one
 * command a rule, by its id where the logs have it and by the exact permission otherwise. One a rule, as AWS
 * refuses all of a command when one of its rules is gone already.
 */
#include "src/scope/checklist.h"

#include "src/base/jsonw.h"
#include "src/base/shellword.h"
#include "src/scope/residue_text.h"

#include <stdlib.h>
#include <string.h>

enum { CHECK_GROUPS = 100, WHY_MAX = 12, WHO_MAX = 3 };

/* What rules have in common that are one item. */
struct place {
    const struct residue *residue;
    bool egress, undone;
};

struct batch {
    struct checklist *list;
    const struct place *rules;
    size_t count;
};

static int compare_text(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "");
}

static int compare_bucket(const struct place *x, const struct place *y)
{
    int order = compare_text(x->residue->account, y->residue->account);
    order = order ? order : compare_text(x->residue->region, y->residue->region);
    order = order ? order : (int)x->egress - (int)y->egress;
    order = order ? order : (int)x->undone - (int)y->undone;
    return order || !x->undone ? order
                               : compare_text(x->residue->ended.principal, y->residue->ended.principal);
}

static int compare_places(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    int order = compare_bucket(x, y);
    order = order ? order : compare_text(x->residue->name, y->residue->name);
    return order ? order : (x->residue > y->residue) - (x->residue < y->residue);
}

static bool is_id(const char *text, const char *prefix)
{
    size_t len = strlen(prefix);
    return text && strncmp(text, prefix, len) == 0 && text[len] &&
           text[len + strspn(text + len, "0123456789abcdefghijklmnopqrstuvwxyz")] == '\0';
}

static void put_option(struct buf *out, const char *option, const char *value)
{
    CLEANUP(buf) struct buf word = {0};
    buf_fmt(&word, "%s%s", option, value);
    buf_char(out, ' ');
    shellword(out, buf_text(&word), "");
}

static bool put_command(struct buf *out, const struct place *rule)
{
    const struct residue *residue = rule->residue;
    bool by_id = is_id(residue->id, "sgr-");
    if (!residue->name || !(by_id || residue->text))
        return false;
    buf_fmt(out, "%saws ec2 revoke-security-group-%s", out->len ? "\n" : "",
            rule->egress ? "egress" : "ingress");
    put_option(out, is_id(residue->name, "sg-") ? "--group-id=" : "--group-name=", residue->name);
    if (by_id) {
        put_option(out, "--security-group-rule-ids=", residue->id);
    } else {
        CLEANUP(buf) struct buf json = {0};
        buf_fmt(&json, "[%s]", residue->text);
        put_option(out, "--ip-permissions=", buf_text(&json));
    }
    if (residue->region)
        put_option(out, "--region=", residue->region);
    return true;
}

static const char *commands_of(const struct batch *batch)
{
    CLEANUP(buf) struct buf out = {0};
    bool whole = true;
    for (size_t i = 0; i < batch->count; i++)
        whole &= put_command(&out, &batch->rules[i]);
    return whole ? arena_str(&batch->list->arena, buf_text(&out)) : NULL;
}

/* --- is any of them there? --- */

static void put_literal(struct buf *out, const char *value)
{
    CLEANUP(buf) struct buf text = {0};
    struct jsonw w;
    jsonw_init(&w, &text);
    jsonw_str(&w, value);
    buf_char(out, '`');
    for (const char *at = buf_text(&text); *at; at++)
        if (*at == '`')
            buf_str(out, "\\u0060");
        else
            buf_char(out, *at);
    buf_char(out, '`');
}

/* A JMESPath that gives the other sides of a permission where a group has it. */
static bool put_query(struct buf *out, const struct place *place, struct arena *arena)
{
    static const char *const ports[] = {"FromPort", "ToPort"};
    const char *text = place->residue->text;
    const struct json *permission = text ? json_parse(arena, text, strlen(text), NULL) : NULL;
    const char *protocol = json_text(permission, "IpProtocol");
    if (!protocol)
        return false;
    buf_fmt(out, "--query=SecurityGroups[].IpPermissions%s[?IpProtocol==", place->egress ? "Egress" : "");
    put_literal(out, protocol);
    for (size_t i = 0; i < ARRAY_LEN(ports); i++)
        if (json_get(permission, ports[i]))
            buf_fmt(out, "&&%s==`%.0f`", ports[i], json_number(json_get(permission, ports[i]), 0));
    for (const struct json *list = json_first(permission); list; list = json_next(list)) {
        const struct json *member = json_first(json_first(list));
        if (json_type(list) != JSON_ARRAY || !json_str(member))
            continue;
        buf_fmt(out, "][].%s[?%s==", json_name(list), json_name(member));
        put_literal(out, json_str(member));
        buf_fmt(out, "][].%s", json_name(member));
        return true;
    }
    return false;
}

static void put_groups(struct buf *out, const char *part, const struct batch *batch, size_t *at)
{
    struct jsonw w;
    buf_str(out, "--filters=");
    jsonw_init(&w, out);
    jsonw_array(&w);
    jsonw_object(&w);
    jsonw_kstr(&w, "Name", is_id(batch->rules[*at].residue->name, "sg-") ? "group-id" : "group-name");
    jsonw_karray(&w, "Values");
    for (size_t n = 0; *at < batch->count && n < CHECK_GROUPS; ++*at)
        if (compare_text(batch->rules[*at].residue->part, part) == 0) {
            jsonw_str(&w, batch->rules[*at].residue->name);
            n++;
        }
    jsonw_end(&w);
    jsonw_end(&w);
    jsonw_end(&w);
}

static bool is_first_of_part(const struct batch *batch, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (compare_text(batch->rules[i].residue->part, batch->rules[at].residue->part) == 0)
            return false;
    return true;
}

static bool put_checks(struct buf *out, const struct batch *batch, size_t first)
{
    CLEANUP(arena) struct arena arena = {0};
    CLEANUP(buf) struct buf query = {0};
    const struct residue *residue = batch->rules[first].residue;
    if (!put_query(&query, &batch->rules[first], &arena))
        return false;
    for (size_t at = first; at < batch->count;) {
        CLEANUP(buf) struct buf groups = {0};
        put_groups(&groups, residue->part, batch, &at);
        if (!strstr(buf_text(&groups), "\"Values\":[\""))
            break;
        buf_fmt(out, "%saws ec2 describe-security-groups ", out->len ? "\n" : "");
        shellword(out, buf_text(&groups), "");
        buf_char(out, ' ');
        shellword(out, buf_text(&query), "");
        buf_str(out, " --output=text");
        if (residue->region)
            put_option(out, "--region=", residue->region);
    }
    return true;
}

static const char *checks_of(const struct batch *batch)
{
    CLEANUP(buf) struct buf out = {0};
    for (size_t i = 0; i < batch->count; i++)
        if (is_first_of_part(batch, i) && !put_checks(&out, batch, i))
            return NULL;
    return arena_str(&batch->list->arena, buf_text(&out));
}

/* --- the item --- */

static size_t count_groups(const struct batch *batch)
{
    size_t count = 0;
    for (size_t i = 0; i < batch->count; i++)
        count +=
            i == 0 || compare_text(batch->rules[i].residue->name, batch->rules[i - 1].residue->name) != 0;
    return count;
}

static void say_action(const struct batch *batch, struct checklist_item *item)
{
    CLEANUP(buf) struct buf out = {0};
    buf_str(&out, "Close ");
    phrase_count(&out, (int64_t)batch->count, "rule", "rules");
    buf_str(&out, " the attacker opened on ");
    phrase_count(&out, (int64_t)count_groups(batch), "security group", "security groups");
    item->action = arena_str(&batch->list->arena, buf_text(&out));
}

/* "344 × AuthorizeSecurityGroupIngress by oskar.lind with AKIA…": one line for each that opened some. */
static void say_who(const struct batch *batch, struct checklist_item *item)
{
    struct words acts = {0};
    struct arena *arena = &batch->list->arena;
    int64_t first_s = INT64_MAX, last_s = INT64_MIN;
    for (size_t i = 0; i < batch->count; i++) {
        CLEANUP(buf) struct buf act = {0};
        const struct residue_act *opened = &batch->rules[i].residue->opened;
        buf_fmt(&act, "%s by ", opened->api);
        residue_text_who(&act, opened);
        if (opened->key)
            buf_fmt(&act, " with %s", opened->key);
        words_add(&acts, arena, buf_text(&act));
        first_s = opened->time_s < first_s ? opened->time_s : first_s;
        last_s = opened->time_s > last_s ? opened->time_s : last_s;
    }
    CLEANUP(buf) struct buf out = {0};
    phrase_words(&out, &acts, WHO_MAX);
    buf_str(&out, ", ");
    phrase_span(&out, first_s, last_s);
    checklist_text(batch->list, &item->why, buf_text(&out));
}

static void say_why(const struct batch *batch, struct checklist_item *item)
{
    struct words parts = {0};
    struct arena *arena = &batch->list->arena;
    say_who(batch, item);
    for (size_t i = 0; i < batch->count; i++)
        words_add(&parts, arena, batch->rules[i].residue->part ? batch->rules[i].residue->part : "by id");
    for (size_t i = 0; i < parts.count && i < WHY_MAX; i++) {
        CLEANUP(buf) struct buf out = {0};
        phrase_count(&out, parts.counts[i], "rule", "rules");
        buf_fmt(&out, ": %s", parts.items[i]);
        checklist_text(batch->list, &item->why, buf_text(&out));
    }
}

static int compare_numbers(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void add_item(const struct batch *batch)
{
    const struct place *first = &batch->rules[0];
    struct checklist *list = batch->list;
    const struct recipe *recipe = checklist_recipe(residue_kinds[RESIDUE_RULE].word);
    struct recipe_values values = {.name = first->egress ? "egress" : "ingress",
                                   .id = first->undone ? first->residue->ended.principal : NULL,
                                   .account = first->residue->account,
                                   .region = first->residue->region};
    struct checklist_item *item = checklist_add(list, recipe, &values);
    int64_t *events = arena_alloc(&list->arena, batch->count * sizeof *events);
    item->targets = (struct checklist_texts){0};
    for (size_t i = 0; i < batch->count; i++) {
        CLEANUP(buf) struct buf target = {0};
        events[i] = batch->rules[i].residue->opened.event_id;
        residue_text(&target, batch->rules[i].residue);
        checklist_text(list, &item->targets, buf_text(&target));
    }
    qsort(events, batch->count, sizeof *events, compare_numbers);
    item->events = events;
    item->event_count = batch->count;
    item->command = commands_of(batch);
    item->check = checks_of(batch);
    say_action(batch, item);
    say_why(batch, item);
    if (first->undone) {
        CLEANUP(buf) struct buf who = {0};
        residue_text_end(&who, first->residue);
        item->state = CHECKLIST_REVERSED;
        item->reversed = checklist_done_by(list, buf_text(&who));
    }
}

/* --- who came through --- */

static void put_behind(struct buf *out, const struct batch *batch, size_t *at)
{
    CLEANUP(buf) struct buf word = {0};
    const char *by = is_id(batch->rules[*at].residue->name, "sg-") ? "group-id" : "group-name";
    struct jsonw w;
    buf_str(&word, "--filters=");
    jsonw_init(&w, &word);
    jsonw_array(&w);
    jsonw_object(&w);
    jsonw_kstr(&w, "Name", by);
    jsonw_karray(&w, "Values");
    for (size_t n = 0; *at < batch->count && n < CHECK_GROUPS; ++*at) {
        const char *name = batch->rules[*at].residue->name;
        if (*at && compare_text(name, batch->rules[*at - 1].residue->name) == 0)
            continue;
        jsonw_str(&w, name);
        n++;
    }
    jsonw_end(&w);
    jsonw_end(&w);
    jsonw_end(&w);
    buf_fmt(out, "\naws ec2 describe-network-interfaces ");
    shellword(out, buf_text(&word), "");
    buf_str(out, " --query='NetworkInterfaces[].[Attachment.InstanceId,PrivateIpAddress,Association.PublicIp,"
                 "Description]' --output=text");
    if (batch->rules[0].residue->region)
        put_option(out, "--region=", batch->rules[0].residue->region);
}

static void add_doors(const struct batch *batch)
{
    static const char logs[] =
        "aws ec2 describe-flow-logs --query=FlowLogs[].[FlowLogId,ResourceId,LogGroupName,LogDestination] "
        "--output=text\n"
        "aws rds describe-db-instances --query=DBInstances[].[DBInstanceIdentifier,Endpoint.Port,"
        "PubliclyAccessible,join(`\",\"`,VpcSecurityGroups[].VpcSecurityGroupId)] --output=text";
    CLEANUP(buf) struct buf out = {0};
    struct checklist *list = batch->list;
    const struct residue *first = batch->rules[0].residue;
    struct recipe_values values = {.account = first->account, .region = first->region};
    struct checklist_item *item = checklist_add(list, checklist_recipe("doors"), &values);
    if (recipe_commands(&out, logs, &values, true, list->now))
        for (size_t at = 0; at < batch->count;)
            put_behind(&out, batch, &at);
    item->command = out.len ? arena_str(&list->arena, buf_text(&out)) : NULL;
    CLEANUP(buf) struct buf why = {0};
    phrase_count(&why, (int64_t)count_groups(batch), "security group", "security groups");
    buf_str(&why, " were open to others, first at ");
    int64_t from_s = first->opened.time_s;
    for (size_t i = 1; i < batch->count; i++)
        if (batch->rules[i].residue->opened.time_s < from_s)
            from_s = batch->rules[i].residue->opened.time_s;
    phrase_time(&why, from_s);
    checklist_text(list, &item->why, buf_text(&why));
}

void checklist_add_rules(struct checklist *list)
{
    const struct residue_list *residue = &list->residue;
    struct place *places = arena_alloc(&list->arena, (residue->count + 1) * sizeof *places);
    size_t count = 0;
    for (size_t i = 0; i < residue->count; i++)
        if (residue->items[i].kind == RESIDUE_RULE) {
            const char *part = residue->items[i].part;
            places[count++] = (struct place){&residue->items[i], part && strncmp(part, "egress", 6) == 0,
                                             residue->items[i].state == RESIDUE_UNDONE};
        }
    qsort(places, count, sizeof *places, compare_places);
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && compare_bucket(&places[to], &places[from]) == 0;)
            to++;
        struct batch batch = {list, &places[from], to - from};
        add_item(&batch);
        if (!places[from].egress)
            add_doors(&batch);
    }
}
