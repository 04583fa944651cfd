// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * event: one event: a sentence, its fields in groups, the record. > and < walk to the next and the previous
 * one under the filter of the screen it was opened from.
 */
#include "src/model/event_view.h"

#include "src/base/alloc.h"
#include "src/model/events.h"
#include "ui/core/format.h"
#include "ui/view/ask_filter.h"
#include "ui/view/cells.h"
#include "ui/view/event_rows.h"
#include "ui/view/page.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GROUP_COLS = 9, LABEL_COLS = 13 };

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

/* The end of a JSON line's name with its colon, in bytes; 0 when it has none. */
static size_t name_end(struct slice line)
{
    size_t at = 0;
    while (at < line.len && line.text[at] == ' ')
        at++;
    if (at == line.len || line.text[at] != '"')
        return 0;
    for (at++; at < line.len && line.text[at] != '"'; at++)
        if (line.text[at] == '\\')
            at++;
    return at + 1 < line.len && line.text[at + 1] == ':' ? at + 2 : 0;
}

static enum role json_role(struct slice value)
{
    size_t at = 0;
    while (at < value.len && value.text[at] == ' ')
        at++;
    if (at == value.len)
        return ROLE_NORMAL;
    if (value.text[at] == '"')
        return ROLE_STRING;
    return value.text[at] == '-' || (value.text[at] >= '0' && value.text[at] <= '9') ? ROLE_NUMBER
                                                                                     : ROLE_NORMAL;
}

static void add_json(struct page *page, const char *json)
{
    while (*json != '\0') {
        size_t len = strcspn(json, "\n");
        struct page_line *line = page_put(page, ROLE_NORMAL, "");
        line->text.text = (struct slice){json, len};
        size_t name = name_end(line->text.text);
        line->text.head_bytes = name;
        line->text.head_role = ROLE_LABEL;
        line->text.role = json_role((struct slice){json + name, len - name});
        line->text.hang = (int)strspn(json, " ") + 2;
        json += len + (json[len] == '\n');
    }
}

static void build_page(struct event_model *model)
{
    struct event_view *event = &model->event;
    struct page *page = &model->page;
    page->arena = &event->arena;
    CLEANUP(buf) struct buf title = {0};
    format_time(&title, event->time_s);
    buf_fmt(&title, "  %s", event->title);
    const struct event_row *row = model->row.rows;
    if (row->address != NULL)
        buf_fmt(&title, ", from %s", row->address);
    page_put(page, row->attribution != NULL ? verdict_role(row->attribution) : ROLE_STRONG, buf_text(&title))
        ->text.hang = 2;
    for (size_t i = 0; i < event->field_count; i++)
        add_field(page, &event->fields[i],
                  i == 0 || strcmp(event->fields[i].group, event->fields[i - 1].group) != 0);
    page_title(page, "Record");
    add_json(page, event->json);
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

/* The id of the event after or before the one in model->row; stays when there is none. */
static bool step(struct event_model *model, struct db *db, const struct filter *filter, int64_t *id,
                 struct err *err)
{
    CLEANUP(events) struct events events = {0};
    CLEANUP(events_page) struct events_page page = {0};
    const struct event_row *row = model->row.rows;
    struct events_ask ask = {
        .backward = model->part == PART_PREVIOUS, .time_s = row->time_s, .id = row->id, .limit = 1};
    if (!events_open(&events, db, filter, err) || !events_page(&page, &events, db, &ask, err))
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
    if (model->part != PART_SAME && !step(model, db, filter, &id, err))
        return false;
    if (!event_view_load(&model->event, db, id, &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_CASE, "show event %" PRId64 ": its record is not in the case", id);
    build_page(model);
    return true;
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
    page_close(view);
}

static void event_update(struct view *view, void *model)
{
    struct event_model *event = model;
    if (event->part != PART_SAME && !event->moved)
        view_say(view, event->part == PART_NEXT ? "this is the last event" : "this is the first event");
    view->ask.part = PART_SAME;
    char id[32];
    snprintf(id, sizeof id, "%" PRId64, event->event.id);
    ask_set(&view->ask.thing, id);
    snprintf(view->label, sizeof view->label, "%s", event->row.rows->api != NULL ? event->row.rows->api : "");
    view_keep(view, model);
    page_settle(view, &event->page);
}

static void event_draw(const struct view *view, struct grid *grid, struct rect area)
{
    page_draw(view, &((const struct event_model *)view->model)->page, grid, area);
}

static enum view_answer event_request(struct view *view, enum request request)
{
    const struct event_model *event = view->model;
    if (event == NULL)
        return VIEW_PASS;
    if (request == REQUEST_NEXT_ITEM || request == REQUEST_PREVIOUS_ITEM) {
        view->ask.part = request == REQUEST_NEXT_ITEM ? PART_NEXT : PART_PREVIOUS;
        view->stale = true;
        return VIEW_DONE;
    }
    return page_request(view, &event->page, request);
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
        page_dump(&((const struct event_model *)view->model)->page, out);
}

const struct view_ops view_event = {
    .name = "event",
    .title = "Event",
    .help = "one event: its fields and its record",
    .hint = "> < next, previous  p i K a t pivot  m mark  / search  q back",
    .open = event_open,
    .load = event_load,
    .model_free = event_free,
    .update = event_update,
    .draw = event_draw,
    .request = event_request,
    .selection = event_selection,
    .dump = event_dump,
    .close = event_close,
};
