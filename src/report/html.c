// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/report/html.h"

#include "src/base/utf8.h"

#include <ctype.h>
#include <string.h>

static void escape(struct buf *out, const char *safe, size_t len)
{
    for (const char *at = safe; at < safe + len; at++) {
        if (*at == '&')
            buf_str(out, "&amp;");
        else if (*at == '<')
            buf_str(out, "&lt;");
        else if (*at == '>')
            buf_str(out, "&gt;");
        else if (*at == '"')
            buf_str(out, "&quot;");
        else if (*at == '\'')
            buf_str(out, "&#39;");
        else
            buf_char(out, *at);
    }
}

void html_textn(struct buf *out, const char *text, size_t len)
{
    CLEANUP(buf) struct buf safe = {0};
    utf8_visible(&safe, text, len);
    escape(out, buf_text(&safe), safe.len);
}

void html_text(struct buf *out, const char *text)
{
    if (text)
        html_textn(out, text, strlen(text));
}

void html_text_fit(struct buf *out, const char *text, size_t cols)
{
    CLEANUP(buf) struct buf safe = {0};
    if (!text)
        return;
    utf8_visible(&safe, text, strlen(text));
    bool fits = utf8_cols(buf_text(&safe)) <= cols;
    escape(out, buf_text(&safe), fits ? safe.len : utf8_fit(buf_text(&safe), cols - 1));
    buf_str(out, fits ? "" : "…");
}

/* Bytes of the moment that text begins with: "2020-04-07", "2020-04-07 03:12", "…T03:12:16Z"; 0: none. */
static size_t moment_len(const char *text)
{
    static const char *const shapes[] = {"dddd-dd-ddTdd:dd:ddZ", "dddd-dd-dd dd:dd", "dddd-dd-dd"};
    for (size_t i = 0; i < ARRAY_LEN(shapes); i++) {
        size_t at = 0;
        for (; shapes[i][at]; at++)
            if (shapes[i][at] == 'd' ? !isdigit((unsigned char)text[at]) : text[at] != shapes[i][at])
                break;
        if (!shapes[i][at] && !isalnum((unsigned char)text[at]))
            return at;
    }
    return 0;
}

void html_prose(struct buf *out, const char *text)
{
    CLEANUP(buf) struct buf safe = {0};
    utf8_visible(&safe, text, strlen(text));
    const char *at = buf_text(&safe), *done = at;
    for (; *at; at++) {
        size_t len = at == buf_text(&safe) || !isalnum((unsigned char)at[-1]) ? moment_len(at) : 0;
        if (len == 0)
            continue;
        escape(out, done, (size_t)(at - done));
        buf_str(out, "<span class=\"d\">");
        escape(out, at, len);
        buf_str(out, "</span>");
        done = at + len;
        at = done - 1;
    }
    escape(out, done, strlen(done));
}
