// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * lineedit: a plain line editor, for scripts and tests, where there is no terminal for readline.
 *
 * Arrows, Home and End, ^a ^e ^u ^k ^w, Backspace, Delete, Tab, Enter; Esc, ^c and ^g cancel. No history.
 */
#ifndef TRAILCASE_UI_CORE_LINEEDIT_H
#define TRAILCASE_UI_CORE_LINEEDIT_H

#include "src/base/buf.h"
#include "ui/core/prompt.h"

struct lineedit {
    struct prompt_ask ask;
    struct buf line;
    size_t cursor;
    struct prompt_matches matches;
};

/* Start with the text of ask; its label and text need not outlive the call, its history and arg do. */
void lineedit_open(struct lineedit *edit, const struct prompt_ask *ask);
enum prompt_result lineedit_key(struct lineedit *edit, int key);
struct prompt_state lineedit_state(const struct lineedit *edit);
void lineedit_close(struct lineedit *edit);

#endif
