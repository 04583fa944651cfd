// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * ui: the door to the interface, for the command that opens it.
 */
#ifndef TRAILCASE_UI_APP_UI_H
#define TRAILCASE_UI_APP_UI_H

#include "ui/app/app.h"

struct ui_options {
    const char *script; /* run this instead of a terminal; NULL = a terminal */
    int cols, rows;     /* of the screen of a script */
    bool ascii;
};

/* Parse "80x24" into the options. */
bool ui_size(struct ui_options *options, const char *text, struct err *err) WARN_UNUSED;

/* Open the interface on a case and return when the user has quit or the script has ended. */
bool ui_run(const struct app_case *acase, const struct ui_options *options, struct err *err) WARN_UNUSED;

#endif
