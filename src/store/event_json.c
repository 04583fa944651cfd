// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/store/event_json.h"

#include "src/base/alloc.h"
#include "src/store/db.h"
#include "src/store/pack.h"

#include <stddef.h>
#include <stdlib.h>

#ifdef TRAILCASE_EXTENSION
#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT1
#else
#include <sqlite3.h>
#endif

/* Events of one time come from several regions and trails, whose records are in packs of their own. */
enum { PACKS_MOST = 40, PACKS_BYTES = 24 << 20 };

/* A pack that was opened, and whether nothing in `record` goes before its records. */
struct opened {
    struct pack pack;
    bool checked, is_whole;
    uint64_t used; /* when last, in calls */
};

/* One per connection; freed when the last of the functions is. */
struct store {
    sqlite3 *sqlite;
    const struct db_redactor *redactor;
    struct codec_unpacker *unpacker;
    struct buf text; /* of a record kept by itself */
    struct opened packs[PACKS_MOST];
    uint64_t calls;
    unsigned version; /* changes by others, */
    int changes;      /* and by this connection, as of which they were checked */
    unsigned users;
};

/*
 * The row of a statement about an event, or NULL. It is prepared anew every time: a statement that was kept
 * would keep the connection from closing, and records mostly come from the pack that is open.
 */
static sqlite3_stmt *look_up(const struct store *store, const char *sql, int64_t event_id)
{
    sqlite3_stmt *stmt;
    if (sqlite3_prepare_v2(store->sqlite, sql, -1, &stmt, NULL) != SQLITE_OK)
        return NULL;
    sqlite3_bind_int64(stmt, 1, event_id);
    if (sqlite3_step(stmt) == SQLITE_ROW)
        return stmt;
    sqlite3_finalize(stmt);
    return NULL;
}

static bool find_dictionary(void *arg, uint32_t id, struct buf *out)
{
    const struct store *store = arg;
    sqlite3_stmt *stmt = look_up(store, "SELECT bytes FROM codec_dictionary WHERE dictionary_id = ?1", id);
    if (stmt)
        buf_append(out, sqlite3_column_blob(stmt, 0), (size_t)sqlite3_column_bytes(stmt, 0));
    sqlite3_finalize(stmt);
    return stmt != NULL;
}

/* After any change every pack is to be checked again. */
static void look_for_changes(struct store *store)
{
    unsigned version = 0;
    int changes = sqlite3_total_changes(store->sqlite);
    sqlite3_file_control(store->sqlite, NULL, SQLITE_FCNTL_DATA_VERSION, &version);
    if (version == store->version && changes == store->changes)
        return;
    store->version = version;
    store->changes = changes;
    for (size_t i = 0; i < PACKS_MOST; i++)
        store->packs[i].checked = false;
}

/* The pack of an event among those that are open; else the one that was not asked for the longest, closed. */
static struct opened *choose(struct store *store, int64_t event_id)
{
    struct opened *oldest = &store->packs[0];
    store->calls++;
    for (size_t i = 0; i < PACKS_MOST; i++) {
        struct opened *opened = &store->packs[i];
        if (pack_find(&opened->pack, event_id)) {
            opened->used = store->calls;
            return opened;
        }
        if (opened->used < oldest->used)
            oldest = opened;
    }
    oldest->used = store->calls;
    pack_close(&oldest->pack);
    return oldest;
}

/* True when nothing took the place of a record of the pack. */
static bool is_whole(const struct store *store, const struct pack *pack)
{
    static const char replaced[] = "SELECT 1 FROM record WHERE event_id >= ?1"
                                   " AND event_id < ?1 + (SELECT events FROM pack WHERE first_event_id = ?1)";
    sqlite3_stmt *stmt = look_up(store, replaced, pack->first_event_id);
    sqlite3_finalize(stmt);
    return !stmt;
}

/* Let go of the packs that were not asked for the longest while they take too much together. */
static void trim(struct store *store, const struct opened *keep)
{
    for (;;) {
        struct opened *oldest = NULL;
        size_t bytes = 0;
        for (size_t i = 0; i < PACKS_MOST; i++) {
            struct opened *opened = &store->packs[i];
            bytes += opened->pack.text.cap;
            if (opened != keep && opened->pack.text.cap && (!oldest || opened->used < oldest->used))
                oldest = opened;
        }
        if (bytes <= PACKS_BYTES || !oldest)
            return;
        pack_done(&oldest->pack);
    }
}

/* Open the pack of an event; it stays closed when there is none, or when it is damaged, which err says. */
static void open_pack(struct store *store, struct opened *opened, int64_t event_id, struct err *err)
{
    static const char covering[] = "SELECT first_event_id, events, places, body FROM pack"
                                   " WHERE first_event_id <= ?1 ORDER BY first_event_id DESC LIMIT 1";
    sqlite3_stmt *stmt = look_up(store, covering, event_id);
    if (!stmt)
        return;
    const struct pack_row row = {
        .first_event_id = sqlite3_column_int64(stmt, 0),
        .events = sqlite3_column_int64(stmt, 1),
        .places = sqlite3_column_blob(stmt, 2),
        .body = sqlite3_column_blob(stmt, 3),
        .places_len = (size_t)sqlite3_column_bytes(stmt, 2),
        .body_len = (size_t)sqlite3_column_bytes(stmt, 3),
    };
    if (event_id - row.first_event_id < row.events && pack_open(&opened->pack, &row, store->unpacker, err))
        opened->checked = false;
    trim(store, opened);
    sqlite3_finalize(stmt);
}

