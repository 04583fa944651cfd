// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/isotime.h"
#include "src/store/codec.h"
#include "src/store/journal.h"
#include "src/store/sandbox.h"
#include "src/store/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char dir[64], path[96];

static int make_dir(void **state)
{
    (void)state;
    strcpy(dir, "/tmp/trailcase-store-XXXXXX");
    if (!mkdtemp(dir))
        return -1;
    snprintf(path, sizeof path, "%s/case.db", dir);
    return 0;
}

static int remove_dir(void **state)
{
    static const char *const names[] = {"case.db", "case.db-wal", "case.db-shm", "out.db"};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        char file[128];
        snprintf(file, sizeof file, "%s/%s", dir, names[i]);
        unlink(file);
    }
    return rmdir(dir);
}

static struct db *opened(enum db_mode mode)
{
    struct db *db = NULL;
    struct err err;
    if (!db_open(&db, path, mode, &err))
        fail_msg("%s", err.text);
    return db;
}

static void refused(enum db_mode mode, const char *because)
{
    struct db *db = NULL;
    struct err err;
    assert_false(db_open(&db, path, mode, &err));
    assert_null(db);
    if (!strstr(err.text, because))
        fail_msg("\"%s\" does not say \"%s\"", err.text, because);
}

static bool exists(const char *file)
{
    return access(file, F_OK) == 0;
}

/* A change that only tests make, on a connection that is not ours: the stock sqlite3. */
static void sqlite3_run(const char *sql)
{
    char command[512];
    snprintf(command, sizeof command, "sqlite3 '%s' \"%s\"", path, sql);
    assert_int_equal(system(command), 0);
}

static void a_new_case_is_private_and_of_the_newest_version(void **state)
{
    (void)state;
    struct stat st;
    struct db *db = opened(DB_MAKE);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    db_close(db);
    db_close(opened(DB_READ));
    assert_true(schema_newest() >= 1);
}

static void a_missing_case_is_an_error_that_says_how_to_make_one(void **state)
{
    (void)state;
    refused(DB_READ, "trailcase ingest");
}

static void a_file_that_is_no_database_is_left_alone(void **state)
{
    (void)state;
    FILE *file = fopen(path, "w");
    fputs("{\"Records\":[]}, and more than sixteen bytes", file);
    fclose(file);
    refused(DB_MAKE, "not a case file");
    file = fopen(path, "r");
    assert_int_equal(fgetc(file), '{');
    fclose(file);
}

static void another_database_is_refused(void **state)
{
    (void)state;
    sqlite3_run("CREATE TABLE t (x)");
    refused(DB_MAKE, "not a trailcase case");
}

static void a_newer_case_is_refused_and_not_changed(void **state)
{
    (void)state;
    db_close(opened(DB_MAKE));
    sqlite3_run("PRAGMA user_version = 999");
    refused(DB_WRITE, "newer trailcase");
}

static void one_writer_at_a_time(void **state)
{
    (void)state;
    struct err err = {0};
    CLEANUP(db) struct db *first = opened(DB_MAKE);
    CLEANUP(db) struct db *reader = opened(DB_READ);
    int64_t before = db_data_version(reader);
    assert_true(db_begin(first, &err));
    assert_true(journal_append(first, 1, "mark", "{}", &err));
    assert_int_equal(db_data_version(reader), before);
    assert_true(db_commit(first, &err));
    assert_int_not_equal(db_data_version(reader), before);
}

static void append_three(struct db *db)
{
    struct err err = {0};
    assert_true(db_begin(db, &err));
    for (int i = 0; i < 3; i++)
        assert_true(journal_append(db, 100 + i, "mark", "{\"kind\":\"key\"}", &err));
    assert_true(db_commit(db, &err));
}

static void the_journal_chain_holds_when_nobody_touched_it(void **state)
{
    (void)state;
    struct err err = {0};
    struct journal_check check;
    CLEANUP(db) struct db *db = opened(DB_MAKE);
    append_three(db);
    assert_true(journal_verify(db, &check, &err));
    assert_int_equal(check.rows, 3);
    assert_int_equal(check.broken_at, 0);
}

