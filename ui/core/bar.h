// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * bar: the one-line parts around a screen: breadcrumb, filter chips, status.
 */
#ifndef TRAILCASE_UI_CORE_BAR_H
#define TRAILCASE_UI_CORE_BAR_H

#include "ui/core/grid.h"

/* Draw "a > b > c" into a row; the last is where we are. Cut on the left when it does not fit. */
void bar_crumbs(struct grid *grid, struct rect row, const char *const *crumbs, size_t count);

/* Draw a filter as its parts, the negated ones in their own role. Cut on the left when it does not fit. */
void bar_chips(struct grid *grid, struct rect row, const char *filter, bool used);

/* Take the next part off a filter: a term, a word, or what stands in parentheses. False at the end. */
bool bar_next_chip(const char **filter, struct slice *ret_chip);

/* Length of a filter without its last part (and the and, or or not before it). */
size_t bar_without_last_chip(const char *filter);

/* Leave out whole hints, two blanks between, until the rest fits; the last one, which leads to help, stays.
 */
void bar_hints(struct buf *hints, bool ascii, int cols);

/* Leave out what stands behind the last comma or semicolon, and so on, until the rest fits. */
void bar_parts(struct buf *text, bool ascii, int cols);

/* Columns of the first hint and the last, the least there is of hints. */
int bar_hints_least(const char *hints, bool ascii);

/* Draw a status row: a text on the left in its role, a text on the right. */
void bar_status(struct grid *grid, struct rect row, enum role role, const char *left, const char *right);

#endif
