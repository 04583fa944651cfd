// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * table: rows in columns, with a header, a cursor, a sort mark and picked rows.
 *
 * The table knows no data: the screen gives a spec with a function that writes the text of a cell and returns
 * its role. What may change (cursor, sort, picks) is in `struct table`, owned by the screen; a zeroed one is
 * ready to use. Drawing reads only. A gutter of two columns shows the cursor ">" and picked rows "*".
 */
#ifndef TRAILCASE_UI_CORE_TABLE_H
#define TRAILCASE_UI_CORE_TABLE_H

#include "ui/core/grid.h"
#include "ui/core/request.h"

enum { TABLE_COLUMNS_MAX = 20, TABLE_GUTTER = 2, TABLE_GAP = 2 };

struct table_column {
    const char *title;
    struct layout_item size; /* columns; the priority says which column goes first when it is tight */
    bool right;              /* align to the right */
};

struct table_cell {
    struct buf *text; /* empty; write here */
    int cols;         /* columns the cell has, for sparklines */
    bool ascii;
};

typedef enum role (*table_cell_fn)(const void *rows, size_t row, size_t column, struct table_cell *cell);

struct table_spec {
    const struct table_column *columns;
    size_t column_count;
    size_t row_count;
    table_cell_fn cell;
    const void *rows;  /* handed to cell() */
    const char *empty; /* shown when there are no rows */
    /* Names of the columns to show, in this order, blanks between; NULL = all. What has no name is always
     * shown. */
    const char *chosen;
    bool unsorted;  /* the rows have one order only: no sort mark, no sort keys */
    bool no_cursor; /* the cursor is elsewhere on the screen */
};

struct table {
    size_t cursor;
    size_t top; /* first row shown, as of the last request; drawing moves it so that the cursor shows */
    size_t sort_column;
    bool sort_reverse;
    uint8_t *picked; /* one a row, up to picked_len */
    size_t picked_len, picked_count;
};

enum table_answer {
    TABLE_PASS,   /* not for a table */
    TABLE_DONE,   /* cursor or picks changed, or there was nothing to do */
    TABLE_SORTED, /* sort_column or sort_reverse changed: bring the rows in that order */
};

void table_done(struct table *table);

/* Call when the rows are other ones: keeps the cursor inside, forgets the picks. */
void table_reset(struct table *table, size_t row_count);

/* Answer a request. rows is the height the table is drawn in, header included; search what n and N look for.
 */
enum table_answer table_request(struct table *table, const struct table_spec *spec, enum request request,
                                int rows, const char *search);

void table_draw(const struct table *table, const struct table_spec *spec, struct grid *grid, struct rect area,
                const char *search);

/* Append the name of a column, by which it is chosen: its title with - for a blank; nothing without a title.
 */
void table_column_name(const struct table_column *column, struct buf *out);

/* Columns of the screen that a column has in a table so wide; 0 = it is not shown. */
int table_column_cols(const struct table_spec *spec, int cols, size_t column);

/* Is this row picked? */
bool table_picked(const struct table *table, size_t row);

/* Write all cells of a row, a tab between, for tests and searching. */
void table_row_text(const struct table_spec *spec, size_t row, struct buf *out);

#endif
