// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples/clock.h"

#include "samples/arena.h"

#include <stdio.h>

// Days since 1970-01-01 in the proleptic Gregorian calendar, with years that begin in March.
static int64_t days_from_civil(int year, int month, int day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = y / 400;
    int64_t year_of_era = y - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

int64_t clock_at(struct clock_date date)
{
    return days_from_civil(date.year, date.month, date.day) * CLOCK_DAY_S + date.hour * CLOCK_HOUR_S +
           date.minute * CLOCK_MINUTE_S + date.second;
}

struct clock_date clock_date(int64_t time_s)
{
    int64_t days = time_s / CLOCK_DAY_S + 719468;
    int rest = (int)(time_s % CLOCK_DAY_S);
    int64_t era = days / 146097;
    int64_t day_of_era = days - era * 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = (int)(day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100));
    int month_from_march = (5 * day_of_year + 2) / 153;
    int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    return (struct clock_date){.year = (int)(year_of_era + era * 400 + (month <= 2)),
                               .month = month,
                               .day = day_of_year - (153 * month_from_march + 2) / 5 + 1,
                               .hour = rest / CLOCK_HOUR_S,
                               .minute = rest / CLOCK_MINUTE_S % 60,
                               .second = rest % 60};
}

bool clock_is_workday(int64_t time_s)
{
    // 1970-01-01 was a Thursday, so with 0 for Monday it is day 3.
    return (time_s / CLOCK_DAY_S + 3) % 7 < 5;
}

const char *clock_iso(struct arena *arena, int64_t time_s)
{
    struct clock_date d = clock_date(time_s);
    char text[80];
    snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02dZ", d.year, d.month, d.day, d.hour, d.minute,
             d.second);
    return arena_text(arena, "%s", text);
}

const char *clock_us(struct arena *arena, int64_t time_s)
{
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct clock_date d = clock_date(time_s);
    char text[96];
    snprintf(text, sizeof text, "%s %d, %d %d:%02d:%02d %s", months[d.month - 1], d.day, d.year,
             d.hour % 12 == 0 ? 12 : d.hour % 12, d.minute, d.second, d.hour < 12 ? "AM" : "PM");
    return arena_text(arena, "%s", text);
}

const char *clock_folder(struct arena *arena, int64_t time_s)
{
    struct clock_date d = clock_date(time_s);
    char text[48];
    snprintf(text, sizeof text, "%04d/%02d/%02d", d.year, d.month, d.day);
    return arena_text(arena, "%s", text);
}

const char *clock_stamp(struct arena *arena, int64_t time_s)
{
    struct clock_date d = clock_date(time_s);
    char text[64];
    snprintf(text, sizeof text, "%04d%02d%02dT%02d%02dZ", d.year, d.month, d.day, d.hour, d.minute);
    return arena_text(arena, "%s", text);
}
