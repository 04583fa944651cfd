// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/core/pager.h"

#include "ui/core/search.h"

enum { SIDE_STEP = 8 };

static struct pager_line line_at(const struct pager_text *text, size_t index)
{
    struct pager_line line = {0};
    text->line(text->data, index, &line);
    return line;
}

/* Bytes of the row that starts at `from`: up to the last blank that fits, or as much as fits. */
static size_t row_bytes(struct slice text, size_t from, bool ascii, int cols)
{
    size_t len = text.len - from;
    size_t fits = cluster_fit(text.text + from, len, ascii, (size_t)cols);
    if (fits == len)
        return len;
    for (size_t at = fits; at > fits / 2; at--)
        if (text.text[from + at - 1] == ' ')
            return at;
    struct cluster first;
    cluster_next(text.text + from, len, ascii, &first);
    return fits > 0 ? fits : first.used_bytes;
}

/* Columns for row number `row` of a line, and where they start. */
static int row_cols(const struct pager_line *line, struct pager_page page, int row, int *ret_indent)
{
    *ret_indent = row == 0 ? 0 : line->hang < page.cols / 2 ? line->hang : page.cols / 2;
    return page.cols - *ret_indent > 0 ? page.cols - *ret_indent : 1;
}

static int rows_of(const struct pager *pager, const struct pager_text *text, size_t index,
                   struct pager_page page)
{
    if (!pager->wrap)
        return 1;
    struct pager_line line = line_at(text, index);
    int rows = 0, indent;
    size_t at = 0;
    do
        at += row_bytes(line.text, at, page.ascii, row_cols(&line, page, rows++, &indent));
    while (at < line.text.len);
    return rows;
}

/* --- requests --- */

/* The last position that still fills the page. */
static void clamp(struct pager *pager, const struct pager_text *text, struct pager_page page)
{
    size_t top = text->count;
    int filled = 0;
    while (top > 0 && filled < page.rows)
        filled += rows_of(pager, text, --top, page);
    int skip = filled > page.rows ? filled - page.rows : 0;
    if (pager->top > top || (pager->top == top && pager->skip > skip)) {
        pager->top = top;
        pager->skip = skip;
    }
}

static void scroll(struct pager *pager, const struct pager_text *text, struct pager_page page, int by)
{
    int rows = rows_of(pager, text, pager->top, page);
    for (; by > 0; by--) {
        if (pager->skip + 1 < rows) {
            pager->skip++;
        } else if (pager->top + 1 < text->count) {
            rows = rows_of(pager, text, ++pager->top, page);
            pager->skip = 0;
        }
    }
    for (; by < 0; by++) {
        if (pager->skip > 0) {
            pager->skip--;
        } else if (pager->top > 0) {
            rows = rows_of(pager, text, --pager->top, page);
            pager->skip = rows - 1;
        }
    }
    clamp(pager, text, page);
    pager->line = pager->top;
}

/* Move the top as little as possible so that the current line shows. */
static void show_line(struct pager *pager, const struct pager_text *text, struct pager_page page)
{
    if (pager->line < pager->top || (pager->line == pager->top && pager->skip > 0)) {
        pager->top = pager->line;
        pager->skip = 0;
        return;
    }
    size_t top = pager->line;
    int rows = rows_of(pager, text, top, page);
    while (top > pager->top) {
        rows += rows_of(pager, text, top - 1, page);
        if (rows > page.rows)
            break;
        top--;
    }
    if (top != pager->top) {
        pager->top = top;
        pager->skip = 0;
    }
}

void pager_goto(struct pager *pager, const struct pager_text *text, struct pager_page page, size_t line)
{
    pager->line = line < text->count ? line : text->count > 0 ? text->count - 1 : 0;
    show_line(pager, text, page);
}

/* By rows of the screen, so that nothing is passed over. At an end the cursor goes all the way. */
static void page_by(struct pager *pager, const struct pager_text *text, struct pager_page page, int by)
{
    size_t top = pager->top;
    int skip = pager->skip;
    scroll(pager, text, page, by);
    if (!text->cursor)
        return;
    if (pager->top == top && pager->skip == skip)
        pager->line = by > 0 ? text->count - 1 : 0;
    else if (pager->skip > 0 && pager->top + 1 < text->count)
        pager->line = pager->top + 1;
}

static void move(struct pager *pager, const struct pager_text *text, struct pager_page page, int by)
{
    if (!text->cursor) {
        scroll(pager, text, page, by);
        return;
    }
    int64_t to = (int64_t)pager->line + by;
    pager_goto(pager, text, page, to < 0 ? 0 : (size_t)to);
}

static void find(struct pager *pager, const struct pager_text *text, struct pager_page page,
                 const char *search, bool forward)
{
    for (size_t step = 1; step <= text->count; step++) {
        size_t at = (pager->line + (forward ? step : text->count - step)) % text->count;
        struct pager_line line = line_at(text, at);
        if (search_find(line.text, search, 0) != SIZE_MAX) {
            pager_goto(pager, text, page, at);
            return;
        }
    }
}

