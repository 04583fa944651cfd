// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * buf: growable bytes.
 *
 * Invariants: bytes[len] is NUL whenever bytes is not NULL; a zeroed struct is a valid empty buffer
 * (buf_text() then gives "").  A buffer whose `max_bytes` is set refuses to grow beyond it: buf_append() and
 * friends return false and leave it as it was, which is how output and input from outside are capped.  With
 * max_bytes 0 they always succeed.
 */
#ifndef TRAILCASE_BASE_BUF_H
#define TRAILCASE_BASE_BUF_H

#include "src/base/attr.h"

struct buf {
    char *bytes;
    size_t len, cap;
    size_t max_bytes;
};

void buf_done(struct buf *buf);
CLEANUP_DEFINE(buf, struct buf, buf_done);

void buf_clear(struct buf *buf);

/* The text, NUL-terminated; valid until the buffer changes. */
const char *buf_text(const struct buf *buf);

bool buf_reserve(struct buf *buf, size_t extra);
bool buf_append(struct buf *buf, const void *bytes, size_t len);
bool buf_str(struct buf *buf, const char *text);
bool buf_char(struct buf *buf, char c);
bool buf_fmt(struct buf *buf, const char *fmt, ...) PRINTF_LIKE(2, 3);
bool buf_repeat(struct buf *buf, char c, size_t count);

/* Drop everything after the first len bytes. */
void buf_cut(struct buf *buf, size_t len);

#endif
