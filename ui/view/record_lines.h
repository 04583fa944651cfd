// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * record_lines: the record of an event as lines of a page, whose members fold.
 *
 * The lines are put once, in the worker, behind the fields of the event. What is shown of them is a page of
 * its own, made anew whenever a member is folded or unfolded: a folded one is a single line that says how
 * many it stands for. What is folded is remembered by the path of the member, so that the next event has it
 * folded too.
 */
#ifndef TRAILCASE_UI_VIEW_RECORD_LINES_H
#define TRAILCASE_UI_VIEW_RECORD_LINES_H

#include "ui/view/page.h"

enum { RECORD_FOLDS_MAX = 256 };

/* All members are folded, or none is, but for those whose paths are named. */
struct record_folds {
    bool all;
    uint64_t except[RECORD_FOLDS_MAX];
    size_t count;
};

/* What is shown; a zeroed one is empty. Its lines point into the page they are from. */
struct record_shown {
    struct page page;
    size_t *from; /* of each line, its number in the page it is from */
    struct arena arena;
};

/* Append a title and the JSON text, which has a member a line, to a page; the text has to stay. */
void record_lines_put(struct page *page, const char *json);

void record_lines_show(struct record_shown *shown, const struct page *from, const struct record_folds *folds);
void record_shown_done(struct record_shown *shown);

/* The line of what is shown that is this one, or that it is folded into. */
size_t record_lines_of(const struct record_shown *shown, size_t from);

/* Fold or unfold the member on a line of what is shown, or that the line is part of. Returns the number, in
 * the page it is from, of the line it begins with; SIZE_MAX when the line is of no member that folds. */
size_t record_lines_fold(struct record_folds *folds, const struct record_shown *shown,
                         const struct page *from, size_t line);

/* Unfold whatever hides a match of a search. True = something was. */
bool record_lines_reveal(struct record_folds *folds, const struct page *from, const char *search);

#endif
