// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * checklist: what to do, in order: contain, preserve, eradicate, recover, harden. Space ticks, Enter opens
 * the page of an item (item.c), e the events it rests on.
 */
#include "src/scope/checklist.h"

#include "src/base/alloc.h"
#include "ui/core/format.h"
#include "ui/core/pager.h"
#include "ui/view/ask_filter.h"
#include "ui/view/cells.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { IDS_MAX = 400, WHOLE_ROWS_MIN = 8 };

enum column {
    COLUMN_TICK,
    COLUMN_PHASE,
    COLUMN_ACTION,
    COLUMN_ACCOUNT,
    COLUMN_REGION,
    COLUMN_ASSIGNEE,
    COLUMN_NOTE,
    COLUMN__COUNT
};

static const struct table_column columns[COLUMN__COUNT] = {
    [COLUMN_TICK] = {"", {3, 3, 0, 0}, false},
    [COLUMN_PHASE] = {"phase", {9, 9, 1, 1}, false},
    [COLUMN_ACTION] = {"action", {42, 110, 8, 0}, false},
    [COLUMN_ACCOUNT] = {"account", {12, 12, 0, 2}, false},
    [COLUMN_REGION] = {"region", {19, 19, 0, 3}, false},
    [COLUMN_ASSIGNEE] = {"who", {6, 14, 1, 4}, false},
    [COLUMN_NOTE] = {"note", {10, 40, 3, 2}, false},
};

struct checklist_state_ui {
    struct table table;
    struct buf filter, shown;
};

static void model_free(void *data)
{
    checklist_done(data);
    free(data);
}

static void *checklist_view_load(void *ctx, const struct ask *ask, struct task *task, struct err *err)
{
    struct filter *none = NULL;
    struct ask all;
    (void)ask;
    ask_init(&all);
    struct checklist *model = alloc_zero(1, sizeof *model);
    bool loaded = ask_begin(ctx, &all, task, &none, err) && checklist_load(model, ctx, NULL, err);
    ask_end(ctx);
    if (loaded)
        return model;
    free(model);
    return NULL;
}

/* --- rows --- */

static const char *const boxes[CHECKLIST_STATE__COUNT] = {[CHECKLIST_OPEN] = "[ ]",
                                                          [CHECKLIST_DONE] = "[x]",
                                                          [CHECKLIST_REVERSED] = "[=]",
                                                          [CHECKLIST_SKIPPED] = "[-]"};

static enum role draw_cell(const void *data, size_t index, size_t column, struct table_cell *cell)
{
    const struct checklist_item *item = &((const struct checklist *)data)->items[index];
    bool open = item->state == CHECKLIST_OPEN;
    switch ((enum column)column) {
    case COLUMN_TICK:
        cell_text(cell, boxes[item->state]);
        return open ? ROLE_WARNING : ROLE_DIM;
    case COLUMN_PHASE:
        return cell_text(cell, checklist_phase_names[item->recipe->phase]);
    case COLUMN_ACTION:
        cell_text(cell, item->action);
        return open ? ROLE_NORMAL : ROLE_DIM;
    case COLUMN_ACCOUNT:
        return cell_text(cell, item->account);
    case COLUMN_REGION:
        return cell_text(cell, item->region);
    case COLUMN_ASSIGNEE:
        return cell_text(cell, item->assignee);
    default:
        return cell_text(cell, item->note);
    }
}

static bool differs(const char *a, const char *b)
{
    return strcmp(a != NULL ? a : "", b != NULL ? b : "") != 0;
}

/* Columns take room from the action, which is what one reads: only when they tell something. */
static void choose_columns(const struct checklist *model, struct buf *out)
{
    bool accounts = false, regions = false, people = false, notes = false;
    const char *account = NULL;
    for (size_t i = 0; i < model->count; i++) {
        const struct checklist_item *item = &model->items[i];
        accounts |= account != NULL && item->account != NULL && differs(account, item->account);
        account = item->account != NULL ? item->account : account;
        regions |= differs(item->region, NULL);
        people |= differs(item->assignee, NULL);
        notes |= differs(item->note, NULL);
    }
    buf_clear(out);
    buf_fmt(out, "phase action%s%s%s%s", accounts ? " account" : "", regions ? " region" : "",
            people ? " who" : "", notes ? " note" : "");
}

