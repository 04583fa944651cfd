// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/rollup.h"

#include "src/base/alloc.h"
#include "src/base/isotime.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_ROWS = 1024 };

static const char *const column_params[ROLLUP__COUNT] = {
    [ROLLUP_PRINCIPAL] = ":principal_id",
    [ROLLUP_DAY] = ":day",
    [ROLLUP_API] = ":api_id",
    [ROLLUP_SESSION] = ":session_id",
    [ROLLUP_ADDRESS] = ":address_id",
    [ROLLUP_KEY] = ":key_id",
    [ROLLUP_AGENT] = ":agent_id",
    [ROLLUP_REGION] = ":region_id",
    [ROLLUP_ACCOUNT] = ":account_id",
    [ROLLUP_ERROR] = ":error_id",
    [ROLLUP_OUTCOME] = ":outcome",
    [ROLLUP_FLAGS] = ":flags",
};

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

static bool flush_rows(struct rollup *rollup, struct db *db, struct err *err)
{
    struct stmt *stmt;
    int params[ROLLUP__COUNT];
    if (!rollup->count)
        return true;
    if (!db_stmt(db, QUERY_INGEST_ACTIVITY_ADD, &stmt, err))
        return false;
    for (size_t i = 0; i < ROLLUP__COUNT; i++)
        params[i] = stmt_param(stmt, column_params[i]);
    int events = stmt_param(stmt, ":events"), first = stmt_param(stmt, ":first_s");
    int last = stmt_param(stmt, ":last_s"), hours = stmt_param(stmt, ":hours");
    qsort(rollup->rows, rollup->count, sizeof *rollup->rows, by_key);
    for (size_t i = 0; i < rollup->count; i++) {
        const struct rollup_row *row = &rollup->rows[i];
        for (size_t j = 0; j < ROLLUP__COUNT; j++)
            stmt_at_int(stmt, params[j], row->key[j]);
        stmt_at_int(stmt, events, row->events);
        stmt_at_int(stmt, first, row->first_s);
        stmt_at_int(stmt, last, row->last_s);
        stmt_at_int(stmt, hours, row->hours);
        if (!stmt_run(stmt, err))
            return false;
    }
    return true;
}

static bool flush_pairs(struct rollup *rollup, struct db *db, struct err *err)
{
    struct stmt *stmt;
    if (!rollup->pair_count)
        return true;
    if (!db_stmt(db, QUERY_INGEST_EVENT_RESOURCE_ADD, &stmt, err))
        return false;
    int resource = stmt_param(stmt, ":resource_id"), event = stmt_param(stmt, ":event_id");
    qsort(rollup->pairs, rollup->pair_count, sizeof *rollup->pairs, by_resource);
    for (size_t i = 0; i < rollup->pair_count; i++) {
        stmt_at_int(stmt, resource, rollup->pairs[i].resource_id);
        stmt_at_int(stmt, event, rollup->pairs[i].event_id);
        if (!stmt_run(stmt, err))
            return false;
    }
    return true;
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