static bool move_request(struct pager *pager, const struct pager_text *text, enum request request,
                         struct pager_page page)
{
    int rows = page.rows > 1 ? page.rows : 1;
    switch (request) {
    case REQUEST_DOWN:
        move(pager, text, page, 1);
        return true;
    case REQUEST_UP:
        move(pager, text, page, -1);
        return true;
    case REQUEST_HALF_DOWN:
        page_by(pager, text, page, (rows + 1) / 2);
        return true;
    case REQUEST_HALF_UP:
        page_by(pager, text, page, -((rows + 1) / 2));
        return true;
    case REQUEST_PAGE_DOWN:
        page_by(pager, text, page, rows);
        return true;
    case REQUEST_PAGE_UP:
        page_by(pager, text, page, -rows);
        return true;
    default:
        return false;
    }
}

static void go_end(struct pager *pager, const struct pager_text *text, struct pager_page page, bool last)
{
    pager->top = last && text->count > 0 ? text->count - 1 : 0;
    pager->skip = last && text->count > 0 ? rows_of(pager, text, pager->top, page) - 1 : 0;
    pager->line = pager->top;
    clamp(pager, text, page);
}

bool pager_request(struct pager *pager, const struct pager_text *text, enum request request,
                   struct pager_page page, const char *search)
{
    if (text->count > 0 && move_request(pager, text, request, page))
        return true;
    switch (request) {
    case REQUEST_FIRST:
    case REQUEST_LAST:
        go_end(pager, text, page, request == REQUEST_LAST);
        return true;
    case REQUEST_SEARCH_NEXT:
    case REQUEST_SEARCH_PREVIOUS:
        find(pager, text, page, search, request == REQUEST_SEARCH_NEXT);
        return true;
    case REQUEST_WRAP:
        pager->wrap = !pager->wrap;
        pager->skip = pager->left = 0;
        show_line(pager, text, page);
        return true;
    case REQUEST_LEFT:
        pager->left = pager->left > SIDE_STEP ? pager->left - SIDE_STEP : 0;
        return true;
    case REQUEST_RIGHT:
        pager->left += pager->wrap ? 0 : SIDE_STEP;
        return true;
    default:
        return false;
    }
}

/* --- drawing --- */

struct drawing {
    struct grid *grid;
    const char *search;
    bool current; /* the line under the cursor */
};

/* Put the part [from, from + len) of a line into a row, its head in its own role. */
static void put_part(const struct drawing *d, const struct pager_line *line, size_t from, size_t len,
                     struct rect row, unsigned flags)
{
    struct slice part = {line->text.text + from, len};
    struct rect rest = row;
    size_t head = line->head_bytes > from ? line->head_bytes - from : 0;
    if (head > len)
        head = len;
    int used =
        head > 0 ? grid_putn(d->grid, rest, line->head_role, flags, (struct slice){part.text, head}) : 0;
    rect_left(&rest, used);
    grid_putn(d->grid, rest, line->role, flags, (struct slice){part.text + head, len - head});
    search_show(d->grid, row, part, d->search);
    if (d->current)
        grid_role(d->grid, row, ROLE_CURSOR);
}

/* A sign before the line under the cursor where its margin has room: colours alone are easily missed. */
static void put_sign(const struct drawing *d, const struct pager_line *line, struct rect row)
{
    if (d->current && line->text.len > 1 && line->text.text[0] == ' ' && line->text.text[1] == ' ')
        grid_put(d->grid, row, ROLE_CURSOR, 0, grid_glyph(d->grid, "▶", ">"));
}

static void draw_unwrapped(const struct drawing *d, const struct pager *pager, const struct pager_line *line,
                           struct rect row)
{
    size_t from = cluster_fit(line->text.text, line->text.len, d->grid->ascii, (size_t)pager->left);
    put_part(d, line, from, line->text.len - from, row, GRID_CUT);
    if (from == 0)
        put_sign(d, line, row);
}

/* Draw the rows of one line from `skip` on; returns the rows used. */
static int draw_wrapped(const struct drawing *d, const struct pager_line *line, int skip, struct rect area)
{
    struct pager_page page = {area.rows, area.cols, d->grid->ascii};
    size_t at = 0;
    int row = 0, indent;
    do {
        int cols = row_cols(line, page, row, &indent);
        size_t len = row_bytes(line->text, at, page.ascii, cols);
        if (row >= skip) {
            struct rect place = rect_row(area, row - skip);
            if (d->current)
                grid_put(d->grid, place, ROLE_CURSOR, GRID_FILL, "");
            rect_left(&place, indent);
            put_part(d, line, at, len, place, 0);
            if (row == 0)
                put_sign(d, line, place);
        }
        at += len;
        row++;
    } while (at < line->text.len && row - skip < area.rows);
    return row - skip;
}

void pager_draw(const struct pager *pager, const struct pager_text *text, struct grid *grid, struct rect area,
                const char *search)
{
    int skip = pager->skip;
    for (size_t i = pager->top; i < text->count && area.rows > 0; i++, skip = 0) {
        struct pager_line line = line_at(text, i);
        struct drawing d = {grid, search, text->cursor && i == pager->line};
        if (pager->wrap) {
            rect_top(&area, draw_wrapped(&d, &line, skip, area));
        } else {
            draw_unwrapped(&d, pager, &line, rect_row(area, 0));
            rect_top(&area, 1);
        }
    }
}
