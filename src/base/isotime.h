// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * isotime: ISO 8601 text to and from seconds since the epoch, UTC, without the C library's time zone
 * machinery.
 *
 * The calendar is the proleptic Gregorian one; days are counted as in Howard Hinnant's "chrono-Compatible
 * Low-Level Date Algorithms".  Years 1 to 9999.
 */
#ifndef TRAILCASE_BASE_ISOTIME_H
#define TRAILCASE_BASE_ISOTIME_H

#include "src/base/attr.h"

#define ISOTIME_NONE INT64_MIN
enum { ISOTIME_SIZE = 21, DAY_S = 86400, HOUR_S = 3600 }; /* "2020-04-01T12:00:00Z" and NUL */

/*
 * Parse "2020-04-01", "2020-04-01T12:00[:00[.fff]]" with "T" or a space, and an optional "Z" or "+hh:mm"
 * (absent = UTC).  The whole text must be used.  A fraction is cut off.  Returns false, and leaves *ret_s
 * alone, for anything else, impossible dates included.
 */
bool isotime_parse(const char *text, size_t len, int64_t *ret_s) WARN_UNUSED;

/* Write "2020-04-01T12:00:00Z" and return out. ISOTIME_NONE gives "". */
const char *isotime_format(int64_t time_s, char out[ISOTIME_SIZE]);

/*
 * Parse a moment a person typed: what isotime_parse() takes, or a distance back from now_s such as 30m, 24h,
 * 7d, 2w.
 */
bool isotime_parse_human(const char *text, int64_t now_s, int64_t *ret_s) WARN_UNUSED;

/* The clock, or TRAILCASE_NOW (ISO text) where that is set, so that tests and reports can hold it still. */
int64_t isotime_now(void);

/* Day number (days since the epoch, rounded down) of a moment. */
int64_t isotime_day(int64_t time_s);

struct isotime_parts {
    int year, month, day, hour, minute, second;
};

int64_t isotime_from_parts(int year, int month, int day, int hour, int minute, int second);
struct isotime_parts isotime_to_parts(int64_t time_s);

#endif
