// SPDX-License-Identifier: GPL-3.0-or-later
/* Advice for after, computed: whom nobody needs, what lies idle, how little is enough, what was not logged.
 */
#include "src/scope/checklist_owner.h"

#include "src/base/jsonw.h"
#include "src/base/shellword.h"

#include <string.h>

enum { IDLE_DAYS = 30, WHY_MAX = 40 };

static bool say_sign_in(struct checklist *list, const struct credential *c, struct buf *out, struct err *err)
{
    struct stmt *row;
    if (!db_stmt(list->db, QUERY_CHECKLIST_LAST_SIGN_IN, &row, err))
        return false;
    stmt_int(row, ":principal_id", c->attributed.items[0]->ids[FACT_PRINCIPAL]);
    enum stmt_end end = stmt_step(row, err);
    if (end == STMT_ERR)
        return false;
    int64_t last_s = end == STMT_ROW ? stmt_get_time(row, 0) : ISOTIME_NONE;
    buf_fmt(out, "; %s ", c->principal->label);
    if (last_s == ISOTIME_NONE) {
        buf_str(out,
                "does not sign in to the console in these logs: look whether it is a person all the same");
    } else {
        buf_str(out, "signed in to the console last at ");
        phrase_time(out, last_s);
    }
    return true;
}

static bool add_unused(struct checklist *list, const struct credential *c, struct err *err)
{
    CLEANUP(buf) struct buf why = {0};
    struct recipe_values values = {.name = c->principal->label, .account = c->principal->extra};
    struct checklist_item like = {0};
    buf_fmt(&why, "%s: ", c->full);
    if (c->others.before_s == ISOTIME_NONE) {
        buf_str(&why, "no use by anybody else in these logs");
    } else {
        buf_str(&why, "last use by anybody else ");
        phrase_length(&why, pick_first_s(&c->attributed) - c->others.before_s);
        buf_str(&why, " before the attacker's first");
    }
    if (!say_sign_in(list, c, &why, err))
        return false;
    checklist_text(list, &like.why, buf_text(&why));
    checklist_add_all(list, "user-unused", &values, &like);
    return true;
}

static bool add_least(struct checklist *list, const struct credential *c, struct err *err)
{
    int64_t calls;
    const char *policy;
    bool is_user = c->principal->type && strcmp(c->principal->type, "IAMUser") == 0;
    CLEANUP(buf) struct buf why = {0};
    struct checklist_item like = {0};
    if (!owner_policy(list, c->attributed.items[0]->ids[FACT_PRINCIPAL], &policy, &calls, err))
        return false;
    if (!policy)
        return true;
    struct recipe_values values = {
        .name = c->principal->label, .text = policy, .account = c->principal->extra};
    buf_str(&why, "the owner's own ");
    phrase_count(&why, calls, "call that succeeded", "calls that succeeded");
    buf_fmt(&why, " in these logs need no more: %s", policy);
    checklist_text(list, &like.why, buf_text(&why));
    checklist_add_all(list, is_user ? "least-privilege-user" : "least-privilege-role", &values, &like);
    return true;
}

static const char *addresses_policy(const struct words *from, struct arena *arena)
{
    CLEANUP(buf) struct buf out = {0};
    struct jsonw w;
    jsonw_init(&w, &out);
    jsonw_object(&w);
    jsonw_kstr(&w, "Version", "2012-10-17");
    jsonw_karray(&w, "Statement");
    jsonw_object(&w);
    jsonw_kstr(&w, "Effect", "Deny");
    jsonw_kstr(&w, "Action", "*");
    jsonw_kstr(&w, "Resource", "*");
    jsonw_kobject(&w, "Condition");
    jsonw_kobject(&w, "NotIpAddress");
    jsonw_karray(&w, "aws:SourceIp");
    for (size_t i = 0; i < from->count; i++)
        jsonw_str(&w, from->items[i]);
    jsonw_end(&w);
    jsonw_end(&w);
    jsonw_kobject(&w, "Bool");
    jsonw_kstr(&w, "aws:ViaAWSService", "false");
    for (int i = 0; i < 5; i++)
        jsonw_end(&w);
    return arena_str(arena, buf_text(&out));
}

static bool add_addresses(struct checklist *list, const struct credential *c, struct err *err)
{
    struct owner_use use;
    struct words from = {0};
    if (!owner_use_load(&use, list, FACT_PRINCIPAL, c->attributed.items[0]->ids[FACT_PRINCIPAL], INT64_MIN,
                        err))
        return false;
    for (size_t i = 0; i < use.from.count; i++)
        if (use.from.items[i][strspn(use.from.items[i], "0123456789abcdef.:")] == '\0')
            words_add(&from, &list->arena, use.from.items[i]);
    if (from.count == 0 || from.count > OWNER_ADDRESSES_MAX)
        return true;
    CLEANUP(buf) struct buf why = {0};
    struct checklist_item like = {0};
    struct recipe_values values = {.name = c->principal->label,
                                   .text = addresses_policy(&from, &list->arena),
                                   .account = c->principal->extra};
    buf_fmt(&why, "%s: ", c->full);
    phrase_count(&why, use.events, "call", "calls");
    buf_str(&why, " of the owner, all from ");
    phrase_words(&why, &from, 6);
    checklist_text(list, &like.why, buf_text(&why));
    checklist_add_all(list, "mfa-source", &values, &like);
    return true;
}

