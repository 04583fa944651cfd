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

/* Draw a status row: a text on the left in its role, a text on the right. */
void bar_status(struct grid *grid, struct rect row, enum role role, const char *left, const char *right);

#endif
