// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/detect/number.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST = 400 };

bool number_parse(const char *text, size_t len, double *ret)
{
    char copy[LONGEST + 1], *end;
    while (len && strchr(" \t\r\n", text[0]))
        text++, len--;
    while (len && strchr(" \t\r\n", text[len - 1]))
        len--;
    /* strtod() also takes hexadecimal, inf and nan; their letters are not among these. */
    if (!len || len > LONGEST || strspn(text, "0123456789+-.eE") < len)
        return false;
    memcpy(copy, text, len);
    copy[len] = '\0';
    *ret = strtod(copy, &end);
    return *end == '\0';
}

bool number_timespan(const char *text, int64_t *ret_s)
{
    static const struct {
        char unit;
        int64_t seconds;
    } units[] = {{'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86400}, {'w', 604800}};
    const int64_t most_s = (int64_t)100 * 366 * 86400;
    char *end;
    if (*text < '0' || *text > '9')
        return false;
    long long number = strtoll(text, &end, 10);
    for (size_t i = 0; i < ARRAY_LEN(units); i++)
        if (end[0] == units[i].unit && !end[1] && number > 0 && number <= most_s / units[i].seconds) {
            *ret_s = number * units[i].seconds;
            return true;
        }
    return false;
}
