// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * complete: completion of what stands in a prompt. arg is the app everywhere.
 *
 * Names of commands, screens and fields are known; values of fields come from the case and are asked for
 * while the user types (complete_prepare), so that they are here when Tab is pressed.
 */
#ifndef TRAILCASE_UI_APP_COMPLETE_H
#define TRAILCASE_UI_APP_COMPLETE_H

#include "ui/app/app.h"

void complete_command(void *arg, const char *line, size_t cursor, struct prompt_matches *out);
void complete_filter(void *arg, const char *line, size_t cursor, struct prompt_matches *out);
void complete_frequency(void *arg, const char *line, size_t cursor, struct prompt_matches *out);

/* Call when the line of the filter or command prompt has changed. */
void complete_prepare(struct app *app, const char *line, size_t cursor);

#endif
