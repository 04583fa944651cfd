// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/detect/encode.h"

#include "src/base/buf.h"
#include "src/base/utf8.h"

#include <string.h>

void encode_add(struct bytes_list *list, struct arena *arena, const char *bytes, size_t len)
{
    if ((list->count & (list->count - 1)) == 0) {
        void *grown = arena_alloc(arena, (list->count ? 2 * list->count : 1) * sizeof *list->items);
        if (list->count)
            memcpy(grown, list->items, list->count * sizeof *list->items);
        list->items = grown;
    }
    list->items[list->count].bytes = arena_strn(arena, bytes, len);
    list->items[list->count++].len = len;
}

static void base64(struct buf *out, const unsigned char *bytes, size_t len)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < len; i += 3) {
        uint32_t three = (uint32_t)bytes[i] << 16;
        three |= i + 1 < len ? (uint32_t)bytes[i + 1] << 8 : 0;
        three |= i + 2 < len ? bytes[i + 2] : 0;
        buf_char(out, digits[three >> 18]);
        buf_char(out, digits[three >> 12 & 63]);
        buf_char(out, i + 1 < len ? digits[three >> 6 & 63] : '=');
        buf_char(out, i + 2 < len ? digits[three & 63] : '=');
    }
}

/* Filler before the bytes shifts them; the characters that mix in filler or padding are cut off. */
static void add_shifted(struct bytes_list *to, struct arena *arena, const char *bytes, size_t len,
                        unsigned shift)
{
    static const size_t first[] = {0, 2, 3}, last[] = {0, 3, 2};
    CLEANUP(buf) struct buf filled = {0}, text = {0};
    buf_repeat(&filled, ' ', shift);
    buf_append(&filled, bytes, len);
    base64(&text, (const unsigned char *)buf_text(&filled), filled.len);
    size_t cut = first[shift] + last[(len + shift) % 3];
    if (text.len > cut)
        encode_add(to, arena, text.bytes + first[shift], text.len - cut);
}

void encode_base64(struct bytes_list *list, struct arena *arena, bool offset)
{
    struct bytes_list made = {0};
    for (size_t i = 0; i < list->count; i++) {
        CLEANUP(buf) struct buf text = {0};
        for (unsigned shift = 0; offset && shift < 3; shift++)
            add_shifted(&made, arena, list->items[i].bytes, list->items[i].len, shift);
        base64(&text, (const unsigned char *)list->items[i].bytes, list->items[i].len);
        if (!offset)
            encode_add(&made, arena, buf_text(&text), text.len);
    }
    *list = made;
}

static void add_unit(struct buf *out, uint32_t unit, bool big)
{
    buf_char(out, (char)(big ? unit >> 8 : unit & 255));
    buf_char(out, (char)(big ? unit & 255 : unit >> 8));
}

void encode_utf16(struct bytes_list *list, struct arena *arena, enum encode_utf16 form)
{
    struct bytes_list made = {0};
    for (size_t i = 0; i < list->count; i++) {
        CLEANUP(buf) struct buf out = {0};
        const char *at = list->items[i].bytes, *end = at + list->items[i].len;
        if (form == ENCODE_BOM)
            add_unit(&out, 0xFEFF, false);
        while (at < end) {
            uint32_t cp;
            at += utf8_decode(at, (size_t)(end - at), &cp);
            if (cp == UTF8_INVALID)
                cp = 0xFFFD;
            if (cp > 0xFFFF) {
                add_unit(&out, 0xD800 + ((cp - 0x10000) >> 10), form == ENCODE_BE);
                cp = 0xDC00 + ((cp - 0x10000) & 0x3FF);
            }
            add_unit(&out, cp, form == ENCODE_BE);
        }
        encode_add(&made, arena, buf_text(&out), out.len);
    }
    *list = made;
}

static bool begins_word(const char *text, size_t len, size_t at)
{
    bool after_space = at == 0 || text[at - 1] == ' ' || text[at - 1] == '\t';
    return (text[at] == '-' || text[at] == '/') && after_space && at + 1 < len && text[at + 1] != ' ';
}

bool encode_windash(struct bytes_list *list, struct arena *arena)
{
    static const char *const dashes[] = {"-", "/", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\x95"};
    struct bytes_list made = {0};
    for (size_t i = 0; i < list->count; i++) {
        const char *text = list->items[i].bytes;
        size_t len = list->items[i].len, from = 0;
        struct bytes_list grown = {0};
        encode_add(&grown, arena, "", 0);
        for (size_t at = 0; at <= len; at++) {
            if (at < len && !begins_word(text, len, at))
                continue;
            struct bytes_list next = {0};
            for (size_t n = 0; n < grown.count; n++)
                for (size_t d = 0; d < (at < len ? ARRAY_LEN(dashes) : 1); d++) {
                    CLEANUP(buf) struct buf out = {0};
                    buf_append(&out, grown.items[n].bytes, grown.items[n].len);
                    buf_append(&out, text + from, at - from);
                    buf_str(&out, at < len ? dashes[d] : "");
                    encode_add(&next, arena, buf_text(&out), out.len);
                }
            grown = next;
            from = at + 1;
            if (grown.count + made.count > ENCODE_MOST)
                return false;
        }
        for (size_t n = 0; n < grown.count; n++)
            encode_add(&made, arena, grown.items[n].bytes, grown.items[n].len);
    }
    *list = made;
    return true;
}
