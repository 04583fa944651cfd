// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * terminfo: descriptions of the usual terminal types that come with the program, for a machine that has none
 * of them (a bare jump box) or is older than the terminal it is used from (xterm-kitty over SSH). The
 * system's own come first.
 */
#ifndef TRAILCASE_UI_TERM_TERMINFO_H
#define TRAILCASE_UI_TERM_TERMINFO_H

#include <stdbool.h>

/*
 * Let curses and readline find a description of type, by TERM and TERMINFO in the environment. False when
 * none fits. Not for use beside other threads.
 */
bool terminfo_provide(const char *type);

#endif
