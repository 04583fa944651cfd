// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/output.h"

#include "src/report/report_md.h"
#include "src/scope/recheck.h"

static const char *const types[] = {"md", NULL};

static const struct option_spec own_options[] = {
    {.name = "type", .letter = 't', .argument = "TYPE", .help = "md (Markdown)", .words = types},
    {.name = "output",
     .letter = 'o',
     .argument = "DIR|FILE",
     .help = "write report.md there, or to this file, instead of standard output"},
    {.name = "clobber", .letter = 'C', .help = "overwrite what is there"},
    {0},
};

/* What was handed over is what 'recheck' compares with; a case that cannot be written is reported all the
 * same. */
static void note_reported(const struct call *call, const struct report *report)
{
    CLEANUP(db) struct db *db = NULL;
    struct err ignored;
    if (option_is_set(&call->options, "output") && db_open(&db, call->case_path, DB_WRITE, &ignored))
        (void)!recheck_reported(&report->questions, db, &ignored);
}

static bool run(struct call *call, struct err *err)
{
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(report) struct report report = {0};
    CLEANUP(buf) struct buf out = {0};
    if (!call_open(call, DB_READ, &db, err) || !report_load(&report, db, err) ||
        !report_md(&report, &out, err) ||
        !output_document_named(call, "report.md", buf_text(&out), out.len, err))
        return false;
    note_reported(call, &report);
    return true;
}

const struct command cmd_report = {
    .name = "report",
    .group = CMD_HAND_OVER,
    .usage = "CASE",
    .summary = "Write the report: evidence, answers, timeline, ATT&CK, decisions",
    .detail = "The same case and clock (TRAILCASE_NOW) give the same bytes.\n",
    .tables = {own_options},
    .run = run,
};
