// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * copy: what is under the cursor, or picked, to the clipboard of the terminal, or printed to be read there.
 *
 * What leaves is made safe first: it may be pasted into a shell, and logs are written by attackers.
 */
#ifndef TRAILCASE_UI_APP_COPY_H
#define TRAILCASE_UI_APP_COPY_H

#include "ui/app/app.h"

void copy_menu(struct app *app);

#endif
