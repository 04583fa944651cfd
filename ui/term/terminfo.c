// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/term/terminfo.h"

#include "src/base/attr.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *type, *text; /* as TERMINFO may hold it, see terminfo(5) */
} known[] = {
#include "ui/term/terminfo.gen.h"
    {0},
};

/* Terminals that do all that another does, by how their names begin. */
static const struct {
    const char *prefix, *type;
} like[] = {
    {"alacritty", "xterm-256color"}, {"contour", "xterm-256color"}, {"foot", "xterm-256color"},
    {"ghostty", "xterm-256color"},   {"gnome", "xterm-256color"},   {"konsole", "xterm-256color"},
    {"kitty", "xterm-256color"},     {"mintty", "xterm-256color"},  {"ms-terminal", "xterm-256color"},
    {"putty", "xterm-256color"},     {"rio", "xterm-256color"},     {"screen", "screen"},
    {"st-", "xterm-256color"},       {"tmux", "tmux-256color"},     {"vte", "xterm-256color"},
    {"wezterm", "xterm-256color"},   {"xterm-", "xterm-256color"},
};

static const char *text_of(const char *type)
{
    for (size_t i = 0; known[i].type != NULL; i++)
        if (strcmp(known[i].type, type) == 0)
            return known[i].text;
    return NULL;
}

bool terminfo_provide(const char *type)
{
    const char *text = text_of(type);
    for (size_t i = 0; text == NULL && i < ARRAY_LEN(like); i++)
        if (strncmp(type, like[i].prefix, strlen(like[i].prefix)) == 0) {
            type = like[i].type;
            text = text_of(type);
        }
    return text != NULL && setenv("TERM", type, 1) == 0 && setenv("TERMINFO", text, 1) == 0;
}
