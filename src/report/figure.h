// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * figure: the pictures of the report as SVG (svg.h). Each appends one element and says in a sentence what it
 * shows; false when there is nothing to draw. Bounded, whatever the size of the case.
 */
#ifndef TRAILCASE_REPORT_FIGURE_H
#define TRAILCASE_REPORT_FIGURE_H

#include "src/report/report_model.h"

/* How many calls when, by verdict: of all evidence, and between the attacker's first call and last. */
bool figure_evidence(const struct report *report, struct buf *svg, struct buf *text);
bool figure_window(const struct report *report, struct buf *svg, struct buf *text);

/* From addresses to the credentials used from them, and to what came from those. */
bool figure_credentials(const struct report *report, struct buf *svg, struct buf *text);

/* The tactics in the order of the matrix, each with its techniques, darker the more calls there are. */
bool figure_matrix(const struct report *report, struct buf *svg, struct buf *text);

/* For which accounts, regions and times there is evidence, and where there is none. */
bool figure_coverage(const struct report *report, struct buf *svg, struct buf *text);

/* Shade of a count beside the largest one: "heat h1" to "heat h5", by orders of magnitude. */
const char *figure_heat(int64_t count, int64_t most);

/* Marks of time below a plot that reaches from x to x + width and down to y. */
struct figure_axis {
    int64_t from_s, to_s;
    double x, width, y;
};

double figure_at(const struct figure_axis *axis, int64_t time_s);
void figure_axis(struct buf *svg, const struct figure_axis *axis);

#endif
