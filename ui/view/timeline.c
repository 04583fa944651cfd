// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * timeline: how many events when, with the events of one bucket below.
 *
 * h and l move from bucket to bucket, z and Z look closer and from farther away. Enter on the bars narrows to
 * the bucket; Tab or j goes down to its events, where a run of like ones is one row. v goes from bars to
 * lanes, one a key, address or principal, and around; j and k then choose a lane.
 */
#include "ui/view/timeline_chart.h"

#include "src/base/alloc.h"
#include "ui/core/format.h"
#include "ui/view/ask_filter.h"

#include <stdlib.h>
#include <string.h>

enum { PAGE_BARS = 30, ZOOM = 4, ROWS_BEFORE = 2, LEGEND_ROWS = 1 };

struct timeline_state {
    struct timeline_model *bars, *rows; /* rows may be the same as bars */
    size_t bucket, lane;
    bool in_rows; /* the cursor is in the events */
    struct table table;
    struct event_pick pick;
    struct buf filter, label; /* of the selection */
};

/* --- the view --- */

static void timeline_open(struct view *view)
{
    view->state = alloc_zero(1, sizeof(struct timeline_state));
}

static void drop(struct timeline_model *model)
{
    if (model != NULL)
        timeline_model_free(model);
}

static void timeline_close(struct view *view)
{
    struct timeline_state *state = view->state;
    if (state->rows != state->bars)
        drop(state->rows);
    drop(state->bars);
    table_done(&state->table);
    event_pick_done(&state->pick);
    buf_done(&state->filter);
    buf_done(&state->label);
    free(state);
    view->model = NULL; /* was the bars */
}

/* The first row that is the attacker's, or the first of all. */
static size_t first_attributed(const struct event_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        const char *attribution = event_rows_at(rows, i)->attribution;
        if (attribution != NULL && attribution[0] == 'a')
            return i;
    }
    return 0;
}

static void timeline_update(struct view *view, void *data)
{
    struct timeline_state *state = view->state;
    struct timeline_model *model = data;
    if (state->rows != state->bars)
        drop(state->rows);
    state->rows = model;
    if (model->part == TIMELINE_ALL) {
        drop(state->bars);
        state->bars = model;
        state->bucket = 0;
        for (size_t i = 0; i < model->timeline.count; i++)
            if (model->timeline.buckets[i].start_s == model->row_start_s)
                state->bucket = i;
        state->lane = timeline_lane_of(model, model->row_lane);
    }
    view->model = state->bars;
    view->ask.part = TIMELINE_ALL; /* what a reload asks for, around the same bucket */
    view->ask.after[0] = model->row_start_s;
    view->ask.step_s = state->bars->timeline.bucket_s;
    state->table.cursor = first_attributed(&model->rows);
    state->table.top = state->table.cursor > ROWS_BEFORE ? state->table.cursor - ROWS_BEFORE : 0;
    table_reset(&state->table, model->rows.count);
    state->in_rows = state->in_rows && model->rows.count > 0;
}

static const struct timeline_bucket *current(const struct timeline_state *state)
{
    const struct timeline_model *bars = state->bars;
    return bars != NULL && state->bucket < bars->timeline.count ? &bars->timeline.buckets[state->bucket]
                                                                : NULL;
}

/* The lane under the cursor; NULL: this is no screen of lanes. */
static const struct lane *current_lane(const struct timeline_state *state)
{
    return state->bars != NULL && state->lane < state->bars->lanes.count
               ? &state->bars->lanes.list[state->lane]
               : NULL;
}

static const char *lane_value(const struct timeline_state *state)
{
    const struct lane *lane = current_lane(state);
    return lane != NULL ? lane->value : NULL;
}

/* The rows on the screen are those of the bucket, and the lane, under the cursor. */
static bool rows_fit(const struct timeline_state *state)
{
    const struct timeline_bucket *bucket = current(state);
    const char *lane = lane_value(state);
    if (bucket == NULL || state->rows == NULL || state->rows->row_start_s != bucket->start_s)
        return false;
    const char *have = state->rows->row_lane;
    return lane == NULL || have == NULL ? lane == have : strcmp(lane, have) == 0;
}

static void want_rows(struct view *view)
{
    struct timeline_state *state = view->state;
    const struct timeline_bucket *bucket = current(state);
    if (bucket == NULL)
        return;
    view->ask.part = TIMELINE_ROWS;
    view->ask.after[0] = bucket->start_s;
    view->ask.step_s = state->bars->timeline.bucket_s;
    ask_set(&view->ask.thing, lane_value(state));
    view->stale = true;
}

