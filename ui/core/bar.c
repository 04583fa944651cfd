// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/core/bar.h"

#include "src/base/alloc.h"

#include <string.h>
#include <strings.h>

enum { CHIPS_MAX = 64 };

void bar_crumbs(struct grid *grid, struct rect row, const char *const *crumbs, size_t count)
{
    const char *arrow = grid_glyph(grid, " › ", " > ");
    const char *dots = grid_glyph(grid, "… › ", ".. > ");
    grid_put(grid, row, ROLE_CRUMB, GRID_FILL, "");
    rect_left(&row, 1);
    int need = 0, dots_cols = (int)cluster_cols(dots, grid->ascii, 8);
    size_t first = count;
    while (first > 0) {
        int cols = (int)cluster_cols(crumbs[first - 1], grid->ascii, 1000) + (first < count ? 3 : 0);
        if (first < count && need + cols + (first > 1 ? dots_cols : 0) > row.cols)
            break;
        need += cols;
        first--;
    }
    if (first > 0)
        rect_left(&row, grid_put(grid, row, ROLE_CRUMB, 0, dots));
    for (size_t i = first; i < count; i++) {
        enum role role = i + 1 == count ? ROLE_TITLE : ROLE_CRUMB;
        rect_left(&row, grid_put(grid, row, role, GRID_CUT, crumbs[i]));
        if (i + 1 < count)
            rect_left(&row, grid_put(grid, row, ROLE_CRUMB, 0, arrow));
    }
}

/* The end of a term that starts at text: blanks inside quotes and parentheses belong to it. */
static const char *term_end(const char *text)
{
    int depth = 0;
    bool quoted = false;
    for (; *text != '\0'; text++) {
        if (*text == '\\' && text[1] != '\0')
            text++;
        else if (*text == '"')
            quoted = !quoted;
        else if (!quoted && *text == '(')
            depth++;
        else if (!quoted && *text == ')')
            depth--;
        else if (!quoted && depth <= 0 && *text == ' ')
            break;
    }
    return text;
}

bool bar_next_chip(const char **filter, struct slice *ret_chip)
{
    const char *start = *filter + strspn(*filter, " ");
    const char *end = term_end(start);
    *ret_chip = (struct slice){start, (size_t)(end - start)};
    *filter = end;
    return ret_chip->len > 0;
}

static bool is_word(struct slice chip, const char *word)
{
    return chip.len == strlen(word) && strncasecmp(chip.text, word, chip.len) == 0;
}

static bool joins(struct slice chip)
{
    return is_word(chip, "and") || is_word(chip, "or") || is_word(chip, "not");
}

size_t bar_without_last_chip(const char *filter)
{
    const char *at = filter;
    size_t keep = 0, end = 0;
    for (struct slice chip; bar_next_chip(&at, &chip);) {
        if (joins(chip))
            continue;
        keep = end;
        end = (size_t)(chip.text + chip.len - filter);
    }
    return keep;
}

static enum role chip_role(struct slice chip)
{
    if (joins(chip))
        return ROLE_DIM;
    return chip.text[0] == '!' || chip.text[0] == '-' ? ROLE_CHIP_NOT : ROLE_CHIP;
}

void bar_chips(struct grid *grid, struct rect row, const char *filter, bool used)
{
    struct slice chips[CHIPS_MAX];
    size_t count = 0;
    while (count < CHIPS_MAX && bar_next_chip(&filter, &chips[count]))
        count++;
    rect_left(&row, 1);
    rect_left(&row, grid_put(grid, row, used ? ROLE_LABEL : ROLE_DIM, 0,
                             used ? "filter " : "here all counts; lists keep the filter: "));
    int need = 0;
    size_t first = count;
    while (first > 0) {
        int cols = (int)chips[first - 1].len + 1;
        if (first < count && need + cols + 2 > row.cols)
            break;
        need += cols;
        first--;
    }
    if (first > 0)
        rect_left(&row, grid_put(grid, row, ROLE_DIM, 0, grid_glyph(grid, "… ", "~ ")));
    for (size_t i = first; i < count; i++) {
        rect_left(&row, grid_putn(grid, row, used ? chip_role(chips[i]) : ROLE_DIM, GRID_CUT, chips[i]));
        rect_left(&row, 1);
    }
}

static bool is_wider(const struct buf *text, bool ascii, int cols)
{
    return cluster_cols(buf_text(text), ascii, SIZE_MAX) > (size_t)(cols > 0 ? cols : 0);
}

/* Where the hint before this place begins: hints have two blanks between. */
static size_t hint_before(const struct buf *hints, size_t end)
{
    const char *text = buf_text(hints);
    while (end > 0 && !(end > 1 && text[end - 1] == ' ' && text[end - 2] == ' '))
        end--;
    return end;
}

void bar_hints(struct buf *hints, bool ascii, int cols)
{
    size_t last = hint_before(hints, hints->len);
    CLEANUP(str) char *help = alloc_str(buf_text(hints) + last);
    while (last > 0 && is_wider(hints, ascii, cols)) {
        last = hint_before(hints, last - 2);
        buf_cut(hints, last);
        buf_str(hints, help);
    }
}

int bar_hints_least(const char *hints, bool ascii)
{
    CLEANUP(buf) struct buf least = {0};
    const char *first = strstr(hints, "  ");
    buf_str(&least, hints);
    size_t last = hint_before(&least, least.len);
    if (first != NULL && (size_t)(first - hints) + 2 < last) {
        buf_cut(&least, (size_t)(first - hints));
        buf_fmt(&least, "  %s", hints + last);
    }
    return (int)cluster_cols(buf_text(&least), ascii, SIZE_MAX);
}

void bar_parts(struct buf *text, bool ascii, int cols)
{
    for (size_t at = text->len; at > 0 && is_wider(text, ascii, cols); at--)
        if (buf_text(text)[at - 1] == ' ' && at > 1 && strchr(",;", buf_text(text)[at - 2]) != NULL)
            buf_cut(text, at - 2);
}

void bar_status(struct grid *grid, struct rect row, enum role role, const char *left, const char *right)
{
    grid_put(grid, row, ROLE_STATUS, GRID_FILL, "");
    struct rect inside = row;
    rect_left(&inside, 1);
    int right_cols = (int)cluster_cols(right, grid->ascii, (size_t)(inside.cols > 0 ? inside.cols : 0));
    int left_cols = inside.cols - right_cols - 2;
    struct rect place = inside;
    place.cols = left_cols > 0 ? left_cols : 0;
    if (place.cols > 0)
        grid_put(grid, place, role, GRID_CUT, left);
    inside.cols--;
    grid_put(grid, inside, ROLE_STATUS, GRID_RIGHT, right);
}
