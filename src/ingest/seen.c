// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/seen.h"

#include "src/base/alloc.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum { FIRST_SLOTS = 64, SHARD_SHIFT = 26 }; /* the upper bits of a tag name its shard */

struct seen *seen_new(uint32_t most)
{
    struct seen *seen = alloc_zero(1, sizeof *seen);
    seen->most = most ? most : SEEN_MOST;
    if (getrandom(&seen->seed, sizeof seen->seed, GRND_NONBLOCK) != (ssize_t)sizeof seen->seed)
        seen->seed = (uint64_t)(uintptr_t)seen;
    for (size_t i = 0; i < SEEN_SHARDS; i++) {
        seen->shards[i].cap = FIRST_SLOTS;
        seen->shards[i].slots = alloc_zero(FIRST_SLOTS, sizeof *seen->shards[i].slots);
    }
    return seen;
}

void seen_free(struct seen *seen)
{
    if (!seen)
        return;
    for (size_t i = 0; i < SEEN_SHARDS; i++)
        free(seen->shards[i].slots);
    free(seen);
}

uint32_t seen_tag(const struct seen *seen, const void *uid, size_t len)
{
    uint64_t hash = seen->seed ^ len, word;
    for (const char *at = uid; len; at += sizeof word, len -= len < sizeof word ? len : sizeof word) {
        word = 0;
        memcpy(&word, at, len < sizeof word ? len : sizeof word);
        hash = (hash ^ word) * UINT64_C(0xFF51AFD7ED558CCD);
        hash ^= hash >> 32;
    }
    return (uint32_t)(hash >> 16);
}

static uint32_t first_place(const struct seen_shard *shard, uint32_t tag)
{
    return tag * UINT32_C(2654435769) & (shard->cap - 1);
}

uint32_t seen_find(const struct seen *seen, uint32_t tag, uint32_t *place)
{
    const struct seen_shard *shard = &seen->shards[tag >> SHARD_SHIFT];
    for (; *place < shard->cap; ++*place) {
        const struct seen_slot *slot = &shard->slots[(first_place(shard, tag) + *place) & (shard->cap - 1)];
        if (!slot->event)
            return 0;
        if (slot->tag == tag) {
            ++*place;
            return slot->event;
        }
    }
    return 0;
}

static void put(struct seen_shard *shard, struct seen_slot slot)
{
    uint32_t i = first_place(shard, slot.tag);
    while (shard->slots[i].event)
        i = (i + 1) & (shard->cap - 1);
    shard->slots[i] = slot;
}

static void grow(struct seen_shard *shard)
{
    struct seen_shard larger = {.cap = shard->cap * 2, .count = shard->count};
    larger.slots = alloc_zero(larger.cap, sizeof *larger.slots);
    for (uint32_t i = 0; i < shard->cap; i++)
        if (shard->slots[i].event)
            put(&larger, shard->slots[i]);
    free(shard->slots);
    *shard = larger;
}

bool seen_add(struct seen *seen, uint32_t tag, uint32_t event)
{
    struct seen_shard *shard = &seen->shards[tag >> SHARD_SHIFT];
    if (seen->count == seen->most)
        return false;
    if (shard->count >= shard->cap - shard->cap / 4)
        grow(shard);
    put(shard, (struct seen_slot){.tag = tag, .event = event});
    shard->count++;
    seen->count++;
    return true;
}
