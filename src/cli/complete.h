// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * complete: what a shell may offer on Tab, from the same tables that parse the command line.
 *
 * src/cli/complete/ has a few lines for each shell; all ask `trailcase --complete WORD...`, so that they
 * offer what the installed version takes.
 */
#ifndef TRAILCASE_CLI_COMPLETE_H
#define TRAILCASE_CLI_COMPLETE_H

#include "src/cli/cmd.h"

/*
 * Print what the last of words may become, one a line, with a tab and a few words on it. words are those
 * after the program's name up to the cursor. Nothing: a file, or what only the user knows.
 */
void complete_words(const struct command *const *commands, const char **words, size_t count);

#endif
