// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/term/paint.h"

#include "src/base/alloc.h"

#include <curses.h>
#include <string.h>

static attr_t attrs[ROLE__COUNT];
static short pairs[ROLE__COUNT];
static struct grid shown; /* what the terminal shows; no cells = unknown */

static attr_t curses_attrs(unsigned theme)
{
    attr_t result = A_NORMAL;
    if (theme & THEME_BOLD)
        result |= A_BOLD;
    if (theme & THEME_REVERSE)
        result |= A_REVERSE;
    if (theme & THEME_UNDERLINE)
        result |= A_UNDERLINE;
    if (theme & THEME_DIM)
        result |= A_DIM;
    return result;
}

void paint_start(enum theme_kind kind, enum theme_depth depth)
{
    for (int role = 0; role < ROLE__COUNT; role++) {
        struct theme_style style = theme_style(kind, depth, (enum role)role);
        attrs[role] = curses_attrs(style.attrs);
        pairs[role] = 0;
        if (depth == THEME_MONO || (style.fg < 0 && style.bg < 0))
            continue;
        pairs[role] = (short)(role + 1);
        init_pair(pairs[role], style.fg, style.bg);
    }
}

void paint_stop(void)
{
    grid_done(&shown);
}

void paint_forget(void)
{
    grid_done(&shown);
    clearok(stdscr, TRUE);
    erase();
}

static bool same(const struct cell *a, const struct cell *b)
{
    return a->width == b->width && a->role == b->role && strcmp(a->text, b->text) == 0;
}

/* Write the changed cells of one row, neighbours of the same role in one go. */
static void paint_row(const struct grid *grid, int row, bool known)
{
    for (int col = 0; col < grid->cols; col++) {
        const struct cell *cell = grid_cell(grid, row, col);
        if (cell->width == 0 || (known && same(cell, grid_cell(&shown, row, col))))
            continue;
        attr_set(attrs[cell->role], pairs[cell->role], NULL);
        mvaddstr(row, col, cell->text);
    }
}

static void remember(const struct grid *grid)
{
    size_t count = (size_t)grid->rows * (size_t)grid->cols;
    if (shown.rows != grid->rows || shown.cols != grid->cols)
        grid_resize(&shown, grid->rows, grid->cols);
    memcpy(shown.cells, grid->cells, count * sizeof *grid->cells);
}

void paint_grid(const struct grid *grid)
{
    bool known = shown.cells != NULL && shown.rows == grid->rows && shown.cols == grid->cols;
    for (int row = 0; row < grid->rows; row++)
        paint_row(grid, row, known);
    remember(grid);
    curs_set(grid->cursor_row >= 0 ? 1 : 0);
    if (grid->cursor_row >= 0)
        move(grid->cursor_row, grid->cursor_col);
    else
        move(grid->rows - 1, grid->cols - 1);
    refresh();
}
