// SPDX-License-Identifier: GPL-3.0-or-later
/* What output.c (csv, json, jsonl) and output_table.c share. */
#ifndef TRAILCASE_CLI_OUTPUT_PRIVATE_H
#define TRAILCASE_CLI_OUTPUT_PRIVATE_H

#include "src/base/arena.h"
#include "src/cli/output.h"

#include <stdio.h>

struct cell {
    enum column_type type; /* never COLUMN_ANY */
    bool is_null;
    int64_t integer;
    double real;
    const char *text; /* as logged; not always UTF-8 */
    size_t len;
};

struct output {
    FILE *file;
    bool owns_file;
    const struct column *columns;
    size_t column_count;
    struct cell *cells; /* the row being given */
    size_t cell_count;
    struct arena row_arena; /* its texts */
    struct buf line;        /* what is to be written next */
    size_t rows;
    void (*write_row)(struct output *out);
    void (*write_end)(struct output *out);
    struct output_table *table; /* only for OUTPUT_TABLE */
    bool bold;                  /* the terminal takes attributes */
    bool is_chatty;             /* may say more on standard error */
    size_t terminal_cols;       /* 0: no terminal, no cutting */
};

/* Append the cell as plain text, safe to show: what table and csv put between their separators. */
void cell_append(const struct cell *cell, struct buf *to);

struct output_table *output_table_new(size_t columns) WARN_UNUSED;
void output_table_free(struct output_table *table);
void output_table_row(struct output *out);
void output_table_end(struct output *out);
void output_table_tell(const struct output *out); /* after all is written */

#endif
