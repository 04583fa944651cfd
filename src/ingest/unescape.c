// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/unescape.h"

#include "src/base/utf8.h"

#include <string.h>

enum { REPLACEMENT = 0xFFFD };

/* The value of four hexadecimal digits, or -1. */
static int32_t hex4(const char *at, const char *end)
{
    int32_t value = 0;
    if (end - at < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        static const char digits[] = "0123456789abcdef0123456789ABCDEF";
        const char *digit = at[i] ? strchr(digits, at[i]) : NULL;
        if (!digit)
            return -1;
        value = value << 4 | (int32_t)((digit - digits) & 15);
    }
    return value;
}

/* After "\u": the code point, a surrogate pair as one. Returns one past what was used, or NULL. */
static const char *code_point(const char *at, const char *end, uint32_t *ret)
{
    int32_t high = hex4(at, end);
    if (high < 0)
        return NULL;
    at += 4;
    *ret = (uint32_t)high;
    if (high < 0xD800 || high > 0xDFFF)
        return at;
    int32_t low = high < 0xDC00 && end - at >= 6 && at[0] == '\\' && at[1] == 'u' ? hex4(at + 2, end) : -1;
    bool pair = low >= 0xDC00 && low <= 0xDFFF;
    *ret = pair ? 0x10000 + ((uint32_t)(high - 0xD800) << 10) + (uint32_t)(low - 0xDC00) : REPLACEMENT;
    return pair ? at + 6 : at;
}

/* At a backslash. Returns one past what was used. */
static const char *escape(const char *at, const char *end, struct buf *out)
{
    static const char letters[] = "bfnrt\"\\/", values[] = "\b\f\n\r\t\"\\/";
    const char *letter = end - at >= 2 && at[1] ? strchr(letters, at[1]) : NULL;
    char bytes[4];
    uint32_t cp;
    if (letter) {
        buf_char(out, values[letter - letters]);
        return at + 2;
    }
    const char *after = end - at >= 2 && at[1] == 'u' ? code_point(at + 2, end, &cp) : NULL;
    if (!after) {
        buf_char(out, *at);
        return at + 1;
    }
    buf_append(out, bytes, utf8_encode(cp, bytes));
    return after;
}

void unescape_string(const char *text, size_t len, struct buf *out)
{
    const char *at = text, *end = text + len;
    buf_reserve(out, len);
    while (at < end) {
        const char *stop = memchr(at, '\\', (size_t)(end - at));
        stop = stop ? stop : end;
        buf_append(out, at, (size_t)(stop - at));
        at = stop < end ? escape(stop, end, out) : end;
    }
}

bool unescape_base64(const char *text, size_t len, struct buf *out)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint32_t bits = 0;
    unsigned count = 0;
    const char *end = text + len;
    for (; text < end && *text != '='; text++) {
        const char *digit = *text ? strchr(alphabet, *text) : NULL;
        if (*text == '\\' && end - text >= 2 && (text[1] == 'n' || text[1] == 'r' || text[1] == '/')) {
            text++;
            digit = *text == '/' ? strchr(alphabet, '/') : NULL;
        } else if (!digit && *text != '\n' && *text != '\r') {
            return false;
        }
        if (!digit)
            continue;
        bits = bits << 6 | (uint32_t)(digit - alphabet);
        count += 6;
        if (count < 8)
            continue;
        count -= 8;
        buf_char(out, (char)(bits >> count & 0xFF));
    }
    return count < 6;
}
