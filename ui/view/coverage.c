// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * coverage: for which accounts, regions and times there is evidence, as a heat map: a row an account and
 * region, a column a stretch of time that fits the width, the shade its events. Holes are dots, hours with a
 * file or digest but no event dashes. Enter shows the events of the cell.
 */
#include "src/scope/coverage.h"
#include "src/base/alloc.h"
#include "ui/core/bar.h"
#include "ui/core/format.h"
#include "ui/view/ask_filter.h"
#include "ui/view/view.h"

#include <stdlib.h>
#include <string.h>

enum { LABEL_COLS = 29, AXIS_COLS = 12, DETAIL_ROWS = 2, PAGE_ROWS = 10, ROWS_BEFORE_SIGNS = 3 };

/* Widths of a column in hours: 1 hour to a quarter. */
static const int64_t steps[] = {1, 2, 3, 6, 12, 24, 48, 168, 336, 672, 2184};

struct heat_state {
    size_t row;
    int64_t hour; /* where the cursor is, whatever the width of a column */
    int zoom;     /* how much closer than what fits */
    struct buf filter;
};

/* How the hours lie on the columns. */
struct heat {
    int64_t step, left; /* hours a column; hour of the first one */
    int64_t columns;    /* shown */
    int64_t first, last;
};

struct sum {
    int64_t events, files, digests;
    int64_t hours; /* with anything */
};

/* --- the map --- */

static bool span_of(const struct coverage *coverage, int64_t *ret_first, int64_t *ret_last)
{
    bool any = false;
    for (size_t i = 0; i < coverage->row_count; i++) {
        const struct coverage_row *row = &coverage->rows[i];
        if (row->cell_count == 0)
            continue;
        int64_t first = row->cells[0].hour, last = row->cells[row->cell_count - 1].hour;
        *ret_first = !any || first < *ret_first ? first : *ret_first;
        *ret_last = !any || last > *ret_last ? last : *ret_last;
        any = true;
    }
    return any;
}

static int64_t floor_to(int64_t hour, int64_t step)
{
    return hour - ((hour % step) + step) % step;
}

static size_t step_that_fits(int64_t first, int64_t last, int64_t cols)
{
    size_t index = 0;
    while (index + 1 < ARRAY_LEN(steps) && (last - floor_to(first, steps[index])) / steps[index] + 1 > cols)
        index++;
    return index;
}

/* False when there is nothing to show. */
static bool heat_fit(const struct view *view, int cols, struct heat *ret)
{
    const struct heat_state *state = view->state;
    int64_t room = cols > LABEL_COLS + 1 ? cols - LABEL_COLS : 1;
    if (view->model == NULL || !span_of(view->model, &ret->first, &ret->last))
        return false;
    size_t index = step_that_fits(ret->first, ret->last, room);
    ret->step = steps[(size_t)state->zoom < index ? index - (size_t)state->zoom : 0];
    ret->left = floor_to(ret->first, ret->step);
    int64_t all = (ret->last - ret->left) / ret->step + 1;
    ret->columns = all < room ? all : room;
    int64_t before = (state->hour - ret->left) / ret->step - room / 2;
    if (before > all - ret->columns)
        before = all - ret->columns;
    if (before > 0)
        ret->left += before * ret->step;
    return true;
}

static struct sum sum_of(const struct coverage_row *row, int64_t from, int64_t to)
{
    struct sum sum = {0};
    size_t low = 0, high = row->cell_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (row->cells[middle].hour < from)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < row->cell_count && row->cells[low].hour < to; low++) {
        sum.events += row->cells[low].events;
        sum.files += row->cells[low].files;
        sum.digests += row->cells[low].digests;
        sum.hours++;
    }
    return sum;
}

static int digits(int64_t count)
{
    int bits = 0;
    for (; count > 0; count >>= 1)
        bits++;
    return bits;
}

/* Shades go by the magnitude of the count, so that a busy region does not hide a quiet one. */
static const char *glyph_of(const struct grid *grid, const struct coverage_row *row, const struct sum *sum,
                            const int64_t place[2], int most)
{
    static const char *const shades[][2] = {{"░", ":"}, {"▒", "+"}, {"▓", "*"}, {"█", "#"}};
    if (sum->events > 0) {
        int level = most > 1 ? (digits(sum->events) - 1) * 4 / most : 3;
        return grid_glyph(grid, shades[level][0], shades[level][1]);
    }
    if (sum->hours > 0)
        return "-";
    bool inside = place[1] > row->cells[0].hour && place[0] <= row->cells[row->cell_count - 1].hour;
    return inside ? grid_glyph(grid, "·", ".") : " ";
}

