// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * leads: what rules hit, detectors found and alerts told, those worth a look first: of high level, rare,
 * neither folded nor dismissed; one below the other, or by technique, or by principal. Enter shows the rule
 * or what was told beside its events.
 */
#include "src/detect/lead_groups.h"

#include "src/base/alloc.h"
#include "ui/core/format.h"
#include "ui/view/ask_filter.h"
#include "ui/view/cells.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum column {
    COLUMN_SCOPE,
    COLUMN_LEVEL,
    COLUMN_KIND,
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
    [COLUMN_SCOPE] = {"", {1, 1, 0, 0}, false},
    [COLUMN_LEVEL] = {"level", {8, 8, 0, 0}, false},
    [COLUMN_KIND] = {"kind", {7, 7, 0, 3}, false},
    [COLUMN_TITLE] = {"lead", {33, 70, 6, 0}, false},
    [COLUMN_TIMES] = {"times", {5, 7, 0, 4}, true},
    [COLUMN_EVENTS] = {"events", {7, 10, 0, 1}, true},
    [COLUMN_FIRST] = {"first", {10, 16, 0, 2}, false},
    [COLUMN_TECHNIQUES] = {"ATT&CK", {9, 28, 1, 6}, false},
    [COLUMN_RATE] = {"a day each", {10, 10, 0, 7}, true},
    [COLUMN_STATE] = {"", {18, 30, 1, 5}, false},
};

struct leads_model {
    struct lead_groups groups;
};

struct leads_state {
    struct table table;
    enum lead_grouping grouping;
    struct buf filter;
    char id[32];
};

static void model_free(void *data)
{
    struct leads_model *model = data;
    lead_groups_done(&model->groups);
    free(model);
}

static void *leads_load(void *ctx, const struct ask *ask, struct task *task, struct err *err)
{
    struct filter *none = NULL;
    struct ask all;
    (void)ask;
    ask_init(&all);
    struct leads_model *model = alloc_zero(1, sizeof *model);
    bool loaded = ask_begin(ctx, &all, task, &none, err) && lead_groups_load(&model->groups, ctx, err);
    ask_end(ctx);
    if (loaded)
        return model;
    model_free(model);
    return NULL;
}

static enum role level_role(const struct lead *lead)
{
    if (lead_is_past(lead))
        return ROLE_DIM;
    return lead->level >= LEVEL_HIGH ? ROLE_WARNING : ROLE_NORMAL;
}

static enum role draw_state(const struct leads_model *model, const struct lead *lead, struct table_cell *cell)
{
    CLEANUP(buf) struct buf text = {0};
    if (lead->dismissed)
        buf_fmt(&text, "dismissed: %s", lead->dismissed);
    else if (lead->is_folded)
        buf_fmt(&text, "folded: hits %.0f %%", lead_share(&model->groups.list, lead));
    else if (lead->aside)
        buf_str(&text, lead->aside);
    cell_text(cell, buf_text(&text));
    return ROLE_DIM;
}

/* Whether it is in scope already, all of it or some. Of a row by technique or principal all of the lead
 * counts. */
static enum role draw_scope(const struct lead *lead, struct table_cell *cell)
{
    if (lead->attributed > 0)
        cell_text(cell, lead->attributed < lead->events ? "a" : "A");
    return ROLE_ATTACKER;
}

/* What a table is drawn from. */
struct shown {
    const struct leads_model *model;
    const struct lead_rows *rows;
};

static struct shown shown_of(const struct view *view)
{
    const struct leads_model *model = view->model;
    const struct leads_state *state = view->state;
    return (struct shown){model, &model->groups.rows[state->grouping]};
}

static enum role draw_heading(const struct lead_row *row, size_t column, struct table_cell *cell)
{
    if (column == COLUMN_TITLE)
        cell_text(cell, row->heading);
    return ROLE_STRONG;
}

static enum role draw_cell(const void *data, size_t index, size_t column, struct table_cell *cell)
{
    const struct shown *shown = data;
    const struct lead_row *row = &shown->rows->items[index];
    const struct lead *lead = row->lead;
    char rate[32];
    if (lead == NULL)
        return draw_heading(row, column, cell);
    switch ((enum column)column) {
    case COLUMN_LEVEL:
        cell_text(cell, rule_level_names[lead->level]);
        return level_role(lead);
    case COLUMN_KIND:
        cell_text(cell, lead_source_names[lead->source]);
        return lead->source == LEAD_RULE ? ROLE_DIM : level_role(lead);
    case COLUMN_TITLE:
        cell_text(cell, lead->title);
        return level_role(lead);
    case COLUMN_TIMES:
        return cell_count(cell, lead->windows);
    case COLUMN_EVENTS:
        return cell_count(cell, row->events);
    case COLUMN_SCOPE:
        return draw_scope(lead, cell);
    case COLUMN_FIRST:
        return cell_time(cell, lead->first_s);
    case COLUMN_TECHNIQUES:
        return cell_text(cell, lead->techniques);
    case COLUMN_RATE:
        snprintf(rate, sizeof rate, "%.1f", lead_rate(lead));
        return cell_text(cell, rate);
    default:
        return draw_state(shown->model, lead, cell);
    }
}

