// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/accesskey.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { PREFIX_LEN = 4, CODED_LEN = 9, BITS_EACH = 5 };
static const uint64_t last_account = 999999999999;

static const char *const names[ACCESSKEY__COUNT] = {
    [ACCESSKEY_LONG_LIVED] = "long-lived",
    [ACCESSKEY_TEMPORARY] = "temporary",
    [ACCESSKEY_OTHER] = "other",
};

const char *accesskey_kind_name(enum accesskey_kind kind)
{
    return names[kind];
}

enum accesskey_kind accesskey_kind_of(const char *value)
{
    if (strncmp(value, "AKIA", PREFIX_LEN) == 0)
        return ACCESSKEY_LONG_LIVED;
    return strncmp(value, "ASIA", PREFIX_LEN) == 0 ? ACCESSKEY_TEMPORARY : ACCESSKEY_OTHER;
}

bool accesskey_is_known(const char *value)
{
    return value && *value && !strchr(value, '*');
}

static int base32_digit(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    return c >= '2' && c <= '7' ? c - '2' + 26 : -1;
}

bool accesskey_account(const char *value, char out[ACCESSKEY_ACCOUNT_SIZE])
{
    if (strlen(value) < PREFIX_LEN + CODED_LEN)
        return false;
    uint64_t bits = 0;
    for (size_t i = PREFIX_LEN; i < PREFIX_LEN + CODED_LEN; i++) {
        int digit = base32_digit(value[i]);
        if (digit < 0)
            return false;
        bits = bits << BITS_EACH | (uint64_t)digit;
    }
    uint64_t account = bits >> 4 & ((UINT64_C(1) << 40) - 1);
    if (bits >> 44 != 1 || account > last_account)
        return false;
    snprintf(out, ACCESSKEY_ACCOUNT_SIZE, "%012" PRIu64, account);
    return true;
}
