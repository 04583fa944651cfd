// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/isotime.h"
#include "src/base/jsonw.h"
#include "src/base/utf8.h"
#include "src/cli/accounting_json.h"
#include "src/cli/enriching.h"
#include "src/cli/output.h"
#include "src/cli/progress.h"
#include "src/detect/detect.h"
#include "src/enrich/agents.h"
#include "src/ingest/import.h"
#include "src/model/accounting.h"
#include "src/scope/attribution.h"
#include "src/scope/lineage.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void json_run(struct jsonw *w, const struct import_report *run)
{
    const int64_t files[2] = {run->files_read, run->files_refused};
    const int64_t records[4] = {run->records, run->stored, run->duplicate, run->rejected};
    jsonw_kobject(w, "this_run");
    accounting_json_counts(w, files, records);
    accounting_json_skipped(w, run->files_skipped, run->skipped);
    accounting_json_findings(w, run->findings, run->findings_new);
    jsonw_kint(w, "unchanged", run->files_unchanged);
    jsonw_kint(w, "conflicts", run->conflicts);
    jsonw_kint(w, "bytes", run->bytes);
    jsonw_end(w);
    jsonw_karray(w, "refused");
    for (size_t i = 0; i < run->refused_listed; i++) {
        jsonw_object(w);
        jsonw_kstr(w, "path", run->refused_list[i].path);
        jsonw_kstr(w, "reason", run->refused_list[i].reason);
        jsonw_end(w);
    }
    jsonw_end(w);
    jsonw_karray(w, "rejected");
    for (size_t i = 0; i < run->rejected_listed; i++) {
        jsonw_object(w);
        jsonw_kstr(w, "path", run->rejected_list[i].path);
        jsonw_kint(w, "offset", run->rejected_list[i].offset);
        jsonw_kstr(w, "reason", run->rejected_list[i].reason);
        jsonw_end(w);
    }
    jsonw_end(w);
}

static bool write_json(struct call *call, const struct import_report *run, const struct accounting *all,
                       struct err *err)
{
    CLEANUP(buf) struct buf out = {0};
    struct jsonw w;
    jsonw_init(&w, &out);
    jsonw_object(&w);
    accounting_json(&w, all);
    json_run(&w, run);
    jsonw_end(&w);
    buf_char(&out, '\n');
    return output_document(call, buf_text(&out), out.len, err);
}

static void count_line(struct buf *out, const char *label, const int64_t *counts, const char *const *names)
{
    buf_fmt(out, "%-9s", label);
    for (size_t i = 0; names[i]; i++)
        if (counts[i] || i == 0)
            buf_fmt(out, "%s%" PRId64 " %s", i ? ", " : "", counts[i], names[i]);
    buf_char(out, '\n');
}

static bool write_text(struct call *call, const struct import_report *run, const struct accounting *all,
                       struct err *err)
{
    static const char *const file_names[] = {"read", "unchanged", "refused", "skipped", NULL};
    static const char *const record_names[] = {"read", "stored", "duplicate", "rejected", "skipped", NULL};
    CLEANUP(buf) struct buf out = {0};
    char first[ISOTIME_SIZE], last[ISOTIME_SIZE];
    const int64_t files[] = {run->files_read, run->files_unchanged, run->files_refused, run->files_skipped};
    const int64_t records[] = {run->records, run->stored, run->duplicate, run->rejected, run->skipped};
    count_line(&out, "files", files, file_names);
    count_line(&out, "records", records, record_names);
    if (run->findings)
        buf_fmt(&out, "findings %" PRId64 " read, %" PRId64 " new: kept as leads\n", run->findings,
                run->findings_new);
    if (run->conflicts)
        buf_fmt(&out, "conflict %" PRId64 " of the duplicates differ from the record kept\n", run->conflicts);
    if (!run->files_read && !run->files_refused)
        buf_str(&out, "         nothing new: the case is as it was\n");
    buf_fmt(&out, "case     %" PRId64 " events", all->events);
    if (all->events)
        buf_fmt(&out, ", %s to %s", isotime_format(all->first_s, first), isotime_format(all->last_s, last));
    buf_char(&out, '\n');
    return output_document(call, buf_text(&out), out.len, err);
}

static void name_problems(const struct import_problem *list, size_t listed, int64_t total, const char *what)
{
    CLEANUP(buf) struct buf line = {0};
    for (size_t i = 0; i < listed; i++) {
        buf_clear(&line);
        utf8_visible(&line, list[i].path, strlen(list[i].path));
        if (list[i].offset)
            buf_fmt(&line, " at byte %" PRId64, list[i].offset);
        buf_fmt(&line, ": %s: ", what);
        utf8_visible(&line, list[i].reason, strlen(list[i].reason));
        fprintf(stderr, "%s\n", buf_text(&line));
    }
    if (total > (int64_t)listed)
        fprintf(stderr, "... and %" PRId64 " more %s; the case lists them all (tables source, rejected)\n",
                total - (int64_t)listed, what);
}

static const struct option_spec own_options[] = {
    {.name = "max-ratio", .argument = "N", .help = "refuse what expands more than N times (250)"},
    {.name = "max-size", .argument = "GIB", .help = "refuse what expands to more than GIB gibibytes (1024)"},
    {.name = "no-rules", .help = "leave the rules to a later 'detect'"},
    {0},
};

