// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Each joining rule by itself, on records as CloudTrail writes them, taken in by the real ingest; then that
 * the same evidence in any split and order gives the same edges.
 */
#include "src/ingest/import.h"
#include "src/model/issuance.h"
#include "src/scope/lineage.h"
#include "src/scope/lineage_tree.h"
#include "tests/unit/tiny_case.h"

enum { FILES_MOST = 24 };

static char files[FILES_MOST][128];
static size_t file_count;

#define USER(name, id)                                                                                       \
    "{\"type\":\"IAMUser\",\"principalId\":\"" id "\",\"arn\":\"arn:aws:iam::111122223333:user/" name        \
    "\",\"accountId\":\"111122223333\",\"userName\":\"" name "\",\"accessKeyId\":\"AKIA" id "\"}"
#define ROLE(id, session, key, created)                                                                      \
    "{\"type\":\"AssumedRole\",\"principalId\":\"" id ":" session                                            \
    "\",\"arn\":\"arn:aws:sts::111122223333:assumed-role/r/" session                                         \
    "\",\"accountId\":\"111122223333\",\"accessKeyId\":\"" key                                               \
    "\",\"sessionContext\":{\"sessionIssuer\":{\"type\":\"Role\",\"principalId\":\"" id                      \
    "\",\"arn\":\"arn:aws:iam::111122223333:role/path/"                                                      \
    "r\",\"accountId\":\"111122223333\",\"userName\":\"r\"},"                                                \
    "\"attributes\":{" created "}}}"
#define CREATED(time) "\"creationDate\":\"" time "\",\"mfaAuthenticated\":\"false\""

static void record(const char *id, const char *time, const char *source, const char *name,
                   const char *identity, const char *more)
{
    char *path = files[file_count++];
    snprintf(path, sizeof files[0], "%s/%02zu.json", tiny_folder, file_count);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(
        file,
        "{\"Records\":[{\"eventVersion\":\"1.08\",\"eventID\":\"%s\",\"eventTime\":\"%s\",\"eventSource\":"
        "\"%s.amazonaws.com\",\"eventName\":\"%s\",\"awsRegion\":\"us-east-1\",\"eventType\":\"%s\","
        "\"sourceIPAddress\":\"198.51.100.7\",\"recipientAccountId\":\"111122223333\",\"userIdentity\":%s%s%"
        "s}]}\n",
        id, time, source, name, strcmp(source, "signin") == 0 ? "AwsConsoleSignIn" : "AwsApiCall", identity,
        *more ? "," : "", more);
    assert_int_equal(fclose(file), 0);
}

static void take_in(size_t from, size_t count)
{
    struct err err;
    CLEANUP(import_report) struct import_report report = {0};
    const char *paths[FILES_MOST];
    for (size_t i = 0; i < count; i++)
        paths[i] = files[from + i];
    struct import_options options = {.paths = paths, .count = count, .threads = 1};
    if (!import_run(tiny_db, &options, &report, &err) || !lineage_refresh(tiny_db, &err))
        fail_msg("%s", err.text);
    assert_int_equal(report.rejected, 0);
}

static int open_case(void **state)
{
    (void)state;
    file_count = 0;
    tiny_open();
    return 0;
}

static int close_case(void **state)
{
    (void)state;
    for (size_t i = 0; i < file_count; i++)
        unlink(files[i]);
    tiny_close();
    return 0;
}

/* The edge of a child as "parent (rule, strength)". */
static void expect(const char *child, const char *edge)
{
    sqlite3_stmt *stmt;
    sqlite3_prepare_v2(
        tiny_db->sqlite,
        "SELECT parent_kind || ' ' || parent || ' (' || rule || ', ' || strength || ')' FROM edge "
        "WHERE child_kind || ' ' || child = ?1",
        -1, &stmt, NULL);
    sqlite3_bind_text(stmt, 1, child, -1, SQLITE_STATIC);
    if (sqlite3_step(stmt) != SQLITE_ROW)
        fail_msg("nothing leads to %s", child);
    assert_string_equal((const char *)sqlite3_column_text(stmt, 0), edge);
    sqlite3_finalize(stmt);
}

#define ASSUMED(key, role)                                                                                   \
    "\"requestParameters\":{\"roleArn\":\"arn:aws:iam::111122223333:role/path/"                              \
    "r\",\"roleSessionName\":\"s\"},"                                                                        \
    "\"responseElements\":{\"credentials\":{\"accessKeyId\":\"" key                                          \
    "\",\"expiration\":\"Jul 10, 2023, 1:00:00 PM\"}" role "}"
