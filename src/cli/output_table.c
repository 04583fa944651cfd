// SPDX-License-Identifier: GPL-3.0-or-later
/* The table form of output: columns fitted to the terminal, text made safe to show. */
#include "src/cli/output_private.h"

#include "src/base/alloc.h"
#include "src/base/utf8.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { HELD_ROWS = 1000, GAP = 2, LEAST_COLS = 6, READABLE_COLS = 24 };

/* The first rows are held back until the widths are known; later ones are written as they come. */
struct output_table {
    size_t columns;
    size_t *widths;
    bool *is_left_out;
    bool *has_text; /* in some row held back; a column without goes first */
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
    table->has_text = alloc_zero(columns, sizeof *table->has_text);
    table->is_left_out = alloc_zero(columns, sizeof *table->is_left_out);
    table->is_right = alloc_zero(columns, sizeof *table->is_right);
    table->held = alloc_zero(columns * HELD_ROWS, sizeof *table->held);
    return table;
}

void output_table_free(struct output_table *table)
{
    if (!table)
        return;
    free(table->widths);
    free(table->is_left_out);
    free(table->has_text);
    free(table->is_right);
    free(table->held);
    arena_done(&table->arena);
    free(table);
}

static bool is_shown(const struct output *out, size_t col)
{
    return !(out->columns[col].flags & COLUMN_NOT_TABLE) && !out->table->is_left_out[col];
}

static void append_title(const struct output *out, size_t col, struct buf *to)
{
    for (const char *c = out->columns[col].name; *c; c++)
        buf_char(to, *c == '_' ? ' ' : (char)toupper((unsigned char)*c));
}

static bool is_long(const struct output *out, size_t col)
{
    return out->columns[col].flags & COLUMN_WIDE && out->table->widths[col] > READABLE_COLS;
}

static bool can_be_cut(const struct output *out, size_t col)
{
    return !out->table->is_right[col] && out->columns[col].type != COLUMN_TIME;
}

/* The column to cut next: the widest of the long texts, else the widest text. columns when none can be cut.
 */
static size_t column_to_cut(const struct output *out)
{
    const struct output_table *table = out->table;
    size_t best = table->columns;
    for (size_t i = 0; i < table->columns; i++) {
        if (!is_shown(out, i) || !can_be_cut(out, i) || table->widths[i] <= LEAST_COLS)
            continue;
        if (best == table->columns || (is_long(out, i) && !is_long(out, best)) ||
            (is_long(out, i) == is_long(out, best) && table->widths[i] > table->widths[best]))
            best = i;
    }
    return best;
}

/* Columns of the terminal that the table takes with long texts cut to most_long and the others to most. */
static size_t total_cols(const struct output *out, size_t most_long, size_t most)
{
    size_t total = 0;
    for (size_t i = 0; i < out->column_count; i++) {
        size_t width = out->table->widths[i], limit = out->columns[i].flags & COLUMN_WIDE ? most_long : most;
        if (is_shown(out, i))
            total += (total ? GAP : 0) + (can_be_cut(out, i) && width > limit ? limit : width);
    }
    return total;
}

/* Leave columns out, then cut: the empty ones, then the spare ones, at last any but the first. */
static void fit(struct output *out)
{
    struct output_table *table = out->table;
    size_t room = out->terminal_cols;
    if (!room)
        return;
    for (size_t i = out->column_count; i-- > 0 && total_cols(out, READABLE_COLS, SIZE_MAX) > room;)
        table->is_left_out[i] = !table->has_text[i];
    for (size_t i = out->column_count; i-- > 0 && total_cols(out, READABLE_COLS, SIZE_MAX) > room;)
        table->is_left_out[i] |= (out->columns[i].flags & COLUMN_SPARE) != 0;
    for (size_t i = out->column_count; i-- > 1 && total_cols(out, LEAST_COLS, LEAST_COLS) > room;)
        table->is_left_out[i] = true;
    for (size_t total = total_cols(out, SIZE_MAX, SIZE_MAX); total > room; total--) {
        size_t col = column_to_cut(out);
        if (col == table->columns)
            return;
        table->widths[col]--;
    }
}

/* Append the cols columns of a longer text that tell most: its start, or both of its ends. */
static void put_cut(struct buf *out, const char *text, size_t cols, bool both)
{
    size_t tail_cols = both ? (cols - 1) / 2 : 0, head = utf8_fit(text, cols - 1 - tail_cols);
    const char *tail = text + utf8_fit(text, utf8_cols(text) - tail_cols);
    if (utf8_cols(tail) > tail_cols) /* a wide character stands across the cut */
        tail += utf8_fit(tail, 2);
    buf_append(out, text, head);
    buf_char(out, '~');
    buf_str(out, tail);
    buf_repeat(out, ' ', tail_cols - utf8_cols(tail));
}

/* Append text in cols columns. A longer one is cut, but only for a terminal; the last column is not filled
 * up.
 */
static void put(struct output *out, const char *text, size_t col, bool is_last)
{
    size_t cols = out->table->widths[col], used = utf8_cols(text);
    size_t fill = used < cols ? cols - used : 0;
    if (out->table->is_right[col])
        buf_repeat(&out->line, ' ', fill);
    if (out->terminal_cols && used > cols)
        put_cut(&out->line, text, cols, (out->columns[col].flags & COLUMN_ENDS) != 0);
    else
        buf_str(&out->line, text);
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
        table->has_text[i] |= text.len > 0;
        if (!table->started && utf8_cols(texts[i]) > table->widths[i])
            table->widths[i] = utf8_cols(texts[i]);
    }
    if (table->started) {
        put_row(out, texts);
        arena_clear(&table->arena);
    } else if (++table->held_count == HELD_ROWS)
        start(out);
}

/* Columns that a wider terminal would show are not kept quiet about. */
void output_table_tell(const struct output *out)
{
    size_t count = 0;
    for (size_t i = 0; i < out->column_count; i++)
        count += out->table->is_left_out[i];
    if (count && out->is_chatty)
        fprintf(stderr, "(%zu more column%s; a wider terminal or --format csv has them)\n", count,
                count == 1 ? "" : "s");
}

void output_table_end(struct output *out)
{
    if (!out->table->started)
        start(out);
}