static enum role role_of(const struct sum *sum)
{
    return sum->events > 0 ? ROLE_BAR : sum->hours > 0 ? ROLE_NORMAL : ROLE_DIM;
}

static int most_digits(const struct coverage *coverage, const struct heat *heat, size_t top, size_t rows)
{
    int64_t most = 0;
    for (size_t i = top; i < coverage->row_count && i < top + rows; i++)
        for (int64_t c = 0; c < heat->columns; c++) {
            int64_t from = heat->left + c * heat->step;
            int64_t events = sum_of(&coverage->rows[i], from, from + heat->step).events;
            most = events > most ? events : most;
        }
    return digits(most);
}

/* --- drawing --- */

static struct rect cell_at(struct rect row, int64_t column)
{
    return (struct rect){row.row, row.col + LABEL_COLS + (int)column, row.rows, 1};
}

static void draw_axis(struct grid *grid, struct rect row, const struct heat *heat)
{
    for (int64_t c = 0; c + AXIS_COLS <= heat->columns || c == 0; c += AXIS_COLS) {
        char text[ISOTIME_SIZE];
        isotime_format((heat->left + c * heat->step) * HOUR_S, text);
        struct rect at = {row.row, row.col + LABEL_COLS + (int)c, 1, row.cols - LABEL_COLS - (int)c};
        if (heat->step >= 24)
            grid_putf(grid, at, ROLE_HEADER, 0, "%.10s", text);
        else
            grid_putf(grid, at, ROLE_HEADER, 0, "%.5s %.5s", text + 5, text + 11);
    }
}

static bool overlaps(const struct trailwindow *window, int64_t from_s, int64_t to_s)
{
    return window->from_s < to_s && (window->to_s == ISOTIME_NONE || window->to_s > from_s);
}

static const struct trailwindow *window_in(const struct coverage *coverage, int64_t from_hour,
                                           int64_t to_hour)
{
    for (size_t i = 0; i < coverage->window_count; i++)
        if (overlaps(&coverage->windows[i], from_hour * HOUR_S, to_hour * HOUR_S))
            return &coverage->windows[i];
    return NULL;
}

static void draw_windows(const struct coverage *coverage, struct grid *grid, struct rect row,
                         const struct heat *heat)
{
    grid_put(grid, row, ROLE_WARNING, 0, " a trail left out something");
    for (int64_t c = 0; c < heat->columns; c++) {
        int64_t from = heat->left + c * heat->step;
        if (window_in(coverage, from, from + heat->step) != NULL)
            grid_put(grid, cell_at(row, c), ROLE_WARNING, 0, "!");
    }
}

static void draw_row(const struct view *view, struct grid *grid, struct rect row, const struct heat *heat,
                     const int numbers[2])
{
    const struct heat_state *state = view->state;
    const struct coverage_row *data = &((const struct coverage *)view->model)->rows[numbers[0]];
    bool current = (size_t)numbers[0] == state->row;
    struct rect label = row;
    label.cols = LABEL_COLS - 1;
    grid_putf(grid, label, current ? ROLE_STRONG : ROLE_NORMAL, GRID_CUT, " %s %s",
              data->account[0] ? data->account : "no account", data->region[0] ? data->region : "no region");
    for (int64_t c = 0; c < heat->columns && data->cell_count > 0; c++) {
        const int64_t place[2] = {heat->left + c * heat->step, heat->left + (c + 1) * heat->step};
        struct sum sum = sum_of(data, place[0], place[1]);
        bool here = current && state->hour >= place[0] && state->hour < place[1];
        grid_put(grid, cell_at(row, c), here ? ROLE_CURSOR : role_of(&sum), 0,
                 glyph_of(grid, data, &sum, place, numbers[1]));
    }
}

static void add_number(struct buf *out, int64_t count, const char *one, const char *many)
{
    buf_str(out, out->len ? ", " : "");
    format_count(out, count);
    buf_fmt(out, " %s", count == 1 ? one : many);
}

