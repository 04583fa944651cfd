// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/core/grid.h"

#include "src/base/alloc.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct cell blank = {.text = " ", .width = 1, .role = ROLE_NORMAL};

void grid_init(struct grid *grid, int rows, int cols, bool ascii)
{
    *grid = (struct grid){.ascii = ascii};
    grid_resize(grid, rows, cols);
}

void grid_done(struct grid *grid)
{
    if (grid == NULL)
        return;
    free(grid->cells);
    *grid = (struct grid){0};
}

void grid_resize(struct grid *grid, int rows, int cols)
{
    grid->rows = rows > 0 ? rows : 1;
    grid->cols = cols > 0 ? cols : 1;
    size_t count = (size_t)grid->rows * (size_t)grid->cols;
    grid->cells = alloc_resize(grid->cells, count, sizeof *grid->cells);
    grid_clear(grid);
}

void grid_clear(struct grid *grid)
{
    for (size_t i = 0; i < (size_t)grid->rows * (size_t)grid->cols; i++)
        grid->cells[i] = blank;
    grid->cursor_row = grid->cursor_col = -1;
}

static struct cell *at(const struct grid *grid, int row, int col)
{
    return &grid->cells[(size_t)row * (size_t)grid->cols + (size_t)col];
}

const struct cell *grid_cell(const struct grid *grid, int row, int col)
{
    if (row < 0 || col < 0 || row >= grid->rows || col >= grid->cols)
        return &blank;
    return at(grid, row, col);
}

const char *grid_glyph(const struct grid *grid, const char *unicode, const char *ascii)
{
    return grid->ascii ? ascii : unicode;
}

/* Before a cell is overwritten: a wide character that loses one half loses both. */
static void unsplit(struct grid *grid, int row, int col)
{
    struct cell *cell = at(grid, row, col);
    if (cell->width == 0 && col > 0)
        memcpy(at(grid, row, col - 1), &(struct cell){.text = " ", .width = 1, .role = cell->role},
               sizeof *cell);
    if (cell->width == 2 && col + 1 < grid->cols)
        memcpy(at(grid, row, col + 1), &(struct cell){.text = " ", .width = 1, .role = cell->role},
               sizeof *cell);
}

static void set_cell(struct grid *grid, int row, int col, const char *text, int width, enum role role)
{
    for (int i = 0; i < width; i++)
        unsplit(grid, row, col + i);
    struct cell *cell = at(grid, row, col);
    memset(cell, 0, sizeof *cell);
    memcpy(cell->text, text, strnlen(text, CLUSTER_SIZE - 1));
    cell->width = (uint8_t)width;
    cell->role = (uint8_t)role;
    if (width == 2) {
        memset(cell + 1, 0, sizeof *cell);
        cell[1].role = (uint8_t)role;
    }
}

/* The part of the first row of area that lies in the grid; cols 0 when none does. */
static struct rect first_row(const struct grid *grid, struct rect area)
{
    struct rect whole = {0, 0, grid->rows, grid->cols};
    struct rect row = {area.row, area.col, area.rows > 0 ? 1 : 0, area.cols};
    return rect_meet(row, whole);
}

static void put_cluster(struct grid *grid, struct rect row, int col, const struct cluster *cluster,
                        enum role role)
{
    if (!cluster->mark) {
        set_cell(grid, row.row, row.col + col, cluster->text, cluster->cols, role);
        return;
    }
    for (int i = 0; i < cluster->cols && col + i < row.cols; i++)
        set_cell(grid, row.row, row.col + col + i, (char[]){cluster->text[i], '\0'}, 1, role);
}

static void put_blanks(struct grid *grid, struct rect row, int from, int to, enum role role)
{
    for (int col = from; col < to; col++)
        set_cell(grid, row.row, row.col + col, " ", 1, role);
}

static int put_from(struct grid *grid, struct rect row, int col, enum role role, struct slice text)
{
    for (size_t used = 0; used < text.len && col < row.cols;) {
        struct cluster cluster;
        cluster_next(text.text + used, text.len - used, grid->ascii, &cluster);
        used += cluster.used_bytes;
        if (!cluster.mark && col + cluster.cols > row.cols)
            break;
        put_cluster(grid, row, col, &cluster, role);
        col += cluster.cols;
    }
    return col < row.cols ? col : row.cols;
}

