// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * robots: the four questions that are asked of every lead, answered at once for what was under the cursor.
 * Enter on a row shows its events.
 */
#include "src/scope/robot.h"

#include "src/base/alloc.h"
#include "src/scope/lineage.h"
#include "ui/core/format.h"
#include "ui/view/ask_filter.h"
#include "ui/view/page.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS_SHOWN = 40, EVENTS_COLS = 7 };

struct robots_model {
    struct arena arena;
    struct page page;
    int64_t rows;
};

static void robots_free(void *data)
{
    struct robots_model *model = data;
    page_done(&model->page);
    arena_done(&model->arena);
    free(model);
}

static size_t column_of(const struct robot *robot, const char *name)
{
    size_t i = 0;
    while (i < robot->column_count && strcmp(robot->columns[i].name, name) != 0)
        i++;
    return i;
}

static const struct robot_cell *cell_of(const struct robot *robot, size_t row, const char *name)
{
    size_t column = column_of(robot, name);
    return column < robot->column_count ? &robot->cells[row * robot->column_count + column] : NULL;
}

/* A row as one line: how often, then its words, then what makes it stand out, then when. */
static void write_row(struct buf *out, const struct robot *robot, size_t row)
{
    static const char *const words[] = {"change", "outcome", "dimension", "value", "service",
                                        "role",   "api",     "detail",    "agent"};
    char first[ISOTIME_SIZE], last[ISOTIME_SIZE];
    CLEANUP(buf) struct buf count = {0};
    format_count(&count, cell_of(robot, row, "events")->number);
    buf_fmt(out, "  %*s", EVENTS_COLS, buf_text(&count));
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        const struct robot_cell *cell = cell_of(robot, row, words[i]);
        if (cell != NULL && !cell->absent)
            buf_fmt(out, "  %s", cell->text);
        else if (cell != NULL && strcmp(words[i], "role") == 0)
            buf_str(out, "  a role that is not told");
    }
    const struct robot_cell *before = cell_of(robot, row, "before"),
                            *days = cell_of(robot, row, "before_days");
    if (before != NULL && before->number > 0)
        buf_fmt(out, ", before %lld on %lld day%s", (long long)before->number, (long long)days->number,
                days->number == 1 ? "" : "s");
    buf_fmt(out, ", %.16s to %.16s", isotime_format(cell_of(robot, row, "first")->number, first),
            isotime_format(cell_of(robot, row, "last")->number, last));
}

static enum role role_of(const struct robot *robot, size_t row)
{
    const struct robot_cell *change = cell_of(robot, row, "change"),
                            *outcome = cell_of(robot, row, "outcome");
    if (change != NULL && strcmp(change->text, "new") == 0)
        return ROLE_WARNING;
    return outcome != NULL && strcmp(outcome->text, "success") != 0 ? ROLE_DIM : ROLE_NORMAL;
}

/* Most dimensions are fields of a filter. There is none for hours of the day. */
static void add_dimension(struct buf *out, const char *dimension, const char *value)
{
    if (strcmp(dimension, "mfa") == 0)
        buf_str(out, strcmp(value, "yes") == 0 ? " is:mfa" : " !is:mfa");
    else if (strcmp(dimension, "hour") != 0)
        view_add_term(out, dimension, value);
}

/* The filter of a row: the thing, and what the row is about. */
static void add_filter(struct buf *out, const struct robot *robot, size_t row)
{
    static const char *const terms[] = {"service", "api", "agent", "outcome"};
    buf_str(out, robot->filter);
    for (size_t i = 0; i < ARRAY_LEN(terms); i++) {
        const struct robot_cell *cell = cell_of(robot, row, terms[i]);
        if (cell != NULL && !cell->absent)
            view_add_term(out, terms[i], cell->text);
    }
    const struct robot_cell *dimension = cell_of(robot, row, "dimension");
    if (dimension != NULL)
        add_dimension(out, dimension->text, cell_of(robot, row, "value")->text);
    const struct robot_cell *via = cell_of(robot, row, "via");
    if (via != NULL)
        view_add_term(out, "api", via->text);
}

