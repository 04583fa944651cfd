// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * timeline_chart: the upper half of the timeline: bars, or lanes, one a key, address or principal, over one
 * axis.
 *
 * In a lane A stands where the attacker's events are and U where undecided ones are; others are small bars,
 * as high as the lane itself goes. Drawing reads only.
 */
#ifndef TRAILCASE_UI_VIEW_TIMELINE_CHART_H
#define TRAILCASE_UI_VIEW_TIMELINE_CHART_H

#include "ui/view/timeline_model.h"

/* Rows of an area that the chart takes; the rest is for what is below. */
int timeline_chart_rows(const struct timeline_model *model, struct rect area);

/* Draw it with the cursor at a bucket, and on a lane; lane SIZE_MAX: the cursor is elsewhere. */
void timeline_chart_draw(const struct timeline_model *model, size_t bucket, size_t lane, struct grid *grid,
                         struct rect area);

/* The bucket next to this one in which a lane has anything. */
size_t timeline_near(const struct timeline_model *model, size_t lane, size_t bucket);

/* Append the filter that leaves the events of a run, within another (NULL = none). */
void timeline_run_filter(const struct timeline_run *run, const char *within, struct buf *out);

#endif
