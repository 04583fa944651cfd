// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/tally.h"

#include "src/base/alloc.h"
#include "src/model/event.h"

#include <stdlib.h>
#include <string.h>

/* As in event_hour.category. */
enum category { CATEGORY_MANAGEMENT, CATEGORY_DATA, CATEGORY_INSIGHT, CATEGORY_NETWORK };

static void set_done(struct tally_set *set)
{
    free(set->rows);
    free(set->slots);
    *set = (struct tally_set){0};
}

void tally_done(struct tally *tally)
{
    set_done(&tally->hours);
    set_done(&tally->lags);
    free(tally->places);
    *tally = (struct tally){0};
}

static uint32_t *slot_of(const struct tally_set *set, const int64_t key[4])
{
    size_t mask = 2 * set->cap - 1;
    uint64_t hash = 0;
    for (size_t i = 0; i < 4; i++) {
        hash = (hash ^ (uint64_t)key[i]) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 29;
    }
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        uint32_t *slot = &set->slots[i];
        if (!*slot || memcmp(set->rows[*slot - 1].key, key, sizeof set->rows->key) == 0)
            return slot;
    }
}

static void set_grow(struct tally_set *set)
{
    set->cap = set->cap ? set->cap * 2 : 256;
    set->rows = alloc_resize(set->rows, set->cap, sizeof *set->rows);
    free(set->slots);
    set->slots = alloc_zero(2 * set->cap, sizeof *set->slots);
    for (size_t i = 0; i < set->count; i++)
        *slot_of(set, set->rows[i].key) = (uint32_t)i + 1;
}

static struct tally_row *set_row(struct tally_set *set, const int64_t key[4])
{
    if (set->last < set->count && memcmp(set->rows[set->last].key, key, sizeof set->rows->key) == 0)
        return &set->rows[set->last];
    if (set->count == set->cap)
        set_grow(set);
    uint32_t *slot = slot_of(set, key);
    if (!*slot) {
        struct tally_row *row = &set->rows[set->count++];
        *row = (struct tally_row){.first_s = INT64_MAX, .last_s = INT64_MIN};
        memcpy(row->key, key, sizeof row->key);
        *slot = (uint32_t)set->count;
    }
    set->last = *slot - 1;
    return &set->rows[set->last];
}

static void set_add(struct tally_set *set, const int64_t key[4], int64_t time_s)
{
    struct tally_row *row = set_row(set, key);
    row->events++;
    row->first_s = time_s < row->first_s ? time_s : row->first_s;
    row->last_s = time_s > row->last_s ? time_s : row->last_s;
}

static int64_t place_of(struct tally *tally, const struct s3name *name)
{
    for (size_t i = tally->place_count; i-- > 0;)
        if (strcmp(tally->places[i].account, name->account) == 0 &&
            strcmp(tally->places[i].region, name->region) == 0)
            return (int64_t)i;
    if (tally->place_count == tally->place_cap) {
        tally->place_cap = tally->place_cap ? 2 * tally->place_cap : 16;
        tally->places = alloc_resize(tally->places, tally->place_cap, sizeof *tally->places);
    }
    tally->places[tally->place_count] = *name;
    return (int64_t)tally->place_count++;
}

void tally_file(struct tally *tally, const char *path)
{
    bool named = s3name_parse(path, &tally->file) && tally->file.kind != S3NAME_DIGEST;
    tally->place = named ? place_of(tally, &tally->file) : -1;
}

void tally_event(struct tally *tally, int64_t account_id, int64_t region_id, int64_t time_s, int flags)
{
    int64_t hour = time_s / HOUR_S - (time_s % HOUR_S < 0);
    enum category category = flags & EVENT_DATA      ? CATEGORY_DATA
                             : flags & EVENT_INSIGHT ? CATEGORY_INSIGHT
                             : flags & EVENT_NETWORK ? CATEGORY_NETWORK
                                                     : CATEGORY_MANAGEMENT;
    set_add(&tally->hours, (const int64_t[4]){account_id, region_id, hour, category}, time_s);
}

void tally_sighting(struct tally *tally, int64_t time_s)
{
    if (tally->place >= 0)
        set_add(&tally->lags, (const int64_t[4]){tally->place, tally->file.delivered_s - time_s}, time_s);
}

static int by_key(const void *a, const void *b)
{
    const struct tally_row *left = a, *right = b;
    for (size_t i = 0; i < 4; i++)
        if (left->key[i] != right->key[i])
            return left->key[i] < right->key[i] ? -1 : 1;
    return 0;
}

static void set_clear(struct tally_set *set)
{
    set->count = 0;
    if (set->slots)
        memset(set->slots, 0, 2 * set->cap * sizeof *set->slots);
}

static bool flush_hours(struct tally_set *set, struct db *db, struct err *err)
{
    struct stmt *stmt;
    if (!set->count)
        return true;
    if (!db_stmt(db, QUERY_INGEST_HOUR_ADD, &stmt, err))
        return false;
    qsort(set->rows, set->count, sizeof *set->rows, by_key);
    for (size_t i = 0; i < set->count; i++) {
        const struct tally_row *row = &set->rows[i];
        stmt_int(stmt, ":account_id", row->key[0]);
        stmt_int(stmt, ":region_id", row->key[1]);
        stmt_int(stmt, ":hour", row->key[2]);
        stmt_int(stmt, ":category", row->key[3]);
        stmt_int(stmt, ":events", row->events);
        stmt_int(stmt, ":first_s", row->first_s);
        stmt_int(stmt, ":last_s", row->last_s);
        if (!stmt_run(stmt, err))
            return false;
    }
    set_clear(set);
    return true;
}

static bool flush_lags(struct tally *tally, struct db *db, struct err *err)
{
    struct tally_set *set = &tally->lags;
    struct stmt *stmt;
    if (!set->count)
        return true;
    if (!db_stmt(db, QUERY_INGEST_LAG_ADD, &stmt, err))
        return false;
    qsort(set->rows, set->count, sizeof *set->rows, by_key);
    for (size_t i = 0; i < set->count; i++) {
        const struct s3name *place = &tally->places[set->rows[i].key[0]];
        stmt_text(stmt, ":account", place->account);
        stmt_text(stmt, ":region", place->region);
        stmt_int(stmt, ":lag_s", set->rows[i].key[1]);
        stmt_int(stmt, ":events", set->rows[i].events);
        if (!stmt_run(stmt, err))
            return false;
    }
    set_clear(set);
    return true;
}

bool tally_flush(struct tally *tally, struct db *db, struct err *err)
{
    return flush_hours(&tally->hours, db, err) && flush_lags(tally, db, err);
}
