// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/core/theme.h"

struct role_entry {
    char letter;
    struct theme_style style[THEME__COUNT];
};

#define ROLE_ENTRY(name, letter_, mono, attrs, fg8, bg8, fg16, bg16, fg256, bg256)                           \
    [ROLE_##                                                                                                 \
        name] = {letter_, {{-1, -1, mono}, {fg8, bg8, attrs}, {fg16, bg16, attrs}, {fg256, bg256, attrs}}},
static const struct role_entry roles[] = {ROLE_LIST(ROLE_ENTRY)};
#undef ROLE_ENTRY
_Static_assert(ARRAY_LEN(roles) == ROLE__COUNT, "one entry a role");

enum theme_depth theme_depth(int colors, bool no_color)
{
    if (no_color || colors < 8)
        return THEME_MONO;
    return colors >= 256 ? THEME_256 : colors >= 16 ? THEME_16 : THEME_8;
}

struct theme_style theme_style(enum theme_depth depth, enum role role)
{
    return roles[role].style[depth];
}

char theme_letter(enum role role)
{
    return roles[role].letter;
}
