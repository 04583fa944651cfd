// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A case of every older version, made from the migrations as they were released, is brought to the newest one
 * with what it held.
 */
#include "src/base/attr.h"
#include "src/store/private.h"
#include "src/store/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char dir[] = "/tmp/trailcase-upgrade-XXXXXX";
static char path[sizeof dir + 16];

static void execute(sqlite3 *sqlite, const char *sql)
{
    char *text = NULL;
    if (sqlite3_exec(sqlite, sql, NULL, NULL, &text) != SQLITE_OK)
        fail_msg("%s", text);
}

static void make_version(int version)
{
    sqlite3 *sqlite;
    char stamp[128];
    assert_int_equal(sqlite3_open(path, &sqlite), SQLITE_OK);
    for (int i = 0; i < version; i++)
        execute(sqlite, (const char *)schema_texts[i].sql);
    snprintf(stamp, sizeof stamp, "PRAGMA user_version = %d; PRAGMA application_id = %d", version,
             0x54434153);
    execute(sqlite, stamp);
    execute(sqlite, "INSERT INTO ingest VALUES (1, 1, 1, '0.1.0', '[]');"
                    "INSERT INTO source (source_id, ingest_id, path, size_bytes, mtime_s, status) "
                    "VALUES (1, 1, 'a.json', 1, 1, 'read');"
                    "INSERT INTO event VALUES (1, 'a', 7199, 0, 0, 0, 0, 0, 0, 3, 4, 0, 0, 0);"
                    "INSERT INTO event VALUES (2, 'b', 7200, 0, 0, 0, 0, 0, 0, 3, 4, 0, 0, 8);"
                    "INSERT INTO event VALUES (3, 'c', 7201, 0, 0, 0, 0, 0, 0, 3, 4, 0, 0, 8);");
    sqlite3_close(sqlite);
}

static int64_t number(struct db *db, const char *sql)
{
    CLEANUP(stmt) struct stmt *stmt = NULL;
    struct err err;
    int64_t value = -1;
    if (!db_prepare(db, "test", sql, strlen(sql), &stmt, &err) || !stmt_run_int(stmt, -1, &value, &err))
        fail_msg("%s", err.text);
    return value;
}

static void version_1_gets_its_rollup_by_hour(void **state)
{
    (void)state;
    CLEANUP(db) struct db *db = NULL;
    struct err err;
    make_version(1);
    assert_false(db_open(&db, path, DB_READ, &err));
    assert_non_null(strstr(err.text, "older case version"));
    if (!db_open(&db, path, DB_WRITE, &err))
        fail_msg("%s", err.text);
    assert_int_equal(number(db, "PRAGMA user_version"), schema_newest());
    assert_int_equal(number(db, "SELECT count(*) FROM event_hour"), 2);
    assert_int_equal(number(db, "SELECT events FROM event_hour WHERE hour = 1 AND category = 0"), 1);
    assert_int_equal(number(db, "SELECT events FROM event_hour WHERE hour = 2 AND category = 1"), 2);
    assert_int_equal(number(db, "SELECT last_s - first_s FROM event_hour WHERE hour = 2"), 1);
    assert_int_equal(
        number(db, "SELECT count(*) FROM source WHERE sha256_content IS NULL AND tail_bytes = 0"), 1);
    assert_int_equal(number(db, "SELECT count(*) FROM event"), 3);
    assert_int_equal(number(db, "SELECT sum(events) FROM activity"), 3);
    assert_int_equal(number(db, "SELECT hours FROM activity WHERE flags = 0"), 1 << 1);
    assert_int_equal(number(db, "SELECT events * 10 + hours FROM activity WHERE flags = 8"), 20 + (1 << 2));
}

static void an_upgraded_case_has_the_schema_of_a_new_one(void **state)
{
    (void)state;
    static const char sum[] =
        "SELECT sum(length(type) + length(name) + length(coalesce(sql, ''))) FROM sqlite_schema "
        "WHERE name NOT LIKE 'sqlite_stat%'";
    struct db *db = NULL;
    struct err err;
    make_version(1);
    assert_true(db_open(&db, path, DB_WRITE, &err));
    int64_t upgraded = number(db, sum);
    db_close(db);
    unlink(path);
    assert_true(db_open(&db, path, DB_MAKE, &err));
    assert_int_equal(number(db, sum), upgraded);
    db_close(db);
}

static int make_dir(void **state)
{
    (void)state;
    if (!mkdtemp(dir))
        return -1;
    snprintf(path, sizeof path, "%s/case.db", dir);
    return 0;
}

static int remove_case(void **state)
{
    (void)state;
    return unlink(path);
}

static int remove_dir(void **state)
{
    (void)state;
    return rmdir(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(version_1_gets_its_rollup_by_hour, remove_case),
        cmocka_unit_test_teardown(an_upgraded_case_has_the_schema_of_a_new_one, remove_case),
    };
    return cmocka_run_group_tests(tests, make_dir, remove_dir);
}
