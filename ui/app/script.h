// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * script: driving the interface from a file, without a terminal.
 *
 * One step a line; blank lines and those that begin with # are skipped. Before each step the worker is waited
 * for, so what a step sees does not depend on the speed of the machine.
 *
 *     key NAME…        press keys, by the names of ui/core/keycode.h
 *     click ROW COL    press the left button of the mouse there, counted from 0; twice is a double click
 *     wheel up|down    turn its wheel
 *     type TEXT        press the characters of TEXT
 *     :COMMAND         run a command
 *     wait             wait for the worker (every step does)
 *     resize 60x12     change the size of the screen
 *     dump FILE|-      write the screen as text; dump-roles adds the roles, dump-mono how those look without
 *                      colour
 *     expect TEXT      fail unless TEXT is on the screen
 *     reject TEXT      fail if TEXT is on the screen
 */
#ifndef TRAILCASE_UI_APP_SCRIPT_H
#define TRAILCASE_UI_APP_SCRIPT_H

#include "ui/app/app.h"
#include "ui/app/null.h"

struct script {
    struct app *app;
    struct null_backend *null;
    const char *path; /* for messages */
    unsigned line;
};

/* Run a script; "-" is standard input. Stops at the first step that fails. */
bool script_run(struct app *app, struct null_backend *null, const char *path, struct err *err) WARN_UNUSED;

/* Parse "80x24" into columns and rows. */
bool script_size(const char *text, int *ret_cols, int *ret_rows) WARN_UNUSED;

#endif
