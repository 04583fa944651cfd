// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * leads: what rules hit, those worth a look first: of high level, rare, neither folded nor dismissed. Enter
 * shows the rule beside its events.
 */
#include "src/detect/lead.h"

#include "src/base/alloc.h"
#include "ui/core/format.h"
#include "ui/view/ask_filter.h"
#include "ui/view/cells.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum column {
    COLUMN_LEVEL,
    COLUMN_TITLE,
    COLUMN_TIMES,
    COLUMN_EVENTS,
    COLUMN_FIRST,
    COLUMN_TECHNIQUES,
    COLUMN_RATE,
    COLUMN_STATE,
    COLUMN__COUNT
};

static const struct table_column columns[COLUMN__COUNT] = {
    [COLUMN_LEVEL] = {"level", {8, 8, 0, 0}, false},
    [COLUMN_TITLE] = {"lead", {24, 70, 6, 0}, false},
    [COLUMN_TIMES] = {"times", {5, 7, 0, 3}, true},
    [COLUMN_EVENTS] = {"events", {7, 10, 0, 1}, true},
    [COLUMN_FIRST] = {"first", {10, 16, 0, 2}, false},
    [COLUMN_TECHNIQUES] = {"ATT&CK", {9, 28, 1, 5}, false},
    [COLUMN_RATE] = {"a day each", {10, 10, 0, 6}, true},
    [COLUMN_STATE] = {"", {18, 30, 1, 4}, false},
};

struct leads_model {
    struct lead_list list;
};

struct leads_state {
    struct table table;
    struct buf filter;
    char id[32];
};

static void model_free(void *data)
{
    struct leads_model *model = data;
    lead_list_done(&model->list);
    free(model);
}

static void *leads_load(void *ctx, const struct ask *ask, struct task *task, struct err *err)
{
    struct filter *none = NULL;
    struct ask all;
    (void)ask;
    ask_init(&all);
    struct leads_model *model = alloc_zero(1, sizeof *model);
    bool loaded = ask_begin(ctx, &all, task, &none, err) && lead_list_load(&model->list, ctx, false, err);
    ask_end(ctx);
    if (loaded)
        return model;
    model_free(model);
    return NULL;
}

static enum role level_role(const struct lead *lead)
{
    if (lead->dismissed || lead->is_folded)
        return ROLE_DIM;
    return lead->level >= LEVEL_HIGH ? ROLE_WARNING : ROLE_NORMAL;
}

static enum role draw_state(const struct leads_model *model, const struct lead *lead, struct table_cell *cell)
{
    CLEANUP(buf) struct buf text = {0};
    if (lead->dismissed)
        buf_fmt(&text, "dismissed: %s", lead->dismissed);
    else if (lead->is_folded)
        buf_fmt(&text, "folded: hits %.0f %%", lead_share(&model->list, lead));
    cell_text(cell, buf_text(&text));
    return ROLE_DIM;
}

static enum role draw_cell(const void *data, size_t index, size_t column, struct table_cell *cell)
{
    const struct leads_model *model = data;
    const struct lead *lead = &model->list.items[index];
    char rate[32];
    switch ((enum column)column) {
    case COLUMN_LEVEL:
        cell_text(cell, rule_level_names[lead->level]);
        return level_role(lead);
    case COLUMN_TITLE:
        cell_text(cell, lead->title);
        return level_role(lead);
    case COLUMN_TIMES:
        return cell_count(cell, lead->windows);
    case COLUMN_EVENTS:
        return cell_count(cell, lead->events);
    case COLUMN_FIRST:
        return cell_time(cell, lead->first_s);
    case COLUMN_TECHNIQUES:
        return cell_text(cell, lead->techniques);
    case COLUMN_RATE:
        snprintf(rate, sizeof rate, "%.1f", lead_rate(lead));
        return cell_text(cell, rate);
    default:
        return draw_state(model, lead, cell);
    }
}

static struct table_spec spec_of(const struct view *view)
{
    const struct leads_model *model = view->model;
    return (struct table_spec){.columns = columns,
                               .column_count = COLUMN__COUNT,
                               .row_count = model->list.count,
                               .cell = draw_cell,
                               .rows = model,
                               .empty = "no rule hit anything; the command detect runs rules",
                               .unsorted = true};
}

