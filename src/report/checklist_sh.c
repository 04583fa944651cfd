// SPDX-License-Identifier: GPL-3.0-or-later
/* The checklist as a script: queries/checklist/script.sh, a function a command, the steps in order. */
#include "src/report/checklist_out.h"

#include "src/base/shellword.h"
#include "src/base/utf8.h"

#include <string.h>

static void put_quoted(struct buf *out, const char *text)
{
    CLEANUP(buf) struct buf safe = {0};
    checklist_visible(&safe, text ? text : "");
    shellword(out, buf_text(&safe), "");
}

static void put_comment(struct buf *out, const char *what, const char *text)
{
    if (!text || !*text)
        return;
    buf_fmt(out, "# %s", what);
    checklist_visible(out, text);
    buf_char(out, '\n');
}

/* "contain-0f3a…" as part of the name of a function. */
static void put_name(struct buf *out, const char *id)
{
    for (; *id; id++)
        buf_char(out, *id == '-' ? '_' : *id);
}

/* {"item", "run"}: the kind of function and what its commands are given to. */
static void put_function(struct buf *out, const char *const kind[2], const struct checklist_item *item,
                         const char *commands, const char *refusal)
{
    if (!commands)
        return;
    buf_fmt(out, "%s_", kind[0]);
    put_name(out, item->id);
    buf_str(out, "() {\n");
    if (refusal) {
        buf_str(out, "    refusal=");
        put_quoted(out, refusal);
        buf_char(out, '\n');
    }
    while (*commands) {
        size_t len = strcspn(commands, "\n");
        buf_fmt(out, "    %s %.*s\n", kind[1], (int)len, commands);
        commands += len + (commands[len] == '\n');
    }
    buf_str(out, "}\n");
}

static bool is_in_script(const struct checklist_item *item)
{
    return item->state == CHECKLIST_OPEN;
}

static void put_item(const struct checklist_item *item, struct buf *out)
{
    CLEANUP(arena) struct arena arena = {0};
    buf_char(out, '\n');
    put_comment(out, "", item->action);
    if (!is_in_script(item)) {
        put_comment(out, "  left out, it is ", checklist_state_names[item->state]);
        put_comment(out, "  ", item->state == CHECKLIST_REVERSED ? item->reversed : item->note);
        return;
    }
    for (size_t i = 0; i < item->why.count; i++)
        put_comment(out, "  because: ", item->why.items[i]);
    put_comment(out, "  mind: ", checklist_danger(item, &arena));
    put_function(out, (const char *const[]){"item", "run"}, item, item->command, NULL);
    put_function(out, (const char *const[]){"check", "probe"}, item, item->check, NULL);
    put_function(out, (const char *const[]){"guard", "probe"}, item, item->guard, item->recipe->refusal);
    put_function(out, (const char *const[]){"undo", "run"}, item, item->undo, NULL);
}

static void put_step(const struct checklist_item *item, struct buf *out)
{
    if (!is_in_script(item))
        return;
    buf_fmt(out, "    step %s %s ", item->id, checklist_phase_names[item->recipe->phase]);
    put_quoted(out, item->account);
    buf_fmt(out, " %s %s ", item->recipe->flags & RECIPE_UNTIL_THERE ? "yes" : "no",
            checklist_by(item) == CHECKLIST_BY_HAND   ? "yes"
            : checklist_by(item) == CHECKLIST_BY_NAME ? "name"
                                                      : "no");
    put_quoted(out, item->action);
    buf_char(out, '\n');
}

static void put_accounts(const struct checklist *list, struct buf *out)
{
    CLEANUP(arena) struct arena arena = {0};
    struct words accounts = {0};
    for (size_t i = 0; i < list->count; i++)
        if (is_in_script(&list->items[i]) && list->items[i].account)
            words_add(&accounts, &arena, list->items[i].account);
    buf_str(out, "accounts=(");
    for (size_t i = 0; i < accounts.count; i++) {
        buf_str(out, i ? " " : "");
        put_quoted(out, accounts.items[i]);
    }
    buf_str(out, ")\n");
}

bool checklist_sh(const struct checklist *list, struct buf *out, struct err *err UNUSED)
{
    char iso[ISOTIME_SIZE];
    size_t len;
    const char *head = query_data("checklist/script.sh", &len);
    buf_append(out, head, len);
    buf_fmt(out, "# Written by trailcase at %s. Read it before you run it.\n",
            isotime_format(list->now_s, iso));
    put_accounts(list, out);
    for (size_t i = 0; i < list->count; i++)
        put_item(&list->items[i], out);
    buf_str(out, "\nsteps() {\n    :\n");
    for (size_t i = 0; i < list->count; i++)
        put_step(&list->items[i], out);
    buf_str(out, "}\n\nmain \"$@\"\n");
    return true;
}
