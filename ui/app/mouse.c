// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/mouse.h"

#include "ui/app/chrome.h"
#include "ui/core/keycode.h"

enum { WHEEL_LINES = 3, TWICE_MS = 500 };

static bool is_cursor(const struct grid *grid, int row, int col)
{
    return grid_cell(grid, row, col)->role == ROLE_CURSOR;
}

/* The first cursor of an area, going down or up: its rows, and the columns of its last row. */
static bool find_cursor(const struct grid *grid, struct rect area, bool up, struct rect *ret)
{
    for (int i = 0; i < area.rows; i++) {
        int row = up ? area.row + area.rows - 1 - i : area.row + i, col = area.col;
        while (col < area.col + area.cols && !is_cursor(grid, row, col))
            col++;
        if (col == area.col + area.cols)
            continue;
        *ret = (struct rect){row, col, 0, 0};
        while (row + ret->rows < area.row + area.rows && is_cursor(grid, row + ret->rows, col))
            ret->rows++;
        while (col + ret->cols < area.col + area.cols && is_cursor(grid, row, col + ret->cols))
            ret->cols++;
        return true;
    }
    return false;
}

static bool same(struct rect a, struct rect b)
{
    return a.row == b.row && a.col == b.col && a.rows == b.rows && a.cols == b.cols;
}

/* Which way a place is from a stretch: -1, 0 or 1. */
static int way(int place, int from, int length)
{
    return place < from ? -1 : place >= from + length ? 1 : 0;
}

/* Ask again and again, until the cursor is at the place, passes it, or does not move. */
static void approach(struct app *app, int place, bool across)
{
    static const enum request requests[2][2] = {{REQUEST_UP, REQUEST_DOWN}, {REQUEST_LEFT, REQUEST_RIGHT}};
    const struct view *view = app_view(app);
    struct rect before, now;
    if (!find_cursor(&app->grid, view->body, across, &now))
        return;
    int first = across ? way(place, now.col, now.cols) : way(place, now.row, now.rows);
    int most = across ? app->grid.cols : app->grid.rows;
    for (int turn = first; turn == first && turn != 0 && most > 0; most--) {
        before = now;
        app_request(app, requests[across][turn > 0]);
        chrome_draw(app);
        if (app_view(app) != view || !find_cursor(&app->grid, view->body, across, &now) || same(before, now))
            return;
        turn = across ? way(place, now.col, now.cols) : way(place, now.row, now.rows);
    }
}

static bool holds(struct rect area, int row, int col)
{
    return way(row, area.row, area.rows) == 0 && way(col, area.col, area.cols) == 0;
}

/* The same place again, soon: not another click, but the second half of a double one. */
static bool is_second(struct app *app, int row, int col)
{
    int64_t now_ms = app_now_ms();
    bool second = app->click.row == row && app->click.col == col && app->click.ms != 0 &&
                  now_ms - app->click.ms <= TWICE_MS;
    app->click.row = row;
    app->click.col = col;
    app->click.ms = second ? 0 : now_ms;
    return second;
}

static void click(struct app *app, int row, int col)
{
    bool second = is_second(app, row, col);
    if (!holds(app_view(app)->body, row, col))
        return;
    chrome_draw(app);
    approach(app, row, false);
    approach(app, col, true);
    struct rect cursor;
    if (second && find_cursor(&app->grid, app_view(app)->body, false, &cursor) &&
        way(row, cursor.row, cursor.rows) == 0)
        app_request(app, REQUEST_OPEN);
}

static void click_menu(struct app *app, int row)
{
    void (*pick)(struct app * app, size_t index) = app->menu.pick;
    size_t index;
    struct rect area = {0, 0, app->grid.rows - 1, app->grid.cols}; /* the status row is below */
    if (menu_click(&app->menu, area, row, &index))
        pick(app, index);
    app_settle(app);
}

bool mouse_key(struct app *app, int key)
{
    int row, col;
    enum mouse_button button = keycode_mouse_of(key, &row, &col);
    if (button == MOUSE_NONE)
        return false;
    if (app->marking.choosing || app->palette.open || (app->menu.pick != NULL && button != MOUSE_LEFT))
        return true; /* they are about keys */
    if (app->menu.pick != NULL)
        click_menu(app, row);
    else if (button == MOUSE_LEFT)
        click(app, row, col);
    for (int i = 0; i < WHEEL_LINES && button != MOUSE_LEFT; i++)
        app_request(app, button == MOUSE_WHEEL_UP ? REQUEST_UP : REQUEST_DOWN);
    return true;
}
