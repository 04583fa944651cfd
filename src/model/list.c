// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/list.h"

#include "src/base/alloc.h"
#include "src/base/isotime.h"
#include "src/model/census.h"

#include <stdlib.h>
#include <string.h>

/* Columns of queries/list/KIND.sql, in their order; then the extras of the kind. */
enum { COL_ID, COL_VALUE, COL_EVENTS, COL_DENIED, COL_FIRST, COL_LAST, COL_VERDICT, COL_DERIVED, COL_EXTRA };

const struct list_spec list_specs[LIST__COUNT] = {
    [LIST_PRINCIPALS] =
        {"principals",
         "principal",
         "principal",
         "principal",
         {{"name", true}, {"type", true}, {"account", true}, {"addresses"}, {"keys"}, {"apis"}}},
    [LIST_ADDRESSES] = {"addresses",
                        "address",
                        "address",
                        "address",
                        {{"kind", true},
                         {"principals"},
                         {"keys"},
                         {"agents"},
                         {"apis"},
                         {"owner", true},
                         {"country", true},
                         {"network", true},
                         {"lists", true},
                         {"city", true},
                         {"asn", true}}},
    [LIST_KEYS] =
        {"keys",
         "key",
         "key",
         "key",
         {{"principal", true}, {"kind", true}, {"account", true}, {"addresses"}, {"agents"}, {"apis"}}},
    [LIST_AGENTS] = {"agents",
                     "agent",
                     "agent",
                     "agent",
                     {{"client", true},
                      {"version", true},
                      {"system", true},
                      {"class", true},
                      {"principals"},
                      {"addresses"},
                      {"keys"},
                      {"apis"}}},
    [LIST_APIS] =
        {"apis",
         "api",
         "api",
         NULL,
         {{"service", true}, {"name", true}, {"access", true}, {"principals"}, {"addresses"}, {"keys"}}},
    [LIST_SERVICES] =
        {"services", "service", "service", NULL, {{"apis"}, {"principals"}, {"addresses"}, {"keys"}}},
    [LIST_REGIONS] =
        {"regions", "region", "region", NULL, {{"principals"}, {"addresses"}, {"keys"}, {"services"}}},
    [LIST_ACCOUNTS] =
        {"accounts", "account", "account", NULL, {{"principals"}, {"addresses"}, {"keys"}, {"services"}}},
    [LIST_RESOURCES] = {"resources",
                        "resource",
                        "resource",
                        NULL,
                        {{"type", true}, {"principals"}, {"addresses"}, {"keys"}, {"apis"}}},
    [LIST_ERRORS] = {"errors", "error", "error", NULL, {{"principals"}, {"addresses"}, {"keys"}, {"apis"}}},
    [LIST_SESSIONS] =
        {"sessions",
         "session",
         "session",
         "session",
         {{"name", true}, {"kind", true}, {"principal", true}, {"mfa", true}, {"addresses"}, {"keys"}}},
};

/* What a kind is counted by, and the columns of which different values are counted: those of its extras that
 * are counts, in their order. */
static const struct {
    enum query_id query;
    const char *id, *different[CENSUS_DIFFERENT];
} queries[LIST__COUNT] = {
#define PRINCIPALS "x.principal_id"
#define ADDRESSES  "x.address_id"
#define KEYS       "x.key_id"
#define AGENTS     "x.agent_id"
#define APIS       "x.api_id"
    [LIST_PRINCIPALS] = {QUERY_LIST_PRINCIPALS, PRINCIPALS, {ADDRESSES, KEYS, APIS}},
    [LIST_ADDRESSES] = {QUERY_LIST_ADDRESSES, ADDRESSES, {PRINCIPALS, KEYS, AGENTS, APIS}},
    [LIST_KEYS] = {QUERY_LIST_KEYS, KEYS, {ADDRESSES, AGENTS, APIS}},
    [LIST_AGENTS] = {QUERY_LIST_AGENTS, AGENTS, {PRINCIPALS, ADDRESSES, KEYS, APIS}},
    [LIST_APIS] = {QUERY_LIST_APIS, APIS, {PRINCIPALS, ADDRESSES, KEYS}},
    [LIST_SERVICES] = {QUERY_LIST_SERVICES, CENSUS_SERVICE, {APIS, PRINCIPALS, ADDRESSES, KEYS}},
    [LIST_REGIONS] = {QUERY_LIST_REGIONS, "x.region_id", {PRINCIPALS, ADDRESSES, KEYS, CENSUS_SERVICE}},
    [LIST_ACCOUNTS] = {QUERY_LIST_ACCOUNTS, "x.account_id", {PRINCIPALS, ADDRESSES, KEYS, CENSUS_SERVICE}},
    [LIST_RESOURCES] = {QUERY_LIST_RESOURCES, CENSUS_RESOURCE, {PRINCIPALS, ADDRESSES, KEYS, APIS}},
    [LIST_ERRORS] = {QUERY_LIST_ERRORS, "x.error_id", {PRINCIPALS, ADDRESSES, KEYS, APIS}},
    [LIST_SESSIONS] = {QUERY_LIST_SESSIONS, "x.session_id", {ADDRESSES, KEYS}},
#undef PRINCIPALS
#undef ADDRESSES
#undef KEYS
#undef AGENTS
#undef APIS
};

