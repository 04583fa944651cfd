// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * help: the texts of --help and the words for completion, made from the tables of commands and options.
 */
#ifndef TRAILCASE_CLI_HELP_H
#define TRAILCASE_CLI_HELP_H

#include "src/cli/cmd.h"

#include <stdio.h>

/* All option tables of a command, its own first, then what every command takes. */
void help_tables(const struct command *command, const struct option_spec *ret_tables[OPTION_TABLES_MAX + 2]);

void help_all(const struct command *const *commands);
void help_command(const struct command *command);
void help_short(FILE *to);

/* One a line: the commands when name is NULL, else the options of that command. */
void help_words(const struct command *const *commands, const char *name);

#endif
