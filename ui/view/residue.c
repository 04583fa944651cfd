// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * residue: what the attacker made or took down and nobody has undone; alike ones as one line that Enter
 * opens, single ones lead to the call that made them. v shows what was undone as well.
 */
#include "src/base/alloc.h"
#include "src/scope/residue_text.h"
#include "ui/core/format.h"
#include "ui/view/ask_filter.h"
#include "ui/view/cells.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { IDS_MAX = 400 };

/* What ask.sort says: a reload keeps it. */
enum form { FORM_LEFT, FORM_ALL };

enum column {
    COLUMN_STATE,
    COLUMN_WHAT,
    COLUMN_ENDED,
    COLUMN_ACCOUNT,
    COLUMN_MADE,
    COLUMN_REGION,
    COLUMN_BY,
    COLUMN__COUNT
};

static const struct table_column columns[COLUMN__COUNT] = {
    [COLUMN_STATE] = {"", {6, 6, 0, 0}, false},         [COLUMN_WHAT] = {"what", {44, 90, 8, 0}, false},
    [COLUMN_ENDED] = {"undone", {24, 60, 4, 1}, false}, [COLUMN_ACCOUNT] = {"account", {12, 12, 0, 2}, false},
    [COLUMN_MADE] = {"made", {10, 16, 1, 3}, false},    [COLUMN_REGION] = {"region", {9, 14, 1, 4}, false},
    [COLUMN_BY] = {"by", {10, 28, 2, 5}, false},
};

struct residue_model {
    struct residue_list list;
    struct residue_lines lines;
    struct arena arena;
    bool all, alike; /* with what was undone; those of one line */
    bool accounts;   /* it is in more than one */
};

struct residue_state_ui {
    struct table table;
    struct buf filter, label;
    char id[32];
};

static void model_free(void *data)
{
    struct residue_model *model = data;
    residue_done(&model->list);
    arena_done(&model->arena);
    free(model);
}

static bool is_elsewhere(const struct residue *a, const struct residue *b)
{
    return a->account != NULL && b->account != NULL && strcmp(a->account, b->account) != 0;
}

static bool load_model(struct residue_model *model, struct db *db, const struct ask *ask, struct err *err)
{
    unsigned left = 1U << RESIDUE_OPEN | 1U << RESIDUE_PARTLY;
    if (!residue_load(&model->list, db, err))
        return false;
    model->all = ask->sort == FORM_ALL || ask->thing != NULL;
    model->alike = ask->thing != NULL;
    for (size_t i = 1; i < model->list.count; i++)
        model->accounts |= is_elsewhere(&model->list.items[0], &model->list.items[i]);
    model->lines =
        residue_fold(&model->list, model->all ? RESIDUE_ALL_STATES : left, ask->thing, &model->arena);
    return true;
}

static void *residue_view_load(void *ctx, const struct ask *ask, struct task *task, struct err *err)
{
    struct filter *none = NULL;
    struct ask all;
    ask_init(&all);
    struct residue_model *model = alloc_zero(1, sizeof *model);
    bool loaded = ask_begin(ctx, &all, task, &none, err) && load_model(model, ctx, ask, err);
    ask_end(ctx);
    if (loaded)
        return model;
    model_free(model);
    return NULL;
}

/* --- rows --- */

static enum role state_role(enum residue_state state)
{
    static const enum role roles[RESIDUE_STATE__COUNT] = {
        [RESIDUE_OPEN] = ROLE_ATTACKER, [RESIDUE_PARTLY] = ROLE_WARNING, [RESIDUE_UNDONE] = ROLE_DIM};
    return roles[state];
}

/* "policy" of "policy attached to a role": to whom the text says, and the row has no room for both. */
static int kind_len(const char *kind)
{
    const char *rest = strstr(kind, " attached to ");
    return (int)(rest != NULL ? (size_t)(rest - kind) : strlen(kind));
}