/* At the end of a window: move it on by half, as far as there is evidence. */
static void pan(struct view *view, int by)
{
    struct timeline_state *state = view->state;
    const struct timeline_model *rows = state->rows;
    int64_t half = (view->ask.until_s - view->ask.since_s) / 2;
    bool right = by > 0;
    if (view->ask.since_s == ISOTIME_NONE || rows == NULL || rows->case_first_s == ISOTIME_NONE)
        return;
    if (right ? view->ask.until_s > rows->case_last_s : view->ask.since_s <= rows->case_first_s) {
        view_say(view, right ? "the evidence ends here" : "the evidence begins here");
        return;
    }
    const struct timeline_bucket *bucket = current(state);
    view->ask.since_s += right ? half : -half;
    view->ask.until_s += right ? half : -half;
    view->ask.part = TIMELINE_ALL;
    view->ask.after[0] = bucket->start_s + (right ? 1 : -1) * state->bars->timeline.bucket_s;
    view->stale = true;
}

static void move_bucket(struct view *view, int by)
{
    struct timeline_state *state = view->state;
    int64_t to = (int64_t)state->bucket + by, last = (int64_t)state->bars->timeline.count - 1;
    to = to < 0 ? 0 : to > last ? last : to;
    if (to == (int64_t)state->bucket) {
        pan(view, by);
        return;
    }
    state->bucket = (size_t)to;
    state->in_rows = false;
    want_rows(view);
}

static void move_lane(struct view *view, int by)
{
    struct timeline_state *state = view->state;
    int64_t to = (int64_t)state->lane + by, last = (int64_t)state->bars->lanes.count - 1;
    to = to < 0 ? 0 : to > last ? last : to;
    if (to == (int64_t)state->lane)
        return;
    state->lane = (size_t)to;
    state->bucket = timeline_near(state->bars, state->lane, state->bucket);
    want_rows(view);
}

/* Bars, lanes by key, by address, by principal, and bars again. */
static void next_form(struct view *view)
{
    struct timeline_state *state = view->state;
    view->ask.sort = (view->ask.sort + 1) % TIMELINE_FORM__COUNT;
    ask_set(&view->ask.thing, NULL);
    view->ask.part = TIMELINE_ALL;
    view->ask.after[0] = 0; /* the first bar that is the attacker's, in the first lane */
    state->in_rows = false;
    view->stale = true;
    view_say(view, view->ask.sort == TIMELINE_BARS ? "all together" : "a lane for each %s",
             view->ask.sort == TIMELINE_BARS ? "" : lanes_by_name(timeline_lanes_by(view->ask.sort)));
}

/* Show a window a fraction, or a multiple, as wide, around the bucket under the cursor. */
static void zoom(struct view *view, bool in)
{
    struct timeline_state *state = view->state;
    const struct timeline *timeline = &state->bars->timeline;
    int64_t width = timeline->to_s - timeline->from_s;
    int64_t center = current(state)->start_s + timeline->bucket_s / 2;
    int64_t wish = in ? width / ZOOM : width * ZOOM;
    if (in && timeline->bucket_s <= 1) {
        view_say(view, "as close as it gets");
        return;
    }
    view->ask.since_s = center - wish / 2;
    view->ask.until_s = center + wish / 2;
    const struct timeline_model *rows = state->rows;
    if (!in && rows->case_first_s != ISOTIME_NONE && view->ask.since_s <= rows->case_first_s &&
        view->ask.until_s > rows->case_last_s) {
        view->ask.since_s = rows->case_first_s;
        view->ask.until_s = rows->case_last_s + 1;
    }
    view->ask.part = TIMELINE_ALL;
    view->ask.after[0] = current(state)->start_s;
    view->stale = true;
}

/* --- layout --- */

static int chart_rows(const struct timeline_state *state, struct rect area)
{
    area.rows -= LEGEND_ROWS;
    return timeline_chart_rows(state->bars, area);
}

static void put_part(struct grid *grid, struct rect *row, enum role role, const char *glyph, int64_t count,
                     const char *name)
{
    CLEANUP(buf) struct buf text = {0};
    if (count == 0)
        return;
    buf_fmt(&text, "%s%s", glyph, glyph[0] != '\0' ? " " : "");
    format_count(&text, count);
    buf_fmt(&text, " %s", name);
    if ((int)cluster_cols(buf_text(&text), grid->ascii, SIZE_MAX) <= row->cols)
        rect_left(row, grid_put(grid, *row, role, 0, buf_text(&text)) + 2);
    else
        row->cols = 0; /* what counts more comes first: after a part that is left out comes none */
}