#define ROLE_USER ",\"assumedRoleUser\":{\"assumedRoleId\":\"AROAR:s\",\"arn\":\"a\"}"

static void make_exact_key(void)
{
    record("e1", "2023-07-10T12:00:00Z", "sts", "AssumeRole", USER("alice", "AIDAA"),
           ASSUMED("ASIAONE", ROLE_USER));
    record("e2", "2023-07-10T12:01:00Z", "s3", "ListBuckets",
           ROLE("AROAR", "s", "ASIAONE", CREATED("2023-07-10T12:00:00Z")), "");
}

static void issued_key_that_is_used_is_certain(void **state)
{
    (void)state;
    make_exact_key();
    take_in(0, file_count);
    expect("session role:AROAR:s@2023-07-10T12:00:00Z", "key AKIAAIDAA (exact key, certain)");
    assert_int_equal(tiny_int("SELECT expires_s FROM edge"), 1688994000);
}

static void brokered_session_under_another_key_is_joined_by_role_session_and_moment(void **state)
{
    (void)state;
    record("e1", "2023-07-10T12:00:00Z", "sts", "AssumeRole", USER("alice", "AIDAA"),
           ASSUMED("ASIAONE", ROLE_USER));
    record("e2", "2023-07-10T12:01:00Z", "s3", "ListBuckets",
           ROLE("AROAR", "s", "ASIAOTHER", CREATED("2023-07-10T12:00:00Z")), "");
    record("e3", "2023-07-10T12:01:00Z", "s3", "ListBuckets",
           ROLE("AROAR", "s", "ASIALATER", CREATED("2023-07-10T12:00:01Z")), "");
    take_in(0, file_count);
    expect("session role:AROAR:s@2023-07-10T12:00:00Z", "key AKIAAIDAA (role session, strong)");
    assert_int_equal(tiny_int("SELECT count(*) FROM edge"), 1);
}

static void instance_session_is_joined_by_role_arn_name_and_moment(void **state)
{
    (void)state;
    record("e1", "2023-07-10T12:00:00Z", "sts", "AssumeRole",
           "{\"type\":\"AWSService\",\"invokedBy\":\"ec2.amazonaws.com\"}", ASSUMED("ASIAONE", ""));
    record("e2", "2023-07-10T12:01:00Z", "s3", "ListBuckets",
           ROLE("AROAR", "s", "ASIAOTHER", CREATED("2023-07-10T12:00:00Z")), "");
    take_in(0, file_count);
    expect("session role:AROAR:s@2023-07-10T12:00:00Z",
           "principal svc:ec2.amazonaws.com (role session, strong)");
}

static void session_without_a_date_is_only_plausible(void **state)
{
    (void)state;
    record("e1", "2023-07-10T12:00:00Z", "sts", "AssumeRole", USER("alice", "AIDAA"),
           ASSUMED("ASIAONE", ROLE_USER));
    record("e2", "2023-07-10T13:00:00Z", "s3", "ListBuckets", ROLE("AROAR", "s", "ASIAOTHER", ""), "");
    take_in(0, file_count);
    expect("session ASIAOTHER", "key AKIAAIDAA (time window, plausible)");
}

#define TWIN(key, role) ASSUMED(key, role) ",\"sharedEventID\":\"shared-1\""

static void of_two_records_of_one_call_the_one_with_the_credential_is_the_parent(void **state)
{
    (void)state;
    record("e1", "2023-07-10T12:00:00Z", "sts", "AssumeRole",
           "{\"type\":\"AWSAccount\",\"principalId\":\"AIDAA\",\"accountId\":\"444455556666\"}",
           TWIN("ASIAONE", ROLE_USER));
    record("e2", "2023-07-10T12:00:00Z", "sts", "AssumeRole", USER("alice", "AIDAA"),
           "\"sharedEventID\":\"shared-1\"");
    record("e3", "2023-07-10T12:01:00Z", "s3", "ListBuckets",
           ROLE("AROAR", "s", "ASIAONE", CREATED("2023-07-10T12:00:00Z")), "");
    take_in(0, file_count);
    expect("session role:AROAR:s@2023-07-10T12:00:00Z", "key AKIAAIDAA (exact key, certain)");
}

