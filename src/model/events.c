// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/events.h"

#include "src/base/isotime.h"
#include "src/model/event.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* The size of page for which the way to walk is chosen. */
enum { TYPICAL_PAGE = 200, COL_TEXTS = 4, TEXTS = 13, COL_UID = COL_TEXTS + TEXTS };

static bool read_totals(struct events *events, struct db *db, struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_EVENT_TOTALS, &stmt, err) || stmt_step(stmt, err) != STMT_ROW)
        return false;
    events->total = stmt_get_int(stmt, 0);
    events->first_s = stmt_get_time(stmt, 1);
    events->last_s = stmt_get_time(stmt, 2);
    stmt_clear(stmt);
    return true;
}

bool events_count(struct events *events, struct db *db, struct err *err)
{
    CLEANUP(stmt) struct stmt *stmt = NULL;
    const struct query_part parts[] = {{"source", filter_sql_source(&events->sql)},
                                       {"filter", filter_sql_where(&events->sql)}};
    if (events->matching >= 0)
        return true;
    if (!db_stmt_parts(db, QUERY_EVENT_COUNT, parts, ARRAY_LEN(parts), &stmt, err))
        return false;
    filter_sql_bind(&events->sql, stmt);
    return stmt_run_int(stmt, 0, &events->matching, err);
}

/* Whether reading all that match is less than passing over what does not, on the way to a page. */
static bool is_little(const struct events *events)
{
    return (double)events->matching * (double)events->matching <= (double)events->total * TYPICAL_PAGE;
}

/*
 * Three ways to the events of a page. By the index of the one id the filter has: a page and no more, unless
 * other terms thin it out. By time, passing over what does not match: good when much does. By the rollup,
 * whose rows tell where the events are: all that match are read and sorted, which is good when little does.
 */
static enum events_way choose_way(const struct events *events)
{
    const struct filter_sql *sql = &events->sql;
    if (sql->has_single && !sql->has_other)
        return EVENTS_BY_INDEX;
    if (events->matching < 0)
        return sql->reads_records ? EVENTS_BY_TIME : EVENTS_BY_INDEX;
    if (sql->has_single)
        return sql->scope == FILTER_ACTIVITY && is_little(events) ? EVENTS_BY_ROLLUP : EVENTS_BY_INDEX;
    if (!is_little(events))
        return EVENTS_BY_TIME;
    return sql->scope == FILTER_ACTIVITY ? EVENTS_BY_ROLLUP : EVENTS_BY_INDEX;
}

bool events_open(struct events *ret, struct db *db, const struct filter *filter, struct err *err)
{
    *ret = (struct events){.matching = -1, .from_s = ISOTIME_NONE, .to_s = ISOTIME_NONE};
    filter_window(filter, &ret->from_s, &ret->to_s);
    bool ok = filter_sql_prepare(&ret->sql, filter, db, err) && read_totals(ret, db, err);
    if (ok && (!filter || !*filter_text(filter)))
        ret->matching = ret->total;
    if (ok && ret->sql.scope != FILTER_EVENTS)
        ok = events_count(ret, db, err);
    if (!ok)
        events_close(ret);
    ret->way = choose_way(ret);
    return ok;
}

void events_close(struct events *events)
{
    filter_sql_done(&events->sql);
}

struct events_ask events_ask_first(size_t limit)
{
    return (struct events_ask){.time_s = INT64_MIN, .limit = limit};
}

struct events_ask events_ask_last(size_t limit)
{
    return (struct events_ask){.backward = true, .time_s = INT64_MAX, .limit = limit};
}

/* No event has the number 0, so that it stands before all events of its second. */
struct events_ask events_ask_from(int64_t time_s, size_t limit)
{
    return (struct events_ask){.time_s = time_s, .limit = limit};
}

struct events_ask events_ask_before(int64_t time_s, size_t limit)
{
    return (struct events_ask){.backward = true, .time_s = time_s, .limit = limit};
}

/* An eventID as people write it: 16 bytes are a UUID, anything else is text already. */
static const char *uid_text(struct stmt *stmt, int col, struct arena *arena)
{
    static const size_t group_ends[] = {4, 6, 8, 10, EVENT_UUID_BYTES};
    size_t len, group = 0;
    CLEANUP(buf) struct buf text = {0};
    if (stmt_type(stmt, col) != STMT_BLOB)
        return stmt_text_dup(stmt, col, arena);
    const unsigned char *bytes = stmt_get_blob(stmt, col, &len);
    for (size_t i = 0; i < len; i++) {
        if (i == group_ends[group]) {
            buf_char(&text, '-');
            group++;
        }
        buf_fmt(&text, "%02x", bytes[i]);
    }
    return arena_str(arena, buf_text(&text));
}