static void put_what(struct buf *out, const struct residue_line *line, bool plain)
{
    const char *kind = residue_kinds[line->first->kind].one;
    if (line->count == 1 && !plain && line->first->kind != RESIDUE_RULE) /* a rule says so itself */
        buf_fmt(out, "%.*s ", kind_len(kind), kind);
    residue_text_line(out, line);
}

static void put_ended(struct buf *out, const struct residue *residue)
{
    char iso[ISOTIME_SIZE];
    if (residue->ended.event_id == 0)
        return;
    buf_fmt(out, "%.10s by ", isotime_format(residue->ended.time_s, iso));
    if (residue->ended.is_attacker)
        buf_str(out, "the attacker, ");
    residue_text_who(out, &residue->ended);
    buf_fmt(out, ", %s", residue->ended.api);
}

static enum role draw_cell(const void *data, size_t index, size_t column, struct table_cell *cell)
{
    const struct residue_line *line = &((const struct residue_model *)data)->lines.items[index];
    const struct residue *residue = line->first;
    CLEANUP(buf) struct buf text = {0};
    switch ((enum column)column) {
    case COLUMN_STATE:
        cell_text(cell, residue_state_names[residue->state]);
        return state_role(residue->state);
    case COLUMN_WHAT:
        put_what(&text, line, ((const struct residue_model *)data)->alike);
        cell_middle(cell, buf_text(&text));
        return residue->state == RESIDUE_UNDONE ? ROLE_DIM : ROLE_NORMAL;
    case COLUMN_MADE:
        return cell_time(cell, residue->opened.time_s);
    case COLUMN_BY:
        residue_text_who(&text, &residue->opened);
        return cell_middle(cell, buf_text(&text));
    case COLUMN_ACCOUNT:
        return cell_text(cell, residue->account);
    case COLUMN_REGION:
        return cell_text(cell, residue->region);
    default:
        put_ended(&text, residue);
        return cell_text(cell, buf_text(&text));
    }
}

static struct table_spec spec_of(const struct view *view)
{
    static const char *const shown[2][2] = {
        {"what made region by", "what account made region by"},
        {"what undone made region by", "what undone account made region by"}};
    const struct residue_model *model = view->model;
    const char *empty = "nothing is left open: v shows what was undone";
    if (model->list.count == 0)
        empty = "no attributed call made something: mark what is the attacker's";
    return (struct table_spec){.columns = columns,
                               .column_count = COLUMN__COUNT,
                               .chosen = shown[model->all][model->accounts],
                               .row_count = model->lines.count,
                               .cell = draw_cell,
                               .rows = model,
                               .empty = empty,
                               .unsorted = true};
}

/* --- the view --- */

static void residue_open(struct view *view)
{
    view->state = alloc_zero(1, sizeof(struct residue_state_ui));
}

static void residue_close(struct view *view)
{
    struct residue_state_ui *state = view->state;
    table_done(&state->table);
    buf_done(&state->filter);
    buf_done(&state->label);
    free(state);
}

static void residue_update(struct view *view, void *data)
{
    struct residue_state_ui *state = view->state;
    view_keep(view, data);
    table_reset(&state->table, ((struct residue_model *)data)->lines.count);
}

static const struct residue_line *current(const struct view *view)
{
    const struct residue_model *model = view->model;
    const struct residue_state_ui *state = view->state;
    return model != NULL && state->table.cursor < model->lines.count
               ? &model->lines.items[state->table.cursor]
               : NULL;
}

static void residue_draw(const struct view *view, struct grid *grid, struct rect area)
{
    const struct residue_state_ui *state = view->state;
    struct table_spec spec = spec_of(view);
    table_draw(&state->table, &spec, grid, area, view->search);
}

