// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * help: the keys of this program and its screens, written from the tables that dispatch them.
 */
#include "src/base/alloc.h"
#include "src/base/arena.h"
#include "ui/core/pager.h"
#include "ui/view/view.h"

#include <stdlib.h>
#include <string.h>

enum { KEY_COLS = 18, LINES_MAX = 240 };

struct help {
    struct pager pager;
    struct arena arena;
    struct pager_line lines[LINES_MAX];
    size_t count;
};

static void add(struct help *help, struct pager_line line)
{
    if (help->count < LINES_MAX)
        help->lines[help->count++] = line;
}

static void add_title(struct help *help, const char *title)
{
    if (help->count > 0)
        add(help, (struct pager_line){.text = {"", 0}});
    add(help, (struct pager_line){.text = {title, strlen(title)}, .role = ROLE_HEADER});
}

static void add_key(struct help *help, const char *keys, const char *text)
{
    char *line = arena_fmt(&help->arena, " %-*s%s", KEY_COLS - 1, keys, text);
    add(help,
        (struct pager_line){
            .text = {line, strlen(line)}, .head_bytes = KEY_COLS, .head_role = ROLE_KEY, .hang = KEY_COLS});
}

static const struct {
    const char *title;
    const char *lines[9][2];
} first[] = {
    {"What to do first",
     {{"1", "2 lists the leads: Enter one, then one of its events"},
      {"2", "i K p: the address, key and principal of an event; r checks them, e their events"},
      {"3", "m a Enter: it is the attacker's; u takes it back"},
      {"4", "9 scope: Enter looks at a proposal, a takes it, A takes all strong ones"},
      {"5", "9 again has the four answers, 0 the checklist; :report DIR writes it all"}}},
    {"Letters before a line",
     {{"A C B", "marked by you: the attacker's, compromised, benign"},
      {"a c b", "follows from those: issued by an attacker's call, or a key of such a session"},
      {"A U", "an event: the attacker's; undecided, of something compromised"},
      {"none", "no mark"},
      {"A a", "a lead: all of its events are the attacker's, some of them are"},
      {"[x] [=] [-]", "to do: done; already done in the logs; not to be done"},
      {"w", "an event that changed something"},
      {"D E", "denied; failed otherwise"},
      {"^ v (or arrows)", "at a heading: the list is sorted by it, upwards or downwards"}}},
};

static void add_first(struct help *help)
{
    for (size_t i = 0; i < ARRAY_LEN(first); i++) {
        add_title(help, first[i].title);
        for (size_t line = 0; line < ARRAY_LEN(first[i].lines) && first[i].lines[line][0] != NULL; line++)
            add_key(help, first[i].lines[line][0], first[i].lines[line][1]);
    }
}

static void add_views(struct help *help)
{
    add_title(help, request_group_title(REQUEST_GROUP_SCREEN));
    for (size_t i = 0; i < view_count; i++) {
        const struct view_ops *ops = view_all[i];
        char *keys = arena_fmt(&help->arena, "%c :%s", ops->digit != 0 ? ops->digit : ' ', ops->name);
        add_key(help, keys, ops->help);
    }
}

static void add_own_keys(struct help *help)
{
    for (size_t i = 0; i < view_count; i++) {
        const struct keymap_binding *key = view_all[i]->keys;
        if (key == NULL)
            continue;
        add_title(help, arena_fmt(&help->arena, "On the screen %s", view_all[i]->title));
        for (; key->keys != NULL; key++)
            add_key(help, key->keys, key->help);
    }
}

static void help_open(struct view *view)
{
    struct help *help = view->state = alloc_zero(1, sizeof *help);
    help->pager.wrap = true;
    add_first(help);
    for (enum request_group group = 0; group < REQUEST_GROUP_SCREEN; group++) {
        add_title(help, request_group_title(group));
        for (enum request request = REQUEST_NONE + 1; request < REQUEST__COUNT; request++)
            if (request_info(request)->group == group && request_info(request)->keys[0] != '\0')
                add_key(help, request_info(request)->keys, request_info(request)->help);
    }
    add_views(help);
    add_own_keys(help);
}

static void help_close(struct view *view)
{
    struct help *help = view->state;
    arena_done(&help->arena);
    free(help);
}

static void help_line(const void *data, size_t index, struct pager_line *out)
{
    *out = ((const struct help *)data)->lines[index];
}

static struct pager_text text_of(const struct help *help)
{
    return (struct pager_text){.count = help->count, .line = help_line, .data = help};
}

static void help_draw(const struct view *view, struct grid *grid, struct rect area)
{
    const struct help *help = view->state;
    struct pager_text text = text_of(help);
    pager_draw(&help->pager, &text, grid, area, view->search);
}

static enum view_answer help_request(struct view *view, enum request request)
{
    struct help *help = view->state;
    struct pager_text text = text_of(help);
    struct pager_page page = {view->body.rows, view->body.cols, view->ascii};
    return pager_request(&help->pager, &text, request, page, view->search) ? VIEW_DONE : VIEW_PASS;
}

const struct view_ops view_help = {
    .name = "help",
    .title = "Help",
    .help = "keys and screens",
    .hint = "j k scroll  / search  q back",
    .no_filter = true,
    .open = help_open,
    .close = help_close,
    .draw = help_draw,
    .request = help_request,
};
