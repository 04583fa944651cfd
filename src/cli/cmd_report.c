// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/output.h"

#include "src/base/isotime.h"
#include "src/cli/redacting.h"
#include "src/export/folder.h"
#include "src/report/report.h"
#include "src/scope/recheck.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const struct option_spec own_options[] = {
    {.name = "type",
     .letter = 't',
     .argument = "TYPE",
     .help = "md (Markdown), html (one page), json, several with commas; all: the hand-over folder"},
    {.name = "output",
     .letter = 'o',
     .argument = "DIR|FILE",
     .help = "write report.md, .html or .json there, or to this file, instead of standard output"},
    {.name = "clobber", .letter = 'C', .help = "overwrite what is there"},
    {.name = "now", .argument = "TIME", .help = "the moment that it is written, in place of the clock"},
    {0},
};

enum { KINDS_MAX = 8 };

/* The words of --type; returns how many, 0 after an error. */
static size_t parse_types(const struct call *call, const struct report_kind *kinds[KINDS_MAX],
                          struct err *err)
{
    const char *at = option_value(&call->options, "type");
    size_t count = 0;
    for (at = at ? at : "md"; count < KINDS_MAX; at++) {
        size_t len = strcspn(at, ",");
        const struct report_kind *kind = report_kind_of(at, len);
        if (!kind) {
            err_set(err, ERR_USAGE,
                    "--type takes md, html or json, several with commas, or all, not \"%.*s\"", (int)len, at);
            return 0;
        }
        kinds[count++] = kind;
        at += len;
        if (!*at)
            break;
    }
    return count;
}

/* Several documents need a folder; it is made. */
static bool make_folder(const struct call *call, struct err *err)
{
    const char *path = option_value(&call->options, "output");
    struct stat st;
    if (!path || strcmp(path, "-") == 0)
        return err_set(err, ERR_USAGE, "several reports need a folder to be written to: -o DIR");
    if (mkdir(path, 0777) == 0 || (errno == EEXIST && stat(path, &st) == 0 && S_ISDIR(st.st_mode)))
        return true;
    return err_errno(err, "make the folder %s", path);
}

static bool hold_clock(const struct call *call, struct err *err)
{
    const char *text = option_value(&call->options, "now");
    char iso[ISOTIME_SIZE];
    int64_t now_s;
    if (!text)
        return true;
    if (!isotime_parse(text, strlen(text), &now_s))
        return err_set(err, ERR_USAGE, "--now takes a time such as 2020-04-10T09:00:00Z, not \"%s\"", text);
    setenv("TRAILCASE_NOW", isotime_format(now_s, iso), 1);
    return true;
}

/* The whole hand-over. */
static bool write_folder(const struct call *call, const struct report *report, const struct redacting *from,
                         struct err *err)
{
    struct folder_ask ask = {.from = {.db = from->db, .name = redacting_name(from), .now_s = isotime_now()},
                             .report = report,
                             .path = option_value(&call->options, "output"),
                             .clobber = option_is_set(&call->options, "clobber")};
    if (!ask.path || strcmp(ask.path, "-") == 0)
        return err_set(err, ERR_USAGE, "--type all needs a folder to be written to: -o DIR");
    return folder_write(&ask, err);
}

static bool wants_all(const struct call *call)
{
    const char *type = option_value(&call->options, "type");
    return type && strcmp(type, "all") == 0;
}

/* What was handed over is what 'recheck' compares with; a case that cannot be written is reported all the
 * same. */
static void note_reported(const struct call *call, const struct report *report)
{
    CLEANUP(db) struct db *db = NULL;
    struct err ignored;
    bool handed_over = option_is_set(&call->options, "output") && !option_is_set(&call->options, "redact");
    if (handed_over && db_open(&db, call->case_path, DB_WRITE, &ignored))
        (void)!recheck_reported(report->questions, db, &ignored);
}

static bool run_all(const struct call *call, struct err *err)
{
    CLEANUP(redacting) struct redacting from = {0};
    CLEANUP(report) struct report report = {0};
    if (!hold_clock(call, err) || !redacting_open(&from, call, err) || !report_load(&report, from.db, err) ||
        !write_folder(call, &report, &from, err))
        return false;
    note_reported(call, &report);
    return true;
}

static bool run(struct call *call, struct err *err)
{
    CLEANUP(redacting) struct redacting from = {0};
    CLEANUP(report) struct report report = {0};
    const struct report_kind *kinds[KINDS_MAX];
    if (wants_all(call))
        return run_all(call, err);
    size_t count = parse_types(call, kinds, err);
    if (count == 0 || !hold_clock(call, err) || (count > 1 && !make_folder(call, err)) ||
        !redacting_open(&from, call, err) || !report_load(&report, from.db, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        CLEANUP(buf) struct buf out = {0};
        if (!kinds[i]->render(&report, &out, err) ||
            !output_document_named(call, kinds[i]->file, buf_text(&out), out.len, err))
            return false;
    }
    note_reported(call, &report);
    return true;
}

const struct command cmd_report = {
    .name = "report",
    .group = CMD_HAND_OVER,
    .usage = "CASE",
    .summary = "Write the report, as Markdown, as one HTML page or as JSON",
    .detail = "Summary, evidence, the four answers with their events, timeline, infrastructure,\n"
              "credentials, actions, what is left and what to do, ATT&CK, methods. The same case and\n"
              "--now (or TRAILCASE_NOW) give the same bytes. A file is there when all of it is.\n",
    .tables = {own_options, redacting_options},
    .run = run,
};
