// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/frequency.h"

#include "src/base/alloc.h"
#include "src/base/isotime.h"
#include "src/model/attack.h"
#include "src/model/census.h"

#include <stdlib.h>
#include <string.h>

enum { COL_VALUE, COL_LABEL, COL_EVENTS, COL_FIRST, COL_LAST, COL_MATCHING, COL_COUNTED };

struct field {
    const char *name;
    enum query_id query;
    const char *value, *label;      /* of the query */
    const char *id, *table, *match; /* of a dictionary */
    bool (*load)(struct frequency *frequency, struct db *db, const struct filter *filter, struct err *err);
    bool several;
};

static bool load_words(struct frequency *frequency, struct db *db, const struct filter *filter,
                       struct err *err);
static bool load_techniques(struct frequency *frequency, struct db *db, const struct filter *filter,
                            struct err *err);

#define DICTIONARY(name_, value_, label_, table_)                                                            \
    {                                                                                                        \
        .name = name_, .query = QUERY_FREQUENCY_DICTIONARY, .value = value_, .label = label_,                \
        .id = "x." #table_ "_id", .table = #table_, .match = "d." #table_ "_id"                              \
    }

#define OWNER(name_, value_, label_)                                                                         \
    {                                                                                                        \
        .name = name_, .query = QUERY_FREQUENCY_DICTIONARY, .value = value_, .label = label_,                \
        .id = "x.address_id", .table = "address_owner", .match = "d.address_id"                              \
    }

static const struct field fields[] = {
    DICTIONARY("principal", "d.key", "d.name", principal),
    DICTIONARY("address", "d.value", "NULL", address),
    OWNER("asn", "'AS' || d.asn", "'AS' || d.asn || coalesce(' ' || d.owner, '')"),
    OWNER("owner", "d.owner", "NULL"),
    OWNER("country", "d.country", "NULL"),
    DICTIONARY("key", "d.value", "NULL", key),
    DICTIONARY("session", "d.key", "d.name", session),
    DICTIONARY("agent", "d.value", "NULL", agent),
    DICTIONARY("client", "d.client", "NULL", agent),
    DICTIONARY("api", "d.service || ':' || d.name", "NULL", api),
    DICTIONARY("service", "d.service", "NULL", api),
    DICTIONARY("region", "d.value", "NULL", region),
    DICTIONARY("account", "d.value", "NULL", account),
    {.name = "resource", .query = QUERY_FREQUENCY_RESOURCE, .several = true},
    DICTIONARY("error", "d.value", "NULL", error),
    {.name = "technique", .load = load_techniques},
    {.name = "outcome",
     .query = QUERY_FREQUENCY_PLAIN,
     .value = "CASE x.outcome WHEN 0 THEN 'success' WHEN 1 THEN 'denied' ELSE 'error' END"},
    DICTIONARY("access", "d.access", "NULL", api),
    {.name = "is", .load = load_words, .several = true},
    {.name = "at", .query = QUERY_FREQUENCY_PLAIN, .value = "date(x.first_s, 'unixepoch')"},
};

const char *frequency_field(size_t n)
{
    return n < ARRAY_LEN(fields) ? fields[n].name : NULL;
}

static const struct field *find_field(const char *name, struct err *err)
{
    CLEANUP(buf) struct buf all = {0};
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        if (strcmp(fields[i].name, name) == 0)
            return &fields[i];
        buf_fmt(&all, " %s", fields[i].name);
    }
    err_set(err, ERR_USAGE, "there is no frequency of \"%s\"; there is one of:%s", name, buf_text(&all));
    return NULL;
}

static struct frequency_row *new_row(struct frequency *frequency)
{
    size_t count = frequency->count++;
    if ((count & (count - 1)) == 0)
        frequency->rows = alloc_resize(frequency->rows, count ? count * 2 : 1, sizeof *frequency->rows);
    frequency->rows[count] = (struct frequency_row){0};
    return &frequency->rows[count];
}

/* --- one query --- */

static bool read_rows(struct frequency *frequency, struct stmt *stmt, struct err *err)
{
    enum stmt_end end;
    int64_t counted = 0;
    while ((end = stmt_step(stmt, err)) == STMT_ROW) {
        struct frequency_row *row = new_row(frequency);
        row->value = stmt_text_dup(stmt, COL_VALUE, &frequency->arena);
        row->label = stmt_text_dup(stmt, COL_LABEL, &frequency->arena);
        row->events = stmt_get_int(stmt, COL_EVENTS);
        row->first_s = stmt_get_int(stmt, COL_FIRST);
        row->last_s = stmt_get_int(stmt, COL_LAST);
        frequency->matching = stmt_get_int(stmt, COL_MATCHING);
        counted = stmt_get_int(stmt, COL_COUNTED);
    }
    frequency->without = frequency->events - counted;
    return end == STMT_DONE;
}