static void check_broken(const char *tampering, int64_t where)
{
    struct err err = {0};
    struct journal_check check;
    struct db *db = opened(DB_MAKE);
    append_three(db);
    db_close(db);
    sqlite3_run(tampering);
    CLEANUP(db) struct db *again = opened(DB_WRITE);
    assert_true(journal_verify(again, &check, &err));
    assert_int_equal(check.broken_at, where);
}

static void a_changed_journal_row_breaks_the_chain(void **state)
{
    (void)state;
    check_broken("UPDATE journal SET detail = '{}' WHERE seq = 2", 2);
}

static void a_removed_journal_row_breaks_the_chain(void **state)
{
    (void)state;
    check_broken("DELETE FROM journal WHERE seq = 1", 1);
}

static void cancel_ends_a_statement_that_runs(void **state)
{
    (void)state;
    struct err err = {0};
    struct cancel cancel = {0};
    CLEANUP(db) struct db *db = opened(DB_MAKE);
    append_three(db);
    cancel_ask(&cancel);
    CLEANUP(sandbox) struct sandbox *sandbox = NULL;
    CLEANUP(stmt) struct stmt *stmt = NULL;
    assert_true(sandbox_open(&sandbox, path, &err));
    sandbox_set_cancel(sandbox, &cancel);
    assert_true(sandbox_prepare(
        sandbox, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n",
        &stmt, NULL, &err));
    assert_int_equal(stmt_step(stmt, &err), STMT_ERR);
    assert_int_equal(err.code, ERR_CANCELLED);
}

static void the_time_cap_ends_a_statement_that_runs_away(void **state)
{
    (void)state;
    struct err err = {0};
    db_close(opened(DB_MAKE));
    CLEANUP(sandbox) struct sandbox *sandbox = NULL;
    CLEANUP(stmt) struct stmt *stmt = NULL;
    assert_true(sandbox_open(&sandbox, path, &err));
    sandbox_set_limit(sandbox, 20);
    assert_true(sandbox_prepare(
        sandbox, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n",
        &stmt, NULL, &err));
    assert_int_equal(stmt_step(stmt, &err), STMT_ERR);
}

static void typed_sql_can_only_read(void **state)
{
    (void)state;
    static const char *const hostile[] = {
        "DELETE FROM mark",
        "INSERT INTO note (kind, value, text, created_s) VALUES ('a', 'b', 'c', 1)",
        "UPDATE journal SET detail = ''",
        "DROP TABLE journal",
        "CREATE TEMP TABLE t (x)",
        "ATTACH '/tmp/x.db' AS x",
        "VACUUM INTO '/tmp/trailcase-stolen.db'",
        "PRAGMA journal_mode = DELETE",
        "PRAGMA writable_schema = ON",
        "SELECT load_extension('x')",
        "BEGIN",
        "REINDEX",
        "ANALYZE",
    };
    struct err err = {0};
    db_close(opened(DB_MAKE));
    CLEANUP(sandbox) struct sandbox *sandbox = NULL;
    assert_true(sandbox_open(&sandbox, path, &err));
    for (size_t i = 0; i < ARRAY_LEN(hostile); i++) {
        struct stmt *stmt = NULL;
        if (sandbox_prepare(sandbox, hostile[i], &stmt, NULL, &err))
            fail_msg("allowed: %s", hostile[i]);
    }
    assert_false(exists("/tmp/trailcase-stolen.db"));
}

static void typed_sql_reads_what_a_person_needs(void **state)
{
    (void)state;
    static const char *const useful[] = {
        "SELECT count(*) FROM events",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 3) SELECT i FROM n",
        "SELECT value FROM json_each('[1,2]')",
        "SELECT event_json(1)",
        "SELECT name FROM pragma_table_info('event')",
        "EXPLAIN QUERY PLAN SELECT * FROM event WHERE uid = x'00'",
    };
    struct err err = {0};
    db_close(opened(DB_MAKE));
    CLEANUP(sandbox) struct sandbox *sandbox = NULL;
    assert_true(sandbox_open(&sandbox, path, &err));
    for (size_t i = 0; i < ARRAY_LEN(useful); i++) {
        CLEANUP(stmt) struct stmt *stmt = NULL;
        if (!sandbox_prepare(sandbox, useful[i], &stmt, NULL, &err) || stmt_step(stmt, &err) == STMT_ERR)
            fail_msg("%s: %s", useful[i], err.text);
    }
}

