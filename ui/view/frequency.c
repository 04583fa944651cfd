// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * frequency: how often each value of a field occurs under the filter. Enter adds the value under the cursor,
 * or all that are picked, to the filter and returns to the kind of screen one came from.
 *
 * ask.thing is "FIELD SCREEN": of what, and where Enter leads.
 */
#include "src/model/frequency.h"

#include "src/base/alloc.h"
#include "ui/core/format.h"
#include "ui/view/ask_filter.h"
#include "ui/view/cells.h"
#include "ui/view/narrow.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS_MAX = 10000, BAR_COLS = 40, NAME_COLS = 44, SHARE_COLS = 6 };

enum column {
    COLUMN_VALUE,
    COLUMN_EVENTS,
    COLUMN_SHARE,
    COLUMN_FIRST,
    COLUMN_LAST,
    COLUMN_BAR,
    COLUMN__COUNT
};

/* What sorts by a column; the share and the bar say the same as the count. */
static const enum frequency_sort sorts[COLUMN__COUNT] = {
    [COLUMN_VALUE] = FREQUENCY_BY_VALUE,
    [COLUMN_FIRST] = FREQUENCY_BY_FIRST,
    [COLUMN_LAST] = FREQUENCY_BY_LAST,
};

struct frequency_model {
    struct frequency frequency;
    struct table_column columns[COLUMN__COUNT];
    int64_t most;
};

struct frequency_state {
    struct table table;
    struct buf filter;
};

/* --- loading --- */

static void model_free(void *data)
{
    struct frequency_model *model = data;
    frequency_done(&model->frequency);
    free(model);
}

static const char *name_of(const struct frequency_row *row)
{
    return row->label != NULL && row->label[0] != '\0' ? row->label : row->value;
}

static void measure(struct frequency_model *model)
{
    static const struct table_column columns[COLUMN__COUNT] = {
        [COLUMN_VALUE] = {"", {12, 12, 4, 0}, false},
        [COLUMN_EVENTS] = {"events", {10, 10, 0, 0}, true},
        [COLUMN_SHARE] = {"share", {SHARE_COLS, SHARE_COLS, 0, 2}, true},
        [COLUMN_FIRST] = {"first", {CELL_DAY_COLS, CELL_TIME_COLS, 9, 4}, false},
        [COLUMN_LAST] = {"last", {CELL_MINUTE_COLS, CELL_TIME_COLS, 9, 3}, false},
        [COLUMN_BAR] = {"", {8, BAR_COLS, 4, 5}, false},
    };
    const struct frequency *frequency = &model->frequency;
    int widest = columns[COLUMN_VALUE].size.max;
    memcpy(model->columns, columns, sizeof columns);
    for (size_t i = 0; i < frequency->count; i++) {
        const struct frequency_row *row = &frequency->rows[i];
        int cols = (int)cluster_cols(name_of(row), false, 120);
        widest = cols > widest ? cols : widest;
        model->most = row->events > model->most ? row->events : model->most;
    }
    struct table_column *value = &model->columns[COLUMN_VALUE];
    value->title = frequency->field;
    value->size.max = widest;
    value->size.min = widest < NAME_COLS ? widest : NAME_COLS;
}

static void *frequency_view_load(void *ctx, const struct ask *ask, struct task *task, struct err *err)
{
    CLEANUP(filter) struct filter *filter = NULL;
    struct frequency_model *model = alloc_zero(1, sizeof *model);
    const char *thing = ask->thing != NULL ? ask->thing : "";
    CLEANUP(str) char *field = alloc_strn(thing, strcspn(thing, " "));
    bool loaded = ask_begin(ctx, ask, task, &filter, err) &&
                  frequency_load(&model->frequency, ctx, field, filter, ROWS_MAX, err);
    ask_end(ctx);
    if (!loaded) {
        model_free(model);
        return NULL;
    }
    frequency_order(&model->frequency, (enum frequency_sort)ask->sort, ask->reverse);
    measure(model);
    return model;
}

/* --- rows --- */

static enum role put_bar(const struct frequency_model *model, const struct frequency_row *row,
                         struct table_cell *cell)
{
    int cols = model->most > 0 ? (int)(row->events * cell->cols / model->most) : 0;
    for (int i = 0; i < (cols > 0 ? cols : 1) && i < cell->cols; i++)
        buf_str(cell->text, cell->ascii ? "#" : "▆");
    return ROLE_BAR;
}

static enum role draw_cell(const void *data, size_t index, size_t column, struct table_cell *cell)
{
    const struct frequency_model *model = data;
    const struct frequency_row *row = &model->frequency.rows[index];
    int64_t events = model->frequency.events > 0 ? model->frequency.events : 1;
    switch ((enum column)column) {
    case COLUMN_VALUE:
        return cell_middle(cell, name_of(row));
    case COLUMN_EVENTS:
        return cell_count(cell, row->events);
    case COLUMN_SHARE:
        buf_fmt(cell->text, "%.1f%%", 100.0 * (double)row->events / (double)events);
        return ROLE_DIM;
    case COLUMN_FIRST:
        return cell_time(cell, row->first_s);
    case COLUMN_LAST:
        return cell_time(cell, row->last_s);
    default:
        return put_bar(model, row, cell);
    }
}

static struct table_spec spec_of(const struct view *view)
{
    const struct frequency_model *model = view->model;
    return (struct table_spec){.columns = model->columns,
                               .column_count = COLUMN__COUNT,
                               .row_count = model->frequency.count,
                               .cell = draw_cell,
                               .rows = model,
                               .chosen = view->columns,
                               .empty = "no event under this filter has a value here: x drops its last part"};
}

