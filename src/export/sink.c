// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/export/sink.h"

#include "src/base/csv.h"
#include "src/base/isotime.h"

#include <inttypes.h>
#include <string.h>

enum { SINK_FULL_BYTES = 1 << 16 };

void sink_done(struct sink *sink)
{
    if (sink)
        buf_done(&sink->out);
}

bool sink_flush(struct sink *sink, struct err *err)
{
    size_t len = sink->out.len;
    bool ok = (len == 0 || fwrite(sink->out.bytes, 1, len, sink->file) == len) && fflush(sink->file) == 0;
    buf_clear(&sink->out);
    return ok || err_errno(err, "write the export");
}

bool sink_tick(struct sink *sink, struct err *err)
{
    return sink->out.len < SINK_FULL_BYTES || sink_flush(sink, err);
}

/* Every cell is followed by a comma; the last one becomes the end of the line. */
void sink_csv_text(struct sink *sink, const char *text)
{
    if (text)
        csv_cell(&sink->out, text, strlen(text));
    buf_char(&sink->out, ',');
}

void sink_csv_int(struct sink *sink, int64_t value)
{
    buf_fmt(&sink->out, "%" PRId64 ",", value);
}

void sink_csv_time(struct sink *sink, int64_t time_s)
{
    char iso[ISOTIME_SIZE];
    buf_fmt(&sink->out, "%s,", isotime_format(time_s, iso));
}

bool sink_csv_end(struct sink *sink, struct err *err)
{
    buf_cut(&sink->out, sink->out.len - 1);
    buf_char(&sink->out, '\n');
    return sink_tick(sink, err);
}

bool sink_csv_head(struct sink *sink, const char *const *names, size_t count, struct err *err)
{
    for (size_t i = 0; i < count; i++)
        sink_csv_text(sink, names[i]);
    return sink_csv_end(sink, err);
}