/* The bucket under the cursor, and what it holds. */
static void draw_legend(const struct timeline_state *state, struct grid *grid, struct rect row)
{
    const struct timeline_model *model = state->bars;
    const struct lane *lane = current_lane(state);
    const struct timeline_bucket *bucket = lane != NULL ? &lane->buckets[state->bucket] : current(state);
    CLEANUP(buf) struct buf text = {0};
    format_time(&text, bucket->start_s);
    if (model->timeline.bucket_s % DAY_S == 0)
        buf_cut(&text, strlen("2020-02-01"));
    else if (model->timeline.bucket_s % 60 == 0)
        buf_cut(&text, strlen("2020-02-01 12:00"));
    buf_str(&text, " + ");
    format_width(&text, model->timeline.bucket_s);
    rect_left(&row, 1);
    rect_left(&row, grid_put(grid, row, ROLE_STRONG, 0, buf_text(&text)) + 2);
    int64_t other = bucket->events - bucket->attributed - bucket->undecided;
    bool stacked = model->attributed + model->undecided > 0;
    if (bucket->events == 0 && model->gaps[state->bucket])
        grid_put(grid, row, ROLE_WARNING, 0, "no evidence of this time: a gap");
    else if (bucket->events == 0)
        grid_put(grid, row, ROLE_DIM, 0, "no events");
    if (stacked) {
        put_part(grid, &row, ROLE_ATTACKER, histogram_glyph(grid, 0, HISTOGRAM_SERIES), bucket->attributed,
                 "attributed");
        put_part(grid, &row, ROLE_UNDECIDED, histogram_glyph(grid, 1, HISTOGRAM_SERIES), bucket->undecided,
                 "undecided");
        put_part(grid, &row, ROLE_BAR, histogram_glyph(grid, 2, HISTOGRAM_SERIES), other, "other");
    } else {
        put_part(grid, &row, ROLE_NORMAL, "", bucket->events, bucket->events == 1 ? "event" : "events");
    }
    put_part(grid, &row, ROLE_DENIED, "", bucket->failed, "failed");
    if (rows_fit(state) && state->rows->page.more)
        put_part(grid, &row, ROLE_WARNING, "", (int64_t)state->rows->page.count,
                 "of them below: z looks closer");
}

static void timeline_draw(const struct view *view, struct grid *grid, struct rect area)
{
    const struct timeline_state *state = view->state;
    if (current(state) == NULL) {
        grid_put(grid, rect_row(area, 1), ROLE_DIM, GRID_CUT,
                 "  no events in this window: Z looks from farther away");
        return;
    }
    struct rect chart = rect_top(&area, chart_rows(state, area));
    timeline_chart_draw(state->bars, state->bucket, state->in_rows ? SIZE_MAX : state->lane, grid, chart);
    draw_legend(state, grid, rect_top(&area, LEGEND_ROWS));
    if (!rows_fit(state)) {
        grid_put(grid, rect_row(area, 1), ROLE_DIM, GRID_CUT, "  loading");
        return;
    }
    struct table_spec spec = event_rows_spec(&state->rows->rows);
    spec.empty = "no events in this bar";
    spec.no_cursor = !state->in_rows;
    event_rows_draw(&state->table, &spec, grid, area, view->search);
}

/* --- requests --- */

/* One event, or all of a run. */
static enum view_answer open_row(struct view *view)
{
    const struct timeline_state *state = view->state;
    size_t at = state->table.cursor;
    const struct event_row *row = event_rows_at(&state->rows->rows, at);
    if (state->rows->times[at] < 2)
        return event_rows_open(view, row, view->ask.filter);
    CLEANUP(buf) struct buf filter = {0};
    timeline_run_filter(&state->rows->runs[at], view->ask.filter, &filter);
    return view_go(view, "events", buf_text(&filter), NULL, row->api);
}

static enum view_answer rows_request(struct view *view, enum request request)
{
    struct timeline_state *state = view->state;
    if (!rows_fit(state) || state->rows->rows.count == 0)
        return VIEW_PASS;
    if (request == REQUEST_OPEN)
        return open_row(view);
    if (request == REQUEST_UP && state->table.cursor == 0) {
        state->in_rows = false;
        return VIEW_DONE;
    }
    struct rect area = view->body;
    rect_top(&area, chart_rows(state, area) + LEGEND_ROWS);
    struct table_spec spec = event_rows_spec(&state->rows->rows);
    return table_request(&state->table, &spec, request, area.rows, view->search) == TABLE_PASS ? VIEW_PASS
                                                                                               : VIEW_DONE;
}

