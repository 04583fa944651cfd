// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * prefer: where preferences are kept, and putting them into effect.
 *
 * The file a person writes is $TRAILCASE_CONFIG, or $XDG_CONFIG_HOME/trailcase/config, or ~/.config/…;
 * columns chosen in the interface go to a file of the state folder, which is read after it. A script reads
 * $TRAILCASE_CONFIG only and writes nothing, so that it does the same for everybody.
 */
#ifndef TRAILCASE_UI_APP_PREFER_H
#define TRAILCASE_UI_APP_PREFER_H

#include "ui/app/app.h"
#include "ui/core/config.h"

/* Read all there is. A file that makes no sense is an error; one that is not there is none. */
bool prefer_read(struct config *config, bool script, struct err *err) WARN_UNUSED;

/* Keys and time zone, before the program starts; columns, when it has. */
void prefer_start(const struct config *config);
void prefer_columns(struct app *app, const struct config *config);

/* For struct app_case: remember the columns of a screen. */
void prefer_keep_columns(const char *screen, const char *names);

#endif
