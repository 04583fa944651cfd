// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * term: the terminal, as the back end of the interface. ui/term is the only home of curses and readline.
 *
 * There is one terminal, so this module holds state of its own. Main thread only. While it is on, standard
 * error is parked in a file without a name and shown after term_stop(). However the program ends (normally,
 * by alloc_die(), by a signal, by a crash) the terminal is given back as it was found.
 */
#ifndef TRAILCASE_UI_TERM_TERM_H
#define TRAILCASE_UI_TERM_TERM_H

#include "src/base/err.h"
#include "ui/core/backend.h"
#include "ui/core/config.h"

/* Take the terminal over and fill in the back end. Fails when standard input or output is no terminal. */
bool term_start(struct backend *ret_backend, const struct config *config, struct err *err) WARN_UNUSED;

/* Give the terminal back. May be called again. */
void term_stop(void);

/* Can this terminal show more than ASCII? By the locale. */
bool term_is_utf8(void);

#endif
