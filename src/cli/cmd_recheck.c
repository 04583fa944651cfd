// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/output.h"

#include "src/scope/recheck.h"

static const struct option_spec own_options[] = {
    {.name = "accept", .help = "take the answers as they are now"},
    {0},
};

static bool write_row(struct output *out, const struct question *question, const struct recheck *check,
                      const char *change, const char *text, struct err *err)
{
    output_text(out, question->name);
    output_text(out, recheck_state_names[check->state]);
    output_text(out, check->how);
    output_time(out, check->seen_s);
    output_text(out, change);
    output_text(out, text);
    return output_row(out, err);
}

static bool write_question(struct output *out, const struct question *question, const struct recheck *check,
                           struct err *err)
{
    if (check->state != RECHECK_CHANGED)
        return write_row(out, question, check, NULL, question->answer, err);
    if (check->answer_changed && (!write_row(out, question, check, "answer was", check->was, err) ||
                                  !write_row(out, question, check, "answer is", question->answer, err)))
        return false;
    for (size_t i = 0; i < check->gone_count; i++)
        if (!write_row(out, question, check, "claim was", check->gone[i].text, err))
            return false;
    for (size_t i = 0; i < check->added_count; i++)
        if (!write_row(out, question, check, "claim is", check->added[i].text, err))
            return false;
    return true;
}

static bool list(const struct call *call, const struct questions *questions, struct db *db, struct err *err)
{
    static const struct column columns[] = {{"question", COLUMN_TEXT, 0}, {"state", COLUMN_TEXT, 0},
                                            {"how", COLUMN_TEXT, 0},      {"since", COLUMN_TIME, 0},
                                            {"change", COLUMN_TEXT, 0},   {"text", COLUMN_TEXT, COLUMN_WIDE}};
    CLEANUP(arena) struct arena arena = {0};
    CLEANUP(output) struct output *out = NULL;
    if (!output_open(&out, call, columns, ARRAY_LEN(columns), err))
        return false;
    for (enum question_id id = 0; id < QUESTION__COUNT; id++) {
        struct recheck check;
        if (!recheck_load(&check, &questions->items[id], db, &arena, err) ||
            !write_question(out, &questions->items[id], &check, err))
            return false;
    }
    return output_close(TAKE(out), err);
}

static bool run(struct call *call, struct err *err)
{
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(questions) struct questions questions = {0};
    bool accept = option_is_set(&call->options, "accept");
    if (!call_open(call, accept ? DB_WRITE : DB_READ, &db, err) || !questions_load(&questions, db, err))
        return false;
    return accept ? recheck_accept(&questions, db, err) : list(call, &questions, db, err);
}

const struct command cmd_recheck = {
    .name = "recheck",
    .group = CMD_JUDGE,
    .usage = "CASE",
    .summary = "Which answers changed since they were last accepted or reported",
    .detail = "After new evidence or marks: each answer that is not what it was, with the claims that\n"
              "went and those that came. A report written to a file counts as seen.\n",
    .tables = {own_options, cmd_output_options},
    .run = run,
};
