// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * intern: a bounded table from byte strings to ids, so that a value seen again costs no SQL.
 *
 * It is a cache of the case's dictionaries: when it is full it is emptied and fills again, and whoever asks
 * then gets "not known" and asks the case. A million distinct values therefore cost time, never memory. One
 * thread.
 */
#ifndef TRAILCASE_INGEST_INTERN_H
#define TRAILCASE_INGEST_INTERN_H

#include "src/base/buf.h"

enum { INTERN_MOST = 1 << 15, INTERN_KEY_BYTES = 2 << 20 }; /* there are eleven of them */

struct intern_slot {
    uint64_t hash;
    int64_t id; /* 0: empty slot; ids are above 0 */
    uint32_t key_at, key_len;
};

struct intern {
    struct intern_slot *slots;
    size_t cap, count;
    struct buf keys;
};

void intern_done(struct intern *intern);
void intern_clear(struct intern *intern);

/* The id of a key, or 0 when it is not known. *ret_hash is for intern_add(). */
int64_t intern_find(const struct intern *intern, const char *key, size_t len, uint64_t *ret_hash);

/* Remember a key that is not known. True when the table was full and has been emptied first. */
bool intern_add(struct intern *intern, const char *key, size_t len, uint64_t hash, int64_t id);

#endif
