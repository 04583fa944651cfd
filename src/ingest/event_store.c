// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/event_store.h"

#include "src/base/alloc.h"
#include "src/base/isotime.h"
#include "src/ingest/canonical.h"
#include "src/ingest/dictionary.h"
#include "src/ingest/event_rows.h"
#include "src/ingest/indexes.h"
#include "src/ingest/links.h"
#include "src/ingest/records.h"
#include "src/ingest/rollup.h"
#include "src/ingest/supersede.h"
#include "src/ingest/tally.h"
#include "src/model/issuance_add.h"

#include <stdlib.h>
#include <string.h>

/* A record where it was found. */
struct found {
    const struct block *block;
    const struct entry *entry;
    int64_t source_id;
};

static const char *text_of(const struct found *found)
{
    return found->block->text.bytes + found->entry->text_at;
}

struct event_store {
    struct db *db;
    struct dictionary *dictionary;
    struct rollup rollup;
    struct tally tally;
    struct supersede supersede;
    struct links links;
    struct seen *seen; /* instead of the index on uid; NULL: there is one */
    struct records records;
    int64_t last_id;
    struct event_rows rows; /* of `event`, until the block ends */
    struct stmt *sighting;
    int sighting_id, sighting_source, sighting_offset;
};

static bool prepare(struct event_store *store, struct err *err)
{
    if (!db_stmt(store->db, QUERY_INGEST_SIGHTING_ADD, &store->sighting, err))
        return false;
    store->sighting_id = stmt_param(store->sighting, ":event_id");
    store->sighting_source = stmt_param(store->sighting, ":source_id");
    store->sighting_offset = stmt_param(store->sighting, ":offset_bytes");
    return true;
}

struct event_store *event_store_new(struct db *db, struct seen *seen, struct err *err)
{
    struct event_store *store = alloc_zero(1, sizeof *store);
    store->db = db;
    store->dictionary = dictionary_new(db);
    store->seen = seen;
    event_rows_init(&store->rows, db);
    records_init(&store->records, db);
    if (!prepare(store, err) || !links_init(&store->links, db, err)) {
        event_store_free(store);
        return NULL;
    }
    return store;
}

void event_store_free(struct event_store *store)
{
    if (!store)
        return;
    dictionary_free(store->dictionary);
    seen_free(store->seen);
    rollup_done(&store->rollup);
    tally_done(&store->tally);
    supersede_done(&store->supersede);
    event_rows_done(&store->rows);
    records_done(&store->records);
    free(store);
}

bool event_store_begin(struct event_store *store, struct err *err)
{
    struct stmt *stmt;
    return db_stmt(store->db, QUERY_INGEST_EVENT_LAST, &stmt, err) &&
           stmt_run_int(stmt, 0, &store->last_id, err);
}

bool event_store_end_block(struct event_store *store, struct err *err)
{
    int64_t added;
    return event_rows_flush(&store->rows, &added, err) && records_flush(&store->records, err);
}

bool event_store_flush(struct event_store *store, struct err *err)
{
    return dictionary_flush(store->dictionary, err) && rollup_flush(&store->rollup, store->db, err) &&
           tally_flush(&store->tally, store->db, err) && supersede_flush(&store->supersede, store->db, err);
}

void event_store_file(struct event_store *store, const char *path)
{
    tally_file(&store->tally, path);
}

static void bind_uid(struct stmt *stmt, int param, const struct event *event)
{
    if (event->has_uuid)
        stmt_at_blob(stmt, param, event->uuid, sizeof event->uuid);
    else
        stmt_at_text(stmt, param, event->uid, strlen(event->uid));
}

static uint32_t tag_of(const struct event_store *store, const struct event *event)
{
    return event->has_uuid ? seen_tag(store->seen, event->uuid, sizeof event->uuid)
                           : seen_tag(store->seen, event->uid, strlen(event->uid));
}

/* The event if it has the uid: *ret is on its row, else NULL. */
static bool match_uid(struct event_store *store, int64_t event_id, const struct event *event,
                      struct stmt **ret, struct err *err)
{
    struct stmt *stmt;
    int64_t added;
    if (!event_rows_flush(&store->rows, &added, err) ||
        !db_stmt(store->db, QUERY_INGEST_EVENT_IF_UID, &stmt, err))
        return false;
    stmt_int(stmt, ":event_id", event_id);
    bind_uid(stmt, stmt_param(stmt, ":uid"), event);
    enum stmt_end end = stmt_step(stmt, err);
    *ret = end == STMT_ROW ? stmt : NULL;
    return end != STMT_ERR;
}

