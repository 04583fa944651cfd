// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/cmd.h"

#include "src/cli/look.h"
#include "src/model/frequency.h"

static const struct option_spec own[] = {
    {.name = "limit", .letter = 'n', .argument = "N", .help = "rows at most; 0 for all (default: all)"},
    {0},
};

static bool write_rows(struct output *out, const struct frequency *frequency, struct err *err)
{
    for (size_t i = 0; i < frequency->count; i++) {
        const struct frequency_row *row = &frequency->rows[i];
        output_text(out, row->value);
        output_int(out, row->events);
        output_time(out, row->first_s);
        output_time(out, row->last_s);
        output_text(out, row->label);
        if (!output_row(out, err))
            return false;
    }
    return true;
}

static bool run(struct call *call, struct err *err)
{
    static const struct column columns[] = {
        {"value", COLUMN_TEXT, COLUMN_WIDE | COLUMN_ENDS},
        {"events", COLUMN_INT, 0},
        {"first", COLUMN_TIME, 0},
        {"last", COLUMN_TIME, 0},
        {"name", COLUMN_TEXT, 0},
    };
    CLEANUP(filter) struct filter *filter = NULL;
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(frequency) struct frequency frequency = {0};
    CLEANUP(output) struct output *out = NULL;
    int64_t limit = 0;
    return option_int(&call->options, "limit", 0, INT64_MAX, &limit, err) &&
           look_filter(call, 1, &filter, err) && call_open(call, DB_READ, &db, err) &&
           frequency_load(&frequency, db, call->args[0], filter, limit, err) &&
           output_open(&out, call, columns, ARRAY_LEN(columns), err) && write_rows(out, &frequency, err) &&
           output_close(TAKE(out), err);
}

const struct command cmd_frequency = {
    .name = "frequency",
    .group = CMD_LOOK,
    .usage = "CASE FIELD [FILTER]",
    .summary = "How many events have each value of a field",
    .detail = "FIELD: principal address asn owner country key session agent client api service\n"
              "region account resource error technique outcome access is at (days).\n"
              "FILTER: see trailcase events --help.\n",
    .args_min = 1,
    .args_max = CMD_ARGS_ANY,
    .words =
        {"principal address asn owner country key session agent client api service region account resource "
         "error technique outcome access is at"},
    .tables = {own, cmd_time_options, cmd_output_options},
    .run = run,
};
