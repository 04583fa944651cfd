// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * report_model: everything a report says, worked out once; the writers (report_md.c and those to come) only
 * lay it out. The same case and clock (TRAILCASE_NOW) give the same model.
 */
#ifndef TRAILCASE_REPORT_REPORT_MODEL_H
#define TRAILCASE_REPORT_REPORT_MODEL_H

#include "src/model/accounting.h"
#include "src/scope/mark.h"
#include "src/scope/note.h"
#include "src/scope/phrase.h"
#include "src/scope/questions.h"
#include "src/scope/residue.h"
#include "src/scope/run.h"

enum { REPORT_RUNS_MAX = 1000, REPORT_REFUSED_MAX = 50 };

struct report_refused {
    const char *path, *reason;
};

/* One technique in one tactic. */
struct report_technique {
    const struct attack_tactic *tactic;
    const struct attack_technique *technique;
    const char *calls; /* "ListBuckets ×8 and DescribeInstances" */
    size_t count, denied;
    int64_t first_s, last_s;
};

struct report_entry { /* of the journal */
    int64_t seq, time_s;
    const char *text;
};

struct report {
    const char *name; /* of the case file, without folder */
    int64_t now_s;
    struct accounting accounting;
    const struct report_refused *refused;
    size_t refused_count;
    struct words accounts, regions;
    struct questions questions;
    struct runs runs;
    struct residue_list residue;
    const struct report_technique *techniques; /* in the order of the matrix */
    size_t technique_count;
    struct mark_list marks;
    struct note_list notes;
    const struct report_entry *journal;
    size_t journal_count;
    bool journal_holds;
    struct arena arena;
};

bool report_load(struct report *ret, struct db *db, struct err *err) WARN_UNUSED;
void report_done(struct report *report);
CLEANUP_DEFINE(report, struct report, report_done);

#endif
