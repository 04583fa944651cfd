// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * page: a screen of lines, some of which lead somewhere: facts, claims, fields of an event.
 *
 * Built once, in the worker, as part of a model; read only afterwards. All texts are copied into the arena
 * that the page is given, which has to outlive it. The cursor stops only at lines that are `live`: those that
 * Enter opens, or that stand for a thing to pivot from or to mark. A page without live lines scrolls.
 */
#ifndef TRAILCASE_UI_VIEW_PAGE_H
#define TRAILCASE_UI_VIEW_PAGE_H

#include "src/base/arena.h"
#include "ui/core/pager.h"
#include "ui/view/view.h"

struct page_line {
    struct pager_line text;
    const char *view;          /* what Enter opens; NULL = nothing */
    const char *filter, *what; /* with which filter and one thing */
    const char *label;         /* for the breadcrumb */
    enum thing subject;        /* what the line stands for; THING_NONE = nothing */
    const char *value;         /* as filters and marks spell it */
    int tag;                   /* the view's own; 0 = none */
    bool title;                /* Tab goes from one to the next */
    bool live;                 /* the cursor stops here though it leads nowhere and stands for nothing */
};

struct page {
    struct arena *arena;
    struct page_line *lines;
    size_t count, cap;
    bool live; /* some line is */
};

void page_done(struct page *page);

/* Append a line; what is returned may be given a target, and is valid until the next line is added. */
struct page_line *page_put(struct page *page, enum role role, const char *text);
struct page_line *page_fmt(struct page *page, enum role role, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* Append a line of another page, whose texts have to stay; then it may be changed. */
struct page_line *page_again(struct page *page, const struct page_line *line);

/* A title with an empty line before it, unless it is the first. */
void page_title(struct page *page, const char *title);

/* "  label      value", the label cols wide, further rows of the value hanging under its start. */
struct page_line *page_field(struct page *page, const char *label, int cols, enum role role,
                             const char *value);

/* Give a line its target or its thing, copying the texts; NULL where there is none. */
void page_leads(struct page *page, struct page_line *line, const char *view, const char *filter);
void page_stands(struct page *page, struct page_line *line, enum thing subject, const char *value);

/* The four of struct view_ops. The state of a view that shows a page is one `struct pager`. */
void page_open(struct view *view);
void page_close(struct view *view);
void page_draw(const struct view *view, const struct page *page, struct grid *grid, struct rect area);
enum view_answer page_request(struct view *view, const struct page *page, enum request request);

/* Put the cursor on the first live line, or back inside when the page became shorter. */
void page_settle(struct view *view, const struct page *page);

/* The line under the cursor; NULL when the page has no live ones. */
const struct page_line *page_current(const struct view *view, const struct page *page);

/* Fill in a selection from the line under the cursor: its thing, and the events that Enter opens; false when
 * it has neither. */
bool page_selection(const struct view *view, const struct page *page, struct selection *out);

void page_dump(const struct page *page, struct buf *out);

/*
 * A screen that is a page of the whole case and nothing else: fill() writes it, and the functions below are
 * its model_free, update, draw, request, selection and dump.
 */
struct db;
typedef bool (*page_fill_fn)(struct page *page, struct db *db, const struct ask *ask, struct err *err);

/* For load(): the page that fill() makes, in the worker; the filter of the ask means nothing to it. */
void *page_model_load(page_fill_fn fill, void *ctx, const struct ask *ask, struct task *task,
                      struct err *err);

const struct page *page_model_page(const void *model);
void page_model_free(void *model);
void page_model_update(struct view *view, void *model);
void page_model_draw(const struct view *view, struct grid *grid, struct rect area);
enum view_answer page_model_request(struct view *view, enum request request);
bool page_model_selection(const struct view *view, struct selection *out);
void page_model_dump(const struct view *view, struct buf *out);

#endif
