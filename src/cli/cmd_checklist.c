// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/output.h"

#include "src/report/checklist_out.h"
#include "src/scope/checklist_state.h"

#include <string.h>

static const char *const types[] = {"table", "md", "csv", "json", "sh", NULL};

static const struct option_spec own_options[] = {
    {.name = "type",
     .letter = 't',
     .argument = "TYPE",
     .help = "table (the default), md, csv, json, or sh: a script that shows and, with --apply, acts",
     .words = types},
    {.name = "output",
     .letter = 'o',
     .argument = "DIR|FILE",
     .help = "write there instead of standard output"},
    {.name = "clobber", .letter = 'C', .help = "overwrite what is there"},
    {.name = "done", .argument = "ID", .help = "this item is done", .repeats = true},
    {.name = "skip",
     .argument = "ID",
     .help = "this item is not to be done: say why with --note",
     .repeats = true},
    {.name = "reopen", .argument = "ID", .help = "this item is to be done after all", .repeats = true},
    {.name = "item", .argument = "ID", .help = "only the assignee and note of this item", .repeats = true},
    {.name = "assign", .argument = "WHO", .help = "who does it; \"\" for nobody"},
    {.name = "note", .argument = "TEXT", .help = "what to know about it; \"\" takes it away"},
    {0},
};

/* --- rows --- */

static const struct column columns[] = {
    {"state", COLUMN_TEXT, 0},
    {"phase", COLUMN_TEXT, 0},
    {"id", COLUMN_TEXT, 0},
    {"action", COLUMN_TEXT, COLUMN_WIDE},
    {"region", COLUMN_TEXT, COLUMN_SPARE},
    {"account", COLUMN_TEXT, COLUMN_SPARE},
    {"assignee", COLUMN_TEXT, COLUMN_SPARE},
    {"note", COLUMN_TEXT, COLUMN_SPARE},
    {"targets", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"why", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"command", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"check", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"undo", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"danger", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"by_hand", COLUMN_BOOL, COLUMN_NOT_TABLE},
    {"reversed", COLUMN_TEXT, COLUMN_NOT_TABLE},
};

static void put_texts(struct output *out, const struct checklist_texts *texts)
{
    CLEANUP(buf) struct buf joined = {0};
    for (size_t i = 0; i < texts->count; i++)
        buf_fmt(&joined, "%s%s", i ? "; " : "", texts->items[i]);
    output_text(out, buf_text(&joined));
}

static void put_item(struct output *out, const struct checklist_item *item, struct arena *arena)
{
    output_text(out, checklist_state_names[item->state]);
    output_text(out, checklist_phase_names[item->recipe->phase]);
    output_text(out, item->id);
    output_text(out, item->action);
    output_text(out, item->region);
    output_text(out, item->account);
    output_text(out, item->assignee);
    output_text(out, item->note);
    put_texts(out, &item->targets);
    put_texts(out, &item->why);
    output_text(out, item->command);
    output_text(out, item->check);
    output_text(out, item->undo);
    output_text(out, checklist_danger(item, arena));
    output_bool(out, (item->recipe->flags & RECIPE_BY_HAND) != 0 || !item->command);
    output_text(out, item->reversed);
}

static bool write_rows(struct call *call, const struct checklist *list, enum output_format format,
                       struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    CLEANUP(output) struct output *out = NULL;
    if (!output_open_as(&out, call, format, columns, ARRAY_LEN(columns), err))
        return false;
    for (size_t i = 0; i < list->count; i++) {
        put_item(out, &list->items[i], &arena);
        if (!output_row(out, err))
            return false;
    }
    return output_close(TAKE(out), err);
}

static bool write_document(struct call *call, const struct checklist *list, const char *type, struct err *err)
{
    CLEANUP(buf) struct buf out = {0}, name = {0};
    buf_fmt(&name, "checklist.%s", type);
    if (strcmp(type, "sh") == 0)
        checklist_sh(list, &out);
    else if (strcmp(type, "md") == 0)
        checklist_md(list, &out);
    else if (!checklist_json(list, &out, err))
        return false;
    return output_document_named(call, buf_text(&name), buf_text(&out), out.len, err);
}

static bool show(struct call *call, struct err *err)
{
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(checklist) struct checklist list = {0};
    const char *type = option_value(&call->options, "type");
    bool is_script = type && strcmp(type, "sh") == 0;
    if (!call_open(call, DB_READ, &db, err) ||
        !checklist_load(&list, db, is_script ? CHECKLIST_SCRIPT_NOW : NULL, err))
        return false;
    if (!type || strcmp(type, "table") == 0)
        return write_rows(call, &list, OUTPUT_TABLE, err);
    if (strcmp(type, "csv") == 0)
        return write_rows(call, &list, OUTPUT_CSV, err);
    return write_document(call, &list, type, err);
}

/* --- ticks --- */

static const struct {
    const char *option, *state;
} ticks[] = {{"done", "done"}, {"skip", "skipped"}, {"reopen", "open"}, {"item", NULL}};

static bool tick_one(struct call *call, const struct checklist *list, const char *id, const char *state,
                     struct err *err)
{
    const struct checklist_item *item = checklist_find(list, id);
    if (!item)
        return err_set(err, ERR_USAGE, "the checklist has no item %s: see 'trailcase checklist %s'", id,
                       call->case_path);
    struct checklist_change change = {.id = id,
                                      .action = item->action,
                                      .state = state,
                                      .assignee = option_value(&call->options, "assign"),
                                      .note = option_value(&call->options, "note")};
    return checklist_tick(list->db, &change, err);
}

static bool tick(struct call *call, struct err *err)
{
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(checklist) struct checklist list = {0};
    if (!call_open(call, DB_WRITE, &db, err) || !checklist_load(&list, db, NULL, err))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(ticks); i++)
        for (size_t n = 0; option_nth(&call->options, ticks[i].option, n); n++)
            if (!tick_one(call, &list, option_nth(&call->options, ticks[i].option, n), ticks[i].state, err))
                return false;
    return true;
}

static bool run(struct call *call, struct err *err)
{
    bool ticks_any = false;
    for (size_t i = 0; i < ARRAY_LEN(ticks); i++)
        ticks_any |= option_is_set(&call->options, ticks[i].option);
    if (ticks_any)
        return tick(call, err);
    if (option_is_set(&call->options, "note") || option_is_set(&call->options, "assign"))
        return err_set(err, ERR_USAGE, "say which item is meant: --item ID, --done ID, --skip ID");
    return show(call, err);
}

const struct command cmd_checklist = {
    .name = "checklist",
    .group = CMD_HAND_OVER,
    .usage = "CASE",
    .summary = "What to do, in order, with the AWS CLI commands that do it, check it and take it back",
    .detail = "Contain, preserve, eradicate, recover, harden: from what the attacker left, what they\n"
              "acted with, and what the owners do. Nothing is run by trailcase. The script shows what it\n"
              "would do and acts only with --apply, only on the accounts of its items, and only where\n"
              "its check says that there is something left to do.\n",
    .tables = {own_options},
    .run = run,
};
