// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/output.h"

#include "src/scope/residue_text.h"

#include <stdio.h>
#include <string.h>

static const char *const state_words[] = {"open", "undone", "all", NULL};

static const struct option_spec own_options[] = {
    {.name = "state",
     .argument = "STATE",
     .help = "open (partly undone too; the default), undone or all",
     .words = state_words},
    {.name = "unfold", .help = "in a table too, one line each, however many are alike"},
    {0},
};

static const struct column columns[] = {
    {"state", COLUMN_TEXT, 0},
    {"kind", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"what", COLUMN_TEXT, COLUMN_WIDE},
    {"count", COLUMN_INT, COLUMN_NOT_TABLE},
    {"region", COLUMN_TEXT, 0},
    {"opened", COLUMN_TIME, COLUMN_SPARE},
    {"by", COLUMN_TEXT, COLUMN_SPARE},
    {"account", COLUMN_TEXT, COLUMN_SPARE},
    {"ended", COLUMN_TIME, COLUMN_SPARE},
    {"ended_by", COLUMN_TEXT, COLUMN_SPARE},
    {"ended_api", COLUMN_TEXT, COLUMN_SPARE},
    {"sense", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"name", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"part", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"id", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"text", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"before", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"calls", COLUMN_INT, COLUMN_NOT_TABLE},
    {"last", COLUMN_TIME, COLUMN_NOT_TABLE},
    {"event", COLUMN_INT, COLUMN_NOT_TABLE},
    {"api", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"key", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"ended_event", COLUMN_INT, COLUMN_NOT_TABLE},
    {"ended_key", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"ended_by_attacker", COLUMN_BOOL, COLUMN_NOT_TABLE},
};

static void put_who(struct output *out, const struct residue_act *act)
{
    CLEANUP(buf) struct buf who = {0};
    residue_text_who(&who, act);
    output_text(out, who.len ? buf_text(&who) : NULL);
}

static void put_ids(struct output *out, const struct residue *residue)
{
    static const char *const senses[] = {[RESIDUE_MADE] = "made", [RESIDUE_TAKEN_DOWN] = "taken down"};
    output_text(out, senses[residue_kinds[residue->kind].sense]);
    output_text(out, residue->name);
    output_text(out, residue->part);
    output_text(out, residue->id);
    output_text(out, residue->text);
    output_text(out, residue->before);
    output_int(out, residue->calls);
}

static void put_events(struct output *out, const struct residue_line *line)
{
    const struct residue_act *opened = &line->first->opened, *ended = &line->first->ended;
    output_time(out, line->last_s);
    output_int(out, opened->event_id);
    output_text(out, opened->api);
    output_text(out, opened->key);
    if (ended->event_id) {
        output_int(out, ended->event_id);
        output_text(out, ended->key);
        output_bool(out, ended->is_attacker);
        return;
    }
    for (int i = 0; i < 3; i++)
        output_null(out);
}

/* is_table: for people, who get the kind in words. */
static void put_line(struct output *out, const struct residue_line *line, bool is_table)
{
    CLEANUP(buf) struct buf text = {0};
    const struct residue *residue = line->first;
    bool ended = residue->ended.event_id != 0;
    if (is_table && line->count == 1)
        buf_fmt(&text, "%s ", residue_kinds[residue->kind].one);
    residue_text_line(&text, line);
    output_text(out, residue_state_names[residue->state]);
    output_text(out, residue_kinds[residue->kind].word);
    output_text(out, buf_text(&text));
    output_int(out, (int64_t)line->count);
    output_text(out, residue->region);
    output_time(out, residue->opened.time_s);
    put_who(out, &residue->opened);
    output_text(out, residue->account);
    output_time(out, ended ? residue->ended.time_s : ISOTIME_NONE);
    put_who(out, &residue->ended);
    output_text(out, residue->ended.api);
    put_ids(out, residue);
    put_events(out, line);
}

static unsigned states_of(const struct call *call)
{
    const char *word = option_value(&call->options, "state");
    if (word && strcmp(word, "all") == 0)
        return RESIDUE_ALL_STATES;
    if (word && strcmp(word, "undone") == 0)
        return 1U << RESIDUE_UNDONE;
    return 1U << RESIDUE_OPEN | 1U << RESIDUE_PARTLY;
}

static bool run(struct call *call, struct err *err)
{
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(residue) struct residue_list list = {0};
    CLEANUP(arena) struct arena arena = {0};
    CLEANUP(output) struct output *out = NULL;
    bool is_table = output_format_of(call) == OUTPUT_TABLE;
    bool fold = is_table && !option_is_set(&call->options, "unfold");
    if (!call_open(call, DB_READ, &db, err) || !residue_load(&list, db, err) ||
        !output_open(&out, call, columns, ARRAY_LEN(columns), err))
        return false;
    struct residue_lines lines = fold ? residue_fold(&list, states_of(call), NULL, &arena)
                                      : residue_unfold(&list, states_of(call), &arena);
    for (size_t i = 0; i < lines.count; i++) {
        put_line(out, &lines.items[i], is_table);
        if (!output_row(out, err))
            return false;
    }
    if (list.undecided && !option_is_set(&call->options, "quiet"))
        fprintf(stderr, "%zu undecided %s may have made more: see 'trailcase events CASE is:undecided'\n",
                list.undecided, list.undecided == 1 ? "call" : "calls");
    return output_close(TAKE(out), err);
}

const struct command cmd_residue = {
    .name = "residue",
    .group = CMD_JUDGE,
    .usage = "CASE",
    .summary = "What the attacker made or took down and nobody has undone yet",
    .detail = "Rules, keys, users, policies, shares, functions, stopped trails and their like, opened\n"
              "by attributed calls and replayed against the calls that undo them, whoever made those.\n"
              "partly: stopped but there, or written over with some of it left. A table folds what is\n"
              "alike; csv, json and jsonl have every one with the ids to undo it by.\n",
    .tables = {own_options, cmd_output_options},
    .run = run,
};
