// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * limits: how far evidence may expand before it is taken for a decompression bomb.
 *
 * Memory stays flat whatever the size, so the caps guard time. A CloudTrail record has two random ids, some
 * 32 bytes that nothing can compress, in about 1.4 kB: real logs stay below 60 : 1, whatever the codec. Small
 * files may do as they like: below LIMITS_FREE_BYTES the ratio is not looked at.
 */
#ifndef TRAILCASE_INGEST_LIMITS_H
#define TRAILCASE_INGEST_LIMITS_H

#include "src/base/attr.h"

enum { LIMITS_FREE_BYTES = 16 << 20, LIMITS_RATIO = 250 };
#define LIMITS_BYTES ((int64_t)1 << 40)

struct limits {
    int64_t max_ratio; /* bytes out for each byte in */
    int64_t max_bytes; /* out of one file */
};

/* Static text when `made` bytes out of `taken` bytes in are too many, else NULL. */
static inline const char *limits_broken(const struct limits *limits, int64_t taken, int64_t made)
{
    if (made > limits->max_bytes)
        return "expands beyond the largest size allowed: raise --max-size to read it";
    if (made > LIMITS_FREE_BYTES && made / limits->max_ratio > taken)
        return "expands like a decompression bomb, not like a log: raise --max-ratio to read it";
    return NULL;
}

#endif
