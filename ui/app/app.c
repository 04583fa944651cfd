// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/app.h"

#include "src/base/alloc.h"
#include "ui/app/action.h"
#include "ui/app/chrome.h"
#include "ui/app/columns.h"
#include "ui/app/command.h"
#include "ui/app/complete.h"
#include "ui/app/decide.h"
#include "ui/app/load.h"
#include "ui/app/marking.h"
#include "ui/app/mouse.h"
#include "ui/core/keycode.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TICK_MS = 100 };

int64_t app_now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void app_say(struct app *app, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    vsnprintf(app->say, sizeof app->say, fmt, args);
    va_end(args);
    app->say_error = false;
}

void app_say_err(struct app *app, const struct err *err)
{
    app_say(app, "%s", err->code == ERR_CANCELLED ? "stopped" : err->text);
    app->say_error = err->code != ERR_CANCELLED;
}

static void hush(struct app *app)
{
    app->say[0] = '\0';
    app->say_error = false;
}

struct view *app_view(const struct app *app)
{
    return app->screens.list[app->screens.at].view;
}

static void forget_slot(void *arg, unsigned slot)
{
    const struct app *app = arg;
    worker_forget(app->worker, slot);
}

bool app_init(struct app *app, const struct app_case *acase, struct backend *backend, bool ascii,
              struct err *err)
{
    *app = (struct app){.acase = acase, .backend = backend};
    app->screens.closing = forget_slot;
    app->screens.arg = app;
    app->worker = worker_start(
        &(struct worker_context){.open = acase->open, .close = acase->close, .arg = acase->arg}, err);
    if (app->worker == NULL)
        return false;
    CLEANUP(ask) struct ask ask;
    ask_init(&ask);
    const struct view_ops *first = acase->first != NULL ? view_of(acase->first) : view_of_digit('1');
    screens_open(&app->screens, first, &ask, NULL, true);
    grid_init(&app->grid, 1, 1, ascii);
    if (acase->greeting != NULL)
        app_say(app, "%s", acase->greeting);
    app_resize(app);
    return true;
}

void app_done(struct app *app)
{
    if (app->worker != NULL)
        screens_done(&app->screens);
    worker_stop(app->worker);
    arena_done(&app->marking.arena);
    grid_done(&app->grid);
    free(app->search);
    free(app->live_search);
    free(app->reword);
    free(app->filter_off);
    values_done(&app->values);
    trail_done(&app->trail);
    palette_done(&app->palette);
    columns_done(app);
    *app = (struct app){0};
}

/* Give the screen in front what it needs to know of the outside. */
static void brief_view(struct app *app)
{
    struct view *view = app_view(app);
    view->body = chrome_body(app);
    view->ascii = app->grid.ascii;
    view->columns = columns_of(app, view->ops);
    view->search = app->live_search != NULL ? app->live_search : app->search;
}

/* What decisions ask for before they are made; NULL: nothing. */
static const char *const decide_prompts[] = {
    [VIEW_REWORD] = "answer: ",
    [VIEW_DISMISS] = "reason: ",
    [VIEW_ASSIGN] = "who does it: ",
    [VIEW_REMARK] = "note: ",
};

static bool asks_first(enum view_decide what)
{
    return (size_t)what < ARRAY_LEN(decide_prompts) && decide_prompts[what] != NULL;
}

/* Ask for the words of a decision, beginning with those there are. */
static void begin_reword(struct app *app, const struct view_decision *decision)
{
    if (app->acase->decide == NULL) {
        app_say(app, "nothing can be decided: the case or its folder cannot be written");
        return;
    }
    free(app->reword);
    app->reword = alloc_str(decision->value);
    app->rewords = decision->what;
    app_open_prompt(app, APP_PROMPT_ANSWER, decide_prompts[decision->what], decision->text);
}

static void follow_wish(struct app *app, struct view *view)
{
    if (view->say[0] != '\0')
        app_say(app, "%s", view->say);
    view->say[0] = '\0';
    if (asks_first(view->decision.what))
        begin_reword(app, &view->decision);
    else if (view->decision.what != VIEW_DECIDE_NONE)
        decide(app, &view->decision);
    view->decision = (struct view_decision){0};
    if (view->go.ops == NULL)
        return;
    const struct view_ops *ops = view->go.ops;
    view->go.ops = NULL;
    screens_open(&app->screens, ops, &view->go.ask, view->go.label, false);
}

/* What loads for a screen that is no longer in front must not hold up the one that is: it loads when it is
 * looked at again. */
static void put_off_others(struct app *app, const struct screen *front)
{
    for (size_t i = 0; i < app->screens.count; i++) {
        struct screen *screen = &app->screens.list[i];
        if (screen == front || !screen->view->loading)
            continue;
        worker_forget(app->worker, screen->slot);
        screen->view->loading = false;
        screen->view->stale = true;
    }
}

void app_settle(struct app *app)
{
    follow_wish(app, app_view(app));
    struct screen *front = screens_front(&app->screens);
    trail_note(app);
    put_off_others(app, front);
    brief_view(app);
    if (front->version != app->version && !front->view->stale)
        view_reload(front->view);
    front->version = app->version;
    if (front->view->stale)
        load_screen(app, front);
}

