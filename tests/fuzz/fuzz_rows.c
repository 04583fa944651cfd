// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Any bytes given as a table: the same rows come out in order, whole or in parts, and what is made of a row
 * parses.
 */
#include "src/base/json.h"
#include "src/ingest/rows.h"
#include "tests/fuzz/pieces.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check(const struct pieces *pieces, const struct split_piece *piece)
{
    CLEANUP(arena) struct arena arena = {0};
    size_t stopped;
    (void)pieces;
    /* cells may be JSON as deep as the parser goes, and then stand one deeper */
    if (!piece->reason && strncmp(piece->text, "{\"trailcasePartial\"", 19) == 0)
        require(json_parse(&arena, piece->text, piece->len, &stopped) || piece->len > 1000);
}

static bool feed(void *reader, const char *bytes, size_t len)
{
    return rows_feed(reader, bytes, len);
}

static void read_rows(struct pieces *pieces, size_t step)
{
    struct rows rows;
    rows_init(&rows, pieces_take, pieces);
    rows_clear(&rows, 0);
    pieces_feed(pieces, step, feed, &rows);
    rows_end(&rows, NULL);
    rows_done(&rows);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    if (!len)
        return 0;
    rows_begins((const char *)bytes + 1, len - 1);
    pieces_compare(bytes, len, read_rows, check);
    return 0;
}
