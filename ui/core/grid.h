// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * grid: the screen as rows and columns of cells, before anything is painted.
 *
 * Screens draw into a grid; ui/term/paint writes what changed to the terminal, grid_dump() prints it for
 * tests. grid_put() is the only way to get text in: it shows everything unsafe as visible marks and never
 * splits a wide character. A wide character takes its cell and an empty one (width 0) to its right. Rows and
 * columns count from 0; what lies outside the grid or the rectangle is cut off, never an error.
 */
#ifndef TRAILCASE_UI_CORE_GRID_H
#define TRAILCASE_UI_CORE_GRID_H

#include "src/base/buf.h"
#include "ui/core/cluster.h"
#include "ui/core/layout.h"
#include "ui/core/theme.h"

struct cell {
    char text[CLUSTER_SIZE];
    uint8_t width; /* columns: 1, 2, or 0 for the right half of a wide one */
    uint8_t role;
};

struct grid {
    int rows, cols;
    bool ascii; /* draw with ASCII only */
    struct cell *cells;
    int cursor_row, cursor_col; /* where the terminal's cursor is shown; -1 = hidden */
};

enum {
    GRID_CUT = 1,   /* end text that does not fit with an ellipsis */
    GRID_RIGHT = 2, /* align to the right; text that does not fit is cut as usual */
    GRID_FILL = 4,  /* give the role to the rest of the row of the rectangle too */
};

void grid_init(struct grid *grid, int rows, int cols, bool ascii);
void grid_done(struct grid *grid);
CLEANUP_DEFINE(grid, struct grid, grid_done);

/* Change the size and forget the content. */
void grid_resize(struct grid *grid, int rows, int cols);

/* Fill with blanks of ROLE_NORMAL and hide the cursor. */
void grid_clear(struct grid *grid);

/* Put text into the first row of area. Returns the columns used, padding of GRID_FILL not counted. */
int grid_put(struct grid *grid, struct rect area, enum role role, unsigned flags, const char *text);

/* The same for text[0..len), which needs no NUL. */
int grid_putn(struct grid *grid, struct rect area, enum role role, unsigned flags, struct slice text);

int grid_putf(struct grid *grid, struct rect area, enum role role, unsigned flags, const char *fmt, ...)
    PRINTF_LIKE(5, 6);

/* Give a role to every cell of area, text untouched. */
void grid_role(struct grid *grid, struct rect area, enum role role);

/* Fill the first row of area with one glyph. */
void grid_line(struct grid *grid, struct rect area, enum role role, const char *glyph);

/* A glyph of our own, with its stand-in for ASCII. */
const char *grid_glyph(const struct grid *grid, const char *unicode, const char *ascii);

const struct cell *grid_cell(const struct grid *grid, int row, int col);

/* Append the text of one row, trailing blanks cut. */
void grid_row_text(const struct grid *grid, int row, struct buf *out);

/* What grid_dump() adds below the text and a line "--": nothing, the letters of roles, or how a terminal
 * without colour shows them: b bold, r reverse, u underlined, d dim, B and U bold and underlined in reverse.
 */
enum grid_layer { GRID_TEXT, GRID_ROLES, GRID_MONO };

void grid_dump(const struct grid *grid, enum grid_layer layer, struct buf *out);

#endif
