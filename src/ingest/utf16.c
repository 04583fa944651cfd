// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/utf16.h"

#include "src/base/utf8.h"

enum { REPLACEMENT = 0xFFFD };

static void append(struct buf *out, uint32_t cp)
{
    char bytes[4];
    buf_append(out, bytes, utf8_encode(cp, bytes));
}

static void unit(struct utf16 *utf16, uint32_t value, struct buf *out)
{
    bool low = value >= 0xDC00 && value <= 0xDFFF, high = value >= 0xD800 && value < 0xDC00;
    if (utf16->high && low) {
        append(out, 0x10000 + ((utf16->high - 0xD800) << 10) + (value - 0xDC00));
        utf16->high = 0;
        return;
    }
    if (utf16->high)
        append(out, REPLACEMENT);
    utf16->high = high ? value : 0;
    if (!high)
        append(out, low ? REPLACEMENT : value);
}

void utf16_feed(struct utf16 *utf16, const char *bytes, size_t len, struct buf *out)
{
    buf_reserve(out, len);
    for (size_t i = 0; i < len; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (utf16->odd)
            unit(utf16,
                 utf16->big_endian ? (uint32_t)utf16->first << 8 | byte : (uint32_t)byte << 8 | utf16->first,
                 out);
        utf16->first = byte;
        utf16->odd = !utf16->odd;
    }
}
