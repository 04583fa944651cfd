// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/detect/fresh.h"

#include "src/base/alloc.h"

#include <stdlib.h>
#include <string.h>

/* A day on which a pair was seen. */
struct pair {
    const char *entity, *fresh;
    int64_t first_s, last_s;
    int64_t born_s; /* when the entity was first seen at all */
};

struct pairs {
    struct pair *items; /* by entity, then value, then time */
    size_t count, size;
    struct arena arena;
};

static void pairs_done(struct pairs *pairs)
{
    free(pairs->items);
    arena_done(&pairs->arena);
}
CLEANUP_DEFINE(pairs, struct pairs, pairs_done);

/* Of rows called x, their agent g. NULL where there is nothing. */
static const char *column_of(const char *word)
{
    static const char *const columns[][2] = {
        {"principal", "nullif(x.principal_id, 0)"},
        {"session", "nullif(x.session_id, 0)"},
        {"address", "nullif(x.address_id, 0)"},
        {"key", "nullif(x.key_id, 0)"},
        {"agent", "nullif(x.agent_id, 0)"},
        {"api", "nullif(x.api_id, 0)"},
        {"region", "nullif(x.region_id, 0)"},
        {"account", "nullif(x.account_id, 0)"},
        {"client", "g.client"},
    };
    for (size_t i = 0; i < ARRAY_LEN(columns); i++)
        if (strcmp(columns[i][0], word) == 0)
            return columns[i][1];
    return "NULL";
}

static int compare(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    int order = strcmp(x->entity, y->entity);
    return order ? order : strcmp(x->fresh, y->fresh);
}

static int compare_times(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    int order = compare(a, b);
    return order ? order : x->first_s < y->first_s ? -1 : x->first_s > y->first_s;
}

/* Pairs of an entity lie side by side. */
static void set_born(struct pairs *pairs)
{
    for (size_t from = 0, to; from < pairs->count; from = to) {
        int64_t born_s = pairs->items[from].first_s;
        for (to = from; to < pairs->count && strcmp(pairs->items[to].entity, pairs->items[from].entity) == 0;
             to++)
            born_s = pairs->items[to].first_s < born_s ? pairs->items[to].first_s : born_s;
        for (size_t i = from; i < to; i++)
            pairs->items[i].born_s = born_s;
    }
}

static bool load(struct pairs *ret, struct db *db, const struct query_part *parts, struct err *err)
{
    CLEANUP(stmt) struct stmt *row = NULL;
    enum stmt_end end;
    if (!db_stmt_parts(db, QUERY_DETECT_FIRST_SEEN, parts, 2, &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        if (stmt_is_null(row, 0) || stmt_is_null(row, 1))
            continue;
        if (ret->count == ret->size) {
            ret->size = ret->size ? 2 * ret->size : 256;
            ret->items = alloc_resize(ret->items, ret->size, sizeof *ret->items);
        }
        ret->items[ret->count++] =
            (struct pair){stmt_text_dup(row, 0, &ret->arena), stmt_text_dup(row, 1, &ret->arena),
                          stmt_get_int(row, 2), stmt_get_int(row, 3)};
    }
    if (end == STMT_DONE && ret->count)
        qsort(ret->items, ret->count, sizeof *ret->items, compare_times);
    set_born(ret);
    return end == STMT_DONE;
}

/* When the pair of found became new, as of time_s; false when it never did. */
static bool begun_s(const struct correlation *it, const struct pairs *pairs, const struct pair *found,
                    int64_t time_s, int64_t *ret_s)
{
    const struct pair *at = found, *end = pairs->items + pairs->count;
    while (at > pairs->items && compare(at - 1, found) == 0)
        at--;
    bool known = !it->absent_s;
    *ret_s = at->first_s;
    for (int64_t last_s = at->last_s; at < end && compare(at, found) == 0 && at->first_s <= time_s; at++) {
        if (it->absent_s && at->first_s - last_s >= it->absent_s) {
            known = true;
            *ret_s = at->first_s;
        }
        last_s = at->last_s > last_s ? at->last_s : last_s;
    }
    return known;
}

static bool is_fresh(const struct correlation *it, const struct pairs *pairs, const struct pair *asked,
                     int64_t time_s)
{
    const struct pair *found =
        pairs->count ? bsearch(asked, pairs->items, pairs->count, sizeof *asked, compare) : NULL;
    int64_t since_s;
    return found && begun_s(it, pairs, found, time_s, &since_s) && time_s - since_s <= it->within_s &&
           since_s - found->born_s >= it->history_s;
}

bool fresh_find(struct db *db, const struct correlation *it, const struct scan_hits *hits,
                struct members *ret, struct err *err)
{
    const struct query_part parts[] = {{"entity", column_of(it->entity)}, {"fresh", column_of(it->fresh)}};
    CLEANUP(pairs) struct pairs pairs = {0};
    CLEANUP(stmt) struct stmt *row = NULL;
    if (!hits->count)
        return true;
    if (!load(&pairs, db, parts, err) || !db_stmt_parts(db, QUERY_DETECT_FIRST_SEEN_OF, parts, 2, &row, err))
        return false;
    for (size_t i = 0; i < hits->count; i++) {
        stmt_clear(row);
        stmt_int(row, ":event_id", hits->items[i].event_id);
        enum stmt_end end = stmt_step(row, err);
        if (end == STMT_ERR)
            return false;
        if (end == STMT_DONE || stmt_is_null(row, 0) || stmt_is_null(row, 1))
            continue;
        struct pair asked = {.entity = stmt_get_text(row, 0, NULL), .fresh = stmt_get_text(row, 1, NULL)};
        if (is_fresh(it, &pairs, &asked, hits->items[i].time_s))
            members_add(ret, 0, hits->items[i].event_id);
    }
    return true;
}
