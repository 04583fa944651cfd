// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * command: what can be typed after ":".
 *
 * A command is a name of the table here, a screen ("keys address:203.0.113.7": opens it with that filter), or
 * the name of a request ("sort-reverse"). All can be completed.
 */
#ifndef TRAILCASE_UI_APP_COMMAND_H
#define TRAILCASE_UI_APP_COMMAND_H

#include "ui/app/app.h"

/* Do what a line says. Says so in the status row when it makes no sense, and returns false. */
bool command_run(struct app *app, const char *line);

/* Completion of commands, of filters, and of fields that have frequencies; arg is the app. */
void command_complete(void *arg, const char *line, size_t cursor, struct prompt_matches *out);
void command_complete_filter(void *arg, const char *line, size_t cursor, struct prompt_matches *out);
void command_complete_frequency(void *arg, const char *line, size_t cursor, struct prompt_matches *out);

#endif
