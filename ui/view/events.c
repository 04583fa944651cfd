// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * events: the events a filter leaves, in the order of time.
 *
 * Loaded in parts, by key: the screen holds some thousand rows around the cursor and asks for more when it
 * comes near an end. The first part is the one after the place in ask.after, so that a reload shows the same
 * rows again.
 */
#include "src/model/events.h"

#include "src/base/alloc.h"
#include "ui/core/format.h"
#include "ui/view/ask_filter.h"
#include "ui/view/event_rows.h"

#include <stdlib.h>
#include <string.h>

enum { PART_ROWS = 500, PARTS_MAX = 12, NEAR_ROWS = 100 };

/* What is asked for: all anew from a place, the end, more at either side, the number that match. */
enum part { PART_PLACE, PART_LAST, PART_AFTER, PART_BEFORE, PART_COUNT };

struct events_part {
    struct events_page page; /* first: a part is freed through it */
    enum part part;
    int64_t matching, total; /* -1 = not counted */
};

struct events_state {
    struct table table;
    struct events_part *parts[PARTS_MAX];
    const struct events_page *pages[PARTS_MAX];
    struct event_rows rows;
    bool more_before, more_after;
    int64_t base; /* events before the first row held; -1 = not known */
    int64_t matching, total;
    /* What a reload asks for: the row to find again, and what lies before the rows asked for. */
    int64_t keep_id, place_base;
    char *place_filter;
    struct event_pick pick;
};

/* --- loading --- */

static void part_free(void *model)
{
    struct events_part *part = model;
    events_page_done(&part->page);
    free(part);
}

static bool load_part(struct events_part *part, struct db *db, const struct ask *ask,
                      const struct filter *filter, struct err *err)
{
    CLEANUP(events) struct events events = {0};
    if (!events_open(&events, db, filter, err))
        return false;
    struct events_ask at = {.time_s = ask->after[0], .id = ask->after[1], .limit = PART_ROWS};
    if (part->part == PART_LAST)
        at = events_ask_last(PART_ROWS);
    else if (part->part == PART_PLACE && ask->after[0] == 0 && ask->after[1] == 0)
        at = events_ask_first(PART_ROWS);
    at.backward = at.backward || part->part == PART_BEFORE;
    bool good = part->part == PART_COUNT ? events_count(&events, db, err)
                                         : events_page(&part->page, &events, db, &at, err);
    if (good && part->part == PART_PLACE && part->page.count == 0 && ask->after[0] != 0) {
        part->part = PART_LAST; /* a new filter, and nothing of it lies after the place */
        at = events_ask_last(PART_ROWS);
        events_page_done(&part->page);
        good = events_page(&part->page, &events, db, &at, err);
    }
    part->matching = events.matching;
    part->total = events.total;
    return good;
}

static void *events_load(void *ctx, const struct ask *ask, struct task *task, struct err *err)
{
    CLEANUP(filter) struct filter *filter = NULL;
    struct events_part *part = alloc_zero(1, sizeof *part);
    part->part = (enum part)ask->part;
    bool loaded = ask_begin(ctx, ask, task, &filter, err) && load_part(part, ctx, ask, filter, err);
    ask_end(ctx);
    if (loaded)
        return part;
    part_free(part);
    return NULL;
}

/* --- the rows that are held --- */

static void recount(struct events_state *state)
{
    state->rows.pages = state->pages;
    state->rows.count = 0;
    for (size_t i = 0; i < state->rows.page_count; i++) {
        state->pages[i] = &state->parts[i]->page;
        state->rows.count += state->pages[i]->count;
    }
    event_rows_measure(&state->rows);
}

static void drop_all(struct events_state *state)
{
    for (size_t i = 0; i < state->rows.page_count; i++)
        part_free(state->parts[i]);
    state->rows.page_count = 0;
    recount(state);
}

static void drop_first(struct events_state *state)
{
    size_t rows = state->parts[0]->page.count;
    part_free(state->parts[0]);
    state->rows.page_count--;
    memmove(state->parts, state->parts + 1, state->rows.page_count * sizeof *state->parts);
    recount(state);
    state->more_before = true;
    state->base = state->base >= 0 ? state->base + (int64_t)rows : -1;
    state->table.cursor = state->table.cursor > rows ? state->table.cursor - rows : 0;
    state->table.top = state->table.top > rows ? state->table.top - rows : 0;
}

