// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/checklist.h"

#include "src/base/alloc.h"
#include "src/base/sha256.h"
#include "src/scope/checklist_state.h"

#include <stdlib.h>
#include <string.h>

const char *const checklist_state_names[CHECKLIST_STATE__COUNT] = {
    [CHECKLIST_OPEN] = "open",
    [CHECKLIST_DONE] = "done",
    [CHECKLIST_REVERSED] = "reversed",
    [CHECKLIST_SKIPPED] = "skipped",
};

const char *const checklist_by_words[CHECKLIST_BY__COUNT] = {
    [CHECKLIST_BY_SCRIPT] = "do",
    [CHECKLIST_BY_NAME] = "do, once it is decided",
    [CHECKLIST_BY_HAND] = "by hand",
};

void checklist_text(struct checklist *list, struct checklist_texts *texts, const char *text)
{
    if (texts->count == texts->size) {
        const char **grown = arena_alloc(&list->arena, (texts->size = 2 * texts->size + 4) * sizeof *grown);
        if (texts->count)
            memcpy(grown, texts->items, texts->count * sizeof *grown);
        texts->items = grown;
    }
    texts->items[texts->count++] = arena_str(&list->arena, text);
}

/* What an item is about, with lengths so that no two read alike. */
static const char *make_id(struct checklist *list, const struct recipe *recipe,
                           const struct recipe_values *values)
{
    const char *parts[] = {recipe->word, values->account, values->region,
                           values->name, values->part,    values->id};
    CLEANUP(buf) struct buf text = {0};
    unsigned char sum[SHA256_BYTES];
    char hex[SHA256_HEX_SIZE];
    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        buf_fmt(&text, "%zu:%s,", parts[i] ? strlen(parts[i]) : 0, parts[i] ? parts[i] : "");
    sha256_of(buf_text(&text), text.len, sum);
    return arena_fmt(&list->arena, "%s-%.10s", checklist_phase_names[recipe->phase], sha256_hex(sum, hex));
}

static const char *fill(struct checklist *list, const struct recipe *recipe, const char *template,
                        const struct recipe_values *values)
{
    CLEANUP(buf) struct buf out = {0};
    bool in_region = recipe->flags & RECIPE_IN_REGION;
    if (!template || !recipe_commands(&out, template, values, in_region, list->now))
        return NULL;
    return arena_str(&list->arena, buf_text(&out));
}

const char *checklist_done_by(struct checklist *list, const char *when_who)
{
    return when_who ? arena_fmt(&list->arena, "already done in the logs, %s", when_who) : NULL;
}

const struct recipe *checklist_recipe(const char *word)
{
    const struct recipe *recipe = recipe_next(NULL);
    while (strcmp(recipe->word, word) != 0)
        recipe = recipe_next(recipe);
    return recipe;
}

struct checklist_item *checklist_add(struct checklist *list, const struct recipe *recipe,
                                     const struct recipe_values *values)
{
    CLEANUP(buf) struct buf action = {0};
    if (list->count == list->size) {
        struct checklist_item *grown =
            arena_alloc(&list->arena, (list->size = 2 * list->size + 64) * sizeof *grown);
        if (list->count)
            memcpy(grown, list->items, list->count * sizeof *grown);
        list->items = grown;
    }
    struct checklist_item *item = &list->items[list->count++];
    recipe_words(&action, recipe->action, values);
    *item = (struct checklist_item){.id = make_id(list, recipe, values),
                                    .recipe = recipe,
                                    .action = arena_str(&list->arena, buf_text(&action)),
                                    .account = arena_str(&list->arena, values->account),
                                    .region = arena_str(&list->arena, values->region),
                                    .command = fill(list, recipe, recipe->command, values),
                                    .check = fill(list, recipe, recipe->check, values),
                                    .undo = fill(list, recipe, recipe->undo, values),
                                    .guard = fill(list, recipe, recipe->guard, values)};
    if (values->name)
        checklist_text(list, &item->targets, values->name);
    if (values->part)
        checklist_text(list, &item->targets, values->part);
    if (values->id && (!values->part || strcmp(values->id, values->part) != 0))
        checklist_text(list, &item->targets, values->id);
    return item;
}

void checklist_add_all(struct checklist *list, const char *word, const struct recipe_values *values,
                       const struct checklist_item *like)
{
    for (const struct recipe *recipe = NULL; (recipe = recipe_next(recipe));) {
        if (strcmp(recipe->word, word) != 0)
            continue;
        struct checklist_item *item = checklist_add(list, recipe, values);
        if (!like)
            continue;
        item->why = like->why;
        item->events = like->events;
        item->event_count = like->event_count;
        item->cost = like->cost;
        item->stops_work = like->stops_work && recipe->phase == PHASE_CONTAIN;
        item->state = like->state;
        item->reversed = like->reversed;
    }
}

/* --- order, and what was ticked --- */

static int compare_items(const void *a, const void *b)
{
    const struct checklist_item *x = a, *y = b;
    if (x->recipe->phase != y->recipe->phase)
        return x->recipe->phase < y->recipe->phase ? -1 : 1;
    if (x->recipe != y->recipe)
        return x->recipe < y->recipe ? -1 : 1;
    int64_t x_event = x->event_count ? x->events[0] : 0, y_event = y->event_count ? y->events[0] : 0;
    if (x_event != y_event)
        return x_event < y_event ? -1 : 1;
    return strcmp(x->id, y->id);
}

/* An item by its id, and where it stands in the list. */
struct named {
    const char *id;
    size_t at;
};

