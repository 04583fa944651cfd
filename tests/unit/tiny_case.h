// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * tiny_case: a case of a few events, written by plain INSERTs, for tests of what reads cases. One test
 * program includes it once. Values that are NULL are absent from the event.
 */
#ifndef TRAILCASE_TESTS_TINY_CASE_H
#define TRAILCASE_TESTS_TINY_CASE_H

#include "src/base/isotime.h"
#include "src/store/codec.h"
#include "src/store/private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct tiny_event {
    const char *time;      /* "2020-04-01T12:00:00Z" */
    const char *principal; /* its key; the name is what follows the last ':' or '/' */
    const char *session, *address, *key, *agent;
    const char *api;  /* "iam:CreateUser" */
    const char *json; /* the record; NULL: one with nothing but the time */
    const char *error;
    int outcome, flags;
};

static char tiny_folder[64], tiny_path[96];
static struct db *tiny_db;

static void tiny_sql(const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    char *sql = sqlite3_vmprintf(fmt, args), *message = NULL;
    va_end(args);
    if (sqlite3_exec(tiny_db->sqlite, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %s", sql, message);
    sqlite3_free(sql);
}

static int64_t tiny_int(const char *fmt, ...)
{
    va_list args;
    sqlite3_stmt *stmt;
    va_start(args, fmt);
    char *sql = sqlite3_vmprintf(fmt, args);
    va_end(args);
    if (sqlite3_prepare_v2(tiny_db->sqlite, sql, -1, &stmt, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(tiny_db->sqlite));
    int64_t value = sqlite3_step(stmt) == SQLITE_ROW ? sqlite3_column_int64(stmt, 0) : -1;
    sqlite3_finalize(stmt);
    sqlite3_free(sql);
    return value;
}

static void tiny_open(void)
{
    struct err err;
    strcpy(tiny_folder, "/tmp/trailcase-tiny-XXXXXX");
    assert_non_null(mkdtemp(tiny_folder));
    snprintf(tiny_path, sizeof tiny_path, "%s/case.db", tiny_folder);
    if (!db_open(&tiny_db, tiny_path, DB_MAKE, &err))
        fail_msg("%s", err.text);
}

static void tiny_close(void)
{
    db_close(tiny_db);
    tiny_db = NULL;
    unlink(tiny_path);
    rmdir(tiny_folder);
}

static const char *tiny_name(const char *key)
{
    const char *name = key;
    for (const char *at = key; *at; at++)
        if (*at == ':' || *at == '/')
            name = at + 1;
    return name;
}

static int64_t tiny_word(const char *table, const char *value)
{
    if (!value)
        return 0;
    tiny_sql("INSERT OR IGNORE INTO \"%w\" (value) VALUES (%Q)", table, value);
    return tiny_int("SELECT %w_id FROM \"%w\" WHERE value = %Q", table, table, value);
}

static int64_t tiny_principal(const char *key)
{
    if (!key)
        return 0;
    tiny_sql("INSERT OR IGNORE INTO principal (key, type, name, account) VALUES (%Q, 'IAMUser', %Q, "
             "'111122223333')",
             key, tiny_name(key));
    return tiny_int("SELECT principal_id FROM principal WHERE key = %Q", key);
}

static int64_t tiny_session(const char *key, int64_t principal_id)
{
    if (!key)
        return 0;
    tiny_sql("INSERT OR IGNORE INTO session (key, principal_id, name, kind) VALUES (%Q, %lld, %Q, 'role')",
             key, (long long)principal_id, tiny_name(key));
    return tiny_int("SELECT session_id FROM session WHERE key = %Q", key);
}

static int64_t tiny_key(const char *value)
{
    if (!value)
        return 0;
    tiny_sql("INSERT OR IGNORE INTO key (value, kind) VALUES (%Q, %Q)", value,
             strncmp(value, "ASIA", 4) == 0 ? "temporary" : "long-lived");
    return tiny_int("SELECT key_id FROM key WHERE value = %Q", value);
}

static int64_t tiny_address(const char *value)
{
    if (!value)
        return 0;
    tiny_sql("INSERT OR IGNORE INTO address (value, kind) VALUES (%Q, 'ip')", value);
    return tiny_int("SELECT address_id FROM address WHERE value = %Q", value);
}

static int64_t tiny_api(const char *api)
{
    const char *name = strchr(api, ':') + 1;
    int len = (int)(name - 1 - api);
    bool read =
        strncmp(name, "List", 4) == 0 || strncmp(name, "Describe", 8) == 0 || strncmp(name, "Get", 3) == 0;
    tiny_sql("INSERT OR IGNORE INTO api (source, name, service, base_name, access, interesting) "
             "VALUES ('%.*q.amazonaws.com', %Q, '%.*q', %Q, %Q, %d)",
             len, api, name, len, api, name, read ? "read" : "write", !read);
    return tiny_int("SELECT api_id FROM api WHERE source = '%.*q.amazonaws.com' AND name = %Q", len, api,
                    name);
}

static void tiny_record(int64_t event_id, const char *json)
{
    CLEANUP(buf) struct buf frame = {0};
    struct codec_packer *packer = codec_packer_new();
    codec_pack(packer, json, strlen(json), &frame);
    codec_packer_free(packer);
    sqlite3_stmt *stmt;
    sqlite3_prepare_v2(tiny_db->sqlite, "INSERT INTO record VALUES (?1, ?2)", -1, &stmt, NULL);
    sqlite3_bind_int64(stmt, 1, event_id);
    sqlite3_bind_blob(stmt, 2, frame.bytes, (int)frame.len, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(stmt), SQLITE_DONE);
    sqlite3_finalize(stmt);
}

/* Add an event, numbered from 1; its eventID is "uid-N". Returns the number. */
static UNUSED int64_t tiny_add(const struct tiny_event *event)
{
    int64_t time_s, id = tiny_int("SELECT coalesce(max(event_id), 0) + 1 FROM event");
    assert_true(isotime_parse(event->time, strlen(event->time), &time_s));
    int64_t principal = tiny_principal(event->principal), session = tiny_session(event->session, principal),
            address = tiny_address(event->address), key = tiny_key(event->key),
            agent = tiny_word("agent", event->agent), api = tiny_api(event->api),
            region = tiny_word("region", "eu-west-1"), account = tiny_word("account", "111122223333"),
            error = tiny_word("error", event->error);
    tiny_sql(
        "INSERT INTO event VALUES (%lld, 'uid-%lld', %lld, %lld, %lld, %lld, %lld, %lld, %lld, %lld, %lld, "
        "%lld, %d, %d, 0)",
        (long long)id, (long long)id, (long long)time_s, (long long)principal, (long long)session,
        (long long)address, (long long)key, (long long)agent, (long long)api, (long long)region,
        (long long)account, (long long)error, event->outcome, event->flags);
    tiny_sql(
        "INSERT INTO activity VALUES (%lld, %lld, %lld, %lld, %lld, %lld, %lld, %lld, %lld, %lld, %d, %d, 1, "
        "%lld, %lld, %d) ON CONFLICT DO UPDATE SET events = events + 1, first_s = min(first_s, "
        "excluded.first_s), last_s = max(last_s, excluded.last_s), hours = hours | excluded.hours",
        (long long)principal, (long long)isotime_day(time_s), (long long)api, (long long)session,
        (long long)address, (long long)key, (long long)agent, (long long)region, (long long)account,
        (long long)error, event->outcome, event->flags, (long long)time_s, (long long)time_s,
        1 << (time_s % DAY_S / HOUR_S));
    tiny_record(id, event->json ? event->json : "{}");
    return id;
}

#endif
