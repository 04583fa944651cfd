// SPDX-License-Identifier: GPL-3.0-or-later
/* The SQL functions by which a copy of a case is redacted (see db_set_redactor()). */
#include "src/store/private.h"

static void scrub(sqlite3_context *ctx, enum db_scrub what, sqlite3_value *value)
{
    const struct db_redactor *redactor = sqlite3_user_data(ctx);
    CLEANUP(buf) struct buf out = {0};
    const char *bytes = sqlite3_value_blob(value);
    if (!redactor->scrub || !bytes) {
        sqlite3_result_value(ctx, value);
        return;
    }
    redactor->scrub(redactor->arg, what, bytes, (size_t)sqlite3_value_bytes(value), &out);
    if (sqlite3_value_type(value) == SQLITE_BLOB)
        sqlite3_result_blob64(ctx, out.bytes, out.len, SQLITE_TRANSIENT);
    else
        sqlite3_result_text64(ctx, buf_text(&out), out.len, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static void scrub_text(sqlite3_context *ctx, int argc UNUSED, sqlite3_value **argv)
{
    scrub(ctx, DB_SCRUB_TEXT, argv[0]);
}

static void scrub_value(sqlite3_context *ctx, int argc UNUSED, sqlite3_value **argv)
{
    scrub(ctx, DB_SCRUB_VALUE, argv[0]);
}

static void scrub_json(sqlite3_context *ctx, int argc UNUSED, sqlite3_value **argv)
{
    scrub(ctx, DB_SCRUB_JSON, argv[0]);
}

static void scrub_agent(sqlite3_context *ctx, int argc UNUSED, sqlite3_value **argv)
{
    scrub(ctx, DB_SCRUB_AGENT, argv[0]);
}

static void scrub_ip(sqlite3_context *ctx, int argc UNUSED, sqlite3_value **argv)
{
    scrub(ctx, DB_SCRUB_IP, argv[0]);
}

int redactor_register(sqlite3 *sqlite, const struct db_redactor *redactor)
{
    static const struct {
        const char *name;
        void (*fn)(sqlite3_context *, int, sqlite3_value **);
    } functions[] = {{"redact_text", scrub_text},
                     {"redact_value", scrub_value},
                     {"redact_json", scrub_json},
                     {"redact_agent", scrub_agent},
                     {"redact_ip", scrub_ip}};
    int rc = SQLITE_OK;
    for (size_t i = 0; rc == SQLITE_OK && i < ARRAY_LEN(functions); i++)
        rc = sqlite3_create_function_v2(sqlite, functions[i].name, 1, SQLITE_UTF8 | SQLITE_INNOCUOUS,
                                        (void *)(uintptr_t)redactor, functions[i].fn, NULL, NULL, NULL);
    return rc;
}

void db_set_redactor(struct db *db, struct db_redactor redactor)
{
    db->redactor = redactor;
}
