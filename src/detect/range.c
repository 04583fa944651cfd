// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/detect/range.h"

#include "src/model/address.h"

#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 64, BITS = 128, V4_BITS = 32 };

/* A range may be written with any address in it. */
static void open_bits(unsigned char first[16], unsigned char last[16], unsigned fixed)
{
    memcpy(last, first, 16);
    for (unsigned bit = fixed; bit < BITS; bit++) {
        unsigned char mask = (unsigned char)(0x80 >> (bit % 8));
        first[bit / 8] &= (unsigned char)~mask;
        last[bit / 8] |= mask;
    }
}

bool range_parse(const char *text, unsigned char first[16], unsigned char last[16])
{
    char address[TEXT_MAX], *end;
    const char *slash = strchr(text, '/');
    size_t len = slash ? (size_t)(slash - text) : strlen(text);
    if (len >= sizeof address)
        return false;
    memcpy(address, text, len);
    address[len] = '\0';
    if (!address_ip(address, first))
        return false;
    unsigned most = strchr(address, ':') ? BITS : V4_BITS;
    unsigned long bits = most;
    if (slash) {
        if (slash[1] < '0' || slash[1] > '9')
            return false;
        bits = strtoul(slash + 1, &end, 10);
        if (*end || bits > most)
            return false;
    }
    open_bits(first, last, BITS - most + (unsigned)bits);
    return true;
}

bool range_holds(const unsigned char first[16], const unsigned char last[16], const char *value)
{
    unsigned char ip[16];
    return address_ip(value, ip) && memcmp(ip, first, 16) >= 0 && memcmp(ip, last, 16) <= 0;
}
