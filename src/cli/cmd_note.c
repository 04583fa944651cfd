// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/output.h"

#include "src/base/isotime.h"
#include "src/model/filter.h"
#include "src/scope/mark_find.h"
#include "src/scope/note.h"

#include <string.h>

/* filter:NAME: the text is a filter that is kept under that name. */
static bool is_filter(const char *thing, const char *text, const char **ret_name, bool *ret_bad,
                      struct err *err)
{
    CLEANUP(filter) struct filter *filter = NULL;
    if (strncmp(thing, "filter:", strlen("filter:")) != 0)
        return false;
    *ret_name = thing + strlen("filter:");
    *ret_bad = !filter_parse(&filter, text, isotime_now(), NULL, err);
    return true;
}

static bool add(struct call *call, struct err *err)
{
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(arena) struct arena arena = {0};
    const char *kind = "case", *value = "", *text = call->args[call->arg_count - 1];
    enum mark_kind mark_kind;
    if (!*text)
        return err_set(err, ERR_USAGE, "an empty note says nothing");
    if (!call_open(call, DB_WRITE, &db, err))
        return false;
    bool bad = false;
    if (call->arg_count == 2 && is_filter(call->args[0], text, &value, &bad, err)) {
        kind = "filter";
    } else if (call->arg_count == 2) {
        if (!mark_find_typed(db, call->args[0], &arena, &mark_kind, &value, err))
            return false;
        kind = mark_kind_names[mark_kind];
    }
    return !bad && note_add(db, kind, value, text, err);
}

static bool list(struct call *call, struct err *err)
{
    static const struct column columns[] = {{"time", COLUMN_TIME, 0},
                                            {"kind", COLUMN_TEXT, 0},
                                            {"value", COLUMN_TEXT, COLUMN_WIDE},
                                            {"text", COLUMN_TEXT, COLUMN_WIDE}};
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(note_list) struct note_list notes = {0};
    CLEANUP(output) struct output *out = NULL;
    if (!call_open(call, DB_READ, &db, err) || !note_list_load(&notes, db, err) ||
        !output_open(&out, call, columns, ARRAY_LEN(columns), err))
        return false;
    for (size_t i = 0; i < notes.count; i++) {
        output_time(out, notes.items[i].created_s);
        output_text(out, notes.items[i].kind);
        output_text(out, notes.items[i].value);
        output_text(out, notes.items[i].text);
        if (!output_row(out, err))
            return false;
    }
    return output_close(TAKE(out), err);
}

static bool run(struct call *call, struct err *err)
{
    return call->arg_count == 0 ? list(call, err) : add(call, err);
}

const struct command cmd_note = {
    .name = "note",
    .group = CMD_JUDGE,
    .usage = "CASE [[KIND:VALUE] TEXT]",
    .summary = "Write a note on the case or a thing in it, or list them",
    .args_max = 2,
    .tables = {cmd_output_options},
    .run = run,
};