static struct table_spec spec_of(const struct shown *shown)
{
    return (struct table_spec){.columns = columns,
                               .column_count = COLUMN__COUNT,
                               .row_count = shown->rows->count,
                               .cell = draw_cell,
                               .rows = shown,
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
    table_reset(&state->table, shown_of(view).rows->count);
}

static const struct lead_row *current(const struct view *view)
{
    const struct leads_state *state = view->state;
    if (view->model == NULL)
        return NULL;
    const struct lead_rows *rows = shown_of(view).rows;
    return state->table.cursor < rows->count ? &rows->items[state->table.cursor] : NULL;
}

static void leads_draw(const struct view *view, struct grid *grid, struct rect area)
{
    const struct leads_state *state = view->state;
    const struct shown shown = shown_of(view);
    struct table_spec spec = spec_of(&shown);
    table_draw(&state->table, &spec, grid, area, view->search);
}

/* The next arrangement, the cursor on the same lead if it is there. */
static enum view_answer regroup(struct view *view)
{
    static const char *const words[] = {"all leads", "by technique", "by principal"};
    struct leads_state *state = view->state;
    const struct lead_row *row = current(view);
    const struct lead *lead = row != NULL ? row->lead : NULL;
    state->grouping = (state->grouping + 1) % LEADS_GROUPING__COUNT;
    const struct lead_rows *rows = shown_of(view).rows;
    state->table.cursor = 0;
    for (size_t i = rows->count; lead != NULL && i-- > 0;)
        if (rows->items[i].lead == lead)
            state->table.cursor = i;
    view_say(view, "%s", words[state->grouping]);
    return VIEW_DONE;
}

static enum view_answer leads_request(struct view *view, enum request request)
{
    struct leads_state *state = view->state;
    const struct lead_row *row = current(view);
    const struct lead *lead = row != NULL ? row->lead : NULL;
    if (view->model == NULL || request == REQUEST_PICK)
        return VIEW_PASS;
    if (request == REQUEST_TOGGLE)
        return regroup(view);
    if (request == REQUEST_OPEN && lead != NULL)
        return view_go(view, "lead", NULL, lead->id, lead->title);
    if (request == REQUEST_REJECT && lead != NULL) {
        view->decision = (struct view_decision){
            .what = VIEW_DISMISS, .value = lead->id, .text = lead->dismissed ? lead->dismissed : ""};
        return VIEW_DONE;
    }
    const struct shown shown = shown_of(view);
    struct table_spec spec = spec_of(&shown);
    return view_table_request(view, &state->table, &spec, request);
}

/* An event stands for a lead; when the case has none of it, what it is about. */
static void select_subject(struct leads_state *state, const struct lead_row *row, struct selection *out)
{
    const struct {
        enum thing thing;
        const char *value;
    } things[] = {{THING_KEY, row->lead->key},
                  {THING_ADDRESS, row->lead->address},
                  {THING_PRINCIPAL, row->principal != NULL ? row->principal : row->lead->principal}};
    for (size_t i = 0; i < ARRAY_LEN(things); i++) {
        if (things[i].value == NULL)
            continue;
        out->value[things[i].thing] = things[i].value;
        out->subject = out->subject == THING_NONE ? things[i].thing : out->subject;
    }
    if (row->first_event == 0)
        return;
    snprintf(state->id, sizeof state->id, "%" PRId64, row->first_event);
    out->subject = THING_EVENT;
    out->value[THING_EVENT] = state->id;
}

static bool leads_selection(const struct view *view, struct selection *out)
{
    struct leads_state *state = view->state;
    const struct lead_row *row = current(view);
    if (row == NULL || (row->lead == NULL && row->principal == NULL))
        return false;
    buf_clear(&state->filter);
    if (row->lead != NULL)
        view_add_term(&state->filter, "rule", row->lead->id);
    if (row->principal != NULL && *row->principal)
        view_add_term(&state->filter, "principal", row->principal);
    out->filter = buf_text(&state->filter);
    out->label = row->lead != NULL ? row->lead->title : row->heading;
    if (row->lead == NULL) {
        out->subject = THING_PRINCIPAL;
        out->value[THING_PRINCIPAL] = row->principal;
        return *row->principal != '\0';
    }
    out->since_s = row->lead->first_s;
    out->until_s = row->lead->last_s;
    select_subject(state, row, out);
    return true;
}

/* How much there is to look at, and how much the rules say that say too little. */
static void leads_status(const struct view *view, struct buf *out)
{
    const struct leads_model *model = view->model;
    const struct lead_list *list = &model->groups.list;
    size_t open = 0, dismissed = 0, folded = 0;
    double most = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct lead *lead = &list->items[i];
        open += !lead_is_past(lead);
        dismissed += lead->dismissed != NULL;
        folded += lead->is_folded && !lead->dismissed;
        if (lead->is_folded && !lead->dismissed && lead_share(list, lead) > most)
            most = lead_share(list, lead);
    }
    format_count(out, (int64_t)open);
    buf_str(out, open == 1 ? " lead" : " leads");
    if (list->total > 0)
        buf_fmt(out, " on %.1f %% of events", 100 * (double)model->groups.events / (double)list->total);
    if (folded)
        buf_fmt(out, ", %zu folded (%.0f %%)", folded, most);
    if (dismissed)
        buf_fmt(out, ", %zu dismissed", dismissed);
}

static void leads_dump(const struct view *view, struct buf *out)
{
    if (view->model == NULL)
        return;
    const struct shown shown = shown_of(view);
    struct table_spec spec = spec_of(&shown);
    view_table_dump(&spec, out);
}

static const struct keymap_binding keys[] = {
    {"x", REQUEST_REJECT, "be done with this lead, for a reason; without one it is a lead again"},
    {NULL, REQUEST_NONE, NULL},
};

const struct view_ops view_leads = {
    .name = "leads",
    .title = "Leads",
    .help = "what rules hit, detectors found and alerts told, those worth a look first",
    .hint = "Enter its events  r checks  x dismiss  v groups  ? help",
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
