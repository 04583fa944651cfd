// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/core/cluster.h"

#include "src/base/utf8.h"

#include <stdio.h>
#include <string.h>

static void set_mark(struct cluster *out, const char *text, uint32_t cp)
{
    CLEANUP(buf) struct buf mark = {0};
    if (cp != UTF8_INVALID && !utf8_is_unsafe(cp))
        buf_fmt(&mark, "<U+%04X>", (unsigned)cp);
    else
        utf8_visible(&mark, text, out->used_bytes);
    snprintf(out->text, sizeof out->text, "%s", buf_text(&mark));
    out->cols = (uint8_t)strlen(out->text);
    out->mark = true;
}

/* Add the combining marks that follow, as long as they fit. */
static void add_combining(struct cluster *out, const char *text, size_t len, size_t at)
{
    while (out->used_bytes < len) {
        uint32_t cp;
        size_t used = utf8_decode(text + out->used_bytes, len - out->used_bytes, &cp);
        if (cp < 0x300 || utf8_is_unsafe(cp) || utf8_width(cp) != 0 || at + used >= sizeof out->text)
            return;
        memcpy(out->text + at, text + out->used_bytes, used);
        at += used;
        out->used_bytes += used;
    }
}

/* The signs of our own sentences have a stand-in, which is read no other way than they are. */
static bool set_stand_in(struct cluster *out, uint32_t cp)
{
    static const struct {
        uint32_t cp;
        char ascii;
    } signs[] = {{0x2013, '-'}, {0xD7, 'x'}, {0x2026, '~'}};
    for (size_t i = 0; i < ARRAY_LEN(signs); i++)
        if (signs[i].cp == cp) {
            out->text[0] = signs[i].ascii;
            out->cols = 1;
            return true;
        }
    return false;
}

void cluster_next(const char *text, size_t len, bool ascii, struct cluster *out)
{
    memset(out, 0, sizeof *out);
    uint32_t cp;
    out->used_bytes = utf8_decode(text, len, &cp);
    if (ascii && set_stand_in(out, cp))
        return;
    if (utf8_is_unsafe(cp) || (ascii && cp >= 0x80) || utf8_width(cp) == 0) {
        set_mark(out, text, cp);
        return;
    }
    out->cols = (uint8_t)utf8_width(cp);
    memcpy(out->text, text, out->used_bytes);
    if (!ascii)
        add_combining(out, text, len, out->used_bytes);
}

/* Bytes at the start of text[0..len) that are plain ASCII with nothing combining after them: a column each.
 */
static size_t plain_run(const char *text, size_t len)
{
    size_t at = 0;
    while (at < len && text[at] >= 0x20 && text[at] < 0x7F)
        at++;
    bool mark_may_follow = at < len && (unsigned char)text[at] >= 0x80;
    return mark_may_follow && at > 0 ? at - 1 : at;
}

size_t cluster_cols(const char *text, bool ascii, size_t max_cols)
{
    size_t len = strlen(text), cols = 0;
    for (size_t at = 0; at < len && cols < max_cols;) {
        size_t room = max_cols - cols;
        size_t plain = plain_run(text + at, len - at < room + 1 ? len - at : room + 1);
        at += plain;
        cols += plain;
        if (at == len || cols >= max_cols)
            break;
        struct cluster cluster;
        cluster_next(text + at, len - at, ascii, &cluster);
        at += cluster.used_bytes;
        cols += cluster.cols;
    }
    return cols < max_cols ? cols : max_cols;
}

size_t cluster_fit(const char *text, size_t len, bool ascii, size_t cols)
{
    size_t at = 0, used_cols = 0;
    while (at < len) {
        size_t room = cols - used_cols;
        size_t plain = plain_run(text + at, len - at < room + 1 ? len - at : room + 1);
        if (plain > room)
            return at + room;
        at += plain;
        used_cols += plain;
        if (at == len)
            break;
        struct cluster cluster;
        cluster_next(text + at, len - at, ascii, &cluster);
        if (used_cols + cluster.cols > cols)
            break;
        used_cols += cluster.cols;
        at += cluster.used_bytes;
    }
    return at;
}