#define CONSOLE(key, created)                                                                                \
    "{\"type\":\"IAMUser\",\"principalId\":\"AIDAB\",\"arn\":\"arn:aws:iam::111122223333:user/bob\","        \
    "\"accountId\":\"111122223333\",\"userName\":\"bob\"" key                                                \
    ",\"sessionContext\":{\"attributes\":{" created "}}}"

static void make_console(void)
{
    record("c1", "2023-07-10T11:00:00Z", "iam", "UpdateLoginProfile", USER("alice", "AIDAA"),
           "\"requestParameters\":{\"userName\":\"bob\"},\"responseElements\":null");
    record("c2", "2023-07-10T12:00:00Z", "signin", "ConsoleLogin",
           "{\"type\":\"IAMUser\",\"principalId\":\"AIDAB\",\"accountId\":\"111122223333\",\"userName\":"
           "\"bob\"}",
           "\"responseElements\":{\"ConsoleLogin\":\"Success\"}");
    record("c3", "2023-07-10T12:01:00Z", "s3", "ListBuckets",
           CONSOLE(",\"accessKeyId\":\"ASIAC1\"", CREATED("2023-07-10T12:00:00Z")), "");
    record("c4", "2023-07-10T12:02:00Z", "s3", "ListBuckets",
           CONSOLE(",\"accessKeyId\":\"ASIAC2\"", CREATED("2023-07-10T12:00:00Z")), "");
}

static void console_session_of_many_keys_rests_on_the_password_set_last(void **state)
{
    (void)state;
    make_console();
    take_in(0, file_count);
    expect("session user:AIDAB@2023-07-10T12:00:00Z",
           "login 111122223333:bob@2023-07-10T11:00:00Z (console sign-in, strong)");
    expect("login 111122223333:bob@2023-07-10T11:00:00Z", "key AKIAAIDAA (named in the reply, certain)");
    assert_int_equal(tiny_int("SELECT count(*) FROM session"), 1);
}

static void federation_token_outlives_and_new_keys_and_users_are_named(void **state)
{
    (void)state;
    record("f1", "2023-07-10T12:00:00Z", "sts", "GetFederationToken", USER("alice", "AIDAA"),
           "\"requestParameters\":{\"name\":\"f\",\"durationSeconds\":129600},\"responseElements\":{"
           "\"credentials\":{\"accessKeyId\":\"ASIAFED\"},\"federatedUser\":{\"federatedUserId\":"
           "\"111122223333:f\"}}");
    record(
        "f2", "2023-07-10T12:05:00Z", "iam", "CreateAccessKey", USER("alice", "AIDAA"),
        "\"requestParameters\":{\"userName\":\"bob\"},\"responseElements\":{\"accessKey\":{\"accessKeyId\":"
        "\"AKIANEW\"}}");
    record("f3", "2023-07-10T12:06:00Z", "iam", "CreateUser", USER("alice", "AIDAA"),
           "\"requestParameters\":{\"userName\":\"eve\"},\"responseElements\":{\"user\":{\"userId\":"
           "\"AIDAE\"}}");
    record("f4", "2023-07-10T12:07:00Z", "iam", "DeleteAccessKey", USER("alice", "AIDAA"),
           "\"requestParameters\":{\"accessKeyId\":\"AKIANEW\",\"userName\":\"bob\"}");
    take_in(0, file_count);
    expect("key ASIAFED", "key AKIAAIDAA (named in the reply, certain)");
    expect("key AKIANEW", "key AKIAAIDAA (named in the reply, certain)");
    expect("principal user:AIDAE", "key AKIAAIDAA (named in the reply, certain)");

    struct err err;
    CLEANUP(lineage_tree) struct lineage_tree tree = {0};
    const struct lineage_thing thing = {"key", "AKIAAIDAA"};
    if (!lineage_tree_load(&tree, tiny_db, &thing, ISOTIME_NONE, &err))
        fail_msg("%s", err.text);
    assert_int_equal(tree.count, 5); /* the user, the key, and what came from it */
    assert_int_equal(tree.self, 1);
    assert_int_equal(tree.live, 1);
    assert_int_equal(tree.lasting, 1); /* eve: bob's new key was deleted again */
    assert_int_equal(tree.until_s, 1688990400 + 129600);
    assert_string_equal(tree.nodes[1].unproven, "its CreateAccessKey is not in these logs");
}

