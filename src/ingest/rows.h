// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * rows: those of a CSV file to pieces, as split.h has them: event history of the console, results of Lake,
 * Athena and Splunk, as RFC 4180 writes them.
 *
 * A row with a cell that is a whole record (eventJson, _raw, @message) gives that, as it was; any other row
 * becomes the text of a partial event. Rows come in pieces of any size; memory: one row. Offsets are those of
 * the rows. Rows over SPLIT_RECORD_MOST and cells beyond ROWS_COLUMNS_MOST are rejected. Single-threaded.
 */
#ifndef TRAILCASE_INGEST_ROWS_H
#define TRAILCASE_INGEST_ROWS_H

#include "src/base/arena.h"
#include "src/ingest/split.h"

enum { ROWS_COLUMNS_MOST = 256 };

struct rows_cell {
    const char *text;
    size_t len;
};

struct rows {
    split_sink_fn sink;
    void *arg;
    struct arena header, scratch;
    const char **titles; /* NULL: the first row is to come */
    size_t title_count;
    size_t whole; /* the column that holds whole records; title_count: none */
    bool quoted, over;
    int64_t offset, row_at;
    struct buf row, record;
};

/* Does text begin with the titles of a table of events? */
bool rows_begins(const char *text, size_t len);

void rows_init(struct rows *rows, split_sink_fn sink, void *arg);
void rows_done(struct rows *rows);

/* Start on other content with the same sink; offset: of its first byte. */
void rows_clear(struct rows *rows, int64_t offset);

/* False when the sink ended it. */
bool rows_feed(struct rows *rows, const char *bytes, size_t len);

/* The content is over. why: what cut it short (static text), or NULL. */
void rows_end(struct rows *rows, const char *why);

#endif
