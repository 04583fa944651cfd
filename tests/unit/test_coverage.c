// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/isotime.h"
#include "src/scope/coverage.h"
#include "src/store/codec.h"
#include "src/store/private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { HOUR = 440472 }; /* 2020-04-01T00 in hours since the epoch */

static char dir[] = "/tmp/trailcase-coverage-XXXXXX";
static char path[sizeof dir + 16];
static struct db *db;

static void execute(const char *sql)
{
    char *text = NULL;
    if (sqlite3_exec(db->sqlite, sql, NULL, NULL, &text) != SQLITE_OK)
        fail_msg("%s: %s", sql, text);
}

static int set_up(void **state)
{
    (void)state;
    struct err err;
    if (!db_open(&db, path, DB_MAKE, &err)) {
        print_error("%s\n", err.text);
        return -1;
    }
    execute("INSERT INTO ingest VALUES (1, 1, 1, '', '');"
            "INSERT INTO account VALUES (1, '012345678901'), (2, '210987654321');"
            "INSERT INTO region VALUES (1, 'eu-west-1'), (2, 'us-east-1');");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    db_close(db);
    unlink(path);
    return 0;
}

static void add_hour(int account, int region, int hour, int category, int events)
{
    char sql[256];
    snprintf(sql, sizeof sql, "INSERT INTO event_hour VALUES (%d, %d, %d, %d, %d, %d, %d)", account, region,
             HOUR + hour, category, events, (HOUR + hour) * 3600 + 10, (HOUR + hour) * 3600 + 20);
    execute(sql);
}

static void add_file(const char *name)
{
    char sql[512];
    snprintf(
        sql, sizeof sql,
        "INSERT INTO source (ingest_id, path, size_bytes, mtime_s, status) VALUES (1, '%s', 1, 1, 'read')",
        name);
    execute(sql);
}

static void add_lag(const char *region, int lag_s, int events)
{
    char sql[256];
    snprintf(sql, sizeof sql, "INSERT INTO delivery_lag VALUES ('012345678901', '%s', %d, %d)", region, lag_s,
             events);
    execute(sql);
}

static struct coverage loaded(void)
{
    struct coverage coverage;
    struct err err;
    if (!coverage_load(&coverage, db, &err))
        fail_msg("%s", err.text);
    return coverage;
}

static void check_phrase(const struct coverage *coverage, const char *wanted)
{
    CLEANUP(buf) struct buf phrase = {0};
    coverage_phrase(coverage, &phrase);
    assert_string_equal(buf_text(&phrase), wanted);
}

static void an_empty_case_covers_nothing(void **state)
{
    (void)state;
    CLEANUP(coverage) struct coverage coverage = loaded();
    assert_int_equal(coverage.row_count, 0);
    assert_true(coverage.never_count > 30);
    check_phrase(&coverage, "in a case without events");
}

static void hours_and_holes_are_counted_by_account_and_region(void **state)
{
    (void)state;
    add_hour(1, 1, 0, 0, 5);
    add_hour(1, 1, 1, 0, 1);
    add_hour(1, 1, 1, 1, 2);
    add_hour(1, 1, 6, 0, 1);
    add_hour(2, 2, 3, 0, 7);
    add_file("x/012345678901_CloudTrail_eu-west-1_20200401T0405Z_AbCdEfGhIjKlMnOp.json.gz");
    add_file("x/012345678901_CloudTrail_eu-west-1_20200401T0410Z_AbCdEfGhIjKlMnOq.json.gz");
    add_file("export.json");
    add_file("digest.json");
    execute("INSERT INTO digest VALUES (4, '012345678901', 'eu-west-1', 't', 'eu-west-1', 0, 1585701000, "
            "1585704600,"
            " 'o', 0, NULL, x'00')");
    CLEANUP(coverage) struct coverage coverage = loaded();
    assert_int_equal(coverage.row_count, 2);
    const struct coverage_row *row = &coverage.rows[0];
    assert_string_equal(row->account, "012345678901");
    assert_int_equal(row->events, 9);
    assert_int_equal(row->files, 2);
    assert_int_equal(row->hours_events, 3);
    assert_int_equal(row->hours_files, 1);
    assert_int_equal(row->hours_digests, 2); /* 00:30 to 01:30 */
    assert_int_equal(row->hole_hours, 3);    /* 02, 03 and 05 */
    assert_int_equal(row->longest_hole_hours, 2);
    size_t at = 0;
    int64_t from, to;
    assert_true(coverage_hole(row, &at, &from, &to));
    assert_int_equal(from, HOUR + 2);
    assert_int_equal(to, HOUR + 4);
    assert_true(coverage_hole(row, &at, &from, &to));
    assert_int_equal(from, HOUR + 5);
    assert_false(coverage_hole(row, &at, &from, &to));
    assert_int_equal(coverage.events[COVERAGE_DATA], 2);
    assert_int_equal(coverage.named_files, 2);
    assert_int_equal(coverage.other_files, 1);
    assert_int_equal(coverage.first_s, HOUR * 3600LL + 10);
    check_phrase(
        &coverage,
        "in the 2 regions we hold of 2 accounts, 2020-04-01 to 2020-04-01, management and data events");
}

