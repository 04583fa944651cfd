// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/buf.h"

#include "src/base/alloc.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buf_done(struct buf *buf)
{
    if (!buf)
        return;
    free(buf->bytes);
    *buf = (struct buf){0};
}

void buf_cut(struct buf *buf, size_t len)
{
    if (len >= buf->len)
        return;
    buf->len = len;
    buf->bytes[len] = '\0';
}

void buf_clear(struct buf *buf)
{
    buf_cut(buf, 0);
}

const char *buf_text(const struct buf *buf)
{
    return buf->bytes ? buf->bytes : "";
}

bool buf_reserve(struct buf *buf, size_t extra)
{
    if (extra > SIZE_MAX / 2 - buf->len)
        return false;
    size_t wanted = buf->len + extra;
    if (buf->max_bytes && wanted > buf->max_bytes)
        return false;
    if (wanted + 1 <= buf->cap)
        return true;
    size_t cap = buf->cap ? buf->cap * 2 : 64;
    if (cap < wanted + 1)
        cap = wanted + 1;
    buf->bytes = alloc_resize(buf->bytes, cap, 1);
    buf->cap = cap;
    return true;
}

bool buf_append(struct buf *buf, const void *bytes, size_t len)
{
    if (!buf_reserve(buf, len))
        return false;
    if (len)
        memcpy(buf->bytes + buf->len, bytes, len);
    buf->len += len;
    buf->bytes[buf->len] = '\0';
    return true;
}

bool buf_str(struct buf *buf, const char *text)
{
    return buf_append(buf, text, strlen(text));
}

bool buf_char(struct buf *buf, char c)
{
    return buf_append(buf, &c, 1);
}

bool buf_repeat(struct buf *buf, char c, size_t count)
{
    if (!buf_reserve(buf, count))
        return false;
    memset(buf->bytes + buf->len, c, count);
    buf->len += count;
    buf->bytes[buf->len] = '\0';
    return true;
}

bool buf_fmt(struct buf *buf, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    int len = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (len < 0 || !buf_reserve(buf, (size_t)len))
        return false;
    va_start(args, fmt);
    vsnprintf(buf->bytes + buf->len, (size_t)len + 1, fmt, args);
    va_end(args);
    buf->len += (size_t)len;
    return true;
}
