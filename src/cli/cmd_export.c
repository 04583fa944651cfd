// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/look.h"

#include "src/base/isotime.h"
#include "src/cli/redacting.h"
#include "src/export/export.h"
#include "src/export/indicator.h"

#include <string.h>

static const struct option_spec own_options[] = {
    {.name = "format",
     .argument = "FORMAT",
     .help = "of iocs: table, csv (the default), json or jsonl",
     .words = output_format_words},
    {.name = "output",
     .letter = 'o',
     .argument = "DIR|FILE",
     .help = "write there instead of standard output"},
    {.name = "clobber", .letter = 'C', .help = "overwrite what is there"},
    {0},
};

/* --- indicators as rows, for those who ask for a format --- */

static const struct column indicator_columns[] = {
    {"type", COLUMN_TEXT, 0},
    {"value", COLUMN_TEXT, COLUMN_WIDE},
    {"name", COLUMN_TEXT, COLUMN_SPARE},
    {"account", COLUMN_TEXT, COLUMN_SPARE},
    {"verdict", COLUMN_TEXT, COLUMN_SPARE},
    {"events", COLUMN_INT, 0},
    {"first", COLUMN_TIME, 0},
    {"last", COLUMN_TIME, 0},
};

static bool write_indicators(const struct call *call, struct db *db, struct err *err)
{
    CLEANUP(indicators) struct indicators list = {0};
    CLEANUP(output) struct output *out = NULL;
    if (!indicators_load(&list, db, err) ||
        !output_open(&out, call, indicator_columns, ARRAY_LEN(indicator_columns), err))
        return false;
    for (size_t i = 0; i < list.count; i++) {
        const struct indicator *it = &list.items[i];
        output_text(out, it->type);
        output_text(out, it->value);
        output_text(out, it->name);
        output_text(out, it->account);
        output_text(out, it->verdict ? verdict_names[it->verdict] : NULL);
        output_int(out, it->events);
        output_time(out, it->first_s);
        output_time(out, it->last_s);
        if (!output_row(out, err))
            return false;
    }
    return output_close(TAKE(out), err);
}

/* --- files --- */

static bool write_file(const struct call *call, const struct export_kind *kind,
                       const struct export_from *from, struct err *err)
{
    struct output_file file;
    if (!output_file_open(&file, call, kind->file, err))
        return false;
    CLEANUP(sink) struct sink to = {.file = file.file};
    bool ok = kind->write(from, &to, err);
    return output_file_close(&file, ok, err);
}

static bool check(const struct call *call, const struct export_kind **ret, struct err *err)
{
    CLEANUP(buf) struct buf names = {0};
    *ret = export_kind_find(call->args[0]);
    if (!*ret) {
        for (const struct export_kind *kind = export_kinds; kind->name; kind++)
            buf_fmt(&names, "%s%s", names.len ? ", " : "", kind->name);
        return err_set(err, ERR_USAGE, "there is no export \"%s\": there are %s", call->args[0],
                       buf_text(&names));
    }
    if (option_is_set(&call->options, "format") && (*ret)->write != export_iocs)
        return err_set(err, ERR_USAGE, "--format is for iocs: %s is what its name says", (*ret)->name);
    return true;
}

static bool run(struct call *call, struct err *err)
{
    CLEANUP(redacting) struct redacting source = {0};
    CLEANUP(filter) struct filter *filter = NULL;
    const struct export_kind *kind;
    if (!check(call, &kind, err) || !look_filter(call, 1, &filter, err))
        return false;
    if (*filter_text(filter) && !kind->takes_filter)
        return err_set(err, ERR_USAGE, "%s takes no filter: it is of the whole case", kind->name);
    if (!redacting_open(&source, call, err))
        return false;
    if (option_is_set(&call->options, "format"))
        return write_indicators(call, source.db, err);
    struct export_from from = {
        .db = source.db, .filter = filter, .name = redacting_name(&source), .now_s = isotime_now()};
    return write_file(call, kind, &from, err);
}

const struct command cmd_export = {
    .name = "export",
    .group = CMD_HAND_OVER,
    .usage = "CASE KIND [FILTER]",
    .summary = "Files for other programs: indicators, events, techniques, lineage, coverage",
    .detail = "KIND is iocs (CSV), stix (2.1), sigma (rules), navigator and navigator-all (ATT&CK layers of\n"
              "the attacker's calls, of all), csv, jsonl (verbatim), timesketch, timesketch-csv,\n"
              "timeline-explorer, sqlite (all of them events, of everybody unless a FILTER says\n"
              "is:attributed or the like), dot (lineage of the attacker's credentials), coverage.\n",
    .args_min = 1,
    .args_max = CMD_ARGS_ANY,
    .words = {"iocs stix sigma navigator navigator-all csv jsonl timesketch timesketch-csv timeline-explorer "
              "sqlite dot coverage"},
    .tables = {own_options, redacting_options, cmd_time_options},
    .run = run,
};
