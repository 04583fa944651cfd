// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/core/theme.h"

#include <string.h>

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

#define LIGHT_ENTRY(name, fg8, bg8, fg16, bg16, fg256, bg256)                                                \
    [ROLE_##name] = {true, {{0, 0}, {fg8, bg8}, {fg16, bg16}, {fg256, bg256}}},
static const struct {
    bool differs;
    int16_t color[THEME__COUNT][2];
} light[ROLE__COUNT] = {ROLE_LIGHT_LIST(LIGHT_ENTRY)};
#undef LIGHT_ENTRY

bool theme_kind_of(const char *name, enum theme_kind *ret)
{
    static const char *const names[] = {
        [THEME_DARK] = "dark", [THEME_LIGHT] = "light", [THEME_NO_COLOR] = "mono"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (strcmp(names[i], name) == 0) {
            *ret = (enum theme_kind)i;
            return true;
        }
    return false;
}

struct theme_style theme_style(enum theme_kind kind, enum theme_depth depth, enum role role)
{
    struct theme_style style = roles[role].style[kind == THEME_NO_COLOR ? THEME_MONO : depth];
    if (kind == THEME_LIGHT && depth != THEME_MONO && light[role].differs) {
        style.fg = light[role].color[depth][0];
        style.bg = light[role].color[depth][1];
    }
    return style;
}

char theme_letter(enum role role)
{
    return roles[role].letter;
}
