// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * palette: everything that can be done from here, found by typing some of it: the keys of this screen,
 * screens, saved filters, bookmarks, commands.
 *
 * Each line shows the key or the command that does the same, and running one says it again: who uses the
 * palette learns to do without. Words are found anywhere, also by some of their letters in order; what begins
 * a word comes first. It has its own line of input, as every key makes the list anew.
 */
#ifndef TRAILCASE_UI_APP_PALETTE_H
#define TRAILCASE_UI_APP_PALETTE_H

#include "src/base/arena.h"
#include "ui/core/grid.h"

struct app;

enum { PALETTE_QUERY_SIZE = 80, PALETTE_ITEMS_MAX = 256 };

struct palette_item {
    const char *text, *name; /* what it does; its command */
    const char *key;         /* what does it without the palette */
    void (*run)(struct app *app, const struct palette_item *item);
    int number; /* of the request, screen or bookmark */
    int score;  /* how well it is what was typed; 0 = not at all */
};

struct palette {
    bool open;
    char query[PALETTE_QUERY_SIZE];
    struct palette_item items[PALETTE_ITEMS_MAX]; /* those that match, best first */
    size_t count, total;                          /* total: with those that do not match */
    size_t cursor;
    struct arena arena; /* holds their texts */
};

void palette_open(struct app *app);

/* Take a key. The palette closes by Esc, or by running what is under the cursor. */
void palette_key(struct app *app, int key);

/* Look anew what there is: saved filters come a little later than the rest. Nothing when it is not open. */
void palette_refresh(struct app *app);

/* Draw the list at the bottom of an area and the input in the row below it. */
void palette_draw(const struct palette *palette, struct grid *grid, struct rect area, struct rect row);

void palette_done(struct palette *palette);

#endif