static enum view_answer bars_request(struct view *view, enum request request)
{
    struct timeline_state *state = view->state;
    if (current_lane(state) != NULL && (request == REQUEST_DOWN || request == REQUEST_UP)) {
        move_lane(view, request == REQUEST_DOWN ? 1 : -1);
        return VIEW_DONE;
    }
    const struct lane *lane = current_lane(state);
    const struct timeline_bucket *bucket = lane != NULL ? &lane->buckets[state->bucket] : current(state);
    switch (request) {
    case REQUEST_OPEN:
        if (bucket->events > 0)
            return VIEW_PASS;
        view_say(view, "nothing is in this bar: h and l go to others");
        return VIEW_DONE;
    case REQUEST_DOWN:
    case REQUEST_NEXT_PART:
        state->in_rows = rows_fit(state) && state->rows->rows.count > 0;
        return VIEW_DONE;
    case REQUEST_PAGE_DOWN:
        move_bucket(view, PAGE_BARS);
        return VIEW_DONE;
    case REQUEST_PAGE_UP:
        move_bucket(view, -PAGE_BARS);
        return VIEW_DONE;
    case REQUEST_FIRST:
    case REQUEST_LAST:
        move_bucket(view, request == REQUEST_FIRST ? INT32_MIN : INT32_MAX);
        return VIEW_DONE;
    case REQUEST_UP:
        return VIEW_DONE;
    default:
        return VIEW_PASS;
    }
}

static enum view_answer timeline_request(struct view *view, enum request request)
{
    struct timeline_state *state = view->state;
    if (request == REQUEST_ZOOM_OUT && state->bars != NULL && current(state) == NULL) {
        view->ask.since_s = view->ask.until_s = ISOTIME_NONE;
        view_reload(view);
        return VIEW_DONE;
    }
    if (current(state) == NULL)
        return VIEW_PASS;
    switch (request) {
    case REQUEST_LEFT:
    case REQUEST_RIGHT:
        move_bucket(view, request == REQUEST_LEFT ? -1 : 1);
        return VIEW_DONE;
    case REQUEST_TOGGLE:
        next_form(view);
        return VIEW_DONE;
    case REQUEST_ZOOM_IN:
    case REQUEST_ZOOM_OUT:
        zoom(view, request == REQUEST_ZOOM_IN);
        return VIEW_DONE;
    case REQUEST_NEXT_PART:
        if (!state->in_rows)
            break;
        state->in_rows = false;
        return VIEW_DONE;
    default:
        break;
    }
    return state->in_rows ? rows_request(view, request) : bars_request(view, request);
}

static bool timeline_selection(const struct view *view, struct selection *out)
{
    struct timeline_state *state = view->state;
    const struct timeline_bucket *bucket = current(state);
    if (bucket == NULL)
        return false;
    if (state->in_rows && rows_fit(state))
        return event_rows_selection(event_rows_at(&state->rows->rows, state->table.cursor), &state->pick,
                                    out);
    const struct lane *lane = current_lane(state);
    out->since_s = bucket->start_s;
    out->until_s = bucket->start_s + state->bars->timeline.bucket_s - 1;
    buf_clear(&state->filter);
    if (lane != NULL) {
        const char *term = lanes_by_name(timeline_lanes_by(state->bars->form));
        out->subject = thing_of_term(term);
        out->value[out->subject] = lane->value;
        view_add_term(&state->filter, term, lane->value);
    }
    ask_add_window(&state->filter, bucket->start_s, out->until_s + 1);
    out->filter = buf_text(&state->filter);
    buf_clear(&state->label);
    format_time(&state->label, bucket->start_s);
    out->label = lane != NULL ? lane->name : buf_text(&state->label);
    return true;
}

static void timeline_status(const struct view *view, struct buf *out)
{
    const struct timeline_state *state = view->state;
    if (current_lane(state) != NULL)
        buf_fmt(out, "lane %zu of %lld, ", state->lane + 1, (long long)state->bars->lanes.total);
    format_count(out, state->bars->timeline.events);
    buf_str(out, " events, a bar is ");
    format_width(out, state->bars->timeline.bucket_s);
}

static void timeline_dump(const struct view *view, struct buf *out)
{
    const struct timeline_state *state = view->state;
    for (size_t i = 0; state->bars != NULL && i < state->bars->timeline.count; i++) {
        const struct timeline_bucket *bucket = &state->bars->timeline.buckets[i];
        if (bucket->events == 0)
            continue;
        format_time(out, bucket->start_s);
        buf_fmt(out, "\t%lld\t%lld\t%lld\n", (long long)bucket->events, (long long)bucket->attributed,
                (long long)bucket->undecided);
    }
}

const struct view_ops view_timeline = {
    .name = "timeline",
    .title = "Timeline",
    .help = "how many events when, attributed ones apart; a lane a key, address or principal",
    .hint = "h l move  z Z zoom  v lanes  Enter narrow  Tab events  ? help",
    .digit = '6',
    .open = timeline_open,
    .load = timeline_model_load,
    .model_free = timeline_model_free,
    .update = timeline_update,
    .draw = timeline_draw,
    .request = timeline_request,
    .status = timeline_status,
    .selection = timeline_selection,
    .dump = timeline_dump,
    .close = timeline_close,
};
