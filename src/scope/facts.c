// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/facts.h"

#include <stdlib.h>
#include <string.h>

static const enum query_id name_queries[FACT_DIM__COUNT] = {
    [FACT_PRINCIPAL] = QUERY_FACTS_PRINCIPAL, [FACT_SESSION] = QUERY_FACTS_SESSION,
    [FACT_ADDRESS] = QUERY_FACTS_ADDRESS,     [FACT_KEY] = QUERY_FACTS_KEY,
    [FACT_AGENT] = QUERY_FACTS_AGENT,         [FACT_API] = QUERY_FACTS_API,
    [FACT_REGION] = QUERY_FACTS_REGION,       [FACT_ACCOUNT] = QUERY_FACTS_ACCOUNT,
    [FACT_ERROR] = QUERY_FACTS_ERROR,
};

static struct fact read_fact(struct stmt *row)
{
    struct fact fact = {.event_id = stmt_get_int(row, 0), .time_s = stmt_get_int(row, 1)};
    for (int dim = 0; dim < FACT_DIM__COUNT; dim++)
        fact.ids[dim] = stmt_get_int(row, 2 + dim);
    fact.outcome = (enum fact_outcome)stmt_get_int(row, 2 + FACT_DIM__COUNT);
    fact.flags = (int)stmt_get_int(row, 3 + FACT_DIM__COUNT);
    fact.attributed = stmt_get_int(row, 4 + FACT_DIM__COUNT) != 0;
    fact.echo = stmt_get_int(row, 5 + FACT_DIM__COUNT) != 0;
    return fact;
}