static struct table_spec spec_of(const struct view *view)
{
    const struct checklist *model = view->model;
    const struct checklist_state_ui *state = view->state;
    return (struct table_spec){.columns = columns,
                               .column_count = COLUMN__COUNT,
                               .chosen = view->columns != NULL ? view->columns : buf_text(&state->shown),
                               .row_count = model->count,
                               .cell = draw_cell,
                               .rows = model,
                               .empty = "nothing to do yet: mark what is the attacker's",
                               .unsorted = true};
}

/* --- the view --- */

static void checklist_open(struct view *view)
{
    view->state = alloc_zero(1, sizeof(struct checklist_state_ui));
}

static void checklist_close(struct view *view)
{
    struct checklist_state_ui *state = view->state;
    table_done(&state->table);
    buf_done(&state->filter);
    buf_done(&state->shown);
    free(state);
}

static void checklist_update(struct view *view, void *data)
{
    struct checklist_state_ui *state = view->state;
    view_keep(view, data);
    choose_columns(data, &state->shown);
    table_reset(&state->table, ((struct checklist *)data)->count);
}

static const struct checklist_item *current(const struct view *view)
{
    const struct checklist *model = view->model;
    const struct checklist_state_ui *state = view->state;
    return model != NULL && state->table.cursor < model->count ? &model->items[state->table.cursor] : NULL;
}

static void whole_line(const void *data, size_t index, struct pager_line *out)
{
    (void)index;
    *out = *(const struct pager_line *)data;
}

/* The item under the cursor in full, as a row may have no room for it: action, where, who did it already. */
static void draw_whole(const struct checklist_item *item, struct grid *grid, struct rect area)
{
    CLEANUP(buf) struct buf whole = {0};
    buf_str(&whole, item->action);
    if (item->account != NULL)
        buf_fmt(&whole, " (account %s%s%s)", item->account, item->region != NULL ? ", " : "",
                item->region != NULL ? item->region : "");
    if (item->state == CHECKLIST_REVERSED && item->reversed != NULL)
        buf_fmt(&whole, ": %s", item->reversed);
    if (item->assignee != NULL)
        buf_fmt(&whole, "; by %s", item->assignee);
    if (item->note != NULL)
        buf_fmt(&whole, "; %s", item->note);
    struct pager_line line = {.text = {buf_text(&whole), whole.len},
                              .head_bytes = strlen(item->action),
                              .head_role = ROLE_STRONG,
                              .hang = 2};
    struct pager_text text = {.count = 1, .line = whole_line, .data = &line};
    struct pager pager = {.wrap = true};
    pager_draw(&pager, &text, grid, area, NULL);
}

static void checklist_draw(const struct view *view, struct grid *grid, struct rect area)
{
    const struct checklist_state_ui *state = view->state;
    const struct checklist_item *item = current(view);
    struct table_spec spec = spec_of(view);
    if (item != NULL && area.rows > WHOLE_ROWS_MIN)
        draw_whole(item, grid, rect_bottom(&area, 2));
    table_draw(&state->table, &spec, grid, area, view->search);
}

static enum view_answer tick(struct view *view, const struct checklist_item *item, enum checklist_state to)
{
    if (item->state == CHECKLIST_REVERSED) {
        view_say(view, "%s", item->reversed != NULL ? item->reversed : "done already in the logs");
        return VIEW_DONE;
    }
    enum checklist_state state = item->state == to ? CHECKLIST_OPEN : to;
    view->decision =
        (struct view_decision){.what = VIEW_TICK, .value = item->id, .text = checklist_state_names[state]};
    return VIEW_DONE;
}

