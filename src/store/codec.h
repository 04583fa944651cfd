// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * codec: how texts are kept: as zstd frames. The only home of zstd.
 *
 * Cases made before version 17 keep each record in a frame of its own, made with a dictionary trained on the
 * case's first records; such a frame names its dictionary, and is read with the help of one that finds it. A
 * packer or unpacker belongs to one thread at a time.
 */
#ifndef TRAILCASE_STORE_CODEC_H
#define TRAILCASE_STORE_CODEC_H

#include "src/base/buf.h"
#include "src/base/err.h"

enum { CODEC_TEXT_MAX_BYTES = 128 * 1024 * 1024 };

struct codec_packer;
struct codec_unpacker;

struct codec_packer *codec_packer_new(void) WARN_UNUSED;
void codec_packer_free(struct codec_packer *packer);

/* Append the frame of text to out. */
void codec_pack(struct codec_packer *packer, const char *text, size_t len, struct buf *out);

/* Fetches the dictionary with an id into out; false when the case has none of that id. */
typedef bool (*codec_find_fn)(void *arg, uint32_t id, struct buf *out);

/* find: NULL where no frame was ever made with a dictionary. */
struct codec_unpacker *codec_unpacker_new(codec_find_fn find, void *arg) WARN_UNUSED;
void codec_unpacker_free(struct codec_unpacker *unpacker);

/* Replace the content of out by the text of a frame. */
bool codec_unpack(struct codec_unpacker *unpacker, const void *frame, size_t len, struct buf *out,
                  struct err *err) WARN_UNUSED;

#endif
