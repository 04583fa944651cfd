// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * html: putting text of logs and people into HTML or SVG so that it stays text, in elements and in attributes
 * within double quotes.
 *
 * What is no plain text becomes visible marks (utf8.h), what would be markup is escaped.
 */
#ifndef TRAILCASE_REPORT_HTML_H
#define TRAILCASE_REPORT_HTML_H

#include "src/base/buf.h"

/* Append text; NULL appends nothing. */
void html_text(struct buf *out, const char *text);
void html_textn(struct buf *out, const char *text, size_t len);

/* For prose in an element: moments (2020-04-07 03:12) are kept in one line. */
void html_prose(struct buf *out, const char *text);

/* The same as html_text(), cut to so many columns, "…" for the rest. */
void html_text_fit(struct buf *out, const char *text, size_t cols);

#endif
