// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * svg: pictures as SVG elements inside a page, drawn with its classes (queries/report/report.css), so that
 * they follow light, dark and print. Units are those of the picture. All text goes through html.h.
 */
#ifndef TRAILCASE_REPORT_SVG_H
#define TRAILCASE_REPORT_SVG_H

#include "src/base/buf.h"

/* title names the picture, desc says what it shows; id is that of neither, but what theirs are made of. */
void svg_begin(struct buf *out, const char *id, int width, int height, const char *title, const char *desc);
void svg_end(struct buf *out);

struct svg_rect {
    double x, y, width, height;
};

/* tip: shown when pointed at; NULL: none. */
void svg_rect(struct buf *out, struct svg_rect rect, const char *class, const char *tip);
void svg_line(struct buf *out, double x1, double y1, double x2, double y2, const char *class);

/* A curve from the right of one thing to the left of another. */
void svg_curve(struct buf *out, double x1, double y1, double x2, double y2, const char *class);

/* Text cut to cols columns; 0: whole. */
void svg_text(struct buf *out, double x, double y, const char *class, const char *text, size_t cols);

#endif
