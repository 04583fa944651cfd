// SPDX-License-Identifier: GPL-3.0-or-later
/* The table form of output: columns fitted to the terminal, text made safe to show. */
#include "src/cli/output_private.h"

#include "src/base/alloc.h"
#include "src/base/utf8.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { HELD_ROWS = 1000, GAP = 2, LEAST_COLS = 6 };

/* The first rows are held back until the widths are known; later ones are written as they come. */
struct output_table {
    size_t columns;
    size_t *widths;
    bool *is_right; /* numbers: to the right */
    char **held;    /* HELD_ROWS × columns visible texts, in the arena */
    size_t held_count;
    bool started;
    struct arena arena;
};

struct output_table *output_table_new(size_t columns)
{
    struct output_table *table = alloc_zero(1, sizeof *table);
    table->columns = columns;
    table->widths = alloc_zero(columns, sizeof *table->widths);
    table->is_right = alloc_zero(columns, sizeof *table->is_right);
    table->held = alloc_zero(columns * HELD_ROWS, sizeof *table->held);
    return table;
}

void output_table_free(struct output_table *table)
{
    if (!table)
        return;
    free(table->widths);
    free(table->is_right);
    free(table->held);
    arena_done(&table->arena);
    free(table);
}

static bool is_shown(const struct output *out, size_t col)
{
    return !(out->columns[col].flags & COLUMN_NOT_TABLE);
}

static void append_title(const struct output *out, size_t col, struct buf *to)
{
    for (const char *c = out->columns[col].name; *c; c++)
        buf_char(to, *c == '_' ? ' ' : (char)toupper((unsigned char)*c));
}

/* The column to take from next: the widest wide one, else the widest text. columns when none can give. */
static size_t column_to_cut(const struct output *out)
{
    const struct output_table *table = out->table;
    size_t best = table->columns;
    bool best_wide = false;
    for (size_t i = 0; i < table->columns; i++) {
        bool wide = out->columns[i].flags & COLUMN_WIDE;
        if (!is_shown(out, i) || table->is_right[i] || out->columns[i].type == COLUMN_TIME ||
            table->widths[i] <= LEAST_COLS)
            continue;
        if (best == table->columns || (wide && !best_wide) ||
            (wide == best_wide && table->widths[i] > table->widths[best])) {
            best = i;
            best_wide = wide;
        }
    }
    return best;
}

static void fit(struct output *out)
{
    struct output_table *table = out->table;
    size_t total = 0;
    for (size_t i = 0; i < table->columns; i++)
        if (is_shown(out, i))
            total += table->widths[i] + GAP;
    total -= total ? GAP : 0;
    while (out->terminal_cols && total > out->terminal_cols) {
        size_t col = column_to_cut(out);
        if (col == table->columns)
            break;
        table->widths[col]--;
        total--;
    }
}

/* Append text in cols columns. A longer one is cut, but only for a terminal; the last column is not filled
 * up.
 */
static void put(struct output *out, const char *text, size_t col, bool is_last)
{
    size_t cols = out->table->widths[col], used = utf8_cols(text), len = strlen(text);
    bool cut = out->terminal_cols && used > cols;
    if (cut) {
        len = utf8_fit(text, cols - 1);
        used = cols;
    }
    size_t fill = used < cols ? cols - used : 0;
    if (out->table->is_right[col])
        buf_repeat(&out->line, ' ', fill);
    buf_append(&out->line, text, len);
    if (cut)
        buf_char(&out->line, '~');
    if (!out->table->is_right[col] && !is_last)
        buf_repeat(&out->line, ' ', fill);
}

static void put_row(struct output *out, char *const *texts)
{
    size_t last = out->column_count, start = out->line.len;
    while (last > 0 && !is_shown(out, last - 1))
        last--;
    for (size_t i = 0; i < last; i++) {
        if (!is_shown(out, i))
            continue;
        if (out->line.len > start)
            buf_repeat(&out->line, ' ', GAP);
        put(out, texts[i], i, i + 1 == last);
    }
    buf_char(&out->line, '\n');
}

static void put_titles(struct output *out)
{
    struct output_table *table = out->table;
    char **titles = arena_zero(&table->arena, table->columns, sizeof *titles);
    for (size_t i = 0; i < table->columns; i++) {
        CLEANUP(buf) struct buf title = {0};
        append_title(out, i, &title);
        titles[i] = arena_str(&table->arena, buf_text(&title));
        if (utf8_cols(titles[i]) > table->widths[i])
            table->widths[i] = utf8_cols(titles[i]);
    }
    fit(out);
    if (out->bold)
        buf_str(&out->line, "\033[1m");
    put_row(out, titles);
    if (out->bold)
        buf_str(&out->line, "\033[0m");
}

static void start(struct output *out)
{
    struct output_table *table = out->table;
    put_titles(out);
    for (size_t row = 0; row < table->held_count; row++)
        put_row(out, table->held + row * table->columns);
    table->started = true;
    arena_clear(&table->arena);
}

void output_table_row(struct output *out)
{
    struct output_table *table = out->table;
    char **texts = table->held + (table->started ? 0 : table->held_count * table->columns);
    for (size_t i = 0; i < table->columns; i++) {
        CLEANUP(buf) struct buf text = {0};
        cell_append(&out->cells[i], &text);
        if (!out->rows)
            table->is_right[i] = out->cells[i].type == COLUMN_INT || out->cells[i].type == COLUMN_REAL;
        texts[i] = arena_str(&table->arena, buf_text(&text));
        if (!table->started && utf8_cols(texts[i]) > table->widths[i])
            table->widths[i] = utf8_cols(texts[i]);
    }
    if (table->started) {
        put_row(out, texts);
        arena_clear(&table->arena);
    } else if (++table->held_count == HELD_ROWS)
        start(out);
}

void output_table_end(struct output *out)
{
    if (!out->table->started)
        start(out);
}
