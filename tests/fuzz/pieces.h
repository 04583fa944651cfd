// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * pieces: a reader that cuts its input gives the same pieces, in order and within the input, whether the
 * input comes whole or in parts. Shared by the targets of such readers.
 */
#ifndef TRAILCASE_TESTS_FUZZ_PIECES_H
#define TRAILCASE_TESTS_FUZZ_PIECES_H

#include "src/ingest/split.h"

#include <stdlib.h>
#include <string.h>

struct pieces {
    const char *input;
    int64_t len, end;
    struct buf log;
    void (*check)(const struct pieces *pieces, const struct split_piece *piece); /* what holds for each */
};

/* Give the input in parts of so many bytes to a reader, whose sink is pieces_take(). */
typedef void (*pieces_read_fn)(struct pieces *pieces, size_t step);

static void require(bool holds)
{
    if (!holds)
        __builtin_trap();
}

static bool pieces_take(void *arg, const struct split_piece *piece)
{
    struct pieces *pieces = arg;
    require(piece->offset >= pieces->end && piece->length >= 0 &&
            piece->offset + piece->length <= pieces->len);
    pieces->end = piece->offset + piece->length;
    buf_fmt(&pieces->log, "%c%lld+%lld ", piece->reason ? '-' : '+', (long long)piece->offset,
            (long long)piece->length);
    pieces->check(pieces, piece);
    return true;
}

/* Each part in memory of its own, so that reading beyond it is seen. */
static void pieces_feed(const struct pieces *pieces, size_t step,
                        bool (*feed)(void *reader, const char *bytes, size_t len), void *reader)
{
    for (size_t at = 0; at < (size_t)pieces->len; at += step) {
        size_t part = (size_t)pieces->len - at < step ? (size_t)pieces->len - at : step;
        char *bytes = malloc(part);
        memcpy(bytes, pieces->input + at, part);
        require(feed(reader, bytes, part));
        free(bytes);
    }
}

/* The first byte says of what size the parts are. */
static void pieces_compare(const uint8_t *bytes, size_t len, pieces_read_fn read,
                           void (*check)(const struct pieces *pieces, const struct split_piece *piece))
{
    struct pieces whole = {.input = (const char *)bytes + 1, .len = (int64_t)len - 1, .check = check};
    struct pieces parts = whole;
    read(&whole, len);
    read(&parts, (size_t)bytes[0] % 61 + 1);
    require(strcmp(buf_text(&whole.log), buf_text(&parts.log)) == 0);
    buf_done(&whole.log);
    buf_done(&parts.log);
}

#endif
