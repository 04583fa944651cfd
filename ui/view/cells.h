// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * cells: how a screen writes the things every screen has: counts, times, verdicts, long values.
 *
 * Each writes the text of a table cell and returns its role. A verdict is a letter, so that it is there
 * without colour: A attacker, C compromised, B benign, small when it was derived rather than given.
 */
#ifndef TRAILCASE_UI_VIEW_CELLS_H
#define TRAILCASE_UI_VIEW_CELLS_H

#include "ui/core/table.h"

enum role cell_text(struct table_cell *cell, const char *text); /* NULL = nothing */
enum role cell_count(struct table_cell *cell, int64_t count);   /* 0 is dim */
enum role cell_some(struct table_cell *cell, int64_t count);    /* 0 stays empty */

/* A moment to the second, or to the minute or the day where there is no room for more. */
enum role cell_time(struct table_cell *cell, int64_t time_s);

enum { CELL_TIME_COLS = 19, CELL_MINUTE_COLS = 16, CELL_SHORT_COLS = 11, CELL_DAY_COLS = 10 };

/*
 * A name or value whose end tells as much as its start: what does not fit loses what says least (the
 * ".amazonaws.com" of a service, the "arn:aws:" of an ARN), then its middle; an ARN its start.
 */
enum role cell_middle(struct table_cell *cell, const char *text);

/* A verdict as its letter and role; verdict is its word, NULL = none. */
enum role cell_verdict(struct table_cell *cell, const char *verdict, bool derived);

/* The role of a verdict's word; ROLE_NORMAL for none. */
enum role verdict_role(const char *verdict);

/* Append text, shortened in the middle to at most cols columns. */
void cell_shorten(struct buf *out, const char *text, int cols, bool ascii);

#endif
