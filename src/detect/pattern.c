// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/detect/pattern.h"

#include "src/base/utf8.h"

#include <string.h>

static char fold(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

struct pattern pattern_make(struct arena *arena, const char *text, size_t len, enum pattern_place place,
                            bool literal, bool cased)
{
    char *bytes = arena_alloc(arena, len + 3), *wild = arena_alloc(arena, len + 3);
    size_t n = 0, stars = 0;
    if (place == PATTERN_CONTAINS || place == PATTERN_ENDS)
        wild[n] = '*', bytes[n++] = '*';
    for (size_t i = 0; i < len; i++) {
        char c = text[i];
        bool special = !literal && (c == '*' || c == '?');
        if (!literal && c == '\\' && i + 1 < len && strchr("*?\\", text[i + 1]))
            c = text[++i];
        /* A run of stars is one. */
        if (special && c == '*' && n && wild[n - 1] == '*')
            continue;
        wild[n] = special ? c : ' ';
        bytes[n++] = cased ? c : fold(c);
    }
    if ((place == PATTERN_CONTAINS || place == PATTERN_STARTS) && !(n && wild[n - 1] == '*'))
        wild[n] = '*', bytes[n++] = '*';
    for (size_t i = 0; i < n; i++)
        stars += wild[i] != ' ';
    return (struct pattern){
        .bytes = bytes,
        .wild = wild,
        .len = n,
        .cased = cased,
        .is_plain = stars == 0,
        .is_contained = n > 2 && stars == 2 && wild[0] == '*' && wild[n - 1] == '*',
    };
}

bool pattern_same(const char *a, size_t a_len, const char *b, size_t b_len, bool cased)
{
    if (a_len != b_len)
        return false;
    if (cased)
        return memcmp(a, b, a_len) == 0;
    for (size_t i = 0; i < a_len; i++)
        if (fold(a[i]) != fold(b[i]))
            return false;
    return true;
}

/* Whether text holds needle, which is folded already unless cased. */
static bool holds(const char *text, size_t len, const char *needle, size_t needle_len, bool cased)
{
    if (cased)
        return memmem(text, len, needle, needle_len) != NULL;
    const char first = *needle, bit = first >= 'a' && first <= 'z' ? 0x20 : 0; /* what the case of it is */
    for (size_t i = 0; i + needle_len <= len; i++) {
        if ((text[i] | bit) != first)
            continue;
        size_t n = 1;
        while (n < needle_len && fold(text[i + n]) == needle[n])
            n++;
        if (n == needle_len)
            return true;
    }
    return false;
}

/* After a mistake, the last star takes one character more; earlier ones need not be tried again. */
static bool matches_wild(const struct pattern *p, const char *text, size_t len)
{
    size_t at = 0, t = 0, star = SIZE_MAX, star_t = 0;
    while (t < len) {
        uint32_t cp;
        if (at < p->len && p->wild[at] == '*') {
            star = at++;
            star_t = t;
        } else if (at < p->len && p->wild[at] == '?') {
            t += utf8_decode(text + t, len - t, &cp);
            at++;
        } else if (at < p->len && p->bytes[at] == (p->cased ? text[t] : fold(text[t]))) {
            at++;
            t++;
        } else if (star != SIZE_MAX) {
            at = star + 1;
            star_t += utf8_decode(text + star_t, len - star_t, &cp);
            t = star_t;
        } else {
            return false;
        }
    }
    while (at < p->len && p->wild[at] == '*')
        at++;
    return at == p->len;
}

bool pattern_matches(const struct pattern *p, const char *text, size_t len)
{
    if (p->is_plain)
        return pattern_same(p->bytes, p->len, text, len, p->cased);
    if (p->is_contained)
        return holds(text, len, p->bytes + 1, p->len - 2, p->cased);
    return matches_wild(p, text, len);
}

bool pattern_literal(const char *value, enum pattern_place place, bool cased, const char *text, size_t len)
{
    size_t value_len = strlen(value);
    if (value_len > len)
        return false;
    switch (place) {
    case PATTERN_WHOLE:
        return pattern_same(value, value_len, text, len, cased);
    case PATTERN_STARTS:
        return pattern_same(value, value_len, text, value_len, cased);
    case PATTERN_ENDS:
        return pattern_same(value, value_len, text + len - value_len, value_len, cased);
    case PATTERN_CONTAINS:
        break;
    }
    for (size_t i = 0; i + value_len <= len; i++)
        if (pattern_same(value, value_len, text + i, value_len, cased))
            return true;
    return false;
}
