// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/canonical.h"

#include "src/base/utf8.h"
#include "src/ingest/member.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/*
 * Each level of objects copies what is below it, so a hostile record of many levels would take its depth
 * times its size. No log goes deeper than a dozen; below this the text stands as it is.
 */
enum { DEPTH_MOST = 32 };

struct reader {
    const char *at, *end;
    struct arena *scratch;
    unsigned depth;
};

struct pair {
    const char *name, *value; /* both canonical */
    size_t name_len, value_len, place;
};

static void value(struct reader *in, struct buf *out);

/* As the parser has it: every control character stands for white space between values. */
static bool is_blank(char c)
{
    return (unsigned char)c <= ' ';
}

static char peek(struct reader *in)
{
    while (in->at < in->end && is_blank(*in->at))
        in->at++;
    return in->at < in->end ? *in->at : '\0';
}

static bool take(struct reader *in, char c)
{
    if (peek(in) != c || in->at == in->end)
        return false;
    in->at++;
    return true;
}

static uint32_t hex4(struct reader *in)
{
    char digits[5] = "";
    for (size_t i = 0; i < 4 && in->at < in->end && isxdigit((unsigned char)*in->at); i++)
        digits[i] = *in->at++;
    return (uint32_t)strtoul(digits, NULL, 16);
}

static void append_code_point(struct buf *out, uint32_t cp)
{
    char bytes[4];
    if (cp < 0x20 || (cp >= 0xD800 && cp < 0xE000))
        buf_fmt(out, "\\u%04x", (unsigned)cp);
    else if (cp == '"' || cp == '\\')
        buf_fmt(out, "\\%c", (int)cp);
    else
        buf_append(out, bytes, utf8_encode(cp, bytes));
}

/* After a backslash. */
static void escape(struct reader *in, struct buf *out)
{
    static const char letters[] = "bfnrt", values[] = "\b\f\n\r\t";
    char c = in->at < in->end ? *in->at++ : '\0';
    const char *letter = c ? strchr(letters, c) : NULL;
    uint32_t cp = (unsigned char)c;
    if (letter)
        cp = (unsigned char)values[letter - letters];
    else if (c == 'u')
        cp = hex4(in);
    if (cp >= 0xD800 && cp < 0xDC00 && in->end - in->at >= 6 && in->at[0] == '\\' && in->at[1] == 'u') {
        in->at += 2;
        uint32_t low = hex4(in);
        if (low >= 0xDC00 && low < 0xE000) {
            append_code_point(out, 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00));
            return;
        }
        append_code_point(out, cp);
        cp = low;
    }
    append_code_point(out, cp);
}

static void string(struct reader *in, struct buf *out)
{
    take(in, '"');
    buf_char(out, '"');
    while (in->at < in->end && *in->at != '"') {
        char c = *in->at++;
        if (c == '\\')
            escape(in, out);
        else if ((unsigned char)c < 0x20)
            append_code_point(out, (unsigned char)c);
        else
            buf_char(out, c);
    }
    take(in, '"');
    buf_char(out, '"');
}

/* The exponent that stands after the 'e'; what no double holds is cut off. */
static long exponent_of(const char *text, size_t len)
{
    size_t i = len && (*text == '-' || *text == '+');
    long value = 0;
    for (; i < len && isdigit((unsigned char)text[i]) && value < 100000; i++)
        value = value * 10 + (text[i] - '0');
    return len && *text == '-' ? -value : value;
}

/* Write a number as digits and an exponent of ten: -12.50e3 → -125e2. */
static void number(const char *text, size_t len, struct buf *out)
{
    struct buf digits = {0};
    long exponent = 0;
    bool negative = len && *text == '-', fraction = false;
    size_t i = negative;
    for (; i < len && (isdigit((unsigned char)text[i]) || text[i] == '.'); i++) {
        if (text[i] == '.') {
            fraction = true;
            continue;
        }
        if (digits.len || text[i] != '0')
            buf_char(&digits, text[i]);
        exponent -= fraction;
    }
    if (i < len && (text[i] == 'e' || text[i] == 'E'))
        exponent += exponent_of(text + i + 1, len - i - 1);
    while (digits.len && digits.bytes[digits.len - 1] == '0') {
        buf_cut(&digits, digits.len - 1);
        exponent++;
    }
    if (!digits.len)
        buf_char(out, '0');
    else if (exponent > 0 && exponent <= 20)
        buf_fmt(out, "%s%s%.*s", negative ? "-" : "", buf_text(&digits), (int)exponent,
                "00000000000000000000");
    else if (exponent)
        buf_fmt(out, "%s%se%ld", negative ? "-" : "", buf_text(&digits), exponent);
    else
        buf_fmt(out, "%s%s", negative ? "-" : "", buf_text(&digits));
    buf_done(&digits);
}

