// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sink: where an export writes to: a buffer that is emptied into a file now and then, so that memory stays
 * flat. Append to `out`, call sink_tick() after each line or so and sink_flush() at the end; both fail when
 * the file takes no more. The file belongs to the caller.
 */
#ifndef TRAILCASE_EXPORT_SINK_H
#define TRAILCASE_EXPORT_SINK_H

#include "src/base/buf.h"
#include "src/base/err.h"

#include <stdio.h>

struct sink {
    FILE *file;
    struct buf out;
};

void sink_done(struct sink *sink);
CLEANUP_DEFINE(sink, struct sink, sink_done);

bool sink_tick(struct sink *sink, struct err *err) WARN_UNUSED;
bool sink_flush(struct sink *sink, struct err *err) WARN_UNUSED;

/* Cells of a CSV row: text made safe (csv.h; NULL is empty), numbers, times. The row ends by sink_csv_end().
 */
void sink_csv_text(struct sink *sink, const char *text);
void sink_csv_int(struct sink *sink, int64_t value);
void sink_csv_time(struct sink *sink, int64_t time_s);
bool sink_csv_end(struct sink *sink, struct err *err) WARN_UNUSED;

/* The heading: names, blanks between. */
bool sink_csv_head(struct sink *sink, const char *const *names, size_t count, struct err *err) WARN_UNUSED;

#endif
