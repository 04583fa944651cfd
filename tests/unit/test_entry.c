// SPDX-License-Identifier: GPL-3.0-or-later
/* How did they get in: each way in by itself, on a case made for it. */
#include "src/scope/mark.h"
#include "src/scope/questions.h"
#include "tests/unit/tiny_case.h"

#include <inttypes.h>

#define BAD  "198.51.100.7"
#define GOOD "203.0.113.5"

static int open_case(void **state)
{
    (void)state;
    tiny_open();
    return 0;
}

static int close_case(void **state)
{
    (void)state;
    tiny_close();
    return 0;
}

struct who {
    const char *principal, *session, *address, *key;
};

static int64_t call(const char *time, struct who who, const char *api, int outcome)
{
    return tiny_add(&(struct tiny_event){time, who.principal, who.session, who.address, who.key, "aws-cli",
                                         api, NULL, outcome ? "Failed" : NULL, outcome, 0});
}

static void issue(int64_t event_id, const char *what, const char *issued, const char *session,
                  const char *target)
{
    tiny_sql("INSERT INTO issuance (event_id, what, time_s, together, parent_kind, parent, issued, session, "
             "target, account) SELECT event_id, %Q, time_s, 'event ' || event_id, 'principal', p.key, %Q, "
             "%Q, %Q, '111122223333' FROM event JOIN principal AS p USING (principal_id) WHERE event_id = "
             "%lld",
             what, issued, session, target, (long long)event_id);
}

static void answer(struct questions *questions)
{
    struct mark mark = {MARK_ADDRESS, BAD, VERDICT_ATTACKER, .since_s = ISOTIME_NONE,
                        .until_s = ISOTIME_NONE};
    struct err err;
    if (!mark_apply(tiny_db, &mark, 1, &err) || !questions_load(questions, tiny_db, &err))
        fail_msg("%s", err.text);
}

/* The nth claim says all of the words, has so many events and of them the one given. */
static void expect(const struct questions *questions, size_t nth, size_t events, int64_t event,
                   const char *const words[4])
{
    const struct question *entry = &questions->items[QUESTION_ENTRY];
    bool has = false;
    assert_true(nth < entry->claim_count);
    const struct claim *claim = &entry->claims[nth];
    for (size_t i = 0; i < 4 && words[i]; i++)
        if (!strstr(claim->text, words[i]))
            fail_msg("\"%s\" does not say \"%s\"", claim->text, words[i]);
    assert_non_null(strstr(claim->text, "Would settle it: "));
    assert_int_equal(claim->event_count, events);
    for (size_t i = 0; i < claim->event_count; i++)
        has |= claim->events[i] == event;
    assert_true(has);
}

static void expect_answer(const struct questions *questions, const char *words)
{
    const char *answer = questions->items[QUESTION_ENTRY].answer;
    assert_non_null(strstr(answer, "Not provable from these logs"));
    if (!strstr(answer, words))
        fail_msg("\"%s\" does not say \"%s\"", answer, words);
}

static void instance_credentials_from_elsewhere(void **state)
{
    (void)state;
    struct who web = {"role:WEB", "role:WEB:i-1@1", GOOD, "ASIAWEB"}, bad = web;
    bad.address = BAD;
    call("2020-04-01T10:00:00Z", web, "s3:ListBuckets", 0);
    call("2020-04-01T10:30:00Z", bad, "s3:ListBuckets", 0);
    call("2020-04-01T10:40:00Z", web, "s3:ListBuckets", 0);
    call("2020-04-01T10:50:00Z", bad, "s3:ListBuckets", 0);
    tiny_sql("UPDATE session SET kind = 'instance'");
    CLEANUP(questions) struct questions questions;
    answer(&questions);
    expect_answer(&questions, "One hypothesis fits: instance credentials used off the instance");
    expect(&questions, 0, 2, 2,
           (const char *[4]){"from " BAD " in 2 calls", "used from " GOOD ", at the same time",
                             "Nothing in these logs speaks against it"});
}

static void password_guessed(void **state)
{
    (void)state;
    struct who sam = {"user:SAM", NULL, BAD, NULL}, in = {"user:SAM", "user:SAM@1", BAD, NULL};
    for (int i = 0; i < 7; i++)
        call("2020-04-01T10:00:00Z", sam, "signin:ConsoleLogin", 2);
    call("2020-04-01T10:30:00Z", in, "signin:ConsoleLogin", 0);
    tiny_sql("UPDATE session SET kind = 'console'");
    CLEANUP(questions) struct questions questions;
    answer(&questions);
    expect_answer(&questions, "console password guessed");
    expect(&questions, 0, 8, 1,
           (const char *[4]){"1 console sign-in as SAM, without MFA", "after 7 failures from " BAD,
                             "a guessed password"});
}

