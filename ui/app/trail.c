// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/trail.h"

#include "src/base/alloc.h"
#include "ui/app/app.h"

#include <stdio.h>
#include <string.h>

enum { SHOWN_MAX = MENU_ITEMS_MAX, DEPTH_MAX = 12 };

static void visit_done(struct visit *visit)
{
    ask_done(&visit->ask);
    *visit = (struct visit){0};
}

void trail_done(struct trail *trail)
{
    for (size_t i = 0; i < trail->count; i++)
        visit_done(&trail->visits[i]);
    for (size_t i = 0; i < trail->bookmark_count; i++)
        visit_done(&trail->bookmarks[i]);
    trail->count = trail->bookmark_count = 0;
}

static bool same_text(const char *a, const char *b)
{
    return strcmp(a != NULL ? a : "", b != NULL ? b : "") == 0;
}

static void fill(struct visit *visit, const struct screen *screen)
{
    const struct view *view = screen->view;
    visit->slot = screen->slot;
    visit->ops = view->ops;
    if (!same_text(visit->ask.filter, view->ask.filter) || !same_text(visit->ask.thing, view->ask.thing))
        ask_copy(&visit->ask, &view->ask);
    snprintf(visit->label, sizeof visit->label, "%s", view->label);
}

/* The oldest goes; what was opened from it hangs on nothing. */
static void drop_oldest(struct trail *trail)
{
    visit_done(&trail->visits[0]);
    trail->count--;
    memmove(trail->visits, trail->visits + 1, trail->count * sizeof *trail->visits);
    trail->visits[trail->count] = (struct visit){0};
    for (size_t i = 0; i < trail->count; i++) {
        size_t parent = trail->visits[i].parent;
        trail->visits[i].parent = parent == 0 || parent == SIZE_MAX ? SIZE_MAX : parent - 1;
    }
    trail->at = trail->at > 0 ? trail->at - 1 : 0;
}

void trail_note(struct app *app)
{
    struct trail *trail = &app->trail;
    const struct screen *front = screens_front(&app->screens);
    size_t at = 0;
    while (at < trail->count && trail->visits[at].slot != front->slot)
        at++;
    if (at == trail->count) {
        if (trail->count == TRAIL_MAX)
            drop_oldest(trail);
        at = trail->count++;
        trail->visits[at] = (struct visit){.parent = front->root ? SIZE_MAX : trail->at};
        ask_init(&trail->visits[at].ask);
    }
    fill(&trail->visits[at], front);
    trail->at = at;
}

/* --- going there --- */

static void go_to(struct app *app, const struct visit *visit)
{
    const struct screen *open = screens_of_slot(&app->screens, visit->slot);
    if (open != NULL && open->view->ops == visit->ops) {
        screens_go(&app->screens, visit->slot);
        return;
    }
    CLEANUP(ask) struct ask ask;
    ask_init(&ask);
    ask_copy(&ask, &visit->ask);
    CLEANUP(str) char *label = alloc_str(visit->label);
    screens_open(&app->screens, visit->ops, &ask, label, true);
}

static void put_name(const struct visit *visit, struct buf *out)
{
    buf_fmt(out, "%s%s%s", visit->ops->title, visit->label[0] != '\0' ? " " : "", visit->label);
    if (visit->ask.filter != NULL && !visit->ops->no_filter)
        buf_fmt(out, "  [%s]", visit->ask.filter);
}

/* --- the tree --- */

/* Visits in the order of the tree: what was opened from one comes right behind it. */
static void put_tree(const struct trail *trail, size_t parent, int depth, uint8_t *order, uint8_t *depths,
                     size_t *count)
{
    for (size_t i = 0; i < trail->count; i++) {
        if (trail->visits[i].parent != parent)
            continue;
        order[*count] = (uint8_t)i;
        depths[(*count)++] = (uint8_t)depth;
        put_tree(trail, i, depth < DEPTH_MAX ? depth + 1 : depth, order, depths, count);
    }
}

static uint8_t shown[SHOWN_MAX]; /* the visits of the menu that is open */

static void pick_visit(struct app *app, size_t index)
{
    go_to(app, &app->trail.visits[shown[index]]);
}

void trail_menu(struct app *app)
{
    struct trail *trail = &app->trail;
    uint8_t order[TRAIL_MAX], depths[TRAIL_MAX];
    size_t count = 0, first = 0;
    put_tree(trail, SIZE_MAX, 0, order, depths, &count);
    for (size_t i = 0; i < count; i++)
        if (order[i] == trail->at && i + 1 > SHOWN_MAX)
            first = i + 1 - SHOWN_MAX;
    menu_open(&app->menu, "where you have been", pick_visit);
    for (size_t i = first; i < count && i - first < SHOWN_MAX; i++) {
        CLEANUP(buf) struct buf label = {0};
        buf_fmt(&label, "%*s%s", depths[i] * 2, "", depths[i] > 0 ? "- " : "");
        put_name(&trail->visits[order[i]], &label);
        struct menu_item *item = menu_add(&app->menu, 'a' + (int)(i - first), buf_text(&label));
        shown[i - first] = order[i];
        if (order[i] == trail->at && item != NULL) {
            snprintf(item->detail, sizeof item->detail, "here");
            app->menu.cursor = i - first;
        }
    }
}

/* --- bookmarks --- */

static void keep(struct app *app)
{
    struct trail *trail = &app->trail;
    if (trail->bookmark_count == BOOKMARKS_MAX) {
        visit_done(&trail->bookmarks[0]);
        trail->bookmark_count--;
        memmove(trail->bookmarks, trail->bookmarks + 1, trail->bookmark_count * sizeof *trail->bookmarks);
    }
    struct visit *bookmark = &trail->bookmarks[trail->bookmark_count++];
    *bookmark = (struct visit){0};
    ask_init(&bookmark->ask);
    fill(bookmark, screens_front(&app->screens));
    app_say(app, "kept; ' %zu comes back here", trail->bookmark_count);
}

static void pick_bookmark(struct app *app, size_t index)
{
    if (index == 0)
        keep(app);
    else
        trail_bookmark_go(app, index - 1);
}

void trail_bookmark_name(const struct app *app, size_t n, struct buf *out)
{
    put_name(&app->trail.bookmarks[n], out);
}

void trail_bookmark_go(struct app *app, size_t n)
{
    go_to(app, &app->trail.bookmarks[n]);
}

void trail_bookmarks(struct app *app)
{
    const struct trail *trail = &app->trail;
    menu_open(&app->menu, "screens you kept", pick_bookmark);
    menu_add(&app->menu, '\'', "keep this screen");
    for (size_t i = 0; i < trail->bookmark_count; i++) {
        CLEANUP(buf) struct buf label = {0};
        put_name(&trail->bookmarks[i], &label);
        menu_add(&app->menu, '1' + (int)i, buf_text(&label));
    }
}
