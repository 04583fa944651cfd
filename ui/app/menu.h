// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * menu: a few things to choose from by one key, in a box at the bottom of the screen.
 *
 * The next key chooses: the letter of an item, or the arrows and Enter; any other closes the menu. Texts are
 * copied. What an item means is up to who opened the menu: pick() gets its number.
 */
#ifndef TRAILCASE_UI_APP_MENU_H
#define TRAILCASE_UI_APP_MENU_H

#include "ui/core/grid.h"

enum { MENU_ITEMS_MAX = 24 };

struct app;

struct menu_item {
    int key;
    char label[80], detail[24]; /* detail: at the right, such as a count; "" = none */
};

struct menu {
    void (*pick)(struct app *app, size_t index); /* NULL = the menu is closed */
    char title[80];
    struct menu_item items[MENU_ITEMS_MAX];
    size_t count, cursor;
    size_t hidden; /* items at the end that have a key and no line */
};

/* Open an empty menu; then add items. */
void menu_open(struct menu *menu, const char *title, void (*pick)(struct app *app, size_t index));
struct menu_item *menu_add(struct menu *menu, int key, const char *label); /* NULL = it is full */

/* Add an item that has a key and no line; all after it have none either. */
void menu_hide(struct menu *menu, int key);

/* Take a key. True = an item was chosen, its number in *ret_index; the menu is then closed. */
bool menu_key(struct menu *menu, int key, size_t *ret_index);

/* Choose the item drawn in a row, when the menu is drawn in this area; false: there is none. Closes the menu.
 */
bool menu_click(struct menu *menu, struct rect area, int row, size_t *ret_index);

void menu_draw(const struct menu *menu, struct grid *grid, struct rect area);

#endif
