// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * lines: whole lines read from a terminal, outside the interface: readline with history and completion.
 *
 * ^C drops the line being typed; ^D on an empty one ends. The history is a file of that name in
 * $XDG_STATE_HOME/trailcase, which nobody else may read. One thread, one user at a time.
 */
#ifndef TRAILCASE_UI_TERM_LINES_H
#define TRAILCASE_UI_TERM_LINES_H

#include "src/base/attr.h"

/* Word number n that may be typed, or NULL past the last. */
typedef const char *(*lines_word_fn)(void *arg, size_t n);

/* history names a list ("sql"). ^C is noted by the caller's own handler of SIGINT, if it has one. */
void lines_open(const char *history, lines_word_fn word, void *arg);

/* A line without its end, to be freed with str_free(). NULL at the end of the input. ^C gives "" and sets
 * *ret_dropped. */
char *lines_read(const char *prompt, bool *ret_dropped) WARN_UNUSED;

/* Add a text to the history; line ends in it become blanks. */
void lines_keep(const char *text);
void lines_close(void);

#endif
