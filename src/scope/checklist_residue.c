// SPDX-License-Identifier: GPL-3.0-or-later
/* Items from what the attacker left: a recipe a step, and other people's accounts that its texts name. */
#include "src/scope/checklist.h"

#include "src/base/jsonw.h"
#include "src/scope/residue_policy.h"
#include "src/scope/residue_text.h"

#include <ctype.h>
#include <string.h>

enum { ACCOUNT_DIGITS = 12 };

static const char *why_made(struct checklist *list, const struct residue *residue)
{
    CLEANUP(buf) struct buf out = {0};
    buf_fmt(&out, "%s by ", residue->opened.api);
    residue_text_who(&out, &residue->opened);
    if (residue->opened.key)
        buf_fmt(&out, " with %s", residue->opened.key);
    buf_str(&out, " at ");
    phrase_time(&out, residue->opened.time_s);
    if (residue->calls > 1) {
        buf_str(&out, ", in ");
        phrase_count(&out, residue->calls, "call", "calls");
    }
    return arena_str(&list->arena, buf_text(&out));
}

static const char *who_ended(struct checklist *list, const struct residue *residue)
{
    CLEANUP(buf) struct buf out = {0};
    if (!residue->ended.event_id)
        return NULL;
    residue_text_end(&out, residue);
    return arena_str(&list->arena, buf_text(&out));
}

static const char *say_partly(struct checklist *list, const char *ended)
{
    return ended ? arena_fmt(&list->arena, "partly undone %s", ended) : NULL;
}

/* The same JSON with members as the AWS CLI spells them: in a record they begin with a small letter. */
static void put_capitals(struct jsonw *w, const struct json *node, struct arena *arena)
{
    const char *scalar = residue_scalar(node, arena);
    if (json_type(node) == JSON_OBJECT)
        jsonw_object(w);
    else if (json_type(node) == JSON_ARRAY)
        jsonw_array(w);
    else if (json_type(node) == JSON_STRING)
        jsonw_str(w, scalar);
    else if (scalar)
        jsonw_raw(w, scalar, strlen(scalar));
    else
        jsonw_null(w);
    for (const struct json *child = json_first(node); child; child = json_next(child)) {
        if (json_type(node) == JSON_OBJECT) {
            char *name = arena_str(arena, json_name(child));
            name[0] = (char)toupper((unsigned char)name[0]);
            jsonw_key(w, name);
        }
        put_capitals(w, child, arena);
    }
    if (json_type(node) == JSON_OBJECT || json_type(node) == JSON_ARRAY)
        jsonw_end(w);
}

static const char *selectors(const char *text, struct arena *arena)
{
    CLEANUP(buf) struct buf out = {0};
    struct jsonw w;
    const struct json *root = text ? json_parse(arena, text, strlen(text), NULL) : NULL;
    if (!root)
        return text;
    jsonw_init(&w, &out);
    put_capitals(&w, root, arena);
    return arena_str(arena, buf_text(&out));
}

/* What the command calls the thing: of selectors the option, of a share the member for its other side. */
static const char *member_of(const struct residue *residue)
{
    if (residue->kind == RESIDUE_SELECTORS && residue->before)
        return strstr(residue->before, "fieldSelectors") ? "advanced-event-selectors" : "event-selectors";
    if (!residue->part || (residue->kind != RESIDUE_SNAPSHOT_SHARE && residue->kind != RESIDUE_IMAGE_SHARE))
        return residue->text;
    if (strcmp(residue->part, "all") == 0)
        return "Group";
    return strncmp(residue->part, "arn:", 4) == 0 ? "OrganizationArn" : "UserId";
}

static bool applies(const struct recipe *recipe, const struct residue *residue)
{
    if (strcmp(recipe->word, residue_kinds[residue->kind].word) != 0)
        return false;
    if (recipe->flags & RECIPE_BEFORE)
        return residue->before != NULL;
    return !(recipe->flags & RECIPE_NO_BEFORE) || residue->before == NULL;
}

