// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * decide: what a screen wants decided, done in the worker thread: proposals taken and rejected, marks
 * withdrawn, the last decision undone. Each can be undone; screens load again when it is done.
 */
#ifndef TRAILCASE_UI_APP_DECIDE_H
#define TRAILCASE_UI_APP_DECIDE_H

#include "ui/app/app.h"

/*
 * Start it; what came of it is said when it is done. VIEW_WEIGH_STRONG ends in a menu that asks whether to do
 * it. The value is copied.
 */
void decide(struct app *app, const struct view_decision *decision);

#endif
