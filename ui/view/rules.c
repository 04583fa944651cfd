// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * rules: every rule that was run on the case, with what it hit and why it can never hit; those that hit
 * first. Enter shows one with its text.
 */
#include "src/detect/lead.h"

#include "src/base/alloc.h"
#include "ui/core/format.h"
#include "ui/view/ask_filter.h"
#include "ui/view/cells.h"

#include <stdlib.h>
#include <string.h>

enum column {
    COLUMN_LEVEL,
    COLUMN_EVENTS,
    COLUMN_TITLE,
    COLUMN_STATE,
    COLUMN_TECHNIQUES,
    COLUMN_FROM,
    COLUMN__COUNT
};

static const struct table_column columns[COLUMN__COUNT] = {
    [COLUMN_LEVEL] = {"level", {8, 13, 0, 1}, false},       [COLUMN_EVENTS] = {"events", {7, 10, 0, 0}, true},
    [COLUMN_TITLE] = {"rule", {42, 70, 6, 0}, false},       [COLUMN_STATE] = {"state", {11, 40, 4, 2}, false},
    [COLUMN_TECHNIQUES] = {"ATT&CK", {9, 28, 1, 4}, false}, [COLUMN_FROM] = {"from", {20, 50, 2, 3}, false},
};

struct rules_model {
    struct lead_list list;
    const struct lead **rules; /* of the list, without findings and alerts */
    size_t count, hit;
};

struct rules_state {
    struct table table;
    struct buf filter;
};

static void model_free(void *data)
{
    struct rules_model *model = data;
    lead_list_done(&model->list);
    free(model->rules);
    free(model);
}

static void sort_out(struct rules_model *model)
{
    model->rules = alloc_zero(model->list.count + 1, sizeof *model->rules);
    for (int hit = 1; hit >= 0; hit--)
        for (size_t i = 0; i < model->list.count; i++) {
            const struct lead *lead = &model->list.items[i];
            if (lead->source != LEAD_RULE || (lead->events > 0) != (hit == 1))
                continue;
            model->rules[model->count++] = lead;
            model->hit += hit == 1;
        }
}

static void *rules_load(void *ctx, const struct ask *ask, struct task *task, struct err *err)
{
    struct filter *none = NULL;
    struct ask all;
    (void)ask;
    ask_init(&all);
    struct rules_model *model = alloc_zero(1, sizeof *model);
    bool loaded = ask_begin(ctx, &all, task, &none, err) && lead_list_load(&model->list, ctx, true, err);
    ask_end(ctx);
    if (loaded) {
        sort_out(model);
        return model;
    }
    model_free(model);
    return NULL;
}

static enum role draw_state(const struct lead *lead, struct table_cell *cell)
{
    if (lead->lint != NULL)
        return cell_text(cell, lead->lint), ROLE_WARNING;
    if (lead->dismissed != NULL)
        return cell_text(cell, "dismissed"), ROLE_DIM;
    if (lead->is_folded)
        return cell_text(cell, "folded: hits too much"), ROLE_DIM;
    return cell_text(cell, lead->events > 0 ? "" : "hit nothing"), ROLE_DIM;
}

static enum role draw_cell(const void *data, size_t index, size_t column, struct table_cell *cell)
{
    const struct lead *lead = ((const struct rules_model *)data)->rules[index];
    switch ((enum column)column) {
    case COLUMN_LEVEL:
        cell_text(cell, rule_level_names[lead->level]);
        return lead->events > 0 && lead->level >= LEVEL_HIGH ? ROLE_WARNING : ROLE_NORMAL;
    case COLUMN_EVENTS:
        return cell_count(cell, lead->events);
    case COLUMN_TITLE:
        cell_text(cell, lead->title);
        return lead->events > 0 ? ROLE_NORMAL : ROLE_DIM;
    case COLUMN_STATE:
        return draw_state(lead, cell);
    case COLUMN_TECHNIQUES:
        return cell_text(cell, lead->techniques);
    default:
        cell_text(cell, lead->path);
        return ROLE_DIM;
    }
}

static struct table_spec spec_of(const struct view *view)
{
    const struct rules_model *model = view->model;
    return (struct table_spec){.columns = columns,
                               .column_count = COLUMN__COUNT,
                               .row_count = model->count,
                               .cell = draw_cell,
                               .rows = model,
                               .chosen = view->columns,
                               .empty = "no rule was run: trailcase detect CASE runs those of the program",
                               .unsorted = true};
}

static void rules_open(struct view *view)
{
    view->state = alloc_zero(1, sizeof(struct rules_state));
}

static void rules_close(struct view *view)
{
    struct rules_state *state = view->state;
    table_done(&state->table);
    buf_done(&state->filter);
    free(state);
}

static void rules_update(struct view *view, void *data)
{
    struct rules_state *state = view->state;
    view_keep(view, data);
    table_reset(&state->table, ((struct rules_model *)data)->count);
}

static void rules_draw(const struct view *view, struct grid *grid, struct rect area)
{
    struct table_spec spec = spec_of(view);
    table_draw(&((const struct rules_state *)view->state)->table, &spec, grid, area, view->search);
}

static const struct lead *current(const struct view *view)
{
    const struct rules_model *model = view->model;
    const struct rules_state *state = view->state;
    return model != NULL && state->table.cursor < model->count ? model->rules[state->table.cursor] : NULL;
}

static enum view_answer rules_request(struct view *view, enum request request)
{
    struct rules_state *state = view->state;
    const struct lead *lead = current(view);
    if (view->model == NULL || request == REQUEST_PICK)
        return VIEW_PASS;
    if (request == REQUEST_OPEN && lead != NULL)
        return view_go(view, "lead", NULL, lead->id, lead->title);
    struct table_spec spec = spec_of(view);
    return view_table_request(view, &state->table, &spec, request);
}

static bool rules_selection(const struct view *view, struct selection *out)
{
    struct rules_state *state = view->state;
    const struct lead *lead = current(view);
    if (lead == NULL)
        return false;
    buf_clear(&state->filter);
    view_add_term(&state->filter, "rule", lead->id);
    out->label = lead->title;
    out->filter = buf_text(&state->filter);
    return true;
}

static void rules_status(const struct view *view, struct buf *out)
{
    const struct rules_model *model = view->model;
    buf_fmt(out, "%zu rules, %zu hit something", model->count, model->hit);
}

static bool rules_column(const struct view *view, size_t n, struct buf *out)
{
    struct table_spec spec = spec_of(view);
    return view_table_column(&spec, n, out);
}

static void rules_dump(const struct view *view, struct buf *out)
{
    if (view->model == NULL)
        return;
    struct table_spec spec = spec_of(view);
    view_table_dump(&spec, out);
}

const struct view_ops view_rules = {
    .name = "rules",
    .title = "Rules",
    .help = "every rule that was run, what it hit, and which can never hit here",
    .hint = "Enter its text  e its events  / search  C columns  ? help",
    .no_filter = true,
    .open = rules_open,
    .load = rules_load,
    .model_free = model_free,
    .update = rules_update,
    .draw = rules_draw,
    .request = rules_request,
    .status = rules_status,
    .selection = rules_selection,
    .column = rules_column,
    .dump = rules_dump,
    .close = rules_close,
};
