// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * format: numbers and small pictures as text for a cell.
 */
#ifndef TRAILCASE_UI_CORE_FORMAT_H
#define TRAILCASE_UI_CORE_FORMAT_H

#include "src/base/buf.h"

/* Append 1234567 as "1,234,567". */
void format_count(struct buf *out, int64_t value);

/* Append 1234567 as "1.2M": at most five columns, for axes and narrow columns. */
void format_short(struct buf *out, int64_t value);

/* Append a moment as "2020-04-01 12:00:00", without the T and the Z; nothing for ISOTIME_NONE. */
void format_time(struct buf *out, int64_t time_s);

/* Append a distance as "45s", "12m", "3h 20m", "12d 4h". */
void format_span(struct buf *out, int64_t span_s);

/* Append the width of a bucket as "1 day", "6 hours", "15 min", "30 s". */
void format_width(struct buf *out, int64_t width_s);

/*
 * Append a line of `cols` small bars for values[0..count), neighbours added up or repeated to fit. The
 * highest bar is the highest value; whatever is not 0 shows. Eighths of a block, or with ascii the ramp "
 * .:-=+*#".
 */
void format_spark(struct buf *out, const uint32_t *values, size_t count, int cols, bool ascii);

#endif
