// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/gunzip.h"

#include "src/base/alloc.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { OUT_BYTES = 256 << 10, MEMBER_LEAST = 18, GZIP_WINDOW = 15 + 16, KEEP_BYTES = 8 << 20 };

static const char cut_off[] = "cut off: the gzip stream ends early";
static const char damaged[] = "damaged: the gzip stream cannot be decompressed";
static const char trailing[] = "bytes after the end of the gzip stream that are no gzip";

struct gunzip {
    gunzip_sink_fn sink;
    void *arg;
    struct libdeflate_decompressor *whole;
    z_stream stream;
    bool streaming; /* stream is in the middle of a member */
    bool begun;     /* a member was seen */
    int64_t tail_bytes;
    const char *wrong;
    struct buf out;
};

struct gunzip *gunzip_new(void)
{
    struct gunzip *gunzip = alloc_zero(1, sizeof *gunzip);
    gunzip->whole = libdeflate_alloc_decompressor();
    if (!gunzip->whole || inflateInit2(&gunzip->stream, GZIP_WINDOW) != Z_OK)
        alloc_die("out of memory setting up gzip");
    return gunzip;
}

void gunzip_free(struct gunzip *gunzip)
{
    if (!gunzip)
        return;
    libdeflate_free_decompressor(gunzip->whole);
    inflateEnd(&gunzip->stream);
    buf_done(&gunzip->out);
    free(gunzip);
}

void gunzip_start(struct gunzip *gunzip, gunzip_sink_fn sink, void *arg)
{
    gunzip->sink = sink;
    gunzip->arg = arg;
    gunzip->streaming = gunzip->begun = false;
    gunzip->wrong = NULL;
    gunzip->tail_bytes = 0;
    if (gunzip->out.cap > KEEP_BYTES)
        buf_done(&gunzip->out);
}

/* What the last four bytes say of the size; true for the last member of a piece that ends with it. */
static size_t size_hint(const char *bytes, size_t len)
{
    const unsigned char *tail = (const unsigned char *)bytes + len - 4;
    return (size_t)tail[0] | (size_t)tail[1] << 8 | (size_t)tail[2] << 16 | (size_t)tail[3] << 24;
}

/* Decompress one member at once. Returns the bytes used, or 0 when it has to be streamed. */
static size_t whole_member(struct gunzip *gunzip, const char *bytes, size_t len, bool *ret_go_on)
{
    if (len < MEMBER_LEAST || size_hint(bytes, len) >= GUNZIP_WHOLE_MOST)
        return 0;
    size_t used, made, room = size_hint(bytes, len) + 1;
    if (room < OUT_BYTES)
        room = OUT_BYTES;
    buf_clear(&gunzip->out);
    buf_reserve(&gunzip->out, room);
    if (libdeflate_gzip_decompress_ex(gunzip->whole, bytes, len, gunzip->out.bytes, room, &used, &made) !=
        LIBDEFLATE_SUCCESS)
        return 0;
    *ret_go_on = !made || gunzip->sink(gunzip->arg, gunzip->out.bytes, made);
    return used;
}

/* Stream a member, or the part of it that is here. Returns the bytes used. */
static size_t stream_member(struct gunzip *gunzip, const char *bytes, size_t len, bool *ret_go_on)
{
    z_stream *z = &gunzip->stream;
    if (!gunzip->streaming)
        inflateReset(z);
    gunzip->streaming = true;
    z->next_in = (unsigned char *)(uintptr_t)bytes;
    z->avail_in = (uInt)len;
    buf_clear(&gunzip->out);
    buf_reserve(&gunzip->out, OUT_BYTES);
    int rc = Z_OK;
    *ret_go_on = true;
    while (*ret_go_on && rc == Z_OK) {
        z->next_out = (unsigned char *)gunzip->out.bytes;
        z->avail_out = OUT_BYTES;
        rc = inflate(z, Z_NO_FLUSH);
        size_t made = OUT_BYTES - z->avail_out;
        if (made)
            *ret_go_on = gunzip->sink(gunzip->arg, gunzip->out.bytes, made);
    }
    if (rc == Z_STREAM_END)
        gunzip->streaming = false;
    else if (rc != Z_BUF_ERROR && rc != Z_OK)
        gunzip->wrong = damaged;
    return len - z->avail_in;
}

static bool all_zero(const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (bytes[i])
            return false;
    return true;
}

bool gunzip_feed(struct gunzip *gunzip, const char *bytes, size_t len, bool last)
{
    bool go_on = true;
    while (len && go_on && !gunzip->wrong) {
        if (!gunzip->streaming && gunzip->begun && *bytes != '\x1F') {
            gunzip->tail_bytes += (int64_t)len;
            if (!all_zero(bytes, len))
                gunzip->wrong = trailing;
            break;
        }
        size_t used = last && !gunzip->streaming ? whole_member(gunzip, bytes, len, &go_on) : 0;
        if (!used)
            used = stream_member(gunzip, bytes, len, &go_on);
        gunzip->begun = true;
        bytes += used;
        len -= used;
    }
    return go_on && !gunzip->wrong;
}

int64_t gunzip_tail(const struct gunzip *gunzip)
{
    return gunzip->tail_bytes;
}

const char *gunzip_end(const struct gunzip *gunzip)
{
    if (gunzip->wrong)
        return gunzip->wrong;
    return gunzip->streaming || !gunzip->begun ? cut_off : NULL;
}
