// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * event: one event: a sentence, its fields in groups, the record. > and < walk to the next and the previous
 * one under the filter of the screen it was opened from, or, after s, of those with the same key, address,
 * principal or resource. Enter folds the member of the record under the cursor, v all of them.
 *
 * ask.sort says what is walked.
 */
#include "src/model/event_view.h"

#include "src/base/alloc.h"
#include "src/model/events.h"
#include "src/scope/note.h"
#include "src/scope/sentence.h"
#include "ui/core/format.h"
#include "ui/view/ask_filter.h"
#include "ui/view/cells.h"
#include "ui/view/event_rows.h"
#include "ui/view/record_lines.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { GROUP_COLS = 9, LABEL_COLS = 13 };

/* What > and < walk. */
enum walk { WALK_FILTER, WALK_KEY, WALK_ADDRESS, WALK_PRINCIPAL, WALK_RESOURCE, WALK__COUNT };

static const char *const walk_names[WALK__COUNT] = {
    [WALK_FILTER] = "the filter",          [WALK_KEY] = "the same key",
    [WALK_ADDRESS] = "the same address",   [WALK_PRINCIPAL] = "the same principal",
    [WALK_RESOURCE] = "the same resource",
};

enum part { PART_SAME, PART_NEXT, PART_PREVIOUS };

struct event_model {
    struct event_view event;
    struct page page;
    struct events_page row; /* the same event as a row, for pivots */
    enum part part;
    bool moved; /* part was asked for, and there was one */
};

/* --- loading --- */

static void event_free(void *model)
{
    struct event_model *event = model;
    page_done(&event->page);
    event_view_done(&event->event);
    events_page_done(&event->row);
    free(event);
}

static enum role value_role(const struct event_field *field)
{
    if (strcmp(field->group, "Result") == 0 && strstr(field->label, "utcome") != NULL)
        return strcmp(field->value, "success") == 0 ? ROLE_NORMAL : ROLE_DENIED;
    return ROLE_NORMAL;
}

/* The group stands before the first of its fields only. */
static void add_field(struct page *page, const struct event_field *field, bool first)
{
    CLEANUP(buf) struct buf label = {0};
    buf_fmt(&label, "%-*s %s", GROUP_COLS, first ? field->group : "", field->label);
    struct page_line *line =
        page_field(page, buf_text(&label), GROUP_COLS + 1 + LABEL_COLS, value_role(field), field->value);
    if (field->field == NULL)
        return;
    const char *value = field->pivot != NULL ? field->pivot : field->value;
    enum thing thing = thing_of_term(field->field);
    if (thing != THING_NONE && thing != THING_EVENT) {
        page_stands(page, line, thing, value);
    } else if (thing == THING_NONE) {
        CLEANUP(buf) struct buf filter = {0};
        view_add_term(&filter, field->field, value);
        page_leads(page, line, "events", buf_text(&filter));
    }
    line->label = line->value != NULL ? line->value : arena_str(page->arena, value);
}

