// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Any bytes put on the screen, cut, aligned, wrapped and searched: no cell ever holds what a terminal would
 * obey, and cells and their widths agree.
 */
#include "src/base/utf8.h"
#include "ui/core/bar.h"
#include "ui/core/pager.h"
#include "ui/core/search.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

enum { ROWS = 6 };

static void require(bool holds)
{
    if (!holds)
        __builtin_trap();
}

static void check_cell(const struct grid *grid, int row, int col)
{
    const struct cell *cell = grid_cell(grid, row, col);
    size_t len = strlen(cell->text);
    require(cell->width <= 2 && (len > 0) == (cell->width > 0));
    if (cell->width == 2)
        require(col + 1 < grid->cols && grid_cell(grid, row, col + 1)->width == 0);
    if (cell->width == 0)
        require(col > 0 && grid_cell(grid, row, col - 1)->width == 2);
    for (size_t at = 0; at < len;) {
        uint32_t cp;
        at += utf8_decode(cell->text + at, len - at, &cp);
        require(!utf8_is_unsafe(cp) && (!grid->ascii || cp < 0x80));
    }
    require(utf8_cols(cell->text) == cell->width);
}

static void check_grid(const struct grid *grid)
{
    for (int row = 0; row < grid->rows; row++)
        for (int col = 0; col < grid->cols; col++)
            check_cell(grid, row, col);
}

static void the_line(const void *data, size_t index, struct pager_line *out)
{
    (void)index;
    out->text = *(const struct slice *)data;
    out->head_bytes = out->text.len / 3;
    out->hang = 2;
}

static void wrap(struct grid *grid, struct slice text)
{
    struct pager pager = {.wrap = true};
    const struct pager_text one = {.count = 1, .line = the_line, .data = &text};
    struct pager_page page = {grid->rows, grid->cols, grid->ascii};
    struct rect whole = {0, 0, grid->rows, grid->cols};
    pager_request(&pager, &one, REQUEST_PAGE_DOWN, page, NULL);
    pager_draw(&pager, &one, grid, whole, "a");
    pager_request(&pager, &one, REQUEST_LAST, page, NULL);
    pager_draw(&pager, &one, grid, whole, "a");
}

static void draw(struct slice text, const char *copy, int cols, bool ascii)
{
    CLEANUP(grid) struct grid grid;
    grid_init(&grid, ROWS, cols, ascii);
    wrap(&grid, text);
    check_grid(&grid);
    grid_putn(&grid, (struct rect){0, 0, 1, cols}, ROLE_NORMAL, GRID_CUT, text);
    grid_putn(&grid, (struct rect){1, 1, 1, cols}, ROLE_NORMAL, GRID_RIGHT | GRID_FILL, text);
    grid_putn(&grid, (struct rect){1, cols / 2, 1, 3}, ROLE_NORMAL, 0, text);
    bar_chips(&grid, (struct rect){2, 0, 1, cols}, copy, true);
    search_show(&grid, (struct rect){0, 0, 1, cols}, text, "e");
    check_grid(&grid);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    CLEANUP(buf) struct buf copy = {0};
    if (len > 512)
        len = 512;
    buf_append(&copy, bytes, len);
    struct slice text = {buf_text(&copy), len};
    static const int widths[] = {1, 2, 7, 40, 133};
    for (size_t i = 0; i < ARRAY_LEN(widths); i++) {
        draw(text, buf_text(&copy), widths[i], false);
        draw(text, buf_text(&copy), widths[i], true);
    }
    return 0;
}
