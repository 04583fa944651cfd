// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/pivot.h"

#include "src/base/alloc.h"
#include "ui/app/action.h"
#include "ui/core/format.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SLOT = UINT_MAX - 1 };

/* An item is a thing whose list is opened, or else a request. */
static const struct way {
    int key;
    const char *label;
    enum thing thing;
    enum request request;
} ways[] = {
    {'p', "principals", THING_PRINCIPAL, REQUEST_NONE},
    {'i', "addresses", THING_ADDRESS, REQUEST_NONE},
    {'K', "access keys", THING_KEY, REQUEST_NONE},
    {'s', "sessions", THING_SESSION, REQUEST_NONE},
    {'g', "agents", THING_AGENT, REQUEST_NONE},
    {'a', "api calls", THING_API, REQUEST_NONE},
    {'o', "resources", THING_RESOURCE, REQUEST_NONE},
    {'e', "events", THING_EVENT, REQUEST_PIVOT_EVENTS},
    {'t', "timeline", THING_NONE, REQUEST_PIVOT_TIME},
    {'L', "lineage: where it came from, what came of it", THING_NONE, REQUEST_PIVOT_LINEAGE},
    {'r', "checks (robots): roles, services, calls, baseline", THING_NONE, REQUEST_PIVOT_ROBOTS},
};

static void pick(struct app *app, size_t index)
{
    if (ways[index].request != REQUEST_NONE)
        app_request(app, ways[index].request);
    else
        action_pivot(app, ways[index].thing);
}

/* --- counts --- */

struct counting {
    const struct app_case *acase;
    char *filter;
    int64_t counts[THING__COUNT];
};

static void counting_free(struct counting *counting)
{
    free(counting->filter);
    free(counting);
}

static void *run(void *ctx, void *arg, struct task *task, struct err *err)
{
    struct counting *counting = arg;
    return counting->acase->crosses(ctx, counting->filter, task, counting->counts, err) ? counting : NULL;
}

static void drop(void *arg, void *result)
{
    (void)result;
    counting_free(arg);
}

/* What the row knows itself says more than a count of one. */
static void fill_in(struct menu_item *item, enum thing thing, int64_t count)
{
    if (thing == THING_NONE || thing == THING_RESOURCE || item->detail[0] != '\0')
        return;
    CLEANUP(buf) struct buf text = {0};
    format_count(&text, count);
    snprintf(item->detail, sizeof item->detail, "%s", buf_text(&text));
}

static void finish(void *owner, void *arg, void *result, const struct err *err)
{
    struct app *app = owner;
    struct counting *counting = arg;
    (void)err; /* a menu without counts works as well */
    for (size_t i = 0; result != NULL && app->menu.pick == pick && i < app->menu.count; i++)
        fill_in(&app->menu.items[i], ways[i].thing, counting->counts[ways[i].thing]);
    counting_free(counting);
}

static void count(struct app *app, const char *filter)
{
    struct counting *counting = alloc_zero(1, sizeof *counting);
    counting->acase = app->acase;
    counting->filter = alloc_str(filter);
    worker_submit(app->worker, &(struct worker_job){.slot = SLOT,
                                                    .what = "counts",
                                                    .arg = counting,
                                                    .run = run,
                                                    .finish = finish,
                                                    .drop = drop,
                                                    .owner = app});
}

void pivot_menu(struct app *app)
{
    struct selection s;
    CLEANUP(buf) struct buf filter = {0}, title = {0};
    if (!action_select(app, &s))
        return;
    view_selection_filter(&s, &filter);
    const char *label = s.label != NULL ? s.label : s.value[s.subject];
    buf_fmt(&title, "from %s", label != NULL ? label : buf_text(&filter));
    menu_open(&app->menu, buf_text(&title), pick);
    for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
        struct menu_item *item = menu_add(&app->menu, ways[i].key, ways[i].label);
        enum thing thing = ways[i].thing;
        if (item != NULL && thing != THING_EVENT && s.value[thing] != NULL && s.subject != thing)
            snprintf(item->detail, sizeof item->detail, "%s", s.value[thing]);
    }
    if (app->acase->crosses != NULL)
        count(app, buf_text(&filter));
}
