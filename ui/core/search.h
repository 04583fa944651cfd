// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * search: finding what was typed in a line of text, and showing where.
 *
 * Plain text, no patterns. Case counts only when the needle has a capital letter. An empty needle is found
 * nowhere.
 */
#ifndef TRAILCASE_UI_CORE_SEARCH_H
#define TRAILCASE_UI_CORE_SEARCH_H

#include "ui/core/grid.h"

/* Where needle is in text, from offset `from` on; SIZE_MAX when nowhere. */
size_t search_find(struct slice text, const char *needle, size_t from);

/* Give ROLE_MATCH to what matches in text that was put at the start of area. */
void search_show(struct grid *grid, struct rect area, struct slice text, const char *needle);

#endif
