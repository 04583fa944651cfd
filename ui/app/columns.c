// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/columns.h"

#include "src/base/alloc.h"

#include <stdlib.h>
#include <string.h>

const char *columns_of(const struct app *app, const struct view_ops *ops)
{
    for (size_t i = 0; i < app->columns_count; i++)
        if (app->columns[i].ops == ops)
            return app->columns[i].names;
    return NULL;
}

void columns_set(struct app *app, const struct view_ops *ops, const char *names)
{
    size_t at = 0;
    while (at < app->columns_count && app->columns[at].ops != ops)
        at++;
    if (at == APP_COLUMNS_MAX)
        return;
    if (at == app->columns_count)
        app->columns[app->columns_count++].ops = ops;
    ask_set(&app->columns[at].names, names);
}

void columns_done(struct app *app)
{
    for (size_t i = 0; i < app->columns_count; i++)
        free(app->columns[i].names);
    app->columns_count = 0;
}

static bool column_name(const struct view *view, size_t n, struct buf *out)
{
    buf_clear(out);
    return view->ops->column != NULL && view->ops->column(view, n, out);
}

static void append_all(const struct view *view, struct buf *out)
{
    CLEANUP(buf) struct buf name = {0};
    for (size_t n = 0; column_name(view, n, &name); n++)
        buf_fmt(out, "%s ", buf_text(&name));
}

void columns_ask(struct app *app)
{
    const struct view *view = app_view(app);
    CLEANUP(buf) struct buf shown = {0}, name = {0};
    if (!column_name(view, 0, &name)) {
        app_say(app, "this screen has no columns to choose from");
        return;
    }
    if (view->columns != NULL)
        buf_fmt(&shown, "%s ", view->columns);
    app_open_prompt(app, APP_PROMPT_COLUMNS, "columns: ", buf_text(&shown));
}

static bool is_column(const struct view *view, const char *word, size_t len)
{
    CLEANUP(buf) struct buf name = {0};
    for (size_t n = 0; column_name(view, n, &name); n++)
        if (name.len == len && memcmp(buf_text(&name), word, len) == 0)
            return true;
    return false;
}

/* The first word that is no column; NULL when all are. */
static const char *wrong_word(const struct view *view, const char *names)
{
    while (*(names += strspn(names, " ")) != '\0') {
        size_t len = strcspn(names, " ");
        if (!is_column(view, names, len))
            return names;
        names += len;
    }
    return NULL;
}

bool columns_choose(struct app *app, const char *names)
{
    const struct view *view = app_view(app);
    CLEANUP(buf) struct buf all = {0};
    names += strspn(names, " ");
    append_all(view, &all);
    if (strcmp(names, "all") == 0 || strcmp(names, buf_text(&all)) == 0)
        names = "";
    const char *wrong = wrong_word(view, names);
    if (wrong != NULL) {
        app_say(app, "there is no column \"%.*s\" here; there are: %s", (int)strcspn(wrong, " "), wrong,
                buf_text(&all));
        app->say_error = true;
        return false;
    }
    columns_set(app, view->ops, names);
    if (app->acase->keep_columns != NULL)
        app->acase->keep_columns(view->ops->name, columns_of(app, view->ops));
    return true;
}

void columns_complete(void *arg, const char *line, size_t cursor, struct prompt_matches *out)
{
    const struct view *view = app_view(arg);
    CLEANUP(buf) struct buf name = {0};
    out->from = cursor;
    while (out->from > 0 && line[out->from - 1] != ' ')
        out->from--;
    for (size_t n = 0; column_name(view, n, &name); n++)
        prompt_offer(out, line, cursor, buf_text(&name));
    prompt_offer(out, line, cursor, "all");
}