static bool load_events(struct facts *facts, struct err *err)
{
    struct stmt *row;
    enum stmt_end end;
    struct fact *items = NULL;
    size_t size = 0;
    if (!db_stmt(facts->db, QUERY_FACTS_EVENTS, &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        if (facts->count == size) {
            struct fact *grown = arena_alloc(&facts->arena, (size = 2 * size + 256) * sizeof *grown);
            if (facts->count)
                memcpy(grown, items, facts->count * sizeof *grown);
            items = grown;
        }
        items[facts->count++] = read_fact(row);
    }
    facts->items = items;
    for (size_t i = 0; i < facts->count; i++)
        pick_add(items[i].attributed ? &facts->attributed : &facts->undecided, &facts->arena, &items[i]);
    return end == STMT_DONE;
}

static int compare_ids(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* The distinct ids of a dimension, 0 left out, in order. */
static int64_t *distinct_ids(struct facts *facts, enum fact_dim dim, size_t *ret_count)
{
    int64_t *ids = arena_alloc(&facts->arena, (facts->count + 1) * sizeof *ids);
    size_t count = 0;
    for (size_t i = 0; i < facts->count; i++)
        ids[i] = facts->items[i].ids[dim];
    qsort(ids, facts->count, sizeof *ids, compare_ids);
    for (size_t i = 0; i < facts->count; i++)
        if (ids[i] && (count == 0 || ids[count - 1] != ids[i]))
            ids[count++] = ids[i];
    *ret_count = count;
    return ids;
}

static bool load_name(struct facts *facts, enum fact_dim dim, int64_t id, struct err *err)
{
    struct fact_name *name = &facts->names[dim].items[facts->names[dim].count++];
    struct stmt *row;
    *name = (struct fact_name){.id = id, .value = ""};
    if (!db_stmt(facts->db, name_queries[dim], &row, err))
        return false;
    stmt_int(row, ":id", id);
    enum stmt_end end = stmt_step(row, err);
    if (end != STMT_ROW)
        return end == STMT_DONE;
    name->value = stmt_text_dup(row, 0, &facts->arena);
    name->label = stmt_text_dup(row, 1, &facts->arena);
    name->type = stmt_text_dup(row, 2, &facts->arena);
    name->extra = stmt_text_dup(row, 3, &facts->arena);
    stmt_clear(row);
    return true;
}

static bool load_names(struct facts *facts, struct err *err)
{
    for (enum fact_dim dim = 0; dim < FACT_DIM__COUNT; dim++) {
        size_t count;
        int64_t *ids = distinct_ids(facts, dim, &count);
        facts->names[dim].items = arena_zero(&facts->arena, count + 1, sizeof *facts->names[dim].items);
        for (size_t i = 0; i < count; i++)
            if (!load_name(facts, dim, ids[i], err))
                return false;
    }
    return true;
}

static bool load_extent(struct facts *facts, struct err *err)
{
    struct stmt *row;
    if (!db_stmt(facts->db, QUERY_FACTS_EXTENT, &row, err) || stmt_step(row, err) != STMT_ROW)
        return false;
    facts->first_s = stmt_get_time(row, 0);
    facts->last_s = stmt_get_time(row, 1);
    facts->has_data_events = stmt_get_int(row, 2) != 0;
    stmt_clear(row);
    return true;
}

bool facts_load(struct facts *ret, struct db *db, struct err *err)
{
    *ret = (struct facts){.db = db};
    ret->attack = attack_load(&ret->arena);
    if (load_extent(ret, err) && load_events(ret, err) && load_names(ret, err))
        return true;
    facts_done(ret);
    return false;
}

void facts_done(struct facts *facts)
{
    arena_done(&facts->arena);
    *facts = (struct facts){0};
}

static int compare_name(const void *id, const void *name)
{
    int64_t x = *(const int64_t *)id, y = ((const struct fact_name *)name)->id;
    return (x > y) - (x < y);
}

const struct fact_name *facts_name(const struct facts *facts, enum fact_dim dim, int64_t id)
{
    static const struct fact_name none = {.value = ""};
    const struct fact_name *found = bsearch(&id, facts->names[dim].items, facts->names[dim].count,
                                            sizeof *facts->names[dim].items, compare_name);
    return found ? found : &none;
}

const struct fact_name *fact_name(const struct facts *facts, const struct fact *fact, enum fact_dim dim)
{
    return facts_name(facts, dim, fact->ids[dim]);
}

void pick_add(struct pick *pick, struct arena *arena, const struct fact *fact)
{
    if (pick->count == pick->size) {
        const struct fact **grown =
            arena_alloc(arena, (pick->size = 2 * pick->size + 16) * sizeof(struct fact *));
        if (pick->count)
            memcpy(grown, pick->items, pick->count * sizeof *grown);
        pick->items = grown;
    }
    pick->items[pick->count++] = fact;
}

struct pick pick_where(const struct facts *facts, const struct pick *from, struct arena *arena,
                       bool (*keep)(const struct facts *facts, const struct fact *fact))
{
    struct pick pick = {0};
    for (size_t i = 0; i < from->count; i++)
        if (keep(facts, from->items[i]))
            pick_add(&pick, arena, from->items[i]);
    return pick;
}

/* A fact with its place in the pick, which is the order of time, and the id it is grouped by. */
struct placed {
    int64_t id;
    size_t place;
};

static int compare_placed(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    if (x->id != y->id)
        return x->id < y->id ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

static int compare_groups(const void *a, const void *b)
{
    const struct fact *x = ((const struct group *)a)->pick.items[0],
                      *y = ((const struct group *)b)->pick.items[0];
    if (x->time_s != y->time_s)
        return x->time_s < y->time_s ? -1 : 1;
    return (x->event_id > y->event_id) - (x->event_id < y->event_id);
}

struct groups pick_group(const struct pick *pick, struct arena *arena, enum fact_dim dim)
{
    struct groups groups = {0};
    struct placed *order = arena_alloc(arena, (pick->count + 1) * sizeof *order);
    size_t count = 0;
    for (size_t i = 0; i < pick->count; i++)
        order[i] = (struct placed){pick->items[i]->ids[dim], i};
    qsort(order, pick->count, sizeof *order, compare_placed);
    for (size_t i = 0; i < pick->count; i++)
        count += i == 0 || order[i].id != order[i - 1].id;
    groups.items = arena_zero(arena, count + 1, sizeof *groups.items);
    for (size_t i = 0; i < pick->count; i++) {
        if (i == 0 || order[i].id != order[i - 1].id)
            groups.items[groups.count++].id = order[i].id;
        pick_add(&groups.items[groups.count - 1].pick, arena, pick->items[order[i].place]);
    }
    qsort(groups.items, groups.count, sizeof *groups.items, compare_groups);
    return groups;
}

int64_t pick_first_s(const struct pick *pick)
{
    return pick->count ? pick->items[0]->time_s : ISOTIME_NONE;
}

int64_t pick_last_s(const struct pick *pick)
{
    return pick->count ? pick->items[pick->count - 1]->time_s : ISOTIME_NONE;
}

size_t pick_calls(const struct pick *pick)
{
    size_t calls = 0;
    for (size_t i = 0; i < pick->count; i++)
        calls += !pick->items[i]->echo;
    return calls;
}

size_t pick_outcome(const struct pick *pick, enum fact_outcome outcome)
{
    size_t count = 0;
    for (size_t i = 0; i < pick->count; i++)
        count += pick->items[i]->outcome == outcome;
    return count;
}

bool facts_record(const struct facts *facts, int64_t event_id, struct arena *arena, const struct json **ret,
                  struct err *err)
{
    struct stmt *row;
    *ret = NULL;
    if (!db_stmt(facts->db, QUERY_FACTS_RECORD, &row, err))
        return false;
    stmt_int(row, ":event_id", event_id);
    if (stmt_step(row, err) != STMT_ROW)
        return false;
    size_t len;
    const char *text = stmt_get_text(row, 0, &len);
    if (text)
        *ret = json_parse(arena, text, len, NULL);
    stmt_clear(row);
    return true;
}

const struct attack_api *fact_technique(const struct facts *facts, const struct fact *fact)
{
    const struct fact_name *api = fact_name(facts, fact, FACT_API);
    return api->label ? attack_of_api(facts->attack, api->value, api->label) : NULL;
}
