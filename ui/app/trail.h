// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * trail: where one has been, as a tree, and screens one has kept by a key.
 *
 * The history (screens.h) forgets what lay ahead when one turns off; the trail does not. Both are menus.
 */
#ifndef TRAILCASE_UI_APP_TRAIL_H
#define TRAILCASE_UI_APP_TRAIL_H

#include "ui/view/view.h"

struct app;

enum { TRAIL_MAX = 100, BOOKMARKS_MAX = 9 };

struct visit {
    const struct view_ops *ops; /* NULL = not in use */
    struct ask ask;
    char label[80];
    unsigned slot; /* of the screen while it is open */
    size_t parent; /* visit it was opened from; SIZE_MAX = none */
};

struct trail {
    struct visit visits[TRAIL_MAX];
    size_t count, at; /* at: where one is */
    struct visit bookmarks[BOOKMARKS_MAX];
    size_t bookmark_count;
};

/* Take note of the screen in front. Cheap when it is the one noted last. */
void trail_note(struct app *app);

void trail_menu(struct app *app);
void trail_bookmarks(struct app *app);

/* Append the name of bookmark number n, 0 up; go there. */
void trail_bookmark_name(const struct app *app, size_t n, struct buf *out);
void trail_bookmark_go(struct app *app, size_t n);

void trail_done(struct trail *trail);

#endif
