// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/intern.h"

#include "src/base/alloc.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 256 };

void intern_done(struct intern *intern)
{
    free(intern->slots);
    buf_done(&intern->keys);
    *intern = (struct intern){0};
}

void intern_clear(struct intern *intern)
{
    if (intern->slots)
        memset(intern->slots, 0, intern->cap * sizeof *intern->slots);
    intern->count = 0;
    buf_clear(&intern->keys);
}

/* Eight bytes at a time, multiplied and folded; the last ones overlap or are padded. */
static uint64_t hash_of(const char *key, size_t len)
{
    uint64_t hash = len * UINT64_C(0x9E3779B97F4A7C15), word;
    for (; len >= 8; key += 8, len -= 8) {
        memcpy(&word, key, 8);
        hash = (hash ^ word) * UINT64_C(0xFF51AFD7ED558CCD);
        hash ^= hash >> 32;
    }
    word = 0;
    memcpy(&word, key, len);
    hash = (hash ^ word) * UINT64_C(0xC4CEB9FE1A85EC53);
    return hash ^ hash >> 29;
}

/* The slot of a key, or the empty one where it would go. */
static struct intern_slot *slot_of(const struct intern *intern, const char *key, size_t len, uint64_t hash)
{
    for (size_t i = hash & (intern->cap - 1);; i = (i + 1) & (intern->cap - 1)) {
        struct intern_slot *slot = &intern->slots[i];
        if (!slot->id || (slot->hash == hash && slot->key_len == len &&
                          memcmp(intern->keys.bytes + slot->key_at, key, len) == 0))
            return slot;
    }
}

int64_t intern_find(const struct intern *intern, const char *key, size_t len, uint64_t *ret_hash)
{
    *ret_hash = hash_of(key, len);
    return intern->cap ? slot_of(intern, key, len, *ret_hash)->id : 0;
}

static void grow(struct intern *intern)
{
    struct intern_slot *old = intern->slots;
    size_t old_cap = intern->cap;
    intern->cap = old_cap ? old_cap * 2 : FIRST_SLOTS;
    intern->slots = alloc_zero(intern->cap, sizeof *intern->slots);
    for (size_t i = 0; i < old_cap; i++)
        if (old[i].id)
            *slot_of(intern, intern->keys.bytes + old[i].key_at, old[i].key_len, old[i].hash) = old[i];
    free(old);
}

bool intern_add(struct intern *intern, const char *key, size_t len, uint64_t hash, int64_t id)
{
    bool full = intern->count == INTERN_MOST || intern->keys.len + len > INTERN_KEY_BYTES;
    if (full)
        intern_clear(intern);
    if (intern->count * 2 >= intern->cap)
        grow(intern);
    struct intern_slot *slot = slot_of(intern, key, len, hash);
    *slot = (struct intern_slot){.hash = hash, .id = id, .key_at = (uint32_t)intern->keys.len};
    slot->key_len = (uint32_t)len;
    buf_append(&intern->keys, key, len);
    intern->count++;
    return full;
}
