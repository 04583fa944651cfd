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

/*
 * Walking by time passes over the events that do not match: about limit × total / matching of them. Walking
 * by the indexes of the terms means reading and sorting all that match, unless one id with its index gives
 * them in order.
 */
static bool better_by_time(const struct events *events)
{
    if (events->sql.has_single)
        return false;
    if (events->matching < 0)
        return events->sql.reads_records;
    return (double)events->matching * (double)events->matching > (double)events->total * TYPICAL_PAGE;
}

bool events_open(struct events *ret, struct db *db, const struct filter *filter, struct err *err)
{
    *ret = (struct events){.matching = -1};
    bool ok = filter_sql_prepare(&ret->sql, filter, db, err) && read_totals(ret, db, err);
    if (ok && ret->sql.scope == FILTER_ACTIVITY)
        ok = events_count(ret, db, err);
    if (!ok)
        events_close(ret);
    ret->by_time = better_by_time(ret);
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

static void reverse(struct event_row *rows, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        struct event_row row = rows[i];
        rows[i] = rows[count - 1 - i];
        rows[count - 1 - i] = row;
    }
}

bool events_page(struct events_page *ret, struct events *events, struct db *db, const struct events_ask *ask,
                 struct err *err)
{
    CLEANUP(stmt) struct stmt *stmt = NULL;
    const char *where = buf_text(events->by_time ? &events->sql.where_by_time : &events->sql.where);
    const struct query_part part = {"filter", where};
    enum stmt_end end;
    *ret = (struct events_page){0};
    if (!db_stmt_parts(db, ask->backward ? QUERY_EVENT_BEFORE : QUERY_EVENT_AFTER, &part, 1, &stmt, err))
        return false;
    filter_sql_bind(&events->sql, stmt);
    stmt_int(stmt, ":time_s", ask->time_s);
    stmt_int(stmt, ":event_id", ask->id);
    stmt_int(stmt, ":limit", (int64_t)ask->limit + 1);
    ret->rows = arena_zero(&ret->arena, ask->limit + 1, sizeof *ret->rows);
    while ((end = stmt_step(stmt, err)) == STMT_ROW)
        read_row(&ret->rows[ret->count++], stmt, &ret->arena);
    if (end == STMT_ERR) {
        events_page_done(ret);
        return false;
    }
    ret->more = ret->count > ask->limit;
    ret->count -= ret->more;
    if (ask->backward)
        reverse(ret->rows, ret->count);
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