int grid_putn(struct grid *grid, struct rect area, enum role role, unsigned flags, struct slice text)
{
    /* A rectangle that hangs out on the left would need its text cut on the left: nothing draws so. */
    struct rect row = first_row(grid, area);
    if (row.cols <= 0 || row.rows <= 0)
        return 0;
    size_t fits = cluster_fit(text.text, text.len, grid->ascii, (size_t)row.cols);
    bool cut = fits < text.len;
    const char *dots = grid_glyph(grid, "…", "~");
    int from = 0;
    if (cut && (flags & GRID_CUT)) {
        text.len = cluster_fit(text.text, text.len, grid->ascii, (size_t)row.cols - 1);
    } else if (!cut && (flags & GRID_RIGHT)) {
        CLEANUP(str) char *copy = alloc_strn(text.text, text.len);
        from = row.cols - (int)cluster_cols(copy, grid->ascii, (size_t)row.cols);
    }
    if (flags & GRID_FILL)
        put_blanks(grid, row, 0, from, role);
    int col = put_from(grid, row, from, role, text);
    if (cut && (flags & GRID_CUT))
        set_cell(grid, row.row, row.col + col++, dots, 1, role);
    if (flags & GRID_FILL)
        put_blanks(grid, row, col, row.cols, role);
    return col;
}

int grid_put(struct grid *grid, struct rect area, enum role role, unsigned flags, const char *text)
{
    return grid_putn(grid, area, role, flags, (struct slice){text, strlen(text)});
}

int grid_putf(struct grid *grid, struct rect area, enum role role, unsigned flags, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    char *text = NULL;
    int len = vasprintf(&text, fmt, args);
    va_end(args);
    if (len < 0)
        alloc_die("out of memory");
    int cols = grid_put(grid, area, role, flags, text);
    free(text);
    return cols;
}

void grid_role(struct grid *grid, struct rect area, enum role role)
{
    struct rect clip = rect_meet(area, (struct rect){0, 0, grid->rows, grid->cols});
    for (int row = 0; row < clip.rows; row++)
        for (int col = 0; col < clip.cols; col++)
            at(grid, clip.row + row, clip.col + col)->role = (uint8_t)role;
}

void grid_line(struct grid *grid, struct rect area, enum role role, const char *glyph)
{
    struct rect row = first_row(grid, area);
    for (int col = 0; row.rows > 0 && col < row.cols; col++)
        set_cell(grid, row.row, row.col + col, glyph, 1, role);
}

/* Append text without the blanks at its end. */
static void append_trimmed(struct buf *out, struct buf *line, char fill)
{
    size_t len = line->len;
    while (len > 0 && line->bytes[len - 1] == fill)
        len--;
    buf_append(out, line->bytes, len);
    buf_clear(line);
}

void grid_row_text(const struct grid *grid, int row, struct buf *out)
{
    CLEANUP(buf) struct buf line = {0};
    for (int col = 0; col < grid->cols; col++)
        buf_str(&line, at(grid, row, col)->text);
    append_trimmed(out, &line, ' ');
}

static char mono_letter(enum role role)
{
    static const char letters[16] = {[0] = '.',
                                     [THEME_BOLD] = 'b',
                                     [THEME_REVERSE] = 'r',
                                     [THEME_UNDERLINE] = 'u',
                                     [THEME_DIM] = 'd',
                                     [THEME_BOLD | THEME_REVERSE] = 'B',
                                     [THEME_UNDERLINE | THEME_REVERSE] = 'U'};
    char letter = letters[theme_style(THEME_NO_COLOR, THEME_MONO, role).attrs & 15];
    return letter != '\0' ? letter : '?';
}

void grid_dump(const struct grid *grid, enum grid_layer layer, struct buf *out)
{
    for (int row = 0; row < grid->rows; row++) {
        grid_row_text(grid, row, out);
        buf_char(out, '\n');
    }
    if (layer == GRID_TEXT)
        return;
    CLEANUP(buf) struct buf line = {0};
    buf_str(out, "--\n");
    for (int row = 0; row < grid->rows; row++) {
        for (int col = 0; col < grid->cols; col++) {
            enum role role = at(grid, row, col)->role;
            buf_char(&line, layer == GRID_MONO ? mono_letter(role) : theme_letter(role));
        }
        append_trimmed(out, &line, '.');
        buf_char(out, '\n');
    }
}
