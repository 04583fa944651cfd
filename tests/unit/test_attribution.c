// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/attribution.h"

#include "src/scope/mark_find.h"
#include "src/scope/undo.h"
#include "src/store/journal.h"
#include "tests/unit/tiny_case.h"

/*
 * Two users, two addresses. bad: 198.51.100.7 with AKIAONE and AKIATWO; good: 203.0.113.5 with AKIAONE.
 *   1 one, bad address      2 two, bad address      3 one, good address      4 two, third address
 */
static int open_case(void **state)
{
    (void)state;
    tiny_open();
    tiny_add(&(struct tiny_event){"2020-04-01T10:00:00Z", "user:ONE", NULL, "198.51.100.7", "AKIAONE",
                                  "aws-cli", "s3:ListBuckets", NULL, NULL, 0, 0});
    tiny_add(&(struct tiny_event){"2020-04-01T11:00:00Z", "user:TWO", NULL, "198.51.100.7", "AKIATWO",
                                  "aws-cli", "s3:ListBuckets", NULL, NULL, 0, 0});
    tiny_add(&(struct tiny_event){"2020-04-01T12:00:00Z", "user:ONE", NULL, "203.0.113.5", "AKIAONE", "boto3",
                                  "s3:ListBuckets", NULL, NULL, 0, 0});
    tiny_add(&(struct tiny_event){"2020-04-01T13:00:00Z", "user:TWO", NULL, "192.0.2.1", "AKIATWO", "aws-cli",
                                  "s3:ListBuckets", NULL, NULL, 0, 0});
    return 0;
}

static int close_case(void **state)
{
    (void)state;
    tiny_close();
    return 0;
}

static void mark_within(enum mark_kind kind, const char *value, enum verdict verdict, const char *since,
                        const char *until)
{
    struct err err;
    struct mark mark = {kind, value, verdict, .since_s = ISOTIME_NONE, .until_s = ISOTIME_NONE};
    if (since)
        assert_true(isotime_parse(since, strlen(since), &mark.since_s));
    if (until)
        assert_true(isotime_parse(until, strlen(until), &mark.until_s));
    if (!mark_apply(tiny_db, &mark, 1, &err))
        fail_msg("%s", err.text);
}

static void mark(enum mark_kind kind, const char *value, enum verdict verdict)
{
    mark_within(kind, value, verdict, NULL, NULL);
}

