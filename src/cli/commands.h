// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * commands: the list of all commands. Linked into the program only, as some of them need a terminal.
 */
#ifndef TRAILCASE_CLI_COMMANDS_H
#define TRAILCASE_CLI_COMMANDS_H

#include "src/cli/cmd.h"

/* In the order of the help; ended by NULL. */
extern const struct command *const commands[];

#endif