static struct opened *find_pack(struct store *store, int64_t event_id, struct err *err)
{
    struct opened *opened = choose(store, event_id);
    if (!opened->pack.count)
        open_pack(store, opened, event_id, err);
    if (opened->pack.count && !opened->checked) {
        opened->is_whole = is_whole(store, &opened->pack);
        opened->checked = true;
    }
    return opened;
}

static void give_text(sqlite3_context *ctx, const char *text, size_t len)
{
    const struct store *store = sqlite3_user_data(ctx);
    if (store->redactor && store->redactor->scrub) {
        CLEANUP(buf) struct buf out = {0};
        store->redactor->scrub(store->redactor->arg, DB_SCRUB_JSON, text, len, &out);
        sqlite3_result_text64(ctx, buf_text(&out), out.len, SQLITE_TRANSIENT, SQLITE_UTF8);
        return;
    }
    sqlite3_result_text64(ctx, text, len, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static void give_frame(sqlite3_context *ctx, const void *frame, size_t len)
{
    struct store *store = sqlite3_user_data(ctx);
    struct err err;
    if (codec_unpack(store->unpacker, frame, len, &store->text, &err))
        give_text(ctx, store->text.bytes, store->text.len);
    else
        sqlite3_result_error(ctx, err.text, -1);
}

static void record_text(sqlite3_context *ctx, int argc UNUSED, sqlite3_value **argv)
{
    const void *frame = sqlite3_value_blob(argv[0]);
    if (frame)
        give_frame(ctx, frame, (size_t)sqlite3_value_bytes(argv[0]));
}

static bool asked(sqlite3_value **argv, int64_t *ret_event_id)
{
    *ret_event_id = sqlite3_value_int64(argv[0]);
    return sqlite3_value_type(argv[0]) != SQLITE_NULL;
}

/* True when the record of an event is kept by itself; it is the result then. */
static bool give_single(sqlite3_context *ctx, struct store *store, int64_t event_id)
{
    sqlite3_stmt *stmt = look_up(store, "SELECT body FROM record WHERE event_id = ?1", event_id);
    if (stmt)
        give_frame(ctx, sqlite3_column_blob(stmt, 0), (size_t)sqlite3_column_bytes(stmt, 0));
    sqlite3_finalize(stmt);
    return stmt != NULL;
}

static void event_json(sqlite3_context *ctx, int argc UNUSED, sqlite3_value **argv)
{
    struct store *store = sqlite3_user_data(ctx);
    struct err err = {0};
    int64_t event_id;
    if (!asked(argv, &event_id))
        return;
    look_for_changes(store);
    const struct opened *opened = find_pack(store, event_id, &err);
    const struct pack_place *place = pack_find(&opened->pack, event_id);
    if (!(place && opened->is_whole) && give_single(ctx, store, event_id))
        return;
    if (place)
        give_text(ctx, opened->pack.text.bytes + place->at, place->len);
    else if (err.code)
        sqlite3_result_error(ctx, err.text, -1);
}

static void give_number(sqlite3_context *ctx, sqlite3_value **argv, size_t member)
{
    struct err err = {0};
    int64_t event_id;
    if (!asked(argv, &event_id))
        return;
    const struct opened *opened = find_pack(sqlite3_user_data(ctx), event_id, &err);
    const struct pack_place *place = pack_find(&opened->pack, event_id);
    if (place)
        sqlite3_result_int64(ctx, *(const int64_t *)((const char *)place + member));
    else if (err.code)
        sqlite3_result_error(ctx, err.text, -1);
}

static void event_source(sqlite3_context *ctx, int argc UNUSED, sqlite3_value **argv)
{
    give_number(ctx, argv, offsetof(struct pack_place, source_id));
}

static void event_offset(sqlite3_context *ctx, int argc UNUSED, sqlite3_value **argv)
{
    give_number(ctx, argv, offsetof(struct pack_place, offset));
}

static void release(void *arg)
{
    struct store *store = arg;
    if (--store->users)
        return;
    codec_unpacker_free(store->unpacker);
    buf_done(&store->text);
    for (size_t i = 0; i < PACKS_MOST; i++)
        pack_done(&store->packs[i].pack);
    free(store);
}

int event_json_register(sqlite3 *sqlite, const struct db_redactor *redactor)
{
    static const struct {
        const char *name;
        void (*fn)(sqlite3_context *, int, sqlite3_value **);
    } functions[] = {
        {"event_json", event_json},
        {"event_source", event_source},
        {"event_offset", event_offset},
        {"record_text", record_text},
    };
    struct store *store = alloc_zero(1, sizeof *store);
    store->sqlite = sqlite;
    store->redactor = redactor;
    store->unpacker = codec_unpacker_new(find_dictionary, store);
    store->users = ARRAY_LEN(functions);
    for (size_t i = 0; i < ARRAY_LEN(functions); i++) {
        /* SQLite calls release() itself when this fails. */
        int rc = sqlite3_create_function_v2(sqlite, functions[i].name, 1, SQLITE_UTF8 | SQLITE_INNOCUOUS,
                                            store, functions[i].fn, NULL, NULL, release);
        if (rc != SQLITE_OK)
            return rc;
    }
    return SQLITE_OK;
}

#ifdef TRAILCASE_EXTENSION
/* The name SQLite derives from the file name trailcase.so. */
int sqlite3_trailcase_init(sqlite3 *sqlite, char **message, const sqlite3_api_routines *api)
    __attribute__((visibility("default")));

int sqlite3_trailcase_init(sqlite3 *sqlite, char **message UNUSED, const sqlite3_api_routines *api)
{
    SQLITE_EXTENSION_INIT2(api);
    return event_json_register(sqlite, NULL);
}
#endif
