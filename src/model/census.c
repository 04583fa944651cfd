// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/census.h"

#include "src/base/alloc.h"
#include "src/model/census_resource.h"

#include <stdlib.h>
#include <string.h>

enum {
    FIRST_CAP = 1024,
    COL_ID = 0,
    COL_EVENTS,
    COL_DENIED,
    COL_FIRST,
    COL_LAST,
    COL_PRINCIPAL,
    COL_DIFFERENT
};

/* What is needed while counting only. */
struct taking {
    struct census *census;
    const struct census_ask *ask;
    size_t different; /* columns of it */
    size_t rows_cap;
    uint32_t *row_of; /* by id: place of its row + 1 */
    size_t ids_cap;
    int64_t (
        *before)[CENSUS_DIFFERENT]; /* by row: the value that came last, as the same often come together */
    struct census_set seen[CENSUS_DIFFERENT];
    bool is_service[COL_DIFFERENT + CENSUS_DIFFERENT]; /* by column: an api is to be told as its service */
    bool by_resource;
    struct census_resources resources;
    int64_t *service_of; /* by api: the lowest api of its service */
    size_t apis;
};

static void taking_done(struct taking *taking)
{
    for (size_t i = 0; i < CENSUS_DIFFERENT; i++)
        free(taking->seen[i].keys);
    census_resources_done(&taking->resources);
    free(taking->row_of);
    free(taking->before);
    free(taking->service_of);
}
CLEANUP_DEFINE(taking, struct taking, taking_done);

/* --- sets --- */

static size_t place_of(const struct census_set *set, uint64_t key)
{
    uint64_t hash = key * UINT64_C(0x9E3779B97F4A7C15);
    size_t place = (hash ^ hash >> 32) & (set->cap - 1);
    while (set->keys[place] && set->keys[place] != key)
        place = (place + 1) & (set->cap - 1);
    return place;
}

static void set_grow(struct census_set *set, bool counts)
{
    struct census_set bigger = {.used = set->used, .cap = set->cap ? set->cap * 2 : FIRST_CAP};
    bigger.keys = alloc_zero(bigger.cap, sizeof *bigger.keys);
    bigger.counts = counts ? alloc_zero(bigger.cap, sizeof *bigger.counts) : NULL;
    for (size_t i = 0; i < set->cap; i++) {
        size_t place = set->keys[i] ? place_of(&bigger, set->keys[i]) : 0;
        if (!set->keys[i])
            continue;
        bigger.keys[place] = set->keys[i];
        if (counts)
            bigger.counts[place] = set->counts[i];
    }
    free(set->keys);
    free(set->counts);
    *set = bigger;
}

/* The place of a key, which is there afterwards; *ret_new tells whether it was not. */
static size_t set_add(struct census_set *set, uint64_t key, bool counts, bool *ret_new)
{
    if (set->used * 2 >= set->cap)
        set_grow(set, counts);
    size_t place = place_of(set, key);
    *ret_new = !set->keys[place];
    set->used += *ret_new;
    set->keys[place] = key;
    return place;
}

/* Two ids of dictionaries, which stay far below 2^32; the first is above 0. */
static uint64_t pair(int64_t id, int64_t other)
{
    return (uint64_t)id << 32 | (uint32_t)other;
}

/* --- counting --- */

static bool read_services(struct taking *taking, struct db *db, struct err *err)
{
    struct stmt *stmt;
    enum stmt_end end;
    if (!db_stmt(db, QUERY_LIST_SERVICE_OF, &stmt, err))
        return false;
    while ((end = stmt_step(stmt, err)) == STMT_ROW) {
        size_t api = (size_t)stmt_get_int(stmt, 0);
        if (api >= taking->apis) {
            taking->service_of = alloc_resize(taking->service_of, api + 1, sizeof *taking->service_of);
            memset(taking->service_of + taking->apis, 0,
                   (api + 1 - taking->apis) * sizeof *taking->service_of);
            taking->apis = api + 1;
        }
        taking->service_of[api] = stmt_get_int(stmt, 1);
    }
    return end == STMT_DONE;
}

