// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * unpack: archives and the codecs that gunzip does not know, member by member. The only home of libarchive.
 *
 * zip and tar, packed with gzip, bzip2, xz or zstd, and streams of those without an archive in them. Read
 * front to back, so it works on pipes; nothing is written anywhere. Names of members are data: "..", absolute
 * names and links lead nowhere. Expansion is capped by ratio and size, see limits. One thread at a time.
 */
#ifndef TRAILCASE_INGEST_UNPACK_H
#define TRAILCASE_INGEST_UNPACK_H

#include "src/base/sha256.h"
#include "src/ingest/input.h"
#include "src/ingest/limits.h"

enum { UNPACK_LEVELS_MOST = 3 }; /* archives inside archives */

struct unpack;

struct unpack_member {
    const char *path;    /* as the archive has it; valid until the next */
    int64_t size_bytes;  /* -1: the archive does not say */
    int64_t mtime_s;     /* 0: not said */
    const char *refused; /* why it is not read: a link, a device, encrypted; static text */
    bool is_stream;      /* no archive: the one thing that is compressed */
};

/* Begin to read; input is borrowed until unpack_free(). */
struct unpack *unpack_new(struct input *input, const struct limits *limits) WARN_UNUSED;
void unpack_free(struct unpack *unpack);
CLEANUP_DEFINE_PTR(unpack, struct unpack, unpack_free);

/* The next member that is no folder. False: there is none, or no more can be read, see unpack_wrong(). */
bool unpack_next(struct unpack *unpack, struct unpack_member *ret);

/* An input_fn for the bytes of the member; arg is the struct unpack. */
ssize_t unpack_read(void *arg, char *bytes, size_t most);

/* NULL, or what is wrong with the archive, in words. Valid as long as unpack. */
const char *unpack_wrong(const struct unpack *unpack);

/* What it is: "zip", "tar (gzip)". Once a member was seen; valid as long as unpack. */
const char *unpack_name(struct unpack *unpack);

/* Read the input to its end; its size and hash. False when it cannot be read. */
bool unpack_finish(struct unpack *unpack, int64_t *ret_size_bytes,
                   unsigned char ret_sha256[SHA256_BYTES]) WARN_UNUSED;

#endif
