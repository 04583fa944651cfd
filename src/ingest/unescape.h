// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * unescape: the text inside a JSON string, and the bytes inside base64. For records that were wrapped as
 * text: what comes out is the record byte for byte as it was before it was wrapped. Any thread.
 */
#ifndef TRAILCASE_INGEST_UNESCAPE_H
#define TRAILCASE_INGEST_UNESCAPE_H

#include "src/base/buf.h"

/*
 * Append the text of a JSON string, given without its quotes. What no escape is stays as it is; half a
 * surrogate pair becomes U+FFFD, as no UTF-8 can hold it.
 */
void unescape_string(const char *text, size_t len, struct buf *out);

/* Append the bytes of base64 text; line breaks, also escaped ones, are passed over. False: it is none. */
bool unescape_base64(const char *text, size_t len, struct buf *out) WARN_UNUSED;

#endif
