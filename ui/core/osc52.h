// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * osc52: asking a terminal to take a text to its clipboard.
 *
 * The request is an escape sequence with the text in base64. tmux and screen swallow it unless it is wrapped
 * for them; screen takes it in pieces. Terminals limit its length, so a long text is cut, between characters.
 */
#ifndef TRAILCASE_UI_CORE_OSC52_H
#define TRAILCASE_UI_CORE_OSC52_H

#include "src/base/buf.h"

enum osc52_wrap { OSC52_PLAIN, OSC52_TMUX, OSC52_SCREEN };

enum { OSC52_MAX_ENCODED = 74994 };

/* What stands between the program and the terminal, told from $TMUX and $TERM (NULL = not set). */
enum osc52_wrap osc52_wrap(const char *tmux, const char *term);

/* Append the request for a text. Returns how many of its bytes are in it. */
size_t osc52_write(struct buf *out, const char *text, size_t len, enum osc52_wrap wrap);

#endif
