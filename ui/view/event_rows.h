// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * event_rows: events as rows of a table, the same on every screen that lists some.
 */
#ifndef TRAILCASE_UI_VIEW_EVENT_ROWS_H
#define TRAILCASE_UI_VIEW_EVENT_ROWS_H

#include "src/model/events.h"
#include "ui/core/table.h"
#include "ui/view/view.h"

enum { EVENT_ROWS_COLUMNS = 12 };

/* Rows in pieces, as they were loaded, and the columns that show them. */
struct event_rows {
    const struct events_page *const *pages;
    size_t page_count;
    size_t count;
    const int64_t *times; /* events each row stands for, as the first of a run; NULL = one */
    struct table_column columns[EVENT_ROWS_COLUMNS];
    uint8_t order[EVENT_ROWS_COLUMNS]; /* what each of them holds */
    size_t column_count;
};

const struct event_row *event_rows_at(const struct event_rows *rows, size_t index);

/* Choose columns as wide as the rows there are need, without those that would be empty. */
void event_rows_measure(struct event_rows *rows);

/* A table of these rows, for requests; they must stay as long as it is in use. */
struct table_spec event_rows_spec(const struct event_rows *rows);

/* Draw it; where there is room, what was called and by whom gets more before other columns join in. */
void event_rows_draw(const struct table *table, const struct table_spec *spec, struct grid *grid,
                     struct rect area, const char *search);

/* Texts of a selection that no row holds; belongs to the screen. */
struct event_pick {
    char id[24];
    struct buf api;
};

void event_pick_done(struct event_pick *pick);

/* Describe a row; false for NULL. */
bool event_rows_selection(const struct event_row *row, struct event_pick *pick, struct selection *out);

/* Open the event of a row, to be walked from there under a filter. */
enum view_answer event_rows_open(struct view *view, const struct event_row *row, const char *filter);

#endif
