// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * input: from what curses reads to the key codes of ui/core.
 */
#ifndef TRAILCASE_UI_TERM_INPUT_H
#define TRAILCASE_UI_TERM_INPUT_H

/* The next key that waits, KEYCODE_NONE when none does. Never blocks longer than the ESC delay. */
int input_key(void);

/* The next byte as it comes, for the prompt; -1 when none waits. */
int input_byte(void);

#endif
