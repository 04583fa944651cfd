// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * chrome: what is around a screen: breadcrumb, filter, status or prompt, and the screen itself in between.
 */
#ifndef TRAILCASE_UI_APP_CHROME_H
#define TRAILCASE_UI_APP_CHROME_H

#include "ui/app/app.h"

/* Where the screen in front is drawn, given the size of the grid. */
struct rect chrome_body(struct app *app);

/* Draw everything into app->grid. */
void chrome_draw(struct app *app);

#endif
