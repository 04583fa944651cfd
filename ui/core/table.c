// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/core/table.h"

#include "src/base/alloc.h"
#include "ui/core/search.h"

#include <stdlib.h>
#include <string.h>

enum { HEADER = 1 };

void table_done(struct table *table)
{
    if (table == NULL)
        return;
    free(table->picked);
    *table = (struct table){0};
}

void table_reset(struct table *table, size_t row_count)
{
    free(table->picked);
    table->picked = NULL;
    table->picked_len = table->picked_count = 0;
    if (table->cursor >= row_count)
        table->cursor = row_count > 0 ? row_count - 1 : 0;
}

bool table_picked(const struct table *table, size_t row)
{
    return row < table->picked_len && table->picked[row];
}

void table_row_text(const struct table_spec *spec, size_t row, struct buf *out)
{
    for (size_t column = 0; column < spec->column_count; column++) {
        CLEANUP(buf) struct buf text = {0};
        spec->cell(spec->rows, row, column, &(struct table_cell){.text = &text, .cols = 0});
        if (column > 0)
            buf_char(out, '\t');
        buf_str(out, buf_text(&text));
    }
}

/* --- columns --- */

void table_column_name(const struct table_column *column, struct buf *out)
{
    for (const char *c = column->title; *c != '\0'; c++)
        buf_char(out, *c == ' ' ? '-' : *c);
}

/* Which columns there are to show, and in which order. */
struct shown {
    uint8_t at[TABLE_COLUMNS_MAX];
    size_t count;
};

static void show(struct shown *shown, size_t column)
{
    for (size_t i = 0; i < shown->count; i++)
        if (shown->at[i] == column)
            return;
    shown->at[shown->count++] = (uint8_t)column;
}

static bool has_name(const struct table_column *column, const char *name, size_t len)
{
    CLEANUP(buf) struct buf own = {0};
    table_column_name(column, &own);
    return own.len == len && memcmp(buf_text(&own), name, len) == 0;
}

/* What has no title is always there, before and after those that were chosen. */
static struct shown choose(const struct table_spec *spec)
{
    struct shown shown = {0};
    size_t named = 0, count = spec->column_count;
    while (named < count && spec->columns[named].title[0] == '\0')
        show(&shown, named++);
    size_t before = shown.count;
    for (const char *at = spec->chosen != NULL ? spec->chosen : ""; *(at += strspn(at, " ")) != '\0';) {
        size_t len = strcspn(at, " ");
        for (size_t i = 0; i < count; i++)
            if (has_name(&spec->columns[i], at, len))
                show(&shown, i);
        at += len;
    }
    bool none = shown.count == before;
    for (size_t i = 0; i < count; i++)
        if (none || spec->columns[i].title[0] == '\0')
            show(&shown, i);
    return shown;
}

/* Share out the width; what was chosen first goes last when it is tight. */
static void share(const struct table_spec *spec, const struct shown *shown, int cols, int *ret_sizes)
{
    struct layout_item items[TABLE_COLUMNS_MAX];
    for (size_t i = 0; i < shown->count; i++) {
        items[i] = spec->columns[shown->at[i]].size;
        if (spec->chosen != NULL && shown->count < spec->column_count)
            items[i].priority = (int)i;
    }
    layout_share(items, shown->count, cols - TABLE_GUTTER, TABLE_GAP, ret_sizes);
}

int table_column_cols(const struct table_spec *spec, int cols, size_t column)
{
    int sizes[TABLE_COLUMNS_MAX];
    struct shown shown = choose(spec);
    share(spec, &shown, cols, sizes);
    for (size_t i = 0; i < shown.count; i++)
        if (shown.at[i] == column)
            return sizes[i];
    return 0;
}

/* --- requests --- */