static void read_row(struct event_row *row, struct stmt *stmt, struct arena *arena)
{
    const char **texts[TEXTS] = {&row->service,       &row->api,     &row->access,  &row->principal,
                                 &row->principal_key, &row->session, &row->address, &row->key,
                                 &row->agent,         &row->region,  &row->account, &row->error,
                                 &row->attribution};
    row->id = stmt_get_int(stmt, 0);
    row->time_s = stmt_get_int(stmt, 1);
    row->outcome = (enum outcome)stmt_get_int(stmt, 2);
    row->flags = stmt_get_int(stmt, 3);
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        *texts[i] = stmt_text_dup(stmt, COL_TEXTS + (int)i, arena);
    row->uid = uid_text(stmt, COL_UID, arena);
}

/* A place outside the filter's window is moved to its edge, so that no page walks up to it from afar. */
static struct events_ask within_window(const struct events *events, const struct events_ask *ask)
{
    struct events_ask inside = *ask;
    int64_t edge_s = ask->backward ? events->to_s : events->from_s;
    if (edge_s != ISOTIME_NONE && (ask->backward ? ask->time_s > edge_s : ask->time_s < edge_s)) {
        inside.time_s = edge_s;
        inside.id = 0;
    }
    return inside;
}

/* The statement of a page: names around the ids, which one of the ways finds. */
static bool prepare_page(struct events *events, struct db *db, bool backward, struct stmt **ret,
                         struct err *err)
{
    enum { PARTS = 4 };
    CLEANUP(buf) struct buf ids = {0};
    const struct filter_sql *sql = &events->sql;
    const struct query_part parts[PARTS] = {
        {"beyond", backward ? "<" : ">"},
        {"direction", backward ? "DESC" : "ASC"},
        {"filter", buf_text(events->way == EVENTS_BY_TIME ? &sql->where_by_time : &sql->where)},
        {"reach", backward ? "x.first_s <=" : "x.last_s >="}, /* of the rollup only */
    };
    if (events->way == EVENTS_BY_ROLLUP)
        query_expand(QUERY_EVENT_ROLLUP, parts, PARTS, &ids);
    else
        query_expand(QUERY_EVENT_WALK, parts, PARTS - 1, &ids);
    const struct query_part part = {"ids", buf_text(&ids)};
    return db_stmt_parts(db, QUERY_EVENT_PAGE, &part, 1, ret, err);
}

bool events_page(struct events_page *ret, struct events *events, struct db *db, const struct events_ask *ask,
                 struct err *err)
{
    CLEANUP(stmt) struct stmt *stmt = NULL;
    enum stmt_end end;
    const struct events_ask place = within_window(events, ask);
    *ret = (struct events_page){0};
    if (!prepare_page(events, db, ask->backward, &stmt, err))
        return false;
    filter_sql_bind(&events->sql, stmt);
    stmt_int(stmt, ":time_s", place.time_s);
    stmt_int(stmt, ":event_id", place.id);
    stmt_int(stmt, ":limit", (int64_t)ask->limit + 1);
    ret->rows = arena_zero(&ret->arena, ask->limit + 1, sizeof *ret->rows);
    while ((end = stmt_step(stmt, err)) == STMT_ROW)
        read_row(&ret->rows[ret->count++], stmt, &ret->arena);
    if (end == STMT_ERR) {
        events_page_done(ret);
        return false;
    }
    /* One more than asked for tells that there is more; it is the one farthest from the place. */
    ret->more = ret->count > ask->limit;
    ret->count -= ret->more;
    ret->rows += ret->more && ask->backward;
    return true;
}

void events_page_done(struct events_page *page)
{
    arena_done(&page->arena);
    *page = (struct events_page){0};
}

/* A number as people write one: digits only. */
static bool read_number(const char *text, int64_t *ret)
{
    char *end;
    errno = 0;
    *ret = strtoll(text, &end, 10);
    return *text >= '0' && *text <= '9' && !*end && !errno;
}

bool events_find(struct db *db, const char *text, int64_t *ret_id, struct err *err)
{
    unsigned char uuid[EVENT_UUID_BYTES];
    struct stmt *stmt;
    int64_t number;
    if (!db_stmt(db, QUERY_EVENT_BY_UID, &stmt, err))
        return false;
    if (event_uuid(text, uuid))
        stmt_blob(stmt, ":uid", uuid, sizeof uuid);
    else
        stmt_text(stmt, ":uid", text);
    if (!stmt_run_int(stmt, 0, ret_id, err))
        return false;
    if (*ret_id || !read_number(text, &number))
        return true;
    if (!db_stmt(db, QUERY_EVENT_BY_NUMBER, &stmt, err))
        return false;
    stmt_int(stmt, ":event_id", number);
    return stmt_run_int(stmt, 0, ret_id, err);
}
