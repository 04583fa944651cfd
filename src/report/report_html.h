// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * report_html: the report as one HTML page, for people who are to read it and print it. No script, no outside
 * resource; everything that comes from logs or people goes through html.h.
 */
#ifndef TRAILCASE_REPORT_REPORT_HTML_H
#define TRAILCASE_REPORT_REPORT_HTML_H

#include "src/report/report_model.h"

bool report_html(const struct report *report, struct buf *out, struct err *err) WARN_UNUSED;

#endif