static bool no_dictionary(void *arg, uint32_t id, struct buf *out)
{
    struct buf *dictionary = arg;
    return dictionary && codec_dictionary_id(dictionary->bytes, dictionary->len) == id &&
           buf_append(out, dictionary->bytes, dictionary->len);
}

static void a_record_comes_back_byte_for_byte(void **state)
{
    (void)state;
    enum { COUNT = 400 };
    struct err err = {0};
    CLEANUP(buf) struct buf all = {0}, dictionary = {0}, frame = {0}, back = {0};
    size_t sizes[COUNT], at = 0;
    for (unsigned i = 0; i < COUNT; i++) {
        size_t before = all.len;
        buf_fmt(
            &all,
            "{\"eventName\":\"ListBuckets\",\"eventID\":\"%08x-0000\",\"sourceIPAddress\":\"198.51.100.%u\",",
            i * 2654435761u, i % 256);
        buf_fmt(&all, "\"userAgent\":\"aws-cli/%u.18\",\"n\":%u}", i % 3, i);
        sizes[i] = all.len - before;
    }
    assert_true(codec_train(all.bytes, sizes, COUNT, &dictionary));
    struct codec_packer *packer = codec_packer_new(dictionary.bytes, dictionary.len);
    struct codec_unpacker *unpacker = codec_unpacker_new(no_dictionary, &dictionary);
    for (unsigned i = 0; i < COUNT; at += sizes[i++]) {
        buf_clear(&frame);
        codec_pack(packer, all.bytes + at, sizes[i], &frame);
        assert_true(frame.len < sizes[i]);
        assert_true(codec_unpack(unpacker, frame.bytes, frame.len, &back, &err));
        assert_int_equal(back.len, sizes[i]);
        assert_memory_equal(back.bytes, all.bytes + at, sizes[i]);
    }
    codec_packer_free(packer);
    codec_unpacker_free(unpacker);
}

static void damaged_frames_are_errors(void **state)
{
    (void)state;
    struct err err = {0};
    CLEANUP(buf) struct buf frame = {0}, back = {0};
    struct codec_packer *packer = codec_packer_new(NULL, 0);
    struct codec_unpacker *unpacker = codec_unpacker_new(no_dictionary, NULL);
    codec_pack(packer, "some text that is long enough to be packed packed packed", 55, &frame);
    assert_false(codec_unpack(unpacker, frame.bytes, frame.len - 3, &back, &err));
    assert_false(codec_unpack(unpacker, "junk", 4, &back, &err));
    codec_packer_free(packer);
    codec_unpacker_free(unpacker);
}

static void too_few_records_train_nothing(void **state)
{
    (void)state;
    CLEANUP(buf) struct buf dictionary = {0};
    size_t sizes[] = {3, 3};
    assert_false(codec_train("abcdef", sizes, 2, &dictionary));
    assert_int_equal(dictionary.len, 0);
}

int main(void)
{
#define IN_DIR(test) cmocka_unit_test_setup_teardown(test, make_dir, remove_dir)
    const struct CMUnitTest tests[] = {
        IN_DIR(a_new_case_is_private_and_of_the_newest_version),
        IN_DIR(a_missing_case_is_an_error_that_says_how_to_make_one),
        IN_DIR(a_file_that_is_no_database_is_left_alone),
        IN_DIR(another_database_is_refused),
        IN_DIR(a_newer_case_is_refused_and_not_changed),
        IN_DIR(one_writer_at_a_time),
        IN_DIR(the_journal_chain_holds_when_nobody_touched_it),
        IN_DIR(a_changed_journal_row_breaks_the_chain),
        IN_DIR(a_removed_journal_row_breaks_the_chain),
        IN_DIR(cancel_ends_a_statement_that_runs),
        IN_DIR(the_time_cap_ends_a_statement_that_runs_away),
        IN_DIR(typed_sql_can_only_read),
        IN_DIR(typed_sql_reads_what_a_person_needs),
        cmocka_unit_test(a_record_comes_back_byte_for_byte),
        cmocka_unit_test(damaged_frames_are_errors),
        cmocka_unit_test(too_few_records_train_nothing),
    };
    return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
