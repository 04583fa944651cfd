// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/timeline.h"

#include "src/base/isotime.h"

#include <string.h>

enum { BUCKETS_MAX = 100000 };

static const int64_t lengths_s[] = {1,     5,         10,         30,         60,         300,
                                    600,   1800,      HOUR_S,     2 * HOUR_S, 6 * HOUR_S, 12 * HOUR_S,
                                    DAY_S, 7 * DAY_S, 30 * DAY_S, 365 * DAY_S};

static int64_t floor_to(int64_t time_s, int64_t length_s)
{
    int64_t rest = time_s % length_s;
    return time_s - (rest < 0 ? rest + length_s : rest);
}

static int64_t buckets_in(int64_t from_s, int64_t to_s, int64_t length_s)
{
    int64_t start_s = floor_to(from_s, length_s);
    return (to_s - start_s + length_s - 1) / length_s;
}

/* The smallest length with which the window fits. */
static int64_t choose_length(const struct timeline *timeline, unsigned buckets_max)
{
    size_t i = 0;
    while (i + 1 < ARRAY_LEN(lengths_s) &&
           buckets_in(timeline->from_s, timeline->to_s, lengths_s[i]) > (int64_t)buckets_max)
        i++;
    return lengths_s[i];
}

static bool lay_out(struct timeline *timeline, const struct timeline_ask *ask, const struct events *events,
                    struct err *err)
{
    timeline->from_s = ask->from_s == ISOTIME_NONE ? events->first_s : ask->from_s;
    timeline->to_s = ask->to_s == ISOTIME_NONE ? events->last_s + 1 : ask->to_s;
    if (timeline->to_s <= timeline->from_s)
        timeline->to_s = timeline->from_s + 1;
    timeline->bucket_s = ask->bucket_s ? ask->bucket_s : choose_length(timeline, ask->buckets_max);
    int64_t count = buckets_in(timeline->from_s, timeline->to_s, timeline->bucket_s);
    if (count > BUCKETS_MAX)
        return err_set(err, ERR_LIMIT, "the window holds %lld buckets of %lld s; at most %d are counted",
                       (long long)count, (long long)timeline->bucket_s, BUCKETS_MAX);
    timeline->from_s = floor_to(timeline->from_s, timeline->bucket_s);
    timeline->to_s = timeline->from_s + count * timeline->bucket_s;
    timeline->count = (size_t)count;
    timeline->buckets = arena_zero(&timeline->arena, timeline->count, sizeof *timeline->buckets);
    for (size_t i = 0; i < timeline->count; i++)
        timeline->buckets[i].start_s = timeline->from_s + (int64_t)i * timeline->bucket_s;
    return true;
}

void timeline_bind(const struct timeline *timeline, const struct filter_sql *sql, struct stmt *stmt)
{
    filter_sql_bind(sql, stmt);
    stmt_int(stmt, ":from_s", timeline->from_s);
    stmt_int(stmt, ":to_s", timeline->to_s);
}

static struct timeline_bucket *bucket_of(const struct timeline *timeline, int64_t number)
{
    return &timeline->buckets[number - timeline->from_s / timeline->bucket_s];
}

/* Whether the window is so much of the case that walking all of event is cheaper than fetching rows by time.
 */
static bool is_wide(const struct timeline *timeline, const struct events *events)
{
    int64_t window_s = timeline->to_s - timeline->from_s, case_s = events->last_s - events->first_s;
    return window_s > case_s / 5 && !events->sql.has_single && !events->sql.has_linked;
}

struct timeline_way timeline_way(const struct timeline *timeline, const struct events *events)
{
    bool wide = is_wide(timeline, events);
    bool by_day = timeline->bucket_s % DAY_S == 0 && events->sql.scope != FILTER_EVENTS;
    return (struct timeline_way){.source = by_day ? filter_sql_source(&events->sql) : "event_unit",
                                 .time = wide ? "+x.first_s" : "x.first_s",
                                 .where = wide ? &events->sql.where_by_scan : &events->sql.where};
}

static bool count_events(struct timeline *timeline, struct db *db, const struct events *events,
                         struct err *err)
{
    const struct filter_sql *sql = &events->sql;
    CLEANUP(stmt) struct stmt *stmt = NULL;
    struct timeline_way way = timeline_way(timeline, events);
    const struct query_part parts[] = {
        {"source", way.source}, {"from", way.time}, {"to", way.time}, {"filter", buf_text(way.where)}};
    enum stmt_end end;
    if (!db_stmt_parts(db, QUERY_TIMELINE_HISTOGRAM, parts, ARRAY_LEN(parts), &stmt, err))
        return false;
    timeline_bind(timeline, sql, stmt);
    stmt_int(stmt, ":bucket_s", timeline->bucket_s);
    while ((end = stmt_step(stmt, err)) == STMT_ROW) {
        struct timeline_bucket *bucket = bucket_of(timeline, stmt_get_int(stmt, 0));
        bucket->events = stmt_get_int(stmt, 1);
        bucket->failed = stmt_get_int(stmt, 2);
        timeline->events += bucket->events;
        if (bucket->events > timeline->most)
            timeline->most = bucket->events;
    }
    return end == STMT_DONE;
}

static bool count_attribution(struct timeline *timeline, struct db *db, const struct filter_sql *sql,
                              struct err *err)
{
    CLEANUP(stmt) struct stmt *stmt = NULL;
    const struct query_part part = {"filter", buf_text(&sql->where_by_time)};
    enum stmt_end end;
    if (!db_stmt_parts(db, QUERY_TIMELINE_ATTRIBUTION, &part, 1, &stmt, err))
        return false;
    timeline_bind(timeline, sql, stmt);
    stmt_int(stmt, ":bucket_s", timeline->bucket_s);
    while ((end = stmt_step(stmt, err)) == STMT_ROW) {
        struct timeline_bucket *bucket = bucket_of(timeline, stmt_get_int(stmt, 0));
        bucket->attributed = stmt_get_int(stmt, 1);
        bucket->undecided = stmt_get_int(stmt, 2);
    }
    return end == STMT_DONE;
}

bool timeline_load(struct timeline *ret, struct db *db, const struct timeline_ask *ask, struct err *err)
{
    CLEANUP(events) struct events events = {0};
    *ret = (struct timeline){0};
    if (!events_open(&events, db, ask->filter, err))
        return false;
    if (events.total == 0)
        return true;
    bool ok = lay_out(ret, ask, &events, err) && count_events(ret, db, &events, err) &&
              count_attribution(ret, db, &events.sql, err);
    if (!ok)
        timeline_done(ret);
    return ok;
}

void timeline_done(struct timeline *timeline)
{
    arena_done(&timeline->arena);
    *timeline = (struct timeline){0};
}

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool belongs_to(const struct timeline_run *run, const struct event_row *row)
{
    const struct event_row *first = &run->first;
    return first->outcome == row->outcome && same(first->api, row->api) &&
           same(first->service, row->service) && same(first->principal_key, row->principal_key) &&
           same(first->address, row->address) && same(first->attribution, row->attribution);
}

size_t timeline_fold(const struct events_page *page, struct timeline_run *runs)
{
    size_t count = 0;
    for (size_t i = 0; i < page->count; i++) {
        const struct event_row *row = &page->rows[i];
        if (!count || !belongs_to(&runs[count - 1], row))
            runs[count++] = (struct timeline_run){.first_s = row->time_s, .first = *row};
        runs[count - 1].last_s = row->time_s;
        runs[count - 1].events++;
    }
    return count;
}
