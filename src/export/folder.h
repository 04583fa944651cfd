// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * folder: the whole hand-over in one folder: report, checklist and every export, each in every form, with an
 * index (README.md, index.html) and the SHA-256 of each file (SHA256SUMS, for `sha256sum -c`).
 *
 * It is built beside its place and moved there when it is complete, so half of one never stands under its
 * name. What stands there is kept, with an error, unless clobber; then files of the same names are replaced
 * and others stay. Exports of events hold the attributed ones. The same case and clock give the same bytes.
 */
#ifndef TRAILCASE_EXPORT_FOLDER_H
#define TRAILCASE_EXPORT_FOLDER_H

#include "src/export/export.h"
#include "src/report/report.h"

struct folder_ask {
    struct export_from from; /* its filter is not used */
    const struct report *report;
    const char *path;
    bool clobber;
};

bool folder_write(const struct folder_ask *ask, struct err *err) WARN_UNUSED;

#endif
