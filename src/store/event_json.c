// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/store/event_json.h"

#include "src/base/alloc.h"
#include "src/store/codec.h"

#include <stdlib.h>

#ifdef TRAILCASE_EXTENSION
#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT1
#else
#include <sqlite3.h>
#endif

/* One per connection; freed when the last of the functions is. */
struct store {
    sqlite3 *sqlite;
    struct codec_unpacker *unpacker;
    struct buf text;
    unsigned users;
};

static bool fetch_blob(sqlite3 *sqlite, const char *sql, int64_t id, struct buf *out)
{
    sqlite3_stmt *stmt;
    bool found = false;
    if (sqlite3_prepare_v2(sqlite, sql, -1, &stmt, NULL) != SQLITE_OK)
        return false;
    sqlite3_bind_int64(stmt, 1, id);
    if (sqlite3_step(stmt) == SQLITE_ROW) {
        const void *bytes = sqlite3_column_blob(stmt, 0);
        found = buf_append(out, bytes, (size_t)sqlite3_column_bytes(stmt, 0));
    }
    sqlite3_finalize(stmt);
    return found;
}

static bool find_dictionary(void *arg, uint32_t id, struct buf *out)
{
    struct store *store = arg;
    return fetch_blob(store->sqlite, "SELECT bytes FROM codec_dictionary WHERE dictionary_id = ?1", id, out);
}

static void unpack(sqlite3_context *ctx, const void *frame, size_t len)
{
    struct store *store = sqlite3_user_data(ctx);
    struct err err;
    if (!codec_unpack(store->unpacker, frame, len, &store->text, &err))
        sqlite3_result_error(ctx, err.text, -1);
    else
        sqlite3_result_text64(ctx, store->text.bytes, store->text.len, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static void record_text(sqlite3_context *ctx, int argc UNUSED, sqlite3_value **argv)
{
    const void *frame = sqlite3_value_blob(argv[0]);
    if (frame)
        unpack(ctx, frame, (size_t)sqlite3_value_bytes(argv[0]));
}

static void event_json(sqlite3_context *ctx, int argc UNUSED, sqlite3_value **argv)
{
    struct store *store = sqlite3_user_data(ctx);
    CLEANUP(buf) struct buf frame = {0};
    if (sqlite3_value_type(argv[0]) == SQLITE_NULL)
        return;
    if (fetch_blob(store->sqlite, "SELECT body FROM record WHERE event_id = ?1", sqlite3_value_int64(argv[0]),
                   &frame))
        unpack(ctx, frame.bytes, frame.len);
}

static void release(void *arg)
{
    struct store *store = arg;
    if (--store->users)
        return;
    codec_unpacker_free(store->unpacker);
    buf_done(&store->text);
    free(store);
}

int event_json_register(sqlite3 *sqlite)
{
    static const struct {
        const char *name;
        void (*fn)(sqlite3_context *, int, sqlite3_value **);
    } functions[] = {{"event_json", event_json}, {"record_text", record_text}};
    struct store *store = alloc_zero(1, sizeof *store);
    store->sqlite = sqlite;
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
    return event_json_register(sqlite);
}
#endif
