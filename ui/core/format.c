// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/core/format.h"

#include "src/base/isotime.h"

#include <inttypes.h>
#include <stdio.h>

void format_count(struct buf *out, int64_t value)
{
    char digits[24];
    int len = snprintf(digits, sizeof digits, "%" PRId64, value);
    for (int i = 0; i < len; i++) {
        buf_char(out, digits[i]);
        if (digits[i] != '-' && i + 1 < len && (len - i - 1) % 3 == 0)
            buf_char(out, ',');
    }
}

void format_short(struct buf *out, int64_t value)
{
    static const char units[] = " kMGTPE";
    double scaled = (double)value;
    size_t unit = 0;
    for (; (scaled >= 999.5 || scaled <= -999.5) && unit + 2 < sizeof units; unit++)
        scaled /= 1000;
    if (unit == 0)
        buf_fmt(out, "%" PRId64, value);
    else
        buf_fmt(out, scaled < 9.95 ? "%.1f%c" : "%.0f%c", scaled, units[unit]);
}

void format_time(struct buf *out, int64_t time_s)
{
    char text[ISOTIME_SIZE];
    if (time_s == ISOTIME_NONE)
        return;
    isotime_format(time_s, text);
    buf_fmt(out, "%.10s %.8s", text, text + 11);
}

void format_span(struct buf *out, int64_t span_s)
{
    if (span_s < 0)
        span_s = 0;
    if (span_s < 60)
        buf_fmt(out, "%" PRId64 "s", span_s);
    else if (span_s < HOUR_S)
        buf_fmt(out, "%" PRId64 "m", span_s / 60);
    else if (span_s < DAY_S)
        buf_fmt(out, "%" PRId64 "h %02" PRId64 "m", span_s / HOUR_S, span_s % HOUR_S / 60);
    else
        buf_fmt(out, "%" PRId64 "d %" PRId64 "h", span_s / DAY_S, span_s % DAY_S / HOUR_S);
}

void format_width(struct buf *out, int64_t width_s)
{
    static const struct {
        int64_t unit_s;
        const char *one, *many;
    } units[] = {{DAY_S, "day", "days"}, {HOUR_S, "hour", "hours"}, {60, "min", "min"}, {1, "s", "s"}};
    size_t i = 0;
    while (i + 1 < ARRAY_LEN(units) && width_s % units[i].unit_s != 0)
        i++;
    int64_t count = width_s / units[i].unit_s;
    buf_fmt(out, "%" PRId64 " %s", count, count == 1 ? units[i].one : units[i].many);
}

/* Sum of the values that fall into one column; with fewer values than columns, the value it repeats. */
static uint64_t column_sum(const uint32_t *values, size_t count, size_t col, size_t cols)
{
    size_t from = col * count / cols, to = (col + 1) * count / cols;
    uint64_t sum = 0;
    for (size_t i = from; i < to || i == from; i++)
        sum += values[i];
    return sum;
}

void format_spark(struct buf *out, const uint32_t *values, size_t count, int cols, bool ascii)
{
    static const char *const blocks[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    static const char *const ramp[] = {" ", ".", ".", ":", "-", "=", "+", "*", "#"};
    uint64_t highest = 0;
    if (count == 0 || cols <= 0)
        return;
    for (int col = 0; col < cols; col++) {
        uint64_t sum = column_sum(values, count, (size_t)col, (size_t)cols);
        highest = sum > highest ? sum : highest;
    }
    for (int col = 0; col < cols; col++) {
        uint64_t sum = column_sum(values, count, (size_t)col, (size_t)cols);
        size_t level = sum == 0 ? 0 : 1 + (size_t)(sum * 7 / highest);
        buf_str(out, (ascii ? ramp : blocks)[level]);
    }
}
