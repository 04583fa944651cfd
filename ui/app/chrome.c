// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/chrome.h"

#include "src/base/alloc.h"
#include "ui/app/columns.h"
#include "ui/app/complete.h"
#include "ui/app/marking.h"
#include "ui/core/bar.h"

#include <stdio.h>
#include <string.h>

static const char usual_hint[] = ": command  f filter  m mark  q back  ? help";

enum { CRUMB_SIZE = 128, MATCH_ROWS_MAX = 6, SLOW_MS = 300 };

/* Also where it means nothing: it is still there, and is meant again on the next screen. */
static bool shows_filter(const struct view *view)
{
    return view->ask.filter != NULL && view->ops->load != NULL;
}

struct rect chrome_body(struct app *app)
{
    struct rect rest = {0, 0, app->grid.rows, app->grid.cols};
    rect_top(&rest, shows_filter(app_view(app)) ? 2 : 1);
    rect_bottom(&rest, 1);
    return rest;
}

/* When the way here is too long for the row, the screens before this one keep only their titles, the oldest
 * first. */
static void shorten_crumbs(const struct app *app, char (*texts)[CRUMB_SIZE], size_t count, int cols)
{
    const struct screens *screens = &app->screens;
    size_t first = screens_crumb(screens);
    int need = 3 * ((int)count - 1);
    for (size_t i = 0; i < count; i++)
        need += (int)cluster_cols(texts[i], app->grid.ascii, CRUMB_SIZE);
    for (size_t i = 1; i + 1 < count && need > cols; i++) {
        const char *title = screens->list[first + i - 1].view->ops->title;
        need -= (int)cluster_cols(texts[i], app->grid.ascii, CRUMB_SIZE) -
                (int)cluster_cols(title, app->grid.ascii, CRUMB_SIZE);
        snprintf(texts[i], CRUMB_SIZE, "%s", title);
    }
}

static void draw_crumbs(struct app *app, struct rect row)
{
    struct screens *screens = &app->screens;
    char texts[SCREENS_MAX + 1][CRUMB_SIZE];
    const char *crumbs[SCREENS_MAX + 1];
    size_t count = 0;
    snprintf(texts[count++], CRUMB_SIZE, "%s", app->acase->name);
    for (size_t i = screens_crumb(screens); i <= screens->at; i++) {
        const struct view *view = screens->list[i].view;
        snprintf(texts[count++], CRUMB_SIZE, "%s%s%s", view->ops->title, view->label[0] != '\0' ? " " : "",
                 view->label);
    }
    const char *warning = app->acase->warning;
    struct rect rest = row;
    if (warning != NULL)
        rest.cols -= (int)cluster_cols(warning, app->grid.ascii, (size_t)row.cols) + 2;
    shorten_crumbs(app, texts, count, rest.cols - 1);
    for (size_t i = 0; i < count; i++)
        crumbs[i] = texts[i];
    bar_crumbs(&app->grid, rest, crumbs, count);
    rect_left(&row, rest.cols > 0 ? rest.cols : 0);
    if (warning != NULL)
        grid_putf(&app->grid, row, ROLE_WARNING, GRID_CUT, " %s", warning);
}

/* --- status row --- */

/* What runs and how far it is; nothing while it is quick. */
static bool job_text(struct app *app, struct buf *out)
{
    struct worker_state state = worker_state(app->worker);
    int64_t since_ms = state.what != NULL ? app_now_ms() - app->job_since_ms : 0;
    if (state.what == NULL || since_ms < SLOW_MS)
        return false;
    buf_fmt(out, "%s %s %ds", state.cancelling ? "stopping" : "loading", state.what, (int)(since_ms / 1000));
    if (state.total > 0)
        buf_fmt(out, " %d%%", (int)(state.done * 100 / state.total));
    buf_str(out, "  ^C cancel");
    return true;
}

/* Where we are goes when it would cut off something that is said. */
static void write_position(struct app *app, const struct buf *left, int cols, struct buf *out)
{
    const struct view *view = app_view(app);
    bool says = app->marking.choosing || app->say[0] != '\0';
    if (view->ops->status == NULL || view->model == NULL)
        return;
    view->ops->status(view, out);
    size_t both = cluster_cols(buf_text(left), app->grid.ascii, 1000) +
                  cluster_cols(buf_text(out), app->grid.ascii, 1000);
    if (says && both + 4 > (size_t)cols)
        buf_clear(out);
}

