// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/isotime.h"
#include "src/store/journal.h"
#include "src/store/pack.h"
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

enum { COUNT = 400 };

/* Texts as records are: alike, and each another. */
static void make_texts(struct buf *all, struct pack_place places[COUNT])
{
    for (unsigned i = 0; i < COUNT; i++) {
        size_t before = all->len;
        buf_fmt(
            all,
            "{\"eventName\":\"ListBuckets\",\"eventID\":\"%08x\",\"n\":%u,\"userAgent\":\"aws-cli/%u.18\"}",
            i * 2654435761u, i, i % 3);
        places[i] = (struct pack_place){.at = before,
                                        .len = all->len - before,
                                        .source_id = 7 + i / 100,
                                        .offset = i % 100 ? places[i - 1].offset + 150 : 12};
    }
}

static void a_text_comes_back_byte_for_byte(void **state)
{
    (void)state;
    struct err err = {0};
    CLEANUP(buf) struct buf all = {0}, frame = {0}, back = {0};
    struct pack_place places[COUNT];
    make_texts(&all, places);
    struct codec_packer *packer = codec_packer_new();
    struct codec_unpacker *unpacker = codec_unpacker_new(NULL, NULL);
    codec_pack(packer, all.bytes, all.len, &frame);
    assert_true(frame.len < all.len / 8);
    assert_true(codec_unpack(unpacker, frame.bytes, frame.len, &back, &err));
    assert_int_equal(back.len, all.len);
    assert_memory_equal(back.bytes, all.bytes, all.len);
    codec_packer_free(packer);
    codec_unpacker_free(unpacker);
}

static void damaged_frames_are_errors(void **state)
{
    (void)state;
    struct err err = {0};
    CLEANUP(buf) struct buf frame = {0}, back = {0};
    struct codec_packer *packer = codec_packer_new();
    struct codec_unpacker *unpacker = codec_unpacker_new(NULL, NULL);
    codec_pack(packer, "some text that is long enough to be packed packed packed", 55, &frame);
    assert_false(codec_unpack(unpacker, frame.bytes, frame.len - 3, &back, &err));
    assert_false(codec_unpack(unpacker, "junk", 4, &back, &err));
    codec_packer_free(packer);
    codec_unpacker_free(unpacker);
}

static const char old_text[] = "{\"eventName\":\"ListBuckets\",\"eventID\":\"0badcafe\",\"n\":12}";
static const unsigned char old_dictionary[] = {
    55,  164, 48,  236, 19,  0,   0,   0,   26,  16,  232, 42,  195, 1,   0,   0,   0,   17,  129, 38,
    183, 148, 3,   107, 201, 148, 82,  146, 41,  37,  220, 16,  57,  33,  36,  115, 7,   0,   0,   0,
    116, 192, 1,   0,   0,   4,   160, 218, 195, 192, 0,   1,   0,   0,   0,   0,   0,   0,   0,   0,
    0,   0,   0,   192, 0,   1,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   188, 31,
    192, 0,   0,   0,   0,   0,   0,   148, 111, 0,   0,   0,   0,   160, 32,  131, 28,  0,   0,   0,
    0,   0,   0,   0,   0,   0,   0,   0,   1,   0,   0,   0,   4,   0,   0,   0,   8,   0,   0,   0,
    101, 34,  58,  34,  76,  105, 115, 116, 66,  117, 99,  107, 101, 116, 115, 34,  44,  34,  101, 118,
    101, 110, 116, 73,  68,  34,  58,  34,  56,  50,  50,  99,  100, 54,  100, 97,  34,  44,  34,  110,
    34,  58,  49,  57,  55,  57,  55,  53,  48,  125, 101, 34,  58,  34,  76,  105, 115, 116, 66,  117,
    99,  107, 101, 116, 115, 34,  44,  34,  101, 118, 101, 110, 116, 73,  68,  34,  58,  34,  57,  98,
    53,  55,  49,  50,  52,  56,  34,  44,  34,  110, 34,  58,  49,  53,  56,  51,  56,  48,  48,  125,
    101, 34,  58,  34,  76,  105, 115, 116, 66,  117, 99,  107, 101, 116, 115, 34,  44,  34,  101, 118,
    101, 110, 116, 73,  68,  34,  58,  34,  53,  56,  50,  98,  99,  98,  101, 50};