static void pick(struct table *table, const struct table_spec *spec)
{
    if (spec->row_count == 0)
        return;
    if (table->picked_len < spec->row_count) {
        table->picked = alloc_resize(table->picked, spec->row_count, 1);
        memset(table->picked + table->picked_len, 0, spec->row_count - table->picked_len);
        table->picked_len = spec->row_count;
    }
    uint8_t *flag = &table->picked[table->cursor];
    *flag = !*flag;
    table->picked_count = *flag ? table->picked_count + 1 : table->picked_count - 1;
}

static bool row_matches(const struct table_spec *spec, size_t row, const char *search)
{
    CLEANUP(buf) struct buf text = {0};
    table_row_text(spec, row, &text);
    return search_find((struct slice){buf_text(&text), text.len}, search, 0) != SIZE_MAX;
}

/* Move to the next row that matches, around the end if need be. */
static void find(struct table *table, const struct table_spec *spec, const char *search, bool forward)
{
    size_t count = spec->row_count;
    for (size_t step = 1; step <= count; step++) {
        size_t row = (table->cursor + (forward ? step : count - step)) % count;
        if (row_matches(spec, row, search)) {
            table->cursor = row;
            return;
        }
    }
}

/* How far a request moves the cursor; 0 when it does not. */
static int64_t distance(enum request request, int rows)
{
    int page = rows - HEADER > 1 ? rows - HEADER : 1;
    switch (request) {
    case REQUEST_DOWN:
        return 1;
    case REQUEST_UP:
        return -1;
    case REQUEST_HALF_DOWN:
        return (page + 1) / 2;
    case REQUEST_HALF_UP:
        return -(page + 1) / 2;
    case REQUEST_PAGE_DOWN:
        return page;
    case REQUEST_PAGE_UP:
        return -page;
    case REQUEST_FIRST:
        return INT32_MIN;
    case REQUEST_LAST:
        return INT32_MAX;
    default:
        return 0;
    }
}

static void move(struct table *table, size_t row_count, int64_t by)
{
    int64_t last = row_count > 0 ? (int64_t)row_count - 1 : 0;
    int64_t to = (int64_t)table->cursor + by;
    table->cursor = (size_t)(to < 0 ? 0 : to > last ? last : to);
}

/* What is on the screen moves with the cursor, so that a page shows other rows at once. */
static void move_page(struct table *table, size_t row_count, int64_t by)
{
    table->top = by < 0 && table->top < (size_t)-by ? 0 : table->top + (size_t)by;
    move(table, row_count, by);
}

/* The first row to show so that the cursor is on the screen, moving as little as possible. */
static size_t visible_top(const struct table *table, size_t row_count, int rows)
{
    size_t page = rows > HEADER ? (size_t)(rows - HEADER) : 1;
    size_t top = table->top;
    if (top + page > row_count)
        top = row_count > page ? row_count - page : 0;
    if (table->cursor < top)
        top = table->cursor;
    if (table->cursor >= top + page)
        top = table->cursor - page + 1;
    return top;
}

static enum table_answer sort(struct table *table, const struct table_spec *spec, bool reverse)
{
    if (spec->unsorted)
        return TABLE_PASS;
    if (reverse) {
        table->sort_reverse = !table->sort_reverse;
    } else {
        struct shown shown = choose(spec);
        size_t at = 0;
        while (at < shown.count && shown.at[at] != table->sort_column)
            at++;
        table->sort_column = shown.at[(at + 1) % shown.count];
        table->sort_reverse = false;
    }
    table->cursor = table->top = 0;
    return TABLE_SORTED;
}

enum table_answer table_request(struct table *table, const struct table_spec *spec, enum request request,
                                int rows, const char *search)
{
    int64_t by = distance(request, rows);
    if (request == REQUEST_DOWN || request == REQUEST_UP || request == REQUEST_FIRST ||
        request == REQUEST_LAST)
        move(table, spec->row_count, by);
    else if (by != 0)
        move_page(table, spec->row_count, by);
    else if (request == REQUEST_SORT || request == REQUEST_SORT_REVERSE)
        return sort(table, spec, request == REQUEST_SORT_REVERSE);
    else if (request == REQUEST_SEARCH_NEXT || request == REQUEST_SEARCH_PREVIOUS)
        find(table, spec, search, request == REQUEST_SEARCH_NEXT);
    else if (request == REQUEST_PICK) {
        pick(table, spec);
        move(table, spec->row_count, 1);
    } else
        return TABLE_PASS;
    table->top = visible_top(table, spec->row_count, rows);
    return TABLE_DONE;
}

