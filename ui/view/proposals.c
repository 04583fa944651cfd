// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * proposals: everything that is proposed to mark next, each with its effect, its evidence and what speaks
 * against it. Enter shows the events it would change.
 */
#include "src/base/alloc.h"
#include "src/scope/attribution.h"
#include "ui/core/format.h"
#include "ui/view/ask_filter.h"
#include "ui/view/proposal_lines.h"

#include <stdlib.h>

struct proposals_model {
    struct arena arena;
    struct page page;
    struct attribution_counts counts;
};

static void proposals_free(void *data)
{
    struct proposals_model *model = data;
    page_done(&model->page);
    arena_done(&model->arena);
    free(model);
}

/* Whatever is decided here, what stays undecided is in sight. */
static void put_counts(struct proposals_model *model)
{
    const struct {
        const char *label, *filter;
        enum role role;
        int64_t count;
    } lines[] = {{"attacker", "is:attributed", ROLE_ATTACKER, model->counts.attributed},
                 {"undecided", "is:undecided", ROLE_UNDECIDED, model->counts.undecided}};
    for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
        CLEANUP(buf) struct buf text = {0};
        format_count(&text, lines[i].count);
        buf_str(&text, lines[i].count == 1 ? " event" : " events");
        struct page_line *line =
            page_field(&model->page, lines[i].label, PROPOSAL_LABEL_COLS, lines[i].role, buf_text(&text));
        page_leads(&model->page, line, "events", lines[i].filter);
    }
}

static void put_list(struct proposals_model *model, const struct proposal_list *list)
{
    CLEANUP(buf) struct buf text = {0};
    put_counts(model);
    if (list->count == 0) {
        page_put(&model->page, ROLE_NORMAL, "Nothing is proposed. m on any screen marks by hand.");
        return;
    }
    proposal_open(&text, list, true);
    page_field(&model->page, "open", PROPOSAL_LABEL_COLS, ROLE_WARNING, buf_text(&text));
    proposal_lines(&model->page, list, SIZE_MAX);
}

static void *proposals_load(void *ctx, const struct ask *ask, struct task *task, struct err *err)
{
    struct filter *none = NULL;
    struct ask all;
    (void)ask;
    ask_init(&all);
    struct proposals_model *model = alloc_zero(1, sizeof *model);
    model->page.arena = &model->arena;
    bool loaded = ask_begin(ctx, &all, task, &none, err) && attribution_count(ctx, &model->counts, err);
    CLEANUP(proposal_list) struct proposal_list list = {0};
    loaded = loaded && proposal_list_load(&list, ctx, err);
    if (loaded)
        put_list(model, &list);
    ask_end(ctx);
    if (!loaded) {
        proposals_free(model);
        return NULL;
    }
    return model;
}

static void proposals_update(struct view *view, void *data)
{
    view_keep(view, data);
    page_settle(view, &((struct proposals_model *)data)->page);
}

static void proposals_draw(const struct view *view, struct grid *grid, struct rect area)
{
    page_draw(view, &((const struct proposals_model *)view->model)->page, grid, area);
}

static enum view_answer proposals_request(struct view *view, enum request request)
{
    const struct page *page = &((const struct proposals_model *)view->model)->page;
    if (proposal_request(view, page, request) == VIEW_DONE)
        return VIEW_DONE;
    return page_request(view, page, request);
}

static bool proposals_selection(const struct view *view, struct selection *out)
{
    const struct proposals_model *model = view->model;
    return model != NULL && page_selection(view, &model->page, out);
}

static void proposals_status(const struct view *view, struct buf *out)
{
    const struct proposals_model *model = view->model;
    format_count(out, model->counts.attributed);
    buf_str(out, " attributed, ");
    format_count(out, model->counts.undecided);
    buf_str(out, " undecided");
}

static void proposals_dump(const struct view *view, struct buf *out)
{
    if (view->model != NULL)
        page_dump(&((const struct proposals_model *)view->model)->page, out);
}

const struct view_ops view_proposals = {
    .name = "proposals",
    .title = "Proposals",
    .help = "what to mark next, with effect, evidence and what speaks against it",
    .hint = "Enter its events  a take  x reject  A all high  u undo  ? help",
    .no_filter = true,
    .keys = proposal_keys,
    .open = page_open,
    .load = proposals_load,
    .model_free = proposals_free,
    .update = proposals_update,
    .draw = proposals_draw,
    .request = proposals_request,
    .status = proposals_status,
    .selection = proposals_selection,
    .dump = proposals_dump,
    .close = page_close,
};
