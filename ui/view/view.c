// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/view/view.h"

#include "src/base/alloc.h"
#include "ui/view/view_list.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define VIEW_DECLARE(name) extern const struct view_ops view_##name;
VIEW_LIST(VIEW_DECLARE)
#define VIEW_POINTER(name) &view_##name,
const struct view_ops *const view_all[] = {VIEW_LIST(VIEW_POINTER)};
const size_t view_count = ARRAY_LEN(view_all);

struct thing_entry {
    const char *term, *mark_kind, *view;
};

#define THING_ENTRY(name, term, mark_kind, view) [THING_##name] = {term, mark_kind, view},
static const struct thing_entry things[] = {THING_LIST(THING_ENTRY)};
_Static_assert(ARRAY_LEN(things) == THING__COUNT, "one entry a thing");

const char *thing_term(enum thing thing)
{
    return things[thing].term;
}

const char *thing_mark_kind(enum thing thing)
{
    return things[thing].mark_kind;
}

const char *thing_view(enum thing thing)
{
    return things[thing].view;
}

enum thing thing_of_term(const char *term)
{
    for (enum thing thing = THING_NONE + 1; thing < THING__COUNT; thing++)
        if (term != NULL && strcmp(things[thing].term, term) == 0)
            return thing;
    return THING_NONE;
}

void ask_init(struct ask *ask)
{
    *ask = (struct ask){.since_s = ISOTIME_NONE, .until_s = ISOTIME_NONE};
}

void ask_done(struct ask *ask)
{
    free(ask->filter);
    free(ask->thing);
    ask_init(ask);
}

void ask_copy(struct ask *to, const struct ask *from)
{
    ask_done(to);
    *to = *from;
    to->filter = from->filter != NULL ? alloc_str(from->filter) : NULL;
    to->thing = from->thing != NULL ? alloc_str(from->thing) : NULL;
}

void ask_set(char **field, const char *text)
{
    char *copy = text != NULL && text[0] != '\0' ? alloc_str(text) : NULL;
    free(*field);
    *field = copy;
}

const struct view_ops *view_of(const char *name)
{
    for (size_t i = 0; i < view_count; i++)
        if (strcmp(view_all[i]->name, name) == 0)
            return view_all[i];
    return NULL;
}

const struct view_ops *view_of_digit(char digit)
{
    for (size_t i = 0; i < view_count; i++)
        if (view_all[i]->digit == digit)
            return view_all[i];
    return NULL;
}

struct view *view_new(const struct view_ops *ops, const struct ask *ask)
{
    struct view *view = alloc_zero(1, sizeof *view);
    view->ops = ops;
    ask_copy(&view->ask, ask);
    ask_init(&view->go.ask);
    view->stale = ops->load != NULL;
    if (ops->open != NULL)
        ops->open(view);
    return view;
}

void view_free(struct view *view)
{
    if (view == NULL)
        return;
    if (view->ops->close != NULL)
        view->ops->close(view);
    view_keep(view, NULL);
    ask_done(&view->ask);
    ask_done(&view->go.ask);
    free(view);
}

void view_table_lines(const struct table *table, const struct table_spec *spec, struct buf *out)
{
    for (size_t row = 0; row < spec->row_count; row++)
        if (table->picked_count > 0 ? table_picked(table, row) : row == table->cursor) {
            table_row_text(spec, row, out);
            buf_char(out, '\n');
        }
}

enum view_answer view_table_request(const struct view *view, struct table *table,
                                    const struct table_spec *spec, enum request request)
{
    return table_request(table, spec, request, view->body.rows, view->search) == TABLE_PASS ? VIEW_PASS
                                                                                            : VIEW_DONE;
}

void view_table_dump(const struct table_spec *spec, struct buf *out)
{
    for (size_t row = 0; row < spec->row_count; row++) {
        table_row_text(spec, row, out);
        buf_char(out, '\n');
    }
}

bool view_table_column(const struct table_spec *spec, size_t n, struct buf *out)
{
    for (size_t i = 0; i < spec->column_count; i++)
        if (spec->columns[i].title[0] != '\0' && n-- == 0) {
            table_column_name(&spec->columns[i], out);
            return true;
        }
    return false;
}

void view_keep(struct view *view, void *model)
{
    if (view->model != NULL && view->ops->model_free != NULL)
        view->ops->model_free(view->model);
    view->model = model;
}

void view_reload(struct view *view)
{
    view->ask.part = 0;
    view->stale = view->ops->load != NULL;
}

enum view_answer view_go(struct view *view, const char *name, const char *filter, const char *thing,
                         const char *label)
{
    view->go.ops = view_of(name);
    if (view->go.ops == NULL) {
        view_say(view, "there is no screen \"%s\" yet", name);
        return VIEW_DONE;
    }
    ask_done(&view->go.ask);
    ask_set(&view->go.ask.filter, filter);
    ask_set(&view->go.ask.thing, thing);
    snprintf(view->go.label, sizeof view->go.label, "%s", label != NULL ? label : "");
    return VIEW_DONE;
}

void view_say(struct view *view, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    vsnprintf(view->say, sizeof view->say, fmt, args);
    va_end(args);
}

static bool is_plain(const char *value)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:@+=";
    return value[0] != '\0' && value[strspn(value, plain)] == '\0';
}

void view_add_term(struct buf *out, const char *term, const char *value)
{
    buf_fmt(out, "%s%s:", out->len > 0 ? " " : "", term);
    if (is_plain(value)) {
        buf_str(out, value);
        return;
    }
    buf_char(out, '"');
    for (; *value != '\0'; value++) {
        if (*value == '"' || *value == '\\')
            buf_char(out, '\\');
        buf_char(out, *value);
    }
    buf_char(out, '"');
}

void view_selection_filter(const struct selection *selection, struct buf *out)
{
    if (selection->filter != NULL)
        buf_fmt(out, "%s%s", out->len > 0 ? " " : "", selection->filter);
    else if (selection->subject != THING_NONE && selection->value[selection->subject] != NULL)
        view_add_term(out, thing_term(selection->subject), selection->value[selection->subject]);
}
