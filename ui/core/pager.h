// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * pager: lines of text to scroll through, wrapped or not, with searching.
 *
 * The text comes line by line from the screen. A line may have a head in a role of its own (a label, a JSON
 * key); when wrapped, what follows starts `hang` columns in. What may change is in `struct pager`, owned by
 * the screen; a zeroed one shows the start, not wrapped. With `cursor` in the text there is a current line.
 */
#ifndef TRAILCASE_UI_CORE_PAGER_H
#define TRAILCASE_UI_CORE_PAGER_H

#include "ui/core/grid.h"
#include "ui/core/request.h"

struct pager_line {
    struct slice text;
    enum role role;
    size_t head_bytes; /* the first bytes of text have head_role */
    enum role head_role;
    int hang;
};

struct pager_text {
    size_t count;
    void (*line)(const void *data, size_t index, struct pager_line *out); /* out is zeroed before */
    const void *data;
    bool cursor;
};

/* Where the text is drawn. */
struct pager_page {
    int rows, cols;
    bool ascii;
};

struct pager {
    size_t line; /* the current line: where the cursor or the last match is */
    size_t top;  /* first line shown */
    int skip;    /* rows of it that are scrolled out above */
    int left;    /* columns scrolled out on the left, unwrapped only */
    bool wrap;
};

/* Answer a request; false when it is not for a pager. */
bool pager_request(struct pager *pager, const struct pager_text *text, enum request request,
                   struct pager_page page, const char *search);

void pager_draw(const struct pager *pager, const struct pager_text *text, struct grid *grid, struct rect area,
                const char *search);

/* Bring a line into view and make it the current one. */
void pager_goto(struct pager *pager, const struct pager_text *text, struct pager_page page, size_t line);

#endif
