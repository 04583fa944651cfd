// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/view/timeline_chart.h"

#include "src/base/alloc.h"
#include "ui/core/format.h"
#include "ui/view/ask_filter.h"
#include "ui/view/cells.h"
#include "ui/view/narrow.h"

#include <stdlib.h>

enum { CHART_ROWS_MAX = 16, CHART_ROWS_MIN = 4 };
enum { GUTTER = 3, NAME_COLS = 20, COUNT_COLS = 6, NARROW_NAME_COLS = 12, WIDE_COLS = 72 };

int timeline_chart_rows(const struct timeline_model *model, struct rect area)
{
    bool bars = model->form == TIMELINE_BARS;
    int rows = area.rows * (bars ? 5 : 6) / 10;
    rows = rows > CHART_ROWS_MAX ? CHART_ROWS_MAX : rows < CHART_ROWS_MIN ? CHART_ROWS_MIN : rows;
    int need = bars ? rows : (int)model->lanes.count + HISTOGRAM_AXIS_ROWS;
    return need < rows ? need : rows;
}

size_t timeline_near(const struct timeline_model *model, size_t lane, size_t bucket)
{
    const struct timeline_bucket *buckets = model->lanes.list[lane].buckets;
    for (size_t far = 0; far < model->timeline.count; far++) {
        if (bucket + far < model->timeline.count && buckets[bucket + far].events > 0)
            return bucket + far;
        if (far <= bucket && buckets[bucket - far].events > 0)
            return bucket - far;
    }
    return bucket;
}

static void bucket_label(const void *data, int bucket, struct buf *out)
{
    const struct timeline *timeline = data;
    char text[ISOTIME_SIZE];
    isotime_format(timeline->buckets[bucket].start_s, text);
    if (timeline->bucket_s >= DAY_S)
        buf_fmt(out, "%.10s", text);
    else if (timeline->bucket_s % 60 == 0)
        buf_fmt(out, "%.5s %.5s", text + 5, text + 11);
    else
        buf_fmt(out, "%.5s %.8s", text + 5, text + 11);
}

static void draw_bars(const struct timeline_model *model, const struct histogram *axis, struct grid *grid,
                      struct rect area)
{
    bool stacked = model->attributed + model->undecided > 0;
    struct histogram histogram = *axis;
    histogram.values = model->values;
    histogram.series = HISTOGRAM_SERIES;
    histogram.role[0] = ROLE_ATTACKER;
    histogram.role[1] = ROLE_UNDECIDED;
    histogram.role[2] = ROLE_BAR;
    uint32_t(*plain)[HISTOGRAM_SERIES] = NULL;
    if (!stacked) {
        plain = alloc_zero(model->timeline.count + 1, sizeof *plain);
        for (size_t i = 0; i < model->timeline.count; i++)
            plain[i][0] = model->values[i][2];
        histogram.values = plain;
        histogram.series = 1;
        histogram.role[0] = ROLE_BAR;
    }
    histogram_draw(&histogram, grid, area);
    free(plain);
}

/* Columns to the left of the lanes: whose it is, and how many events. */
static int left_cols(struct rect area)
{
    return GUTTER + (area.cols >= WIDE_COLS ? NAME_COLS : NARROW_NAME_COLS) + COUNT_COLS + 1;
}

static void draw_name(const struct lane *lane, bool here, struct grid *grid, struct rect left)
{
    CLEANUP(buf) struct buf text = {0};
    enum role role = lane->attributed > 0  ? ROLE_ATTACKER
                     : lane->undecided > 0 ? ROLE_UNDECIDED
                                           : ROLE_NORMAL;
    const char *letter = lane->attributed > 0 ? "A" : lane->undecided > 0 ? "U" : " ";
    grid_put(grid, left, here ? ROLE_CURSOR : ROLE_NORMAL, GRID_FILL, here ? ">" : "");
    struct rect state = left;
    rect_left(&state, 1);
    grid_put(grid, state, here ? ROLE_CURSOR : role, 0, letter);
    rect_left(&left, GUTTER);
    left.cols--;
    struct rect name = rect_left(&left, left.cols - COUNT_COLS);
    cell_shorten(&text, lane->name, name.cols, grid->ascii);
    grid_put(grid, name, here ? ROLE_CURSOR : role, 0, buf_text(&text));
    buf_clear(&text);
    format_short(&text, lane->events);
    grid_put(grid, left, here ? ROLE_CURSOR : ROLE_NORMAL, GRID_RIGHT, buf_text(&text));
}

static void draw_lanes(const struct timeline_model *model, const struct histogram *axis, size_t cursor,
                       struct grid *grid, struct rect area)
{
    struct rect labels = rect_left(&area, left_cols(area));
    int room = area.rows - HISTOGRAM_AXIS_ROWS;
    if (room <= 0)
        return;
    size_t first = cursor != SIZE_MAX && cursor >= (size_t)room ? cursor - (size_t)room + 1 : 0;
    struct histogram lane = *axis;
    lane.series = HISTOGRAM_SERIES;
    lane.role[0] = ROLE_ATTACKER;
    lane.role[1] = ROLE_UNDECIDED;
    lane.role[2] = ROLE_BAR;
    lane.letter[0] = "A";
    lane.letter[1] = "U";
    for (int row = 0; row < room && first + (size_t)row < model->lanes.count; row++) {
        size_t i = first + (size_t)row;
        lane.values = model->lane_values + i * model->timeline.count;
        draw_name(&model->lanes.list[i], i == cursor, grid, rect_row(labels, row));
        histogram_line(&lane, grid, rect_row(area, row));
    }
    histogram_axis(axis, grid, rect_bottom(&area, HISTOGRAM_AXIS_ROWS));
}

void timeline_chart_draw(const struct timeline_model *model, size_t bucket, size_t lane, struct grid *grid,
                         struct rect area)
{
    struct histogram axis = {.count = (int)model->timeline.count,
                             .gaps = model->gaps,
                             .cursor = (int)bucket,
                             .cursor_role = lane == SIZE_MAX ? ROLE_KEY : ROLE_CURSOR,
                             .label = bucket_label,
                             .data = &model->timeline};
    if (model->form == TIMELINE_BARS)
        draw_bars(model, &axis, grid, area);
    else
        draw_lanes(model, &axis, lane, grid, area);
}

static void add_term(struct buf *out, const char *term, const char *value)
{
    if (value != NULL)
        view_add_term(out, term, value);
}

void timeline_run_filter(const struct timeline_run *run, const char *within, struct buf *out)
{
    const struct event_row *row = &run->first;
    CLEANUP(buf) struct buf api = {0};
    narrow_add_whole(out, within);
    buf_fmt(&api, "%s:%s", row->service != NULL ? row->service : "", row->api != NULL ? row->api : "");
    add_term(out, "api", buf_text(&api));
    add_term(out, "principal", row->principal_key);
    add_term(out, "address", row->address);
    add_term(out, "outcome", outcome_name(row->outcome));
    ask_add_window(out, run->first_s, run->last_s + 1);
}
