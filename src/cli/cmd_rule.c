// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/output.h"
#include "src/detect/try.h"

#include <string.h>

static bool run(struct call *call, struct err *err)
{
    static const struct column columns[] = {
        {"rule", COLUMN_TEXT, 0}, {"title", COLUMN_TEXT, COLUMN_WIDE},
        {"event", COLUMN_INT, 0}, {"id", COLUMN_TEXT, 0},
        {"hit", COLUMN_BOOL, 0},
    };
    CLEANUP(try) struct try trial = {0};
    CLEANUP(output) struct output *out = NULL;
    if (strcmp(call->args[0], "test") != 0)
        return err_set(err, ERR_USAGE, "rule knows one word: test. Usage: trailcase rule %s",
                       call->command->usage);
    if (!try_run(&trial, call->args[1], call->args[2], err) ||
        !output_open(&out, call, columns, ARRAY_LEN(columns), err))
        return false;
    for (size_t i = 0; i < trial.count; i++) {
        const struct try_row *row = &trial.rows[i];
        output_text(out, row->rule->id);
        output_text(out, row->rule->title);
        output_int(out, row->number);
        output_text(out, row->uid);
        output_bool(out, row->hit);
        if (!output_row(out, err))
            return false;
    }
    return output_close(TAKE(out), err);
}

const struct command cmd_rule = {
    .name = "rule",
    .group = CMD_JUDGE,
    .usage = "test RULES EVENTS",
    .summary = "Try rules on events of a file, without a case",
    .detail = "RULES is a file or folder as for 'detect -r'. EVENTS is a JSON array of records, an\n"
              "object with Records, or records one a line. Each event is answered for each rule;\n"
              "of rules that count events together, what each event must be is tried.\n",
    .args_min = 3,
    .args_max = 3,
    .words = {"test"},
    .tables = {cmd_output_options},
    .run = run,
};
