// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * pattern: values with wildcards, as Sigma has them.
 *
 * `*` is any run of characters, none and line breaks included; `?` is one code point. `\*`, `\?` and `\\`
 * mean the character itself, a backslash before anything else is a backslash. Letters compare without
 * regard to case, ASCII only, unless the pattern is cased. A pattern covers the whole text. Patterns are
 * immutable, in the caller's arena; matching takes no memory and at most pattern times text steps.
 */
#ifndef TRAILCASE_DETECT_PATTERN_H
#define TRAILCASE_DETECT_PATTERN_H

#include "src/base/arena.h"

enum { PATTERN_BYTES_MAX = 4096 };

struct pattern {
    const char *bytes; /* folded unless cased */
    const char *wild;  /* '*' or '?' where that byte is a wildcard, blank elsewhere */
    size_t len;
    bool cased;
    bool is_plain;     /* no wildcard */
    bool is_contained; /* a star, plain text, a star */
};

/* Where a value is allowed to be in the text: adds stars, unless it has one there. */
enum pattern_place { PATTERN_WHOLE, PATTERN_CONTAINS, PATTERN_STARTS, PATTERN_ENDS };

/* `literal`: no wildcards and no backslashes in text. */
struct pattern pattern_make(struct arena *arena, const char *text, size_t len, enum pattern_place place,
                            bool literal, bool cased);
bool pattern_matches(const struct pattern *pattern, const char *text, size_t len);

/* The same with plain text for a pattern, without making one. */
bool pattern_literal(const char *value, enum pattern_place place, bool cased, const char *text, size_t len);

/* ASCII only. */
bool pattern_same(const char *a, size_t a_len, const char *b, size_t b_len, bool cased);

#endif
