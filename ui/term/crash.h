// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * crash: giving the terminal back when the program dies, with nothing but what a signal handler may do.
 *
 * What to write and which modes to restore is worked out beforehand. The handler writes, restores the modes
 * and raises the signal again for whoever handled it before (a sanitizer, or the system and its core dump).
 */
#ifndef TRAILCASE_UI_TERM_CRASH_H
#define TRAILCASE_UI_TERM_CRASH_H

#include "src/base/attr.h"

#include <termios.h>

/* Remember the modes to go back to, and install the handlers. */
void crash_arm(const struct termios *before);

/* What to write to leave the screen as it was found; call once the terminal's abilities are known. */
void crash_set_restore(const char *bytes, size_t len);

/* Where standard error went before it was parked; the handler puts it back. */
void crash_set_stderr(int fd);

/* The terminal is given back: do nothing from now on. */
void crash_disarm(void);

/* Write the restore bytes and modes now. Safe in a signal handler. */
void crash_restore(void);

#endif
