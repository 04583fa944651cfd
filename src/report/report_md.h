// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * report_md: the report as Markdown, for people and for tickets. Everything that comes from logs or people
 * goes through markdown.h.
 */
#ifndef TRAILCASE_REPORT_REPORT_MD_H
#define TRAILCASE_REPORT_REPORT_MD_H

#include "src/report/report_model.h"

bool report_md(const struct report *report, struct buf *out, struct err *err) WARN_UNUSED;

#endif
