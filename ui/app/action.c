// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/action.h"

#include "src/base/alloc.h"
#include "ui/app/columns.h"
#include "ui/app/copy.h"
#include "ui/app/decide.h"
#include "ui/app/marking.h"
#include "ui/app/pivot.h"
#include "ui/app/preset.h"
#include "ui/core/bar.h"
#include "ui/view/narrow.h"

#include <stdlib.h>
#include <string.h>

enum { AROUND_S = 30 * 60, CANCEL_TWICE_MS = 1000 };

bool action_select(struct app *app, struct selection *selection)
{
    const struct view *view = app_view(app);
    *selection = (struct selection){.since_s = ISOTIME_NONE, .until_s = ISOTIME_NONE};
    if (view->ops->selection != NULL && view->ops->selection(view, selection))
        return true;
    app_say(app, "there is nothing under the cursor");
    return false;
}

static const char *label_of(const struct selection *selection)
{
    if (selection->label != NULL)
        return selection->label;
    const char *value = selection->value[selection->subject];
    return value != NULL ? value : "";
}

static void open_view(struct app *app, const char *name, const char *filter, const char *label)
{
    view_go(app_view(app), name, filter, NULL, label);
}

/* Enter, where the screen has no answer of its own: the events of this, within the filter. */
static void open_events(struct app *app)
{
    struct selection selection;
    if (!action_select(app, &selection))
        return;
    CLEANUP(buf) struct buf filter = {0};
    narrow_add_whole(&filter, app_view(app)->ask.filter);
    CLEANUP(buf) struct buf term = {0};
    view_selection_filter(&selection, &term);
    narrow_add_term(&filter, buf_text(&term));
    open_view(app, "events", buf_text(&filter), label_of(&selection));
}

static void add_time(struct buf *out, const char *term, int64_t time_s)
{
    char text[ISOTIME_SIZE];
    view_add_term(out, term, isotime_format(time_s, text));
}

/* The timeline of this; of an event, what its key (or else its principal) did around it. */
static void pivot_time(struct app *app)
{
    struct selection s;
    if (!action_select(app, &s))
        return;
    CLEANUP(buf) struct buf filter = {0};
    if (s.subject == THING_EVENT) {
        enum thing who = s.value[THING_KEY] != NULL ? THING_KEY : THING_PRINCIPAL;
        if (s.value[who] != NULL)
            view_add_term(&filter, thing_term(who), s.value[who]);
        if (s.since_s != ISOTIME_NONE) {
            add_time(&filter, "since", s.since_s - AROUND_S);
            add_time(&filter, "until", s.since_s + AROUND_S);
        }
    } else {
        view_selection_filter(&s, &filter);
    }
    open_view(app, "timeline", buf_text(&filter), label_of(&s));
    if (s.subject == THING_EVENT)
        app_view(app)->go.ask.after[0] = s.since_s; /* the bar to begin at */
}

/*
 * The list of things of a kind seen with what is under the cursor. When the row knows its own one (an event
 * its address), the list is that one: its totals, verdict, and the way on. The filter is left behind: a pivot
 * looks at the whole case.
 */
void action_pivot(struct app *app, enum thing thing)
{
    struct selection s;
    if (!action_select(app, &s))
        return;
    CLEANUP(buf) struct buf filter = {0};
    if (s.value[thing] != NULL && s.subject != thing)
        view_add_term(&filter, thing_term(thing), s.value[thing]);
    else
        view_selection_filter(&s, &filter);
    open_view(app, thing_view(thing), buf_text(&filter), label_of(&s));
}

static void pivot_events(struct app *app)
{
    struct selection s;
    if (!action_select(app, &s))
        return;
    if (s.subject == THING_EVENT && s.filter == NULL) {
        app_say(app, "this is one event; p i K a list what it has, then e lists all events of that");
        return;
    }
    CLEANUP(buf) struct buf filter = {0};
    view_selection_filter(&s, &filter);
    open_view(app, "events", buf_text(&filter), label_of(&s));
}

/* A screen about one thing: what the row is, or else the first in this order that it knows of. */
static void pivot_thing(struct app *app, const char *name, bool address)
{
    static const enum thing order[] = {THING_KEY, THING_SESSION, THING_PRINCIPAL, THING_ADDRESS};
    struct selection s;
    if (!action_select(app, &s))
        return;
    enum thing thing = THING_NONE;
    for (size_t i = 0; i < ARRAY_LEN(order); i++)
        if (s.value[order[i]] != NULL && (address || order[i] != THING_ADDRESS) &&
            (thing == THING_NONE || s.subject == order[i]))
            thing = order[i];
    if (s.subject == THING_EVENT && s.value[THING_EVENT] != NULL)
        thing = THING_EVENT;
    if (thing == THING_NONE) {
        app_say(app, "%s are of a key, session, principal or event: there is none on this line", name);
        return;
    }
    CLEANUP(buf) struct buf text = {0};
    buf_fmt(&text, "%s:%s", thing_mark_kind(thing), s.value[thing]);
    bool of_event = address && thing == THING_EVENT; /* robots ask about who made it */
    CLEANUP(buf) struct buf label = {0};
    buf_fmt(&label, "%s%s", of_event ? "of who made " : "",
            thing == s.subject ? label_of(&s) : s.value[thing]);
    view_go(app_view(app), name, NULL, buf_text(&text), buf_text(&label));
}