static void put_robot(struct page *page, const struct robot *robot, const char *title)
{
    CLEANUP(buf) struct buf text = {0}, filter = {0};
    page_title(page, title);
    page_fmt(page, ROLE_DIM, "  %s", robot->note)->text.hang = 2;
    for (size_t i = 0; i < robot->row_count && i < ROWS_SHOWN; i++) {
        buf_clear(&text);
        buf_clear(&filter);
        write_row(&text, robot, i);
        add_filter(&filter, robot, i);
        struct page_line *line = page_put(page, role_of(robot, i), buf_text(&text));
        line->text.hang = EVENTS_COLS + 4;
        page_leads(page, line, "events", buf_text(&filter));
    }
    if (robot->row_count == 0)
        page_put(page, ROLE_DIM, "  nothing");
    if (robot->row_count > ROWS_SHOWN)
        page_fmt(page, ROLE_DIM, "  ... and %zu more rows; the command robot gives them all",
                 robot->row_count - ROWS_SHOWN);
}

static bool load_robots(struct robots_model *model, struct db *db, const char *text, struct err *err)
{
    static const struct {
        enum robot_kind kind;
        const char *title;
    } order[] = {
        {ROBOT_INTERESTING, "Calls that change something or read secrets"},
        {ROBOT_ROLES, "Roles taken and tried"},
        {ROBOT_BASELINE, "Unlike before, and as before"},
        {ROBOT_SERVICES, "Services"},
    };
    model->page.arena = &model->arena;
    if (text == NULL) {
        page_put(&model->page, ROLE_NORMAL,
                 "Robots look at one thing: put the cursor on a principal, key, address, session or event "
                 "anywhere "
                 "and press r, or type :robots principal:NAME");
        return true;
    }
    if (!lineage_refresh(db, err))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(order); i++) {
        CLEANUP(robot) struct robot robot = {0};
        struct robot_ask ask = {order[i].kind, text, ISOTIME_NONE, ISOTIME_NONE, ROBOT_HISTORY_DAYS};
        if (!robot_run(&robot, db, &ask, err))
            return false;
        put_robot(&model->page, &robot, order[i].title);
        model->rows += (int64_t)robot.row_count;
    }
    return true;
}

/* The thing, or a filter of one term, which spells a thing the same. */
static void *robots_load(void *ctx, const struct ask *ask, struct task *task, struct err *err)
{
    CLEANUP(filter) struct filter *none = NULL;
    struct ask all;
    ask_init(&all);
    struct robots_model *model = alloc_zero(1, sizeof *model);
    bool loaded = ask_begin(ctx, &all, task, &none, err) &&
                  load_robots(model, ctx, ask->thing != NULL ? ask->thing : ask->filter, err);
    ask_end(ctx);
    if (loaded)
        return model;
    robots_free(model);
    return NULL;
}

static void robots_update(struct view *view, void *data)
{
    struct robots_model *model = data;
    view_keep(view, model);
    page_settle(view, &model->page);
}

static void robots_draw(const struct view *view, struct grid *grid, struct rect area)
{
    page_draw(view, &((const struct robots_model *)view->model)->page, grid, area);
}

static enum view_answer robots_request(struct view *view, enum request request)
{
    return page_request(view, &((const struct robots_model *)view->model)->page, request);
}

static bool robots_selection(const struct view *view, struct selection *out)
{
    const struct robots_model *model = view->model;
    return model != NULL && page_selection(view, &model->page, out);
}

static void robots_status(const struct view *view, struct buf *out)
{
    format_count(out, ((const struct robots_model *)view->model)->rows);
    buf_str(out, " rows");
}

static void robots_dump(const struct view *view, struct buf *out)
{
    if (view->model != NULL)
        page_dump(&((const struct robots_model *)view->model)->page, out);
}

const struct view_ops view_robots = {
    .name = "robots",
    .title = "Robots",
    .help = "roles, services, interesting calls and baseline of one thing",
    .hint = "Enter its events  q back  / search  ? help",
    .of_one = true,
    .no_filter = true,
    .open = page_open,
    .load = robots_load,
    .model_free = robots_free,
    .update = robots_update,
    .draw = robots_draw,
    .request = robots_request,
    .status = robots_status,
    .selection = robots_selection,
    .dump = robots_dump,
    .close = page_close,
};
