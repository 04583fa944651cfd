// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * list: the screens that list the values of one kind. They differ in what the tables of listing.c say.
 */
#include "src/base/alloc.h"
#include "ui/core/format.h"
#include "ui/view/listing.h"

#include <stdlib.h>

struct list_state {
    struct table table;
    struct buf filter; /* of the selection */
    bool to_top;       /* after sorting, the cursor starts over */
};

static struct table_spec spec_of(const struct view *view)
{
    struct table_spec spec = listing_spec(view->model);
    spec.chosen = view->columns;
    return spec;
}

static void list_draw(const struct view *view, struct grid *grid, struct rect area)
{
    const struct list_state *state = view->state;
    struct table_spec spec = spec_of(view);
    listing_draw(view->model, &spec, &state->table, grid, area, view->search);
}

static void list_open(struct view *view)
{
    struct list_state *state = view->state = alloc_zero(1, sizeof *state);
    state->table.sort_column = SIZE_MAX; /* known when the columns are */
}

static void list_close(struct view *view)
{
    struct list_state *state = view->state;
    table_done(&state->table);
    buf_done(&state->filter);
    free(state);
}

/* Keep the cursor on the row it was on, wherever that is now. */
static void list_update(struct view *view, void *model)
{
    struct list_state *state = view->state;
    struct table *table = &state->table;
    struct listing *old = view->model, *listing = model;
    size_t cursor = state->to_top ? 0 : table->cursor;
    if (old != NULL && !state->to_top && table->cursor < old->list.count)
        for (size_t i = 0; i < listing->list.count; i++)
            if (listing->list.rows[i].id == old->list.rows[table->cursor].id)
                cursor = i;
    table->cursor = table->sort_column == SIZE_MAX ? 0 : cursor;
    table->sort_column = listing_position_of(listing, (enum list_sort)view->ask.sort);
    table_reset(table, listing->list.count);
    state->to_top = false;
    view_keep(view, model);
}

static void sorted(struct view *view, const struct listing *listing)
{
    struct list_state *state = view->state;
    struct table *table = &state->table;
    struct table_spec spec = spec_of(view);
    for (size_t tried = 0; tried < listing->column_count; tried++) {
        if (listing_can_sort(listing, table->sort_column) &&
            table_column_cols(&spec, view->body.cols, table->sort_column) > 0)
            break;
        table->sort_column = (table->sort_column + 1) % listing->column_count;
    }
    view->ask.sort = (int)listing_sort_of(listing, table->sort_column);
    view->ask.reverse = table->sort_reverse;
    state->to_top = true;
    view_reload(view);
    const char *title = listing->columns[table->sort_column].title;
    view_say(view, "sorted by %s%s", title[0] != '\0' ? title : "verdict",
             table->sort_reverse ? ", turned around" : "");
}

static bool fill_selection(const struct view *view, size_t index, struct selection *out)
{
    const struct listing *listing = view->model;
    struct list_state *state = view->state;
    if (index >= listing->list.count)
        return false;
    const struct list_row *row = &listing->list.rows[index];
    enum thing thing = listing_thing(listing);
    out->subject = thing;
    out->since_s = row->first_s;
    out->until_s = row->last_s;
    out->label = listing_name(listing, row);
    if (thing != THING_NONE)
        out->value[thing] = row->value;
    buf_clear(&state->filter);
    view_add_term(&state->filter, list_specs[listing->list.kind].field, row->value);
    out->filter = buf_text(&state->filter);
    return true;
}

static enum view_answer list_request(struct view *view, enum request request)
{
    const struct listing *listing = view->model;
    struct table *table = &((struct list_state *)view->state)->table;
    if (listing == NULL)
        return VIEW_PASS;
    struct table_spec spec = spec_of(view);
    switch (table_request(table, &spec, request, view->body.rows, view->search)) {
    case TABLE_SORTED:
        sorted(view, listing);
        return VIEW_DONE;
    case TABLE_DONE:
        return VIEW_DONE;
    default:
        return VIEW_PASS;
    }
}

