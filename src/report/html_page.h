// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * html_page: the head of a page that needs nothing else: its style is inside (queries/report/report.css), and
 * its content policy allows no script and no other resource.
 */
#ifndef TRAILCASE_REPORT_HTML_PAGE_H
#define TRAILCASE_REPORT_HTML_PAGE_H

#include "src/base/buf.h"

/* Up to the end of <head>. The title is "WHAT: NAME". */
void html_page_head(struct buf *out, const char *what, const char *name);

#endif
