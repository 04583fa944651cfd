// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/shellword.h"

#include "src/base/utf8.h"

#include <ctype.h>
#include <string.h>

enum style { BARE, QUOTED, ESCAPED };

static bool is_bare(char c)
{
    return isalnum((unsigned char)c) || (c && strchr("_@%+=:,./-", c));
}

static enum style style_of(const char *text)
{
    enum style style = *text ? BARE : QUOTED;
    for (size_t len = strlen(text); len;) {
        uint32_t cp;
        size_t used = utf8_decode(text, len, &cp);
        bool is_now = *text == SHELLWORD_NOW[0];
        if (!is_now && (cp == UTF8_INVALID || utf8_is_unsafe(cp)))
            return ESCAPED;
        if (!is_now && (used > 1 || !is_bare(*text)))
            style = QUOTED;
        text += used;
        len -= used;
    }
    return style;
}

static const char *open_quote(enum style style)
{
    static const char *const quotes[] = {[BARE] = "", [QUOTED] = "'", [ESCAPED] = "$'"};
    return quotes[style];
}

static void put(struct buf *out, char c, enum style style)
{
    unsigned char byte = (unsigned char)c;
    if (style == QUOTED && c == '\'')
        buf_str(out, "'\\''");
    else if (style == ESCAPED && (byte < 0x20 || byte >= 0x7f))
        buf_fmt(out, "\\x%02x", byte);
    else if (style == ESCAPED && (c == '\'' || c == '\\'))
        buf_fmt(out, "\\%c", c);
    else
        buf_char(out, c);
}

static void put_now(struct buf *out, const char *now, enum style style)
{
    bool is_variable = *now == '"';
    if (is_variable && style != BARE)
        buf_char(out, '\'');
    buf_str(out, now);
    if (is_variable)
        buf_str(out, open_quote(style));
}

/* The length of `--option=` at the start. */
static size_t option_len(const char *text)
{
    size_t len = 2;
    if (strncmp(text, "--", 2) != 0)
        return 0;
    while (islower((unsigned char)text[len]) || isdigit((unsigned char)text[len]) || text[len] == '-')
        len++;
    return text[len] == '=' && len > 2 ? len + 1 : 0;
}

void shellword(struct buf *out, const char *text, const char *now)
{
    size_t option = option_len(text);
    buf_append(out, text, option);
    text += option;
    enum style style = style_of(text);
    buf_str(out, open_quote(style));
    for (; *text; text++)
        if (*text == SHELLWORD_NOW[0])
            put_now(out, now, style);
        else
            put(out, *text, style);
    buf_str(out, style == BARE ? "" : "'");
}
