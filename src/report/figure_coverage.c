// SPDX-License-Identifier: GPL-3.0-or-later
/* Evidence by account, region and time: shaded where there are events, outlined where there is nothing. */
#include "src/report/figure.h"

#include "src/report/svg.h"

#include <inttypes.h>
#include <stdlib.h>

enum { WIDTH = 960, LEFT = 190, ROW = 24, CELL = 18, TOP = 22, COLUMNS = 96, ROWS_MAX = 40 };

/* A row of the picture: events and hours with anything, per column. */
struct strip {
    int64_t events[COLUMNS];
    int64_t hours[COLUMNS];
};

struct plot {
    const struct report *report;
    struct figure_axis axis;
    int64_t column_s;
    size_t columns;
    int64_t most; /* events in a cell */
};

static size_t column_of(const struct plot *plot, int64_t time_s)
{
    int64_t at = (time_s - plot->axis.from_s) / plot->column_s;
    return at < 0 ? 0 : (size_t)at >= plot->columns ? plot->columns - 1 : (size_t)at;
}

static struct strip fill(const struct plot *plot, const struct coverage_row *row)
{
    struct strip strip = {0};
    for (size_t i = 0; i < row->cell_count; i++) {
        size_t at = column_of(plot, row->cells[i].hour * HOUR_S);
        strip.events[at] += row->cells[i].events;
        strip.hours[at]++;
    }
    return strip;
}

static void draw_cell(struct buf *svg, const struct plot *plot, const struct strip *strip, size_t at,
                      double top)
{
    CLEANUP(buf) struct buf tip = {0};
    int64_t start_s = plot->axis.from_s + (int64_t)at * plot->column_s;
    double x = figure_at(&plot->axis, start_s), step = plot->axis.width / (double)plot->columns;
    struct svg_rect rect = {x, top, step - 1, CELL};
    phrase_time(&tip, start_s);
    if (strip->hours[at] == 0) {
        struct svg_rect gap = {x + 1.5, top + CELL / 2.0 - 1.5, step - 4, 3};
        buf_str(&tip, ": no evidence");
        svg_rect(svg, gap, "gap", buf_text(&tip));
        return;
    }
    buf_fmt(&tip, ": %" PRId64 " events in %" PRId64 " hours with evidence", strip->events[at],
            strip->hours[at]);
    svg_rect(svg, rect, figure_heat(strip->events[at], plot->most), buf_text(&tip));
}

static void draw_row(struct buf *svg, const struct plot *plot, const struct coverage_row *row, double top)
{
    CLEANUP(buf) struct buf label = {0};
    struct strip strip = fill(plot, row);
    buf_fmt(&label, "%s %s", *row->account ? row->account : "(no account)",
            *row->region ? row->region : "(no region)");
    svg_text(svg, LEFT - 12, top + 13, "small end", buf_text(&label), 32);
    if (row->cell_count == 0)
        return;
    size_t first = column_of(plot, row->cells[0].hour * HOUR_S);
    size_t last = column_of(plot, row->cells[row->cell_count - 1].hour * HOUR_S);
    for (size_t i = first; i <= last; i++)
        draw_cell(svg, plot, &strip, i, top);
}

/* Where the attacker was at work, over all rows. */
static void draw_window(struct buf *svg, const struct plot *plot, double bottom)
{
    const struct pick *attributed = &plot->report->questions->facts.attributed;
    if (attributed->count == 0)
        return;
    double from = figure_at(&plot->axis, pick_first_s(attributed)),
           to = figure_at(&plot->axis, pick_last_s(attributed));
    double width = to - from < 3 ? 3 : to - from;
    struct svg_rect rect = {from, TOP - 6, width, bottom - TOP + 4};
    svg_rect(svg, rect, "window", "the attacker's calls");
    bool left = from > LEFT + 150;
    svg_text(svg, left ? from + width : from, TOP - 10, left ? "attacker small end" : "attacker small",
             "the attacker's calls", 0);
}

