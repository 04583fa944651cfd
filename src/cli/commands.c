// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/commands.h"

/* One line a command, in the order of the help: its entry is in src/cli/cmd_NAME.c. */
// clang-format off
#define COMMAND_LIST(X) \
    X(demo) \
    X(ingest) \
    X(enrich) \
    X(info) \
    X(coverage) \
    X(integrity) \
    X(verify) \
    X(ui) \
    X(list) \
    X(frequency) \
    X(events) \
    X(timeline) \
    X(show) \
    X(sql) \
    X(detect) \
    X(leads) \
    X(lead) \
    X(rule) \
    X(mark) \
    X(note) \
    X(undo) \
    X(replay) \
    X(robot) \
    X(lineage) \
    X(scope) \
    X(answer) \
    X(claim) \
    X(recheck) \
    X(residue) \
    X(techniques) \
    X(checklist) \
    X(report) \
    X(export) \
    X(aliases) \
    /* the end */
// clang-format on

#define COMMAND_DECLARE(name) extern const struct command cmd_##name;
#define COMMAND_ENTRY(name)   &cmd_##name,

COMMAND_LIST(COMMAND_DECLARE)

const struct command *const commands[] = {COMMAND_LIST(COMMAND_ENTRY) NULL};
