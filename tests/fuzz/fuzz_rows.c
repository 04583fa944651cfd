// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Any bytes given as a table, whole and in pieces (the first byte says of what size): the same pieces come
 * out, in order, and what is made of a row parses.
 */
#include "src/base/json.h"
#include "src/ingest/rows.h"

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
    require(piece->offset >= seen->end && piece->length >= 0 && piece->offset + piece->length <= seen->len);
    seen->end = piece->offset + piece->length;
    buf_fmt(&seen->log, "%c%lld+%lld ", piece->reason ? '-' : '+', (long long)piece->offset,
            (long long)piece->length);
    if (!piece->reason && strncmp(piece->text, "{\"trailcasePartial\"", 19) == 0) {
        CLEANUP(arena) struct arena arena = {0};
        size_t stopped;
        /* cells may be JSON as deep as the parser goes, and then stand one deeper */
        require(json_parse(&arena, piece->text, piece->len, &stopped) || piece->len > 1000);
    }
    return true;
}

static void run(struct seen *seen, size_t step)
{
    struct rows rows;
    rows_init(&rows, take, seen);
    rows_clear(&rows, 0);
    for (size_t at = 0; at < (size_t)seen->len; at += step) {
        size_t part = (size_t)seen->len - at < step ? (size_t)seen->len - at : step;
        char *piece = malloc(part);
        memcpy(piece, seen->input + at, part);
        require(rows_feed(&rows, piece, part));
        free(piece);
    }
    rows_end(&rows, NULL);
    rows_done(&rows);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    if (!len)
        return 0;
    const char *input = (const char *)bytes + 1;
    struct seen whole = {.input = input, .len = (int64_t)len - 1}, pieces = whole;
    rows_begins(input, len - 1);
    run(&whole, len);
    run(&pieces, (size_t)bytes[0] % 61 + 1);
    require(strcmp(buf_text(&whole.log), buf_text(&pieces.log)) == 0);
    buf_done(&whole.log);
    buf_done(&pieces.log);
    return 0;
}
