// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * action: what the program does with a request that no screen has answered.
 */
#ifndef TRAILCASE_UI_APP_ACTION_H
#define TRAILCASE_UI_APP_ACTION_H

#include "ui/app/app.h"

void action_request(struct app *app, enum request request);

/* What is under the cursor; false, and said so, when there is nothing. */
bool action_select(struct app *app, struct selection *selection);

/* The list of things of a kind seen with what is under the cursor. */
void action_pivot(struct app *app, enum thing thing);

/* Open a screen as a root, with a filter; NULL = the filter of the screen in front. */
void action_open_root(struct app *app, const struct view_ops *ops, const char *filter);

/* Give the screen in front another filter (NULL or "" = none) and load it; where a filter means nothing, open
 * the events it leaves. False = it is no filter. */
bool action_filter(struct app *app, const char *filter);

/* Show what a statement gives; "" = say how to ask. */
void action_sql(struct app *app, const char *sql);

/* Open the frequencies of a field (blanks around it do not matter; "" = say what there is) under a filter;
 * NULL = that of the screen in front, which Enter then leads back to. */
void action_frequency(struct app *app, const char *field, const char *filter);

/* Look for a text on the screen in front, from where the cursor is. */
void action_search(struct app *app, const char *text);

#endif
