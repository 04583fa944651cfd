// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/output.h"

#include "src/cli/redacting.h"
#include "src/report/checklist_out.h"
#include "src/scope/checklist_state.h"

#include <string.h>

static const char *const types[] = {"table", "md", "html", "csv", "json", "sh", NULL};

static const struct option_spec own_options[] = {
    {.name = "type",
     .letter = 't',
     .argument = "TYPE",
     .help = "table (the default), md, html, csv, json, or sh: a script that shows and, with --apply, acts",
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
};

static void put_item(struct output *out, const struct checklist_item *item)
{
    output_text(out, checklist_state_names[item->state]);
    output_text(out, checklist_phase_names[item->recipe->phase]);
    output_text(out, item->id);
    output_text(out, item->action);
    output_text(out, item->region);
    output_text(out, item->account);
    output_text(out, item->assignee);
    output_text(out, item->note);
}

static bool write_table(struct call *call, const struct checklist *list, struct err *err)
{
    CLEANUP(output) struct output *out = NULL;
    if (!output_open_as(&out, call, OUTPUT_TABLE, columns, ARRAY_LEN(columns), err))
        return false;
    for (size_t i = 0; i < list->count; i++) {
        put_item(out, &list->items[i]);
        if (!output_row(out, err))
            return false;
    }
    return output_close(TAKE(out), err);
}

static bool show(struct call *call, struct err *err)
{
    CLEANUP(redacting) struct redacting from = {0};
    CLEANUP(checklist) struct checklist list = {0};
    CLEANUP(buf) struct buf text = {0};
    const char *type = option_value(&call->options, "type");
    const struct checklist_kind *kind = type ? checklist_kind_of(type) : NULL;
    if (!redacting_open(&from, call, err) || !checklist_load(&list, from.db, kind ? kind->now : NULL, err))
        return false;
    if (!kind)
        return write_table(call, &list, err);
    return kind->render(&list, &text, err) &&
           output_document_named(call, kind->file, buf_text(&text), text.len, err);
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
    .tables = {own_options, redacting_options},
    .run = run,
};
