// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/view/page.h"

#include "src/base/alloc.h"
#include "ui/view/ask_filter.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void page_done(struct page *page)
{
    if (page == NULL)
        return;
    free(page->lines);
    *page = (struct page){0};
}

static bool is_live(const struct page_line *line)
{
    return line->view != NULL || line->subject != THING_NONE || line->live;
}

struct page_line *page_again(struct page *page, const struct page_line *line)
{
    if (page->count == page->cap) {
        page->cap = page->cap > 0 ? page->cap * 2 : 64;
        page->lines = alloc_resize(page->lines, page->cap, sizeof *page->lines);
    }
    page->lines[page->count] = *line;
    page->live |= is_live(line);
    return &page->lines[page->count++];
}

struct page_line *page_put(struct page *page, enum role role, const char *text)
{
    struct slice own = {arena_str(page->arena, text), strlen(text)};
    return page_again(page, &(struct page_line){.text = {.text = own, .role = role}});
}

struct page_line *page_fmt(struct page *page, enum role role, const char *fmt, ...)
{
    CLEANUP(buf) struct buf text = {0};
    va_list args;
    va_start(args, fmt);
    char small[512];
    int len = vsnprintf(small, sizeof small, fmt, args);
    va_end(args);
    if (len >= (int)sizeof small) {
        CLEANUP(str) char *large = alloc_zero((size_t)len + 1, 1);
        va_start(args, fmt);
        vsnprintf(large, (size_t)len + 1, fmt, args);
        va_end(args);
        buf_str(&text, large);
    } else {
        buf_str(&text, small);
    }
    return page_put(page, role, buf_text(&text));
}

void page_title(struct page *page, const char *title)
{
    if (page->count > 0)
        page_put(page, ROLE_NORMAL, "");
    page_put(page, ROLE_STRONG, title)->title = true;
}

struct page_line *page_field(struct page *page, const char *label, int cols, enum role role,
                             const char *value)
{
    struct page_line *line = page_fmt(page, role, "  %-*s %s", cols, label, value);
    line->text.head_bytes = 2 + (strlen(label) > (size_t)cols ? strlen(label) : (size_t)cols);
    line->text.head_role = ROLE_LABEL;
    line->text.hang = cols + 3;
    return line;
}

void page_leads(struct page *page, struct page_line *line, const char *view, const char *filter)
{
    line->view = view;
    line->filter = arena_str(page->arena, filter);
    page->live = true;
}

void page_stands(struct page *page, struct page_line *line, enum thing subject, const char *value)
{
    if (value == NULL)
        return;
    line->subject = subject;
    line->value = arena_str(page->arena, value);
    page->live = true;
}

/* --- as a view --- */

void page_open(struct view *view)
{
    struct pager *pager = view->state = alloc_zero(1, sizeof *pager);
    pager->wrap = true;
}

void page_close(struct view *view)
{
    free(view->state);
    view->state = NULL;
}

static void page_text(const void *data, size_t index, struct pager_line *out)
{
    *out = ((const struct page *)data)->lines[index].text;
}

static struct pager_text text_of(const struct page *page)
{
    return (struct pager_text){.count = page->count, .line = page_text, .data = page, .cursor = page->live};
}

/* The nearest live line from `line` on, first in one direction, then in the other. */
static size_t nearest_live(const struct page *page, size_t line, bool forward)
{
    for (int turn = 0; turn < 2; turn++, forward = !forward)
        for (size_t at = line; at < page->count; at = forward ? at + 1 : at - 1)
            if (is_live(&page->lines[at]))
                return at;
    return line;
}

static bool goes_back(enum request request)
{
    return request == REQUEST_UP || request == REQUEST_PAGE_UP || request == REQUEST_HALF_UP ||
           request == REQUEST_LAST || request == REQUEST_SEARCH_PREVIOUS;
}

/* After a step by one, the next live line in that direction, or stay and let the text scroll to its end. */
static void settle_after(struct pager *pager, const struct page *page, struct pager_page place,
                         enum request request)
{
    bool search = request == REQUEST_SEARCH_NEXT || request == REQUEST_SEARCH_PREVIOUS;
    if (!page->live || search || request == REQUEST_WRAP)
        return;
    struct pager_text text = text_of(page);
    size_t wish = pager->line;
    size_t at = nearest_live(page, wish, !goes_back(request));
    if (at == wish)
        return;
    pager_goto(pager, &text, place, wish); /* show what was passed over as well, as far as it fits */
    pager_goto(pager, &text, place, at);
}

static struct pager_page page_place(const struct view *view)
{
    return (struct pager_page){view->body.rows, view->body.cols, view->ascii};
}

void page_settle(struct view *view, const struct page *page)
{
    struct pager *pager = view->state;
    struct pager_text text = text_of(page);
    size_t line = pager->line < page->count ? pager->line : 0;
    size_t top = pager->top;
    if (page->live)
        line = nearest_live(page, line, true);
    if (view->body.rows > 0)
        pager_goto(pager, &text, page_place(view), line);
    pager->line = line;
    if (top >= page->count)
        pager->top = 0;
}