static void sign_in_with_mfa_and_no_failure_is_no_weak_one(void **state)
{
    (void)state;
    struct who in = {"user:SAM", "user:SAM@1", BAD, NULL};
    call("2020-04-01T10:30:00Z", in, "signin:ConsoleLogin", 0);
    tiny_sql("UPDATE event SET flags = 2");
    tiny_sql("UPDATE session SET kind = 'console'");
    CLEANUP(questions) struct questions questions;
    answer(&questions);
    expect_answer(&questions, "point to no one way in");
}

static void password_set_before_the_sign_in(void **state)
{
    (void)state;
    struct who help = {"user:HELP", NULL, GOOD, "AKIAHELP"}, in = {"user:SAM", "user:SAM@1", BAD, NULL};
    issue(call("2020-04-01T09:30:00Z", help, "iam:UpdateLoginProfile", 0), "login", "111122223333:SAM@1",
          NULL, "SAM");
    call("2020-04-01T10:30:00Z", in, "signin:ConsoleLogin", 0);
    tiny_sql("UPDATE session SET kind = 'console'");
    CLEANUP(questions) struct questions questions;
    answer(&questions);
    expect_answer(&questions, "console sign-in without MFA and password reset");
    expect(&questions, 1, 2, 1,
           (const char *[4]){"password of SAM was set by UpdateLoginProfile of HELP at " GOOD " 1 hour"});
}

static void key_made_by_another(void **state)
{
    (void)state;
    struct who ops = {"user:OPS", NULL, GOOD, "AKIAOPS00000000000001"},
               bad = {"user:SAM", NULL, BAD, "AKIASAM00000000000002"};
    issue(call("2020-04-01T09:30:00Z", ops, "iam:CreateAccessKey", 0), "key", "AKIASAM00000000000002", NULL,
          "SAM");
    call("2020-04-01T10:30:00Z", bad, "s3:ListBuckets", 0);
    CLEANUP(questions) struct questions questions;
    answer(&questions);
    expect_answer(&questions, "likeliest first: keys made by another compromised principal");
    expect(&questions, 0, 2, 1, (const char *[4]){"(SAM) was made by OPS at " GOOD " only 1 hour before"});
}

static void session_of_single_sign_on(void **state)
{
    (void)state;
    struct who ann = {"role:AWSReservedSSO_Admin_1", "role:A:ann@1", GOOD, "ASIAANN"}, bad = ann;
    bad.address = BAD;
    call("2020-04-01T10:00:00Z", ann, "s3:ListBuckets", 0);
    call("2020-04-01T10:30:00Z", bad, "s3:ListBuckets", 0);
    CLEANUP(questions) struct questions questions;
    answer(&questions);
    expect_answer(&questions, "federation or single sign-on session stolen");
    expect(&questions, 0, 1, 2, (const char *[4]){"from " BAD " in 1 call", "used from " GOOD});
}

static void role_session_at_work(void **state)
{
    (void)state;
    struct who job = {"role:BUILD", "role:BUILD:job@1", GOOD, "ASIAJOB"}, bad = job;
    bad.address = BAD;
    call("2020-04-01T10:00:00Z", job, "s3:ListBuckets", 0);
    call("2020-04-01T10:30:00Z", bad, "s3:ListBuckets", 0);
    CLEANUP(questions) struct questions questions;
    answer(&questions);
    expect_answer(&questions, "temporary credentials of a role taken from where it works");
    expect(&questions, 0, 1, 2, (const char *[4]){"Temporary credentials of a role at work (BUILD/job@1)"});
}

static void trust_changed_before_the_role_was_used(void **state)
{
    (void)state;
    struct who ops = {"user:OPS", NULL, GOOD, "AKIAOPS"}, bad = {"role:R", "role:R:x@1", BAD, "ASIAX"};
    tiny_add(&(struct tiny_event){"2020-03-30T10:30:00Z", ops.principal, NULL, GOOD, ops.key, "aws-cli",
                                  "iam:UpdateAssumeRolePolicy",
                                  "{\"requestParameters\":{\"roleName\":\"R\"}}", NULL, 0, 0});
    call("2020-04-01T10:30:00Z", bad, "s3:ListBuckets", 0);
    CLEANUP(questions) struct questions questions;
    answer(&questions);
    expect_answer(&questions, "a role's trust changed so that others may assume it");
    expect(&questions, 0, 2, 1,
           (const char *[4]){"Who may assume R was changed by OPS at " GOOD " 2 days before"});
}

