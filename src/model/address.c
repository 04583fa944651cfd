// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/address.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

enum { ADDRESS_BITS = 8 * ADDRESS_BYTES, V4_BITS = 32, RANGE_TEXT_MAX = 96 };

static const char *const names[ADDRESS__COUNT] = {
    [ADDRESS_IP] = "ip",
    [ADDRESS_SERVICE] = "service",
    [ADDRESS_INTERNAL] = "internal",
    [ADDRESS_OTHER] = "other",
};

static const char *const service_endings[] = {".amazonaws.com", ".amazonaws.com.cn", ".aws.internal"};

const char *address_kind_name(enum address_kind kind)
{
    return names[kind];
}

bool address_ip(const char *value, unsigned char out[ADDRESS_BYTES])
{
    static const unsigned char v4_prefix[12] = {[10] = 0xFF, [11] = 0xFF};
    if (inet_pton(AF_INET, value, out + sizeof v4_prefix) == 1) {
        memcpy(out, v4_prefix, sizeof v4_prefix);
        return true;
    }
    return inet_pton(AF_INET6, value, out) == 1;
}

/* Set the bits behind a prefix to zero in first and to one in last. */
static void widen(unsigned prefix, unsigned char first[ADDRESS_BYTES], unsigned char last[ADDRESS_BYTES])
{
    for (unsigned bit = prefix; bit < ADDRESS_BITS; bit++) {
        unsigned char mask = (unsigned char)(0x80 >> (bit % 8));
        first[bit / 8] &= (unsigned char)~mask;
        last[bit / 8] |= mask;
    }
}

static bool is_number(const char *text)
{
    return *text && !text[strspn(text, "0123456789")];
}

bool address_range(const char *text, unsigned char first[ADDRESS_BYTES], unsigned char last[ADDRESS_BYTES])
{
    char copy[RANGE_TEXT_MAX];
    size_t len = strlen(text), mark = strcspn(text, "/-");
    if (len >= sizeof copy)
        return false;
    memcpy(copy, text, len + 1);
    copy[mark] = '\0';
    if (!address_ip(copy, first))
        return false;
    if (text[mark] == '-')
        return address_ip(copy + mark + 1, last) && memcmp(first, last, ADDRESS_BYTES) <= 0;
    unsigned family_bits = strchr(copy, ':') ? ADDRESS_BITS : V4_BITS;
    unsigned long prefix = text[mark] ? strtoul(copy + mark + 1, NULL, 10) : family_bits;
    if ((text[mark] && !is_number(copy + mark + 1)) || prefix > family_bits)
        return false;
    memcpy(last, first, ADDRESS_BYTES);
    widen((unsigned)(ADDRESS_BITS - family_bits + prefix), first, last);
    return true;
}

static bool ends_with(const char *text, const char *ending)
{
    size_t len = strlen(text), tail = strlen(ending);
    return len > tail && memcmp(text + len - tail, ending, tail) == 0;
}

enum address_kind address_kind_of(const char *value)
{
    unsigned char ip[ADDRESS_BYTES];
    if (address_ip(value, ip))
        return ADDRESS_IP;
    if (strncmp(value, "AWS Internal", strlen("AWS Internal")) == 0)
        return ADDRESS_INTERNAL;
    for (size_t i = 0; i < ARRAY_LEN(service_endings); i++)
        if (ends_with(value, service_endings[i]))
            return ADDRESS_SERVICE;
    return ADDRESS_OTHER;
}
