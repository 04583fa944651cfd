// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Any bytes given to the splitter, whole and in pieces (the first byte says of what size): the same records
 * and rejects come out, in order, within the input, and every record is a copy of its stretch of it.
 */
#include "src/ingest/sniff.h"
#include "src/ingest/split.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

struct seen {
    const char *input;
    int64_t len, end;
    struct buf log;
};

static void require(bool holds)
{
    if (!holds)
        __builtin_trap();
}

static bool take(void *arg, const struct split_piece *piece)
{
    struct seen *seen = arg;
    const char *reason;
    require(piece->offset >= seen->end && piece->length >= 0 && piece->offset + piece->length <= seen->len);
    require((int64_t)piece->len <= piece->length);
    require(memcmp(piece->text, seen->input + piece->offset, piece->len) == 0);
    seen->end = piece->offset + piece->length;
    buf_fmt(&seen->log, "%c%lld+%lld ", piece->reason ? '-' : '+', (long long)piece->offset,
            (long long)piece->length);
    if (!piece->reason) {
        require((int64_t)piece->len == piece->length && (*piece->text == '{' || *piece->text == '['));
        sniff_object(piece->text, piece->len, &reason);
    }
    return true;
}

static void run(struct seen *seen, size_t step)
{
    struct split split;
    split_init(&split, take, seen);
    for (size_t at = 0; at < (size_t)seen->len; at += step) {
        size_t part = (size_t)seen->len - at < step ? (size_t)seen->len - at : step;
        char *piece = malloc(part);
        memcpy(piece, seen->input + at, part);
        require(split_feed(&split, piece, part));
        free(piece);
    }
    split_end(&split, NULL);
    split_done(&split);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    if (!len)
        return 0;
    const char *input = (const char *)bytes + 1;
    struct seen whole = {.input = input, .len = (int64_t)len - 1}, pieces = whole;
    sniff_head(input, len - 1);
    run(&whole, len);
    run(&pieces, (size_t)bytes[0] % 61 + 1);
    require(strcmp(buf_text(&whole.log), buf_text(&pieces.log)) == 0);
    buf_done(&whole.log);
    buf_done(&pieces.log);
    return 0;
}