/* Room for the first hint and for help comes before all that is told of the place. */
static void share_row(struct buf *left, struct buf *right, bool ascii, int cols)
{
    bar_parts(right, ascii, cols - bar_hints_least(buf_text(left), ascii));
    bar_hints(left, ascii, cols - (int)cluster_cols(buf_text(right), ascii, SIZE_MAX));
}

/* What was said goes before what runs: "u undoes it" is read now or never. */
static void yield_to(const struct buf *said, bool ascii, int cols, struct buf *job)
{
    static const char *const shorter[] = {"^C cancel", ""};
    for (size_t i = 0; i < ARRAY_LEN(shorter); i++) {
        if ((int)(cluster_cols(buf_text(said), ascii, SIZE_MAX) +
                  cluster_cols(buf_text(job), ascii, SIZE_MAX)) <= cols)
            return;
        buf_clear(job);
        buf_str(job, shorter[i]);
    }
}

static const char *hint_of(const struct view *view)
{
    const char *now = view->ops->hint_now != NULL ? view->ops->hint_now(view) : NULL;
    const char *always = view->ops->hint != NULL ? view->ops->hint : usual_hint;
    return now != NULL ? now : always;
}

static void draw_status(struct app *app, struct rect row)
{
    const struct view *view = app_view(app);
    CLEANUP(buf) struct buf left = {0}, right = {0};
    enum role role = app->say_error ? ROLE_ERROR : ROLE_STATUS;
    bool hints = app->menu.pick == NULL && !app->marking.choosing && app->say[0] == '\0';
    if (app->menu.pick != NULL)
        buf_str(&left, "a key, or arrows and Enter; Esc closes");
    else if (app->marking.choosing)
        marking_menu(app, &left);
    else if (app->say[0] != '\0')
        buf_str(&left, app->say);
    else
        buf_str(&left, hint_of(view));
    bool says = app->say[0] != '\0' || app->marking.choosing;
    if (!job_text(app, &right))
        write_position(app, &left, row.cols, &right);
    else if (says)
        yield_to(&left, app->grid.ascii, row.cols - 4, &right);
    if (hints)
        share_row(&left, &right, app->grid.ascii, row.cols - 3);
    bar_status(&app->grid, row, role, buf_text(&left), buf_text(&right));
}

/* --- prompt --- */

static void draw_matches(struct app *app, const struct prompt_matches *matches, struct rect above)
{
    int width = 0;
    for (size_t i = 0; i < matches->count; i++) {
        int cols = (int)cluster_cols(matches->words[i], app->grid.ascii, 40);
        width = cols > width ? cols : width;
    }
    width += 2;
    int per_row = above.cols / width > 0 ? above.cols / width : 1;
    int rows = ((int)matches->count + per_row - 1) / per_row;
    rows = rows > MATCH_ROWS_MAX ? MATCH_ROWS_MAX : rows;
    struct rect box = rect_bottom(&above, rows);
    for (int i = 0; i < box.rows; i++)
        grid_put(&app->grid, rect_row(box, i), ROLE_STATUS, GRID_FILL, "");
    for (int i = 0; i < (int)matches->count && i / per_row < box.rows; i++) {
        struct rect cell = rect_row(box, i / per_row);
        rect_left(&cell, i % per_row * width);
        cell.cols = cell.cols > width ? width : cell.cols;
        grid_put(&app->grid, cell, ROLE_STATUS, GRID_CUT, matches->words[i]);
    }
}

/* Where only few words make sense they are shown before anything is typed. */
static void draw_choices(struct app *app, struct rect above)
{
    struct prompt_matches matches = {0};
    if (app->prompt == APP_PROMPT_FREQUENCY)
        complete_frequency(app, "", 0, &matches);
    else if (app->prompt == APP_PROMPT_COLUMNS)
        columns_complete(app, "", 0, &matches);
    if (matches.count > 0)
        draw_matches(app, &matches, above);
    prompt_matches_done(&matches);
}

/* Draw label and line so that the cursor shows: what is far to the left of it scrolls out. */
static void draw_prompt(struct app *app, struct rect row)
{
    struct prompt_state state = app->backend->prompt_state(app->backend->self);
    struct grid *grid = &app->grid;
    grid_put(grid, row, ROLE_PROMPT, GRID_FILL, "");
    rect_left(&row, grid_put(grid, row, ROLE_KEY, 0, state.label));
    if (row.cols <= 0)
        return;
    CLEANUP(str) char *before = alloc_strn(state.line, state.cursor);
    size_t skip = 0;
    int cols;
    while ((cols = (int)cluster_cols(before + skip, grid->ascii, 1 << 20)) >= row.cols) {
        struct cluster first;
        cluster_next(before + skip, strlen(before + skip), grid->ascii, &first);
        skip += first.used_bytes;
    }
    grid_put(grid, row, ROLE_PROMPT, 0, state.line + skip);
    grid->cursor_row = row.row;
    grid->cursor_col = row.col + cols;
    struct rect above = {0, 0, row.row, grid->cols};
    if (state.matches != NULL)
        draw_matches(app, state.matches, above);
    else if (state.line[0] == '\0')
        draw_choices(app, above);
}

