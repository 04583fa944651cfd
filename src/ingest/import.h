// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * import: evidence files into a case. The whole of ingest; see ARCHITECTURE.md for the stages.
 *
 *   reader thread → parser threads → writer (the calling thread)
 *
 * Repeatable: what the case has already is recognised and left alone. Interruptible: killed at any moment the
 * case opens clean, and the next run goes on where the last commit was, with exact counts. Deterministic: the
 * same files in the same order give the same case, whatever the number of threads. Memory does not depend on
 * the size of the input.
 */
#ifndef TRAILCASE_INGEST_IMPORT_H
#define TRAILCASE_INGEST_IMPORT_H

#include "src/base/task.h"
#include "src/ingest/intake.h"
#include "src/ingest/limits.h"
#include "src/store/db.h"

enum { IMPORT_LISTED_MOST = 100 }; /* refused files and rejected pieces listed in the report */

struct import_options {
    const char *const *paths;
    size_t count;
    struct intake intake;     /* zeroed: everything */
    struct limits limits;     /* zeroed: the usual ones */
    unsigned threads;         /* parsers; 0: one a processor */
    int64_t commit_records;   /* about as many in a transaction; 0: the usual */
    uint32_t seen_most;       /* uids a first ingest holds in memory; 0: the usual */
    struct task *task;        /* done and total count bytes of files; may be NULL */
    const char *const *words; /* of the command, for the record; may be NULL */
    size_t word_count;
};

struct import_problem {
    const char *path, *reason;
    int64_t offset; /* of a rejected piece */
};

/* What this run did. Lists hold the first IMPORT_LISTED_MOST; the counts are whole. */
struct import_report {
    int64_t files_read, files_refused, files_unchanged;
    int64_t files_skipped;
    int64_t records, stored, duplicate, rejected, skipped, conflicts;
    int64_t findings, findings_new; /* of detectors: read, and not known before */
    int64_t bytes;                  /* of the files read, as found */
    bool incomplete;                /* something was refused or rejected, now or in what is unchanged */
    struct import_problem *refused_list, *rejected_list;
    size_t refused_listed, rejected_listed;
    struct arena arena;
};

void import_report_done(struct import_report *report);
CLEANUP_DEFINE(import_report, struct import_report, import_report_done);

/*
 * Read all paths into the case. False only when the case cannot be written, or the task was cancelled; what
 * was stored until then stays, and the report is filled either way.
 */
bool import_run(struct db *db, const struct import_options *options, struct import_report *ret,
                struct err *err) WARN_UNUSED;

#endif
