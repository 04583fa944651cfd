// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/detect/fresh.h"

#include "src/base/alloc.h"

#include <stdlib.h>
#include <string.h>

/* A day on which a pair was seen. */
struct pair {
    int64_t entity, value, day, first_s, last_s;
};

struct pairs {
    struct pair *items;
    size_t count, size;
};

/* What an entity or a value may be. */
static enum column column_of(const char *word)
{
    static const struct {
        const char *word;
        enum column column;
    } columns[] = {
        {"principal", COLUMN_PRINCIPAL},
        {"session", COLUMN_SESSION},
        {"address", COLUMN_ADDRESS},
        {"key", COLUMN_KEY},
        {"agent", COLUMN_AGENT},
        {"client", COLUMN_CLIENT},
        {"api", COLUMN_API},
        {"region", COLUMN_REGION},
        {"account", COLUMN_ACCOUNT},
    };
    size_t i = 0;
    while (i + 1 < ARRAY_LEN(columns) && strcmp(columns[i].word, word) != 0)
        i++;
    return columns[i].column;
}

static int compare_numbers(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

static int compare(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    int order = compare_numbers(x->entity, y->entity);
    order = order ? order : compare_numbers(x->value, y->value);
    return order ? order : compare_numbers(x->first_s, y->first_s);
}

static bool is_same(const struct pair *a, const struct pair *b)
{
    return a->entity == b->entity && a->value == b->value;
}

/* The rollup is in the order of principals, days and calls, so much of a day comes in one go. */
static void add(struct pairs *pairs, const struct pair *pair)
{
    struct pair *last = pairs->count ? &pairs->items[pairs->count - 1] : NULL;
    if (last && is_same(last, pair) && last->day == pair->day) {
        last->first_s = pair->first_s < last->first_s ? pair->first_s : last->first_s;
        last->last_s = pair->last_s > last->last_s ? pair->last_s : last->last_s;
        return;
    }
    if (pairs->count == pairs->size) {
        pairs->size = pairs->size ? 2 * pairs->size : 256;
        pairs->items = alloc_resize(pairs->items, pairs->size, sizeof *pairs->items);
    }
    pairs->items[pairs->count++] = *pair;
}

/* One reading of the rollup for all of them. */
static bool load_pairs(const struct fresh_ask *asks, struct pairs *pairs, size_t count, struct db *db,
                       const struct names *names, struct err *err)
{
    struct stmt *row;
    enum stmt_end end;
    if (!db_stmt(db, QUERY_DETECT_ACTIVITY, &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        int64_t ids[COLUMN__COUNT] = {0};
        for (size_t i = 0; i < COLUMN_CLIENT; i++)
            ids[i] = stmt_get_int(row, 3 + (int)i);
        ids[COLUMN_CLIENT] = names_client(names, ids[COLUMN_AGENT]);
        for (size_t i = 0; i < count; i++) {
            struct pair pair = {.entity = ids[asks[i].ret->entity],
                                .value = ids[asks[i].ret->value],
                                .day = stmt_get_int(row, 0),
                                .first_s = stmt_get_int(row, 1),
                                .last_s = stmt_get_int(row, 2)};
            if (pair.entity && pair.value)
                add(&pairs[i], &pair);
        }
    }
    return end == STMT_DONE;
}

static void add_span(struct fresh *fresh, const struct correlation *it, const struct pair *pair,
                     int64_t since_s, int64_t born_s)
{
    if (since_s - born_s < it->history_s)
        return;
    if ((fresh->count & (fresh->count - 1)) == 0)
        fresh->spans = alloc_resize(fresh->spans, fresh->count ? 2 * fresh->count : 1, sizeof *fresh->spans);
    fresh->spans[fresh->count++] =
        (struct fresh_span){pair->entity, pair->value, since_s, since_s + it->within_s};
}

/* When the pair of items[0..count) was new: once, or each time it comes back after long enough. */
static void add_spans(struct fresh *fresh, const struct correlation *it, const struct pair *items,
                      size_t count, int64_t born_s)
{
    if (!it->absent_s)
        add_span(fresh, it, items, items->first_s, born_s);
    int64_t last_s = items->last_s;
    for (size_t i = 1; i < count && it->absent_s; i++) {
        if (items[i].first_s - last_s >= it->absent_s)
            add_span(fresh, it, items, items[i].first_s, born_s);
        last_s = items[i].last_s > last_s ? items[i].last_s : last_s;
    }
}

/* Pairs of an entity lie side by side. */
static void find_spans(struct fresh *fresh, const struct correlation *it, const struct pairs *pairs)
{
    const struct pair *items = pairs->items;
    for (size_t from = 0, to; from < pairs->count; from = to) {
        int64_t born_s = items[from].first_s;
        for (to = from; to < pairs->count && items[to].entity == items[from].entity; to++)
            born_s = items[to].first_s < born_s ? items[to].first_s : born_s;
        for (size_t at = from, next; at < to; at = next) {
            for (next = at; next < to && is_same(&items[next], &items[at]);)
                next++;
            add_spans(fresh, it, items + at, next - at, born_s);
        }
    }
}

static size_t slot_of(const struct fresh *fresh, int64_t entity, int64_t value)
{
    uint64_t hash = ((uint64_t)entity * 0x9E3779B97F4A7C15U ^ (uint64_t)value) * 0xFF51AFD7ED558CCDU;
    return (size_t)(hash >> 32) & (fresh->slot_count - 1);
}

static void make_slots(struct fresh *fresh)
{
    for (fresh->slot_count = 1; fresh->slot_count < 2 * fresh->count;)
        fresh->slot_count *= 2;
    fresh->slots = alloc_zero(fresh->slot_count, sizeof *fresh->slots);
    for (size_t i = 0; i < fresh->count; i++) {
        const struct fresh_span *span = &fresh->spans[i];
        if (i && span[-1].entity == span->entity && span[-1].value == span->value)
            continue;
        size_t slot = slot_of(fresh, span->entity, span->value);
        while (fresh->slots[slot])
            slot = (slot + 1) & (fresh->slot_count - 1);
        fresh->slots[slot] = (uint32_t)i + 1;
    }
}

bool fresh_load(const struct fresh_ask *asks, size_t count, struct db *db, const struct names *names,
                struct err *err)
{
    if (!count)
        return true;
    struct pairs *pairs = alloc_zero(count, sizeof *pairs);
    for (size_t i = 0; i < count; i++)
        *asks[i].ret =
            (struct fresh){.entity = column_of(asks[i].it->entity), .value = column_of(asks[i].it->fresh)};
    bool ok = load_pairs(asks, pairs, count, db, names, err);
    for (size_t i = 0; i < count; i++) {
        if (pairs[i].count)
            qsort(pairs[i].items, pairs[i].count, sizeof *pairs[i].items, compare);
        find_spans(asks[i].ret, asks[i].it, &pairs[i]);
        make_slots(asks[i].ret);
        free(pairs[i].items);
    }
    free(pairs);
    return ok;
}

void fresh_done(struct fresh *fresh)
{
    free(fresh->spans);
    free(fresh->slots);
    *fresh = (struct fresh){0};
}

bool fresh_holds(const struct fresh *fresh, const int64_t ids[COLUMN__COUNT], int64_t time_s)
{
    int64_t entity = ids[fresh->entity], value = ids[fresh->value];
    const struct fresh_span *end = fresh->spans + fresh->count;
    for (size_t slot = slot_of(fresh, entity, value); fresh->slots[slot];
         slot = (slot + 1) & (fresh->slot_count - 1)) {
        const struct fresh_span *span = &fresh->spans[fresh->slots[slot] - 1];
        if (span->entity != entity || span->value != value)
            continue;
        for (; span < end && span->entity == entity && span->value == value; span++)
            if (time_s >= span->from_s && time_s <= span->to_s)
                return true;
        return false;
    }
    return false;
}