void app_resize(struct app *app)
{
    int rows, cols;
    app->backend->size(app->backend->self, &rows, &cols);
    grid_resize(&app->grid, rows, cols);
    app->backend->repaint(app->backend->self);
    app_settle(app);
}

/* Since when the worker is busy, for the status row. */
static void time_jobs(struct app *app)
{
    if (!worker_busy(app->worker))
        app->job_since_ms = 0;
    else if (app->job_since_ms == 0)
        app->job_since_ms = app_now_ms();
}

void app_draw(struct app *app)
{
    time_jobs(app);
    brief_view(app);
    chrome_draw(app);
    app->backend->paint(app->backend->self, &app->grid);
}

/* Is this for what a screen shows, so that it has to wait until there is something? */
static bool needs_model(enum request request)
{
    static const enum request others[] = {
        REQUEST_OPEN,     REQUEST_SORT, REQUEST_SORT_REVERSE, REQUEST_ZOOM_IN, REQUEST_TOGGLE,
        REQUEST_ZOOM_OUT, REQUEST_PICK, REQUEST_NARROW,       REQUEST_EXCLUDE, REQUEST_COPY};
    enum request_group group = request_info(request)->group;
    bool needs = group == REQUEST_GROUP_MOVE || group == REQUEST_GROUP_PIVOT;
    for (size_t i = 0; i < ARRAY_LEN(others) && !needs; i++)
        needs = request == others[i];
    return needs;
}

/* Keep a request for when the screen is there. What is no use then, such as a look elsewhere, drops the rest.
 */
static bool type_ahead(struct app *app, enum request request)
{
    if (!needs_model(request) || app->ahead_count == APP_AHEAD_MAX) {
        app->ahead_count = 0;
        return false;
    }
    app->ahead[app->ahead_count++] = request;
    return true;
}

void app_request(struct app *app, enum request request)
{
    struct view *view = app_view(app);
    if (view->model == NULL && view->loading && type_ahead(app, request))
        return;
    brief_view(app);
    hush(app);
    if (request != REQUEST_CANCEL)
        app->cancel_ms = 0;
    bool ready = view->model != NULL || view->ops->load == NULL;
    enum view_answer answer = VIEW_PASS;
    if (ready && view->ops->request != NULL)
        answer = view->ops->request(view, request);
    if (answer == VIEW_PASS)
        action_request(app, request);
    app_settle(app);
}

/* What was typed ahead while a screen was loading reaches it now. */
static void replay_ahead(struct app *app)
{
    while (app->ahead_count > 0 && app_view(app)->model != NULL) {
        enum request request = app->ahead[0];
        memmove(app->ahead, app->ahead + 1, --app->ahead_count * sizeof *app->ahead);
        app_request(app, request);
    }
}

/* --- prompt --- */

void app_open_prompt(struct app *app, enum app_prompt prompt, const char *label, const char *text)
{
    static const struct {
        const char *history;
        prompt_complete_fn complete;
    } kind[] = {
        [APP_PROMPT_COMMAND] = {"command", complete_command},
        [APP_PROMPT_FILTER] = {"filter", complete_filter},
        [APP_PROMPT_SEARCH] = {"search", NULL},
        [APP_PROMPT_FREQUENCY] = {"frequency", complete_frequency},
        [APP_PROMPT_COLUMNS] = {"columns", columns_complete},
        [APP_PROMPT_REASON] = {"reason", NULL},
        [APP_PROMPT_ANSWER] = {"answer", NULL},
        [APP_PROMPT_NOTE] = {"note", NULL},
        [APP_PROMPT_SQL] = {"sql", NULL},
    };
    app->prompt = prompt;
    app->filter_bad_at = prompt == APP_PROMPT_FILTER ? app->filter_bad_at : 0;
    app->backend->prompt_open(app->backend->self, &(struct prompt_ask){.label = label,
                                                                       .text = text,
                                                                       .cursor = app->filter_bad_at,
                                                                       .history = kind[prompt].history,
                                                                       .complete = kind[prompt].complete,
                                                                       .arg = app});
}

static void set_live_search(struct app *app, const char *text)
{
    free(app->live_search);
    app->live_search = text != NULL && text[0] != '\0' ? alloc_str(text) : NULL;
}

static void accept_prompt(struct app *app, enum app_prompt prompt, const char *line)
{
    switch (prompt) {
    case APP_PROMPT_COMMAND:
        command_run(app, line);
        break;
    case APP_PROMPT_FILTER:
        if (!action_filter(app, line))
            app_open_prompt(app, APP_PROMPT_FILTER, "filter: ", line);
        break;
    case APP_PROMPT_SEARCH:
        action_search(app, line);
        break;
    case APP_PROMPT_FREQUENCY:
        action_frequency(app, line, NULL);
        break;
    case APP_PROMPT_COLUMNS:
        if (!columns_choose(app, line))
            app_open_prompt(app, APP_PROMPT_COLUMNS, "columns: ", line);
        break;
    case APP_PROMPT_REASON:
        marking_finish(app, line);
        break;
    case APP_PROMPT_NOTE:
        marking_finish_note(app, line);
        break;
    case APP_PROMPT_SQL:
        action_sql(app, line);
        break;
    case APP_PROMPT_ANSWER:
        decide(app, &(struct view_decision){.what = app->rewords, .value = app->reword, .text = line});
        break;
    case APP_PROMPT_NONE:
        break;
    }
    app_settle(app);
}

