// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/store/codec.h"

#include "src/base/alloc.h"

#include <stdlib.h>
#include <string.h>
#include <zdict.h>
#include <zstd.h>

/*
 * On records, level 1 with a large dictionary packs as small as level 3 with one of half the size (198 bytes
 * a record, of 1,400) in three quarters of the time.
 */
enum { LEVEL = 1, DICTIONARIES_MAX = 64, TRAIN_LEAST = 64, TRAIN_PARTS = 8, DICTIONARY_LEAST = 4096 };

struct codec_packer {
    ZSTD_CCtx *ctx;
    ZSTD_CDict *dictionary;
};

struct codec_unpacker {
    ZSTD_DCtx *ctx;
    codec_find_fn find;
    void *arg;
    struct {
        uint32_t id;
        ZSTD_DDict *dictionary;
    } known[DICTIONARIES_MAX];
    size_t count;
};

/* The id stands after the magic number, little-endian; zstd picks four random bytes. */
static void make_id_short(char *dictionary)
{
    unsigned char sum = 0;
    for (size_t i = 4; i < 8; i++)
        sum = (unsigned char)(sum + (unsigned char)dictionary[i]);
    const char id[4] = {(char)(sum ? sum : 1)};
    memcpy(dictionary + 4, id, sizeof id);
}

/* A part of what it is trained on, so that a small case does not hold a dictionary larger than its records.
 */
static size_t dictionary_most(const size_t *sizes, unsigned count)
{
    size_t total = 0;
    for (unsigned i = 0; i < count; i++)
        total += sizes[i];
    size_t most = total / TRAIN_PARTS;
    if (most < DICTIONARY_LEAST)
        return DICTIONARY_LEAST;
    return most < CODEC_DICTIONARY_BYTES ? most : CODEC_DICTIONARY_BYTES;
}

bool codec_train(const char *bytes, const size_t *sizes, unsigned count, struct buf *ret_dictionary)
{
    if (count < TRAIN_LEAST)
        return false;
    struct buf out = {0};
    size_t most = dictionary_most(sizes, count);
    buf_reserve(&out, most);
    size_t len = ZDICT_trainFromBuffer(out.bytes, most, bytes, sizes, count);
    if (ZDICT_isError(len)) {
        buf_done(&out);
        return false;
    }
    make_id_short(out.bytes);
    buf_append(ret_dictionary, out.bytes, len);
    buf_done(&out);
    return true;
}

uint32_t codec_dictionary_id(const void *dictionary, size_t len)
{
    return ZDICT_getDictID(dictionary, len);
}

struct codec_packer *codec_packer_new(const void *dictionary, size_t len)
{
    struct codec_packer *packer = alloc_zero(1, sizeof *packer);
    packer->ctx = ZSTD_createCCtx();
    if (len)
        packer->dictionary = ZSTD_createCDict(dictionary, len, LEVEL);
    if (!packer->ctx || (len && !packer->dictionary))
        alloc_die("out of memory setting up zstd");
    return packer;
}

void codec_packer_free(struct codec_packer *packer)
{
    if (!packer)
        return;
    ZSTD_freeCCtx(packer->ctx);
    ZSTD_freeCDict(packer->dictionary);
    free(packer);
}

void codec_pack(struct codec_packer *packer, const char *text, size_t len, struct buf *out)
{
    size_t most = ZSTD_compressBound(len);
    buf_reserve(out, most);
    char *to = out->bytes + out->len;
    size_t used = packer->dictionary
                      ? ZSTD_compress_usingCDict(packer->ctx, to, most, text, len, packer->dictionary)
                      : ZSTD_compressCCtx(packer->ctx, to, most, text, len, LEVEL);
    if (ZSTD_isError(used))
        alloc_die("zstd: %s", ZSTD_getErrorName(used));
    out->len += used;
    out->bytes[out->len] = '\0';
}

struct codec_unpacker *codec_unpacker_new(codec_find_fn find, void *arg)
{
    struct codec_unpacker *unpacker = alloc_zero(1, sizeof *unpacker);
    unpacker->ctx = ZSTD_createDCtx();
    if (!unpacker->ctx)
        alloc_die("out of memory setting up zstd");
    unpacker->find = find;
    unpacker->arg = arg;
    return unpacker;
}

void codec_unpacker_free(struct codec_unpacker *unpacker)
{
    if (!unpacker)
        return;
    for (size_t i = 0; i < unpacker->count; i++)
        ZSTD_freeDDict(unpacker->known[i].dictionary);
    ZSTD_freeDCtx(unpacker->ctx);
    free(unpacker);
}

static ZSTD_DDict *dictionary_of(struct codec_unpacker *unpacker, uint32_t id)
{
    for (size_t i = 0; i < unpacker->count; i++)
        if (unpacker->known[i].id == id)
            return unpacker->known[i].dictionary;
    CLEANUP(buf) struct buf bytes = {0};
    if (unpacker->count == DICTIONARIES_MAX || !unpacker->find(unpacker->arg, id, &bytes))
        return NULL;
    ZSTD_DDict *dictionary = ZSTD_createDDict(bytes.bytes, bytes.len);
    if (!dictionary)
        return NULL;
    unpacker->known[unpacker->count].id = id;
    unpacker->known[unpacker->count++].dictionary = dictionary;
    return dictionary;
}

bool codec_unpack(struct codec_unpacker *unpacker, const void *frame, size_t len, struct buf *out,
                  struct err *err)
{
    unsigned long long size = ZSTD_getFrameContentSize(frame, len);
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > CODEC_RECORD_MAX_BYTES)
        return err_set(err, ERR_CASE, "a stored record is damaged (no valid frame): run 'trailcase verify'");
    uint32_t id = ZSTD_getDictID_fromFrame(frame, len);
    ZSTD_DDict *dictionary = id ? dictionary_of(unpacker, id) : NULL;
    if (id && !dictionary)
        return err_set(err, ERR_CASE, "a stored record needs dictionary %u, which the case lacks", id);
    buf_clear(out);
    if (!buf_reserve(out, size))
        return err_set(err, ERR_LIMIT, "a stored record of %llu bytes is over the limit", size);
    size_t got = dictionary
                     ? ZSTD_decompress_usingDDict(unpacker->ctx, out->bytes, size, frame, len, dictionary)
                     : ZSTD_decompressDCtx(unpacker->ctx, out->bytes, size, frame, len);
    if (ZSTD_isError(got))
        return err_set(err, ERR_CASE, "a stored record is damaged (%s)", ZSTD_getErrorName(got));
    out->len = got;
    out->bytes[got] = '\0';
    return true;
}
