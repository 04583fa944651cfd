// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * codec: how a record is kept: one zstd frame a row, made with a dictionary trained on the case's first
 * records. The only home of zstd.
 *
 * Records are small and alike, so a shared dictionary is worth a factor of three to four. A frame names the
 * dictionary it was made with (0: none), so a case may hold several. A packer or unpacker belongs to one
 * thread at a time; packers of the same dictionary may be made from the same bytes.
 */
#ifndef TRAILCASE_STORE_CODEC_H
#define TRAILCASE_STORE_CODEC_H

#include "src/base/buf.h"
#include "src/base/err.h"

enum {
    CODEC_DICTIONARY_BYTES = 256 * 1024,
    CODEC_RECORD_MAX_BYTES = 64 * 1024 * 1024,
};

struct codec_packer;
struct codec_unpacker;

/*
 * Train a dictionary on the records laid end to end in bytes, their lengths in sizes. False when there is too
 * little to learn from; then records are packed without one. Its id is a number from 1 to 255, from its
 * content: every frame names it, in one byte.
 */
bool codec_train(const char *bytes, const size_t *sizes, unsigned count, struct buf *ret_dictionary);
uint32_t codec_dictionary_id(const void *dictionary, size_t len);

/* A packer with a dictionary, copied, or without when len is 0. */
struct codec_packer *codec_packer_new(const void *dictionary, size_t len) WARN_UNUSED;
void codec_packer_free(struct codec_packer *packer);

/* Append the frame of text to out. */
void codec_pack(struct codec_packer *packer, const char *text, size_t len, struct buf *out);

/* Fetches the dictionary with an id into out; false when the case has none of that id. */
typedef bool (*codec_find_fn)(void *arg, uint32_t id, struct buf *out);

struct codec_unpacker *codec_unpacker_new(codec_find_fn find, void *arg) WARN_UNUSED;
void codec_unpacker_free(struct codec_unpacker *unpacker);

/* Replace the content of out by the text of a frame. */
bool codec_unpack(struct codec_unpacker *unpacker, const void *frame, size_t len, struct buf *out,
                  struct err *err) WARN_UNUSED;

#endif
