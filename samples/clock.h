// SPDX-License-Identifier: GPL-3.0-or-later
//
// Calendar arithmetic in UTC, seconds since the epoch. Uses no time zone and never asks what time it is.
#ifndef SAMPLES_CLOCK_H
#define SAMPLES_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

struct arena;

enum { CLOCK_MINUTE_S = 60, CLOCK_HOUR_S = 3600, CLOCK_DAY_S = 86400 };

struct clock_date {
    int year, month, day;
    int hour, minute, second;
};

int64_t clock_at(struct clock_date date);
struct clock_date clock_date(int64_t time_s);
// Monday to Friday.
bool clock_is_workday(int64_t time_s);

// 2020-04-07T03:12:09Z
const char *clock_iso(struct arena *arena, int64_t time_s);
// Apr 7, 2020 3:12:09 AM: how STS and IAM print times inside responses.
const char *clock_us(struct arena *arena, int64_t time_s);
// 2020/04/07 and 20200407T0315Z: folder and file name of a delivery.
const char *clock_folder(struct arena *arena, int64_t time_s);
const char *clock_stamp(struct arena *arena, int64_t time_s);

#endif
