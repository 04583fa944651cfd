// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * pivot: the menu of where one can go from what is under the cursor, with how much there is.
 *
 * The menu is there at once; the counts come from the worker and are filled in when they arrive.
 */
#ifndef TRAILCASE_UI_APP_PIVOT_H
#define TRAILCASE_UI_APP_PIVOT_H

#include "ui/app/app.h"

void pivot_menu(struct app *app);

#endif