/* Look for the uid among the events that share its tag; *ret: on the row of the one that has it, or NULL. */
static bool find_seen(struct event_store *store, const struct event *event, uint32_t tag, struct stmt **ret,
                      struct err *err)
{
    uint32_t place = 0, event_id;
    *ret = NULL;
    while (!*ret && (event_id = seen_find(store->seen, tag, &place)))
        if (!match_uid(store, event_id, event, ret, err))
            return false;
    return true;
}

static bool find_indexed(struct event_store *store, const struct event *event, struct stmt **ret,
                         struct err *err)
{
    if (!db_stmt(store->db, QUERY_INGEST_EVENT_BY_UID, ret, err))
        return false;
    bind_uid(*ret, stmt_param(*ret, ":uid"), event);
    enum stmt_end end = stmt_step(*ret, err);
    return end == STMT_ROW ||
           (end == STMT_DONE && err_set(err, ERR_CASE, "an event has no record: run 'trailcase verify'"));
}

/* Remember a new event; when that is too much to hold, the index takes over. */
static bool remember(struct event_store *store, uint32_t tag, struct err *err)
{
    int64_t added;
    if (seen_add(store->seen, tag, (uint32_t)store->last_id))
        return true;
    seen_free(store->seen);
    store->seen = NULL;
    return event_rows_flush(&store->rows, &added, err) && indexes_make_lookup(store->db, err);
}

/* Gather the row, or find the one that has its uid: *ret_there is on it, NULL when the row is new. */
static bool add_unseen(struct event_store *store, const struct event *event, const struct dictionary_ids *ids,
                       struct stmt **ret_there, struct err *err)
{
    uint32_t tag = tag_of(store, event);
    if (!find_seen(store, event, tag, ret_there, err))
        return false;
    if (*ret_there)
        return true;
    event_rows_add(&store->rows, ++store->last_id, event, ids);
    return remember(store, tag, err);
}

/* The same where the index tells. */
static bool add_row(struct event_store *store, const struct event *event, const struct dictionary_ids *ids,
                    struct stmt **ret_there, struct err *err)
{
    int64_t added;
    *ret_there = NULL;
    if (store->seen)
        return add_unseen(store, event, ids, ret_there, err);
    event_rows_add(&store->rows, store->last_id + 1, event, ids);
    if (!event_rows_flush(&store->rows, &added, err))
        return false;
    store->last_id += added;
    return added || find_indexed(store, event, ret_there, err);
}

static bool add_sighting(struct event_store *store, int64_t event_id, const struct found *found,
                         struct err *err)
{
    stmt_at_int(store->sighting, store->sighting_id, event_id);
    stmt_at_int(store->sighting, store->sighting_source, found->source_id);
    stmt_at_int(store->sighting, store->sighting_offset, found->entry->offset);
    return stmt_run(store->sighting, err);
}

static bool add_resources(struct event_store *store, const struct event *event, int64_t event_id,
                          struct err *err)
{
    for (size_t i = 0; i < event->resource_count; i++) {
        int64_t resource_id;
        if (!dictionary_resource(store->dictionary, &event->resources[i], &resource_id, err))
            return false;
        rollup_resource(&store->rollup, resource_id, event_id);
    }
    return true;
}

static void add_activity(struct event_store *store, const struct event *event,
                         const struct dictionary_ids *ids)
{
    const int64_t key[ROLLUP__COUNT] = {
        [ROLLUP_PRINCIPAL] = ids->principal,
        [ROLLUP_DAY] = isotime_day(event->time_s),
        [ROLLUP_API] = ids->api,
        [ROLLUP_SESSION] = ids->session,
        [ROLLUP_ADDRESS] = ids->address,
        [ROLLUP_KEY] = ids->key,
        [ROLLUP_AGENT] = ids->agent,
        [ROLLUP_REGION] = ids->region,
        [ROLLUP_ACCOUNT] = ids->account,
        [ROLLUP_ERROR] = ids->error,
        [ROLLUP_OUTCOME] = event->outcome,
        [ROLLUP_FLAGS] = event->flags,
    };
    rollup_event(&store->rollup, key, event->time_s);
    tally_event(&store->tally, ids->account, ids->region, event->time_s, event->flags);
}

/* Whether the record stored for an event is the one that was found: the same bytes, or another spelling of
 * the same JSON. */
