// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/menu.h"

#include "ui/core/keycode.h"

#include <stdio.h>

void menu_open(struct menu *menu, const char *title, void (*pick)(struct app *app, size_t index))
{
    *menu = (struct menu){.pick = pick};
    snprintf(menu->title, sizeof menu->title, "%s", title);
}

struct menu_item *menu_add(struct menu *menu, int key, const char *label)
{
    if (menu->count == MENU_ITEMS_MAX)
        return NULL;
    struct menu_item *item = &menu->items[menu->count++];
    item->key = key;
    snprintf(item->label, sizeof item->label, "%s", label);
    return item;
}

void menu_hide(struct menu *menu, int key)
{
    if (menu_add(menu, key, "") != NULL)
        menu->hidden++;
}

static bool choose(struct menu *menu, size_t index, size_t *ret_index)
{
    *ret_index = index;
    menu->pick = NULL;
    return index < menu->count;
}

bool menu_key(struct menu *menu, int key, size_t *ret_index)
{
    if (key == KEYCODE_DOWN || key == KEYCODE_UP) {
        size_t lines = menu->count - menu->hidden;
        menu->cursor = lines > 0 ? (menu->cursor + (key == KEYCODE_DOWN ? 1 : lines - 1)) % lines : 0;
        return false;
    }
    if (key == KEYCODE_ENTER)
        return choose(menu, menu->cursor, ret_index);
    size_t at = 0;
    while (at < menu->count && menu->items[at].key != key)
        at++;
    return choose(menu, at, ret_index);
}

/* Where the items go: at the bottom of the area, and the first of them that shows. */
static struct rect lay_out(const struct menu *menu, struct rect area, size_t *ret_first)
{
    int lines = (int)(menu->count - menu->hidden);
    int room = area.rows - 1 < lines ? area.rows - 1 : lines;
    *ret_first = menu->cursor >= (size_t)room && room > 0 ? menu->cursor - (size_t)room + 1 : 0;
    return rect_bottom(&area, room + 1);
}

bool menu_click(struct menu *menu, struct rect area, int row, size_t *ret_index)
{
    size_t first;
    struct rect box = lay_out(menu, area, &first);
    return choose(menu,
                  row > box.row && row < box.row + box.rows ? first + (size_t)(row - box.row - 1) : SIZE_MAX,
                  ret_index);
}

void menu_draw(const struct menu *menu, struct grid *grid, struct rect area)
{
    size_t first;
    struct rect box = lay_out(menu, area, &first);
    grid_putf(grid, rect_row(box, 0), ROLE_HEADER, GRID_FILL | GRID_CUT, " %s", menu->title);
    for (int i = 0; i < box.rows - 1; i++) {
        const struct menu_item *item = &menu->items[first + (size_t)i];
        struct rect row = rect_row(box, i + 1);
        bool here = first + (size_t)i == menu->cursor;
        char key[KEYCODE_NAME_SIZE];
        grid_put(grid, row, here ? ROLE_CURSOR : ROLE_NORMAL, GRID_FILL, "");
        rect_left(&row, 1);
        grid_put(grid, row, here ? ROLE_CURSOR : ROLE_KEY, 0, keycode_name(item->key, key));
        rect_left(&row, 7);
        struct rect detail = row;
        row.cols -= item->detail[0] != '\0' ? (int)cluster_cols(item->detail, grid->ascii, 40) + 2 : 0;
        int used = grid_put(grid, row, here ? ROLE_CURSOR : ROLE_NORMAL, GRID_CUT, item->label);
        rect_left(&detail, used > 34 ? used + 2 : 36);
        grid_put(grid, detail, here ? ROLE_CURSOR : ROLE_DIM, GRID_CUT, item->detail);
    }
}