void action_open_root(struct app *app, const struct view_ops *ops, const char *filter)
{
    CLEANUP(ask) struct ask ask;
    ask_init(&ask);
    ask_set(&ask.filter, filter != NULL ? filter : app_view(app)->ask.filter);
    screens_open(&app->screens, ops, &ask, NULL, true);
}

/* Back from a walk that began on a screen without filter, as at a claim, nothing is kept of the filter that
 * came with the line. */
static const char *filter_to_keep(const struct app *app, const struct view_ops *ops)
{
    const struct screens *screens = &app->screens;
    const struct view *began = screens->list[screens_crumb(screens)].view;
    const char *filter = (ops->no_filter && began->ops->no_filter ? began : app_view(app))->ask.filter;
    return filter != NULL ? filter : "";
}

/* Once more on the same screen goes to its top. */
static void open_digit(struct app *app, char digit)
{
    const struct view_ops *ops = view_of_digit(digit);
    if (ops == NULL)
        app_say(app, "there is no screen %c", digit);
    else if (app_view(app)->ops == ops && screens_front(&app->screens)->root)
        app_request(app, REQUEST_FIRST);
    else
        action_open_root(app, ops, filter_to_keep(app, ops));
}

bool action_filter(struct app *app, const char *filter)
{
    struct err err = {0};
    struct view *view = app_view(app);
    bool none = filter == NULL || filter[strspn(filter, " ")] == '\0';
    if (!none && app->acase->check_filter != NULL &&
        !app->acase->check_filter(filter, &app->filter_bad_at, &err)) {
        app_say_err(app, &err);
        return false;
    }
    /* What shows one event cannot be narrowed: a filter is for what to look at next. */
    if ((view->ops->no_filter || strcmp(view->ops->name, "event") == 0) && !none) {
        action_open_root(app, view_of("events"), filter);
        return true;
    }
    ask_set(&view->ask.filter, none ? NULL : filter);
    view_reload(view);
    return true;
}

static void drop_last_chip(struct app *app)
{
    const char *filter = app_view(app)->ask.filter;
    if (filter == NULL) {
        app_say(app, "there is no filter");
        return;
    }
    CLEANUP(str) char *shorter = alloc_strn(filter, bar_without_last_chip(filter));
    action_filter(app, shorter);
}

/* Add what is under the cursor or picked to the filter of the screen, or leave it out. */
static void narrow_here(struct app *app, bool exclude)
{
    CLEANUP(buf) struct buf filter = {0};
    if (narrow(app_view(app), app_view(app)->ask.filter, exclude, &filter))
        action_filter(app, buf_text(&filter));
    else
        app_say(app, "there is nothing under the cursor");
}

/* The screen that a frequency leads back to: this one when it is a list that the filter narrows. */
static const char *frequency_origin(const struct view *view)
{
    const char *thing = view->ask.thing, *blank = thing != NULL ? strchr(thing, ' ') : NULL;
    if (strcmp(view->ops->name, "frequency") == 0 && blank != NULL)
        return blank + 1;
    return thing == NULL && !view->ops->no_filter && view->ops->picked != NULL ? view->ops->name : "events";
}

void action_frequency(struct app *app, const char *field, const char *filter)
{
    struct view *view = app_view(app);
    CLEANUP(buf) struct buf thing = {0};
    field += strspn(field, " ");
    CLEANUP(str) char *name = alloc_strn(field, strcspn(field, " "));
    if (name[0] == '\0')
        return;
    buf_fmt(&thing, "%s %s", name, frequency_origin(view));
    view_go(view, "frequency", filter != NULL ? filter : view->ask.filter, buf_text(&thing), name);
}

void action_sql(struct app *app, const char *sql)
{
    CLEANUP(ask) struct ask ask;
    ask_init(&ask);
    ask_set(&ask.thing, sql);
    screens_open(&app->screens, view_of("sql"), &ask, NULL, true);
}

void action_search(struct app *app, const char *text)
{
    free(app->search);
    app->search = text[0] != '\0' ? alloc_str(text) : NULL;
    if (app->search != NULL)
        app_request(app, REQUEST_SEARCH_NEXT);
}

/* ^C: stop what runs; when nothing does, offer to quit. */
static void cancel(struct app *app)
{
    int64_t now_ms = app_now_ms();
    if (worker_cancel(app->worker)) {
        app_say(app, "stopped");
    } else if (app->cancel_ms != 0 && now_ms - app->cancel_ms <= CANCEL_TWICE_MS) {
        app->quit = true;
    } else {
        app->cancel_ms = now_ms;
        app_say(app, "nothing is running; ^C again or Q quits");
    }
}

