// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/report_to.h"

#include "src/base/alloc.h"
#include "src/base/file.h"
#include "src/base/isotime.h"
#include "src/export/folder.h"
#include "src/scope/recheck.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The form that the ending of a file names; NULL: it is to be a folder. */
static const struct report_kind *kind_of(const char *path)
{
    struct stat st;
    const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
    if (!dot || (stat(path, &st) == 0 && S_ISDIR(st.st_mode)))
        return NULL;
    return report_kind_of(dot + 1, strlen(dot + 1));
}

static bool write_file(const struct report_to *ask, const struct report *report,
                       const struct report_kind *kind, struct err *err)
{
    CLEANUP(buf) struct buf out = {0};
    return kind->render(report, &out, err) &&
           file_write(ask->path, buf_text(&out), out.len, ask->clobber, err);
}

static bool write_folder(const struct report_to *ask, struct db *db, const struct report *report,
                         struct err *err)
{
    struct folder_ask folder = {.from = {.db = db, .name = ask->name, .now_s = isotime_now()},
                                .report = report,
                                .path = ask->path,
                                .clobber = ask->clobber};
    return folder_write(&folder, err);
}

bool report_to(const struct report_to *ask, struct db *db, struct buf *said, struct err *err)
{
    CLEANUP(report) struct report report = {0};
    const struct report_kind *kind = kind_of(ask->path);
    struct err ignored = {0};
    if (!report_load(&report, db, err) ||
        !(kind ? write_file(ask, &report, kind, err) : write_folder(ask, db, &report, err)))
        return false;
    (void)!recheck_reported(report.questions, db, &ignored); /* a case that cannot be written: no matter */
    CLEANUP(str) char *whole = realpath(ask->path, NULL);
    return buf_fmt(said, kind ? "the report is in %s" : "report, checklist and exports are in %s: index.html",
                   whole ? whole : ask->path);
}