const struct page_line *page_current(const struct view *view, const struct page *page)
{
    const struct pager *pager = view->state;
    return page != NULL && page->live && pager->line < page->count ? &page->lines[pager->line] : NULL;
}

void page_draw(const struct view *view, const struct page *page, struct grid *grid, struct rect area)
{
    struct pager_text text = text_of(page);
    pager_draw(view->state, &text, grid, area, view->search);
}

static enum view_answer open_line(struct view *view, const struct page *page)
{
    const struct page_line *line = page_current(view, page);
    if (line == NULL)
        return VIEW_PASS;
    if (line->view != NULL)
        return view_go(view, line->view, line->filter, line->what, line->label);
    if (line->subject == THING_NONE)
        return VIEW_PASS;
    CLEANUP(buf) struct buf filter = {0};
    view_add_term(&filter, thing_term(line->subject), line->value);
    return view_go(view, "events", buf_text(&filter), NULL, line->label != NULL ? line->label : line->value);
}

/* The next title to the top of the screen, after the last one the first line, the cursor below it. */
static bool next_title(struct pager *pager, const struct page *page)
{
    size_t top = pager->top < page->count ? pager->top : 0;
    bool at_title = top < page->count && page->lines[top].title;
    size_t at = at_title && nearest_live(page, top, true) == pager->line ? top : pager->line;
    do
        at++;
    while (at < page->count && !page->lines[at].title);
    if (at >= page->count)
        at = 0;
    pager->top = at;
    pager->skip = 0;
    pager->line = page->live ? nearest_live(page, at, true) : at;
    return page->count > 0;
}

enum view_answer page_request(struct view *view, const struct page *page, enum request request)
{
    struct pager *pager = view->state;
    if (page == NULL)
        return VIEW_PASS;
    if (request == REQUEST_OPEN)
        return open_line(view, page);
    if (request == REQUEST_NEXT_PART)
        return next_title(pager, page) ? VIEW_DONE : VIEW_PASS;
    struct pager_text text = text_of(page);
    size_t before = pager->line;
    if (!pager_request(pager, &text, request, page_place(view), view->search))
        return VIEW_PASS;
    settle_after(pager, page, page_place(view), request);
    if (pager->line == before && request == REQUEST_UP)
        pager->top = 0; /* the title above the first live line comes into view */
    return VIEW_DONE;
}

bool page_selection(const struct view *view, const struct page *page, struct selection *out)
{
    const struct page_line *line = page_current(view, page);
    bool events = line != NULL && line->view != NULL && strcmp(line->view, "events") == 0;
    if (line == NULL || (line->subject == THING_NONE && !events))
        return false;
    out->subject = line->subject;
    if (line->subject != THING_NONE)
        out->value[line->subject] = line->value;
    out->label = line->label;
    out->filter = events ? line->filter : NULL;
    return true;
}

void page_dump(const struct page *page, struct buf *out)
{
    for (size_t i = 0; i < page->count; i++) {
        buf_append(out, page->lines[i].text.text.text, page->lines[i].text.text.len);
        buf_char(out, '\n');
    }
}

/* --- a screen that is a page and nothing else --- */

struct page_model {
    struct page page;
    struct arena arena;
};

void page_model_free(void *data)
{
    struct page_model *model = data;
    page_done(&model->page);
    arena_done(&model->arena);
    free(model);
}

void *page_model_load(page_fill_fn fill, void *ctx, const struct ask *ask, struct task *task, struct err *err)
{
    struct filter *none = NULL;
    struct ask all;
    ask_init(&all);
    struct page_model *model = alloc_zero(1, sizeof *model);
    model->page.arena = &model->arena;
    bool loaded = ask_begin(ctx, &all, task, &none, err) && fill(&model->page, ctx, ask, err);
    ask_end(ctx);
    if (loaded)
        return model;
    page_model_free(model);
    return NULL;
}

const struct page *page_model_page(const void *model)
{
    return model != NULL ? &((const struct page_model *)model)->page : NULL;
}

void page_model_update(struct view *view, void *model)
{
    view_keep(view, model);
    page_settle(view, page_model_page(model));
}

void page_model_draw(const struct view *view, struct grid *grid, struct rect area)
{
    page_draw(view, page_model_page(view->model), grid, area);
}

enum view_answer page_model_request(struct view *view, enum request request)
{
    return page_request(view, page_model_page(view->model), request);
}

bool page_model_selection(const struct view *view, struct selection *out)
{
    return view->model != NULL && page_selection(view, page_model_page(view->model), out);
}

void page_model_dump(const struct view *view, struct buf *out)
{
    if (view->model != NULL)
        page_dump(page_model_page(view->model), out);
}
