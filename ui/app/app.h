// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * app: the interface as a whole: screens, worker, prompt, and the loop that drives them.
 *
 * Only the main thread is here. The program knows neither the case file nor the terminal: a `struct app_case`
 * opens the case inside the worker thread, a `struct backend` paints and reads keys. app_run() is the loop
 * for a terminal; a script (ui/app/script.h) calls the same steps by hand.
 */
#ifndef TRAILCASE_UI_APP_APP_H
#define TRAILCASE_UI_APP_APP_H

#include "src/base/arena.h"
#include "src/job/worker.h"
#include "ui/app/menu.h"
#include "ui/app/palette.h"
#include "ui/app/screens.h"
#include "ui/app/trail.h"
#include "ui/app/values.h"
#include "ui/core/backend.h"

/* A verdict to set on a thing, or to take back (verdict NULL). */
struct app_mark {
    const char *kind, *value, *verdict, *reason;
    bool typed; /* the value is as a person types it: a name will do */
};

/* A proposal to take or reject, a mark to withdraw, an undo. */
struct app_decision {
    enum view_decide what;
    const char *kind, *value; /* as marks have them; "" and NULL where it is about no thing */
    const char *text;         /* the words of an answer; NULL: none */
};

/* What the program needs of a case. Filled in by the command that opens the interface. */
struct app_case {
    const char *name;     /* in the breadcrumb */
    const char *warning;  /* shown on every screen, such as "2 files refused"; NULL = none */
    const char *greeting; /* in the status row at first; NULL = none */
    const char *first;    /* the screen to begin with; NULL = the one with the number 1 */
    /* In the worker thread. */
    void *(*open)(void *arg, struct err *err);
    void (*close)(void *ctx);
    bool (*mark)(void *ctx, const struct app_mark *marks, size_t count, struct err *err); /* all or nothing */
    /* Do it, all or nothing, and write to `said` what came of it. NULL: the case cannot be written. */
    bool (*decide)(void *ctx, const struct app_decision *decision, struct buf *said, struct err *err);
    /* The same for VIEW_REPORT; not NULL where the case cannot be written. NULL: none can be written. */
    bool (*report)(void *ctx, const struct app_decision *decision, struct buf *said, struct err *err);
    void *arg;
    /* What completion asks for: values of a field that begin with prefix, or saved filters (VALUES_SAVED).
     * NULL: nothing is offered. */
    bool (*values)(void *ctx, const char *field, const char *prefix, struct task *task,
                   struct values_found *out, struct err *err);
    /* How many events a filter leaves, and how many different things are in them. NULL: no counts are shown.
     */
    bool (*crosses)(void *ctx, const char *filter, struct task *task, int64_t ret[THING__COUNT],
                    struct err *err);
    /* Append the record of an event as it may be shown, secrets hidden. NULL: there are none. */
    bool (*record)(void *ctx, int64_t id, struct buf *out, struct err *err);
    /* Keep a filter under a name. NULL: the case cannot be written. */
    bool (*save_filter)(void *ctx, const char *name, const char *filter, struct err *err);
    /* In the main thread: is this a filter? *ret_at (may be NULL): the byte where it makes no sense. NULL =
     * anything is. */
    bool (*check_filter)(const char *filter, size_t *ret_at, struct err *err);
    /* Append word number n that a term of a filter may be, for completion; false = no more. May be NULL. */
    bool (*filter_word)(size_t n, struct buf *out);
    /* Remember the columns chosen for a screen (NULL = all) beyond this run. NULL = it is not remembered. */
    void (*keep_columns)(const char *screen, const char *names);
    /* Name of field number n that there are frequencies of; NULL = no more. May be NULL. */
    const char *(*frequency_field)(size_t n);
};

enum app_prompt {
    APP_PROMPT_NONE,
    APP_PROMPT_COMMAND,
    APP_PROMPT_FILTER,
    APP_PROMPT_SEARCH,
    APP_PROMPT_FREQUENCY,
    APP_PROMPT_COLUMNS,
    APP_PROMPT_REASON,
    APP_PROMPT_ANSWER,
    APP_PROMPT_NOTE,
    APP_PROMPT_SQL
};

/* The mark that is being put together. What it is about is copied when it begins: the screen may change. */
struct app_marking {
    bool choosing; /* the next key is a verdict */
    bool helps;    /* what the verdicts mean is shown */
    struct arena arena;
    const char *value[THING__COUNT]; /* what can be marked on the row */
    enum thing subject, thing;       /* what the row is, and what is to be marked */
    const char *label;               /* how a person calls the subject; NULL = its value */
    const char **picked;             /* subjects of the picked rows */
    size_t picked_count;
    const char *verdict; /* chosen; NULL = take back */
};

enum { APP_AHEAD_MAX = 32 };

/* The columns chosen for a screen. */
struct app_columns {
    const struct view_ops *ops;
    char *names;
};

enum { APP_COLUMNS_MAX = 32 };

/* The last click, for double ones; ms 0 = none. */
struct app_click {
    int row, col;
    int64_t ms;
};

struct app {
    const struct app_case *acase;
    struct backend *backend;
    struct worker *worker;
    struct screens screens;
    struct grid grid;
    enum app_prompt prompt;
    struct app_marking marking;
    struct menu menu;
    struct palette palette;
    struct trail trail;
    struct values values;
    char *filter_off;         /* what the filter was before it was switched off */
    size_t filter_bad_at;     /* byte of a filter in the prompt that made no sense; 0 = none, or the first */
    char *search;             /* what n and N look for */
    char *live_search;        /* what stands in the search prompt */
    char *reword;             /* the question whose answer is being worded, or the rule to dismiss */
    enum view_decide rewords; /* which of both */
    char say[256];            /* the status row */
    bool say_error;
    unsigned version; /* grows with each change of the case; screens older than it load again */
    int64_t job_since_ms, cancel_ms;
    struct app_click click;
    bool quit;
    struct app_columns columns[APP_COLUMNS_MAX];
    size_t columns_count;
    enum request ahead[APP_AHEAD_MAX]; /* asked for while the screen had nothing to show yet */
    size_t ahead_count;
    bool asks; /* a question is being put together: keys wait for it in held */
    int held[APP_AHEAD_MAX];
    size_t held_count;
};

bool app_init(struct app *app, const struct app_case *acase, struct backend *backend, bool ascii,
              struct err *err) WARN_UNUSED;
void app_done(struct app *app);

/* Run until the user quits. */
bool app_run(struct app *app, struct err *err) WARN_UNUSED;

/* --- steps, for the loop and for scripts --- */

/* Take all input that waits: keys, or the prompt's. */
void app_input(struct app *app);

/* Take over what the worker has finished. */
void app_collect(struct app *app);

/* Draw everything into the grid and hand it to the back end. */
void app_draw(struct app *app);

/* Take the size of the terminal anew. */
void app_resize(struct app *app);

/* Do what a key or a command asks for. */
void app_request(struct app *app, enum request request);

/* --- for the other files of ui/app --- */

void app_say(struct app *app, const char *fmt, ...) PRINTF_LIKE(2, 3);
void app_say_err(struct app *app, const struct err *err);

/* The screen in front; there always is one. */
struct view *app_view(const struct app *app);

/* Look after what the screen in front left to be done. Call after anything that may have changed it. */
void app_settle(struct app *app);

void app_open_prompt(struct app *app, enum app_prompt prompt, const char *label, const char *text);

int64_t app_now_ms(void);

#endif