static void lags_are_ranked_by_events(void **state)
{
    (void)state;
    add_hour(1, 1, 0, 0, 5);
    add_lag("eu-west-1", -5, 1);
    add_lag("eu-west-1", 60, 10);
    add_lag("eu-west-1", 120, 8);
    add_lag("eu-west-1", 600, 1);
    add_lag("us-east-1", 600, 20);
    CLEANUP(coverage) struct coverage coverage = loaded();
    const struct coverage_lag *lag = &coverage.rows[0].lag;
    assert_int_equal(lag->events, 20);
    assert_int_equal(lag->min_s, -5);
    assert_int_equal(lag->median_s, 60);
    assert_int_equal(lag->p95_s, 120);
    assert_int_equal(lag->max_s, 600);
    assert_int_equal(coverage.lag.events, 40);
    assert_int_equal(coverage.lag.median_s, 600);
}

static const char *selectors(struct arena *arena, const char *parameters)
{
    char record[1024];
    int len = snprintf(record, sizeof record, "{\"requestParameters\":%s}", parameters);
    const char *excluded = trailwindow_selectors(record, (size_t)len, arena);
    return excluded ? excluded : "nothing";
}

static void selectors_say_what_they_leave_out(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"{\"eventSelectors\":[{\"readWriteType\":\"All\",\"includeManagementEvents\":true}]}", "nothing"},
        {"{\"eventSelectors\":[{\"readWriteType\":\"WriteOnly\",\"includeManagementEvents\":true}]}",
         "management events that only read"},
        {"{\"eventSelectors\":[{\"readWriteType\":\"ReadOnly\"}]}", "management events that write"},
        {"{\"eventSelectors\":[{\"readWriteType\":\"ReadOnly\"},{\"readWriteType\":\"WriteOnly\"}]}",
         "nothing"},
        {"{\"eventSelectors\":[{\"readWriteType\":\"All\",\"includeManagementEvents\":false}]}",
         "all management events"},
        {"{\"eventSelectors\":[{\"excludeManagementEventSources\":[\"kms.amazonaws.com\",\"rdsdata.amazonaws."
         "com\"]}]}",
         "events of kms.amazonaws.com, rdsdata.amazonaws.com"},
        {"{\"advancedEventSelectors\":[{\"fieldSelectors\":[{\"field\":\"eventCategory\",\"equals\":["
         "\"Data\"]}]}]}",
         "all management events"},
        {"{\"advancedEventSelectors\":[{\"fieldSelectors\":[{\"field\":\"eventCategory\",\"equals\":["
         "\"Management\"]},"
         "{\"field\":\"readOnly\",\"equals\":[\"false\"]}]}]}",
         "management events that only read"},
        {"{\"advancedEventSelectors\":[{\"fieldSelectors\":[{\"field\":\"eventCategory\",\"equals\":["
         "\"Management\"]},"
         "{\"field\":\"eventSource\",\"notEquals\":[\"kms.amazonaws.com\"]}]}]}",
         "events of kms.amazonaws.com"},
        {"{}", "nothing"},
        {"null", "nothing"},
    };
    CLEANUP(arena) struct arena arena = {0};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_string_equal(selectors(&arena, cases[i][0]), cases[i][1]);
}

static void add_call(int event, const char *api, int outcome, const char *parameters)
{
    char sql[1024], record[512];
    snprintf(sql, sizeof sql,
             "INSERT OR IGNORE INTO api (source, name, service, base_name, access, interesting) "
             "VALUES ('cloudtrail.amazonaws.com', '%s', 'cloudtrail', '%s', 'write', 1);"
             "INSERT INTO event SELECT %d, 'e%d', %d, 0, 0, 0, 0, 0, api_id, 1, 1, 0, %d, 0, 0 FROM api "
             "WHERE name = '%s'",
             api, api, event, event, event * 100, outcome, api);
    execute(sql);
    snprintf(record, sizeof record, "{\"requestParameters\":%s}", parameters);
    CLEANUP(buf) struct buf frame = {0};
    struct codec_packer *packer = codec_packer_new();
    codec_pack(packer, record, strlen(record), &frame);
    codec_packer_free(packer);
    sqlite3_stmt *stmt;
    assert_int_equal(sqlite3_prepare_v2(db->sqlite, "INSERT INTO record VALUES (?1, ?2)", -1, &stmt, NULL),
                     SQLITE_OK);
    sqlite3_bind_int(stmt, 1, event);
    sqlite3_bind_blob(stmt, 2, frame.bytes, (int)frame.len, SQLITE_TRANSIENT);
    assert_int_equal(sqlite3_step(stmt), SQLITE_DONE);
    sqlite3_finalize(stmt);
}