static bool compare(struct event_store *store, int64_t event_id, const struct found *found, bool *ret_same,
                    struct err *err)
{
    CLEANUP(buf) struct buf left = {0};
    CLEANUP(buf) struct buf right = {0};
    CLEANUP(arena) struct arena scratch = {0};
    size_t stored_len, len = found->entry->text_len;
    const char *stored, *text = text_of(found);
    if (!records_fetch(&store->records, event_id, &stored, &stored_len, err))
        return false;
    *ret_same = stored_len == len && memcmp(stored, text, len) == 0;
    if (!*ret_same) {
        canonical_append(&scratch, stored, stored_len, &left);
        canonical_append(&scratch, text, len, &right);
        *ret_same = left.len == right.len && memcmp(left.bytes, right.bytes, left.len) == 0;
    }
    return true;
}

/* Keep what was found beside the record that is there: another version of it, or a lossy view. */
static bool add_beside(struct event_store *store, enum query_id query, const struct found *found,
                       int64_t event_id, struct err *err)
{
    const struct records_beside beside = {
        .query = query,
        .event_id = event_id,
        .source_id = found->source_id,
        .offset = found->entry->offset,
        .text = text_of(found),
        .len = found->entry->text_len,
    };
    return records_add_beside(&store->records, &beside, err);
}

/* What an event was known from goes beside, and the record that was found takes its place. */
static bool replace_record(struct event_store *store, const struct found *found, int64_t event_id,
                           struct err *err)
{
    struct records_beside view = {.query = QUERY_INGEST_PARTIAL_ADD, .event_id = event_id};
    return records_place(&store->records, event_id, &view.source_id, &view.offset, err) &&
           records_fetch(&store->records, event_id, &view.text, &view.len, err) &&
           records_add_beside(&store->records, &view, err) &&
           records_replace(&store->records, event_id, text_of(found), found->entry->text_len, err);
}

static bool replace(struct event_store *store, const struct found *found, int64_t event_id, struct err *err)
{
    const struct event *event = found->entry->event;
    struct dictionary_ids ids;
    if (!supersede_event(&store->supersede, store->db, event_id, err) ||
        !dictionary_event(store->dictionary, event, &ids, err) ||
        !event_rows_replace(&store->rows, event_id, event, &ids, err) ||
        !replace_record(store, found, event_id, err) || !add_resources(store, event, event_id, err) ||
        !issuance_forget(store->db, event_id, err) || !issuance_add(store->db, event_id, event, err) ||
        !links_add(&store->links, event_id, event, err))
        return false;
    add_activity(store, event, &ids);
    return true;
}

/* stmt: on the event that has the uid. */
static bool add_duplicate(struct event_store *store, struct stmt *stmt, const struct found *found,
                          enum event_fate *ret_fate, struct err *err)
{
    bool same;
    int64_t event_id = stmt_get_int(stmt, 0);
    bool was_partial = stmt_get_int(stmt, 1) & EVENT_PARTIAL;
    bool is_partial = found->entry->event->flags & EVENT_PARTIAL;
    stmt_clear(stmt);
    if (!compare(store, event_id, found, &same, err))
        return false;
    *ret_fate = same || is_partial ? EVENT_DUPLICATE : was_partial ? EVENT_REPLACED : EVENT_CONFLICT;
    if (*ret_fate == EVENT_REPLACED && !replace(store, found, event_id, err))
        return false;
    if (!add_sighting(store, event_id, found, err))
        return false;
    if (!same && is_partial)
        return add_beside(store, QUERY_INGEST_PARTIAL_ADD, found, event_id, err);
    return *ret_fate != EVENT_CONFLICT || add_beside(store, QUERY_INGEST_CONFLICT_ADD, found, event_id, err);
}

bool event_store_add(struct event_store *store, const struct block *block, const struct entry *entry,
                     int64_t source_id, enum event_fate *ret_fate, struct err *err)
{
    const struct found found = {block, entry, source_id};
    const struct event *event = entry->event;
    struct dictionary_ids ids;
    struct stmt *there;
    if (!dictionary_event(store->dictionary, event, &ids, err) || !add_row(store, event, &ids, &there, err))
        return false;
    tally_sighting(&store->tally, event->time_s);
    if (there)
        return add_duplicate(store, there, &found, ret_fate, err);
    int64_t id = store->last_id;
    *ret_fate = EVENT_STORED;
    if (!records_add(&store->records, id, block, entry, source_id, err) ||
        !add_resources(store, event, id, err) || !issuance_add(store->db, id, event, err) ||
        !links_add(&store->links, id, event, err))
        return false;
    add_activity(store, event, &ids);
    return true;
}
