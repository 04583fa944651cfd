// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * gunzip: gzip to bytes, several members end to end included.
 *
 * Fed in pieces. A piece that is a whole member whose size, by its own trailer, stays under GUNZIP_WHOLE_MOST
 * goes through libdeflate at once, which is several times faster; anything else streams through zlib with a
 * fixed window. Both check the CRC. What follows the last member is zero padding (ignored) or reported.
 * One thread at a time.
 */
#ifndef TRAILCASE_INGEST_GUNZIP_H
#define TRAILCASE_INGEST_GUNZIP_H

#include "src/base/buf.h"

enum { GUNZIP_WHOLE_MOST = 32 << 20 };

/* Takes decompressed bytes. False: no more is wanted. */
typedef bool (*gunzip_sink_fn)(void *arg, const char *bytes, size_t len);

struct gunzip;

struct gunzip *gunzip_new(void) WARN_UNUSED;
void gunzip_free(struct gunzip *gunzip);
CLEANUP_DEFINE_PTR(gunzip, struct gunzip, gunzip_free);

/* Start a new stream. */
void gunzip_start(struct gunzip *gunzip, gunzip_sink_fn sink, void *arg);

/* Feed a piece of the stream; last: nothing follows it. False: stop feeding (see gunzip_end). */
bool gunzip_feed(struct gunzip *gunzip, const char *bytes, size_t len, bool last);

/* Bytes seen behind the end of the stream, zero padding included. */
int64_t gunzip_tail(const struct gunzip *gunzip);

/* NULL when the stream ended well, else what was wrong with it (static text). */
const char *gunzip_end(const struct gunzip *gunzip);

#endif
