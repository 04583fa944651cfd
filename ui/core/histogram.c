// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/core/histogram.h"

#include "ui/core/format.h"

enum { LABEL_GAP = 2 };

/* Which columns a bucket has, or which buckets a column: `used` columns are shared out evenly. */
struct scale {
    int used, count;
};

/* Bars of one width where that leaves little room unused; else some are a column wider than others. */
static struct scale make_scale(int cols, int count)
{
    int even = count > 0 && cols >= count ? cols / count * count : cols;
    return (struct scale){even * 4 >= cols * 3 ? even : cols, count};
}

static int first_bucket(const struct scale *s, int col)
{
    return (int)((int64_t)col * s->count / s->used);
}

static int column_of(const struct scale *s, int bucket)
{
    return (int)(((int64_t)bucket * s->used + s->count - 1) / s->count);
}

int histogram_capacity(int cols)
{
    return cols > HISTOGRAM_LEFT_COLS ? cols - HISTOGRAM_LEFT_COLS : 1;
}

/* Add up the series of the buckets under one column. Returns the total. */
static uint64_t column_values(const struct histogram *h, const struct scale *s, int col,
                              uint64_t parts[HISTOGRAM_SERIES])
{
    int from = first_bucket(s, col);
    int to = s->count <= s->used ? from + 1 : first_bucket(s, col + 1);
    uint64_t total = 0;
    for (int i = 0; i < HISTOGRAM_SERIES; i++)
        parts[i] = 0;
    for (int bucket = from; bucket < to && bucket < h->count; bucket++)
        for (int i = 0; i < h->series; i++) {
            parts[i] += h->values[bucket][i];
            total += h->values[bucket][i];
        }
    return total;
}

const char *histogram_glyph(const struct grid *grid, int series, int in_use)
{
    static const char *const unicode[] = {"█", "▓", "░"}, *const ascii[] = {"#", "=", ":"};
    return in_use == 1 ? grid_glyph(grid, "█", "#") : grid_glyph(grid, unicode[series], ascii[series]);
}

static void put_glyph(struct grid *grid, struct rect area, int row, int col, enum role role,
                      const char *glyph)
{
    struct rect cell = rect_row(area, row);
    rect_left(&cell, col);
    cell.cols = cell.cols > 0 ? 1 : 0;
    grid_put(grid, cell, role, 0, glyph);
}

/* A bar of less than a row, 1 to 7 eighths of it. */
static const char *top_glyph(const struct grid *grid, int eighths)
{
    static const char *const tops[] = {"", "▁", "▂", "▃", "▄", "▅", "▆", "▇"};
    return grid_glyph(grid, tops[eighths], eighths >= 4 ? ":" : ".");
}

static void draw_single(const struct histogram *h, struct grid *grid, struct rect bars, int col, int eighths)
{
    int row = bars.rows - 1;
    for (; eighths >= 8; eighths -= 8)
        put_glyph(grid, bars, row--, col, h->role[0], histogram_glyph(grid, 0, 1));
    if (eighths > 0)
        put_glyph(grid, bars, row, col, h->role[0], top_glyph(grid, eighths));
}

/* Rows of each part, rounded so that what is there shows and the sum is the height of the bar. */
static void draw_stack(const struct histogram *h, struct grid *grid, struct rect bars, int col,
                       const uint64_t parts[HISTOGRAM_SERIES], uint64_t highest)
{
    int row = bars.rows - 1;
    for (int i = 0; i < h->series; i++) {
        int rows = (int)((parts[i] * (uint64_t)bars.rows + highest / 2) / highest);
        if (rows == 0 && parts[i] > 0)
            rows = 1;
        for (; rows > 0 && row >= 0; rows--)
            put_glyph(grid, bars, row--, col, h->role[i], histogram_glyph(grid, i, h->series));
    }
}

static void draw_bars(const struct histogram *h, const struct scale *s, struct grid *grid, struct rect bars,
                      uint64_t highest)
{
    uint64_t parts[HISTOGRAM_SERIES];
    for (int col = 0; col < s->used; col++) {
        uint64_t total = column_values(h, s, col, parts);
        if (total == 0)
            continue;
        int eighths = (int)(total * (uint64_t)bars.rows * 8 / highest);
        if (h->series == 1)
            draw_single(h, grid, bars, col, eighths > 0 ? eighths : 1);
        else
            draw_stack(h, grid, bars, col, parts, highest);
    }
}

/* Is there room for labels so wide at the ends of so many even spaces between the first bucket and `last`? */
static bool labels_fit(const struct scale *s, int last, int spaces, int cols)
{
    for (int i = 0; i < spaces; i++)
        if (column_of(s, (i + 1) * last / spaces) - column_of(s, i * last / spaces) < cols + LABEL_GAP)
            return false;
    return true;
}

