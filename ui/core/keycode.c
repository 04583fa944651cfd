// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/core/keycode.h"

#include "src/base/utf8.h"

#include <stdio.h>
#include <string.h>

static const struct {
    int key;
    const char *name;
} named[] = {
    {KEYCODE_TAB, "Tab"},         {KEYCODE_ENTER, "Enter"},         {KEYCODE_ESC, "Esc"},
    {KEYCODE_SPACE, "Space"},     {KEYCODE_BACKSPACE, "Backspace"}, {KEYCODE_UP, "Up"},
    {KEYCODE_DOWN, "Down"},       {KEYCODE_LEFT, "Left"},           {KEYCODE_RIGHT, "Right"},
    {KEYCODE_PAGE_UP, "PageUp"},  {KEYCODE_PAGE_DOWN, "PageDown"},  {KEYCODE_HOME, "Home"},
    {KEYCODE_END, "End"},         {KEYCODE_INSERT, "Insert"},       {KEYCODE_DELETE, "Delete"},
    {KEYCODE_BACKTAB, "Backtab"},
};

/* Beyond all other keys: the button, then 12 bits each for row and column. */
enum { MOUSE_SHIFT = 24, PLACE_SHIFT = 12, PLACE_MASK = (1 << PLACE_SHIFT) - 1 };

int keycode_mouse(enum mouse_button button, int row, int col)
{
    return (int)button << MOUSE_SHIFT | (row & PLACE_MASK) << PLACE_SHIFT | (col & PLACE_MASK);
}

enum mouse_button keycode_mouse_of(int key, int *ret_row, int *ret_col)
{
    *ret_row = key >> PLACE_SHIFT & PLACE_MASK;
    *ret_col = key & PLACE_MASK;
    return (enum mouse_button)(key >> MOUSE_SHIFT);
}

const char *keycode_name(int key, char out[KEYCODE_NAME_SIZE])
{
    for (size_t i = 0; i < ARRAY_LEN(named); i++)
        if (named[i].key == key) {
            snprintf(out, KEYCODE_NAME_SIZE, "%s", named[i].name);
            return out;
        }
    if (key >= KEYCODE_F1 && key <= KEYCODE_F12)
        snprintf(out, KEYCODE_NAME_SIZE, "F%d", key - KEYCODE_F1 + 1);
    else if (key > 0 && key < 32)
        snprintf(out, KEYCODE_NAME_SIZE, "^%c", key >= 1 && key <= 26 ? key + 'a' - 1 : key + '@');
    else
        out[key > 0 && key < KEYCODE_UP ? utf8_encode((uint32_t)key, out) : 0] = '\0';
    return out;
}

int keycode_of(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(named); i++)
        if (strcmp(named[i].name, name) == 0)
            return named[i].key;
    int number, end = 0;
    if (sscanf(name, "F%2d%n", &number, &end) == 1 && name[end] == '\0' && number >= 1 && number <= 12)
        return KEYCODE_F1 + number - 1;
    size_t len = strlen(name);
    if (len == 2 && name[0] == '^' && name[1] >= '@' && name[1] <= 'z')
        return KEYCODE_CTRL(name[1]);
    uint32_t cp;
    if (len == 0 || utf8_decode(name, len, &cp) != len || cp == UTF8_INVALID)
        return KEYCODE_NONE;
    return (int)cp;
}
