// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * preset: parts of a filter by one key: usual ones that go on and off, and those of the filter there is, to
 * be dropped.
 */
#ifndef TRAILCASE_UI_APP_PRESET_H
#define TRAILCASE_UI_APP_PRESET_H

#include "ui/app/app.h"

/* Open the menu. */
void preset_menu(struct app *app);

/* Switch the whole filter of the screen off, or on again. */
void preset_switch(struct app *app);

#endif
