// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * seen: which event has a uid, in memory, so that a first ingest can do without the index on uid.
 *
 * A hash table of 32 bits of each uid's hash and the number of its event, eight bytes a slot. Two uids may
 * share their bits, so whoever asks compares with the case. It is kept in shards that grow one at a time: at
 * its largest it takes 128 MiB and one shard. One thread.
 */
#ifndef TRAILCASE_INGEST_SEEN_H
#define TRAILCASE_INGEST_SEEN_H

#include "src/base/attr.h"

#include <stddef.h>
#include <stdint.h>

enum { SEEN_SHARDS = 64, SEEN_MOST = 12000000 };

struct seen_slot {
    uint32_t tag, event; /* event 0: empty */
};

struct seen_shard {
    struct seen_slot *slots;
    uint32_t cap, count;
};

struct seen {
    struct seen_shard shards[SEEN_SHARDS];
    uint32_t count, most;
    uint64_t seed; /* whoever writes the logs cannot choose uids that collide */
};

/* most: how many uids it may hold, 0 for SEEN_MOST. */
struct seen *seen_new(uint32_t most);
void seen_free(struct seen *seen);

uint32_t seen_tag(const struct seen *seen, const void *uid, size_t len);

/* The events whose uid has this tag: the first with *place 0, each next with *place as left; 0: no more. */
uint32_t seen_find(const struct seen *seen, uint32_t tag, uint32_t *place);

/* False when it is full: make the index and ask that. event: not 0. */
bool seen_add(struct seen *seen, uint32_t tag, uint32_t event) WARN_UNUSED;

#endif