static void leads_open(struct view *view)
{
    view->state = alloc_zero(1, sizeof(struct leads_state));
}

static void leads_close(struct view *view)
{
    struct leads_state *state = view->state;
    table_done(&state->table);
    buf_done(&state->filter);
    free(state);
}

static void leads_update(struct view *view, void *data)
{
    struct leads_state *state = view->state;
    view_keep(view, data);
    table_reset(&state->table, ((struct leads_model *)data)->list.count);
}

static const struct lead *current(const struct view *view)
{
    const struct leads_model *model = view->model;
    const struct leads_state *state = view->state;
    return model != NULL && state->table.cursor < model->list.count ? &model->list.items[state->table.cursor]
                                                                    : NULL;
}

static void leads_draw(const struct view *view, struct grid *grid, struct rect area)
{
    const struct leads_state *state = view->state;
    struct table_spec spec = spec_of(view);
    table_draw(&state->table, &spec, grid, area, view->search);
}

static enum view_answer leads_request(struct view *view, enum request request)
{
    struct leads_state *state = view->state;
    const struct lead *lead = current(view);
    if (view->model == NULL || request == REQUEST_PICK)
        return VIEW_PASS;
    if (request == REQUEST_OPEN && lead != NULL)
        return view_go(view, "lead", NULL, lead->id, lead->title);
    if (request == REQUEST_REJECT && lead != NULL) {
        view->decision = (struct view_decision){
            .what = VIEW_DISMISS, .value = lead->id, .text = lead->dismissed ? lead->dismissed : ""};
        return VIEW_DONE;
    }
    struct table_spec spec = spec_of(view);
    return table_request(&state->table, &spec, request, view->body.rows, view->search) == TABLE_PASS
               ? VIEW_PASS
               : VIEW_DONE;
}

static bool leads_selection(const struct view *view, struct selection *out)
{
    struct leads_state *state = view->state;
    const struct lead *lead = current(view);
    if (lead == NULL)
        return false;
    buf_clear(&state->filter);
    view_add_term(&state->filter, "rule", lead->id);
    snprintf(state->id, sizeof state->id, "%" PRId64, lead->first_event);
    out->label = lead->title;
    out->filter = buf_text(&state->filter);
    out->since_s = lead->first_s;
    out->until_s = lead->last_s;
    out->subject = THING_EVENT;
    out->value[THING_EVENT] = state->id;
    return true;
}

static void leads_status(const struct view *view, struct buf *out)
{
    const struct leads_model *model = view->model;
    size_t open = 0;
    for (size_t i = 0; i < model->list.count; i++)
        open += !model->list.items[i].dismissed && !model->list.items[i].is_folded;
    format_count(out, (int64_t)open);
    buf_str(out, open == 1 ? " lead" : " leads");
    if (model->list.count > open)
        buf_fmt(out, ", %zu folded or dismissed", model->list.count - open);
}

static void leads_dump(const struct view *view, struct buf *out)
{
    if (view->model == NULL)
        return;
    struct table_spec spec = spec_of(view);
    for (size_t i = 0; i < spec.row_count; i++) {
        table_row_text(&spec, i, out);
        buf_char(out, '\n');
    }
}

static const struct keymap_binding keys[] = {
    {"x", REQUEST_REJECT, "be done with this lead, for a reason; without one it is a lead again"},
    {NULL, REQUEST_NONE, NULL},
};

const struct view_ops view_leads = {
    .name = "leads",
    .title = "Leads",
    .help = "what rules hit, those worth a look first",
    .hint = "Enter the rule and its events  e events  r robots  x dismiss  ? help",
    .digit = '2',
    .no_filter = true,
    .keys = keys,
    .open = leads_open,
    .load = leads_load,
    .model_free = model_free,
    .update = leads_update,
    .draw = leads_draw,
    .request = leads_request,
    .status = leads_status,
    .selection = leads_selection,
    .dump = leads_dump,
    .close = leads_close,
};
