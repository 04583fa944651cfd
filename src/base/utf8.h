// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * utf8: reading UTF-8 that may be anything, and making text safe to show.
 *
 * Logs are written by attackers: a user agent can hold escape sequences, C1 controls, bidi overrides or
 * invalid bytes.  Everything that leaves for a screen, a cell or a page goes through utf8_visible(), the one
 * place that decides what is shown as it is.  Marks are plain ASCII so that they mean the same everywhere: C0
 * and DEL  ^[  ^?      C1  <9b>      bidi, zero-width, tags and other format characters  <U+202E> a byte that
 * is no UTF-8  <ff>
 */
#ifndef TRAILCASE_BASE_UTF8_H
#define TRAILCASE_BASE_UTF8_H

#include "src/base/buf.h"

/*
 * Decode one code point of text[0..len), len > 0. Returns the bytes used, at least 1. Overlong forms,
 * surrogates and anything else invalid use one byte and give UTF8_INVALID.
 */
#define UTF8_INVALID UINT32_MAX
size_t utf8_decode(const char *text, size_t len, uint32_t *ret_cp);

/* Encode cp into out (at most 4 bytes) and return the number of bytes. */
size_t utf8_encode(uint32_t cp, char out[4]);

/* Columns a code point takes on a terminal: 0 combining, 1, or 2. Safe code points only. */
int utf8_width(uint32_t cp);

/* True for a code point that must not be shown as it is. */
bool utf8_is_unsafe(uint32_t cp);

/* Append text with every unsafe code point or byte replaced by its visible mark. */
void utf8_visible(struct buf *out, const char *text, size_t len);

/* Columns of a whole NUL-terminated text that is safe already. */
size_t utf8_cols(const char *text);

/* Bytes of text that fit into cols columns; never splits a code point or leaves a combining mark behind. */
size_t utf8_fit(const char *text, size_t cols);

#endif
