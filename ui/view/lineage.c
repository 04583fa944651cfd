// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * lineage: where the credential under the cursor came from, and what came from it, as a tree. Enter on a line
 * shows its events, the lineage key its own lineage.
 */
#include "src/scope/lineage_text.h"

#include "src/base/alloc.h"
#include "src/scope/lineage.h"
#include "ui/view/ask_filter.h"
#include "ui/view/page.h"

#include <stdlib.h>
#include <string.h>

enum { INDENT = 2, INDENT_MOST = 24 };

struct lineage_model {
    struct arena arena;
    struct page page;
    size_t live, lasting;
};

static void lineage_free(void *data)
{
    struct lineage_model *model = data;
    page_done(&model->page);
    arena_done(&model->arena);
    free(model);
}

static enum thing thing_of(const struct lineage_node *node)
{
    static const enum thing things[] = {THING_KEY, THING_SESSION, THING_PRINCIPAL};
    for (size_t i = 0; i < ARRAY_LEN(things); i++)
        if (strcmp(thing_mark_kind(things[i]), node->thing.kind) == 0)
            return things[i];
    return THING_NONE;
}

static void put_detail(struct page *page, int indent, enum role role, const char *text)
{
    page_fmt(page, role, "%*s%s", indent + INDENT, "", text)->text.hang = indent + INDENT;
}

/* A line that stands for many is of one principal, from the first to the last of them. */
static void add_filter(struct buf *out, const struct lineage_node *node)
{
    if (node->folded == 0 && node->filter != NULL)
        buf_str(out, node->filter);
    if (node->folded == 0 || node->principal == NULL || node->events == 0)
        return;
    view_add_term(out, "principal", node->principal);
    ask_add_window(out, node->first_s, node->last_s);
}

static void put_node(struct page *page, const struct lineage_tree *tree, size_t i)
{
    static void (*const details[])(struct buf *, const struct lineage_node *) = {
        lineage_text_origin, lineage_text_use, lineage_text_state};
    const struct lineage_node *node = &tree->nodes[i];
    bool owner = strcmp(node->thing.kind, "principal") == 0 && node->rule == NULL && i != tree->self;
    int indent = (int)node->depth * INDENT < INDENT_MOST ? (int)node->depth * INDENT : INDENT_MOST;
    CLEANUP(buf) struct buf text = {0};
    lineage_text_name(&text, node);
    struct page_line *line = page_fmt(page, i == tree->self ? ROLE_STRONG : ROLE_NORMAL, "%*s%s%s", indent,
                                      "", i == tree->self ? "> " : "- ", buf_text(&text));
    line->text.hang = indent + INDENT;
    CLEANUP(buf) struct buf filter = {0};
    add_filter(&filter, node);
    if (filter.len > 0)
        page_leads(page, line, "events", buf_text(&filter));
    line->label = arena_str(page->arena, node->label);
    page_stands(page, line, thing_of(node), node->thing.value);
    for (size_t j = 0; j < ARRAY_LEN(details); j++) {
        if (owner && details[j] != lineage_text_origin)
            continue;
        buf_clear(&text);
        details[j](&text, node);
        bool warn = details[j] == lineage_text_state && node->state == LINEAGE_LIVE;
        put_detail(page, indent, warn ? ROLE_WARNING : ROLE_DIM, buf_text(&text));
    }
    if (node->note != NULL)
        put_detail(page, indent, ROLE_WARNING, node->note);
}

static bool load_lineage(struct lineage_model *model, struct db *db, const char *text, struct err *err)
{
    CLEANUP(lineage_tree) struct lineage_tree tree = {0};
    CLEANUP(buf) struct buf answer = {0};
    struct lineage_thing thing;
    model->page.arena = &model->arena;
    if (text == NULL) {
        page_put(
            &model->page, ROLE_NORMAL,
            "Lineage is of one credential: put the cursor on a key, session, principal or event anywhere and "
            "press L, or type :lineage key:AKIA...");
        return true;
    }
    if (!lineage_refresh(db, err) || !lineage_find(db, text, &model->arena, &thing, err) ||
        !lineage_tree_load(&tree, db, &thing, ISOTIME_NONE, err))
        return false;
    lineage_text_answer(&answer, &tree);
    page_put(&model->page, ROLE_STRONG, buf_text(&answer));
    page_put(&model->page, ROLE_NORMAL, "");
    for (size_t i = 0; i < tree.count; i++)
        put_node(&model->page, &tree, i);
    model->live = tree.live;
    model->lasting = tree.lasting;
    return true;
}

/* The thing, or a filter of one term, which spells a thing the same. */
static void *lineage_load(void *ctx, const struct ask *ask, struct task *task, struct err *err)
{
    CLEANUP(filter) struct filter *none = NULL;
    struct ask all;
    ask_init(&all);
    struct lineage_model *model = alloc_zero(1, sizeof *model);
    bool loaded = ask_begin(ctx, &all, task, &none, err) &&
                  load_lineage(model, ctx, ask->thing != NULL ? ask->thing : ask->filter, err);
    ask_end(ctx);
    if (loaded)
        return model;
    lineage_free(model);
    return NULL;
}

static void lineage_update(struct view *view, void *data)
{
    struct lineage_model *model = data;
    view_keep(view, model);
    page_settle(view, &model->page);
}

static void lineage_draw(const struct view *view, struct grid *grid, struct rect area)
{
    page_draw(view, &((const struct lineage_model *)view->model)->page, grid, area);
}

static enum view_answer lineage_request(struct view *view, enum request request)
{
    return page_request(view, &((const struct lineage_model *)view->model)->page, request);
}

static bool lineage_selection(const struct view *view, struct selection *out)
{
    const struct lineage_model *model = view->model;
    return model != NULL && page_selection(view, &model->page, out);
}

static void lineage_status(const struct view *view, struct buf *out)
{
    const struct lineage_model *model = view->model;
    size_t works = model->live + model->lasting;
    if (works == 0)
        buf_str(out, "nothing else would go on working");
    else
        buf_fmt(out, "%zu other%s may still work", works, works == 1 ? "" : "s");
}

static void lineage_dump(const struct view *view, struct buf *out)
{
    if (view->model != NULL)
        page_dump(&((const struct lineage_model *)view->model)->page, out);
}

const struct view_ops view_lineage = {
    .name = "lineage",
    .title = "Lineage",
    .help = "where a credential came from, and what would still work without it",
    .hint = "Enter its events  L its lineage  r checks  m mark  / search  ? help",
    .of_one = true,
    .no_filter = true,
    .open = page_open,
    .load = lineage_load,
    .model_free = lineage_free,
    .update = lineage_update,
    .draw = lineage_draw,
    .request = lineage_request,
    .status = lineage_status,
    .selection = lineage_selection,
    .dump = lineage_dump,
    .close = page_close,
};
