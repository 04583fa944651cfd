// SPDX-License-Identifier: GPL-3.0-or-later
/* The values of filter terms: wildcards, lists, ranges of addresses, times. */
#include "src/model/filter_tree.h"

#include "src/base/isotime.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

enum { ADDRESS_BITS = 128, V4_BITS = 32, RANGE_TEXT_MAX = 64, TIME_TEXT_MAX = 64 };

/* 16 bytes as a case keeps them: IPv4 as ::ffff:a.b.c.d. Returns the bits of the family, 0 for no address. */
static unsigned read_address(const char *text, unsigned char out[16])
{
    static const unsigned char mapped[12] = {[10] = 0xff, [11] = 0xff};
    if (inet_pton(AF_INET6, text, out) == 1)
        return ADDRESS_BITS;
    memcpy(out, mapped, sizeof mapped);
    return inet_pton(AF_INET, text, out + sizeof mapped) == 1 ? V4_BITS : 0;
}

bool filter_value_range(struct filter_value *value)
{
    char text[RANGE_TEXT_MAX];
    if (value->wild || value->len >= sizeof text)
        return false;
    memcpy(text, value->text, value->len + 1);
    char *slash = strchr(text, '/'), *end = text;
    if (slash)
        *slash = '\0';
    unsigned bits = read_address(text, value->first);
    unsigned long prefix = slash ? strtoul(slash + 1, &end, 10) : bits;
    if (!bits || *end == '-' || (slash && (*end || end == slash + 1)) || prefix > bits)
        return false;
    memcpy(value->last, value->first, sizeof value->last);
    for (unsigned bit = (unsigned)(ADDRESS_BITS - bits + prefix); bit < ADDRESS_BITS; bit++) {
        unsigned char mask = (unsigned char)(0x80 >> (bit % 8));
        value->first[bit / 8] &= (unsigned char)~mask;
        value->last[bit / 8] |= mask;
    }
    value->is_range = true;
    return true;
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