/* Who does it, or a note: asked for, beginning with what is there. */
static enum view_answer ask_words(struct view *view, enum view_decide what, const char *id, const char *words)
{
    view->decision = (struct view_decision){.what = what, .value = id, .text = words != NULL ? words : ""};
    return VIEW_DONE;
}

/* The events an item rests on, by their numbers. */
static bool put_filter(const struct checklist_item *item, struct buf *out)
{
    buf_clear(out);
    if (item->event_count == 0)
        return false;
    buf_str(out, "id:(");
    for (size_t i = 0; i < item->event_count && i < IDS_MAX; i++)
        buf_fmt(out, "%s%" PRId64, i > 0 ? "," : "", item->events[i]);
    buf_char(out, ')');
    return true;
}

static enum view_answer checklist_request(struct view *view, enum request request)
{
    struct checklist_state_ui *state = view->state;
    const struct checklist_item *item = current(view);
    if (view->model == NULL)
        return VIEW_PASS;
    if (request == REQUEST_PICK && item != NULL)
        return tick(view, item, CHECKLIST_DONE);
    if (request == REQUEST_REJECT && item != NULL)
        return tick(view, item, CHECKLIST_SKIPPED);
    if (request == REQUEST_ASSIGN && item != NULL)
        return ask_words(view, VIEW_ASSIGN, item->id, item->assignee);
    if (request == REQUEST_NOTE && item != NULL)
        return ask_words(view, VIEW_REMARK, item->id, item->note);
    if (request == REQUEST_OPEN && item != NULL)
        return view_go(view, "item", NULL, item->id, item->action);
    struct table_spec spec = spec_of(view);
    return view_table_request(view, &state->table, &spec, request);
}

static bool checklist_selection(const struct view *view, struct selection *out)
{
    struct checklist_state_ui *state = view->state;
    const struct checklist_item *item = current(view);
    if (item == NULL || !put_filter(item, &state->filter))
        return false;
    out->label = item->action;
    out->filter = buf_text(&state->filter);
    return true;
}

static void checklist_status(const struct view *view, struct buf *out)
{
    const struct checklist *model = view->model;
    format_count(out, (int64_t)model->states[CHECKLIST_OPEN]);
    buf_fmt(out, " open, %zu done, %zu done in the logs, %zu skipped", model->states[CHECKLIST_DONE],
            model->states[CHECKLIST_REVERSED], model->states[CHECKLIST_SKIPPED]);
}

static bool checklist_column(const struct view *view, size_t n, struct buf *out)
{
    struct table_spec spec = spec_of(view);
    return view_table_column(&spec, n, out);
}

static void checklist_dump(const struct view *view, struct buf *out)
{
    if (view->model == NULL)
        return;
    struct table_spec spec = spec_of(view);
    view_table_dump(&spec, out);
}

static const struct keymap_binding checklist_keys[] = {
    {"Space", REQUEST_PICK, "this item is done, or is not after all"},
    {"x", REQUEST_REJECT, "this item is not to be done"},
    {"a", REQUEST_ASSIGN, "say who does this item"},
    {"c", REQUEST_NOTE, "write a note on this item"},
    {NULL, REQUEST_NONE, NULL},
};

const struct view_ops view_checklist = {
    .name = "checklist",
    .digit = '0',
    .title = "Checklist",
    .help = "what to do, in order: contain, preserve, eradicate, recover, harden",
    .hint = "Enter open  Space done  x skip  a who  c note  e events  ? help",
    .keys = checklist_keys,
    .no_filter = true,
    .open = checklist_open,
    .load = checklist_view_load,
    .model_free = model_free,
    .update = checklist_update,
    .draw = checklist_draw,
    .request = checklist_request,
    .status = checklist_status,
    .selection = checklist_selection,
    .column = checklist_column,
    .dump = checklist_dump,
    .close = checklist_close,
};