static void add_step(struct checklist *list, const struct recipe *recipe, const struct residue *residue)
{
    struct recipe_values values = {.name = residue->name,
                                   .part = residue->part,
                                   .id = residue->id,
                                   .text = member_of(residue),
                                   .before = residue->before,
                                   .account = residue->account,
                                   .region = residue->region};
    if (residue->kind == RESIDUE_SELECTORS)
        values.before = selectors(residue->before, &list->arena);
    struct checklist_item *item = checklist_add(list, recipe, &values);
    bool half = residue->state == RESIDUE_PARTLY && recipe->flags & RECIPE_HALF;
    item->state = residue->state == RESIDUE_UNDONE || half ? CHECKLIST_REVERSED : CHECKLIST_OPEN;
    const char *ended = who_ended(list, residue);
    bool done = item->state == CHECKLIST_REVERSED;
    item->reversed = done ? checklist_done_by(list, ended) : say_partly(list, ended);
    item->events = &residue->opened.event_id;
    item->event_count = 1;
    checklist_text(list, &item->why, why_made(list, residue));
    if (residue->state == RESIDUE_PARTLY && !half && item->reversed)
        checklist_text(list, &item->why, item->reversed);
}

/* What was undone needs one line, the step that stands for all. */
static void add_steps(struct checklist *list, const struct residue *residue)
{
    const struct recipe *last = NULL;
    for (const struct recipe *recipe = NULL; (recipe = recipe_next(recipe));) {
        if (!applies(recipe, residue))
            continue;
        if (residue->state != RESIDUE_UNDONE)
            add_step(list, recipe, residue);
        else if (!last || last->phase < PHASE_ERADICATE)
            last = recipe;
    }
    if (last)
        add_step(list, last, residue);
}

/* --- accounts that are not in the case --- */

bool checklist_is_own(const struct checklist *list, const char *account)
{
    const struct facts *facts = &list->questions.facts;
    for (size_t i = 0; i < facts->names[FACT_ACCOUNT].count; i++)
        if (facts->names[FACT_ACCOUNT].items[i].value &&
            strcmp(facts->names[FACT_ACCOUNT].items[i].value, account) == 0)
            return true;
    return false;
}

static void name_account(struct checklist *list, const struct residue *residue, const char *account)
{
    CLEANUP(buf) struct buf why = {0};
    struct recipe_values values = {.name = account, .account = residue->account};
    struct checklist_item like = {.events = &residue->opened.event_id, .event_count = 1};
    buf_fmt(&why, "named by the %s ", residue_kinds[residue->kind].one);
    residue_text(&why, residue);
    checklist_text(list, &like.why, buf_text(&why));
    checklist_add_all(list, "foreign-account", &values, &like);
}

static void find_accounts(struct checklist *list, const struct residue *residue, const char *text)
{
    for (const char *at = text; at && *at;) {
        size_t digits = strspn(at, "0123456789");
        if (digits == ACCOUNT_DIGITS && (at == text || !isalnum((unsigned char)at[-1])) &&
            !isalnum((unsigned char)at[digits])) {
            char account[ACCOUNT_DIGITS + 1] = {0};
            memcpy(account, at, ACCOUNT_DIGITS);
            if (!checklist_is_own(list, account) &&
                (!residue->account || strcmp(account, residue->account) != 0))
                name_account(list, residue, account);
        }
        at += digits ? digits : 1;
    }
}

void checklist_add_residue(struct checklist *list)
{
    for (size_t i = 0; i < list->residue.count; i++) {
        const struct residue *residue = &list->residue.items[i];
        if (residue->kind != RESIDUE_RULE)
            add_steps(list, residue);
        find_accounts(list, residue, residue->text);
        if (residue->kind != RESIDUE_RULE)
            find_accounts(list, residue, residue->part);
    }
    checklist_add_rules(list);
}