/* What the cell under the cursor is, and what trails left out then. */
static void draw_detail(const struct view *view, struct grid *grid, struct rect area, const struct heat *heat)
{
    const struct coverage *coverage = view->model;
    const struct heat_state *state = view->state;
    const struct coverage_row *row = &coverage->rows[state->row];
    int64_t from = floor_to(state->hour, heat->step), to = from + heat->step;
    struct sum sum = sum_of(row, from, to);
    CLEANUP(buf) struct buf when = {0};
    CLEANUP(buf) struct buf what = {0};
    format_time(&when, from * HOUR_S);
    buf_fmt(&when, " + ");
    format_span(&when, heat->step * HOUR_S);
    if (sum.hours > 0) {
        add_number(&what, sum.events, "event", "events");
        add_number(&what, sum.files, "file", "files");
        add_number(&what, sum.digests, "digest", "digests");
        if (sum.hours < heat->step)
            buf_fmt(&what, "; %lld of %lld hours empty", (long long)(heat->step - sum.hours),
                    (long long)heat->step);
    } else {
        buf_str(&what, coverage->left_out_count
                           ? "nothing: not logged, left out at ingest, or not in the case"
                           : "nothing: not logged, or not in the case");
    }
    struct rect line = rect_top(&area, 1);
    rect_left(&line, 1);
    rect_left(&line, grid_put(grid, line, ROLE_STRONG, 0, buf_text(&when)) + 2);
    bar_parts(&what, grid->ascii, line.cols);
    grid_put(grid, line, sum.hours > 0 ? ROLE_NORMAL : ROLE_DIM, GRID_CUT, buf_text(&what));
    const struct trailwindow *window = window_in(coverage, from, to);
    if (window == NULL)
        return;
    buf_clear(&what);
    coverage_window(window, &what);
    grid_putf(grid, area, ROLE_WARNING, GRID_CUT, " %s (%s by %s)", buf_text(&what), window->api,
              window->principal);
}

static void draw_signs(struct grid *grid, struct rect row)
{
    grid_put(grid, row, ROLE_DIM, GRID_CUT,
             grid_glyph(grid, " ░▒▓█ events  · no evidence  - files only  ! a trail left out",
                        " :+*# events  . no evidence  - files only  ! a trail left out"));
}

static void heat_draw(const struct view *view, struct grid *grid, struct rect area)
{
    const struct coverage *coverage = view->model;
    const struct heat_state *state = view->state;
    struct heat heat;
    if (!heat_fit(view, area.cols, &heat)) {
        grid_put(grid, rect_row(area, 1), ROLE_DIM, GRID_CUT,
                 "  no evidence yet: trailcase ingest CASE PATH");
        return;
    }
    draw_axis(grid, rect_top(&area, 1), &heat);
    if (coverage->window_count > 0)
        draw_windows(coverage, grid, rect_top(&area, 1), &heat);
    struct rect detail = rect_bottom(&area, DETAIL_ROWS);
    if (area.rows > ROWS_BEFORE_SIGNS)
        draw_signs(grid, rect_bottom(&area, 1));
    size_t rows = area.rows > 0 ? (size_t)area.rows : 1;
    size_t top = state->row >= rows ? state->row - rows + 1 : 0;
    int most = most_digits(coverage, &heat, top, rows);
    for (size_t i = top; i < coverage->row_count && i < top + rows; i++) {
        const int numbers[2] = {(int)i, most};
        draw_row(view, grid, rect_top(&area, 1), &heat, numbers);
    }
    draw_detail(view, grid, detail, &heat);
}

/* --- requests --- */

static void move_row(struct view *view, int64_t by)
{
    struct heat_state *state = view->state;
    int64_t last = (int64_t)((const struct coverage *)view->model)->row_count - 1;
    int64_t row = (int64_t)state->row + by;
    state->row = (size_t)(row < 0 ? 0 : row > last ? last : row);
}

static void move_hour(struct heat_state *state, const struct heat *heat, int64_t columns)
{
    int64_t hour = floor_to(state->hour, heat->step) + columns * heat->step;
    state->hour = hour < heat->first ? heat->first : hour > heat->last ? heat->last : hour;
}

static void cell_filter(const struct view *view, const struct heat *heat, struct buf *out)
{
    const struct heat_state *state = view->state;
    const struct coverage_row *row = &((const struct coverage *)view->model)->rows[state->row];
    int64_t from_s = floor_to(state->hour, heat->step) * HOUR_S;
    if (row->account[0])
        view_add_term(out, "account", row->account);
    if (row->region[0])
        view_add_term(out, "region", row->region);
    ask_add_window(out, from_s, from_s + heat->step * HOUR_S);
}

static enum view_answer open_cell(struct view *view, const struct heat *heat)
{
    CLEANUP(buf) struct buf filter = {0};
    cell_filter(view, heat, &filter);
    return view_go(view, "events", buf_text(&filter), NULL, "cell");
}