static void draw_blind(struct buf *svg, const struct plot *plot, double top)
{
    const struct coverage *coverage = &plot->report->coverage;
    for (size_t i = 0; i < coverage->window_count; i++) {
        const struct trailwindow *w = &coverage->windows[i];
        int64_t to_s = w->to_s == ISOTIME_NONE || w->to_s > plot->axis.to_s ? plot->axis.to_s : w->to_s;
        int64_t from_s = w->from_s < plot->axis.from_s ? plot->axis.from_s : w->from_s;
        CLEANUP(buf) struct buf tip = {0};
        if (to_s < from_s)
            continue;
        double x = figure_at(&plot->axis, from_s), width = figure_at(&plot->axis, to_s) - x;
        struct svg_rect rect = {x, top + 6, width < 3 ? 3 : width, 6};
        buf_fmt(&tip, "%s: left out %s", w->api ? w->api : "", w->excluded ? w->excluded : "all");
        svg_rect(svg, rect, "blind", buf_text(&tip));
    }
    svg_text(svg, LEFT - 12, top + 13, "attacker small end", "a trail logged less", 0);
}

static void describe(const struct plot *plot, struct buf *text)
{
    const struct coverage *coverage = &plot->report->coverage;
    buf_str(text, "Evidence by account and region, ");
    phrase_span(text, plot->axis.from_s, plot->axis.to_s);
    buf_str(text, ": shaded where there is some, the darker the more events; a thin outline where there is "
                  "none between "
                  "the first and the last.");
    if (coverage->row_count > ROWS_MAX)
        buf_fmt(text, " The first %d of %zu rows are drawn.", ROWS_MAX, coverage->row_count);
    if (coverage->window_count) {
        buf_char(text, ' ');
        phrase_count(text, (int64_t)coverage->window_count, "time in which a trail logged less is",
                     "times in which a trail logged less are");
        buf_str(text, " marked below.");
    }
}

static void lay_out(struct plot *plot, size_t rows)
{
    int64_t span_s = plot->axis.to_s - plot->axis.from_s;
    plot->column_s = (span_s / COLUMNS + HOUR_S) / HOUR_S * HOUR_S;
    plot->columns = (size_t)(span_s / plot->column_s + 1);
    plot->axis.to_s = plot->axis.from_s + (int64_t)plot->columns * plot->column_s;
    for (size_t i = 0; i < rows; i++) {
        struct strip strip = fill(plot, &plot->report->coverage.rows[i]);
        for (size_t n = 0; n < plot->columns; n++)
            plot->most = strip.events[n] > plot->most ? strip.events[n] : plot->most;
    }
}

bool figure_coverage(const struct report *report, struct buf *svg, struct buf *text)
{
    const struct coverage *coverage = &report->coverage;
    size_t rows = coverage->row_count < ROWS_MAX ? coverage->row_count : ROWS_MAX;
    struct plot plot = {.report = report};
    if (rows == 0 || coverage->first_s == ISOTIME_NONE)
        return false;
    double bottom = TOP + ROW * (double)(rows + (coverage->window_count > 0));
    plot.axis = (struct figure_axis){coverage->first_s - coverage->first_s % HOUR_S, coverage->last_s, LEFT,
                                     WIDTH - LEFT, bottom};
    lay_out(&plot, rows);
    describe(&plot, text);
    svg_begin(svg, "coverage-map", WIDTH, (int)bottom + 26, "Evidence by account, region and time",
              buf_text(text));
    for (size_t i = 0; i < rows; i++)
        draw_row(svg, &plot, &coverage->rows[i], TOP + ROW * (double)i);
    if (coverage->window_count)
        draw_blind(svg, &plot, TOP + ROW * (double)rows);
    draw_window(svg, &plot, bottom);
    figure_axis(svg, &plot.axis);
    svg_end(svg);
    return true;
}