/* --- all of it --- */

static void draw_body(struct app *app, struct view *view, struct rect body)
{
    if (view->model != NULL || view->ops->load == NULL)
        view->ops->draw(view, &app->grid, body);
    else if (view->loading || view->stale)
        grid_put(&app->grid, rect_row(body, 1), ROLE_DIM, GRID_CUT, "  loading");
    else
        grid_putf(&app->grid, rect_row(body, 1), ROLE_WARNING, GRID_CUT, "  %s",
                  view->err.code == ERR_CANCELLED ? "stopped; R reads again" : view->err.text);
}

/* A caret over the place where the filter in the prompt makes no sense. */
static void draw_caret(struct app *app, struct rect row)
{
    struct prompt_state state = app->backend->prompt_state(app->backend->self);
    if (app->prompt != APP_PROMPT_FILTER || strlen(state.line) < app->filter_bad_at)
        return;
    CLEANUP(str) char *before = alloc_strn(state.line, app->filter_bad_at);
    grid_put(&app->grid, row, ROLE_ERROR, GRID_FILL, "");
    rect_left(&row, (int)cluster_cols(state.label, app->grid.ascii, 100) +
                        (int)cluster_cols(before, app->grid.ascii, 1000));
    grid_put(&app->grid, row, ROLE_ERROR, 0, "^");
}

/* What the verdicts mean, when that is asked. */
static void draw_verdicts(struct app *app, struct rect *above)
{
    size_t count = 0;
    for (CLEANUP(buf) struct buf text = {0}; marking_help(app, count, &text); buf_clear(&text))
        count++;
    struct rect box = rect_bottom(above, (int)count);
    for (size_t i = 0; i < count; i++) {
        CLEANUP(buf) struct buf text = {0};
        marking_help(app, i, &text);
        grid_putf(&app->grid, rect_row(box, (int)i), ROLE_STATUS, GRID_FILL | GRID_CUT, "  %s",
                  buf_text(&text));
    }
}

/* The rows above the prompt or the menu say what they are about, when there is something to say. */
static void draw_above(struct app *app, struct rect above)
{
    CLEANUP(buf) struct buf text = {0};
    bool prompts = app->prompt != APP_PROMPT_NONE, wrong = prompts && app->say_error;
    bool marks = app->marking.choosing || app->prompt == APP_PROMPT_REASON || app->prompt == APP_PROMPT_NOTE;
    if (marks)
        marking_what(app, &text);
    else if (wrong)
        buf_str(&text, app->say);
    if (wrong && app->prompt == APP_PROMPT_FILTER)
        draw_caret(app, rect_bottom(&above, 1));
    if (marks)
        draw_verdicts(app, &above);
    if (text.len > 0)
        grid_putf(&app->grid, rect_bottom(&above, 1), marks ? ROLE_STATUS : ROLE_ERROR, GRID_FILL | GRID_CUT,
                  " %s", buf_text(&text));
}

void chrome_draw(struct app *app)
{
    struct grid *grid = &app->grid;
    struct view *view = app_view(app);
    grid_clear(grid);
    struct rect rest = {0, 0, grid->rows, grid->cols};
    if (grid->rows < LAYOUT_MIN_ROWS || grid->cols < LAYOUT_MIN_COLS) {
        grid_putf(grid, rect_row(rest, 0), ROLE_WARNING, GRID_CUT, "terminal too small, need %dx%d",
                  LAYOUT_MIN_COLS, LAYOUT_MIN_ROWS);
        return;
    }
    draw_crumbs(app, rect_top(&rest, 1));
    if (shows_filter(view))
        bar_chips(grid, rect_top(&rest, 1), view->ask.filter, !view->ops->no_filter);
    struct rect bottom = rect_bottom(&rest, 1);
    draw_body(app, view, rest);
    if (app->menu.pick != NULL)
        menu_draw(&app->menu, grid, rest);
    else
        draw_above(app, rest);
    if (app->palette.open)
        palette_draw(&app->palette, grid, rest, bottom);
    else if (app->prompt != APP_PROMPT_NONE)
        draw_prompt(app, bottom);
    else
        draw_status(app, bottom);
}