static void drop_last(struct events_state *state)
{
    part_free(state->parts[--state->rows.page_count]);
    recount(state);
    state->more_after = true;
}

static void append(struct events_state *state, struct events_part *part)
{
    if (state->rows.page_count == PARTS_MAX)
        drop_first(state);
    state->parts[state->rows.page_count++] = part;
    state->more_after = part->page.more;
    recount(state);
}

static void prepend(struct events_state *state, struct events_part *part)
{
    if (state->rows.page_count == PARTS_MAX)
        drop_last(state);
    memmove(state->parts + 1, state->parts, state->rows.page_count * sizeof *state->parts);
    state->parts[0] = part;
    state->rows.page_count++;
    state->more_before = part->page.more;
    int64_t rows = (int64_t)part->page.count;
    state->base = !state->more_before ? 0 : state->base >= 0 ? state->base - rows : -1;
    state->table.cursor += part->page.count;
    state->table.top += part->page.count;
    recount(state);
}

/* Keep the cursor on the event it was on. */
static void find_kept(struct events_state *state)
{
    if (state->table.cursor >= state->rows.count)
        state->table.cursor = state->rows.count > 0 ? state->rows.count - 1 : 0;
    for (size_t i = 0; state->keep_id != 0 && i < state->rows.count; i++)
        if (event_rows_at(&state->rows, i)->id == state->keep_id)
            state->table.cursor = i;
}

static bool same_filter(const struct events_state *state, const struct view *view)
{
    const char *now = view->ask.filter != NULL ? view->ask.filter : "";
    return strcmp(now, state->place_filter != NULL ? state->place_filter : "") == 0;
}

static void replace(struct view *view, struct events_part *part)
{
    struct events_state *state = view->state;
    bool start = view->ask.after[0] == 0 && view->ask.after[1] == 0;
    drop_all(state);
    append(state, part);
    if (part->part == PART_LAST) {
        state->more_before = part->page.more;
        state->more_after = false;
        state->base = state->more_before ? -1 : 0;
        state->table.cursor = state->rows.count > 0 ? state->rows.count - 1 : 0;
    } else {
        state->more_before = !start;
        state->base = start ? 0 : same_filter(state, view) ? state->place_base : -1;
        find_kept(state);
    }
    table_reset(&state->table, state->rows.count);
}

/* --- the view --- */

static void want(struct view *view, enum part part, const struct event_row *after)
{
    view->ask.part = part;
    view->ask.after[0] = after != NULL ? after->time_s : 0;
    view->ask.after[1] = after != NULL ? after->id : 0;
    view->stale = true;
}

/* Set what a reload asks for: the rows around the cursor again. */
static void keep_place(struct view *view)
{
    struct events_state *state = view->state;
    const struct event_row *row = event_rows_at(&state->rows, state->table.cursor);
    size_t first = state->table.cursor > PART_ROWS / 2 ? state->table.cursor - PART_ROWS / 2 : 0;
    const struct event_row *before = first > 0 ? event_rows_at(&state->rows, first - 1) : NULL;
    if (first == 0 && state->more_before && state->rows.count > 0)
        before = event_rows_at(&state->rows, 0);
    view->ask.part = PART_PLACE;
    view->ask.after[0] = before != NULL ? before->time_s : 0;
    view->ask.after[1] = before != NULL ? before->id : 0;
    state->keep_id = row != NULL ? row->id : 0;
    state->place_base = state->base >= 0 ? state->base + (int64_t)first + (first == 0 && before != NULL) : -1;
    ask_set(&state->place_filter, view->ask.filter);
}

/* Ask for more when the cursor comes near the end of what is held, or for the number that match. */
static void want_more(struct view *view)
{
    struct events_state *state = view->state;
    size_t cursor = state->table.cursor, count = state->rows.count;
    if (view->loading || view->stale || count == 0)
        return;
    if (state->more_after && cursor + NEAR_ROWS >= count)
        want(view, PART_AFTER, event_rows_at(&state->rows, count - 1));
    else if (state->more_before && cursor < NEAR_ROWS)
        want(view, PART_BEFORE, event_rows_at(&state->rows, 0));
    else if (state->matching < 0)
        want(view, PART_COUNT, NULL);
    else
        keep_place(view);
}