/* As many labels as fit, evenly, from the first bucket to the last one that has room for its own. */
static void draw_labels(const struct histogram *h, const struct scale *s, struct grid *grid, struct rect row)
{
    CLEANUP(buf) struct buf text = {0};
    h->label(h->data, 0, &text);
    int cols = (int)cluster_cols(buf_text(&text), grid->ascii, (size_t)row.cols), last = h->count - 1;
    while (last > 0 && column_of(s, last) + cols > row.cols)
        last--;
    int spaces = column_of(s, last) / (cols + LABEL_GAP);
    while (spaces > 0 && !labels_fit(s, last, spaces, cols))
        spaces--;
    for (int i = 0; i <= spaces; i++) {
        int bucket = spaces > 0 ? i * last / spaces : 0;
        struct rect place = row;
        rect_left(&place, column_of(s, bucket));
        buf_clear(&text);
        h->label(h->data, bucket, &text);
        grid_put(grid, place, ROLE_DIM, 0, buf_text(&text));
    }
}

/* A column is a gap when all of its buckets are. */
static bool is_gap(const struct histogram *h, const struct scale *s, int col)
{
    int from = first_bucket(s, col);
    int to = s->count <= s->used ? from + 1 : first_bucket(s, col + 1);
    for (int bucket = from; bucket < to && bucket < h->count; bucket++)
        if (!h->gaps[bucket])
            return false;
    return from < to;
}

static void draw_axis(const struct histogram *h, const struct scale *s, struct grid *grid, struct rect axis)
{
    struct rect line = rect_row(axis, 0);
    grid_line(grid, line, ROLE_DIM, grid_glyph(grid, "─", "-"));
    for (int col = 0; h->gaps != NULL && col < s->used; col++)
        if (is_gap(h, s, col))
            put_glyph(grid, line, 0, col, ROLE_WARNING, grid_glyph(grid, "·", "."));
    if (h->cursor >= 0 && h->cursor < h->count) {
        int col = column_of(s, h->cursor), end = column_of(s, h->cursor + 1);
        do
            put_glyph(grid, line, 0, col, h->cursor_role, "^");
        while (++col < end);
    }
    if (h->label != NULL)
        draw_labels(h, s, grid, rect_row(axis, 1));
}

static uint64_t find_highest(const struct histogram *h, const struct scale *s)
{
    uint64_t highest = 0, parts[HISTOGRAM_SERIES];
    for (int col = 0; col < s->used; col++) {
        uint64_t total = column_values(h, s, col, parts);
        highest = total > highest ? total : highest;
    }
    return highest;
}

void histogram_line(const struct histogram *h, struct grid *grid, struct rect row)
{
    if (row.cols <= 0 || h->count <= 0)
        return;
    struct scale scale = make_scale(row.cols, h->count);
    uint64_t highest = find_highest(h, &scale), parts[HISTOGRAM_SERIES];
    for (int col = 0; col < scale.used; col++) {
        uint64_t total = column_values(h, &scale, col, parts);
        int series = 0;
        while (series < h->series && parts[series] == 0)
            series++;
        if (series == h->series)
            continue;
        int eighths = (int)(total * 7 / highest);
        const char *letter = h->letter[series];
        put_glyph(grid, row, 0, col, h->role[series],
                  letter != NULL ? letter : top_glyph(grid, eighths > 0 ? eighths : 1));
    }
}

void histogram_axis(const struct histogram *h, struct grid *grid, struct rect area)
{
    if (area.cols <= 0 || area.rows < HISTOGRAM_AXIS_ROWS || h->count <= 0)
        return;
    struct scale scale = make_scale(area.cols, h->count);
    draw_axis(h, &scale, grid, rect_top(&area, HISTOGRAM_AXIS_ROWS));
}

void histogram_draw(const struct histogram *h, struct grid *grid, struct rect area)
{
    struct rect left = rect_left(&area, HISTOGRAM_LEFT_COLS);
    if (area.cols <= 0 || area.rows <= HISTOGRAM_AXIS_ROWS || h->count <= 0)
        return;
    struct scale scale = make_scale(area.cols, h->count);
    uint64_t highest = find_highest(h, &scale);
    CLEANUP(buf) struct buf text = {0};
    format_short(&text, (int64_t)highest);
    left.cols--;
    grid_put(grid, left, ROLE_DIM, GRID_RIGHT, buf_text(&text));
    struct rect axis = rect_bottom(&area, HISTOGRAM_AXIS_ROWS);
    if (highest > 0)
        draw_bars(h, &scale, grid, area, highest);
    draw_axis(h, &scale, grid, axis);
}