static void go(struct app *app, bool went, const char *otherwise)
{
    if (!went)
        app_say(app, "%s", otherwise);
}

static void go_request(struct app *app, enum request request)
{
    switch (request) {
    case REQUEST_BACK:
        go(app, screens_back(&app->screens), "this is the first screen; Q quits");
        break;
    case REQUEST_HISTORY_BACK:
        go(app, screens_back(&app->screens), "this is the start of the history");
        break;
    case REQUEST_HISTORY_FORWARD:
        go(app, screens_forward(&app->screens), "this is the end of the history");
        break;
    case REQUEST_TRAIL:
        trail_menu(app);
        break;
    case REQUEST_BOOKMARKS:
        trail_bookmarks(app);
        break;
    case REQUEST_SWAP:
        go(app, screens_swap(&app->screens), "there was no screen before this one");
        break;
    default:
        break;
    }
}

static void find_request(struct app *app, enum request request)
{
    struct view *view = app_view(app);
    switch (request) {
    case REQUEST_FILTER: {
        CLEANUP(buf) struct buf text = {0};
        if (view->ask.filter != NULL)
            buf_fmt(&text, "%s ", view->ask.filter);
        app->filter_bad_at = 0;
        app_open_prompt(app, APP_PROMPT_FILTER, "filter: ", buf_text(&text));
        break;
    }
    case REQUEST_UNFILTER:
        drop_last_chip(app);
        break;
    case REQUEST_PRESETS:
        preset_menu(app);
        break;
    case REQUEST_FILTER_SWITCH:
        preset_switch(app);
        break;
    case REQUEST_NARROW:
    case REQUEST_EXCLUDE:
        narrow_here(app, request == REQUEST_EXCLUDE);
        break;
    case REQUEST_COLUMNS:
        columns_ask(app);
        break;
    case REQUEST_FREQUENCY:
        app_open_prompt(app, APP_PROMPT_FREQUENCY, "frequency of: ", NULL);
        break;
    case REQUEST_SEARCH:
        app_open_prompt(app, APP_PROMPT_SEARCH, "/", NULL);
        break;
    case REQUEST_RELOAD:
        view_reload(view);
        break;
    default:
        app_say(app, "not on this screen: %s", request_info(request)->help);
        break;
    }
}

static void app_only_request(struct app *app, enum request request)
{
    switch (request) {
    case REQUEST_COMMAND:
        app_open_prompt(app, APP_PROMPT_COMMAND, ":", NULL);
        break;
    case REQUEST_PALETTE:
        palette_open(app);
        break;
    case REQUEST_HELP:
        action_open_root(app, view_of("help"), NULL);
        break;
    case REQUEST_REPAINT:
        app->backend->repaint(app->backend->self);
        break;
    case REQUEST_CANCEL:
        cancel(app);
        break;
    case REQUEST_SUSPEND:
        app->backend->suspend(app->backend->self);
        app_resize(app);
        break;
    case REQUEST_QUIT:
        app->quit = true;
        break;
    case REQUEST_COPY:
        copy_menu(app);
        break;
    case REQUEST_MARK:
        marking_begin(app);
        break;
    case REQUEST_NOTE:
        marking_note(app);
        break;
    case REQUEST_UNDO:
        decide(app, &(struct view_decision){.what = VIEW_UNDO});
        break;
    default:
        find_request(app, request);
        break;
    }
}

static void pivot_request(struct app *app, enum request request)
{
    static const enum thing target[REQUEST__COUNT] = {
        [REQUEST_PIVOT_PRINCIPAL] = THING_PRINCIPAL,
        [REQUEST_PIVOT_ADDRESS] = THING_ADDRESS,
        [REQUEST_PIVOT_KEY] = THING_KEY,
        [REQUEST_PIVOT_API] = THING_API,
    };
    if (request == REQUEST_PIVOT_MENU)
        pivot_menu(app);
    else if (request == REQUEST_PIVOT_TIME)
        pivot_time(app);
    else if (request == REQUEST_PIVOT_EVENTS)
        pivot_events(app);
    else if (request == REQUEST_PIVOT_LINEAGE || request == REQUEST_PIVOT_ROBOTS)
        pivot_thing(app, request == REQUEST_PIVOT_ROBOTS ? "robots" : "lineage",
                    request == REQUEST_PIVOT_ROBOTS);
    else
        action_pivot(app, target[request]);
}

void action_request(struct app *app, enum request request)
{
    enum request_group group = request_info(request)->group;
    if (request == REQUEST_OPEN)
        open_events(app);
    else if (group == REQUEST_GROUP_SCREEN)
        open_digit(app, request_info(request)->keys[0]);
    else if (group == REQUEST_GROUP_PIVOT)
        pivot_request(app, request);
    else if (group == REQUEST_GROUP_GO)
        go_request(app, request);
    else if (group != REQUEST_GROUP_MOVE)
        app_only_request(app, request);
}