static void events_update(struct view *view, void *model)
{
    struct events_state *state = view->state;
    struct events_part *part = model;
    enum part what = part->part;
    if (part->matching >= 0 || what <= PART_LAST)
        state->matching = part->matching;
    state->total = part->total;
    if (what <= PART_LAST)
        replace(view, part);
    else if (what == PART_AFTER)
        append(state, part);
    else if (what == PART_BEFORE)
        prepend(state, part);
    else
        part_free(part);
    view->model = &state->rows;
    if (!state->more_after && state->matching >= 0)
        state->base = state->matching - (int64_t)state->rows.count;
    want_more(view);
}

static void events_open_view(struct view *view)
{
    struct events_state *state = view->state = alloc_zero(1, sizeof *state);
    state->matching = -1;
}

static void events_close_view(struct view *view)
{
    struct events_state *state = view->state;
    drop_all(state);
    table_done(&state->table);
    event_pick_done(&state->pick);
    free(state->place_filter);
    free(state);
    view->model = NULL; /* was part of the state */
}

static struct table_spec spec_of(const struct view *view)
{
    const struct events_state *state = view->state;
    struct table_spec spec = event_rows_spec(&state->rows);
    spec.chosen = view->columns;
    spec.empty = view->ask.filter != NULL ? "no event matches this filter: x drops its last part, f edits it"
                                          : "no events in this case: trailcase ingest brings them in";
    return spec;
}

static void events_draw(const struct view *view, struct grid *grid, struct rect area)
{
    const struct events_state *state = view->state;
    struct table_spec spec = spec_of(view);
    event_rows_draw(&state->table, &spec, grid, area, view->search);
}

static enum view_answer events_request(struct view *view, enum request request)
{
    struct events_state *state = view->state;
    if (request == REQUEST_OPEN) {
        const struct event_row *row = event_rows_at(&state->rows, state->table.cursor);
        return row != NULL ? event_rows_open(view, row, view->ask.filter) : VIEW_PASS;
    }
    if (request == REQUEST_LAST && state->more_after) {
        want(view, PART_LAST, NULL);
        return VIEW_DONE;
    }
    if (request == REQUEST_FIRST && state->more_before) {
        state->keep_id = 0;
        state->table.cursor = state->table.top = 0;
        want(view, PART_PLACE, NULL);
        return VIEW_DONE;
    }
    struct table_spec spec = spec_of(view);
    if (table_request(&state->table, &spec, request, view->body.rows, view->search) == TABLE_PASS)
        return VIEW_PASS;
    want_more(view);
    return VIEW_DONE;
}

static bool events_selection(const struct view *view, struct selection *out)
{
    struct events_state *state = view->state;
    return event_rows_selection(event_rows_at(&state->rows, state->table.cursor), &state->pick, out);
}

static bool events_picked(const struct view *view, size_t index, struct selection *out)
{
    struct events_state *state = view->state;
    for (size_t row = 0; row < state->table.picked_len; row++)
        if (table_picked(&state->table, row) && index-- == 0)
            return event_rows_selection(event_rows_at(&state->rows, row), &state->pick, out);
    return false;
}

static void events_status(const struct view *view, struct buf *out)
{
    const struct events_state *state = view->state;
    if (state->rows.count > 0 && state->base >= 0) {
        format_count(out, state->base + (int64_t)state->table.cursor + 1);
        buf_str(out, " of ");
    }
    if (state->matching >= 0)
        format_count(out, state->matching);
    else
        buf_str(out, "?");
    if (state->matching == state->total)
        return;
    buf_str(out, ", all ");
    format_count(out, state->total);
}

static void events_lines(const struct view *view, struct buf *out)
{
    struct table_spec spec = spec_of(view);
    view_table_lines(&((const struct events_state *)view->state)->table, &spec, out);
}

static bool events_column(const struct view *view, size_t n, struct buf *out)
{
    struct table_spec spec = spec_of(view);
    return view_table_column(&spec, n, out);
}

static void events_dump(const struct view *view, struct buf *out)
{
    struct table_spec spec = spec_of(view);
    view_table_dump(&spec, out);
}

const struct view_ops view_events = {
    .name = "events",
    .title = "Events",
    .help = "events in the order of time",
    .hint = "Enter event  p i K a t pivot  m mark  / search  f filter  ? help",
    .open = events_open_view,
    .load = events_load,
    .model_free = part_free,
    .update = events_update,
    .draw = events_draw,
    .request = events_request,
    .status = events_status,
    .selection = events_selection,
    .picked = events_picked,
    .lines = events_lines,
    .column = events_column,
    .dump = events_dump,
    .close = events_close_view,
};