static const char *const sort_names[] = {
    [LIST_BY_EVENTS] = "events", [LIST_BY_VALUE] = "value",   [LIST_BY_FIRST] = "first",
    [LIST_BY_LAST] = "last",     [LIST_BY_DENIED] = "denied", [LIST_BY_VERDICT] = "verdict",
};

enum list_kind list_kind_of(const char *name)
{
    enum list_kind kind = 0;
    while (kind < LIST__COUNT && strcmp(list_specs[kind].name, name) != 0 &&
           strcmp(list_specs[kind].singular, name) != 0)
        kind++;
    return kind;
}

bool list_sort_of(enum list_kind kind, const char *name, enum list_sort *ret)
{
    const struct list_extra *extras = list_specs[kind].extras;
    for (size_t i = 0; i < ARRAY_LEN(sort_names); i++)
        if (strcmp(sort_names[i], name) == 0) {
            *ret = (enum list_sort)i;
            return true;
        }
    for (size_t i = 0; i < LIST_EXTRAS_MAX && extras[i].name; i++)
        if (strcmp(extras[i].name, name) == 0) {
            *ret = (enum list_sort)(LIST_BY_EXTRA + i);
            return true;
        }
    return false;
}

/* ORDER BY of a list, by the place of the column in the result. */
static void write_order(const struct list_ask *ask, struct buf *out)
{
    static const int columns[] = {
        [LIST_BY_EVENTS] = COL_EVENTS, [LIST_BY_VALUE] = COL_VALUE,   [LIST_BY_FIRST] = COL_FIRST,
        [LIST_BY_LAST] = COL_LAST,     [LIST_BY_DENIED] = COL_DENIED, [LIST_BY_VERDICT] = COL_VERDICT,
    };
    int col = ask->sort < LIST_BY_EXTRA ? columns[ask->sort] : COL_EXTRA + (int)(ask->sort - LIST_BY_EXTRA);
    buf_fmt(out, "%d %s, %d DESC, %d", col + 1, ask->ascending ? "ASC" : "DESC", COL_EVENTS + 1,
            COL_VALUE + 1);
}

static void read_row(struct list *list, struct list_row *row, struct stmt *stmt)
{
    const struct list_extra *extras = list_specs[list->kind].extras;
    row->id = stmt_get_int(stmt, COL_ID);
    row->value = stmt_text_dup(stmt, COL_VALUE, &list->arena);
    row->events = stmt_get_int(stmt, COL_EVENTS);
    row->denied = stmt_get_int(stmt, COL_DENIED);
    row->first_s = stmt_get_int(stmt, COL_FIRST);
    row->last_s = stmt_get_int(stmt, COL_LAST);
    row->verdict = stmt_text_dup(stmt, COL_VERDICT, &list->arena);
    row->derived = stmt_get_int(stmt, COL_DERIVED) != 0;
    for (int i = 0; i < LIST_EXTRAS_MAX && extras[i].name; i++)
        if (extras[i].is_text)
            row->extras[i].text = stmt_text_dup(stmt, COL_EXTRA + i, &list->arena);
        else
            row->extras[i].number = stmt_get_int(stmt, COL_EXTRA + i);
}

static bool read_rows(struct list *list, struct stmt *stmt, struct err *err)
{
    struct list_row *rows = NULL;
    size_t room = 0;
    enum stmt_end end;
    while ((end = stmt_step(stmt, err)) == STMT_ROW) {
        if (list->count == room) {
            room = room ? room * 2 : 64;
            rows = alloc_resize(rows, room, sizeof *rows);
        }
        rows[list->count] = (struct list_row){0};
        read_row(list, &rows[list->count++], stmt);
    }
    if (list->count) {
        list->rows = arena_alloc(&list->arena, list->count * sizeof *rows);
        memcpy(list->rows, rows, list->count * sizeof *rows);
    }
    free(rows);
    return end == STMT_DONE;
}

