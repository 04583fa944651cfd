// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/load.h"

#include "src/base/alloc.h"
#include "src/base/arena.h"

#include <stdlib.h>

/* --- models --- */

struct question {
    const struct view_ops *ops;
    unsigned slot;
    struct ask ask;
};

static void question_free(struct question *question)
{
    ask_done(&question->ask);
    free(question);
}

static void *run_load(void *ctx, void *arg, struct task *task, struct err *err)
{
    struct question *question = arg;
    return question->ops->load(ctx, &question->ask, task, err);
}

static void drop_load(void *arg, void *result)
{
    struct question *question = arg;
    if (result != NULL && question->ops->model_free != NULL)
        question->ops->model_free(result);
    question_free(question);
}

static void take_model(struct app *app, struct view *view, void *model, const struct err *err)
{
    view->loading = false;
    view->err = *err;
    if (model == NULL) {
        if (view == app_view(app))
            app_say_err(app, err);
        return;
    }
    if (view->ops->update != NULL)
        view->ops->update(view, model);
    else
        view_keep(view, model);
}

static void finish_load(void *owner, void *arg, void *result, const struct err *err)
{
    struct app *app = owner;
    struct question *question = arg;
    struct screen *screen = screens_of_slot(&app->screens, question->slot);
    if (screen == NULL) {
        drop_load(arg, result);
        return;
    }
    take_model(app, screen->view, result, err);
    question_free(question);
}

void load_screen(struct app *app, struct screen *screen)
{
    struct view *view = screen->view;
    struct question *question = alloc_zero(1, sizeof *question);
    question->ops = view->ops;
    question->slot = screen->slot;
    view->ask.rows = view->body.rows;
    ask_copy(&question->ask, &view->ask);
    screen->version = app->version;
    view->stale = false;
    view->loading = true;
    worker_submit(app->worker, &(struct worker_job){.slot = screen->slot,
                                                    .what = view->ops->title,
                                                    .arg = question,
                                                    .run = run_load,
                                                    .finish = finish_load,
                                                    .drop = drop_load,
                                                    .owner = app});
}

/* --- marks --- */

struct marks {
    bool (*set)(void *ctx, const struct app_mark *marks, size_t count, struct err *err);
    struct arena arena;
    struct app_mark *list;
    size_t count;
    char *what;
};

static void marks_free(struct marks *marks)
{
    arena_done(&marks->arena);
    free(marks);
}

static void *run_marks(void *ctx, void *arg, struct task *task, struct err *err)
{
    struct marks *marks = arg;
    (void)task; /* a handful of rows: not worth a cancel */
    return marks->set(ctx, marks->list, marks->count, err) ? marks : NULL;
}

static void drop_marks(void *arg, void *result)
{
    (void)result;
    marks_free(arg);
}

static void finish_marks(void *owner, void *arg, void *result, const struct err *err)
{
    struct app *app = owner;
    struct marks *marks = arg;
    if (result == NULL) {
        app_say_err(app, err);
    } else {
        app->version++;
        app_say(app, "%s", marks->what);
    }
    marks_free(marks);
}

void load_marks(struct app *app, const struct app_mark *list, size_t count, const char *what)
{
    struct marks *marks = alloc_zero(1, sizeof *marks);
    marks->set = app->acase->mark;
    marks->list = arena_zero(&marks->arena, count + 1, sizeof *marks->list);
    marks->count = count;
    marks->what = arena_str(&marks->arena, what);
    for (size_t i = 0; i < count; i++)
        marks->list[i] = (struct app_mark){.kind = arena_str(&marks->arena, list[i].kind),
                                           .value = arena_str(&marks->arena, list[i].value),
                                           .verdict = arena_str(&marks->arena, list[i].verdict),
                                           .reason = arena_str(&marks->arena, list[i].reason),
                                           .typed = list[i].typed};
    worker_submit(app->worker, &(struct worker_job){.what = "mark",
                                                    .arg = marks,
                                                    .run = run_marks,
                                                    .finish = finish_marks,
                                                    .drop = drop_marks,
                                                    .owner = app});
}
