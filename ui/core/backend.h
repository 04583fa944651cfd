// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * backend: what the program needs of a terminal, as a struct of functions.
 *
 * ui/term fills one in with curses and readline; ui/app/null with nothing, for scripts and tests. All are
 * called from the main thread.
 */
#ifndef TRAILCASE_UI_CORE_BACKEND_H
#define TRAILCASE_UI_CORE_BACKEND_H

#include "ui/core/grid.h"
#include "ui/core/prompt.h"

enum backend_signal { BACKEND_QUIET, BACKEND_RESIZE, BACKEND_REPAINT, BACKEND_QUIT };

struct backend {
    void *self;
    int input_fd, signal_fd; /* for poll(); -1 = none */

    void (*size)(void *self, int *ret_rows, int *ret_cols);
    void (*paint)(void *self, const struct grid *grid);
    void (*repaint)(void *self); /* forget what is on the screen: the next paint writes everything */
    void (*suspend)(void *self); /* stop the process and come back */

    /* Ask the terminal to take a text to its clipboard. Returns the bytes that were sent: it may be cut. */
    size_t (*copy)(void *self, const char *text, size_t len);
    /* Print a text on the plain terminal and wait for Enter. The next paint writes everything. */
    void (*show)(void *self, const char *text);

    int (*next_key)(void *self);                    /* KEYCODE_NONE = none is waiting */
    enum backend_signal (*next_signal)(void *self); /* BACKEND_QUIET = none is waiting */

    /* A prompt is open between open and close. Feeding takes what input there is. */
    void (*prompt_open)(void *self, const struct prompt_ask *ask);
    enum prompt_result (*prompt_feed)(void *self);
    struct prompt_state (*prompt_state)(void *self);
    void (*prompt_close)(void *self, bool keep_history);
};

#endif