static enum view_answer open_line(struct view *view, const struct residue_line *line)
{
    CLEANUP(arena) struct arena arena = {0};
    CLEANUP(buf) struct buf label = {0};
    if (line->count > 1) {
        residue_text_line(&label, line);
        return view_go(view, "residue", NULL, residue_alike(line->first, &arena), buf_text(&label));
    }
    return view_go(view, "event", NULL, arena_fmt(&arena, "%" PRId64, line->first->opened.event_id),
                   line->first->opened.api);
}

static enum view_answer toggle(struct view *view)
{
    if (view->ask.thing != NULL) {
        view_say(view, "these are alike in their state too; q goes back to all");
        return VIEW_DONE;
    }
    view->ask.sort = view->ask.sort == FORM_ALL ? FORM_LEFT : FORM_ALL;
    view_reload(view);
    view_say(view, view->ask.sort == FORM_ALL ? "with what was undone" : "what is left only");
    return VIEW_DONE;
}

static enum view_answer residue_request(struct view *view, enum request request)
{
    struct residue_state_ui *state = view->state;
    const struct residue_line *line = current(view);
    if (view->model == NULL)
        return VIEW_PASS;
    if (request == REQUEST_OPEN && line != NULL)
        return open_line(view, line);
    if (request == REQUEST_TOGGLE)
        return toggle(view);
    if (request == REQUEST_PICK)
        return VIEW_PASS;
    struct table_spec spec = spec_of(view);
    return view_table_request(view, &state->table, &spec, request);
}

/* The calls that made what a line folds, by their numbers. */
static void put_ids(struct buf *out, const struct residue_model *model, const struct residue_line *line)
{
    CLEANUP(arena) struct arena arena = {0};
    const char *alike = residue_alike(line->first, &arena);
    struct residue_lines lines = residue_fold(&model->list, RESIDUE_ALL_STATES, alike, &arena);
    buf_str(out, "id:(");
    for (size_t i = 0; i < lines.count && i < IDS_MAX; i++)
        buf_fmt(out, "%s%" PRId64, i > 0 ? "," : "", lines.items[i].first->opened.event_id);
    buf_char(out, ')');
}

static bool residue_selection(const struct view *view, struct selection *out)
{
    struct residue_state_ui *state = view->state;
    const struct residue_line *line = current(view);
    if (line == NULL)
        return false;
    buf_clear(&state->label);
    buf_clear(&state->filter);
    residue_text_line(&state->label, line);
    out->label = buf_text(&state->label);
    out->since_s = line->first->opened.time_s;
    out->until_s = line->last_s;
    if (line->count > 1) {
        put_ids(&state->filter, view->model, line);
        out->filter = buf_text(&state->filter);
        return true;
    }
    snprintf(state->id, sizeof state->id, "%" PRId64, line->first->opened.event_id);
    out->subject = THING_EVENT;
    out->value[THING_EVENT] = state->id;
    return true;
}

static void residue_status(const struct view *view, struct buf *out)
{
    const struct residue_model *model = view->model;
    format_count(out, (int64_t)model->list.states[RESIDUE_OPEN]);
    buf_fmt(out, " open, %zu partly, ", model->list.states[RESIDUE_PARTLY]);
    format_count(out, (int64_t)model->list.states[RESIDUE_UNDONE]);
    buf_str(out, " undone");
    if (model->list.undecided > 0)
        buf_fmt(out, ", %zu undecided", model->list.undecided);
}

static void residue_dump(const struct view *view, struct buf *out)
{
    if (view->model == NULL)
        return;
    struct table_spec spec = spec_of(view);
    view_table_dump(&spec, out);
}

const struct view_ops view_residue = {
    .name = "residue",
    .title = "Residue",
    .help = "what the attacker left: made or taken down, and not undone",
    .hint = "Enter its call, or the single ones  v undone too  e events  ? help",
    .no_filter = true,
    .open = residue_open,
    .load = residue_view_load,
    .model_free = model_free,
    .update = residue_update,
    .draw = residue_draw,
    .request = residue_request,
    .status = residue_status,
    .selection = residue_selection,
    .dump = residue_dump,
    .close = residue_close,
};
