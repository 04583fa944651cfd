// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Any bytes given to the splitter: records and rejects come out in order, whole or in parts, and every record
 * is a copy of its stretch of the input.
 */
#include "src/ingest/sniff.h"
#include "tests/fuzz/pieces.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check(const struct pieces *pieces, const struct split_piece *piece)
{
    const char *reason;
    require((int64_t)piece->len <= piece->length);
    require(memcmp(piece->text, pieces->input + piece->offset, piece->len) == 0);
    if (piece->reason)
        return;
    require((int64_t)piece->len == piece->length && (*piece->text == '{' || *piece->text == '['));
    sniff_object(piece->text, piece->len, &reason);
}

static bool feed(void *reader, const char *bytes, size_t len)
{
    return split_feed(reader, bytes, len);
}

static void read_split(struct pieces *pieces, size_t step)
{
    struct split split;
    split_init(&split, pieces_take, pieces);
    pieces_feed(pieces, step, feed, &split);
    split_end(&split, NULL);
    split_done(&split);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    if (!len)
        return 0;
    sniff_head((const char *)bytes + 1, len - 1);
    pieces_compare(bytes, len, read_split, check);
    return 0;
}
