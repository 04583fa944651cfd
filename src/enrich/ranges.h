// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * ranges: from an address to the narrowest of many ranges that holds it. The one look-up for lists, cloud
 * providers' ranges and the ranges that are special by standard.
 *
 * Filled once, sorted, then read only. Of two ranges that are the same the heavier one stays, else the first.
 * The arena belongs to the struct; labels are the filler's, in that arena or of static storage.
 */
#ifndef TRAILCASE_ENRICH_RANGES_H
#define TRAILCASE_ENRICH_RANGES_H

#include "src/base/arena.h"
#include "src/model/address.h"

struct range {
    unsigned char first[ADDRESS_BYTES], last[ADDRESS_BYTES];
    const char *label; /* what it is: "AWS EC2 eu-west-1", or the remark beside it; NULL for none */
    int weight;
    size_t around; /* of the next range outwards, plus one; set by ranges_sort() */
};

struct ranges {
    struct range *items;
    size_t count, size;
    struct arena arena;
};

void ranges_done(struct ranges *ranges);
CLEANUP_DEFINE(ranges, struct ranges, ranges_done);

void ranges_add(struct ranges *ranges, const struct range *range);
void ranges_sort(struct ranges *ranges);

/* The narrowest range that holds the address, or NULL. */
const struct range *ranges_find(const struct ranges *ranges, const unsigned char ip[ADDRESS_BYTES]);

#endif
