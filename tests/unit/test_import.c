// SPDX-License-Identifier: GPL-3.0-or-later
/* Folders of small logs, made here, into cases: whatever happens, the accounting adds up. */
#include "src/ingest/import.h"

#include "src/base/alloc.h"
#include "src/model/accounting.h"
#include "src/store/private.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

#include <cmocka.h>

static char folder[64], case_path[96];

static const char *in_folder(const char *name)
{
    static char paths[4][160];
    static size_t next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static int set_up(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/trailcase-import-XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(case_path, sizeof case_path, "%s.db", folder);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    char command[256];
    static const char *const suffixes[] = {"", "-wal", "-shm", "-ingest"};
    for (size_t i = 0; i < ARRAY_LEN(suffixes); i++) {
        snprintf(command, sizeof command, "%s%s", case_path, suffixes[i]);
        unlink(command);
    }
    pid_t pid = fork();
    if (pid == 0) {
        execlp("rm", "rm", "-rf", folder, (char *)NULL);
        _exit(1);
    }
    waitpid(pid, NULL, 0);
    return 0;
}

static void write_bytes(const char *name, const void *bytes, size_t len)
{
    FILE *file = fopen(in_folder(name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    fclose(file);
}

static void write_text(const char *name, const char *text)
{
    write_bytes(name, text, strlen(text));
}

/* One record; n makes it unlike the others. */
static void add_record(struct buf *out, int n)
{
    buf_fmt(
        out,
        "{\"eventVersion\":\"1.08\",\"userIdentity\":{\"type\":\"IAMUser\",\"principalId\":\"AIDA%d\","
        "\"userName\":"
        "\"user-%d\",\"accessKeyId\":\"AKIA%d\"},\"eventTime\":\"2023-07-10T12:%02d:%02dZ\",\"eventSource\":"
        "\"iam.amazonaws.com\",\"eventName\":\"%s\",\"awsRegion\":\"us-east-1\",\"sourceIPAddress\":"
        "\"192.0.2.%d\",\"userAgent\":\"agent\",\"eventID\":\"00000000-0000-0000-0000-%012d\","
        "\"recipientAccountId\":\"000000000001\"}",
        n % 7, n % 7, n % 5, n / 60 % 60, n % 60, n % 3 ? "ListUsers" : "CreateUser", n % 11, n);
}

static void write_log(const char *name, int from, int to)
{
    struct buf text = {0};
    buf_str(&text, "{\"Records\":[");
    for (int n = from; n < to; n++) {
        if (n > from)
            buf_char(&text, ',');
        add_record(&text, n);
    }
    buf_str(&text, "]}");
    size_t len = strlen(name);
    if (strcmp(name + len - 3, ".gz") == 0) {
        gzFile file = gzopen(in_folder(name), "wb");
        assert_int_equal(gzwrite(file, text.bytes, (unsigned)text.len), text.len);
        gzclose(file);
    } else {
        write_bytes(name, text.bytes, text.len);
    }
    buf_done(&text);
}

static struct import_report report;

static void import_with(struct import_options options)
{
    struct db *db;
    struct err err = {0};
    import_report_done(&report);
    if (!db_open(&db, case_path, DB_MAKE, &err))
        fail_msg("%s", err.text);
    if (!import_run(db, &options, &report, &err))
        fail_msg("%s", err.text);
    struct accounting all;
    assert_true(accounting_load(db, &all, &err));
    assert_true(accounting_holds(&all));
    db_close(db);
}

static void import(const char *path)
{
    import_with((struct import_options){.paths = &path, .count = 1, .threads = 2});
}

/* The first column of all rows of a statement, ended by line breaks. */
static char *query(const char *sql)
{
    struct db *db;
    struct err err = {0};
    struct stmt *stmt;
    struct buf out = {0};
    assert_true(db_open(&db, case_path, DB_READ, &err));
    if (!db_prepare(db, sql, sql, (size_t)-1, &stmt, &err))
        fail_msg("%s", err.text);
    while (stmt_step(stmt, &err) == STMT_ROW) {
        const char *text = stmt_get_text(stmt, 0, NULL);
        buf_fmt(&out, "%s\n", text ? text : "NULL");
    }
    stmt_free(stmt);
    db_close(db);
    buf_char(&out, '\0');
    return out.bytes;
}

static void expect_rows(const char *sql, const char *rows)
{
    char *got = query(sql);
    assert_string_equal(got, rows);
    free(got);
}

static void expect_run(int64_t files, int64_t stored, int64_t duplicate, int64_t rejected)
{
    assert_int_equal(report.files_read, files);
    assert_int_equal(report.stored, stored);
    assert_int_equal(report.duplicate, duplicate);
    assert_int_equal(report.rejected, rejected);
    assert_int_equal(report.records, stored + duplicate + rejected);
}

static const char whole_case[] = "SELECT group_concat(x, char(10)) FROM (SELECT e.event_id || ' ' || "
                                 "hex(e.uid) || ' ' || e.time_s || ' ' || "
                                 "e.principal_id || ' ' || e.address_id || ' ' || e.key_id || ' ' || "
                                 "e.api_id || ' ' || hex(event_json(e.event_id)) "
                                 "|| ' ' || (SELECT group_concat(source_id || '@' || offset_bytes) FROM "
                                 "sighting AS s WHERE s.event_id = e.event_id) "
                                 "AS x FROM event AS e ORDER BY e.event_id)";

/* Every place an event was found: the first one is where its record is. */
static const char all_sightings[] =
    "SELECT count(event_source(event_id)) + (SELECT count(*) FROM sighting) FROM event";

static void a_second_ingest_changes_nothing(void **state)
{
    (void)state;
    write_log("a.json.gz", 0, 300);
    write_log("b.json", 200, 400);
    import(folder);
    expect_run(2, 400, 100, 0);
    char *before = query(whole_case);
    import(folder);
    expect_run(0, 0, 0, 0);
    assert_int_equal(report.files_unchanged, 2);
    char *after = query(whole_case);
    assert_string_equal(before, after);
    expect_rows("SELECT count(*) FROM ingest", "1\n");
    expect_rows(all_sightings, "500\n");
    free(before);
    free(after);
}

static void the_same_bytes_under_another_path_are_duplicates(void **state)
{
    (void)state;
    write_log("a.json", 0, 50);
    import(folder);
    write_log("b.json", 0, 50);
    import(folder);
    expect_run(1, 0, 50, 0);
    assert_int_equal(report.files_unchanged, 1);
    expect_rows("SELECT count(*) FROM event", "50\n");
}

static void other_bytes_under_the_same_path_are_a_new_source(void **state)
{
    (void)state;
    write_log("a.json", 0, 50);
    import(folder);
    write_log("a.json", 0, 60);
    import(folder);
    expect_run(1, 10, 50, 0);
    expect_rows("SELECT count(*) FROM source", "2\n");
}

/* New records among many that are there: what is packed is the new ones, and all read back. */
static void a_pack_holds_only_what_is_new(void **state)
{
    (void)state;
    write_log("a.json", 0, 300);
    write_log("b.json", 10, 303);
    write_log("c.json", 300, 303);
    import(folder);
    expect_run(3, 303, 293, 0);
    write_log("d.json", 0, 305);
    import(folder);
    expect_run(1, 2, 303, 0);
    write_log("e.json", 100, 700);
    import(folder);
    expect_run(1, 395, 205, 0);
    expect_rows("SELECT events FROM pack ORDER BY first_event_id", "303\n2\n395\n");
    expect_rows("SELECT length(body) < 600 FROM pack WHERE events = 2", "1\n");
    expect_rows("SELECT count(*) FROM event JOIN events USING (event_id) WHERE event_json(event_id) ->> "
                "'$.eventID' = events.uid",
                "700\n");
    expect_rows("SELECT path LIKE '%/e.json' AND event_offset(1) = 12 FROM source "
                "WHERE source_id = event_source((SELECT max(event_id) FROM event))",
                "1\n");
    expect_rows(all_sightings, "1501\n");
}

static void a_second_ingest_at_the_same_time_is_turned_away(void **state)
{
    (void)state;
    struct db *db;
    struct err err = {0};
    char lock[128];
    const char *path = folder;
    struct import_options options = {.paths = &path, .count = 1};
    write_log("a.json", 0, 50);
    snprintf(lock, sizeof lock, "%s-ingest", case_path);
    int fd = open(lock, O_RDWR | O_CREAT, 0600);
    assert_int_equal(flock(fd, LOCK_EX), 0);
    assert_true(db_open(&db, case_path, DB_MAKE, &err));
    assert_false(import_run(db, &options, &report, &err));
    assert_non_null(strstr(err.text, "another ingest is filling"));
    close(fd); /* as a kill would leave it: the file stays */
    assert_true(import_run(db, &options, &report, &err));
    assert_int_equal(report.stored, 50);
    assert_int_not_equal(access(lock, F_OK), 0);
    db_close(db);
}

static void a_path_given_twice_is_read_once(void **state)
{
    (void)state;
    write_log("a.json", 0, 50);
    write_log("b.json", 50, 60);
    char again[128];
    snprintf(again, sizeof again, "%s/", folder);
    const char *paths[] = {in_folder("a.json"), folder, again, in_folder("b.json")};
    import_with((struct import_options){.paths = paths, .count = ARRAY_LEN(paths)});
    expect_run(2, 60, 0, 0);
}

static void the_number_of_threads_changes_nothing(void **state)
{
    (void)state;
    for (int i = 0; i < 20; i++) {
        char name[32];
        snprintf(name, sizeof name, "log-%02d.json%s", i, i % 2 ? ".gz" : "");
        write_log(name, i * 150, i * 150 + 200);
    }
    const char *path = folder;
    import_with((struct import_options){.paths = &path, .count = 1, .threads = 1});
    char *one = query(whole_case);
    unlink(case_path);
    import_with((struct import_options){.paths = &path, .count = 1, .threads = 5, .commit_records = 33});
    char *many = query(whole_case);
    assert_string_equal(one, many);
    expect_rows("SELECT sum(events) FROM activity", "3050\n");
    free(one);
    free(many);
}

static void the_order_of_arrival_changes_no_count(void **state)
{
    (void)state;
    static const char counts[] = "SELECT p.key || ' ' || p.name || ' ' || sum(events) || ' ' || min(first_s) "
                                 "|| ' ' || max(last_s) FROM activity "
                                 "JOIN principal AS p USING (principal_id) GROUP BY p.key ORDER BY p.key";
    write_log("a.json", 0, 300);
    write_log("b.json", 100, 500);
    const char *forth[] = {in_folder("a.json"), in_folder("b.json")};
    const char *back[] = {forth[1], forth[0]};
    import_with((struct import_options){.paths = forth, .count = 2});
    char *first = query(counts);
    unlink(case_path);
    import_with((struct import_options){.paths = back, .count = 2});
    char *second = query(counts);
    assert_string_equal(first, second);
    free(first);
    free(second);
}

static void what_is_no_log_is_refused_by_name_and_the_rest_goes_on(void **state)
{
    (void)state;
    write_text("1-license", "MIT License\n");
    write_text("2-empty", "");
    write_text("3-package.json", "{\"name\":\"x\",\"version\":\"1\"}");
    write_text("4-notification.json",
               "{\"Records\":[{\"eventVersion\":\"2.1\",\"eventSource\":\"aws:s3\",\"eventTime\":"
               "\"2023-07-10T12:00:00Z\",\"eventName\":\"ObjectCreated:Put\",\"s3\":{}}]}");
    assert_int_equal(symlink("/etc/passwd", in_folder("5-link")), 0);
    assert_int_equal(mkfifo(in_folder("6-pipe"), 0600), 0);
    write_text("7-list.json", "[]");
    write_log("8-log.json", 0, 3);
    import(folder);
    expect_run(2, 3, 0, 0);
    assert_int_equal(report.files_refused, 6);
    assert_int_equal(report.refused_listed, 6);
    assert_true(report.incomplete);
    static const char *const words[] = {"neither JSON", "empty",    "none of it",
                                        "S3 event",     "symbolic", "pipe"};
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        assert_non_null(strstr(report.refused_list[i].reason, words[i]));
    expect_rows("SELECT count(*) FROM rejected", "0\n");
    import(folder);
    assert_int_equal(report.files_unchanged, 8);
    assert_true(report.incomplete);
    expect_rows("SELECT count(*) FROM source", "8\n");
}

static void a_path_that_does_not_exist_is_refused(void **state)
{
    (void)state;
    import(in_folder("absent"));
    assert_int_equal(report.files_refused, 1);
    assert_non_null(strstr(report.refused_list[0].reason, strerror(ENOENT)));
    write_log("absent", 0, 2);
    import(in_folder("absent"));
    expect_run(1, 2, 0, 0);
    expect_rows("SELECT status FROM source", "read\n");
}

static void a_bad_record_costs_only_itself(void **state)
{
    (void)state;
    struct buf text = {0};
    buf_str(&text, "{\"Records\":[");
    add_record(&text, 1);
    buf_str(&text, ",{\"eventName\":\"x\" \"y\"},{\"eventName\":\"NoTime\",\"eventID\":\"1\"},");
    add_record(&text, 2);
    buf_str(&text, "]}");
    write_bytes("a.json", text.bytes, text.len);
    import(folder);
    expect_run(1, 2, 0, 2);
    assert_non_null(strstr(report.rejected_list[0].reason, "not valid JSON"));
    assert_non_null(strstr(report.rejected_list[1].reason, "no eventTime"));
    expect_rows("SELECT CAST(excerpt AS TEXT) FROM rejected ORDER BY offset_bytes LIMIT 1",
                "{\"eventName\":\"x\" \"y\"}\n");
    buf_done(&text);
}

static void a_truncated_file_gives_what_came_before_the_cut(void **state)
{
    (void)state;
    write_log("whole.json.gz", 0, 500);
    FILE *file = fopen(in_folder("whole.json.gz"), "rb");
    static char bytes[1 << 20];
    size_t len = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    assert_int_equal(unlink(in_folder("whole.json.gz")), 0);
    write_bytes("cut.json.gz", bytes, len / 2);
    import(folder);
    assert_int_equal(report.files_read, 1);
    assert_int_equal(report.rejected, 1);
    assert_true(report.stored > 50 && report.stored < 500);
    assert_non_null(strstr(report.rejected_list[0].reason, "gzip stream ends early"));
}

static void another_spelling_is_a_duplicate_and_other_content_a_conflict(void **state)
{
    (void)state;
    write_text("a.json",
               "{\"eventID\":\"X\",\"eventTime\":\"2023-07-10T12:00:00Z\",\"eventName\":\"a\",\"n\":243}");
    write_text(
        "b.json",
        "{\"eventTime\": \"2023-07-10T12:00:00Z\",\"n\":243.0,\"eventName\":\"\\u0061\",\"eventID\":\"X\"}");
    write_text("c.json",
               "{\"eventID\":\"X\",\"eventTime\":\"2023-07-10T12:00:00Z\",\"eventName\":\"b\",\"n\":243}");
    import(folder);
    expect_run(3, 1, 2, 0);
    assert_int_equal(report.conflicts, 1);
    expect_rows("SELECT record_text(body) FROM conflict",
                "{\"eventID\":\"X\",\"eventTime\":\"2023-07-10T12:00:00Z\",\"eventName\":\"b\",\"n\":243}\n");
    expect_rows("SELECT api FROM events", "a\n");
    expect_rows(all_sightings, "3\n");
}

static void a_record_without_an_id_is_known_by_what_it_says(void **state)
{
    (void)state;
    write_text("a.json", "{\"eventTime\":\"2023-07-10T12:00:00Z\",\"eventName\":\"a\"}\n"
                         "{\"eventName\":\"a\", \"eventTime\":\"2023-07-10T12:00:00Z\"}\n"
                         "{\"eventName\":\"b\", \"eventTime\":\"2023-07-10T12:00:00Z\"}\n");
    import(folder);
    expect_run(1, 2, 1, 0);
    expect_rows("SELECT count(*) FROM event WHERE uid LIKE 'sha256:%'", "2\n");
}

static void a_file_larger_than_memory_should_hold_is_streamed(void **state)
{
    (void)state;
    struct buf text = {0};
    size_t count = 0;
    while (text.len < 17 << 20) {
        add_record(&text, (int)count++);
        buf_char(&text, '\n');
    }
    write_bytes("big.jsonl", text.bytes, text.len);
    import(folder);
    expect_run(1, (int64_t)count, 0, 0);
    expect_rows("SELECT container || ' ' || length(sha256) FROM source", "lines 32\n");
    import(folder);
    assert_int_equal(report.files_unchanged, 1);
    buf_done(&text);
}

static void a_run_that_is_cancelled_can_be_gone_on_with(void **state)
{
    (void)state;
    write_log("a.json", 0, 4000);
    write_log("b.json", 3000, 6000);
    struct task task = {0};
    struct err err = {0};
    struct db *db;
    const char *path = folder;
    struct import_options options = {.paths = &path, .count = 1, .task = &task, .commit_records = 100};
    cancel_ask(&task.cancel);
    assert_true(db_open(&db, case_path, DB_MAKE, &err));
    assert_false(import_run(db, &options, &report, &err));
    assert_int_equal(err.code, ERR_CANCELLED);
    db_close(db);
    import(folder);
    expect_run(2, 6000, 1000, 0);
}

/* Import in a child that is killed without warning after some microseconds. */
static void import_and_kill(useconds_t after_us)
{
    pid_t pid = fork();
    if (pid == 0) {
        struct db *db;
        struct err err = {0};
        const char *path = folder;
        struct import_options options = {.paths = &path, .count = 1, .threads = 2, .commit_records = 100};
        struct import_report ignored;
        bool done = db_open(&db, case_path, DB_MAKE, &err) && import_run(db, &options, &ignored, &err);
        _exit(done ? 0 : 1);
    }
    usleep(after_us);
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
}

static void more_events_than_memory_should_hold_are_found_by_the_index(void **state)
{
    (void)state;
    const char *path = folder;
    write_log("a.json", 0, 3000);
    write_log("b.json.gz", 1000, 5000);
    write_log("c.json", 500, 2500);
    import_with(
        (struct import_options){.paths = &path, .count = 1, .commit_records = 700, .seen_most = 1200});
    assert_int_equal(report.stored, 5000);
    assert_int_equal(report.duplicate, 4000);
    expect_rows("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'ix_event_%'", "7\n");
    expect_rows("PRAGMA integrity_check", "ok\n");
}

static void a_run_that_is_killed_is_completed_by_the_next_with_exact_counts(void **state)
{
    (void)state;
    write_log("a.json", 0, 3000);
    write_log("b.json.gz", 2000, 5000);
    write_text("c.json", "[{\"bad\":1},{\"eventName\":\"x\",\"eventID\":\"y\"}]");
    write_log("d.json", 4000, 8000);
    for (useconds_t after = 4000; after < 120000; after = after * 3 / 2)
        import_and_kill(after);
    import(folder);
    expect_rows("SELECT sum(records) || ' ' || sum(stored) || ' ' || sum(duplicate) || ' ' || sum(rejected) "
                "FROM source",
                "10002 8000 2000 2\n");
    expect_rows("SELECT status || ' ' || records || ' ' || stored || ' ' || "
                "duplicate FROM "
                "source ORDER BY source_id",
                "read 3000 3000 0\nread 3000 2000 1000\nread 2 0 0\nread 4000 3000 1000\n");
    expect_rows(all_sightings, "10000\n");
    expect_rows("SELECT sum(events) FROM activity", "8000\n");
    expect_rows("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'ix_event_%'", "7\n");
    expect_rows("PRAGMA integrity_check", "ok\n");
}

static int free_report(void **state)
{
    (void)state;
    import_report_done(&report);
    return 0;
}

#define IMPORT_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IMPORT_TEST(a_second_ingest_changes_nothing),
        IMPORT_TEST(the_same_bytes_under_another_path_are_duplicates),
        IMPORT_TEST(other_bytes_under_the_same_path_are_a_new_source),
        IMPORT_TEST(a_pack_holds_only_what_is_new),
        IMPORT_TEST(a_second_ingest_at_the_same_time_is_turned_away),
        IMPORT_TEST(a_path_given_twice_is_read_once),
        IMPORT_TEST(the_number_of_threads_changes_nothing),
        IMPORT_TEST(the_order_of_arrival_changes_no_count),
        IMPORT_TEST(what_is_no_log_is_refused_by_name_and_the_rest_goes_on),
        IMPORT_TEST(a_path_that_does_not_exist_is_refused),
        IMPORT_TEST(a_bad_record_costs_only_itself),
        IMPORT_TEST(a_truncated_file_gives_what_came_before_the_cut),
        IMPORT_TEST(another_spelling_is_a_duplicate_and_other_content_a_conflict),
        IMPORT_TEST(a_record_without_an_id_is_known_by_what_it_says),
        IMPORT_TEST(a_file_larger_than_memory_should_hold_is_streamed),
        IMPORT_TEST(a_run_that_is_cancelled_can_be_gone_on_with),
        IMPORT_TEST(more_events_than_memory_should_hold_are_found_by_the_index),
        IMPORT_TEST(a_run_that_is_killed_is_completed_by_the_next_with_exact_counts),
    };
    return cmocka_run_group_tests(tests, NULL, free_report);
}
