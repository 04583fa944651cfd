// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/core/layout.h"

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int most(int a, int b)
{
    return a > b ? a : b;
}

struct rect rect_meet(struct rect a, struct rect b)
{
    int row = most(a.row, b.row), col = most(a.col, b.col);
    return (struct rect){
        .row = row,
        .col = col,
        .rows = most(0, least(a.row + a.rows, b.row + b.rows) - row),
        .cols = most(0, least(a.col + a.cols, b.col + b.cols) - col),
    };
}

struct rect rect_top(struct rect *rest, int rows)
{
    struct rect top = *rest;
    top.rows = most(0, least(rows, rest->rows));
    rest->row += top.rows;
    rest->rows -= top.rows;
    return top;
}

struct rect rect_bottom(struct rect *rest, int rows)
{
    struct rect bottom = *rest;
    bottom.rows = most(0, least(rows, rest->rows));
    rest->rows -= bottom.rows;
    bottom.row += rest->rows;
    return bottom;
}

struct rect rect_left(struct rect *rest, int cols)
{
    struct rect left = *rest;
    left.cols = most(0, least(cols, rest->cols));
    rest->col += left.cols;
    rest->cols -= left.cols;
    return left;
}

struct rect rect_row(struct rect area, int row)
{
    if (row < 0 || row >= area.rows)
        return (struct rect){area.row, area.col, 0, 0};
    return (struct rect){area.row + row, area.col, 1, area.cols};
}

/* Columns the shown items need at least, gaps included. */
static int needed(const int *sizes, size_t count, int gap)
{
    int sum = 0, shown = 0;
    for (size_t i = 0; i < count; i++) {
        sum += sizes[i];
        shown += sizes[i] > 0;
    }
    return sum + (shown > 1 ? (shown - 1) * gap : 0);
}

/* Leave out the shown item with the highest priority number, the rightmost of equals. False = one is left. */
static bool leave_one_out(const struct layout_item *items, size_t count, int *sizes)
{
    size_t victim = count, shown = 0;
    for (size_t i = 0; i < count; i++) {
        if (sizes[i] == 0)
            continue;
        shown++;
        if (victim == count || items[i].priority >= items[victim].priority)
            victim = i;
    }
    if (shown <= 1)
        return false;
    sizes[victim] = 0;
    return true;
}

static bool may_grow(const struct layout_item *item, int size)
{
    return size > 0 && item->weight > 0 && (item->max == 0 || size < item->max);
}

/* Give the rest away by weight, in rounds, as items at their maximum drop out. */
static void grow(const struct layout_item *items, size_t count, int spare, int *sizes)
{
    while (spare > 0) {
        int weights = 0, given = 0;
        for (size_t i = 0; i < count; i++)
            weights += may_grow(&items[i], sizes[i]) ? items[i].weight : 0;
        if (weights == 0)
            return;
        for (size_t i = 0; i < count && given < spare; i++) {
            if (!may_grow(&items[i], sizes[i]))
                continue;
            int share = most(1, (int)((int64_t)spare * items[i].weight / weights));
            if (items[i].max > 0)
                share = least(share, items[i].max - sizes[i]);
            share = least(share, spare - given);
            sizes[i] += share;
            given += share;
        }
        spare -= given;
    }
}

void layout_share(const struct layout_item *items, size_t count, int total, int gap, int *ret_sizes)
{
    for (size_t i = 0; i < count; i++)
        ret_sizes[i] = most(1, items[i].min);
    while (needed(ret_sizes, count, gap) > total && leave_one_out(items, count, ret_sizes))
        continue;
    int spare = total - needed(ret_sizes, count, gap);
    for (size_t i = 0; spare < 0 && i < count; i++)
        if (ret_sizes[i] > 0)
            ret_sizes[i] = most(0, ret_sizes[i] + spare);
    grow(items, count, spare, ret_sizes);
}
