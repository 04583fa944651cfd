// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/report/markdown.h"

#include "src/base/utf8.h"

#include <string.h>

/* "http://" and "www." would become links without any markup. */
static bool makes_link(const char *start, const char *at)
{
    if (*at == ':')
        return strncmp(at, "://", 3) == 0;
    return *at == '.' && at - start >= 3 && strncmp(at - 3, "www", 3) == 0;
}

void markdown_text(struct buf *out, const char *text)
{
    CLEANUP(buf) struct buf safe = {0};
    if (!text)
        return;
    utf8_visible(&safe, text, strlen(text));
    const char *start = buf_text(&safe);
    for (const char *at = start; *at; at++) {
        if (strchr("\\`*_[]<>|&~#@", *at) || makes_link(start, at))
            buf_char(out, '\\');
        buf_char(out, *at);
    }
}

void markdown_code(struct buf *out, const char *text)
{
    CLEANUP(buf) struct buf safe = {0};
    utf8_visible(&safe, text, strlen(text));
    buf_char(out, '`');
    for (const char *at = buf_text(&safe); *at; at++)
        if (*at == '|')
            buf_str(out, "\\|");
        else
            buf_char(out, *at == '`' ? '\'' : *at);
    buf_char(out, '`');
}

void markdown_shell_word(struct buf *out, const char *text)
{
    buf_char(out, '\'');
    for (; *text; text++)
        if (*text == '\'')
            buf_str(out, "'\\''");
        else
            buf_char(out, *text);
    buf_char(out, '\'');
}
