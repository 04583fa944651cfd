// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/term/input.h"

#include "src/base/utf8.h"
#include "ui/core/keycode.h"

#include <curses.h>

static const struct {
    int curses, key;
} keys[] = {
    {KEY_UP, KEYCODE_UP},        {KEY_DOWN, KEYCODE_DOWN},     {KEY_LEFT, KEYCODE_LEFT},
    {KEY_RIGHT, KEYCODE_RIGHT},  {KEY_PPAGE, KEYCODE_PAGE_UP}, {KEY_NPAGE, KEYCODE_PAGE_DOWN},
    {KEY_HOME, KEYCODE_HOME},    {KEY_END, KEYCODE_END},       {KEY_FIND, KEYCODE_HOME},
    {KEY_SELECT, KEYCODE_END},   {KEY_IC, KEYCODE_INSERT},     {KEY_DC, KEYCODE_DELETE},
    {KEY_BTAB, KEYCODE_BACKTAB}, {KEY_ENTER, KEYCODE_ENTER},   {KEY_BACKSPACE, KEYCODE_BACKSPACE},
    {'\n', KEYCODE_ENTER},       {'\b', KEYCODE_BACKSPACE},    {'\r', KEYCODE_ENTER},
};

int input_byte(void)
{
    int c;
    while ((c = getch()) != ERR)
        if (c <= 0xFF) /* not KEY_RESIZE, which curses puts in by itself */
            return c;
    return -1;
}

/* A character of more bytes than one: take the rest, which comes with it. */
static int finish_utf8(int first)
{
    char bytes[4] = {(char)first};
    size_t len = 1, need = (first & 0xE0) == 0xC0 ? 2 : (first & 0xF0) == 0xE0 ? 3 : 4;
    uint32_t cp;
    while (len < need) {
        int c = getch();
        if (c == ERR || (c & 0xC0) != 0x80)
            return KEYCODE_NONE;
        bytes[len++] = (char)c;
    }
    utf8_decode(bytes, len, &cp);
    return cp == UTF8_INVALID ? KEYCODE_NONE : (int)cp;
}

static int mouse(void)
{
    MEVENT event;
    if (getmouse(&event) != OK)
        return KEYCODE_NONE;
    enum mouse_button button = event.bstate & BUTTON1_PRESSED   ? MOUSE_LEFT
                               : event.bstate & BUTTON4_PRESSED ? MOUSE_WHEEL_UP
                               : event.bstate & BUTTON5_PRESSED ? MOUSE_WHEEL_DOWN
                                                                : MOUSE_NONE;
    return button != MOUSE_NONE ? keycode_mouse(button, event.y, event.x) : KEYCODE_NONE;
}

int input_key(void)
{
    int c;
    while ((c = getch()) != ERR) {
        if (c == KEY_MOUSE)
            return mouse();
        for (size_t i = 0; i < ARRAY_LEN(keys); i++)
            if (keys[i].curses == c)
                return keys[i].key;
        if (c >= KEY_F(1) && c <= KEY_F(12))
            return KEYCODE_F1 + (c - KEY_F(1));
        int key = c < 0x80 ? c : c >= 0xC0 && c <= 0xFF ? finish_utf8(c) : KEYCODE_NONE;
        if (key != KEYCODE_NONE)
            return key;
    }
    return KEYCODE_NONE;
}
