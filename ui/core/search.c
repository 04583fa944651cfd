// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/core/search.h"

#include "src/base/alloc.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static bool has_capital(const char *needle)
{
    for (; *needle != '\0'; needle++)
        if (isupper((unsigned char)*needle))
            return true;
    return false;
}

size_t search_find(struct slice text, const char *needle, size_t from)
{
    size_t len = needle != NULL ? strlen(needle) : 0;
    if (len == 0)
        return SIZE_MAX;
    int (*compare)(const char *, const char *, size_t) = has_capital(needle) ? strncmp : strncasecmp;
    for (size_t at = from; at + len <= text.len; at++)
        if (compare(text.text + at, needle, len) == 0)
            return at;
    return SIZE_MAX;
}

/* Columns of text[0..len). */
static int cols_of(const struct grid *grid, const char *text, size_t len)
{
    CLEANUP(str) char *copy = alloc_strn(text, len);
    return (int)cluster_cols(copy, grid->ascii, (size_t)grid->cols + 1);
}

void search_show(struct grid *grid, struct rect area, struct slice text, const char *needle)
{
    for (size_t at = 0; (at = search_find(text, needle, at)) != SIZE_MAX; at += strlen(needle)) {
        struct rect hit = area;
        int before = cols_of(grid, text.text, at);
        if (before >= area.cols)
            return;
        hit.col += before;
        hit.cols = cols_of(grid, text.text + at, strlen(needle));
        grid_role(grid, rect_meet(hit, area), ROLE_MATCH);
    }
}
