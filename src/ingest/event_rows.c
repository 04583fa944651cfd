// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/event_rows.h"

#include "src/base/alloc.h"

#include <stdlib.h>
#include <string.h>

/* In the order of the table's columns, without uid. */
enum number {
    NUMBER_EVENT_ID,
    NUMBER_TIME,
    NUMBER_PRINCIPAL,
    NUMBER_SESSION,
    NUMBER_ADDRESS,
    NUMBER_KEY,
    NUMBER_AGENT,
    NUMBER_API,
    NUMBER_REGION,
    NUMBER_ACCOUNT,
    NUMBER_ERROR,
    NUMBER_OUTCOME,
    NUMBER_FLAGS,
    NUMBER_TRAIT,
    NUMBER__COUNT
};

static const char *const names[NUMBER__COUNT] = {
    [NUMBER_EVENT_ID] = ":event_id",  [NUMBER_TIME] = ":time_s",        [NUMBER_PRINCIPAL] = ":principal_id",
    [NUMBER_SESSION] = ":session_id", [NUMBER_ADDRESS] = ":address_id", [NUMBER_KEY] = ":key_id",
    [NUMBER_AGENT] = ":agent_id",     [NUMBER_API] = ":api_id",         [NUMBER_REGION] = ":region_id",
    [NUMBER_ACCOUNT] = ":account_id", [NUMBER_ERROR] = ":error_id",     [NUMBER_OUTCOME] = ":outcome",
    [NUMBER_FLAGS] = ":flags",        [NUMBER_TRAIT] = ":trait_id",
};

void event_rows_init(struct event_rows *rows, struct db *db)
{
    *rows = (struct event_rows){.db = db};
}

void event_rows_done(struct event_rows *rows)
{
    free(rows->numbers);
    free(rows->uids);
    *rows = (struct event_rows){0};
}

static void set_numbers(int64_t event_id, const struct event *event, const struct dictionary_ids *ids,
                        int64_t ret[NUMBER__COUNT])
{
    const int64_t all[NUMBER__COUNT] = {
        [NUMBER_EVENT_ID] = event_id,    [NUMBER_TIME] = event->time_s,   [NUMBER_PRINCIPAL] = ids->principal,
        [NUMBER_SESSION] = ids->session, [NUMBER_ADDRESS] = ids->address, [NUMBER_KEY] = ids->key,
        [NUMBER_AGENT] = ids->agent,     [NUMBER_API] = ids->api,         [NUMBER_REGION] = ids->region,
        [NUMBER_ACCOUNT] = ids->account, [NUMBER_ERROR] = ids->error,     [NUMBER_OUTCOME] = event->outcome,
        [NUMBER_FLAGS] = event->flags,   [NUMBER_TRAIT] = ids->trait,
    };
    memcpy(ret, all, sizeof all);
}

static void grow(struct event_rows *rows)
{
    rows->cap = rows->cap ? 2 * rows->cap : 1024;
    rows->numbers = alloc_resize(rows->numbers, rows->cap, NUMBER__COUNT * sizeof *rows->numbers);
    rows->uids = alloc_resize(rows->uids, rows->cap, sizeof *rows->uids);
}

void event_rows_add(struct event_rows *rows, int64_t event_id, const struct event *event,
                    const struct dictionary_ids *ids)
{
    if (rows->count == rows->cap)
        grow(rows);
    set_numbers(event_id, event, ids, &rows->numbers[rows->count * NUMBER__COUNT]);
    rows->uids[rows->count++] = event->has_uuid ? (struct bulk_value){event->uuid, sizeof event->uuid, false}
                                                : (struct bulk_value){event->uid, strlen(event->uid), true};
}

bool event_rows_flush(struct event_rows *rows, int64_t *ret_new, struct err *err)
{
    const struct bulk bulk = {rows->numbers, NUMBER__COUNT, rows->count, rows->uids};
    struct stmt *stmt;
    *ret_new = 0;
    if (!rows->count)
        return true;
    if (!db_stmt(rows->db, QUERY_INGEST_EVENT_ADD, &stmt, err) || !bulk_run(stmt, &bulk, err))
        return false;
    *ret_new = db_changes(rows->db);
    rows->count = 0;
    return true;
}

bool event_rows_replace(struct event_rows *rows, int64_t event_id, const struct event *event,
                        const struct dictionary_ids *ids, struct err *err)
{
    int64_t numbers[NUMBER__COUNT];
    struct stmt *stmt;
    if (!db_stmt(rows->db, QUERY_INGEST_EVENT_REPLACE, &stmt, err))
        return false;
    set_numbers(event_id, event, ids, numbers);
    for (size_t i = 0; i < NUMBER__COUNT; i++)
        stmt_int(stmt, names[i], numbers[i]);
    return stmt_run(stmt, err);
}