static size_t new_row(struct taking *taking, int64_t id)
{
    struct census *census = taking->census;
    if (census->count == taking->rows_cap) {
        taking->rows_cap = taking->rows_cap ? taking->rows_cap * 2 : FIRST_CAP;
        census->rows = alloc_resize(census->rows, taking->rows_cap, sizeof *census->rows);
        taking->before = alloc_resize(taking->before, taking->rows_cap, sizeof *taking->before);
    }
    census->rows[census->count] = (struct census_row){.id = id, .first_s = INT64_MAX, .last_s = INT64_MIN};
    memset(taking->before[census->count], 0, sizeof *taking->before);
    return census->count++;
}

static size_t row_of(struct taking *taking, int64_t id)
{
    if ((size_t)id >= taking->ids_cap) {
        size_t cap = taking->ids_cap ? taking->ids_cap : FIRST_CAP;
        while (cap <= (size_t)id)
            cap *= 2;
        taking->row_of = alloc_resize(taking->row_of, cap, sizeof *taking->row_of);
        memset(taking->row_of + taking->ids_cap, 0, (cap - taking->ids_cap) * sizeof *taking->row_of);
        taking->ids_cap = cap;
    }
    if (!taking->row_of[id])
        taking->row_of[id] = (uint32_t)new_row(taking, id) + 1;
    return taking->row_of[id] - 1;
}

static int64_t id_at(const struct taking *taking, struct stmt *stmt, int col)
{
    int64_t id = stmt_get_int(stmt, col);
    if (!taking->is_service[col])
        return id;
    return id > 0 && (size_t)id < taking->apis ? taking->service_of[id] : 0;
}

/* One value, or the same again and again, needs no set: most rows are of that kind. */
static bool is_new_value(struct taking *taking, size_t at, size_t which, int64_t value)
{
    const struct census_row *row = &taking->census->rows[at];
    int64_t before = taking->before[at][which];
    bool is_new = true;
    taking->before[at][which] = value;
    if (row->different[which] == 0 || value == before)
        return row->different[which] == 0;
    if (row->different[which] == 1)
        set_add(&taking->seen[which], pair(row->id, before), false, &is_new);
    set_add(&taking->seen[which], pair(row->id, value), false, &is_new);
    return is_new;
}

static void count_different(struct taking *taking, size_t at, struct stmt *stmt)
{
    for (size_t i = 0; i < taking->different; i++) {
        int64_t value = id_at(taking, stmt, COL_DIFFERENT + (int)i);
        if (value != 0)
            taking->census->rows[at].different[i] += is_new_value(taking, at, i, value);
    }
}

static void count_bucket(struct taking *taking, int64_t id, int64_t first_s, int64_t events)
{
    struct census_set *buckets = &taking->census->buckets;
    bool is_new;
    int64_t bucket = (first_s - taking->ask->from_s) / taking->ask->bucket_s;
    size_t place = set_add(buckets, pair(id, bucket), true, &is_new); /* may move the counts */
    buckets->counts[place] += events;
}

static void count_under(struct taking *taking, int64_t id, struct stmt *stmt)
{
    size_t at = row_of(taking, id);
    struct census_row *row = &taking->census->rows[at];
    int64_t events = stmt_get_int(stmt, COL_EVENTS);
    int64_t first_s = stmt_get_int(stmt, COL_FIRST), last_s = stmt_get_int(stmt, COL_LAST);
    int64_t principal_id = stmt_get_int(stmt, COL_PRINCIPAL);
    row->events += events;
    row->denied += stmt_get_int(stmt, COL_DENIED);
    row->first_s = first_s < row->first_s ? first_s : row->first_s;
    row->last_s = last_s > row->last_s ? last_s : row->last_s;
    row->principal_id = principal_id > row->principal_id ? principal_id : row->principal_id;
    count_different(taking, at, stmt);
    if (taking->ask->bucket_s > 0)
        count_bucket(taking, id, first_s, events);
}

