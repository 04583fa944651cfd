// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * load: between screens and the worker: questions there, models back, and marks.
 */
#ifndef TRAILCASE_UI_APP_LOAD_H
#define TRAILCASE_UI_APP_LOAD_H

#include "ui/app/app.h"

/* Ask the worker for the model of a screen. */
void load_screen(struct app *app, struct screen *screen);

/* Have marks set by the worker; the texts are copied. `what` is said when it is done. */
void load_marks(struct app *app, const struct app_mark *marks, size_t count, const char *what);

#endif
