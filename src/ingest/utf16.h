// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * utf16: UTF-16 to UTF-8, in pieces of any size. Half a surrogate pair becomes U+FFFD. One thread at a time.
 */
#ifndef TRAILCASE_INGEST_UTF16_H
#define TRAILCASE_INGEST_UTF16_H

#include "src/base/buf.h"

struct utf16 {
    bool big_endian;
    bool odd; /* the first byte of a unit was at the end of the last piece */
    unsigned char first;
    uint32_t high; /* a high surrogate whose low one is to come; 0: none */
};

/* Append the UTF-8 of a piece. */
void utf16_feed(struct utf16 *utf16, const char *bytes, size_t len, struct buf *out);

#endif