static int compare_named(const void *a, const void *b)
{
    const struct named *x = a, *y = b;
    int order = strcmp(x->id, y->id);
    return order != 0 ? order : (x->at > y->at) - (x->at < y->at);
}

/* The same thing may be reached in two ways, and made, deleted and made again: once is enough, and open
 * before reversed. */
static void drop_twice(struct checklist *list)
{
    size_t count = 0;
    struct named *named = alloc_zero(list->count + 1, sizeof *named);
    bool *twice = alloc_zero(list->count + 1, sizeof *twice);
    for (size_t i = 0; i < list->count; i++)
        named[i] = (struct named){list->items[i].id, i};
    qsort(named, list->count, sizeof *named, compare_named);
    for (size_t i = 1, first = 0; i < list->count; i++) {
        struct checklist_item *kept = &list->items[named[first].at], *item = &list->items[named[i].at];
        twice[named[i].at] = strcmp(kept->id, item->id) == 0;
        if (!twice[named[i].at])
            first = i;
        else if (kept->state == CHECKLIST_REVERSED && item->state == CHECKLIST_OPEN)
            *kept = *item;
    }
    for (size_t i = 0; i < list->count; i++)
        if (!twice[i])
            list->items[count++] = list->items[i];
    list->count = count;
    free(named);
    free(twice);
}

/* The item that ends the sessions of a user; NULL when there is none. */
static const struct checklist_item *end_of_sessions(const struct checklist *list,
                                                    const struct checklist_item *of)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct checklist_item *item = &list->items[i];
        bool ends = strcmp(item->recipe->word, "sessions-user") == 0 ||
                    (strcmp(item->recipe->word, "user") == 0 && item->recipe->phase == PHASE_CONTAIN);
        if (ends && strcmp(item->targets.items[0], of->targets.items[0]) == 0 &&
            strcmp(item->account ? item->account : "", of->account ? of->account : "") == 0)
            return item;
    }
    return NULL;
}

static void point_to_sessions(struct checklist *list)
{
    for (size_t i = 0; i < list->count; i++) {
        struct checklist_item *item = &list->items[i];
        const struct checklist_item *end =
            item->recipe->flags & RECIPE_LIVES_ON && item->targets.count ? end_of_sessions(list, item) : NULL;
        if (end)
            item->cost = arena_fmt(&list->arena, "%s%sSessions that began with it live on: %s ends them.",
                                   item->cost ? item->cost : "", item->cost ? " " : "", end->id);
    }
}

static void apply_ticks(struct checklist *list, const struct checklist_ticks *ticks)
{
    for (size_t i = 0; i < list->count; i++) {
        struct checklist_item *item = &list->items[i];
        const struct checklist_tick *tick = checklist_tick_of(ticks, item->id);
        if (tick) {
            item->state = tick->state == CHECKLIST_OPEN ? item->state : tick->state;
            item->assignee = arena_str(&list->arena, tick->assignee);
            item->note = arena_str(&list->arena, tick->note);
            item->changed_s = tick->changed_s;
        }
        list->states[item->state]++;
    }
}

static bool load(struct checklist *list, struct err *err)
{
    CLEANUP(checklist_ticks) struct checklist_ticks ticks = {0};
    if (!questions_load(&list->questions, list->db, err) || !residue_load(&list->residue, list->db, err) ||
        !credentials_load(&list->credentials, &list->questions.facts, &list->arena, err) ||
        !checklist_ticks_load(&ticks, list->db, err) || !checklist_add_credentials(list, err) ||
        !checklist_add_sessions(list, err) || !checklist_add_evidence(list, err) ||
        !checklist_add_hardening(list, err))
        return false;
    checklist_add_residue(list);
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, compare_items);
    drop_twice(list);
    point_to_sessions(list);
    apply_ticks(list, &ticks);
    return true;
}

bool checklist_load(struct checklist *ret, struct db *db, const char *now, struct err *err)
{
    *ret = (struct checklist){.db = db, .now_s = isotime_now()};
    ret->now = now ? now : CHECKLIST_NOW;
    if (load(ret, err))
        return true;
    checklist_done(ret);
    return err_wrap(err, "work out the checklist");
}

void checklist_done(struct checklist *list)
{
    questions_done(&list->questions);
    residue_done(&list->residue);
    arena_done(&list->arena);
    *list = (struct checklist){0};
}

const struct checklist_item *checklist_find(const struct checklist *list, const char *id)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].id, id) == 0)
            return &list->items[i];
    return NULL;
}

enum checklist_by checklist_by(const struct checklist_item *item)
{
    if (!item->command || item->recipe->flags & RECIPE_BY_HAND)
        return CHECKLIST_BY_HAND;
    return item->stops_work || item->recipe->flags & RECIPE_BY_NAME ? CHECKLIST_BY_NAME : CHECKLIST_BY_SCRIPT;
}

const char *checklist_danger(const struct checklist_item *item, struct arena *arena)
{
    CLEANUP(buf) struct buf out = {0};
    if (item->cost)
        buf_str(&out, item->cost);
    if (item->recipe->danger)
        buf_fmt(&out, "%s%s", out.len ? " " : "", item->recipe->danger);
    if (!item->command && item->recipe->command)
        buf_fmt(&out,
                "%sNo command: the record does not name all it takes, or names it in a way that the AWS CLI "
                "would take for a file. Do it by hand.",
                out.len ? " " : "");
    return arena_str(arena, buf_text(&out));
}
