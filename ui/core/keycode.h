// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * keycode: one key press as a number, and its name.
 *
 * Characters are their code point, control characters theirs (^A is 1); keys without a character start beyond
 * Unicode. Names are what help, configuration and scripts use: "a", "^u", "Enter", "PageDown", "F1", "Space".
 */
#ifndef TRAILCASE_UI_CORE_KEYCODE_H
#define TRAILCASE_UI_CORE_KEYCODE_H

#include "src/base/attr.h"

#define KEYCODE_CTRL(c) ((c)&0x1F)

enum keycode {
    KEYCODE_NONE = 0,
    KEYCODE_TAB = 9,
    KEYCODE_ENTER = 13,
    KEYCODE_ESC = 27,
    KEYCODE_SPACE = 32,
    KEYCODE_BACKSPACE = 127,
    KEYCODE_UP = 0x110000,
    KEYCODE_DOWN,
    KEYCODE_LEFT,
    KEYCODE_RIGHT,
    KEYCODE_PAGE_UP,
    KEYCODE_PAGE_DOWN,
    KEYCODE_HOME,
    KEYCODE_END,
    KEYCODE_INSERT,
    KEYCODE_DELETE,
    KEYCODE_BACKTAB,
    KEYCODE_F1,
    KEYCODE_F12 = KEYCODE_F1 + 11,
};

enum { KEYCODE_NAME_SIZE = 16 };

/* A press of the mouse is a key too, that says where it was. */
enum mouse_button { MOUSE_NONE, MOUSE_LEFT, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN };

int keycode_mouse(enum mouse_button button, int row, int col);

/* The button of such a key and its place; MOUSE_NONE for a key of the keyboard. */
enum mouse_button keycode_mouse_of(int key, int *ret_row, int *ret_col);

/* Write the name of a key and return out. */
const char *keycode_name(int key, char out[KEYCODE_NAME_SIZE]);

/* The key of a name; KEYCODE_NONE when there is none. */
int keycode_of(const char *name);

#endif
