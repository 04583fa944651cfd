// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * columns: which columns each screen shows, as the user chose.
 */
#ifndef TRAILCASE_UI_APP_COLUMNS_H
#define TRAILCASE_UI_APP_COLUMNS_H

#include "ui/app/app.h"

/* The names chosen for a screen; NULL = all its columns. */
const char *columns_of(const struct app *app, const struct view_ops *ops);

/* Take what was chosen before; NULL or "" = all. Unknown names are shown by no table. */
void columns_set(struct app *app, const struct view_ops *ops, const char *names);

/* Ask for the columns of the screen in front. */
void columns_ask(struct app *app);

/* What was answered: names with blanks between, "" or "all" for all. Says so when a name is none. */
bool columns_choose(struct app *app, const char *names);

/* Completion; arg is the app. */
void columns_complete(void *arg, const char *line, size_t cursor, struct prompt_matches *out);

void columns_done(struct app *app);

#endif
