// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/core/osc52.h"

#include <string.h>

enum { SCREEN_PIECE = 240, MAX_BYTES = OSC52_MAX_ENCODED / 4 * 3 };

enum osc52_wrap osc52_wrap(const char *tmux, const char *term)
{
    if (tmux != NULL && tmux[0] != '\0')
        return OSC52_TMUX;
    return term != NULL && strncmp(term, "screen", strlen("screen")) == 0 ? OSC52_SCREEN : OSC52_PLAIN;
}

static void put_base64(struct buf *out, const char *text, size_t len)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const unsigned char *in = (const unsigned char *)text;
    for (size_t i = 0; i < len; i += 3) {
        unsigned bits = (unsigned)in[i] << 16;
        bits |= i + 1 < len ? (unsigned)in[i + 1] << 8 : 0;
        bits |= i + 2 < len ? in[i + 2] : 0;
        buf_char(out, digits[bits >> 18]);
        buf_char(out, digits[bits >> 12 & 63]);
        buf_char(out, i + 1 < len ? digits[bits >> 6 & 63] : '=');
        buf_char(out, i + 2 < len ? digits[bits & 63] : '=');
    }
}

/* tmux passes on what stands in its own sequence, every ESC twice. */
static void put_for_tmux(struct buf *out, const struct buf *request)
{
    buf_str(out, "\033Ptmux;");
    for (size_t i = 0; i < request->len; i++) {
        if (request->bytes[i] == '\033')
            buf_char(out, '\033');
        buf_char(out, request->bytes[i]);
    }
    buf_str(out, "\033\\");
}

/* screen passes on short pieces; the end of the request must not look like the end of a piece. */
static void put_for_screen(struct buf *out, const struct buf *request)
{
    for (size_t at = 0; at < request->len; at += SCREEN_PIECE) {
        size_t len = request->len - at < SCREEN_PIECE ? request->len - at : SCREEN_PIECE;
        buf_str(out, "\033P");
        buf_append(out, request->bytes + at, len);
        buf_str(out, "\033\\");
    }
}

size_t osc52_write(struct buf *out, const char *text, size_t len, enum osc52_wrap wrap)
{
    CLEANUP(buf) struct buf request = {0};
    if (len > MAX_BYTES)
        for (len = MAX_BYTES; len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80;)
            len--;
    buf_str(&request, "\033]52;c;");
    put_base64(&request, text, len);
    buf_str(&request, wrap == OSC52_SCREEN ? "\a" : "\033\\");
    if (wrap == OSC52_SCREEN) {
        put_for_screen(out, &request);
        return len;
    }
    buf_append(out, request.bytes, request.len); /* tmux itself may take it */
    if (wrap == OSC52_TMUX)
        put_for_tmux(out, &request);
    return len;
}