bool list_totals(struct db *db, int64_t ret[LIST__COUNT], struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_LIST_TOTALS, &stmt, err) || stmt_step(stmt, err) != STMT_ROW)
        return false;
    for (int kind = 0; kind < LIST__COUNT; kind++)
        ret[kind] = stmt_get_int(stmt, kind);
    stmt_clear(stmt);
    return true;
}

static bool read_total(struct list *list, struct db *db, struct err *err)
{
    int64_t totals[LIST__COUNT];
    if (!list_totals(db, totals, err))
        return false;
    list->total = totals[list->kind];
    return true;
}

/* Which number of a census a list is sorted by; SIZE_MAX: it is a text. */
static size_t number_of_sort(const struct list_ask *ask)
{
    static const size_t numbers[LIST_BY_EXTRA] = {
        [LIST_BY_EVENTS] = CENSUS_EVENTS, [LIST_BY_VALUE] = SIZE_MAX,       [LIST_BY_FIRST] = CENSUS_FIRST,
        [LIST_BY_LAST] = CENSUS_LAST,     [LIST_BY_DENIED] = CENSUS_DENIED, [LIST_BY_VERDICT] = SIZE_MAX,
    };
    const struct list_extra *extras = list_specs[ask->kind].extras;
    if (ask->sort < LIST_BY_EXTRA)
        return numbers[ask->sort];
    size_t extra = ask->sort - LIST_BY_EXTRA, number = CENSUS_COUNTS;
    for (size_t i = 0; i < extra; i++)
        number += !extras[i].is_text;
    return extras[extra].is_text ? SIZE_MAX : number;
}

static bool take_census(struct census *census, struct db *db, const struct list_ask *ask,
                        const struct filter_sql *sql, struct err *err)
{
    struct census_ask take = {.id = queries[ask->kind].id};
    struct stmt *totals;
    memcpy(take.different, queries[ask->kind].different, sizeof take.different);
    if (ask->buckets) {
        if (!db_stmt(db, QUERY_EVENT_TOTALS, &totals, err) || stmt_step(totals, err) != STMT_ROW)
            return false;
        take.from_s = stmt_get_int(totals, 1);
        take.bucket_s = (stmt_get_int(totals, 2) - take.from_s) / ask->buckets + 1;
        stmt_clear(totals);
    }
    return census_take(census, db, &take, sql, err);
}

static void fill_sparks(struct list *list, const struct census *census, unsigned buckets)
{
    for (size_t i = 0; i < list->count; i++) {
        int64_t *spark = arena_zero(&list->arena, buckets, sizeof *spark);
        for (unsigned bucket = 0; bucket < buckets; bucket++)
            spark[bucket] = census_bucket(census, list->rows[i].id, bucket);
        list->rows[i].spark = spark;
    }
}

/* From what was counted to rows with names, in order. */
static bool name_rows(struct list *list, struct db *db, const struct list_ask *ask, struct census *census,
                      struct err *err)
{
    CLEANUP(stmt) struct stmt *stmt = NULL;
    CLEANUP(buf) struct buf order = {0};
    size_t number = number_of_sort(ask);
    list->matching = (int64_t)census->count;
    if (number != SIZE_MAX)
        census_keep(census, (size_t)ask->limit, number, ask->ascending);
    const struct bulk bulk = census_bulk(census);
    write_order(ask, &order);
    const struct query_part part = {"order", buf_text(&order)};
    if (!db_stmt_parts(db, queries[ask->kind].query, &part, 1, &stmt, err))
        return false;
    bulk_bind(stmt, ":census", &bulk);
    stmt_int(stmt, ":limit", ask->limit ? ask->limit : -1);
    return read_rows(list, stmt, err);
}

static bool load(struct list *list, struct db *db, const struct list_ask *ask, struct filter_sql *sql,
                 struct err *err)
{
    CLEANUP(census) struct census census = {0};
    if (ask->kind == LIST_RESOURCES)
        filter_sql_need_events(sql);
    if (!take_census(&census, db, ask, sql, err) || !name_rows(list, db, ask, &census, err))
        return false;
    if (ask->buckets)
        fill_sparks(list, &census, ask->buckets);
    return read_total(list, db, err);
}

bool list_load(struct list *ret, struct db *db, const struct list_ask *ask, struct err *err)
{
    CLEANUP(filter_sql) struct filter_sql sql = {0};
    *ret = (struct list){.kind = ask->kind};
    bool ok = filter_sql_prepare(&sql, ask->filter, db, err) && load(ret, db, ask, &sql, err);
    if (!ok)
        list_done(ret);
    return ok;
}

void list_done(struct list *list)
{
    arena_done(&list->arena);
    *list = (struct list){.kind = list->kind};
}
