// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/enrich/ranges.h"

#include "src/base/alloc.h"

#include <stdlib.h>
#include <string.h>

void ranges_done(struct ranges *ranges)
{
    free(ranges->items);
    arena_done(&ranges->arena);
    *ranges = (struct ranges){0};
}

void ranges_add(struct ranges *ranges, const struct range *range)
{
    if (ranges->count == ranges->size) {
        ranges->size = ranges->size ? ranges->size * 2 : 256;
        ranges->items = alloc_resize(ranges->items, ranges->size, sizeof *ranges->items);
    }
    ranges->items[ranges->count] = *range;
    ranges->items[ranges->count].around = ranges->count; /* the order they came in, until they are sorted */
    ranges->count++;
}

/* By first address; of those the widest first; of equal ones the one to keep first. */
static int compare(const void *a, const void *b)
{
    const struct range *x = a, *y = b;
    int order = memcmp(x->first, y->first, ADDRESS_BYTES);
    if (!order)
        order = memcmp(y->last, x->last, ADDRESS_BYTES);
    if (!order)
        order = (y->weight > x->weight) - (y->weight < x->weight);
    return order ? order : (x->around > y->around) - (x->around < y->around);
}

static bool is_same(const struct range *a, const struct range *b)
{
    return memcmp(a->first, b->first, ADDRESS_BYTES) == 0 && memcmp(a->last, b->last, ADDRESS_BYTES) == 0;
}

void ranges_sort(struct ranges *ranges)
{
    size_t kept = 0;
    if (ranges->count)
        qsort(ranges->items, ranges->count, sizeof *ranges->items, compare);
    for (size_t i = 0; i < ranges->count; i++)
        if (!kept || !is_same(&ranges->items[kept - 1], &ranges->items[i]))
            ranges->items[kept++] = ranges->items[i];
    ranges->count = kept;
    /* An address behind the end of a range can only lie in one that reaches further. */
    for (size_t i = 0; i < kept; i++) {
        size_t around = i;
        while (around && memcmp(ranges->items[around - 1].last, ranges->items[i].last, ADDRESS_BYTES) <= 0)
            around = ranges->items[around - 1].around;
        ranges->items[i].around = around;
    }
}

const struct range *ranges_find(const struct ranges *ranges, const unsigned char ip[ADDRESS_BYTES])
{
    size_t low = 0, high = ranges->count; /* how many begin at or before the address */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (memcmp(ranges->items[middle].first, ip, ADDRESS_BYTES) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    while (low && memcmp(ranges->items[low - 1].last, ip, ADDRESS_BYTES) < 0)
        low = ranges->items[low - 1].around;
    return low ? &ranges->items[low - 1] : NULL;
}
