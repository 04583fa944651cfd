// SPDX-License-Identifier: GPL-3.0-or-later
/* The values of filter terms: wildcards, lists, ranges of addresses, times. */
#include "src/model/filter_tree.h"

#include "src/base/isotime.h"
#include "src/model/address.h"

#include <stdlib.h>
#include <string.h>

enum { TIME_TEXT_MAX = 64 };

bool filter_value_range(struct filter_value *value)
{
    value->is_range = !value->wild && strlen(value->text) == value->len &&
                      address_range(value->text, value->first, value->last);
    return value->is_range;
}

static bool read_span(const char *text, int64_t *ret_s)
{
    static const struct {
        char unit;
        int64_t seconds;
    } units[] = {{'s', 1}, {'m', 60}, {'h', HOUR_S}, {'d', DAY_S}, {'w', 7 * DAY_S}};
    char *end;
    long long count = strtoll(text, &end, 10);
    for (size_t i = 0; i < ARRAY_LEN(units); i++)
        if (end > text && *end == units[i].unit && !end[1] && count >= 0 && count <= 1000000) {
            *ret_s = count * units[i].seconds;
            return true;
        }
    return false;
}

/* TIME±SPAN. */
static bool read_around(struct filter_node *node, const char *text, int64_t now_s)
{
    char time[TIME_TEXT_MAX];
    int64_t middle_s, span_s;
    const char *sign = strstr(text, "\xc2\xb1"), *ascii = strstr(text, "+-");
    const char *at = sign ? sign : ascii;
    if (!at || (size_t)(at - text) >= sizeof time)
        return false;
    memcpy(time, text, (size_t)(at - text));
    time[at - text] = '\0';
    if (!isotime_parse_human(time, now_s, &middle_s) || !read_span(at + 2, &span_s))
        return false;
    node->from_s = middle_s - span_s;
    node->to_s = middle_s + span_s;
    return true;
}

bool filter_time(struct filter_node *node, const char *text, int64_t now_s)
{
    static const size_t day_len = sizeof "2020-04-01" - 1, minute_len = sizeof "2020-04-01T12:00" - 1;
    int64_t time_s;
    node->from_s = node->to_s = ISOTIME_NONE;
    if (node->field == FIELD_AT && read_around(node, text, now_s))
        return true;
    if (!isotime_parse_human(text, now_s, &time_s))
        return false;
    size_t len = strcspn(text, "Z");
    if (node->field != FIELD_UNTIL)
        node->from_s = time_s;
    if (node->field == FIELD_UNTIL)
        node->to_s = time_s;
    if (node->field == FIELD_AT)
        node->to_s = time_s + (len == day_len ? DAY_S : len == minute_len ? 60 : 1);
    return true;
}
