// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/store/codec.h"

#include "src/base/alloc.h"

#include <stdlib.h>
#include <zstd.h>

/* Texts of half a megabyte of records come to a ninth at level 1; level 3 takes half as long again for 1 %
 * less. */
enum { LEVEL = 1, DICTIONARIES_MAX = 64 };

struct codec_packer {
    ZSTD_CCtx *ctx;
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

struct codec_packer *codec_packer_new(void)
{
    struct codec_packer *packer = alloc_zero(1, sizeof *packer);
    packer->ctx = ZSTD_createCCtx();
    if (!packer->ctx)
        alloc_die("out of memory setting up zstd");
    ZSTD_CCtx_setParameter(packer->ctx, ZSTD_c_compressionLevel, LEVEL);
    ZSTD_CCtx_setParameter(packer->ctx, ZSTD_c_checksumFlag, 1); /* a byte that turned over is noticed */
    return packer;
}

void codec_packer_free(struct codec_packer *packer)
{
    if (!packer)
        return;
    ZSTD_freeCCtx(packer->ctx);
    free(packer);
}

void codec_pack(struct codec_packer *packer, const char *text, size_t len, struct buf *out)
{
    size_t most = ZSTD_compressBound(len);
    buf_reserve(out, most);
    size_t used = ZSTD_compress2(packer->ctx, out->bytes + out->len, most, text, len);
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
    if (unpacker->count == DICTIONARIES_MAX || !unpacker->find || !unpacker->find(unpacker->arg, id, &bytes))
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
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > CODEC_TEXT_MAX_BYTES)
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
