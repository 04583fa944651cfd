// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * mouse: what a press of the mouse means.
 *
 * Screens know nothing of a mouse. They draw their cursor in ROLE_CURSOR, and a click moves it to its place
 * by the requests that keys make; a second click there is Enter. The wheel moves it by lines.
 */
#ifndef TRAILCASE_UI_APP_MOUSE_H
#define TRAILCASE_UI_APP_MOUSE_H

#include "ui/app/app.h"

/* Take a key of the mouse (keycode_mouse()). False = it is one of the keyboard. */
bool mouse_key(struct app *app, int key);

#endif
