// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * timeline_lanes: the timeline as lanes, one a key, address or principal, over one axis.
 *
 * In a lane A stands where the attacker's events are and U where undecided ones are; others are small bars,
 * as high as the lane itself goes. Drawing reads only.
 */
#ifndef TRAILCASE_UI_VIEW_TIMELINE_LANES_H
#define TRAILCASE_UI_VIEW_TIMELINE_LANES_H

#include "ui/view/timeline_model.h"

/* Rows that all lanes and the axis would take. */
int timeline_lanes_rows(const struct timeline_model *model);

/* Draw the lanes that fit, with the one of the cursor among them; cursor SIZE_MAX: it is elsewhere. */
void timeline_lanes_draw(const struct timeline_model *model, const struct histogram *axis, size_t cursor,
                         struct grid *grid, struct rect area);

/* Append the filter that leaves the events of a run, within another (NULL = none). */
void timeline_run_filter(const struct timeline_run *run, const char *within, struct buf *out);

#endif