/* Feed the prompt; when it ends, it is closed first, as what follows may open another. */
static void feed_prompt(struct app *app)
{
    void *self = app->backend->self;
    enum prompt_result result = app->backend->prompt_feed(self);
    enum app_prompt prompt = app->prompt;
    CLEANUP(str) char *line = alloc_str(app->backend->prompt_state(self).line);
    if (result == PROMPT_EDITING) {
        if (prompt == APP_PROMPT_SEARCH)
            set_live_search(app, line);
        complete_prepare(app, line, app->backend->prompt_state(self).cursor);
        return;
    }
    set_live_search(app, NULL);
    app->backend->prompt_close(self, result == PROMPT_ACCEPTED);
    app->prompt = APP_PROMPT_NONE;
    hush(app);
    if (result == PROMPT_ACCEPTED)
        accept_prompt(app, prompt, line);
}

/* --- input and the loop --- */

/* A key that no line of a menu has closes it, which is said: it may have been meant for something else. */
static void take_menu_key(struct app *app, int key)
{
    void (*pick)(struct app * app, size_t index) = app->menu.pick;
    char name[KEYCODE_NAME_SIZE];
    size_t index;
    hush(app);
    if (menu_key(&app->menu, key, &index))
        pick(app, index);
    else if (app->menu.pick == NULL && key != KEYCODE_ESC)
        app_say(app, "%s is none of these: nothing done", keycode_name(key, name));
    app_settle(app);
}

/* Keep a key for the question that is on its way; what stops it is not kept. */
static bool hold_key(struct app *app, int key)
{
    bool hold = app->asks && app->held_count < APP_AHEAD_MAX &&
                keymap_find(app_view(app)->ops->keys, key) != REQUEST_CANCEL;
    if (hold)
        app->held[app->held_count++] = key;
    return hold;
}

static void take_key(struct app *app, int key)
{
    if (hold_key(app, key) || mouse_key(app, key))
        return;
    if (app->menu.pick != NULL) {
        take_menu_key(app, key);
        return;
    }
    if (app->palette.open) {
        hush(app);
        palette_key(app, key);
        app_settle(app);
        return;
    }
    if (app->marking.choosing) {
        marking_key(app, key);
        app_settle(app);
        return;
    }
    enum request request = keymap_find(app_view(app)->ops->keys, key);
    if (request != REQUEST_NONE) {
        app_request(app, request);
        return;
    }
    char name[KEYCODE_NAME_SIZE];
    app_say(app, "%s has no meaning here; ? shows the keys", keycode_name(key, name));
}

/* What was typed while a question was on its way answers it. */
static void replay_held(struct app *app)
{
    while (app->held_count > 0 && !app->asks && app->prompt == APP_PROMPT_NONE) {
        int key = app->held[0];
        memmove(app->held, app->held + 1, --app->held_count * sizeof *app->held);
        take_key(app, key);
    }
    app->held_count = app->asks ? app->held_count : 0;
}

void app_collect(struct app *app)
{
    if (worker_collect(app->worker) > 0)
        app_settle(app);
    palette_refresh(app);
    replay_ahead(app);
    replay_held(app);
}

void app_input(struct app *app)
{
    while (!app->quit) {
        if (app->prompt != APP_PROMPT_NONE) {
            feed_prompt(app);
            if (app->prompt != APP_PROMPT_NONE)
                return;
            continue;
        }
        int key = app->backend->next_key(app->backend->self);
        if (key == KEYCODE_NONE)
            return;
        take_key(app, key);
    }
}

static void take_signals(struct app *app)
{
    for (;;) {
        switch (app->backend->next_signal(app->backend->self)) {
        case BACKEND_QUIET:
            return;
        case BACKEND_RESIZE:
        case BACKEND_REPAINT:
            app_resize(app);
            break;
        case BACKEND_QUIT:
            app->quit = true;
            break;
        }
    }
}

bool app_run(struct app *app, struct err *err)
{
    struct pollfd fds[] = {
        {.fd = app->backend->input_fd, .events = POLLIN},
        {.fd = app->backend->signal_fd, .events = POLLIN},
        {.fd = worker_fd(app->worker), .events = POLLIN},
    };
    while (!app->quit) {
        app_draw(app);
        if (poll(fds, ARRAY_LEN(fds), worker_busy(app->worker) ? TICK_MS : -1) < 0 && errno != EINTR)
            return err_errno(err, "wait for input");
        if (fds[0].revents & (POLLHUP | POLLERR))
            app->quit = true;
        take_signals(app);
        app_collect(app);
        app_input(app);
    }
    return true;
}