/* --- drawing --- */

struct drawing {
    const struct table *table;
    const struct table_spec *spec;
    struct grid *grid;
    const char *search;
    struct shown shown;
    int sizes[TABLE_COLUMNS_MAX];
};

static void draw_header(const struct drawing *d, struct rect row)
{
    grid_put(d->grid, row, ROLE_HEADER, GRID_FILL, "");
    int col = row.col + TABLE_GUTTER;
    for (size_t i = 0; i < d->shown.count; i++) {
        if (d->sizes[i] == 0)
            continue;
        const struct table_column *column = &d->spec->columns[d->shown.at[i]];
        bool sorted = !d->spec->unsorted && d->table->sort_column == d->shown.at[i];
        const char *mark = !sorted                  ? ""
                           : d->table->sort_reverse ? grid_glyph(d->grid, "▲", "^")
                                                    : grid_glyph(d->grid, "▼", "v");
        struct rect area = rect_meet((struct rect){row.row, col, 1, d->sizes[i]}, row);
        grid_putf(d->grid, area, ROLE_HEADER, GRID_CUT | (column->right ? GRID_RIGHT : 0), "%s%s",
                  column->title, mark);
        col += d->sizes[i] + TABLE_GAP;
    }
}

static void draw_row(const struct drawing *d, struct rect row, size_t index)
{
    bool cursor = index == d->table->cursor && !d->spec->no_cursor, picked = table_picked(d->table, index);
    if (cursor)
        grid_put(d->grid, row, ROLE_CURSOR, GRID_FILL, ">");
    if (picked)
        grid_put(d->grid, rect_meet(row, (struct rect){row.row, row.col + 1, 1, 1}),
                 cursor ? ROLE_CURSOR : ROLE_PICKED, 0, "*");
    int col = row.col + TABLE_GUTTER;
    for (size_t i = 0; i < d->shown.count; i++) {
        if (d->sizes[i] == 0)
            continue;
        size_t column = d->shown.at[i];
        CLEANUP(buf) struct buf text = {0};
        struct table_cell cell = {.text = &text, .cols = d->sizes[i], .ascii = d->grid->ascii};
        enum role role = d->spec->cell(d->spec->rows, index, column, &cell);
        bool right = d->spec->columns[column].right;
        struct rect area = rect_meet((struct rect){row.row, col, 1, d->sizes[i]}, row);
        grid_put(d->grid, area, cursor ? ROLE_CURSOR : role, GRID_CUT | (right ? GRID_RIGHT : 0),
                 buf_text(&text));
        if (!right && !cursor)
            search_show(d->grid, area, (struct slice){buf_text(&text), text.len}, d->search);
        col += d->sizes[i] + TABLE_GAP;
    }
}

void table_draw(const struct table *table, const struct table_spec *spec, struct grid *grid, struct rect area,
                const char *search)
{
    struct drawing d = {.table = table, .spec = spec, .grid = grid, .search = search, .shown = choose(spec)};
    share(spec, &d.shown, area.cols, d.sizes);
    draw_header(&d, rect_row(area, 0));
    if (spec->row_count == 0) {
        struct rect row = rect_row(area, HEADER);
        rect_left(&row, TABLE_GUTTER);
        grid_put(grid, row, ROLE_DIM, GRID_CUT, spec->empty != NULL ? spec->empty : "nothing here");
    }
    size_t top = visible_top(table, spec->row_count, area.rows);
    for (int i = HEADER; i < area.rows && top < spec->row_count; i++, top++)
        draw_row(&d, rect_row(area, i), top);
}
