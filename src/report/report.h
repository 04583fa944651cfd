// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * report: the report in each of its forms.
 *
 *     report_load(&report, db, &err)
 *     for (kind = report_kinds; kind->word; kind++)
 *         kind->render(&report, &out, &err), file_write(".../" kind->file, ...)
 *
 * All forms are written from one model (report_model.h), so they agree; the same model gives the same bytes.
 * Text of logs and people is made safe for the form by its renderer. Any thread with its own connection.
 */
#ifndef TRAILCASE_REPORT_REPORT_H
#define TRAILCASE_REPORT_REPORT_H

#include "src/report/report_model.h"

struct report_kind {
    const char *word; /* "md", as in --type */
    const char *file; /* "report.md", its name in a folder */
    bool (*render)(const struct report *report, struct buf *out, struct err *err);
};

extern const struct report_kind report_kinds[]; /* ends in an entry without word */

/* The form of a word, NULL when there is none. */
const struct report_kind *report_kind_of(const char *word, size_t len);

#endif