static bool load_query(struct frequency *frequency, struct db *db, const struct field *field,
                       const struct filter *filter, int64_t limit, struct err *err)
{
    CLEANUP(stmt) struct stmt *stmt = NULL;
    CLEANUP(filter_sql) struct filter_sql sql = {0};
    if (!filter_sql_prepare(&sql, filter, db, err))
        return false;
    const struct query_part parts[] = {
        {"source", filter_sql_source(&sql)},
        {"filter", filter_sql_where(&sql)},
        {"value", field->value},
        {"label", field->label},
        {"id", field->id},
        {"table", field->table},
        {"match", field->match},
    };
    size_t count = field->table != NULL ? ARRAY_LEN(parts) : field->value != NULL ? 3 : 2;
    if (!db_stmt_parts(db, field->query, parts, count, &stmt, err))
        return false;
    filter_sql_bind(&sql, stmt);
    stmt_int(stmt, ":limit", limit > 0 ? limit : -1);
    return read_rows(frequency, stmt, err);
}

/* No rollup holds resources. */
static bool load_resources(struct frequency *frequency, struct db *db, const struct filter *filter,
                           int64_t limit, struct err *err)
{
    CLEANUP(filter_sql) struct filter_sql sql = {0};
    CLEANUP(census) struct census census = {0};
    const struct census_ask ask = {.id = CENSUS_RESOURCE};
    struct stmt *stmt;
    if (!filter_sql_prepare(&sql, filter, db, err))
        return false;
    filter_sql_need_events(&sql);
    if (!census_take(&census, db, &ask, &sql, err) || !db_stmt(db, QUERY_FREQUENCY_RESOURCE, &stmt, err))
        return false;
    const struct bulk bulk = census_bulk(&census);
    bulk_bind(stmt, ":census", &bulk);
    stmt_int(stmt, ":limit", limit > 0 ? limit : -1);
    bool ok = read_rows(frequency, stmt, err);
    stmt_clear(stmt); /* before what it borrows goes */
    return ok;
}

/* --- what is put together from several --- */

/* Keep limit rows, the most frequent first, of rows that came in another order. */
static void settle(struct frequency *frequency, int64_t limit)
{
    frequency->matching = (int64_t)frequency->count;
    frequency_order(frequency, FREQUENCY_BY_EVENTS, false);
    if (limit > 0 && (int64_t)frequency->count > limit)
        frequency->count = (size_t)limit;
}

static bool load_words(struct frequency *frequency, struct db *db, const struct filter *filter,
                       struct err *err)
{
    const char *word;
    for (size_t i = 0; (word = filter_field_word("is", i)) != NULL; i++) {
        CLEANUP(buf) struct buf text = {0};
        CLEANUP(filter) struct filter *both = NULL;
        struct frequency_total total;
        if (filter_text(filter)[0] != '\0')
            buf_fmt(&text, "(%s) ", filter_text(filter));
        buf_fmt(&text, "is:%s", word);
        if (!filter_parse(&both, buf_text(&text), 0, NULL, err) || !frequency_total(&total, db, both, err))
            return false;
        if (total.events > 0)
            *new_row(frequency) =
                (struct frequency_row){word, NULL, total.events, total.first_s, total.last_s};
    }
    return true;
}

static struct frequency_row *row_of(struct frequency *frequency, const struct attack_technique *technique)
{
    for (size_t i = 0; i < frequency->count; i++)
        if (strcmp(frequency->rows[i].value, technique->id) == 0)
            return &frequency->rows[i];
    struct frequency_row *row = new_row(frequency);
    row->value = arena_str(&frequency->arena, technique->id);
    row->label = arena_fmt(&frequency->arena, "%s %s", technique->id, technique->name);
    row->first_s = INT64_MAX;
    return row;
}

static void add_call(struct frequency *frequency, const struct attack *attack,
                     const struct frequency_row *call)
{
    const struct attack_api *api = attack_of_api(attack, call->value, call->label);
    if (api == NULL)
        return;
    struct frequency_row *row = row_of(frequency, api->technique);
    row->events += call->events;
    row->first_s = call->first_s < row->first_s ? call->first_s : row->first_s;
    row->last_s = call->last_s > row->last_s ? call->last_s : row->last_s;
    frequency->without -= call->events;
}

static bool load_techniques(struct frequency *frequency, struct db *db, const struct filter *filter,
                            struct err *err)
{
    static const struct field calls = {.query = QUERY_FREQUENCY_DICTIONARY,
                                       .value = "d.source || ' ' || d.base_name",
                                       .label = "NULL",
                                       .id = "x.api_id",
                                       .table = "api",
                                       .match = "d.api_id"};
    CLEANUP(frequency) struct frequency apis = {0};
    const struct attack *attack = attack_load(&frequency->arena);
    if (!load_query(&apis, db, &calls, filter, 0, err))
        return false;
    frequency->without = frequency->events;
    for (size_t i = 0; i < apis.count; i++) {
        struct frequency_row call = apis.rows[i];
        size_t source_len = strcspn(call.value, " ");
        call.label = call.value + source_len + 1;
        call.value = arena_strn(&apis.arena, call.value, source_len);
        add_call(frequency, attack, &call);
    }
    return true;
}

