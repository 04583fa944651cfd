// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * marking: the dialogue that marks what is under the cursor, or what is picked.
 *
 * `m` shows a menu in the status row: a key chooses the verdict, Tab another thing of the row (an event has
 * an address, a key, a principal…). Then a prompt asks for the reason.
 */
#ifndef TRAILCASE_UI_APP_MARKING_H
#define TRAILCASE_UI_APP_MARKING_H

#include "ui/app/app.h"

void marking_begin(struct app *app);

/* A key while the menu is open. */
void marking_key(struct app *app, int key);

/* The reason is there: have the mark set. */
void marking_finish(struct app *app, const char *reason);

/* Append what is to be marked, with the verdict once it is chosen; and the keys of the menu. */
void marking_what(const struct app *app, struct buf *out);
void marking_menu(const struct app *app, struct buf *out);

/* Append line n of what the verdicts mean; false past the end, or when nobody asked (? while the menu is
 * open). */
bool marking_help(const struct app *app, size_t n, struct buf *out);

/* Mark by command: "VERDICT [KIND:VALUE] [REASON]"; without a thing, what is under the cursor. */
void marking_command(struct app *app, const char *args);

/* Ask for a note on what is under the cursor, or on what is picked; and write it. */
void marking_note(struct app *app);
void marking_finish_note(struct app *app, const char *text);

#endif
