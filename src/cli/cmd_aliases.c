// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/output.h"

#include <string.h>

static const struct column columns[] = {
    {"kind", COLUMN_TEXT, 0},
    {"value", COLUMN_TEXT, COLUMN_WIDE},
    {"pseudonym", COLUMN_TEXT, 0},
};

/* Without words everything; else what one of them is, on either side. */
static bool is_asked(const struct call *call, const char *value, const char *pseudonym)
{
    for (size_t i = 0; i < call->arg_count; i++)
        if (strcmp(call->args[i], value) == 0 || strcmp(call->args[i], pseudonym) == 0)
            return true;
    return call->arg_count == 0;
}

static bool run(struct call *call, struct err *err)
{
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(output) struct output *out = NULL;
    struct stmt *row;
    enum stmt_end end;
    if (!call_open(call, DB_READ, &db, err) || !db_stmt(db, QUERY_REDACT_ALIASES, &row, err) ||
        !output_open(&out, call, columns, ARRAY_LEN(columns), err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        if (!is_asked(call, stmt_get_text(row, 1, NULL), stmt_get_text(row, 2, NULL)))
            continue;
        for (int i = 0; i < (int)ARRAY_LEN(columns); i++)
            output_text(out, stmt_get_text(row, i, NULL));
        if (!output_row(out, err))
            return false;
    }
    return end == STMT_DONE && output_close(TAKE(out), err);
}

const struct command cmd_aliases = {
    .name = "aliases",
    .group = CMD_HAND_OVER,
    .usage = "CASE [WORD...]",
    .summary = "Which pseudonym stands for what in what was handed over redacted",
    .detail = "With WORDs only these, whether they are pseudonyms or what those stand for.\n",
    .args_max = CMD_ARGS_ANY,
    .tables = {cmd_output_options},
    .run = run,
};