/* --- all of it --- */

static bool load(struct frequency *frequency, struct db *db, const struct field *field,
                 const struct filter *filter, int64_t limit, struct err *err)
{
    struct frequency_total total;
    if (!frequency_total(&total, db, filter, err))
        return false;
    frequency->events = total.events;
    if (field->query == QUERY_FREQUENCY_RESOURCE)
        return load_resources(frequency, db, filter, limit, err);
    if (field->load == NULL)
        return load_query(frequency, db, field, filter, limit, err);
    if (!field->load(frequency, db, filter, err))
        return false;
    settle(frequency, limit);
    return true;
}

bool frequency_load(struct frequency *ret, struct db *db, const char *field, const struct filter *filter,
                    int64_t limit, struct err *err)
{
    *ret = (struct frequency){0};
    const struct field *found = find_field(field, err);
    if (found == NULL)
        return false;
    ret->field = found->name;
    ret->several = found->several;
    bool ok = load(ret, db, found, filter, limit, err);
    if (!ok)
        frequency_done(ret);
    else if (ret->several)
        ret->without = 0;
    return ok;
}

void frequency_done(struct frequency *frequency)
{
    free(frequency->rows);
    arena_done(&frequency->arena);
    *frequency = (struct frequency){0};
}

/* The one row of a query whose parts are the filter alone; the caller frees *ret. */
static bool read_one(struct stmt **ret, enum query_id query, struct db *db, const struct filter *filter,
                     struct err *err)
{
    CLEANUP(filter_sql) struct filter_sql sql = {0};
    if (!filter_sql_prepare(&sql, filter, db, err))
        return false;
    const struct query_part parts[] = {{"source", filter_sql_source(&sql)},
                                       {"filter", filter_sql_where(&sql)}};
    if (!db_stmt_parts(db, query, parts, ARRAY_LEN(parts), ret, err))
        return false;
    filter_sql_bind(&sql, *ret);
    return stmt_step(*ret, err) == STMT_ROW;
}

bool frequency_total(struct frequency_total *ret, struct db *db, const struct filter *filter, struct err *err)
{
    CLEANUP(stmt) struct stmt *stmt = NULL;
    if (!read_one(&stmt, QUERY_FREQUENCY_TOTAL, db, filter, err))
        return false;
    ret->events = stmt_get_int(stmt, 0);
    ret->first_s = ret->events > 0 ? stmt_get_int(stmt, 1) : ISOTIME_NONE;
    ret->last_s = ret->events > 0 ? stmt_get_int(stmt, 2) : ISOTIME_NONE;
    return true;
}

bool frequency_crosses(struct frequency_crosses *ret, struct db *db, const struct filter *filter,
                       struct err *err)
{
    CLEANUP(stmt) struct stmt *stmt = NULL;
    if (!read_one(&stmt, QUERY_FREQUENCY_CROSSES, db, filter, err))
        return false;
    *ret = (struct frequency_crosses){
        .events = stmt_get_int(stmt, 0),
        .principals = stmt_get_int(stmt, 1),
        .addresses = stmt_get_int(stmt, 2),
        .keys = stmt_get_int(stmt, 3),
        .sessions = stmt_get_int(stmt, 4),
        .agents = stmt_get_int(stmt, 5),
        .apis = stmt_get_int(stmt, 6),
    };
    return true;
}

/* --- order --- */

static int more(int64_t a, int64_t b)
{
    return (a < b) - (a > b);
}

static int by_value(const void *a, const void *b)
{
    const struct frequency_row *x = a, *y = b;
    return strcmp(x->label != NULL ? x->label : x->value, y->label != NULL ? y->label : y->value);
}

static int by_events(const void *a, const void *b)
{
    const struct frequency_row *x = a, *y = b;
    return x->events != y->events ? more(x->events, y->events) : by_value(a, b);
}

static int by_first(const void *a, const void *b)
{
    const struct frequency_row *x = a, *y = b;
    return x->first_s != y->first_s ? more(x->first_s, y->first_s) : by_value(a, b);
}

static int by_last(const void *a, const void *b)
{
    const struct frequency_row *x = a, *y = b;
    return x->last_s != y->last_s ? more(x->last_s, y->last_s) : by_value(a, b);
}

void frequency_order(struct frequency *frequency, enum frequency_sort sort, bool reverse)
{
    static int (*const orders[FREQUENCY__SORTS])(const void *, const void *) = {
        [FREQUENCY_BY_EVENTS] = by_events,
        [FREQUENCY_BY_VALUE] = by_value,
        [FREQUENCY_BY_FIRST] = by_first,
        [FREQUENCY_BY_LAST] = by_last,
    };
    size_t count = frequency->count;
    if (count == 0)
        return;
    qsort(frequency->rows, count, sizeof *frequency->rows, orders[sort]);
    for (size_t i = 0; reverse && i < count / 2; i++) {
        struct frequency_row row = frequency->rows[i];
        frequency->rows[i] = frequency->rows[count - 1 - i];
        frequency->rows[count - 1 - i] = row;
    }
}
