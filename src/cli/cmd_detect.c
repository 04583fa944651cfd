// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/utf8.h"
#include "src/cli/output.h"
#include "src/cli/progress.h"
#include "src/detect/detect.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const struct option_spec own_options[] = {
    {.name = "rules",
     .letter = 'r',
     .argument = "PATH",
     .help = "more rules: a file or a folder of Sigma YAML",
     .repeats = true},
    {.name = "min-level",
     .letter = 'm',
     .argument = "LEVEL",
     .help = "only rules of this level and above",
     .words = rule_level_names},
    {.name = "status", .argument = "STATUS", .help = "only rules of this status", .repeats = true},
    {.name = "tuning", .argument = "FILE", .help = "lists, thresholds and rules to ignore (YAML)"},
    {.name = "only", .help = "only the rules of -r: drop our own and those of earlier runs"},
    {.name = "lint", .help = "only say what is odd about rules and which are refused"},
    {0},
};

static bool load_rules(struct ruleset *set, const struct call *call, struct db *db, struct err *err)
{
    const char *tuning = option_value(&call->options, "tuning"), *path;
    bool only = option_is_set(&call->options, "only");
    if (tuning && !ruleset_tune(set, tuning, err))
        return false;
    if (!only && !detect_add_stored(set, db, err))
        return false;
    if (!only)
        ruleset_add_own(set);
    for (size_t i = 0; (path = option_nth(&call->options, "rules", i)); i++)
        if (!ruleset_add_path(set, path, err))
            return false;
    ruleset_finish(set);
    return true;
}

static bool narrow(struct ruleset *set, const struct call *call, struct err *err)
{
    const char *word = option_value(&call->options, "min-level"), *status;
    enum rule_level least = LEVEL_INFORMATIONAL;
    const char *statuses[8];
    size_t count = 0;
    if (word && !rule_level_parse(word, &least))
        return err_set(err, ERR_USAGE, "--min-level takes informational, low, medium, high or critical");
    for (; (status = option_nth(&call->options, "status", count)); count++) {
        if (count == ARRAY_LEN(statuses))
            return err_set(err, ERR_USAGE, "--status may be given 8 times");
        statuses[count] = status;
    }
    ruleset_narrow(set, least, statuses, count);
    return true;
}

static void name_refused(const struct ruleset *set)
{
    CLEANUP(buf) struct buf line = {0};
    for (size_t i = 0; i < set->refused_count; i++) {
        buf_clear(&line);
        utf8_visible(&line, set->refused[i].path, strlen(set->refused[i].path));
        buf_str(&line, ": ");
        utf8_visible(&line, set->refused[i].reason, strlen(set->refused[i].reason));
        fprintf(stderr, "%s\n", buf_text(&line));
    }
}

static const struct column lint_columns[] = {
    {"rule", COLUMN_TEXT, 0},           {"title", COLUMN_TEXT, COLUMN_WIDE},
    {"state", COLUMN_TEXT, 0},          {"path", COLUMN_TEXT, COLUMN_WIDE | COLUMN_SPARE},
    {"note", COLUMN_TEXT, COLUMN_WIDE},
};

static bool lint_row(struct output *out, const char *const cells[5], struct err *err)
{
    for (size_t i = 0; i < ARRAY_LEN(lint_columns); i++)
        output_text(out, cells[i]);
    return output_row(out, err);
}

static bool write_lint(struct call *call, const struct ruleset *set, struct err *err)
{
    CLEANUP(output) struct output *out = NULL;
    if (!output_open(&out, call, lint_columns, ARRAY_LEN(lint_columns), err))
        return false;
    for (size_t i = 0; i < set->refused_count; i++)
        if (!lint_row(
                out,
                (const char *const[]){NULL, NULL, "refused", set->refused[i].path, set->refused[i].reason},
                err))
            return false;
    for (size_t i = 0; i < set->count; i++) {
        const struct rule *rule = set->rules[i];
        if (rule->lint &&
            !lint_row(out, (const char *const[]){rule->id, rule->title, "note", rule->path, rule->lint}, err))
            return false;
    }
    return output_close(TAKE(out), err);
}

static bool write_report(struct call *call, const struct ruleset *set, const struct detect_report *report,
                         struct err *err)
{
    static const struct column columns[] = {
        {"rules", COLUMN_INT, 0},  {"refused", COLUMN_INT, 0}, {"new_rules", COLUMN_INT, 0},
        {"events", COLUMN_INT, 0}, {"records", COLUMN_INT, 0}, {"hits", COLUMN_INT, 0},
    };
    CLEANUP(output) struct output *out = NULL;
    const int64_t cells[] = {report->rules,  (int64_t)set->refused_count,
                             report->fresh,  report->events,
                             report->parsed, report->hits};
    if (!output_open(&out, call, columns, ARRAY_LEN(columns), err))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(cells); i++)
        output_int(out, cells[i]);
    return output_row(out, err) && output_close(TAKE(out), err);
}

static bool run(struct call *call, struct err *err)
{
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(ruleset) struct ruleset set = {0};
    struct task task = {0};
    struct detect_report report;
    bool lint = option_is_set(&call->options, "lint");
    if (!call_open(call, lint ? DB_READ : DB_WRITE, &db, err) || !load_rules(&set, call, db, err) ||
        !narrow(&set, call, err))
        return false;
    call->partial = set.refused_count > 0;
    if (lint)
        return write_lint(call, &set, err);
    name_refused(&set);
    struct progress *progress = progress_start(&task, "matching", call_is_chatty(call));
    bool done = detect_run(db, &set, &task, &report, err);
    progress_stop(progress);
    if (!done)
        return false;
    if (report.given_up)
        fprintf(stderr, "%" PRId64 " searches for a regular expression took too long and count as no match\n",
                report.given_up);
    return write_report(call, &set, &report, err);
}

const struct command cmd_detect = {
    .name = "detect",
    .group = CMD_JUDGE,
    .usage = "CASE",
    .summary = "Run rules over the case: our own, those of earlier runs, and those of -r",
    .detail = "Rules are Sigma YAML for CloudTrail, see trailcase-rules(5). Only rules that changed and\n"
              "events that are new are looked at again. 'leads' lists what was hit. Exit 3 when a rule\n"
              "was refused; each is named with its line and the reason.\n",
    .tables = {own_options, cmd_output_options},
    .run = run,
};