static void scalar(struct reader *in, struct buf *out)
{
    const char *from = in->at;
    while (in->at < in->end && !is_blank(*in->at) && !strchr(",]}", *in->at))
        in->at++;
    if (in->at == from) {
        in->at = in->end; /* no JSON: end here rather than never */
        return;
    }
    if (*from == '-' || isdigit((unsigned char)*from))
        number(from, (size_t)(in->at - from), out);
    else
        buf_append(out, from, (size_t)(in->at - from));
}

static int by_name(const void *a, const void *b)
{
    const struct pair *left = a, *right = b;
    size_t least = left->name_len < right->name_len ? left->name_len : right->name_len;
    int order = memcmp(left->name, right->name, least);
    if (order)
        return order;
    if (left->name_len != right->name_len)
        return left->name_len < right->name_len ? -1 : 1;
    return left->place < right->place ? -1 : 1;
}

static const char *keep(struct reader *in, struct buf *text, size_t *ret_len)
{
    *ret_len = text->len;
    return arena_strn(in->scratch, buf_text(text), text->len);
}

static void object(struct reader *in, struct buf *out)
{
    struct pair *pairs = NULL;
    size_t count = 0, cap = 0;
    struct buf part = {0};
    take(in, '{');
    while (peek(in) == '"') {
        if (count == cap) {
            struct pair *more = arena_alloc(in->scratch, (cap ? cap * 2 : 16) * sizeof *more);
            if (count)
                memcpy(more, pairs, count * sizeof *more);
            pairs = more;
            cap = cap ? cap * 2 : 16;
        }
        struct pair *pair = &pairs[count];
        pair->place = count++;
        buf_clear(&part);
        string(in, &part);
        pair->name = keep(in, &part, &pair->name_len);
        take(in, ':');
        buf_clear(&part);
        value(in, &part);
        pair->value = keep(in, &part, &pair->value_len);
        take(in, ',');
    }
    take(in, '}');
    buf_done(&part);
    if (count)
        qsort(pairs, count, sizeof *pairs, by_name);
    buf_char(out, '{');
    for (size_t i = 0; i < count; i++) {
        if (i)
            buf_char(out, ',');
        buf_append(out, pairs[i].name, pairs[i].name_len);
        buf_char(out, ':');
        buf_append(out, pairs[i].value, pairs[i].value_len);
    }
    buf_char(out, '}');
}

static void array(struct reader *in, struct buf *out)
{
    take(in, '[');
    buf_char(out, '[');
    for (bool first = true; peek(in) != ']' && in->at < in->end; first = false) {
        if (!first)
            buf_char(out, ',');
        value(in, out);
        take(in, ',');
    }
    take(in, ']');
    buf_char(out, ']');
}

static void as_it_is(struct reader *in, struct buf *out)
{
    const char *end = member_value_end(in->at, in->end);
    end = end ? end : in->end;
    buf_append(out, in->at, (size_t)(end - in->at));
    in->at = end;
}

static void value(struct reader *in, struct buf *out)
{
    char first = peek(in);
    if (in->depth == DEPTH_MOST && (first == '{' || first == '[')) {
        as_it_is(in, out);
        return;
    }
    in->depth++;
    switch (first) {
    case '{':
        object(in, out);
        break;
    case '[':
        array(in, out);
        break;
    case '"':
        string(in, out);
        break;
    default:
        scalar(in, out);
    }
    in->depth--;
}

void canonical_append(struct arena *scratch, const char *text, size_t len, struct buf *out)
{
    struct reader in = {.at = text, .end = text + len, .scratch = scratch};
    value(&in, out);
}
