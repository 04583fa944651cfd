// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/decide.h"

#include "src/base/alloc.h"

#include <stdlib.h>

struct deciding {
    bool (*decide)(void *ctx, const struct app_decision *decision, struct buf *said, struct err *err);
    struct app_decision decision;
    char *value, *text;
    struct buf said;
};

static void deciding_free(struct deciding *deciding)
{
    buf_done(&deciding->said);
    free(deciding->value);
    free(deciding->text);
    free(deciding);
}

static void *run(void *ctx, void *arg, struct task *task, struct err *err)
{
    struct deciding *deciding = arg;
    (void)task; /* all or nothing, and soon done */
    return deciding->decide(ctx, &deciding->decision, &deciding->said, err) ? deciding : NULL;
}

static void drop(void *arg, void *result)
{
    (void)result;
    deciding_free(arg);
}

static void answer_strong(struct app *app, size_t index)
{
    if (index == 0)
        decide(app, &(struct view_decision){.what = VIEW_ACCEPT_STRONG});
    else
        app_say(app, "none taken");
}

/* Benign marks go along, so nobody takes all without having read how many of what. */
static void ask_strong(struct app *app, struct buf *question)
{
    if (question->len == 0) {
        app_say(app, "nothing of high confidence is proposed");
        return;
    }
    menu_open(&app->menu, buf_text(question), answer_strong);
    menu_add(&app->menu, 'y', "yes: all of these, as one decision that u takes back");
    menu_add(&app->menu, 'n', "no: a takes one, x rejects one, :proposals lists all");
}

static void finish(void *owner, void *arg, void *result, const struct err *err)
{
    struct app *app = owner;
    struct deciding *deciding = arg;
    app->asks = app->asks && deciding->decision.what != VIEW_WEIGH_STRONG;
    if (result == NULL) {
        app_say_err(app, err);
    } else if (deciding->decision.what == VIEW_WEIGH_STRONG) {
        ask_strong(app, &deciding->said);
    } else {
        app->version += deciding->decision.what != VIEW_REPORT;
        app_say(app, "%s", buf_text(&deciding->said));
    }
    deciding_free(deciding);
}

void decide(struct app *app, const struct view_decision *decision)
{
    bool report = decision->what == VIEW_REPORT;
    if (report ? app->acase->report == NULL : app->acase->decide == NULL) {
        app_say(app, "nothing can be decided: the case or its folder cannot be written");
        return;
    }
    struct deciding *deciding = alloc_zero(1, sizeof *deciding);
    deciding->decide = report ? app->acase->report : app->acase->decide;
    deciding->value = decision->value != NULL ? alloc_str(decision->value) : NULL;
    deciding->text = decision->text != NULL ? alloc_str(decision->text) : NULL;
    deciding->decision = (struct app_decision){.what = decision->what,
                                               .kind = thing_mark_kind(decision->thing),
                                               .value = deciding->value,
                                               .text = deciding->text};
    app->asks = app->asks || decision->what == VIEW_WEIGH_STRONG;
    worker_submit(app->worker, &(struct worker_job){.what = report ? "the report" : "decide",
                                                    .arg = deciding,
                                                    .run = run,
                                                    .finish = finish,
                                                    .drop = drop,
                                                    .owner = app});
}
