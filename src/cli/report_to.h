// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * report_to: the report into a file, in the form its ending names, or the whole hand-over into a folder: what
 * `:report` of the interface does.
 *
 * Never in part, and over what is there only when `clobber` is set. What was written is what `recheck`
 * compares with, where the case can be written. Any thread with its own connection.
 */
#ifndef TRAILCASE_CLI_REPORT_TO_H
#define TRAILCASE_CLI_REPORT_TO_H

#include "src/store/db.h"

struct report_to {
    const char *name; /* of the case */
    const char *path; /* ends in .md, .html or .json; anything else is a folder */
    bool clobber;
};

/* Append where it went. */
bool report_to(const struct report_to *ask, struct db *db, struct buf *said, struct err *err) WARN_UNUSED;

#endif
