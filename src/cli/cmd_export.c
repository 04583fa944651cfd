// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/output.h"

#include "src/scope/facts.h"

#include <string.h>

static const struct column columns[] = {
    {"type", COLUMN_TEXT, 0},
    {"value", COLUMN_TEXT, COLUMN_WIDE},
    {"name", COLUMN_TEXT, COLUMN_SPARE},
    {"account", COLUMN_TEXT, COLUMN_SPARE},
    {"events", COLUMN_INT, 0},
    {"first", COLUMN_TIME, 0},
    {"last", COLUMN_TIME, 0},
};

/* What of the attributed events another team can look for, strongest first. */
static const struct {
    enum fact_dim dim;
    const char *type;
    bool has_name, has_account;
} kinds[] = {{FACT_ADDRESS, "address", false, false},
             {FACT_KEY, "key", false, true},
             {FACT_PRINCIPAL, "principal", true, true},
             {FACT_SESSION, "session", true, false},
             {FACT_AGENT, "agent", false, false}};

static bool put_kind(struct output *out, struct facts *facts, size_t kind, struct err *err)
{
    struct groups groups = pick_group(&facts->attributed, &facts->arena, kinds[kind].dim);
    for (size_t i = 0; i < groups.count; i++) {
        const struct fact_name *name = facts_name(facts, kinds[kind].dim, groups.items[i].id);
        if (groups.items[i].id == 0)
            continue;
        output_text(out, kinds[kind].type);
        output_text(out, name->value);
        output_text(out, kinds[kind].has_name ? name->label : NULL);
        output_text(out, kinds[kind].has_account ? name->extra : NULL);
        output_int(out, (int64_t)groups.items[i].pick.count);
        output_time(out, pick_first_s(&groups.items[i].pick));
        output_time(out, pick_last_s(&groups.items[i].pick));
        if (!output_row(out, err))
            return false;
    }
    return true;
}

static bool run(struct call *call, struct err *err)
{
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(facts) struct facts facts = {0};
    CLEANUP(output) struct output *out = NULL;
    if (strcmp(call->args[0], "iocs") != 0)
        return err_set(err, ERR_USAGE, "there is no export \"%s\": iocs is what there is", call->args[0]);
    if (!call_open(call, DB_READ, &db, err) || !facts_load(&facts, db, err) ||
        !output_open(&out, call, columns, ARRAY_LEN(columns), err))
        return false;
    for (size_t kind = 0; kind < ARRAY_LEN(kinds); kind++)
        if (!put_kind(out, &facts, kind, err))
            return false;
    return output_close(TAKE(out), err);
}

const struct command cmd_export = {
    .name = "export",
    .group = CMD_HAND_OVER,
    .usage = "CASE iocs",
    .summary = "The attacker's addresses, keys, principals, sessions and agents, for others to look for",
    .detail = "With how many attributed events have each, the first and the last.\n",
    .args_min = 1,
    .args_max = 1,
    .tables = {cmd_output_options},
    .run = run,
};