static const unsigned char old_frame[] = {40,  181, 47,  253, 33,  19,  55,  221, 0,   0,  227, 192, 2,
                                          143, 143, 117, 146, 58,  200, 176, 112, 126, 96, 134, 3,   252,
                                          0,   43,  2,   140, 251, 237, 254, 87,  154, 31, 99};

static bool give_dictionary(void *arg, uint32_t id, struct buf *out)
{
    const struct buf *dictionary = arg;
    return id == 19 && buf_append(out, dictionary->bytes, dictionary->len);
}

/* As zstd made it, with a dictionary of its own training: frames of old cases are read with what the case
 * kept. */
static void a_frame_of_an_old_case_is_read_with_its_dictionary(void **state)
{
    (void)state;
    struct err err = {0};
    CLEANUP(buf) struct buf back = {0};
    struct buf dictionary = {.bytes = (char *)old_dictionary, .len = sizeof old_dictionary};
    struct codec_unpacker *unpacker = codec_unpacker_new(give_dictionary, &dictionary);
    assert_true(codec_unpack(unpacker, old_frame, sizeof old_frame, &back, &err));
    assert_string_equal(buf_text(&back), old_text);
    codec_unpacker_free(unpacker);
    unpacker = codec_unpacker_new(NULL, NULL);
    assert_false(codec_unpack(unpacker, old_frame, sizeof old_frame, &back, &err));
    assert_non_null(strstr(err.text, "dictionary 19"));
    codec_unpacker_free(unpacker);
}

static void a_pack_finds_each_of_its_records(void **state)
{
    (void)state;
    struct err err = {0};
    CLEANUP(buf) struct buf all = {0}, frame = {0};
    struct pack_place places[COUNT];
    struct pack_places coded = {0};
    struct pack pack = {0};
    make_texts(&all, places);
    struct codec_packer *packer = codec_packer_new();
    struct codec_unpacker *unpacker = codec_unpacker_new(NULL, NULL);
    codec_pack(packer, all.bytes, all.len, &frame);
    for (size_t i = 1; i < COUNT; i++) /* the first one is in the text, but no record */
        pack_places_add(&coded, &places[i]);
    assert_in_range(coded.bytes.len, 4 * (COUNT - 1), 6 * COUNT);
    struct pack_row row = {1001, COUNT - 1, coded.bytes.bytes, frame.bytes, coded.bytes.len, frame.len};
    assert_true(pack_open(&pack, &row, unpacker, &err));
    assert_null(pack_find(&pack, 1000));
    assert_null(pack_find(&pack, 1000 + COUNT));
    for (size_t i = 1; i < COUNT; i++)
        assert_memory_equal(pack_find(&pack, 1000 + (int64_t)i), &places[i], sizeof places[i]);
    row.places_len -= 2;
    assert_false(pack_open(&pack, &row, unpacker, &err));
    assert_null(pack_find(&pack, 1001));
    row.places_len += 2;
    row.events++;
    assert_false(pack_open(&pack, &row, unpacker, &err));
    pack_places_clear(&coded);
    pack_places_add(&coded, &(struct pack_place){.at = all.len - 1, .len = 2});
    row = (struct pack_row){1, 1, coded.bytes.bytes, frame.bytes, coded.bytes.len, frame.len};
    assert_false(pack_open(&pack, &row, unpacker, &err));
    pack_done(&pack);
    pack_places_done(&coded);
    codec_packer_free(packer);
    codec_unpacker_free(unpacker);
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
        cmocka_unit_test(a_text_comes_back_byte_for_byte),
        cmocka_unit_test(damaged_frames_are_errors),
        cmocka_unit_test(a_frame_of_an_old_case_is_read_with_its_dictionary),
        cmocka_unit_test(a_pack_finds_each_of_its_records),
    };
    return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