static void stopping_opens_a_window_that_starting_closes(void **state)
{
    (void)state;
    add_call(1, "StopLogging", 0, "{\"name\":\"arn:aws:cloudtrail:eu-west-1:012345678901:trail/main\"}");
    add_call(2, "StopLogging", 1, "{\"name\":\"main\"}"); /* denied: changed nothing */
    add_call(3, "StartLogging", 0, "{\"name\":\"other\"}");
    add_call(4, "StartLogging", 0, "{\"name\":\"main\"}");
    add_call(5, "DeleteTrail", 0, "{\"name\":\"main\"}");
    CLEANUP(coverage) struct coverage coverage = loaded();
    assert_int_equal(coverage.window_count, 2);
    assert_string_equal(coverage.windows[0].trail, "main");
    assert_int_equal(coverage.windows[0].from_s, 100);
    assert_int_equal(coverage.windows[0].to_s, 400);
    assert_int_equal(coverage.windows[0].closed_by, 4);
    assert_string_equal(coverage.windows[0].account, "012345678901");
    assert_non_null(strstr(coverage.windows[1].excluded, "deleted"));
    assert_true(coverage.windows[1].to_s == ISOTIME_NONE);
}

static void an_update_opens_a_window_for_each_thing_it_turns_off(void **state)
{
    (void)state;
    add_call(1, "UpdateTrail", 0,
             "{\"name\":\"main\",\"isMultiRegionTrail\":false,\"enableLogFileValidation\":false}");
    add_call(2, "UpdateTrail", 0, "{\"name\":\"main\",\"isMultiRegionTrail\":true}");
    add_call(3, "PutEventSelectors", 0,
             "{\"trailName\":\"main\",\"eventSelectors\":[{\"readWriteType\":\"WriteOnly\"}]}");
    add_call(4, "PutEventSelectors", 0,
             "{\"trailName\":\"main\",\"eventSelectors\":[{\"readWriteType\":\"All\"}]}");
    CLEANUP(coverage) struct coverage coverage = loaded();
    assert_int_equal(coverage.window_count, 3);
    assert_non_null(strstr(coverage.windows[0].excluded, "regions"));
    assert_int_equal(coverage.windows[0].to_s, 200);
    assert_non_null(strstr(coverage.windows[1].excluded, "digest"));
    assert_true(coverage.windows[1].to_s == ISOTIME_NONE);
    assert_int_equal(coverage.windows[2].to_s, 400);
}

static void selectors_without_data_events_are_a_window_only_after_some(void **state)
{
    (void)state;
    static const char none[] = "{\"trailName\":\"main\",\"eventSelectors\":[{\"dataResources\":[]}]}";
    static const char some[] = "{\"trailName\":\"main\",\"eventSelectors\":[{\"dataResources\":[{\"type\":"
                               "\"AWS::S3::Object\",\"values\":[\"arn:aws:s3\"]}]}]}";
    add_call(1, "PutEventSelectors", 0, none);
    execute("INSERT INTO activity VALUES (0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 8, 1, 150, 150, 1)");
    add_call(2, "PutEventSelectors", 0, none);
    add_call(3, "PutEventSelectors", 0, some);
    CLEANUP(coverage) struct coverage coverage = loaded();
    assert_int_equal(coverage.window_count, 1);
    assert_non_null(strstr(coverage.windows[0].excluded, "data events"));
    assert_int_equal(coverage.windows[0].from_s, 200);
    assert_int_equal(coverage.windows[0].to_s, 300);
}

static int make_dir(void **state)
{
    (void)state;
    if (!mkdtemp(dir))
        return -1;
    snprintf(path, sizeof path, "%s/case.db", dir);
    return 0;
}

static int remove_dir(void **state)
{
    (void)state;
    return rmdir(dir);
}

#define CASE_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static void a_window_is_told_with_its_times_trail_and_account(void **state)
{
    (void)state;
    struct trailwindow window = {.from_s = 1585443480,
                                 .to_s = 1585456560,
                                 .account = "111122223333",
                                 .trail = "main",
                                 .excluded = "everything: the trail was stopped"};
    CLEANUP(buf) struct buf text = {0};
    coverage_window(&window, &text);
    assert_string_equal(buf_text(&text), "2020-03-29 00:58 to 04:36: trail main of 111122223333 left out "
                                         "everything: the trail was stopped");
    buf_clear(&text);
    window = (struct trailwindow){.from_s = 1585443480, .to_s = 1585456560 + 86400};
    coverage_window(&window, &text);
    assert_string_equal(buf_text(&text),
                        "2020-03-29 00:58 to 2020-03-30 04:36: trail (not named) left out all");
    buf_clear(&text);
    window.to_s = ISOTIME_NONE;
    coverage_window(&window, &text);
    assert_string_equal(buf_text(&text), "2020-03-29 00:58 on: trail (not named) left out all");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_window_is_told_with_its_times_trail_and_account),
        CASE_TEST(an_empty_case_covers_nothing),
        CASE_TEST(hours_and_holes_are_counted_by_account_and_region),
        CASE_TEST(lags_are_ranked_by_events),
        cmocka_unit_test(selectors_say_what_they_leave_out),
        CASE_TEST(stopping_opens_a_window_that_starting_closes),
        CASE_TEST(an_update_opens_a_window_for_each_thing_it_turns_off),
        CASE_TEST(selectors_without_data_events_are_a_window_only_after_some),
    };
    return cmocka_run_group_tests(tests, make_dir, remove_dir);
}
