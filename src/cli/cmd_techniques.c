// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/techniques.h"

#include "src/cli/look.h"

#include <inttypes.h>
#include <stdio.h>

static const struct option_spec own_options[] = {
    {.name = "attributed", .help = "of the attacker's calls only"},
    {0},
};

static const struct column columns[] = {
    {"tactic_id", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"tactic", COLUMN_TEXT, 0},
    {"technique", COLUMN_TEXT, 0},
    {"name", COLUMN_TEXT, 0},
    {"events", COLUMN_INT, 0},
    {"denied", COLUMN_INT, COLUMN_SPARE},
    {"first", COLUMN_TIME, COLUMN_SPARE},
    {"last", COLUMN_TIME, COLUMN_SPARE},
    {"formerly", COLUMN_TEXT, COLUMN_SPARE},
    {"former_tactic", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"former_technique", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"former_name", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"calls", COLUMN_TEXT, COLUMN_WIDE | COLUMN_SPARE},
    {"filter", COLUMN_TEXT, COLUMN_NOT_TABLE},
};

static bool write_row(struct output *out, const struct technique_row *row, bool attributed, struct err *err)
{
    CLEANUP(buf) struct buf former = {0}, filter = {0};
    technique_former_text(&former, row);
    buf_fmt(&filter, "%s%s%s", row->filter, attributed && *row->filter ? " " : "",
            attributed ? "is:attributed" : "");
    output_text(out, row->tactic->id);
    output_text(out, row->tactic->name);
    output_text(out, row->technique->id);
    output_text(out, row->technique->name);
    output_int(out, row->events);
    output_int(out, row->denied);
    output_time(out, row->first_s);
    output_time(out, row->last_s);
    output_text(out, former.len ? buf_text(&former) : NULL);
    output_text(out, row->former.tactic);
    output_text(out, row->former.id);
    output_text(out, row->former.name);
    output_text(out, row->calls);
    output_text(out, buf_text(&filter));
    return output_row(out, err);
}

static bool run(struct call *call, struct err *err)
{
    CLEANUP(filter) struct filter *filter = NULL;
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(techniques) struct techniques techniques = {0};
    CLEANUP(output) struct output *out = NULL;
    bool attributed = option_is_set(&call->options, "attributed");
    if (!look_filter(call, 0, &filter, err) || !call_open(call, DB_READ, &db, err) ||
        !techniques_load(&techniques, db, filter, attributed, err) ||
        !output_open(&out, call, columns, ARRAY_LEN(columns), err))
        return false;
    for (size_t i = 0; i < techniques.count; i++)
        if (!write_row(out, &techniques.rows[i], attributed, err))
            return false;
    if (!option_is_set(&call->options, "quiet"))
        fprintf(stderr, "ATT&CK %s; %" PRId64 " of %" PRId64 " calls are of no technique\n", ATTACK_VERSION,
                techniques.without, techniques.events);
    return output_close(TAKE(out), err);
}

const struct command cmd_techniques = {
    .name = "techniques",
    .group = CMD_JUDGE,
    .usage = "CASE [FILTER]",
    .summary = "The ATT&CK techniques that calls are one of, by tactic",
    .detail = "A call counts for the technique it most often serves, tries included. With\n"
              "--attributed, all of the attacker's calls count as uses of valid accounts besides.\n"
              "'formerly' is what a technique was called before mid 2020, or before version 19.\n",
    .args_max = CMD_ARGS_ANY,
    .tables = {own_options, cmd_time_options, cmd_output_options},
    .run = run,
};
