// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/isotime.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int64_t days_from_civil(int64_t year, int month, int day)
{
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t year_of_era = year - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

int64_t isotime_from_parts(int year, int month, int day, int hour, int minute, int second)
{
    return days_from_civil(year, month, day) * DAY_S + hour * HOUR_S + minute * 60 + second;
}

int64_t isotime_day(int64_t time_s)
{
    return (time_s >= 0 ? time_s : time_s - (DAY_S - 1)) / DAY_S;
}

struct isotime_parts isotime_to_parts(int64_t time_s)
{
    int64_t days = isotime_day(time_s);
    int64_t rest = time_s - days * DAY_S;
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    int64_t day_of_era = days - era * 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month_index = (5 * day_of_year + 2) / 153;
    int month = (int)(month_index < 10 ? month_index + 3 : month_index - 9);
    return (struct isotime_parts){
        .year = (int)(year_of_era + era * 400 + (month <= 2)),
        .month = month,
        .day = (int)(day_of_year - (153 * month_index + 2) / 5 + 1),
        .hour = (int)(rest / HOUR_S),
        .minute = (int)(rest % HOUR_S / 60),
        .second = (int)(rest % 60),
    };
}

static void put_number(char *out, int value, int digits)
{
    for (; digits > 0; value /= 10)
        out[--digits] = (char)('0' + value % 10);
}

const char *isotime_format(int64_t time_s, char out[ISOTIME_SIZE])
{
    out[0] = '\0';
    if (time_s == ISOTIME_NONE)
        return out;
    struct isotime_parts at = isotime_to_parts(time_s);
    if (at.year < 0 || at.year > 9999)
        return out;
    memcpy(out, "    -  -  T  :  :  Z", ISOTIME_SIZE);
    put_number(out, at.year, 4);
    put_number(out + 5, at.month, 2);
    put_number(out + 8, at.day, 2);
    put_number(out + 11, at.hour, 2);
    put_number(out + 14, at.minute, 2);
    put_number(out + 17, at.second, 2);
    return out;
}

/* Read exactly `digits` digits; -1 when there are fewer. */
static int number(const char **at, const char *end, int digits)
{
    int value = 0;
    if (end - *at < digits)
        return -1;
    for (int i = 0; i < digits; i++) {
        unsigned digit = (unsigned)(unsigned char)(*at)[i] - '0';
        if (digit > 9)
            return -1;
        value = value * 10 + (int)digit;
    }
    *at += digits;
    return value;
}

static bool skip(const char **at, const char *end, char c)
{
    if (*at == end || **at != c)
        return false;
    ++*at;
    return true;
}

static bool date_valid(int year, int month, int day)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1 || month < 1 || month > 12 || day < 1)
        return false;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= days[month - 1] + (leap && month == 2);
}

static bool parse_clock(const char **at, const char *end, int64_t *ret_s)
{
    int hour = number(at, end, 2), second = 0;
    if (hour < 0 || !skip(at, end, ':'))
        return false;
    int minute = number(at, end, 2);
    if (skip(at, end, ':'))
        second = number(at, end, 2);
    if (hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
        return false;
    if (second == 60)
        second = 59;
    if (skip(at, end, '.')) {
        if (number(at, end, 1) < 0)
            return false;
        while (number(at, end, 1) >= 0) {
        }
    }
    *ret_s = hour * HOUR_S + minute * 60 + second;
    return true;
}

static bool parse_zone(const char **at, const char *end, int64_t *ret_s)
{
    *ret_s = 0;
    if (*at == end || skip(at, end, 'Z'))
        return true;
    int sign = **at == '-' ? -1 : 1;
    if (!skip(at, end, '+') && !skip(at, end, '-'))
        return false;
    int hour = number(at, end, 2);
    (void)skip(at, end, ':');
    int minute = number(at, end, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59)
        return false;
    *ret_s = sign * (hour * HOUR_S + minute * 60);
    return true;
}

bool isotime_parse(const char *text, size_t len, int64_t *ret_s)
{
    const char *at = text, *end = text + len;
    int64_t clock_s = 0, zone_s = 0;
    int year = number(&at, end, 4);
    if (year < 0 || !skip(&at, end, '-'))
        return false;
    int month = number(&at, end, 2);
    if (month < 0 || !skip(&at, end, '-'))
        return false;
    int day = number(&at, end, 2);
    if (!date_valid(year, month, day))
        return false;
    if (at != end) {
        if (!skip(&at, end, 'T') && !skip(&at, end, ' '))
            return false;
        if (!parse_clock(&at, end, &clock_s) || !parse_zone(&at, end, &zone_s) || at != end)
            return false;
    }
    *ret_s = days_from_civil(year, month, day) * DAY_S + clock_s - zone_s;
    return true;
}

bool isotime_parse_human(const char *text, int64_t now_s, int64_t *ret_s)
{
    static const struct {
        char unit;
        int64_t s;
    } units[] = {{'m', 60}, {'h', HOUR_S}, {'d', DAY_S}, {'w', 7 * (int64_t)DAY_S}};
    size_t len = strlen(text), digits = strspn(text, "0123456789");
    if (digits > 0 && digits <= 6 && digits == len - 1)
        for (size_t i = 0; i < ARRAY_LEN(units); i++)
            if (text[digits] == units[i].unit) {
                *ret_s = now_s - strtoll(text, NULL, 10) * units[i].s;
                return true;
            }
    return isotime_parse(text, len, ret_s);
}

int64_t isotime_now(void)
{
    const char *fixed = getenv("TRAILCASE_NOW");
    int64_t now_s;
    if (fixed && isotime_parse(fixed, strlen(fixed), &now_s))
        return now_s;
    return (int64_t)time(NULL);
}