static void expect_state(const char *key, enum lineage_state state)
{
    struct err err;
    CLEANUP(lineage_tree) struct lineage_tree tree = {0};
    const struct lineage_thing thing = {"key", key};
    if (!lineage_tree_load(&tree, tiny_db, &thing, ISOTIME_NONE, &err))
        fail_msg("%s", err.text);
    assert_int_equal(tree.nodes[tree.self].state, state);
}

static void key_that_was_switched_off_and_not_on_again_is_disabled(void **state)
{
    (void)state;
    record("d1", "2023-07-10T12:00:00Z", "iam", "UpdateAccessKey", USER("alice", "AIDAA"),
           "\"requestParameters\":{\"accessKeyId\":\"AKIAAIDAA\",\"userName\":\"alice\",\"status\":"
           "\"Inactive\"}");
    record(
        "d2", "2023-07-10T13:00:00Z", "iam", "UpdateAccessKey", USER("alice", "AIDAA"),
        "\"requestParameters\":{\"accessKeyId\":\"AKIAAIDAA\",\"userName\":\"alice\",\"status\":\"Active\"}");
    take_in(0, 1);
    expect_state("AKIAAIDAA", LINEAGE_DISABLED);
    take_in(1, 1);
    expect_state("AKIAAIDAA", LINEAGE_LASTS);
}

static void keys_that_made_each_other_are_there_once(void **state)
{
    (void)state;
    tiny_add(&(struct tiny_event){"2023-07-10T12:00:00Z", "user:ONE", NULL, NULL, "AKIAONE", NULL,
                                  "iam:CreateAccessKey", NULL, NULL, 0, 0});
    struct err err;
    assert_true(lineage_refresh(tiny_db, &err));
    tiny_sql(
        "INSERT INTO edge VALUES ('key', 'AKIAONE', 'key', 'AKIATWO', 1, 'exact key', 'certain', 1, NULL),"
        "('key', 'AKIATWO', 'key', 'AKIAONE', 1, 'exact key', 'certain', 1, NULL)");
    CLEANUP(lineage_tree) struct lineage_tree tree = {0};
    const struct lineage_thing thing = {"key", "AKIAONE"};
    if (!lineage_tree_load(&tree, tiny_db, &thing, ISOTIME_NONE, &err))
        fail_msg("%s", err.text);
    assert_int_equal(tree.count, 2);
}

static void times_of_both_spellings_are_read(void **state)
{
    (void)state;
    int64_t time_s;
    assert_true(issuance_time("Jul 10, 2023 12:25:04 PM", &time_s));
    assert_int_equal(time_s, 1688991904);
    assert_true(issuance_time("Jul 10, 2023, 6:18:41 AM", &time_s));
    assert_int_equal(time_s, 1688969921);
    assert_true(issuance_time("Jul 1, 2023, 12:00:00 AM", &time_s));
    assert_int_equal(time_s, 1688169600);
    assert_false(issuance_time("Foo 10, 2023, 6:18:41 AM", &time_s));
    assert_false(issuance_time("Jul 10, 2023, 13:18:41 AM", &time_s));
}

static void issuing_calls_stand_in_order_for_bisection(void **state)
{
    (void)state;
    const char *source, *name, *before = "";
    for (size_t i = 0; issuance_call(i, &source, &name); i++) {
        assert_true(strcmp(before, name) <= 0);
        before = name;
    }
}

static void edges_text(struct buf *out)
{
    sqlite3_stmt *stmt;
    sqlite3_prepare_v2(
        tiny_db->sqlite,
        "SELECT child_kind || child || parent_kind || parent || rule || strength || e.uid FROM edge "
        "JOIN event AS e USING (event_id) ORDER BY 1",
        -1, &stmt, NULL);
    while (sqlite3_step(stmt) == SQLITE_ROW)
        buf_fmt(out, "%s\n", (const char *)sqlite3_column_text(stmt, 0));
    sqlite3_finalize(stmt);
}

static void shuffle(unsigned *seed)
{
    char kept[sizeof files[0]];
    for (size_t i = file_count - 1; i > 0; i--) {
        *seed = *seed * 1103515245 + 12345;
        size_t j = *seed / 65536 % (i + 1);
        memcpy(kept, files[i], sizeof kept);
        memmove(files[i], files[j], sizeof kept);
        memcpy(files[j], kept, sizeof kept);
    }
}

