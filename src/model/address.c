// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/address.h"

#include <arpa/inet.h>
#include <string.h>

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
