// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * theme: what a piece of the screen means, and how that looks on this terminal.
 *
 * Screens speak of roles only. The theme turns a role into colours and attributes for the number of colours
 * at hand; -1 is the terminal's own colour. Colour never carries a meaning alone: whatever has a role of a
 * verdict or an outcome also has a letter or a word. Verdict colours differ in lightness as well as hue.
 *
 * The letter of a role is what grid_dump() prints for it.
 */
#ifndef TRAILCASE_UI_CORE_THEME_H
#define TRAILCASE_UI_CORE_THEME_H

#include "src/base/attr.h"

enum { THEME_BOLD = 1, THEME_REVERSE = 2, THEME_UNDERLINE = 4, THEME_DIM = 8 };

/* X(name, letter, attributes without colour, attributes with colour, then foreground and background for 8, 16
 * and 256 colours) */
#define ROLE_LIST(X)                                                                                         \
    X(NORMAL, '.', 0, 0, -1, -1, -1, -1, -1, -1)                                                             \
    X(TITLE, 'T', THEME_BOLD | THEME_REVERSE, THEME_BOLD, 7, 4, 15, 4, 255, 24)                              \
    X(CRUMB, 'c', THEME_REVERSE, 0, 7, 4, 7, 4, 252, 24)                                                     \
    X(CHIP, 'f', THEME_UNDERLINE, 0, 6, -1, 14, -1, 80, -1)                                                  \
    X(CHIP_NOT, 'x', THEME_UNDERLINE, 0, 5, -1, 13, -1, 176, -1)                                             \
    X(HEADER, 'H', THEME_UNDERLINE, THEME_BOLD | THEME_UNDERLINE, -1, -1, -1, -1, -1, -1)                    \
    X(CURSOR, '>', THEME_REVERSE, 0, 0, 6, 0, 14, 232, 116)                                                  \
    X(PICKED, '*', THEME_BOLD, THEME_BOLD, 6, -1, 14, -1, 116, -1)                                           \
    X(LABEL, 'l', 0, 0, 6, -1, 6, -1, 109, -1)                                                               \
    X(KEY, 'k', THEME_BOLD, THEME_BOLD, 3, -1, 11, -1, 222, -1)                                              \
    X(DIM, 'd', THEME_DIM, 0, -1, -1, 8, -1, 245, -1)                                                        \
    X(STRONG, 'b', THEME_BOLD, THEME_BOLD, -1, -1, -1, -1, -1, -1)                                           \
    X(MATCH, 'm', THEME_REVERSE | THEME_UNDERLINE, THEME_BOLD, 0, 3, 0, 11, 232, 222)                        \
    X(ATTACKER, 'A', THEME_BOLD | THEME_REVERSE, THEME_BOLD, 1, -1, 9, -1, 203, -1)                          \
    X(COMPROMISED, 'C', THEME_BOLD, THEME_BOLD, 3, -1, 11, -1, 221, -1)                                      \
    X(BENIGN, 'B', THEME_DIM, 0, 4, -1, 12, -1, 75, -1)                                                      \
    X(UNDECIDED, 'U', THEME_UNDERLINE, 0, 5, -1, 13, -1, 183, -1)                                            \
    X(WRITE, 'w', THEME_BOLD, 0, 3, -1, 11, -1, 215, -1)                                                     \
    X(DENIED, 'D', THEME_UNDERLINE, 0, 5, -1, 13, -1, 211, -1)                                               \
    X(ERROR, 'E', THEME_BOLD | THEME_REVERSE, THEME_BOLD, 7, 1, 15, 1, 231, 124)                             \
    X(WARNING, 'W', THEME_BOLD, THEME_BOLD, 3, -1, 11, -1, 221, -1)                                          \
    X(BAR, '#', 0, 0, 4, -1, 12, -1, 67, -1)                                                                 \
    X(STATUS, 's', THEME_REVERSE, 0, 0, 7, 0, 7, 252, 236)                                                   \
    X(PROMPT, 'p', THEME_BOLD, THEME_BOLD, -1, -1, -1, -1, -1, -1)                                           \
    X(STRING, 'q', 0, 0, 2, -1, 10, -1, 150, -1)                                                             \
    X(NUMBER, 'n', 0, 0, 5, -1, 13, -1, 182, -1)

#define ROLE_ENUM(name, ...) ROLE_##name,
enum role { ROLE_LIST(ROLE_ENUM) ROLE__COUNT };
#undef ROLE_ENUM

/* Colours of roles that are hard to read on a light background, in the same order. Lightness tells verdicts
 * apart here too. */
#define ROLE_LIGHT_LIST(X)                                                                                   \
    X(CHIP, 6, -1, 6, -1, 24, -1)                                                                            \
    X(CHIP_NOT, 5, -1, 5, -1, 90, -1)                                                                        \
    X(CURSOR, 7, 4, 15, 4, 231, 25)                                                                          \
    X(PICKED, 4, -1, 4, -1, 25, -1)                                                                          \
    X(LABEL, 4, -1, 4, -1, 60, -1)                                                                           \
    X(KEY, 4, -1, 4, -1, 25, -1)                                                                             \
    X(DIM, -1, -1, 8, -1, 243, -1)                                                                           \
    X(MATCH, 0, 3, 0, 11, 16, 221)                                                                           \
    X(ATTACKER, 1, -1, 1, -1, 124, -1)                                                                       \
    X(COMPROMISED, 5, -1, 5, -1, 130, -1)                                                                    \
    X(BENIGN, 4, -1, 4, -1, 26, -1)                                                                          \
    X(UNDECIDED, 5, -1, 5, -1, 91, -1)                                                                       \
    X(WRITE, 1, -1, 1, -1, 94, -1)                                                                           \
    X(DENIED, 5, -1, 5, -1, 125, -1)                                                                         \
    X(WARNING, 1, -1, 1, -1, 130, -1)                                                                        \
    X(BAR, 4, -1, 4, -1, 67, -1)                                                                             \
    X(STATUS, 0, 7, 0, 7, 235, 252)                                                                          \
    X(STRING, 2, -1, 2, -1, 22, -1)                                                                          \
    X(NUMBER, 5, -1, 5, -1, 90, -1)

enum theme_kind { THEME_DARK, THEME_LIGHT, THEME_NO_COLOR };

/* The kind of a name: dark, light, mono. */
bool theme_kind_of(const char *name, enum theme_kind *ret);

enum theme_depth { THEME_MONO, THEME_8, THEME_16, THEME_256, THEME__COUNT };

struct theme_style {
    int16_t fg, bg;
    uint8_t attrs;
};

/* The depth to use on a terminal with so many colours; no_color (the NO_COLOR convention) wins. */
enum theme_depth theme_depth(int colors, bool no_color);

struct theme_style theme_style(enum theme_kind kind, enum theme_depth depth, enum role role);

char theme_letter(enum role role);

#endif