/* What was joined bit by bit is what joining the whole gives. */
static void expect_whole(void)
{
    struct err err;
    CLEANUP(buf) struct buf grown = {0}, whole = {0};
    edges_text(&grown);
    tiny_sql("DELETE FROM meta WHERE name IN ('lineage_to', 'lineage_events')");
    assert_true(lineage_refresh(tiny_db, &err));
    edges_text(&whole);
    assert_string_equal(buf_text(&grown), buf_text(&whole));
    assert_int_equal(tiny_int("SELECT count(*) FROM lineage_todo"), 0);
}

static void any_split_and_order_of_the_evidence_gives_the_same_edges(void **state)
{
    (void)state;
    CLEANUP(buf) struct buf wanted = {0};
    unsigned seed = 4;
    make_exact_key();
    make_console();
    record("e4", "2023-07-10T12:00:00Z", "sts", "AssumeRole", USER("carol", "AIDAC"),
           ASSUMED("ASIATWO", ROLE_USER));
    record("e5", "2023-07-10T12:01:30Z", "s3", "ListBuckets",
           ROLE("AROAR", "s", "ASIATWO", CREATED("2023-07-10T12:00:00Z")), "");
    record("e6", "2023-07-10T12:30:00Z", "sts", "AssumeRole",
           ROLE("AROAR", "s", "ASIATWO", CREATED("2023-07-10T12:00:00Z")), ASSUMED("ASIACHAIN", ROLE_USER));
    record("e7", "2023-07-10T12:31:00Z", "s3", "ListBuckets",
           ROLE("AROAR", "s", "ASIACHAIN", CREATED("2023-07-10T12:30:00Z")), "");
    take_in(0, file_count);
    edges_text(&wanted);
    assert_non_null(strstr(buf_text(&wanted), "12:30:00Zsessionrole:AROAR:s@2023-07-10T12:00:00Zexact key"));
    for (int turn = 0; turn < 12; turn++) {
        CLEANUP(buf) struct buf got = {0};
        db_close(tiny_db);
        unlink(tiny_path);
        struct err err;
        assert_true(db_open(&tiny_db, tiny_path, DB_MAKE, &err));
        shuffle(&seed);
        for (size_t at = 0; at < file_count;) {
            size_t some = 1 + (size_t)turn % 4;
            some = some < file_count - at ? some : file_count - at;
            take_in(at, some);
            expect_whole();
            at += some;
        }
        edges_text(&got);
        assert_string_equal(buf_text(&got), buf_text(&wanted));
    }
}

static void case_of_before_reads_its_issuing_calls_from_the_records(void **state)
{
    (void)state;
    CLEANUP(buf) struct buf wanted = {0}, got = {0};
    struct err err;
    make_exact_key();
    make_console();
    take_in(0, file_count);
    edges_text(&wanted);
    tiny_sql("DELETE FROM edge");
    tiny_sql("DELETE FROM issuance");
    tiny_sql("INSERT INTO meta SELECT 'issuance_missing_to', max(event_id) FROM event");
    if (!lineage_refresh(tiny_db, &err))
        fail_msg("%s", err.text);
    edges_text(&got);
    assert_string_equal(buf_text(&got), buf_text(&wanted));
    assert_int_equal(tiny_int("SELECT count(*) FROM meta WHERE name = 'issuance_missing_to'"), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_case, close_case)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(issued_key_that_is_used_is_certain),
        TEST(brokered_session_under_another_key_is_joined_by_role_session_and_moment),
        TEST(instance_session_is_joined_by_role_arn_name_and_moment),
        TEST(session_without_a_date_is_only_plausible),
        TEST(of_two_records_of_one_call_the_one_with_the_credential_is_the_parent),
        TEST(console_session_of_many_keys_rests_on_the_password_set_last),
        TEST(federation_token_outlives_and_new_keys_and_users_are_named),
        TEST(key_that_was_switched_off_and_not_on_again_is_disabled),
        TEST(keys_that_made_each_other_are_there_once),
        TEST(any_split_and_order_of_the_evidence_gives_the_same_edges),
        TEST(case_of_before_reads_its_issuing_calls_from_the_records),
        cmocka_unit_test(times_of_both_spellings_are_read),
        cmocka_unit_test(issuing_calls_stand_in_order_for_bisection),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
