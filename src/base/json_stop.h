// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * json_stop: where the plain part of a JSON string ends, sixteen bytes at a time. For the splitter and the
 * parser, which spend most of their time in strings.
 */
#ifndef TRAILCASE_BASE_JSON_STOP_H
#define TRAILCASE_BASE_JSON_STOP_H

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* The next byte that means something: a quote, a backslash, or a line break, which no string holds; or end.
 */
static inline const char *json_string_stop(const char *at, const char *end)
{
#ifdef __SSE2__
    const __m128i quote = _mm_set1_epi8('"'), slash = _mm_set1_epi8('\\'), line = _mm_set1_epi8('\n');
    for (; end - at >= 16; at += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
        __m128i hits = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, slash)),
                                    _mm_cmpeq_epi8(bytes, line));
        int mask = _mm_movemask_epi8(hits);
        if (mask)
            return at + __builtin_ctz((unsigned)mask);
    }
#endif
    while (at < end && *at != '"' && *at != '\\' && *at != '\n')
        at++;
    return at;
}

#endif