/* Options that say what is taken in, one row each. */
static const struct option_spec intake_options[] = {
    {.name = "from",
     .argument = "TIME",
     .help = "skip records before: 2020-04-01, 2020-04-01T12:00, or 7d ago"},
    {.name = "to", .argument = "TIME", .help = "skip records from then on"},
    {.name = "region", .argument = "NAME", .help = "skip records of other regions", .repeats = true},
    {.name = "account", .argument = "ID", .help = "skip records of other accounts", .repeats = true},
    {.name = "exclude-service",
     .argument = "NAME",
     .help = "skip records of a service: s3, kms",
     .repeats = true},
    {.name = "file-date-from",
     .argument = "TIME",
     .help = "leave files unopened whose names say they came earlier"},
    {.name = "file-date-to",
     .argument = "TIME",
     .help = "leave files unopened whose names say they came later"},
    {0},
};

static bool read_time(const struct call *call, const char *name, bool *ret_has, int64_t *ret_s,
                      struct err *err)
{
    const char *text = option_value(&call->options, name);
    *ret_has = text != NULL;
    if (!text || isotime_parse_human(text, isotime_now(), ret_s))
        return true;
    return err_set(err, ERR_USAGE, "--%s takes a time such as 2020-04-01 or 2020-04-01T12:00:00Z, not \"%s\"",
                   name, text);
}

static bool read_words(const struct call *call, const char *name, struct intake_words *ret, struct err *err)
{
    const char *word;
    for (size_t i = 0; (word = option_nth(&call->options, name, i)); i++) {
        if (i == INTAKE_WORDS_MOST)
            return err_set(err, ERR_USAGE, "--%s may be given %d times", name, INTAKE_WORDS_MOST);
        ret->items[ret->count++] = word;
    }
    return true;
}

/* text keeps the options as they were given, for the case. */
static bool read_intake(const struct call *call, struct buf *text, struct intake *ret, struct err *err)
{
    if (!read_time(call, "from", &ret->has_from, &ret->from_s, err) ||
        !read_time(call, "to", &ret->has_to, &ret->to_s, err) ||
        !read_time(call, "file-date-from", &ret->has_file_from, &ret->file_from_s, err) ||
        !read_time(call, "file-date-to", &ret->has_file_to, &ret->file_to_s, err) ||
        !read_words(call, "region", &ret->regions, err) ||
        !read_words(call, "account", &ret->accounts, err) ||
        !read_words(call, "exclude-service", &ret->not_services, err))
        return false;
    for (const struct option_spec *spec = intake_options; spec->name; spec++) {
        const char *value;
        for (size_t i = 0; (value = option_nth(&call->options, spec->name, i)); i++)
            buf_fmt(text, "%s--%s %s", text->len ? " " : "", spec->name, value);
    }
    ret->text = text->len ? buf_text(text) : NULL;
    return true;
}

static bool read_limits(const struct call *call, struct limits *ret, struct err *err)
{
    int64_t gib = LIMITS_BYTES >> 30;
    ret->max_ratio = LIMITS_RATIO;
    if (!option_int(&call->options, "max-ratio", 1, 1000000, &ret->max_ratio, err) ||
        !option_int(&call->options, "max-size", 1, 1 << 20, &gib, err))
        return false;
    ret->max_bytes = gib << 30;
    return true;
}

/* Our own rules and those of earlier runs over what came in. */
static bool match(const struct call *call, struct db *db, struct err *err)
{
    struct task task = {0};
    if (option_is_set(&call->options, "no-rules"))
        return true;
    struct progress *progress = progress_start(&task, "matching", call_is_chatty(call));
    bool done = agents_refresh(db, err) && detect_refresh(db, &task, err);
    progress_stop(progress);
    return done;
}

static bool run(struct call *call, struct err *err)
{
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(import_report) struct import_report report = {0};
    CLEANUP(buf) struct buf intake = {0};
    struct task task = {0};
    struct accounting all;
    struct import_options options = {
        .paths = call->args,
        .count = call->arg_count,
        .task = &task,
        .words = call->words,
        .word_count = call->word_count,
    };
    if (!read_limits(call, &options.limits, err) || !read_intake(call, &intake, &options.intake, err) ||
        !call_open(call, call->arg_count ? DB_MAKE : DB_WRITE, &db, err))
        return false;
    struct progress *progress = progress_start(&task, "reading", call_is_chatty(call));
    bool done = import_run(db, &options, &report, err);
    progress_stop(progress);
    name_problems(report.refused_list, report.refused_listed, report.files_refused, "refused");
    name_problems(report.rejected_list, report.rejected_listed, report.rejected, "rejected");
    if (!done || !lineage_refresh(db, err) || !attribution_refresh(db, err) || !db_settle(db, err) ||
        !enriching_after_ingest(call, db, err) || !match(call, db, err) || !accounting_load(db, &all, err))
        return false;
    call->partial = report.incomplete;
    if (output_format_of(call) == OUTPUT_JSON || output_format_of(call) == OUTPUT_JSONL)
        return write_json(call, &report, &all, err);
    return write_text(call, &report, &all, err);
}

const struct command cmd_ingest = {
    .name = "ingest",
    .group = CMD_CASE,
    .usage = "CASE [PATH...]",
    .summary = "Read CloudTrail logs into a case, which is made when it is not there",
    .detail = "Folders are read whole, in the order of their names; what a file is, its content tells.\n"
              "Archives (zip, tar) and gzip, bzip2, xz and zstd are looked into; - is standard input.\n"
              "Run it again at any time: what the case has is left alone, what was cut short goes on.\n"
              "Without a PATH it only brings a case of an older version up to date.\n"
              "Exit 3 when some file was refused or some record rejected; each is named.\n",
    .args_max = CMD_ARGS_ANY,
    .tables = {own_options, intake_options, enriching_geo_options, cmd_output_options},
    .run = run,
};