static void root_came_first(void **state)
{
    (void)state;
    struct who root = {"root:111122223333", NULL, BAD, NULL};
    call("2020-04-01T10:30:00Z", root, "s3:ListBuckets", 0);
    tiny_sql("UPDATE principal SET type = 'Root'");
    CLEANUP(questions) struct questions questions;
    answer(&questions);
    expect_answer(&questions, "One hypothesis fits: root credentials");
}

static void what_explains_the_first_call_comes_first(void **state)
{
    (void)state;
    struct who bad = {"user:SAM", NULL, BAD, "AKIASAM"}, in = {"user:ANN", "user:ANN@1", BAD, NULL};
    call("2020-04-01T10:00:00Z", bad, "s3:ListBuckets", 0);
    call("2020-04-01T11:00:00Z", in, "signin:ConsoleLogin", 0);
    tiny_sql("UPDATE session SET kind = 'console'");
    CLEANUP(questions) struct questions questions;
    answer(&questions);
    expect_answer(&questions, "likeliest first: leaked long-lived keys, ");
    const struct question *entry = &questions.items[QUESTION_ENTRY];
    for (size_t i = 1; i < entry->claim_count; i++)
        assert_true(entry->claims[i - 1].confidence <= entry->claims[i].confidence);
}

static void what_is_surer_comes_first(void **state)
{
    (void)state;
    struct who bad = {"user:SAM", NULL, BAD, "AKIASAM"}, ann = {"user:ANN", "user:ANN@1", BAD, NULL};
    for (int minute = 10; minute < 20; minute++) {
        char time[32];
        snprintf(time, sizeof time, "2020-04-01T09:%02d:00Z", minute);
        call(time, (struct who){"user:ANN", NULL, BAD, NULL}, "signin:ConsoleLogin", 1);
    }
    call("2020-04-01T10:00:00Z", ann, "signin:ConsoleLogin", 0);
    call("2020-04-01T11:00:00Z", bad, "s3:ListBuckets", 0);
    tiny_sql("UPDATE session SET kind = 'console'");
    CLEANUP(questions) struct questions questions;
    answer(&questions);
    expect_answer(&questions, "likeliest first: console password guessed, ");
    assert_int_equal(questions.items[QUESTION_ENTRY].claims[0].confidence,
                     CONFIDENCE_MEDIUM); /* not provable */
}

static void coverage_is_said_once_an_answer(void **state)
{
    (void)state;
    struct who one = {"user:ONE", NULL, BAD, "AKIAONE"}, two = {"user:TWO", NULL, BAD, "AKIATWO"};
    call("2020-02-01T10:00:00Z", (struct who){"user:ONE", NULL, GOOD, "AKIAONE"}, "s3:ListBuckets", 0);
    call("2020-04-01T10:00:00Z", one, "s3:ListBuckets", 0);
    call("2020-04-01T10:00:00Z", two, "s3:ListBuckets", 0);
    CLEANUP(questions) struct questions questions;
    answer(&questions);
    size_t full = 0;
    const struct question *entry = &questions.items[QUESTION_ENTRY];
    assert_int_equal(entry->claim_count, 2);
    for (size_t i = 0; i < entry->claim_count; i++) {
        assert_null(strchr(entry->claims[i].text, '\x01'));
        full += strstr(entry->claims[i].text, "in the logs of 2020") != NULL;
    }
    assert_int_equal(full, 1);
    assert_non_null(strstr(entry->claims[0].text, "in the logs of 2020"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_case, close_case)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(instance_credentials_from_elsewhere),
        TEST(password_guessed),
        TEST(sign_in_with_mfa_and_no_failure_is_no_weak_one),
        TEST(password_set_before_the_sign_in),
        TEST(key_made_by_another),
        TEST(session_of_single_sign_on),
        TEST(role_session_at_work),
        TEST(trust_changed_before_the_role_was_used),
        TEST(root_came_first),
        TEST(what_explains_the_first_call_comes_first),
        TEST(what_is_surer_comes_first),
        TEST(coverage_is_said_once_an_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
