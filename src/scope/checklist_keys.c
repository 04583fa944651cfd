// SPDX-License-Identifier: GPL-3.0-or-later
/* Advice on long-lived keys: those that lie idle, those that are old, and roles in their place. */
#include "src/scope/checklist_owner.h"

#include <string.h>

enum { IDLE_DAYS = 30, OLD_DAYS = 90, KEYS_SHOWN = 40 };

struct key_row {
    const char *key, *user, *account;
    int64_t first_s, last_s, made_s;
};

/* The item of an account that is being written; rows come by account. */
struct key_item {
    struct checklist *list;
    struct checklist_item *item;
    const char *account;
    struct buf commands;
    size_t old;
};

static void finish(struct key_item *open)
{
    static const char report[] = "aws iam generate-credential-report\n"
                                 "aws iam get-credential-report --query=Content --output=text";
    struct arena *arena = &open->list->arena;
    if (!open->item)
        return;
    if (open->old > KEYS_SHOWN)
        checklist_text(open->list, &open->item->why,
                       arena_fmt(arena, "and %zu more that are old", open->old - KEYS_SHOWN));
    if (open->old)
        buf_fmt(&open->commands, "%s%s", open->commands.len ? "\n" : "", report);
    if (open->commands.len)
        open->item->command = arena_str(arena, buf_text(&open->commands));
    buf_clear(&open->commands);
    *open = (struct key_item){.list = open->list, .commands = open->commands};
}

static void begin(struct key_item *open, const struct key_row *row)
{
    if (open->item && strcmp(open->account, row->account) != 0)
        finish(open);
    if (open->item)
        return;
    open->account = row->account;
    open->item = checklist_add(open->list, checklist_recipe("keys-idle"),
                               &(struct recipe_values){.account = *row->account ? row->account : NULL});
}

static void add_idle(struct key_item *open, const struct key_row *row)
{
    CLEANUP(buf) struct buf why = {0};
    struct recipe_values values = {.name = row->user, .part = row->key};
    bool is_contained = checklist_has_key(open->list, row->key);
    begin(open, row);
    buf_fmt(&why, "%s of %s: nobody's for ", row->key, row->user);
    phrase_length(&why, open->list->questions.facts.last_s - row->last_s);
    buf_str(&why, is_contained ? ", but the attacker's: contained above" : "");
    checklist_text(open->list, &open->item->why, buf_text(&why));
    if (is_contained)
        return;
    checklist_text(open->list, &open->item->targets, row->key);
    size_t start = open->commands.len;
    buf_str(&open->commands, start ? "\n" : "");
    if (!recipe_commands(
            &open->commands,
            "aws iam update-access-key --user-name={name} --access-key-id={part} --status=Inactive", &values,
            false, open->list->now))
        buf_cut(&open->commands, start);
}

/* Of a key that was made before the logs begin, no more is known than that it is that old. */
static void add_old(struct key_item *open, const struct key_row *row)
{
    CLEANUP(buf) struct buf why = {0};
    bool is_known = row->made_s != ISOTIME_NONE;
    int64_t age_s = open->list->questions.facts.last_s - (is_known ? row->made_s : row->first_s);
    if ((is_known && age_s < (int64_t)OLD_DAYS * DAY_S) || checklist_has_key(open->list, row->key))
        return;
    begin(open, row);
    if (open->old++ >= KEYS_SHOWN)
        return;
    buf_fmt(&why, "%s of %s: in use, %s", row->key, row->user, is_known ? "" : "at least ");
    phrase_length(&why, age_s);
    buf_str(&why, is_known ? " old: rotate it" : " old, as these logs have no call that made it: rotate it");
    checklist_text(open->list, &open->item->why, buf_text(&why));
}

static struct key_row read_row(struct stmt *row, struct arena *arena)
{
    const char *user = stmt_text_dup(row, 1, arena), *account = stmt_text_dup(row, 2, arena);
    return (struct key_row){.key = stmt_text_dup(row, 0, arena),
                            .user = user ? user : "",
                            .account = account ? account : "",
                            .first_s = stmt_get_time(row, 3),
                            .last_s = stmt_get_time(row, 4),
                            .made_s = stmt_get_time(row, 5)};
}

static bool add_keys(struct checklist *list, struct err *err)
{
    struct key_item open = {.list = list};
    struct stmt *row;
    enum stmt_end end;
    if (!db_stmt(list->db, QUERY_CHECKLIST_KEYS, &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        struct key_row key = read_row(row, &list->arena);
        if (key.last_s == ISOTIME_NONE)
            continue;
        if (list->questions.facts.last_s - key.last_s >= (int64_t)IDLE_DAYS * DAY_S)
            add_idle(&open, &key);
        else
            add_old(&open, &key);
    }
    finish(&open);
    buf_done(&open.commands);
    return end == STMT_DONE;
}

/* One item for each account. */
static void add_roles(struct checklist *list)
{
    size_t from = list->count;
    for (size_t i = 0; i < list->credentials.count; i++) {
        const struct credential *c = &list->credentials.items[i];
        const char *account = c->principal->extra ? c->principal->extra : "";
        size_t at = from;
        if (!c->long_lived || c->attributed.count == 0 || c->origin.by_attacker)
            continue;
        while (at < list->count &&
               strcmp(list->items[at].account ? list->items[at].account : "", account) != 0)
            at++;
        if (at == list->count) {
            struct checklist_item *item =
                checklist_add(list, checklist_recipe("roles-instead"),
                              &(struct recipe_values){.account = c->principal->extra});
            checklist_text(list, &item->why, "these long-lived keys were the attacker's way to act");
        }
        checklist_text(list, &list->items[at].targets, c->full);
    }
}

bool checklist_add_keys(struct checklist *list, struct err *err)
{
    add_roles(list);
    return add_keys(list, err);
}
