// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/commands.h"

/* One line a command: its entry is in src/cli/cmd_NAME.c. */
#define COMMAND_LIST(X) X(coverage) X(demo) X(integrity) X(ui)

#define COMMAND_DECLARE(name) extern const struct command cmd_##name;
#define COMMAND_ENTRY(name)   &cmd_##name,

COMMAND_LIST(COMMAND_DECLARE)

const struct command *const commands[] = {COMMAND_LIST(COMMAND_ENTRY) NULL};