static void count_row(struct taking *taking, struct stmt *stmt)
{
    const struct census_resources *resources = &taking->resources;
    int64_t id = id_at(taking, stmt, COL_ID);
    if (id <= 0)
        return;
    if (!taking->by_resource) {
        count_under(taking, id, stmt);
        return;
    }
    uint32_t link = (size_t)id < resources->events ? resources->first[id] : 0;
    for (; link; link = resources->links[link - 1].next)
        count_under(taking, resources->links[link - 1].resource_id, stmt);
}

static bool take(struct taking *taking, struct db *db, const struct filter_sql *sql, struct err *err)
{
    enum { PARTS = 3 };
    static const char *const names[CENSUS_DIFFERENT] = {"a", "b", "c", "d"};
    CLEANUP(stmt) struct stmt *stmt = NULL;
    struct query_part parts[PARTS + CENSUS_DIFFERENT] = {
        {"id", taking->ask->id}, {"source", filter_sql_source(sql)}, {"filter", filter_sql_where(sql)}};
    enum stmt_end end;
    taking->is_service[COL_ID] = strcmp(taking->ask->id, CENSUS_SERVICE) == 0;
    while (taking->different < CENSUS_DIFFERENT && taking->ask->different[taking->different]) {
        const char *column = taking->ask->different[taking->different];
        taking->is_service[COL_DIFFERENT + taking->different] = strcmp(column, CENSUS_SERVICE) == 0;
        parts[PARTS + taking->different] = (struct query_part){names[taking->different], column};
        taking->different++;
    }
    if (!db_stmt_parts(db, QUERY_LIST_CENSUS, parts, PARTS + taking->different, &stmt, err))
        return false;
    filter_sql_bind(sql, stmt);
    while ((end = stmt_step(stmt, err)) == STMT_ROW)
        count_row(taking, stmt);
    return end == STMT_DONE;
}

bool census_take(struct census *ret, struct db *db, const struct census_ask *ask,
                 const struct filter_sql *sql, struct err *err)
{
    *ret = (struct census){0};
    CLEANUP(taking) struct taking taking = {.census = ret, .ask = ask};
    taking.by_resource = strcmp(ask->id, CENSUS_RESOURCE) == 0;
    bool ok = read_services(&taking, db, err) &&
              (!taking.by_resource || census_resources_load(&taking.resources, db, err)) &&
              take(&taking, db, sql, err);
    if (!ok)
        census_done(ret);
    return ok;
}

void census_done(struct census *census)
{
    free(census->rows);
    free(census->buckets.keys);
    free(census->buckets.counts);
    *census = (struct census){0};
}

int64_t census_bucket(const struct census *census, int64_t id, int64_t bucket)
{
    const struct census_set *set = &census->buckets;
    return set->cap ? set->counts[place_of(set, pair(id, bucket))] : 0;
}

struct bulk census_bulk(const struct census *census)
{
    return (struct bulk){.numbers = (const int64_t *)census->rows,
                         .columns = sizeof *census->rows / sizeof(int64_t),
                         .rows = census->count};
}

static int64_t number_of(const struct census_row *row, size_t number)
{
    const int64_t numbers[] = {[CENSUS_EVENTS] = row->events,
                               [CENSUS_DENIED] = row->denied,
                               [CENSUS_FIRST] = row->first_s,
                               [CENSUS_LAST] = row->last_s};
    return number < CENSUS_COUNTS ? numbers[number] : row->different[number - CENSUS_COUNTS];
}

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

void census_keep(struct census *census, size_t limit, size_t number, bool ascending)
{
    size_t kept = 0;
    if (limit == 0 || census->count <= limit)
        return;
    int64_t *numbers = alloc_zero(census->count, sizeof *numbers);
    for (size_t i = 0; i < census->count; i++)
        numbers[i] = number_of(&census->rows[i], number);
    qsort(numbers, census->count, sizeof *numbers, by_number);
    int64_t last = numbers[ascending ? limit - 1 : census->count - limit];
    for (size_t i = 0; i < census->count; i++) {
        int64_t value = number_of(&census->rows[i], number);
        if (ascending ? value <= last : value >= last)
            census->rows[kept++] = census->rows[i];
    }
    census->count = kept;
    free(numbers);
}
