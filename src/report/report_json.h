// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * report_json: the report as one JSON object, for programs. queries/report/report.schema.json describes it,
 * is installed beside the program's data, and is kept by rule: members may be added, none changes its meaning
 * within a version. Ids are those of the page: c1-1 a claim, c1-1-n2 a number of its sentence.
 */
#ifndef TRAILCASE_REPORT_REPORT_JSON_H
#define TRAILCASE_REPORT_REPORT_JSON_H

#include "src/report/report_model.h"

enum { REPORT_JSON_VERSION = 1 };

bool report_json(const struct report *report, struct buf *out, struct err *err) WARN_UNUSED;

#endif