/* --- the view --- */

static void frequency_open(struct view *view)
{
    struct frequency_state *state = view->state = alloc_zero(1, sizeof *state);
    state->table.sort_column = COLUMN_EVENTS;
}

static void frequency_close(struct view *view)
{
    struct frequency_state *state = view->state;
    table_done(&state->table);
    buf_done(&state->filter);
    free(state);
}

static void frequency_update(struct view *view, void *data)
{
    const struct frequency_model *model = data;
    table_reset(&((struct frequency_state *)view->state)->table, model->frequency.count);
    view_keep(view, data);
}

static void frequency_draw(const struct view *view, struct grid *grid, struct rect area)
{
    const struct frequency_state *state = view->state;
    struct table_spec spec = spec_of(view);
    table_draw(&state->table, &spec, grid, area, view->search);
}

static enum view_answer open_narrowed(struct view *view)
{
    CLEANUP(buf) struct buf filter = {0};
    const char *thing = view->ask.thing != NULL ? view->ask.thing : "", *blank = strchr(thing, ' ');
    if (!narrow(view, view->ask.filter, false, &filter))
        return VIEW_DONE;
    return view_go(view, blank != NULL ? blank + 1 : "events", buf_text(&filter), NULL, NULL);
}

static void sorted(struct view *view)
{
    struct table *table = &((struct frequency_state *)view->state)->table;
    view->ask.sort = (int)sorts[table->sort_column];
    view->ask.reverse = table->sort_reverse;
    view_reload(view);
}

static enum view_answer frequency_request(struct view *view, enum request request)
{
    struct frequency_state *state = view->state;
    const struct frequency_model *model = view->model;
    if (model == NULL)
        return VIEW_PASS;
    if (request == REQUEST_OPEN)
        return open_narrowed(view);
    struct table_spec spec = spec_of(view);
    enum table_answer answer = table_request(&state->table, &spec, request, view->body.rows, view->search);
    if (answer == TABLE_SORTED)
        sorted(view);
    return answer == TABLE_PASS ? VIEW_PASS : VIEW_DONE;
}

static bool fill_selection(const struct view *view, size_t index, struct selection *out)
{
    struct frequency_state *state = view->state;
    const struct frequency *frequency = &((const struct frequency_model *)view->model)->frequency;
    if (index >= frequency->count)
        return false;
    const struct frequency_row *row = &frequency->rows[index];
    enum thing thing = thing_of_term(frequency->field);
    out->subject = thing;
    if (thing != THING_NONE)
        out->value[thing] = row->value;
    out->label = name_of(row);
    out->since_s = row->first_s;
    out->until_s = row->last_s;
    buf_clear(&state->filter);
    view_add_term(&state->filter, frequency->field, row->value);
    out->filter = buf_text(&state->filter);
    return true;
}

static bool frequency_selection(const struct view *view, struct selection *out)
{
    const struct frequency_state *state = view->state;
    return view->model != NULL && fill_selection(view, state->table.cursor, out);
}

static bool frequency_picked(const struct view *view, size_t index, struct selection *out)
{
    const struct table *table = &((const struct frequency_state *)view->state)->table;
    for (size_t row = 0; view->model != NULL && row < table->picked_len; row++)
        if (table_picked(table, row) && index-- == 0)
            return fill_selection(view, row, out);
    return false;
}

static void frequency_status(const struct view *view, struct buf *out)
{
    const struct frequency *frequency = &((const struct frequency_model *)view->model)->frequency;
    const struct table *table = &((const struct frequency_state *)view->state)->table;
    format_count(out, frequency->count > 0 ? (int64_t)table->cursor + 1 : 0);
    buf_str(out, " of ");
    format_count(out, frequency->matching);
    if ((int64_t)frequency->count < frequency->matching)
        buf_fmt(out, ", first %zu shown", frequency->count);
    buf_str(out, " in ");
    format_count(out, frequency->events);
    if (frequency->without > 0) {
        buf_str(out, ", ");
        format_count(out, frequency->without);
        buf_str(out, " have none");
    }
}

static void frequency_lines(const struct view *view, struct buf *out)
{
    if (view->model == NULL)
        return;
    struct table_spec spec = spec_of(view);
    view_table_lines(&((const struct frequency_state *)view->state)->table, &spec, out);
}

static bool frequency_column(const struct view *view, size_t n, struct buf *out)
{
    if (view->model == NULL)
        return false;
    struct table_spec spec = spec_of(view);
    return view_table_column(&spec, n, out);
}

static void frequency_dump(const struct view *view, struct buf *out)
{
    if (view->model == NULL)
        return;
    struct table_spec spec = spec_of(view);
    view_table_dump(&spec, out);
}

const struct view_ops view_frequency = {
    .name = "frequency",
    .title = "Frequency",
    .help = "how often each value of a field occurs",
    .hint = "Enter narrow to it  ! leave out  Space pick  s sort  ? help",
    .of_one = true,
    .open = frequency_open,
    .load = frequency_view_load,
    .model_free = model_free,
    .update = frequency_update,
    .draw = frequency_draw,
    .request = frequency_request,
    .status = frequency_status,
    .selection = frequency_selection,
    .picked = frequency_picked,
    .lines = frequency_lines,
    .column = frequency_column,
    .dump = frequency_dump,
    .close = frequency_close,
};