/* The time in the user's zone, beside UTC; nothing without one. */
static void add_local_time(struct page *page, int64_t time_s)
{
    const char *zone = getenv("TZ");
    time_t moment = (time_t)time_s;
    struct tm local;
    char text[64];
    if (zone == NULL || zone[0] == '\0' || strcmp(zone, "UTC") == 0 || localtime_r(&moment, &local) == NULL ||
        strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S %Z", &local) == 0)
        return;
    struct event_field field = {.group = "What", .label = "Local time", .value = text};
    add_field(page, &field, false);
}

/* What was written down about the event, or about who and what made it. */
static bool add_notes(struct event_model *model, struct db *db, struct err *err)
{
    CLEANUP(note_list) struct note_list notes = {0};
    const struct event_row *row = model->row.rows;
    const char *const things[][2] = {{"event", row->uid},
                                     {"key", row->key},
                                     {"address", row->address},
                                     {"session", row->session},
                                     {"principal", row->principal_key},
                                     {"agent", row->agent}};
    bool first = true;
    if (!note_list_load(&notes, db, err))
        return false;
    for (size_t i = 0; i < notes.count; i++)
        for (size_t t = 0; t < ARRAY_LEN(things); t++) {
            const struct note *note = &notes.items[i];
            if (things[t][1] == NULL || strcmp(note->kind, things[t][0]) != 0 ||
                strcmp(note->value, things[t][1]) != 0)
                continue;
            CLEANUP(buf) struct buf label = {0};
            buf_fmt(&label, "on %s", note->kind);
            struct event_field field = {.group = "Notes", .label = buf_text(&label), .value = note->text};
            add_field(&model->page, &field, first);
            first = false;
        }
    return true;
}

static bool build_page(struct event_model *model, struct db *db, struct err *err)
{
    struct event_view *event = &model->event;
    struct page *page = &model->page;
    page->arena = &event->arena;
    CLEANUP(buf) struct buf title = {0};
    const struct event_row *row = model->row.rows;
    format_time(&title, event->time_s);
    buf_str(&title, "  ");
    sentence_write(event, &title);
    page_put(page, row->attribution != NULL ? verdict_role(row->attribution) : ROLE_STRONG, buf_text(&title))
        ->text.hang = 2;
    if (!add_notes(model, db, err))
        return false;
    for (size_t i = 0; i < event->field_count; i++) {
        add_field(page, &event->fields[i],
                  i == 0 || strcmp(event->fields[i].group, event->fields[i - 1].group) != 0);
        if (strcmp(event->fields[i].label, "Time") == 0)
            add_local_time(page, event->time_s);
    }
    record_lines_put(page, event->json);
    return true;
}

/* The event as a row, and its place among the others. */
static bool load_row(struct event_model *model, struct db *db, int64_t id, struct err *err)
{
    CLEANUP(filter) struct filter *filter = NULL;
    CLEANUP(events) struct events events = {0};
    char text[32];
    snprintf(text, sizeof text, "id:%" PRId64, id);
    struct events_ask first = events_ask_first(1);
    return filter_parse(&filter, text, 0, NULL, err) && events_open(&events, db, filter, err) &&
           events_page(&model->row, &events, db, &first, err);
}

/* The resource that the event names first; NULL when it names none. */
static bool first_resource(struct db *db, int64_t id, struct arena *arena, const char **ret, struct err *err)
{
    CLEANUP(event_view) struct event_view event = {0};
    bool found;
    *ret = NULL;
    if (!event_view_load(&event, db, id, &found, err))
        return false;
    for (size_t i = 0; i < event.field_count && *ret == NULL; i++)
        if (strcmp(event.fields[i].label, "Resource") == 0)
            *ret = arena_str(arena, event.fields[i].value);
    return true;
}

/* The filter of what is walked; *ret_none when the event does not have that. */
static bool walk_filter(struct event_model *model, struct db *db, enum walk walk, struct filter **ret,
                        bool *ret_none, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    CLEANUP(buf) struct buf text = {0};
    const struct event_row *row = model->row.rows;
    static const char *const terms[WALK__COUNT] = {"", "key", "address", "principal", "resource"};
    const char *value = walk == WALK_KEY       ? row->key
                        : walk == WALK_ADDRESS ? row->address
                                               : row->principal_key;
    if (walk == WALK_RESOURCE && !first_resource(db, row->id, &arena, &value, err))
        return false;
    *ret_none = value == NULL;
    if (value == NULL)
        return true;
    view_add_term(&text, terms[walk], value);
    return filter_parse(ret, buf_text(&text), 0, NULL, err);
}

/* The id of the event after or before the one in model->row; stays when there is none. */
static bool step(struct event_model *model, struct db *db, const struct ask *ask, const struct filter *filter,
                 int64_t *id, struct err *err)
{
    CLEANUP(filter) struct filter *same = NULL;
    CLEANUP(events) struct events events = {0};
    CLEANUP(events_page) struct events_page page = {0};
    const struct event_row *row = model->row.rows;
    bool none = false;
    if (ask->sort != WALK_FILTER && !walk_filter(model, db, (enum walk)ask->sort, &same, &none, err))
        return false;
    if (none)
        return true;
    struct events_ask at = {
        .backward = model->part == PART_PREVIOUS, .time_s = row->time_s, .id = row->id, .limit = 1};
    if (!events_open(&events, db, same != NULL ? same : filter, err) ||
        !events_page(&page, &events, db, &at, err))
        return false;
    model->moved = page.count > 0;
    if (!model->moved)
        return true;
    *id = page.rows[0].id;
    events_page_done(&model->row);
    return load_row(model, db, *id, err);
}

static bool load_event(struct event_model *model, struct db *db, const struct ask *ask,
                       const struct filter *filter, struct err *err)
{
    int64_t id = 0;
    bool found = false;
    if (!events_find(db, ask->thing != NULL ? ask->thing : "", &id, err))
        return false;
    if (id != 0 && !load_row(model, db, id, err))
        return false;
    if (id == 0 || model->row.count == 0)
        return err_set(err, ERR_USAGE, "show event %s: there is none with this id in the case",
                       ask->thing != NULL ? ask->thing : "");
    if (model->part != PART_SAME && !step(model, db, ask, filter, &id, err))
        return false;
    if (!event_view_load(&model->event, db, id, &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_CASE, "show event %" PRId64 ": its record is not in the case", id);
    return build_page(model, db, err);
}

static void *event_load(void *ctx, const struct ask *ask, struct task *task, struct err *err)
{
    CLEANUP(filter) struct filter *filter = NULL;
    struct event_model *model = alloc_zero(1, sizeof *model);
    model->part = (enum part)ask->part;
    bool loaded = ask_begin(ctx, ask, task, &filter, err) && load_event(model, ctx, ask, filter, err);
    ask_end(ctx);
    if (loaded)
        return model;
    event_free(model);
    return NULL;
}

/* --- the view --- */

struct event_state {
    struct pager pager; /* first: page.h takes the state for it */
    struct event_pick pick;
    struct record_folds folds;
    struct record_shown shown; /* the page of the model, folded */
};

static void event_open(struct view *view)
{
    struct event_state *state = view->state = alloc_zero(1, sizeof *state);
    state->pager.wrap = true;
}

static void event_close(struct view *view)
{
    struct event_state *state = view->state;
    event_pick_done(&state->pick);
    record_shown_done(&state->shown);
    page_close(view);
}

static void event_update(struct view *view, void *model)
{
    struct event_state *state = view->state;
    struct event_model *event = model;
    if (event->part != PART_SAME && !event->moved)
        view_say(view, "this is the %s event of %s", event->part == PART_NEXT ? "last" : "first",
                 walk_names[view->ask.sort]);
    view->ask.part = PART_SAME;
    char id[32];
    snprintf(id, sizeof id, "%" PRId64, event->event.id);
    ask_set(&view->ask.thing, id);
    snprintf(view->label, sizeof view->label, "%s", event->row.rows->api != NULL ? event->row.rows->api : "");
    view_keep(view, model);
    record_lines_show(&state->shown, &event->page, &state->folds);
    page_settle(view, &state->shown.page);
}

static void event_draw(const struct view *view, struct grid *grid, struct rect area)
{
    page_draw(view, &((const struct event_state *)view->state)->shown.page, grid, area);
}

/* Show the page anew, the cursor on the line of it that stands for this one. */
static enum view_answer show_again(struct view *view, size_t line)
{
    struct event_state *state = view->state;
    const struct event_model *event = view->model;
    record_lines_show(&state->shown, &event->page, &state->folds);
    state->pager.line = record_lines_of(&state->shown, line);
    page_settle(view, &state->shown.page);
    return VIEW_DONE;
}

/* Fold or unfold what is under the cursor; pass when that is no part of the record. */
static enum view_answer fold_here(struct view *view)
{
    struct event_state *state = view->state;
    const struct event_model *event = view->model;
    const struct page_line *line = page_current(view, &state->shown.page);
    if (line == NULL || !line->live)
        return VIEW_PASS;
    size_t member = record_lines_fold(&state->folds, &state->shown, &event->page, state->pager.line);
    if (member != SIZE_MAX)
        return show_again(view, member);
    view_say(view, "this line is of no member that folds; v folds all");
    return VIEW_DONE;
}

static enum view_answer fold_all(struct view *view)
{
    struct event_state *state = view->state;
    size_t line = state->pager.line < state->shown.page.count ? state->shown.from[state->pager.line] : 0;
    state->folds = (struct record_folds){.all = !state->folds.all};
    view_say(view, state->folds.all ? "the record below is folded; v unfolds all of it"
                                    : "the record below, every line of it");
    return show_again(view, line);
}

/* What is looked for may be folded away. */
static void reveal(struct view *view)
{
    struct event_state *state = view->state;
    const struct event_model *event = view->model;
    size_t line = state->pager.line < state->shown.page.count ? state->shown.from[state->pager.line] : 0;
    if (view->search != NULL && record_lines_reveal(&state->folds, &event->page, view->search))
        show_again(view, line);
}

static enum view_answer event_request(struct view *view, enum request request)
{
    struct event_state *state = view->state;
    if (view->model == NULL)
        return VIEW_PASS;
    if (request == REQUEST_NEXT_ITEM || request == REQUEST_PREVIOUS_ITEM) {
        view->ask.part = request == REQUEST_NEXT_ITEM ? PART_NEXT : PART_PREVIOUS;
        view->stale = true;
        return VIEW_DONE;
    }
    if (request == REQUEST_SORT || request == REQUEST_SORT_REVERSE) {
        int step_by = request == REQUEST_SORT ? 1 : WALK__COUNT - 1;
        view->ask.sort = (view->ask.sort + step_by) % WALK__COUNT;
        view_say(view, "> and < now walk %s", walk_names[view->ask.sort]);
        return VIEW_DONE;
    }
    if (request == REQUEST_TOGGLE)
        return fold_all(view);
    if (request == REQUEST_OPEN && fold_here(view) == VIEW_DONE)
        return VIEW_DONE;
    if (request == REQUEST_SEARCH_NEXT || request == REQUEST_SEARCH_PREVIOUS)
        reveal(view);
    return page_request(view, &state->shown.page, request);
}

static void event_status(const struct view *view, struct buf *out)
{
    if (view->ask.sort != WALK_FILTER)
        buf_fmt(out, "> < %s", walk_names[view->ask.sort]);
}

/* The event itself, whatever line the cursor is on. */
static bool event_selection(const struct view *view, struct selection *out)
{
    const struct event_model *event = view->model;
    struct event_state *state = view->state;
    return event != NULL && event_rows_selection(event->row.rows, &state->pick, out);
}

static void event_dump(const struct view *view, struct buf *out)
{
    if (view->model != NULL)
        page_dump(&((const struct event_state *)view->state)->shown.page, out);
}

const struct view_ops view_event = {
    .name = "event",
    .title = "Event",
    .help = "one event: its fields and its record",
    .hint = "> < next, previous  Enter v fold  m mark  p i K a t pivot  s of what  ? help",
    .of_one = true,
    .open = event_open,
    .load = event_load,
    .model_free = event_free,
    .update = event_update,
    .draw = event_draw,
    .request = event_request,
    .status = event_status,
    .selection = event_selection,
    .dump = event_dump,
    .close = event_close,
};