static void add_roles(struct checklist *list)
{
    struct recipe_values values = {0};
    struct checklist_item *item = NULL;
    for (size_t i = 0; i < list->credentials.count; i++) {
        const struct credential *c = &list->credentials.items[i];
        if (!c->long_lived || c->attributed.count == 0 || c->origin.by_attacker)
            continue;
        if (!item) {
            values.account = c->principal->extra;
            item = checklist_add(list, checklist_recipe("roles-instead"), &values);
            checklist_text(list, &item->why, "these long-lived keys were the attacker's way to act");
        }
        checklist_text(list, &item->targets, c->full);
    }
}

/* The keys of the case that nobody but the attacker used in the last IDLE_DAYS of the logs. */
static bool add_idle(struct checklist *list, struct err *err)
{
    const struct facts *facts = &list->questions.facts;
    CLEANUP(buf) struct buf commands = {0};
    struct checklist_item *item = NULL;
    struct stmt *row;
    enum stmt_end end;
    if (!db_stmt(list->db, QUERY_CHECKLIST_KEYS, &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        CLEANUP(buf) struct buf why = {0};
        int64_t last_s = stmt_get_time(row, 4);
        const char *user = stmt_get_text(row, 1, NULL);
        if (last_s == ISOTIME_NONE || facts->last_s - last_s < (int64_t)IDLE_DAYS * DAY_S)
            continue;
        struct recipe_values values = {.name = user ? user : "",
                                       .part = stmt_get_text(row, 0, NULL),
                                       .account = stmt_get_text(row, 2, NULL)};
        if (!item)
            item = checklist_add(list, checklist_recipe("keys-idle"),
                                 &(struct recipe_values){.account = values.account});
        buf_fmt(&why, "%s of %s: nobody's for ", values.part, values.name);
        phrase_length(&why, facts->last_s - last_s);
        bool is_contained = checklist_has_key(list, values.part);
        buf_str(&why, is_contained ? ", but the attacker's: contained above" : "");
        checklist_text(list, &item->why, buf_text(&why));
        if (is_contained)
            continue;
        checklist_text(list, &item->targets, values.part);
        buf_str(&commands, commands.len ? "\n" : "");
        if (!recipe_commands(
                &commands,
                "aws iam update-access-key --user-name={name} --access-key-id={part} --status=Inactive",
                &values, false, list->now))
            buf_cut(&commands, commands.len ? commands.len - 1 : 0);
    }
    if (item && commands.len)
        item->command = arena_str(&list->arena, buf_text(&commands));
    return end == STMT_DONE;
}

static void add_gaps(struct checklist *list)
{
    struct checklist_item *item = NULL;
    struct words gaps = {0};
    for (size_t q = 0; q < QUESTION__COUNT; q++)
        for (size_t i = 0; i < list->questions.items[q].unanswerable_count; i++)
            words_add(&gaps, &list->arena, list->questions.items[q].unanswerable[i]);
    for (size_t i = 0; i < gaps.count && i < WHY_MAX; i++) {
        if (!item)
            item = checklist_add(list, checklist_recipe("logs-missing"), &(struct recipe_values){0});
        checklist_text(list, &item->why, gaps.items[i]);
    }
}

/* Has anybody but the attacker been this principal in the IDLE_DAYS before, with whatever credential? */
static bool is_unused(struct checklist *list, const struct credential *c, bool *ret, struct err *err)
{
    struct owner_use use = {0};
    int64_t principal_id = c->attributed.items[0]->ids[FACT_PRINCIPAL];
    int64_t from_s = pick_first_s(&c->attributed) - (int64_t)IDLE_DAYS * DAY_S;
    bool lies_idle = c->idle && c->long_lived;
    if (lies_idle && !owner_use_load(&use, list, FACT_PRINCIPAL, principal_id, from_s, err))
        return false;
    *ret = lies_idle && use.events == 0;
    return true;
}

static bool advise(struct checklist *list, const struct credential *c, struct err *err)
{
    bool unused;
    if (!is_unused(list, c, &unused, err))
        return false;
    if (unused)
        return add_unused(list, c, err);
    return add_least(list, c, err) && (!c->long_lived || add_addresses(list, c, err));
}

bool checklist_add_hardening(struct checklist *list, struct err *err)
{
    for (size_t i = 0; i < list->credentials.count; i++) {
        const struct credential *c = &list->credentials.items[i];
        if (c->attributed.count && !c->origin.by_attacker && c->principal->label && !advise(list, c, err))
            return false;
    }
    add_roles(list);
    add_gaps(list);
    return add_idle(list, err);
}
