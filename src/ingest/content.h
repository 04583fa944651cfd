// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * content: from the bytes of one file to its pieces: recognise, decompress gzip, turn UTF-16 into UTF-8,
 * split.
 *
 * What needs libarchive is only recognised: content_archive() says so, and whoever reads opens the bytes anew
 * with unpack.h. One thread at a time; used again for file after file, keeping its memory.
 */
#ifndef TRAILCASE_INGEST_CONTENT_H
#define TRAILCASE_INGEST_CONTENT_H

#include "src/base/sha256.h"
#include "src/ingest/gunzip.h"
#include "src/ingest/limits.h"
#include "src/ingest/rows.h"
#include "src/ingest/split.h"
#include "src/ingest/utf16.h"

struct content {
    struct limits limits;
    struct gunzip *gunzip;
    struct sha256 sha; /* of the content when it is not what is fed; no context when nobody asks */
    struct split split;
    struct rows rows;
    struct utf16 utf16;
    struct buf utf8;
    bool sniffed;  /* the head of what is split was seen */
    bool gzip;     /* fed compressed */
    bool expanded; /* gzip, or unpacked by whoever feeds: its hash is another than that of the file */
    bool is_utf16, is_archive, is_table, utf16_seen;
    int64_t taken, made;        /* bytes before and after gunzip */
    const char *reason, *wrong; /* why the source is refused; what cut it short; static text */
};

void content_init(struct content *content, const struct limits *limits, split_sink_fn sink, void *arg);
void content_done(struct content *content);

/* Begin a file with its first bytes; unpacked: the file was an archive or compressed, and these are not its
 * own. */
void content_start(struct content *content, const char *head, size_t len, bool unpacked);

/* False when no more of the file is wanted. */
bool content_feed(struct content *content, const char *bytes, size_t len, bool last);

/* It is an archive, or compressed by what is no gzip: nothing was taken of it. */
bool content_archive(const struct content *content);

/* What the pieces came in, as source.container has it; NULL while nothing was seen. */
const char *content_container(const struct content *content);

/* The file is over; why: what cut the reading short, or NULL. */
void content_end(struct content *content, const char *why);

#endif
