// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sql: the rows that a statement gives; it can only read. ask.thing is the statement. Enter on a row with an
 * event_id opens that event.
 */
#include "src/model/sqlrows.h"

#include "src/base/alloc.h"
#include "ui/core/format.h"
#include "ui/view/ask_filter.h"
#include "ui/view/cells.h"

#include <stdlib.h>
#include <string.h>

enum { MEASURED_ROWS = 200, CELL_COLS_MIN = 6, CELL_COLS_MAX = 60 };

struct sql_model {
    struct sqlrows rows;
    struct table_column columns[TABLE_COLUMNS_MAX];
    size_t column_count;
};

static void model_free(void *data)
{
    struct sql_model *model = data;
    sqlrows_done(&model->rows);
    free(model);
}

static bool is_number(const char *text)
{
    return text != NULL && text[0] != '\0' && text[strspn(text, "0123456789.-")] == '\0';
}

/* Columns as wide as their first rows need; numbers stand at the right; the first ones stay when it is tight.
 */
static void measure(struct sql_model *model)
{
    const struct sqlrows *rows = &model->rows;
    model->column_count = rows->column_count < TABLE_COLUMNS_MAX ? rows->column_count : TABLE_COLUMNS_MAX;
    for (size_t column = 0; column < model->column_count; column++) {
        int wide = (int)cluster_cols(rows->columns[column], false, CELL_COLS_MAX);
        bool numbers = rows->count > 0;
        for (size_t row = 0; row < rows->count && row < MEASURED_ROWS; row++) {
            const char *text = rows->rows[row][column];
            int cols = text != NULL ? (int)cluster_cols(text, false, CELL_COLS_MAX) : 0;
            wide = cols > wide ? cols : wide;
            numbers = numbers && (text == NULL || is_number(text));
        }
        model->columns[column] =
            (struct table_column){rows->columns[column],
                                  {wide < CELL_COLS_MIN ? wide : CELL_COLS_MIN, wide, 1, (int)column},
                                  numbers};
        if (numbers)
            model->columns[column].size.min = wide;
    }
}

static void *sql_load(void *ctx, const struct ask *ask, struct task *task, struct err *err)
{
    struct sql_model *model = alloc_zero(1, sizeof *model);
    if (ask->thing != NULL && !sqlrows_load(&model->rows, ctx, ask->thing, &task->cancel, err)) {
        model_free(model);
        return NULL;
    }
    measure(model);
    return model;
}

static enum role draw_cell(const void *data, size_t index, size_t column, struct table_cell *cell)
{
    const char *text = ((const struct sql_model *)data)->rows.rows[index][column];
    return cell_text(cell, text);
}

static struct table_spec spec_of(const struct view *view)
{
    const struct sql_model *model = view->model;
    return (struct table_spec){.columns = model->columns,
                               .column_count = model->column_count,
                               .row_count = model->rows.count,
                               .cell = draw_cell,
                               .rows = model,
                               .empty =
                                   view->ask.thing != NULL
                                       ? "no rows"
                                       : ":sql SELECT ... shows what it gives; view events has names for ids",
                               .unsorted = true};
}

static void sql_open(struct view *view)
{
    view->state = alloc_zero(1, sizeof(struct table));
}

static void sql_close(struct view *view)
{
    table_done(view->state);
    free(view->state);
}

static void sql_update(struct view *view, void *data)
{
    view_keep(view, data);
    table_reset(view->state, ((struct sql_model *)data)->rows.count);
}

static void sql_draw(const struct view *view, struct grid *grid, struct rect area)
{
    struct table_spec spec = spec_of(view);
    table_draw(view->state, &spec, grid, area, view->search);
}

static const char *event_of(const struct view *view)
{
    const struct sql_model *model = view->model;
    const struct table *table = view->state;
    for (size_t i = 0; model != NULL && table->cursor < model->rows.count && i < model->rows.column_count;
         i++)
        if (strcmp(model->rows.columns[i], "event_id") == 0)
            return model->rows.rows[table->cursor][i];
    return NULL;
}

static enum view_answer sql_request(struct view *view, enum request request)
{
    if (view->model == NULL)
        return VIEW_PASS;
    if (request == REQUEST_OPEN) {
        const char *event = event_of(view);
        if (event != NULL)
            return view_go(view, "event", NULL, event, NULL);
        view_say(view, "a row with a column event_id opens its event");
        return VIEW_DONE;
    }
    struct table_spec spec = spec_of(view);
    return view_table_request(view, view->state, &spec, request);
}

static bool sql_selection(const struct view *view, struct selection *out)
{
    const char *event = event_of(view);
    out->subject = event != NULL ? THING_EVENT : THING_NONE;
    out->value[THING_EVENT] = event;
    return event != NULL;
}

static void sql_status(const struct view *view, struct buf *out)
{
    const struct sql_model *model = view->model;
    format_count(out, (int64_t)model->rows.count);
    buf_str(out, model->rows.more ? " rows, and there are more" : model->rows.count == 1 ? " row" : " rows");
}

static void sql_lines(const struct view *view, struct buf *out)
{
    struct table_spec spec = spec_of(view);
    if (view->model != NULL)
        view_table_lines(view->state, &spec, out);
}

static void sql_dump(const struct view *view, struct buf *out)
{
    if (view->model == NULL)
        return;
    struct table_spec spec = spec_of(view);
    view_table_dump(&spec, out);
}

const struct view_ops view_sql = {
    .name = "sql",
    .title = "SQL",
    .help = "what a statement gives that you type: SELECT only",
    .hint = ":sql another statement  Enter its event  y copy  / search  ? help",
    .no_filter = true,
    .open = sql_open,
    .load = sql_load,
    .model_free = model_free,
    .update = sql_update,
    .draw = sql_draw,
    .request = sql_request,
    .status = sql_status,
    .selection = sql_selection,
    .lines = sql_lines,
    .dump = sql_dump,
    .close = sql_close,
};