static bool list_selection(const struct view *view, struct selection *out)
{
    const struct list_state *state = view->state;
    return view->model != NULL && fill_selection(view, state->table.cursor, out);
}

static bool list_picked(const struct view *view, size_t index, struct selection *out)
{
    const struct table *table = &((const struct list_state *)view->state)->table;
    for (size_t row = 0; view->model != NULL && row < table->picked_len; row++)
        if (table_picked(table, row) && index-- == 0)
            return fill_selection(view, row, out);
    return false;
}

static void list_status(const struct view *view, struct buf *out)
{
    const struct listing *listing = view->model;
    const struct table *table = &((const struct list_state *)view->state)->table;
    format_count(out, listing->list.count > 0 ? (int64_t)table->cursor + 1 : 0);
    buf_str(out, " of ");
    format_count(out, listing->list.matching);
    if (listing->list.matching != listing->list.total) {
        buf_str(out, ", all ");
        format_count(out, listing->list.total);
    }
    if ((int64_t)listing->list.count < listing->list.matching)
        buf_fmt(out, ", first %zu shown", listing->list.count);
}

static void list_lines(const struct view *view, struct buf *out)
{
    if (view->model == NULL)
        return;
    struct table_spec spec = spec_of(view);
    view_table_lines(&((const struct list_state *)view->state)->table, &spec, out);
}

static bool list_column(const struct view *view, size_t n, struct buf *out)
{
    if (view->model == NULL)
        return false;
    struct table_spec spec = spec_of(view);
    return view_table_column(&spec, n, out);
}

static void list_dump(const struct view *view, struct buf *out)
{
    if (view->model == NULL)
        return;
    struct table_spec spec = listing_spec(view->model);
    view_table_dump(&spec, out);
}

#define VIEW_KIND(word, kind, number, heading, line)                                                         \
    static void *load_##word(void *ctx, const struct ask *ask, struct task *task, struct err *err)           \
    {                                                                                                        \
        return listing_load(kind, ctx, ask, task, err);                                                      \
    }                                                                                                        \
    const struct view_ops view_##word = {                                                                    \
        .name = #word,                                                                                       \
        .title = heading,                                                                                    \
        .help = line,                                                                                        \
        .hint = "Enter events  p i K a t pivot  m mark  s sort  f filter  ? help",                           \
        .digit = number,                                                                                     \
        .open = list_open,                                                                                   \
        .load = load_##word,                                                                                 \
        .model_free = listing_free,                                                                          \
        .update = list_update,                                                                               \
        .draw = list_draw,                                                                                   \
        .request = list_request,                                                                             \
        .status = list_status,                                                                               \
        .selection = list_selection,                                                                         \
        .picked = list_picked,                                                                               \
        .lines = list_lines,                                                                                 \
        .column = list_column,                                                                               \
        .dump = list_dump,                                                                                   \
        .close = list_close,                                                                                 \
    }

VIEW_KIND(principals, LIST_PRINCIPALS, '3', "Principals", "who: users, roles, services");
VIEW_KIND(addresses, LIST_ADDRESSES, '4', "Addresses", "where calls came from");
VIEW_KIND(keys, LIST_KEYS, '5', "Keys", "access keys, long-lived and temporary");
VIEW_KIND(apis, LIST_APIS, '7', "APIs", "what was called");
VIEW_KIND(resources, LIST_RESOURCES, '8', "Resources", "what it was called on");
VIEW_KIND(sessions, LIST_SESSIONS, 0, "Sessions", "role, console and federated sessions");
VIEW_KIND(agents, LIST_AGENTS, 0, "Agents", "user agents: which program called");
VIEW_KIND(services, LIST_SERVICES, 0, "Services", "calls by service");
VIEW_KIND(regions, LIST_REGIONS, 0, "Regions", "calls by region");
VIEW_KIND(accounts, LIST_ACCOUNTS, 0, "Accounts", "calls by account");
VIEW_KIND(errors, LIST_ERRORS, 0, "Errors", "error codes and what failed without one");
