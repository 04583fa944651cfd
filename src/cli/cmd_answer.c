// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/output.h"

#include "src/scope/wording.h"

static const struct option_spec own_options[] = {
    {.name = "text", .argument = "TEXT", .help = "your own wording; '' goes back to the computed answer"},
    {0},
};

static bool list(struct call *call, struct err *err)
{
    static const struct column columns[] = {{"question", COLUMN_TEXT, 0},
                                            {"own", COLUMN_TEXT, COLUMN_WIDE},
                                            {"computed", COLUMN_TEXT, COLUMN_WIDE}};
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(questions) struct questions questions = {0};
    CLEANUP(output) struct output *out = NULL;
    if (!call_open(call, DB_READ, &db, err) || !questions_load(&questions, db, err) ||
        !output_open(&out, call, columns, ARRAY_LEN(columns), err))
        return false;
    for (enum question_id id = 0; id < QUESTION__COUNT; id++) {
        output_text(out, questions.items[id].name);
        output_text(out, questions.items[id].own_answer);
        output_text(out, questions.items[id].answer);
        if (!output_row(out, err))
            return false;
    }
    return output_close(TAKE(out), err);
}

static bool run(struct call *call, struct err *err)
{
    CLEANUP(db) struct db *db = NULL;
    const char *text = option_value(&call->options, "text");
    enum question_id question;
    if (call->arg_count == 0 && !text)
        return list(call, err);
    if (call->arg_count == 0 || !text)
        return err_set(err, ERR_USAGE, "give the question and --text, or neither to list the answers");
    if (!question_parse(call->args[0], &question))
        return err_set(err, ERR_USAGE, "%s is no question: credentials, duration, actions or entry",
                       call->args[0]);
    return call_open(call, DB_WRITE, &db, err) && wording_set_answer(db, question, text, err);
}

const struct command cmd_answer = {
    .name = "answer",
    .group = CMD_JUDGE,
    .usage = "CASE [QUESTION --text TEXT]",
    .summary = "Answer a question in your own words, or list the answers",
    .detail = "QUESTION is credentials, duration, actions or entry. The computed answer stays beside\n"
              "yours in scope, the report and on the Scope screen.\n",
    .args_max = 1,
    .words = {"credentials duration actions entry"},
    .tables = {own_options, cmd_output_options},
    .run = run,
};
