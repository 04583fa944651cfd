// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * layout: rectangles and the sharing out of rows and columns. Pure numbers, nothing is drawn here.
 */
#ifndef TRAILCASE_UI_CORE_LAYOUT_H
#define TRAILCASE_UI_CORE_LAYOUT_H

#include "src/base/attr.h"

struct rect {
    int row, col, rows, cols;
};

/* Text that is not NUL-terminated. */
struct slice {
    const char *text;
    size_t len;
};

/* The smallest screen anything is drawn on; below it there is one line that says so. */
enum { LAYOUT_MIN_ROWS = 8, LAYOUT_MIN_COLS = 40 };

/* What two rectangles share; rows or cols are 0 when nothing. */
struct rect rect_meet(struct rect a, struct rect b);

/* Take rows off the top or the bottom, columns off the left; *rest shrinks by what was taken. */
struct rect rect_top(struct rect *rest, int rows);
struct rect rect_bottom(struct rect *rest, int rows);
struct rect rect_left(struct rect *rest, int cols);

/* One row of a rectangle; outside of it, an empty one. */
struct rect rect_row(struct rect area, int row);

struct layout_item {
    int min;      /* never less, or the item is left out (0) */
    int max;      /* never more; 0 = no limit */
    int weight;   /* share of what is left over; 0 = stays at min */
    int priority; /* when the minima do not fit, the highest goes first; 0 = the last to go */
};

/*
 * Share out `total` among items with `gap` between neighbours that are shown. Sizes go to ret_sizes; 0 = left
 * out. If not even the last one fits, it gets what there is.
 */
void layout_share(const struct layout_item *items, size_t count, int total, int gap, int *ret_sizes);

#endif
