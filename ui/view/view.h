// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * view: one screen, as data and a small table of functions.
 *
 * A view shows an immutable model. What it shows is its `ask`: filter, thing, order, part. Whenever the ask
 * changes, the view sets `stale`; the program then calls load() in the worker thread, with a copy of the ask
 * and the case, and hands the result to update() in the main thread. Results for an older ask never arrive.
 * The view keeps drawing its old model until then.
 *
 * Rules: draw() reads only, so that same state and same size give the same grid. request() changes cursor and
 * ask, never the screen. load() sees the ask and the context, never the view. Only load() may take time.
 *
 * A view does not know the program. What it wants done it leaves in the struct: `stale` (load again), `go`
 * (open another view), `decision` (change the case), `say` (a line for the status row). The program looks
 * after each request and update.
 *
 * All text a view gets from the case is hostile; the grid deals with that, a view needs no care.
 */
#ifndef TRAILCASE_UI_VIEW_VIEW_H
#define TRAILCASE_UI_VIEW_VIEW_H

#include "src/base/err.h"
#include "src/base/isotime.h"
#include "src/base/task.h"
#include "ui/core/grid.h"
#include "ui/core/keymap.h"
#include "ui/core/table.h"

/* Kinds of things: X(name, filter term, kind of a mark or "", view that lists them). */
#define THING_LIST(X)                                                                                        \
    X(PRINCIPAL, "principal", "principal", "principals")                                                     \
    X(ADDRESS, "address", "address", "addresses")                                                            \
    X(KEY, "key", "key", "keys")                                                                             \
    X(SESSION, "session", "session", "sessions")                                                             \
    X(AGENT, "agent", "agent", "agents")                                                                     \
    X(API, "api", "", "apis")                                                                                \
    X(RESOURCE, "resource", "", "resources")                                                                 \
    X(EVENT, "id", "event", "events")

#define THING_ENUM(name, ...) THING_##name,
enum thing { THING_NONE, THING_LIST(THING_ENUM) THING__COUNT };
#undef THING_ENUM

const char *thing_term(enum thing thing);
const char *thing_mark_kind(enum thing thing); /* "" = cannot be marked */
const char *thing_view(enum thing thing);
enum thing thing_of_term(const char *term); /* THING_NONE for NULL, or when no thing has that term */

/* What is under the cursor. Borrowed from the view; valid until its next request or update. */
struct selection {
    enum thing subject;              /* what the row itself is; THING_NONE = a time or nothing */
    const char *value[THING__COUNT]; /* what the row knows of, as the filter and marks spell it; NULL = not */
    const char *label;               /* for people, e.g. a principal's name; NULL = the value */
    const char *filter;              /* selects it; NULL = the subject's term and value */
    int64_t since_s, until_s;        /* time it covers; both ISOTIME_NONE when it has none */
    const char *uid, *region;        /* of an event: its eventID, and where it happened; NULL = not known */
};

/* What a view shows. Strings are owned; NULL = none. */
struct ask {
    char *filter;
    char *thing;              /* the one thing shown: an event id, a principal's value */
    int64_t since_s, until_s; /* ISOTIME_NONE = open */
    int64_t step_s;           /* width of a bucket; 0 = the view's choice */
    int sort;
    bool reverse;
    int part;         /* what the view chooses to ask for first, next… 0 = the start */
    int64_t after[2]; /* key of the last row there is, for the part after it */
    int rows;         /* rows on the screen when the question was asked: how much is enough */
};

void ask_init(struct ask *ask);
void ask_copy(struct ask *to, const struct ask *from); /* to: initialised or zeroed; what it held is freed */
void ask_done(struct ask *ask);
CLEANUP_DEFINE(ask, struct ask, ask_done);

/* Change one text of an ask; NULL and "" mean none. */
void ask_set(char **field, const char *text);

struct view;

enum view_answer {
    VIEW_PASS, /* not for this view: the program deals with it */
    VIEW_DONE,
};

struct view_ops {
    const char *name;  /* of the command that opens it, ":principals" */
    const char *title; /* in the breadcrumb, "Principals" */
    const char *help;  /* one line for the help screen */
    const char *hint;  /* keys that matter here, for the status row; NULL = the usual ones */
    /* In place of hint as things are now; NULL, or returns NULL: hint. */
    const char *(*hint_now)(const struct view *view);
    char digit;                        /* '1'..'9', '0', or 0: has no number */
    bool of_one;                       /* shows one thing, so it is opened from where that stands */
    bool no_filter;                    /* the filter means nothing here, so it is not shown */
    const struct keymap_binding *keys; /* of its own; ends with {0}; may be NULL */

