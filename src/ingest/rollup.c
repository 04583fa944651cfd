// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/rollup.h"

#include "src/base/alloc.h"
#include "src/base/isotime.h"
#include "src/store/bulk.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_ROWS = 1024 };

void rollup_done(struct rollup *rollup)
{
    free(rollup->rows);
    free(rollup->slots);
    free(rollup->pairs);
    *rollup = (struct rollup){0};
}

static uint64_t hash_of(const int64_t key[ROLLUP__COUNT])
{
    uint64_t hash = 0;
    for (size_t i = 0; i < ROLLUP__COUNT; i++) {
        hash = (hash ^ (uint64_t)key[i]) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 29;
    }
    return hash;
}

static uint32_t *slot_of(const struct rollup *rollup, const int64_t key[ROLLUP__COUNT])
{
    for (size_t i = hash_of(key) & (rollup->slot_cap - 1);; i = (i + 1) & (rollup->slot_cap - 1)) {
        uint32_t *slot = &rollup->slots[i];
        if (!*slot || memcmp(rollup->rows[*slot - 1].key, key, sizeof rollup->rows->key) == 0)
            return slot;
    }
}

static void grow(struct rollup *rollup)
{
    rollup->cap = rollup->cap ? rollup->cap * 2 : FIRST_ROWS;
    rollup->rows = alloc_resize(rollup->rows, rollup->cap, sizeof *rollup->rows);
    free(rollup->slots);
    rollup->slot_cap = rollup->cap * 2;
    rollup->slots = alloc_zero(rollup->slot_cap, sizeof *rollup->slots);
    for (size_t i = 0; i < rollup->count; i++)
        *slot_of(rollup, rollup->rows[i].key) = (uint32_t)i + 1;
}

void rollup_event(struct rollup *rollup, const int64_t key[ROLLUP__COUNT], int64_t time_s)
{
    if (rollup->count == rollup->cap)
        grow(rollup);
    uint32_t *slot = slot_of(rollup, key);
    int64_t hour_bit = 1 << ((time_s - key[ROLLUP_DAY] * DAY_S) / HOUR_S);
    if (!*slot) {
        struct rollup_row *row = &rollup->rows[rollup->count++];
        *row = (struct rollup_row){.events = 1, .first_s = time_s, .last_s = time_s, .hours = hour_bit};
        memcpy(row->key, key, sizeof row->key);
        *slot = (uint32_t)rollup->count;
        return;
    }
    struct rollup_row *row = &rollup->rows[*slot - 1];
    row->events++;
    row->first_s = time_s < row->first_s ? time_s : row->first_s;
    row->last_s = time_s > row->last_s ? time_s : row->last_s;
    row->hours |= hour_bit;
}

void rollup_resource(struct rollup *rollup, int64_t resource_id, int64_t event_id)
{
    if (rollup->pair_count == rollup->pair_cap) {
        rollup->pair_cap = rollup->pair_cap ? rollup->pair_cap * 2 : FIRST_ROWS;
        rollup->pairs = alloc_resize(rollup->pairs, rollup->pair_cap, sizeof *rollup->pairs);
    }
    rollup->pairs[rollup->pair_count++] =
        (struct rollup_pair){.resource_id = resource_id, .event_id = event_id};
}

static int by_key(const void *a, const void *b)
{
    const struct rollup_row *left = a, *right = b;
    for (size_t i = 0; i < ROLLUP__COUNT; i++)
        if (left->key[i] != right->key[i])
            return left->key[i] < right->key[i] ? -1 : 1;
    return 0;
}

static int by_resource(const void *a, const void *b)
{
    const struct rollup_pair *left = a, *right = b;
    if (left->resource_id != right->resource_id)
        return left->resource_id < right->resource_id ? -1 : 1;
    return (left->event_id > right->event_id) - (left->event_id < right->event_id);
}

static_assert(sizeof(struct rollup_row) == BULK_COLUMNS_MOST * sizeof(int64_t), "a row is numbers, no gap");
static_assert(sizeof(struct rollup_pair) == 2 * sizeof(int64_t), "a pair is numbers, no gap");

static bool flush_rows(struct rollup *rollup, struct db *db, struct err *err)
{
    struct stmt *stmt;
    if (!rollup->count)
        return true;
    qsort(rollup->rows, rollup->count, sizeof *rollup->rows, by_key);
    const struct bulk bulk = {rollup->rows->key, BULK_COLUMNS_MOST, rollup->count, NULL};
    return db_stmt(db, QUERY_INGEST_ACTIVITY_ADD, &stmt, err) && bulk_run(stmt, &bulk, err);
}

static bool flush_pairs(struct rollup *rollup, struct db *db, struct err *err)
{
    struct stmt *stmt;
    if (!rollup->pair_count)
        return true;
    qsort(rollup->pairs, rollup->pair_count, sizeof *rollup->pairs, by_resource);
    const struct bulk bulk = {&rollup->pairs->resource_id, 2, rollup->pair_count, NULL};
    return db_stmt(db, QUERY_INGEST_EVENT_RESOURCE_ADD, &stmt, err) && bulk_run(stmt, &bulk, err);
}

bool rollup_flush(struct rollup *rollup, struct db *db, struct err *err)
{
    if (!flush_rows(rollup, db, err) || !flush_pairs(rollup, db, err))
        return false;
    rollup->count = rollup->pair_count = 0;
    if (rollup->slots)
        memset(rollup->slots, 0, rollup->slot_cap * sizeof *rollup->slots);
    return true;
}