/* The events in a state, as "1 2 5". */
static void expect(const char *state, const char *events)
{
    char found[256] = "";
    sqlite3_stmt *stmt;
    sqlite3_prepare_v2(tiny_db->sqlite,
                       "SELECT coalesce(group_concat(event_id, ' '), '') FROM (SELECT event_id FROM "
                       "attribution WHERE state = ?1 ORDER BY 1)",
                       -1, &stmt, NULL);
    sqlite3_bind_text(stmt, 1, state, -1, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    snprintf(found, sizeof found, "%s", (const char *)sqlite3_column_text(stmt, 0));
    sqlite3_finalize(stmt);
    assert_string_equal(found, events);
}

static void attacker_address_attributes_what_came_from_it(void **state)
{
    (void)state;
    mark(MARK_ADDRESS, "198.51.100.7", VERDICT_ATTACKER);
    expect("attributed", "1 2");
    expect("undecided", "");
}

static void every_kind_of_attacker_mark_attributes(void **state)
{
    (void)state;
    static const struct {
        enum mark_kind kind;
        const char *value, *events;
    } cases[] = {{MARK_KEY, "AKIAONE", "1 3"},
                 {MARK_PRINCIPAL, "user:TWO", "2 4"},
                 {MARK_AGENT, "aws-cli", "1 2 4"},
                 {MARK_EVENT, "uid-3", "3"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        mark(cases[i].kind, cases[i].value, VERDICT_ATTACKER);
        expect("attributed", cases[i].events);
        mark(cases[i].kind, cases[i].value, VERDICT_NONE);
        expect("attributed", "");
    }
}

static void benign_address_beats_attacker_key(void **state)
{
    (void)state;
    mark(MARK_KEY, "AKIAONE", VERDICT_ATTACKER);
    mark(MARK_ADDRESS, "203.0.113.5", VERDICT_BENIGN);
    expect("attributed", "1");
}

static void benign_agent_beats_attacker_address_and_agent_marks_lose_to_it_too(void **state)
{
    (void)state;
    mark(MARK_ADDRESS, "198.51.100.7", VERDICT_ATTACKER);
    mark(MARK_AGENT, "aws-cli", VERDICT_ATTACKER);
    mark(MARK_KEY, "AKIATWO", VERDICT_BENIGN);
    expect("attributed", "1");
}

static void own_mark_beats_all_others(void **state)
{
    (void)state;
    mark(MARK_ADDRESS, "198.51.100.7", VERDICT_ATTACKER);
    mark(MARK_EVENT, "uid-1", VERDICT_BENIGN);
    mark(MARK_ADDRESS, "203.0.113.5", VERDICT_BENIGN);
    mark(MARK_EVENT, "uid-3", VERDICT_ATTACKER);
    expect("attributed", "2 3");
}

static void benign_principal_does_not_acquit(void **state)
{
    (void)state;
    mark(MARK_ADDRESS, "198.51.100.7", VERDICT_ATTACKER);
    mark(MARK_PRINCIPAL, "user:ONE", VERDICT_BENIGN);
    expect("attributed", "1 2");
}

static void windows_are_closed_at_both_ends(void **state)
{
    (void)state;
    mark_within(MARK_KEY, "AKIAONE", VERDICT_ATTACKER, "2020-04-01T10:00:01Z", "2020-04-01T12:00:00Z");
    expect("attributed", "3");
    mark_within(MARK_KEY, "AKIAONE", VERDICT_ATTACKER, "2020-04-01T10:00:00Z", "2020-04-01T11:59:59Z");
    expect("attributed", "1");
    mark_within(MARK_ADDRESS, "198.51.100.7", VERDICT_BENIGN, NULL, "2020-04-01T09:59:59Z");
    expect("attributed", "1");
    mark_within(MARK_ADDRESS, "198.51.100.7", VERDICT_BENIGN, NULL, "2020-04-01T10:00:00Z");
    expect("attributed", "");
}

static void what_a_compromised_thing_did_is_undecided_until_decided(void **state)
{
    (void)state;
    mark(MARK_KEY, "AKIAONE", VERDICT_COMPROMISED);
    expect("undecided", "1 3");
    mark(MARK_ADDRESS, "198.51.100.7", VERDICT_ATTACKER);
    expect("attributed", "1 2");
    expect("undecided", "3");
    mark(MARK_EVENT, "uid-3", VERDICT_BENIGN);
    expect("undecided", "");
}

/* What an issuing call says by itself, as ingest would write it down. */
static void issue(int64_t event_id, const char *what, const char *issued, const char *session,
                  const char *target)
{
    tiny_sql(
        "INSERT INTO issuance (event_id, what, time_s, together, parent_kind, parent, issued, session, "
        "target, account) SELECT event_id, %Q, time_s, 'event ' || event_id, 'principal', p.key, %Q, %Q, "
        "%Q, '111122223333' FROM event JOIN principal AS p USING (principal_id) WHERE event_id = %lld",
        what, issued, session, target, (long long)event_id);
}

static int64_t call(const char *time, const char *principal, const char *session, const char *address,
                    const char *key, const char *api)
{
    return tiny_add(
        &(struct tiny_event){time, principal, session, address, key, "boto3", api, NULL, NULL, 0, 0});
}

/* 5 makes the user EVE, who (6) takes a role; 7 is that session under another key than the issued one, 8
 * another session with the issued key, 9 has nothing to do with it. */
static void add_chain(void)
{
    call("2020-04-02T10:00:00Z", "user:ONE", NULL, "198.51.100.7", "AKIAONE", "iam:CreateUser");
    call("2020-04-02T10:01:00Z", "user:EVE", NULL, "192.0.2.9", "AKIAEVE", "sts:AssumeRole");
    call("2020-04-02T10:02:00Z", "role:AROAX", "role:AROAX:eve@2020-04-02T10:01:00Z", "192.0.2.10",
         "ASIAOTHER", "s3:ListBuckets");
    call("2020-04-02T10:03:00Z", "role:AROAX", "role:AROAX:web@2020-04-02T10:01:00Z", "192.0.2.11", "ASIANEW",
         "s3:ListBuckets");
    call("2020-04-02T10:04:00Z", "role:AROAX", NULL, "192.0.2.12", "ASIAWEB", "s3:ListBuckets");
    issue(5, "principal", "user:EVE", NULL, "EVE");
    issue(6, "session", "ASIANEW", "role:AROAX:eve@2020-04-02T10:01:00Z", NULL);
}

static void what_an_attributed_event_issued_is_the_attackers_to_a_fixpoint(void **state)
{
    (void)state;
    add_chain();
    mark(MARK_ADDRESS, "198.51.100.7", VERDICT_ATTACKER);
    expect("attributed", "1 2 5 6 7 8");
    assert_int_equal(tiny_int("SELECT count(*) FROM derived_mark"), 3);
    assert_int_equal(tiny_int("SELECT count(*) FROM derived_mark WHERE reason = 'came from the attacker''s "
                              "AssumeRole (exact key)'"),
                     1);
    mark(MARK_ADDRESS, "192.0.2.9", VERDICT_BENIGN);
    expect("attributed", "1 2 5");
}

static void analysts_mark_beats_the_derived_one(void **state)
{
    (void)state;
    add_chain();
    mark(MARK_ADDRESS, "198.51.100.7", VERDICT_ATTACKER);
    mark(MARK_SESSION, "role:AROAX:web@2020-04-02T10:01:00Z", VERDICT_BENIGN);
    expect("attributed", "1 2 5 6 7");
}

static void what_the_attacker_made_is_theirs_though_marked_compromised_before(void **state)
{
    (void)state;
    add_chain();
    mark(MARK_PRINCIPAL, "user:EVE", VERDICT_COMPROMISED);
    expect("undecided", "6");
    mark(MARK_ADDRESS, "198.51.100.7", VERDICT_ATTACKER);
    expect("attributed", "1 2 5 6 7 8");
}

static void failed_call_issues_nothing(void **state)
{
    (void)state;
    add_chain();
    tiny_sql("DELETE FROM issuance WHERE event_id = 5"); /* ingest writes none for what failed */
    mark(MARK_ADDRESS, "198.51.100.7", VERDICT_ATTACKER);
    expect("attributed", "1 2 5");
}

static void password_set_for_a_victim_makes_them_compromised_from_then_on(void **state)
{
    (void)state;
    call("2020-04-01T12:30:00Z", "user:ONE", NULL, "198.51.100.7", "AKIAONE", "iam:UpdateLoginProfile");
    issue(5, "login", "111122223333:TWO@2020-04-01T12:30:00Z", NULL, "TWO");
    mark(MARK_ADDRESS, "198.51.100.7", VERDICT_ATTACKER);
    expect("attributed", "1 2 5");
    expect("undecided", "4");
}

static void console_session_on_a_password_the_attacker_set_is_theirs(void **state)
{
    (void)state;
    call("2020-04-01T12:30:00Z", "user:ONE", NULL, "198.51.100.7", "AKIAONE", "iam:UpdateLoginProfile");
    issue(5, "login", "111122223333:TWO@2020-04-01T12:30:00Z", NULL, "TWO");
    call("2020-04-01T12:40:00Z", "user:TWO", "user:TWO@2020-04-01T12:40:00Z", "192.0.2.77", NULL,
         "signin:ConsoleLogin");
    issue(6, "sign-in", NULL, "user:TWO@2020-04-01T12:40:00Z", NULL);
    tiny_sql(
        "UPDATE session SET kind = 'console', created_s = (SELECT time_s FROM event WHERE event_id = 6)");
    mark(MARK_ADDRESS, "198.51.100.7", VERDICT_ATTACKER);
    expect("attributed", "1 2 5 6");
    expect("undecided", "4");
}

static void key_made_for_another_user_is_the_attackers_and_the_users_own_is_not(void **state)
{
    (void)state;
    call("2020-04-01T12:30:00Z", "user:ONE", NULL, "198.51.100.7", "AKIAONE", "iam:CreateAccessKey");
    issue(5, "key", "AKIATWO2", NULL, "TWO");
    call("2020-04-01T14:00:00Z", "user:TWO", NULL, "192.0.2.1", "AKIATWO2", "s3:ListBuckets");
    mark(MARK_ADDRESS, "198.51.100.7", VERDICT_ATTACKER);
    expect("attributed", "1 2 5 6");
}

static void either_record_of_a_call_in_two_accounts_attributes_what_it_issued(void **state)
{
    (void)state;
    call("2020-04-01T12:30:00Z", "user:ONE", NULL, "198.51.100.7", "AKIAONE", "sts:AssumeRole");
    call("2020-04-01T12:30:00Z", "acct:ONE", NULL, "198.51.100.7", NULL, "sts:AssumeRole");
    issue(5, "session", "ASIAX", NULL, NULL);
    issue(6, "session", "ASIAX", NULL, NULL);
    tiny_sql("UPDATE issuance SET together = 'both'");
    call("2020-04-01T12:31:00Z", "role:X", "role:X@1", "192.0.2.50", "ASIAX", "s3:ListBuckets");
    mark(MARK_EVENT, "uid-6", VERDICT_ATTACKER);
    expect("attributed", "6 7");
    mark(MARK_EVENT, "uid-6", VERDICT_NONE);
    mark(MARK_EVENT, "uid-5", VERDICT_ATTACKER);
    expect("attributed", "5 7");
}

static void plausible_edge_does_not_attribute(void **state)
{
    (void)state;
    call("2020-04-01T12:30:00Z", "user:ONE", NULL, "198.51.100.7", "AKIAONE", "sts:AssumeRole");
    call("2020-04-01T12:40:00Z", "role:X", "role:X@1", "192.0.2.50", "ASIAX", "s3:ListBuckets");
    issue(5, "session", NULL, NULL, NULL);
    tiny_sql("UPDATE issuance SET role_arn = 'arn:x', session_name = '1'");
    tiny_sql("UPDATE principal SET arn = 'arn:x' WHERE key = 'role:X'");
    tiny_sql("UPDATE session SET name = '1'");
    mark(MARK_ADDRESS, "198.51.100.7", VERDICT_ATTACKER);
    assert_int_equal(tiny_int("SELECT count(*) FROM edge WHERE strength = 'plausible'"), 1);
    expect("attributed", "1 2 5");
}

static void order_of_marks_does_not_matter(void **state)
{
    (void)state;
    static const struct mark marks[] = {
        {MARK_ADDRESS, "198.51.100.7", VERDICT_ATTACKER, ISOTIME_NONE, ISOTIME_NONE, NULL, NULL, 0, 0, 0},
        {MARK_KEY, "AKIAONE", VERDICT_COMPROMISED, ISOTIME_NONE, ISOTIME_NONE, NULL, NULL, 0, 0, 0},
        {MARK_KEY, "AKIATWO", VERDICT_ATTACKER, ISOTIME_NONE, ISOTIME_NONE, NULL, NULL, 0, 0, 0},
        {MARK_ADDRESS, "192.0.2.1", VERDICT_BENIGN, ISOTIME_NONE, ISOTIME_NONE, NULL, NULL, 0, 0, 0},
    };
    static const char digest[] = "SELECT sum(event_id * event_id * (1 + (state = 'undecided') * 100) * "
                                 "(1 + length(kind || value))) FROM attribution";
    struct err err;
    add_chain();
    assert_true(mark_apply(tiny_db, marks, 4, &err));
    int64_t expected = tiny_int(digest);
    for (int first = 0; first < 4; first++)
        for (int step = 1; step < 4; step += 2) {
            tiny_sql("DELETE FROM mark");
            for (int i = 0; i < 4; i++)
                assert_true(mark_apply(tiny_db, &marks[(first + i * step) % 4], 1, &err));
            assert_int_equal(tiny_int(digest), expected);
        }
}

static void undo_puts_back_what_was_there(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena arena = {0};
    const char *text;
    struct err err;
    struct journal_check check;
    mark(MARK_KEY, "AKIAONE", VERDICT_COMPROMISED);
    mark_within(MARK_KEY, "AKIAONE", VERDICT_ATTACKER, "2020-04-01T11:00:00Z", NULL);
    mark(MARK_KEY, "AKIAONE", VERDICT_NONE);
    assert_true(undo_last(tiny_db, &arena, &text, &err));
    assert_string_equal(text, "mark key AKIAONE without verdict");
    expect("attributed", "3");
    assert_true(undo_last(tiny_db, &arena, &text, &err));
    expect("undecided", "1 3");
    assert_true(undo_last(tiny_db, &arena, &text, &err));
    expect("undecided", "");
    assert_true(undo_last(tiny_db, &arena, &text, &err));
    assert_null(text);
    assert_true(journal_verify(tiny_db, &check, &err));
    assert_int_equal(check.rows, 6);
    assert_int_equal(check.broken_at, 0);
}

static void typed_values_are_found_or_explained(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena arena = {0};
    enum mark_kind kind;
    const char *value;
    struct err err;
    assert_true(mark_find_typed(tiny_db, "principal:one", &arena, &kind, &value, &err));
    assert_string_equal(value, "user:ONE");
    assert_true(mark_find_typed(tiny_db, "ip:203.0.113.5", &arena, &kind, &value, &err));
    assert_int_equal(kind, MARK_ADDRESS);
    assert_true(mark_find_typed(tiny_db, "event:2", &arena, &kind, &value, &err));
    assert_string_equal(value, "uid-2");
    assert_false(mark_find_typed(tiny_db, "key:AKIANONE", &arena, &kind, &value, &err));
    assert_non_null(strstr(err.text, "there is no key AKIANONE"));
    tiny_sql("INSERT INTO principal (key, type, name) VALUES ('role:X', 'AssumedRole', 'ONE')");
    assert_false(mark_find_typed(tiny_db, "principal:ONE", &arena, &kind, &value, &err));
    assert_non_null(strstr(err.text, "role:X"));
    assert_non_null(strstr(err.text, "user:ONE"));
    assert_true(mark_find_typed(tiny_db, "principal:role:X", &arena, &kind, &value, &err));
    assert_false(mark_find_typed(tiny_db, "AKIAONE", &arena, &kind, &value, &err));
}

#define ON_CASE(test) cmocka_unit_test_setup_teardown(test, open_case, close_case)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_CASE(attacker_address_attributes_what_came_from_it),
        ON_CASE(every_kind_of_attacker_mark_attributes),
        ON_CASE(benign_address_beats_attacker_key),
        ON_CASE(benign_agent_beats_attacker_address_and_agent_marks_lose_to_it_too),
        ON_CASE(own_mark_beats_all_others),
        ON_CASE(benign_principal_does_not_acquit),
        ON_CASE(windows_are_closed_at_both_ends),
        ON_CASE(what_a_compromised_thing_did_is_undecided_until_decided),
        ON_CASE(what_an_attributed_event_issued_is_the_attackers_to_a_fixpoint),
        ON_CASE(analysts_mark_beats_the_derived_one),
        ON_CASE(what_the_attacker_made_is_theirs_though_marked_compromised_before),
        ON_CASE(failed_call_issues_nothing),
        ON_CASE(password_set_for_a_victim_makes_them_compromised_from_then_on),
        ON_CASE(console_session_on_a_password_the_attacker_set_is_theirs),
        ON_CASE(key_made_for_another_user_is_the_attackers_and_the_users_own_is_not),
        ON_CASE(either_record_of_a_call_in_two_accounts_attributes_what_it_issued),
        ON_CASE(plausible_edge_does_not_attribute),
        ON_CASE(order_of_marks_does_not_matter),
        ON_CASE(undo_puts_back_what_was_there),
        ON_CASE(typed_values_are_found_or_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
