// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/output.h"

#include "src/scope/attribution.h"
#include "src/scope/mark_find.h"
#include "src/scope/phrase.h"

#include <stdio.h>

static const struct option_spec own_options[] = {
    {.name = "reason",
     .letter = 'r',
     .argument = "TEXT",
     .help = "why; goes into the journal and the report"},
    {.name = "since", .argument = "TIME", .help = "only from this time on"},
    {.name = "until", .argument = "TIME", .help = "only up to this time"},
    {0},
};

static bool read_time(const struct call *call, const char *option, int64_t *ret_s, struct err *err)
{
    const char *text = option_value(&call->options, option);
    *ret_s = ISOTIME_NONE;
    if (!text || isotime_parse_human(text, isotime_now(), ret_s))
        return true;
    return err_set(err, ERR_USAGE,
                   "--%s takes a time (2020-04-01T12:00:00Z) or a span back from now (7d), not "
                   "\"%s\"",
                   option, text);
}

static bool read_marks(const struct call *call, struct db *db, struct arena *arena, struct mark *marks,
                       struct err *err)
{
    struct mark common = {.reason = option_value(&call->options, "reason")};
    const char *word = call->args[call->arg_count - 1];
    if (!verdict_parse(word, &common.verdict))
        return err_set(err, ERR_USAGE,
                       "\"%s\" is no verdict: attacker, compromised, benign, or none to take a "
                       "mark away",
                       word);
    if (!read_time(call, "since", &common.since_s, err) || !read_time(call, "until", &common.until_s, err))
        return false;
    for (size_t i = 0; i + 1 < call->arg_count; i++) {
        marks[i] = common;
        if (!mark_find_typed(db, call->args[i], arena, &marks[i].kind, &marks[i].value, err))
            return false;
    }
    return true;
}

static bool tell_effect(struct db *db, const struct attribution_counts *before, struct err *err)
{
    struct attribution_counts now;
    if (!attribution_count(db, &now, err))
        return false;
    CLEANUP(buf) struct buf out = {0};
    phrase_count(&out, now.attributed, "event", "events");
    buf_str(&out, " attributed (before: ");
    phrase_number(&out, before->attributed);
    buf_str(&out, "), ");
    phrase_number(&out, now.undecided);
    buf_str(&out, " undecided (before: ");
    phrase_number(&out, before->undecided);
    printf("%s)\n", buf_text(&out));
    return true;
}

static bool set_marks(struct call *call, struct err *err)
{
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(arena) struct arena arena = {0};
    struct attribution_counts before;
    size_t count = call->arg_count - 1;
    struct mark *marks = arena_zero(&arena, count, sizeof *marks);
    if (!call_open(call, DB_WRITE, &db, err) || !read_marks(call, db, &arena, marks, err))
        return false;
    return attribution_count(db, &before, err) && mark_apply(db, marks, count, err) &&
           (option_is_set(&call->options, "quiet") || tell_effect(db, &before, err));
}

static bool list_marks(struct call *call, struct err *err)
{
    static const struct column columns[] = {
        {"kind", COLUMN_TEXT, 0},
        {"value", COLUMN_TEXT, COLUMN_WIDE | COLUMN_ENDS},
        {"label", COLUMN_TEXT, 0},
        {"verdict", COLUMN_TEXT, 0},
        {"attributed", COLUMN_INT, 0},
        {"undecided", COLUMN_INT, 0},
        {"set_aside", COLUMN_INT, 0},
        {"since", COLUMN_TIME, 0},
        {"until", COLUMN_TIME, 0},
        {"derived", COLUMN_BOOL, 0},
        {"reason", COLUMN_TEXT, COLUMN_WIDE},
    };
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(mark_list) struct mark_list marks = {0};
    CLEANUP(output) struct output *out = NULL;
    if (!call_open(call, DB_READ, &db, err) || !mark_list_load(&marks, db, err) ||
        !output_open(&out, call, columns, ARRAY_LEN(columns), err))
        return false;
    for (size_t i = 0; i < marks.count; i++) {
        const struct mark *mark = &marks.items[i];
        output_text(out, mark_kind_names[mark->kind]);
        output_text(out, mark->value);
        output_text(out, mark->label);
        output_text(out, verdict_names[mark->verdict]);
        output_int(out, mark->attributed);
        output_int(out, mark->undecided);
        output_int(out, mark->set_aside);
        output_time(out, mark->since_s);
        output_time(out, mark->until_s);
        output_bool(out, mark->issued_by != 0);
        output_text(out, mark->reason);
        if (!output_row(out, err))
            return false;
    }
    return output_close(TAKE(out), err);
}

static bool run(struct call *call, struct err *err)
{
    if (call->arg_count == 1)
        return err_set(err, ERR_USAGE, "which verdict? Usage: trailcase mark %s", call->command->usage);
    return call->arg_count == 0 ? list_marks(call, err) : set_marks(call, err);
}

const struct command cmd_mark = {
    .name = "mark",
    .group = CMD_JUDGE,
    .usage = "CASE [KIND:VALUE... VERDICT]",
    .summary = "Give a verdict on things, or list the verdicts",
    .detail = "KIND is address, key, principal, session, agent or event. A principal goes by\n"
              "name, key or ARN, an event by eventID or number. VERDICT is attacker,\n"
              "compromised (the victim's, in the attacker's hands), benign, or none to take a\n"
              "mark away. Without either the marks are listed. 'undo' takes the last back.\n",
    .args_max = CMD_ARGS_ANY,
    .words = {NULL, "attacker compromised benign none"},
    .tables = {own_options, cmd_output_options},
    .run = run,
};
