// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/lanes.h"

#include "src/base/jsonw.h"

static const struct {
    const char *name, *id, *table, *own_id, *value, *label;
} kinds[LANES_BY__COUNT] = {
    [LANES_BY_KEY] = {"key", "x.key_id", "key", "d.key_id", "d.value", "d.value"},
    [LANES_BY_ADDRESS] = {"address", "x.address_id", "address", "d.address_id", "d.value", "d.value"},
    [LANES_BY_PRINCIPAL] = {"principal", "x.principal_id", "principal", "d.principal_id", "d.key", "d.name"},
};

const char *lanes_by_name(enum lanes_by by)
{
    return kinds[by].name;
}

/* What all statements of one load share. */
struct loading {
    struct lanes *lanes;
    struct db *db;
    const struct timeline *timeline;
    struct events events;
    struct timeline_way way;
    enum lanes_by by;
    struct buf ids; /* of the lanes, as JSON */
};

static bool choose(struct loading *l, size_t most, struct err *err)
{
    CLEANUP(stmt) struct stmt *stmt = NULL;
    struct lanes *lanes = l->lanes;
    const struct query_part parts[] = {{"value", kinds[l->by].value},
                                       {"name", kinds[l->by].label},
                                       {"table", kinds[l->by].table},
                                       {"own_id", kinds[l->by].own_id},
                                       {"id", kinds[l->by].id},
                                       {"source", l->way.source},
                                       {"from", l->way.time},
                                       {"to", l->way.time},
                                       {"filter", buf_text(l->way.where)},
                                       {"judged", buf_text(&l->events.sql.where_by_time)}};
    enum stmt_end end;
    if (!db_stmt_parts(l->db, QUERY_TIMELINE_LANES, parts, ARRAY_LEN(parts), &stmt, err))
        return false;
    timeline_bind(l->timeline, &l->events.sql, stmt);
    stmt_int(stmt, ":limit", (int64_t)most);
    lanes->list = arena_zero(&lanes->arena, most, sizeof *lanes->list);
    while ((end = stmt_step(stmt, err)) == STMT_ROW) {
        lanes->list[lanes->count++] = (struct lane){.id = stmt_get_int(stmt, 0),
                                                    .value = stmt_text_dup(stmt, 1, &lanes->arena),
                                                    .name = stmt_text_dup(stmt, 2, &lanes->arena),
                                                    .events = stmt_get_int(stmt, 3),
                                                    .attributed = stmt_get_int(stmt, 4),
                                                    .undecided = stmt_get_int(stmt, 5)};
        lanes->total = stmt_get_int(stmt, 6);
    }
    return end == STMT_DONE;
}

static void lay_out(struct loading *l)
{
    struct jsonw w;
    struct lanes *lanes = l->lanes;
    jsonw_init(&w, &l->ids);
    jsonw_array(&w);
    for (size_t i = 0; i < lanes->count; i++) {
        struct lane *lane = &lanes->list[i];
        jsonw_int(&w, lane->id);
        lane->buckets = arena_zero(&lanes->arena, l->timeline->count, sizeof *lane->buckets);
        for (size_t b = 0; b < l->timeline->count; b++)
            lane->buckets[b].start_s = l->timeline->buckets[b].start_s;
    }
    jsonw_end(&w);
}

/* The bucket that a row of id and number is about. */
static struct timeline_bucket *bucket_of(const struct loading *l, struct stmt *stmt)
{
    size_t i = 0;
    int64_t id = stmt_get_int(stmt, 0);
    while (l->lanes->list[i].id != id)
        i++;
    return &l->lanes->list[i].buckets[stmt_get_int(stmt, 1) - l->timeline->from_s / l->timeline->bucket_s];
}

static void bind(const struct loading *l, struct stmt *stmt)
{
    timeline_bind(l->timeline, &l->events.sql, stmt);
    stmt_int(stmt, ":bucket_s", l->timeline->bucket_s);
    stmt_text(stmt, ":ids", buf_text(&l->ids));
}

static bool count_events(struct loading *l, struct err *err)
{
    CLEANUP(stmt) struct stmt *stmt = NULL;
    const struct query_part parts[] = {{"id", kinds[l->by].id},
                                       {"source", l->way.source},
                                       {"from", l->way.time},
                                       {"to", l->way.time},
                                       {"filter", buf_text(l->way.where)}};
    enum stmt_end end;
    if (!db_stmt_parts(l->db, QUERY_TIMELINE_LANE_EVENTS, parts, ARRAY_LEN(parts), &stmt, err))
        return false;
    bind(l, stmt);
    while ((end = stmt_step(stmt, err)) == STMT_ROW)
        bucket_of(l, stmt)->events = stmt_get_int(stmt, 2);
    return end == STMT_DONE;
}

static bool count_attribution(struct loading *l, struct err *err)
{
    CLEANUP(stmt) struct stmt *stmt = NULL;
    const struct query_part parts[] = {{"id", kinds[l->by].id},
                                       {"filter", buf_text(&l->events.sql.where_by_time)}};
    enum stmt_end end;
    if (!db_stmt_parts(l->db, QUERY_TIMELINE_LANE_ATTRIBUTION, parts, ARRAY_LEN(parts), &stmt, err))
        return false;
    bind(l, stmt);
    while ((end = stmt_step(stmt, err)) == STMT_ROW) {
        struct timeline_bucket *bucket = bucket_of(l, stmt);
        bucket->attributed = stmt_get_int(stmt, 2);
        bucket->undecided = stmt_get_int(stmt, 3);
    }
    return end == STMT_DONE;
}

static bool load(struct loading *l, size_t most, struct err *err)
{
    if (!choose(l, most, err))
        return false;
    lay_out(l);
    return l->lanes->count == 0 || (count_events(l, err) && count_attribution(l, err));
}

bool lanes_load(struct lanes *ret, struct db *db, const struct lanes_ask *ask, struct err *err)
{
    struct loading loading = {.lanes = ret, .db = db, .timeline = ask->timeline, .by = ask->by};
    *ret = (struct lanes){0};
    if (ask->timeline->count == 0)
        return true;
    if (!events_open(&loading.events, db, ask->filter, err))
        return false;
    loading.way = timeline_way(ask->timeline, &loading.events);
    bool ok = load(&loading, ask->most, err);
    if (!ok)
        lanes_done(ret);
    buf_done(&loading.ids);
    events_close(&loading.events);
    return ok;
}

void lanes_done(struct lanes *lanes)
{
    arena_done(&lanes->arena);
    *lanes = (struct lanes){0};
}
