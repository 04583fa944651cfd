// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * command: what can be typed after ":".
 *
 * A command is a name of the table here, a screen ("keys address:203.0.113.7": opens it with that filter), or
 * the name of a request ("sort-reverse"). ui/app/complete.h completes them.
 */
#ifndef TRAILCASE_UI_APP_COMMAND_H
#define TRAILCASE_UI_APP_COMMAND_H

#include "ui/app/app.h"

/* Do what a line says. Says so in the status row when it makes no sense, and returns false. */
bool command_run(struct app *app, const char *line);

/* Names of all commands, screens and requests; NULL past the end. */
const char *command_name(size_t n);

/* Command number n that no key does, and what it does; NULL past the end. */
const char *command_own(size_t n, const char **ret_help);

/* Is what follows a command's name a filter? */
bool command_takes_filter(const char *name);

#endif