static enum view_answer heat_request(struct view *view, enum request request)
{
    struct heat_state *state = view->state;
    struct heat heat;
    static const struct {
        enum request request;
        int rows, columns, zoom;
    } moves[] = {
        {REQUEST_DOWN, 1, 0, 0},
        {REQUEST_UP, -1, 0, 0},
        {REQUEST_PAGE_DOWN, PAGE_ROWS, 0, 0},
        {REQUEST_PAGE_UP, -PAGE_ROWS, 0, 0},
        {REQUEST_FIRST, -(1 << 30), 0, 0},
        {REQUEST_LAST, 1 << 30, 0, 0},
        {REQUEST_LEFT, 0, -1, 0},
        {REQUEST_RIGHT, 0, 1, 0},
        {REQUEST_ZOOM_IN, 0, 0, 1},
        {REQUEST_ZOOM_OUT, 0, 0, -1},
    };
    if (!heat_fit(view, view->body.cols, &heat))
        return VIEW_PASS;
    if (request == REQUEST_OPEN)
        return open_cell(view, &heat);
    for (size_t i = 0; i < ARRAY_LEN(moves); i++) {
        if (moves[i].request != request)
            continue;
        move_row(view, moves[i].rows);
        move_hour(state, &heat, moves[i].columns);
        bool finest = moves[i].zoom > 0 && heat.step == steps[0];
        if (!finest && state->zoom + moves[i].zoom >= 0)
            state->zoom += moves[i].zoom;
        return VIEW_DONE;
    }
    return VIEW_PASS;
}

/* --- the view --- */

static void heat_open(struct view *view)
{
    struct heat_state *state = alloc_zero(1, sizeof *state);
    state->hour = INT64_MIN;
    view->state = state;
}

static void heat_close(struct view *view)
{
    struct heat_state *state = view->state;
    buf_done(&state->filter);
    free(state);
}

static void *heat_load(void *ctx, const struct ask *ask, struct task *task, struct err *err)
{
    CLEANUP(filter) struct filter *none = NULL;
    struct ask all;
    (void)ask;
    ask_init(&all);
    struct coverage *coverage = alloc_zero(1, sizeof *coverage);
    bool loaded = ask_begin(ctx, &all, task, &none, err) && coverage_load(coverage, ctx, err);
    ask_end(ctx);
    if (loaded)
        return coverage;
    coverage_done(coverage);
    free(coverage);
    return NULL;
}

static void heat_free(void *model)
{
    coverage_done(model);
    free(model);
}

/* The cursor starts at the busiest row, at its first hour. */
static void heat_update(struct view *view, void *model)
{
    struct heat_state *state = view->state;
    const struct coverage *coverage = model;
    int64_t first = 0, last = 0;
    view_keep(view, model);
    span_of(coverage, &first, &last);
    if (state->hour == INT64_MIN && coverage->row_count > 0) {
        for (size_t i = 0; i < coverage->row_count; i++)
            if (coverage->rows[i].events > coverage->rows[state->row].events)
                state->row = i;
        const struct coverage_row *row = &coverage->rows[state->row];
        state->hour = row->cell_count > 0 ? row->cells[0].hour : first;
    }
    if (state->row >= coverage->row_count)
        state->row = 0;
    state->hour = state->hour < first ? first : state->hour > last ? last : state->hour;
}

static void heat_status(const struct view *view, struct buf *out)
{
    const struct coverage *coverage = view->model;
    buf_fmt(out, "%zu of %zu", coverage->row_count ? ((struct heat_state *)view->state)->row + 1 : 0,
            coverage->row_count);
}

static bool heat_selection(const struct view *view, struct selection *out)
{
    struct heat_state *state = view->state;
    struct heat heat;
    if (!heat_fit(view, view->body.cols, &heat))
        return false;
    out->since_s = floor_to(state->hour, heat.step) * HOUR_S;
    out->until_s = out->since_s + heat.step * HOUR_S - 1;
    buf_clear(&state->filter);
    cell_filter(view, &heat, &state->filter);
    out->filter = buf_text(&state->filter);
    return true;
}

static void heat_dump(const struct view *view, struct buf *out)
{
    const struct coverage *coverage = view->model;
    for (size_t i = 0; coverage != NULL && i < coverage->row_count; i++)
        buf_fmt(out, "%s\t%s\t%lld\t%zu\n", coverage->rows[i].account, coverage->rows[i].region,
                (long long)coverage->rows[i].events, coverage->rows[i].hole_hours);
}

const struct view_ops view_coverage = {
    .name = "coverage",
    .title = "Coverage",
    .help = "for which accounts, regions and hours there is evidence, and its gaps",
    .hint = "h l j k move  z Z zoom  Enter events  t timeline  ? help",
    .no_filter = true,
    .open = heat_open,
    .load = heat_load,
    .model_free = heat_free,
    .update = heat_update,
    .draw = heat_draw,
    .request = heat_request,
    .status = heat_status,
    .selection = heat_selection,
    .dump = heat_dump,
    .close = heat_close,
};
