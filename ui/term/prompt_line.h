// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * prompt_line: the prompt, edited by readline in callback mode.
 *
 * readline draws nothing and owns no terminal: it gets bytes one by one and what it holds is described by
 * prompt_line_state(). History is kept per list in $XDG_STATE_HOME/trailcase (or ~/.local/state/trailcase),
 * in files nobody else may read.
 */
#ifndef TRAILCASE_UI_TERM_PROMPT_LINE_H
#define TRAILCASE_UI_TERM_PROMPT_LINE_H

#include "ui/core/prompt.h"

void prompt_line_open(const struct prompt_ask *ask);

/* Take all bytes that wait. */
enum prompt_result prompt_line_feed(void);
struct prompt_state prompt_line_state(void);
void prompt_line_close(bool keep_history);

#endif
