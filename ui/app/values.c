// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/values.h"

#include "src/base/alloc.h"
#include "ui/app/action.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { SLOT = UINT_MAX };

struct asking {
    const struct app_case *acase;
    char *field, *prefix;
};

static void asking_free(struct asking *asking)
{
    free(asking->field);
    free(asking->prefix);
    free(asking);
}

static void found_free(struct values_found *found)
{
    if (found == NULL)
        return;
    arena_done(&found->arena);
    free(found);
}

static void *run(void *ctx, void *arg, struct task *task, struct err *err)
{
    const struct asking *asking = arg;
    struct values_found *found = alloc_zero(1, sizeof *found);
    if (asking->acase->values(ctx, asking->field, asking->prefix, task, found, err))
        return found;
    found_free(found);
    return NULL;
}

static void drop(void *arg, void *result)
{
    found_free(result);
    asking_free(arg);
}

static void apply_saved(struct app *app, const char *name)
{
    const struct values_found *found = &app->values.found;
    for (size_t i = found->count; i-- > 0;)
        if (strcmp(found->items[i], name) == 0) {
            if (action_filter(app, found->texts[i]))
                app_say(app, "filter %s", name);
            app_settle(app);
            return;
        }
    app_say(app, "there is no saved filter \"%s\"; :save NAME keeps the one of this screen", name);
}

static void finish(void *owner, void *arg, void *result, const struct err *err)
{
    struct app *app = owner;
    struct values *values = &app->values;
    CLEANUP(str) char *use = values->use;
    values->use = NULL;
    asking_free(arg);
    if (result == NULL) {
        if (use != NULL)
            app_say_err(app, err);
        return;
    }
    arena_done(&values->found.arena);
    values->found = *(struct values_found *)result;
    free(result);
    values->ready = true;
    if (use != NULL)
        apply_saved(app, use);
}

static bool begins(const char *text, const char *prefix)
{
    return strncasecmp(text, prefix, strlen(prefix)) == 0;
}

/* Does what was asked last, once answered, tell about this? */
static bool covers(const struct values *values, const char *field, const char *prefix)
{
    if (values->field == NULL || strcmp(values->field, field) != 0)
        return false;
    return strcmp(prefix, values->prefix) == 0 ||
           (values->ready && values->found.whole && begins(prefix, values->prefix));
}

static void ask(struct app *app, const char *field, const char *prefix)
{
    struct values *values = &app->values;
    struct asking *asking = alloc_zero(1, sizeof *asking);
    *asking = (struct asking){.acase = app->acase, .field = alloc_str(field), .prefix = alloc_str(prefix)};
    ask_set(&values->field, field);
    free(values->prefix);
    values->prefix = alloc_str(prefix);
    values->ready = false;
    worker_submit(app->worker, &(struct worker_job){.slot = SLOT,
                                                    .what = "values",
                                                    .arg = asking,
                                                    .run = run,
                                                    .finish = finish,
                                                    .drop = drop,
                                                    .owner = app});
}

void values_want(struct app *app, const char *field, const char *prefix)
{
    if (app->acase->values != NULL && !covers(&app->values, field, prefix))
        ask(app, field, prefix);
}

const struct values_found *values_have(const struct app *app, const char *field, const char *prefix)
{
    return app->values.ready && covers(&app->values, field, prefix) ? &app->values.found : NULL;
}

void values_use(struct app *app, const char *name)
{
    if (app->acase->values == NULL)
        return;
    ask_set(&app->values.use, name);
    ask(app, VALUES_SAVED, "");
}

void values_done(struct values *values)
{
    free(values->field);
    free(values->prefix);
    free(values->use);
    arena_done(&values->found.arena);
    *values = (struct values){0};
}

/* --- saving --- */

struct saving {
    const struct app_case *acase;
    char *name, *filter;
};

static void saving_free(struct saving *saving)
{
    free(saving->name);
    free(saving->filter);
    free(saving);
}

static void *run_save(void *ctx, void *arg, struct task *task, struct err *err)
{
    struct saving *saving = arg;
    (void)task; /* one row */
    return saving->acase->save_filter(ctx, saving->name, saving->filter, err) ? saving : NULL;
}

static void drop_save(void *arg, void *result)
{
    (void)result;
    saving_free(arg);
}

static void finish_save(void *owner, void *arg, void *result, const struct err *err)
{
    struct app *app = owner;
    struct saving *saving = arg;
    if (result == NULL)
        app_say_err(app, err);
    else
        app_say(app, "saved as %s; :use %s brings it back, u takes it away", saving->name, saving->name);
    ask_set(&app->values.field, NULL); /* what was found may now be old */
    saving_free(saving);
}

void values_save(struct app *app, const char *name)
{
    const char *filter = app_view(app)->ask.filter;
    if (app->acase->save_filter == NULL) {
        app_say(app, "nothing can be saved: the case or its folder cannot be written");
        return;
    }
    if (filter == NULL) {
        app_say(app, "there is no filter to save");
        return;
    }
    struct saving *saving = alloc_zero(1, sizeof *saving);
    *saving = (struct saving){.acase = app->acase, .name = alloc_str(name), .filter = alloc_str(filter)};
    worker_submit(app->worker, &(struct worker_job){.what = "save",
                                                    .arg = saving,
                                                    .run = run_save,
                                                    .finish = finish_save,
                                                    .drop = drop_save,
                                                    .owner = app});
}
