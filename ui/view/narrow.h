// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * narrow: from what is picked, or under the cursor, to a narrower filter.
 */
#ifndef TRAILCASE_UI_VIEW_NARROW_H
#define TRAILCASE_UI_VIEW_NARROW_H

#include "ui/view/view.h"

/* Append a filter so that terms after it narrow it as a whole; NULL adds nothing. */
void narrow_add_whole(struct buf *out, const char *filter);

/* Append a term, unless the filter has it already among terms that all have to hold. */
void narrow_add_term(struct buf *out, const char *term);

/* Append what selects any of the picked rows, or, when none is picked, the row under the cursor. False =
 * there is nothing there. */
bool narrow_add_picked(const struct view *view, struct buf *out);

/* Append `filter`, and what is picked and-ed to it, or left out of it. False = there is nothing there. */
bool narrow(const struct view *view, const char *filter, bool exclude, struct buf *out);

#endif
