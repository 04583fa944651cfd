// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * techniques: the ATT&CK techniques of the attacker's calls, or of all, tactic by tactic. Enter on one shows
 * its events; v goes from the one form to the other.
 */
#include "src/model/techniques.h"

#include "src/base/alloc.h"
#include "ui/core/format.h"
#include "ui/view/ask_filter.h"
#include "ui/view/page.h"

#include <stdlib.h>
#include <string.h>

enum { EVENTS_COLS = 9, ID_COLS = 9 };

/* What ask.sort says: a reload keeps it. */
enum form { FORM_ATTRIBUTED, FORM_ALL };

struct techniques_model {
    struct techniques techniques;
    struct page page;
    bool attributed;
};

static void model_free(void *data)
{
    struct techniques_model *model = data;
    page_done(&model->page);
    techniques_done(&model->techniques);
    free(model);
}

static void write_row(struct buf *out, const struct technique_row *row)
{
    CLEANUP(buf) struct buf count = {0};
    format_count(&count, row->events);
    buf_fmt(out, "%*s  %-*s  %s: %s", EVENTS_COLS, buf_text(&count), ID_COLS, row->technique->id,
            row->technique->name, row->calls);
    if (row->denied > 0) {
        buf_str(out, ", ");
        format_count(out, row->denied);
        buf_str(out, " denied");
    }
    if (row->former.name != NULL && strcmp(row->former.id, row->technique->id) != 0)
        buf_fmt(out, ", formerly %s %s", row->former.id, row->former.name);
}

/* What is one tactic today may be part of another one of before. */
static void put_tactic(struct page *page, const struct technique_row *row)
{
    bool renamed = row->former.tactic != NULL && strcmp(row->former.tactic, row->tactic->name) != 0;
    page_title(page, arena_fmt(page->arena, renamed ? "%s (%s, formerly %s)" : "%s (%s)", row->tactic->name,
                               row->tactic->id, renamed ? row->former.tactic : ""));
}

static void put_row(struct techniques_model *model, const struct technique_row *row, const char *asked)
{
    CLEANUP(buf) struct buf text = {0}, filter = {0};
    write_row(&text, row);
    buf_str(&filter, asked);
    if (row->filter[0] != '\0')
        buf_fmt(&filter, " %s", row->filter);
    if (model->attributed)
        buf_str(&filter, " is:attributed");
    struct page_line *line = page_put(&model->page, ROLE_NORMAL, buf_text(&text));
    line->text.hang = EVENTS_COLS + ID_COLS + 4;
    page_leads(&model->page, line, "events", buf_text(&filter));
}

static void build_page(struct techniques_model *model, const struct filter *filter)
{
    const struct techniques *techniques = &model->techniques;
    CLEANUP(buf) struct buf head = {0}, asked = {0};
    model->page.arena = &model->techniques.arena;
    format_count(&head, techniques->events);
    buf_fmt(&head, " %s, ", model->attributed ? "calls of the attacker" : "calls, whoever made them");
    format_count(&head, techniques->without);
    buf_str(&head, " of no technique; ATT&CK " ATTACK_VERSION);
    page_put(&model->page, ROLE_DIM, buf_text(&head));
    if (filter != NULL && filter_text(filter)[0] != '\0')
        buf_fmt(&asked, "(%s)", filter_text(filter));
    for (size_t i = 0; i < techniques->count; i++) {
        const struct technique_row *row = &techniques->rows[i];
        if (i == 0 || row->tactic != row[-1].tactic)
            put_tactic(&model->page, row);
        put_row(model, row, buf_text(&asked));
    }
    if (techniques->count == 0)
        page_put(&model->page, ROLE_DIM, "nothing");
}

/* Before anything is attributed, all calls are what there is to look at. */
static bool load_model(struct techniques_model *model, struct db *db, const struct ask *ask,
                       const struct filter *filter, struct err *err)
{
    model->attributed = ask->sort != FORM_ALL;
    if (!techniques_load(&model->techniques, db, filter, model->attributed, err))
        return false;
    if (model->attributed && model->techniques.events == 0) {
        techniques_done(&model->techniques);
        model->attributed = false;
        if (!techniques_load(&model->techniques, db, filter, false, err))
            return false;
    }
    build_page(model, filter);
    return true;
}

static void *techniques_view_load(void *ctx, const struct ask *ask, struct task *task, struct err *err)
{
    CLEANUP(filter) struct filter *filter = NULL;
    struct techniques_model *model = alloc_zero(1, sizeof *model);
    bool loaded = ask_begin(ctx, ask, task, &filter, err) && load_model(model, ctx, ask, filter, err);
    ask_end(ctx);
    if (loaded)
        return model;
    model_free(model);
    return NULL;
}

static void techniques_update(struct view *view, void *data)
{
    struct techniques_model *model = data;
    view_keep(view, model);
    page_settle(view, &model->page);
}

static void techniques_draw(const struct view *view, struct grid *grid, struct rect area)
{
    page_draw(view, &((const struct techniques_model *)view->model)->page, grid, area);
}

static enum view_answer techniques_request(struct view *view, enum request request)
{
    const struct techniques_model *model = view->model;
    if (model == NULL)
        return VIEW_PASS;
    if (request != REQUEST_TOGGLE)
        return page_request(view, &model->page, request);
    if (!model->attributed && view->ask.sort != FORM_ALL) {
        view_say(view, "nothing is attributed to an attacker yet: mark what is theirs with m");
        return VIEW_DONE;
    }
    view->ask.sort = view->ask.sort == FORM_ALL ? FORM_ATTRIBUTED : FORM_ALL;
    view_reload(view);
    return VIEW_DONE;
}

static bool techniques_selection(const struct view *view, struct selection *out)
{
    const struct techniques_model *model = view->model;
    return model != NULL && page_selection(view, &model->page, out);
}

static void techniques_status(const struct view *view, struct buf *out)
{
    const struct techniques_model *model = view->model;
    format_count(out, (int64_t)model->techniques.count);
    buf_str(out, model->attributed ? " rows, the attacker's" : " rows, of all calls");
}

static void techniques_dump(const struct view *view, struct buf *out)
{
    if (view->model != NULL)
        page_dump(&((const struct techniques_model *)view->model)->page, out);
}

const struct view_ops view_techniques = {
    .name = "techniques",
    .title = "Techniques",
    .help = "ATT&CK: techniques of the attacker's calls by tactic, or of all",
    .hint = "Enter its events  v all or attacker's  / search  ? help",
    .open = page_open,
    .load = techniques_view_load,
    .model_free = model_free,
    .update = techniques_update,
    .draw = techniques_draw,
    .request = techniques_request,
    .status = techniques_status,
    .selection = techniques_selection,
    .dump = techniques_dump,
    .close = page_close,
};