    void (*open)(struct view *view); /* make view->state; may be NULL */
    /* Bring the model for an ask, in the worker thread. NULL and err set = failed. load NULL = needs none. */
    void *(*load)(void *ctx, const struct ask *ask, struct task *task, struct err *err);
    void (*model_free)(void *model);
    /* Take over a new model. NULL: view_keep() does it. */
    void (*update)(struct view *view, void *model);
    void (*draw)(const struct view *view, struct grid *grid, struct rect area);
    enum view_answer (*request)(struct view *view, enum request request);
    /* Write where we are in the model, "3 of 120", for the status row. May be NULL. */
    void (*status)(const struct view *view, struct buf *out);
    /* Describe what is under the cursor; out is zeroed, times ISOTIME_NONE. False = nothing. May be NULL. */
    bool (*selection)(const struct view *view, struct selection *out);
    /* The same for picked row number `index`, 0 up; false = no more. May be NULL: nothing can be picked. */
    bool (*picked)(const struct view *view, size_t index, struct selection *out);
    /* Append the picked lines, or the one under the cursor, their cells with tabs between. May be NULL. */
    void (*lines)(const struct view *view, struct buf *out);
    /* Append the name of column number n that can be chosen; false = no more. May be NULL: none can. */
    bool (*column)(const struct view *view, size_t n, struct buf *out);
    /* Write the model as text, for tests and `:dump`. May be NULL. */
    void (*dump)(const struct view *view, struct buf *out);
    void (*close)(struct view *view); /* free view->state; may be NULL */
};

/* What a view wants decided; see ui/app/decide.h for how. */
enum view_decide {
    VIEW_DECIDE_NONE,
    VIEW_ACCEPT,        /* the proposal on a thing */
    VIEW_WEIGH_STRONG,  /* no decision yet: ask whether all proposals of high confidence are to be taken */
    VIEW_ACCEPT_STRONG, /* all proposals of high confidence */
    VIEW_REJECT,        /* the proposal on a thing, for good */
    VIEW_WITHDRAW,      /* the mark on a thing */
    VIEW_UNDO,          /* the last decision, whatever it was */
    VIEW_TICK,          /* an item of the checklist, which is the value, to the state that is the text */
    VIEW_ASSIGN,        /* an item of the checklist, which is the value; who does it is asked for */
    VIEW_REMARK,        /* an item of the checklist, which is the value; a note on it is asked for */
    VIEW_REWORD,        /* the answer to a question, which is the value; the text is asked for */
    VIEW_DISMISS,       /* a lead, whose id is the value; the reason is asked for */
    VIEW_NOTE,          /* words on a thing, which are the text; on the case when there is none */
    VIEW_ALERT,         /* a lead from outside: the text, a word or JSON */
    VIEW_REPORT,        /* no decision: the report into the file or folder that the text names */
};

struct view_decision {
    enum view_decide what;
    enum thing thing;
    const char *value; /* as marks spell it; borrowed until the next request or update */
    const char *text;  /* what an answer says now, or a state; borrowed like value */
};

/* Where a view wants to go. */
struct view_go {
    const struct view_ops *ops; /* NULL = nowhere */
    struct ask ask;
    char label[80]; /* for the breadcrumb, after the title */
};

struct view {
    const struct view_ops *ops;
    struct ask ask;
    void *state; /* the view's own */
    void *model; /* what load() gave last; NULL before */
    char label[80];

    /* Set by the program before request() and draw(). */
    struct rect body; /* where it is drawn */
    bool ascii;
    const char *search;  /* what n and N look for; NULL = nothing */
    const char *columns; /* names of the columns to show, for a table_spec; NULL = all */
    bool loading;
    struct err err; /* why the last load failed; code ERR_NONE = it did not */

    /* Set by the view, taken by the program. */
    bool stale;
    struct view_go go;
    struct view_decision decision;
    char say[160];
};

/* Every view there is, in the order of view_list.h. */
extern const struct view_ops *const view_all[];
extern const size_t view_count;

/* The view of a name or a digit; NULL when there is none. */
const struct view_ops *view_of(const char *name);
const struct view_ops *view_of_digit(char digit);

struct view *view_new(const struct view_ops *ops, const struct ask *ask);
void view_free(struct view *view);
CLEANUP_DEFINE_PTR(view, struct view, view_free);

/* The lines() of a view that shows a table. */
void view_table_lines(const struct table *table, const struct table_spec *spec, struct buf *out);

/* The rest of the request() of a view whose whole body is a table: what it did not answer itself. */
enum view_answer view_table_request(const struct view *view, struct table *table,
                                    const struct table_spec *spec, enum request request);

/* The dump() of a view that shows a table. */
void view_table_dump(const struct table_spec *spec, struct buf *out);

/* The column() of a view that shows a table. */
bool view_table_column(const struct table_spec *spec, size_t n, struct buf *out);

/* Make model the view's model; the old one is freed. */
void view_keep(struct view *view, void *model);

/* Ask for the data again from the start. */
void view_reload(struct view *view);

/*
 * Leave the wish to open another view, and return VIEW_DONE. filter and thing may be NULL. Fill in more of
 * view->go.ask afterwards if need be.
 */
enum view_answer view_go(struct view *view, const char *name, const char *filter, const char *thing,
                         const char *label);

/* Leave a line for the status row. */
void view_say(struct view *view, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* Append term:value, quoted where the filter language needs it, with a blank before if out is not empty. */
void view_add_term(struct buf *out, const char *term, const char *value);

/* Append the filter that selects what is under the cursor; nothing when it has none. */
void view_selection_filter(const struct selection *selection, struct buf *out);

#endif
