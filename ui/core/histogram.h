// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * histogram: upright bars over buckets, stacked from up to three series, with a cursor; or buckets as one
 * line, of which several share an axis.
 *
 * Each series has a role and a glyph, so that the parts are told apart without colour. With one series the
 * tops are drawn in eighths. The left side shows the highest value, the last row is the axis. Drawing reads
 * only.
 */
#ifndef TRAILCASE_UI_CORE_HISTOGRAM_H
#define TRAILCASE_UI_CORE_HISTOGRAM_H

#include "ui/core/grid.h"

enum { HISTOGRAM_SERIES = 3, HISTOGRAM_LEFT_COLS = 6, HISTOGRAM_AXIS_ROWS = 2, HISTOGRAM_NO_CURSOR = -1 };

struct histogram {
    const uint32_t (*values)[HISTOGRAM_SERIES]; /* one a bucket; the first series is the lowest part */
    int count;
    int series; /* in use: 1 to 3 */
    enum role role[HISTOGRAM_SERIES];
    const bool *gaps; /* buckets of which nothing is known: the axis is broken there; NULL = none */
    int cursor;       /* bucket, or HISTOGRAM_NO_CURSOR */
    enum role cursor_role;
    /* For lines: the letter that stands for a series wherever it has anything; NULL = a small bar. */
    const char *letter[HISTOGRAM_SERIES];

    /* Write the label of a bucket for the axis. */
    void (*label)(const void *data, int bucket, struct buf *out);
    const void *data;
};

/* Buckets that can be told apart in so many columns. */
int histogram_capacity(int cols);

/* The glyph of a series, for a legend. */
const char *histogram_glyph(const struct grid *grid, int series, int in_use);

/* Draw the buckets as one line, in the columns that the axis below has for them. */
void histogram_line(const struct histogram *histogram, struct grid *grid, struct rect row);

/* Draw the axis alone, in the first two rows of the area. */
void histogram_axis(const struct histogram *histogram, struct grid *grid, struct rect area);

/* Draw bars over an axis; the first HISTOGRAM_LEFT_COLS columns say how high the highest is. */
void histogram_draw(const struct histogram *histogram, struct grid *grid, struct rect area);

#endif
