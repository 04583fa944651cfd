// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/questions.h"

#include "src/scope/mark.h"
#include "src/scope/run.h"
#include "tests/unit/tiny_case.h"

/*
 * AKIAIDLE000000000001: its owner in January, the attacker (198.51.100.7) on 1 April. AKIABUSY000000000002:
 * its owner (203.0.113.5) until an hour before and a day after the attacker.
 */
static int open_case(void **state)
{
    (void)state;
    static const struct tiny_event events[] = {
        {"2020-01-10T09:00:00Z", "user:IDLE", NULL, "203.0.113.5", "AKIAIDLE000000000001", "boto3",
         "s3:ListBuckets", NULL, NULL, 0, 0},
        {"2020-04-01T09:00:00Z", "user:BUSY", NULL, "203.0.113.5", "AKIABUSY000000000002", "boto3",
         "s3:ListBuckets", NULL, NULL, 0, 0},
        {"2020-04-01T10:00:00Z", "user:IDLE", NULL, "198.51.100.7", "AKIAIDLE000000000001", "aws-cli",
         "s3:ListBuckets", NULL, NULL, 0, 0},
        {"2020-04-01T10:01:00Z", "user:BUSY", NULL, "198.51.100.7", "AKIABUSY000000000002", "aws-cli",
         "sts:AssumeRole", NULL, "AccessDenied", 1, 0},
        {"2020-04-01T10:02:00Z", "user:BUSY", NULL, "198.51.100.7", "AKIABUSY000000000002", "aws-cli",
         "ec2:AuthorizeSecurityGroupIngress",
         "{\"requestParameters\":{\"groupId\":\"sg-1\",\"ipPermissions\":{\"items\":[{\"ipProtocol\":\"tcp\","
         "\"fromPort\":5432,\"toPort\":5432,\"ipRanges\":{\"items\":[{\"cidrIp\":\"0.0.0.0/0\"}]}}]}}}",
         NULL, 0, 0},
        {"2020-04-01T10:03:00Z", "user:BUSY", NULL, "198.51.100.7", "AKIABUSY000000000002", "aws-cli",
         "ec2:AuthorizeSecurityGroupIngress",
         "{\"requestParameters\":{\"groupId\":\"sg-2\",\"ipProtocol\":\"-1\",\"cidrIp\":\"0.0.0.0/0\"}}",
         NULL, 0, 0},
        {"2020-04-01T10:04:00Z", "user:BUSY", NULL, "198.51.100.7", "AKIABUSY000000000002", "aws-cli",
         "ec2:RunInstances", NULL, "Client.DryRunOperation", 2, 4},
        {"2020-04-01T10:05:00Z", "user:BUSY", NULL, "198.51.100.7", "AKIABUSY000000000002", "aws-cli",
         "ec2:CreateVpc", NULL, NULL, 0, 0},
        {"2020-04-02T10:00:00Z", "user:BUSY", NULL, "203.0.113.5", "AKIABUSY000000000002", "boto3",
         "s3:ListBuckets", NULL, NULL, 0, 0},
    };
    tiny_open();
    for (size_t i = 0; i < ARRAY_LEN(events); i++)
        tiny_add(&events[i]);
    return 0;
}

static int close_case(void **state)
{
    (void)state;
    tiny_close();
    return 0;
}

static struct questions answered(void)
{
    struct questions questions;
    struct err err;
    if (!questions_load(&questions, tiny_db, &err))
        fail_msg("%s", err.text);
    return questions;
}

static struct questions answered_for(enum mark_kind kind, const char *value)
{
    struct mark mark = {kind, value, VERDICT_ATTACKER, .since_s = ISOTIME_NONE, .until_s = ISOTIME_NONE};
    struct err err;
    if (!mark_apply(tiny_db, &mark, 1, &err))
        fail_msg("%s", err.text);
    return answered();
}

static const struct claim *claim_with(const struct question *question, const char *words)
{
    for (size_t i = 0; i < question->claim_count; i++)
        if (strstr(question->claims[i].text, words))
            return &question->claims[i];
    fail_msg("no claim says \"%s\"", words);
    return NULL;
}

static void expect_words(const char *text, const char *words)
{
    if (!strstr(text, words))
        fail_msg("\"%s\" does not say \"%s\"", text, words);
}

static void without_marks_every_answer_says_what_to_do(void **state)
{
    (void)state;
    CLEANUP(questions) struct questions questions = answered();
    for (int id = 0; id < QUESTION__COUNT; id++) {
        expect_words(questions.items[id].answer, "Nothing is attributed");
        assert_int_equal(questions.items[id].claim_count, 0);
    }
}

static void credentials_are_named_with_their_calls_and_those_of_others(void **state)
{
    (void)state;
    CLEANUP(questions) struct questions questions = answered_for(MARK_ADDRESS, "198.51.100.7");
    const struct question *question = &questions.items[QUESTION_CREDENTIALS];
    expect_words(question->answer, "2 long-lived access keys of 2 users, 1 of them used by nobody else");
    const struct claim *busy =
        claim_with(question, "Access key AKIABUSY000000000002 of user BUSY: 5 calls (1 denied)");
    expect_words(busy->text, "1 call after, from 203.0.113.5");
    assert_int_equal(busy->event_count, 5);
    assert_string_equal(busy->query, "is:attributed key:AKIABUSY000000000002");
    expect_words(claim_with(question, "AKIAIDLE")->text, "Its other calls all lie before");
}

static void denied_tries_to_assume_a_role_are_counted(void **state)
{
    (void)state;
    CLEANUP(questions) struct questions questions = answered_for(MARK_ADDRESS, "198.51.100.7");
    const struct claim *claim =
        claim_with(&questions.items[QUESTION_CREDENTIALS], "No role was assumed: 1 try, denied");
    assert_int_equal(claim->event_count, 1);
    assert_int_equal(claim->events[0], 4);
}

static void failed_sign_in_is_no_credential_in_hand(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++)
        tiny_add(&(struct tiny_event){"2020-04-01T09:30:00Z", "user:GUESSED", NULL, "198.51.100.7", NULL,
                                      "Firefox", "signin:ConsoleLogin", NULL, "Failed authentication", 2, 0});
    CLEANUP(questions) struct questions questions = answered_for(MARK_ADDRESS, "198.51.100.7");
    const struct question *question = &questions.items[QUESTION_CREDENTIALS];
    assert_null(strstr(question->answer, "other credential"));
    for (size_t i = 0; i < question->claim_count; i++)
        assert_null(strstr(question->claims[i].text, "GUESSED"));
}

static void caller_as_the_other_account_names_it_is_no_credential_beside_its_own(void **state)
{
    (void)state;
    tiny_add(&(struct tiny_event){"2020-04-01T10:06:00Z", "acct:111122223333:BUSY", NULL, "198.51.100.7",
                                  NULL, "aws-cli", "sts:AssumeRole", NULL, NULL, 0, 0});
    tiny_sql("UPDATE principal SET type = 'AWSAccount' WHERE key LIKE 'acct:%%'");
    CLEANUP(questions) struct questions questions = answered_for(MARK_ADDRESS, "198.51.100.7");
    assert_null(strstr(questions.items[QUESTION_CREDENTIALS].answer, "other credential"));
}

static void idle_and_busy_keys_are_told_apart(void **state)
{
    (void)state;
    CLEANUP(questions) struct questions questions = answered_for(MARK_ADDRESS, "198.51.100.7");
    const struct question *question = &questions.items[QUESTION_DURATION];
    expect_words(claim_with(question, "AKIA…0001 (IDLE)")->text,
                 "Used by nobody else in the 30 days before in these logs; the last use by others was "
                 "2020-01-10 09:00, 82 days");
    const struct claim *busy = claim_with(question, "AKIA…0002 (BUSY)");
    expect_words(busy->text, "Others used it in the 30 days before, 1 call, the last 1 hour 1 minute before");
    assert_int_equal(busy->against_count, 1);
    assert_int_equal(busy->against_total, 1);
    assert_int_equal(busy->against[0], 2);
    expect_words(busy->against_why, "others used it in the 30 days before");
    expect_words(busy->against_query, "key:AKIABUSY000000000002 !is:attributed");
}

/* The other account's record of the same AssumeRole. */
static void a_call_into_another_account_counts_once(void **state)
{
    (void)state;
    tiny_add(&(struct tiny_event){"2020-04-01T10:10:00Z", "user:BUSY", NULL, "198.51.100.7",
                                  "AKIABUSY000000000002", "aws-cli", "sts:AssumeRole", NULL, NULL, 0, 0});
    tiny_add(&(struct tiny_event){"2020-04-01T10:10:00Z", "account:999988887777", NULL, "198.51.100.7", NULL,
                                  "aws-cli", "sts:AssumeRole", NULL, NULL, 0, 0});
    tiny_sql("INSERT INTO link_key (event_id, kind, value) "
             "SELECT event_id, 0, 'shared' FROM event ORDER BY event_id DESC LIMIT 2");
    CLEANUP(questions) struct questions questions = answered_for(MARK_ADDRESS, "198.51.100.7");
    expect_words(claim_with(&questions.items[QUESTION_CREDENTIALS], "Roles were assumed")->text,
                 "by 1 call in 2 events (a call into another account leaves one in both)");
    expect_words(claim_with(&questions.items[QUESTION_ACTIONS], "(AssumeRole, ")->text, "1 call in 2 events");
}

static void short_history_makes_it_at_least(void **state)
{
    (void)state;
    tiny_sql("DELETE FROM event WHERE event_id = 1");
    CLEANUP(questions) struct questions questions = answered_for(MARK_ADDRESS, "198.51.100.7");
    const struct question *question = &questions.items[QUESTION_DURATION];
    expect_words(question->answer, "At least 5 minutes");
    expect_words(question->answer, "The logs begin only 1 hour before");
    expect_words(claim_with(question, "IDLE")->text, "but the logs begin only 1 hour earlier");
}

static void runs_of_calls_fold_into_sentences(void **state)
{
    (void)state;
    CLEANUP(questions) struct questions questions = answered_for(MARK_ADDRESS, "198.51.100.7");
    const struct question *question = &questions.items[QUESTION_ACTIONS];
    expect_words(claim_with(question, "6 calls of 5 APIs")->text, "1 only looked, 3 changed something");
    const struct claim *opened = claim_with(
        question, "Opened tcp/5432 and all traffic to 0.0.0.0/0 on 2 security groups (sg-1 and sg-2)");
    assert_int_equal(opened->event_count, 2);
    claim_with(question, "Also changed something: CreateVpc (1 call");
    claim_with(question, "Was denied: AssumeRole (1 call");
    claim_with(question, "dry run): RunInstances (1 call");
    expect_words(claim_with(question, "ATT&CK Defense Impairment (TA0112)")->text,
                 "T1686.001 Cloud Firewall ×2");
}

static void time_in_which_a_trail_was_stopped_is_not_known(void **state)
{
    (void)state;
    static const char *const apis[] = {"cloudtrail:StopLogging", "ec2:CreateVpc", "cloudtrail:StartLogging"};
    static const char *const times[] = {"2020-04-01T11:00:00Z", "2020-04-01T12:00:00Z",
                                        "2020-04-01T13:30:00Z"};
    CLEANUP(questions) struct questions before = answered_for(MARK_ADDRESS, "198.51.100.7");
    for (size_t i = 0; i < before.items[QUESTION_ACTIONS].unanswerable_count; i++)
        assert_null(strstr(before.items[QUESTION_ACTIONS].unanswerable[i], "What happened"));
    for (size_t i = 0; i < ARRAY_LEN(apis); i++)
        tiny_add(&(struct tiny_event){times[i], "user:BUSY", NULL, i == 1 ? "203.0.113.5" : "198.51.100.7",
                                      "AKIABUSY000000000002", "aws-cli", apis[i],
                                      "{\"requestParameters\":{\"name\":\"main-trail\"}}", NULL, 0, 0});
    CLEANUP(questions) struct questions questions = answered_for(MARK_ADDRESS, "198.51.100.7");
    const char *gap = questions.items[QUESTION_ACTIONS].unanswerable[0];
    expect_words(gap, "What happened 2020-04-01 11:00–13:30 (UTC) in account ");
    expect_words(
        gap,
        "trail main-trail (eu-west-1) left out everything: the trail was stopped, by StopLogging of BUSY, a "
        "call of the attacker. 1 event of the account is known from then all the same");
}

/* Its user was made by the attacker, but the key itself by somebody else. */
static void credential_came_from_the_call_that_issued_it(void **state)
{
    (void)state;
    tiny_add(&(struct tiny_event){"2020-04-01T10:06:00Z", "user:BUSY", NULL, "198.51.100.7",
                                  "AKIABUSY000000000002", "aws-cli", "iam:CreateUser", NULL, NULL, 0, 0});
    CLEANUP(questions) struct questions before = answered_for(MARK_ADDRESS, "198.51.100.7");
    claim_with(&before.items[QUESTION_CREDENTIALS], "AKIABUSY");
    tiny_sql("INSERT INTO edge (child_kind, child, parent_kind, parent, event_id, rule, strength, time_s) "
             "SELECT 'principal', 'user:BUSY', 'key', 'AKIABUSY000000000002', MAX(event_id), 'named', "
             "'certain', 0 FROM event");
    CLEANUP(questions) struct questions made = answered();
    expect_words(claim_with(&made.items[QUESTION_CREDENTIALS], "AKIABUSY")->text,
                 "The call that issued it is not in these logs; BUSY was made by CreateUser by BUSY");
    tiny_sql("INSERT INTO edge (child_kind, child, parent_kind, parent, event_id, rule, strength, time_s) "
             "VALUES ('key', 'AKIABUSY000000000002', 'key', 'AKIAIDLE000000000001', 2, 'exact key', "
             "'certain', 0)");
    CLEANUP(questions) struct questions issued = answered();
    expect_words(claim_with(&issued.items[QUESTION_CREDENTIALS], "Access key AKIABUSY")->text,
                 "It came from ListBuckets by BUSY with AKIA…0002 at 203.0.113.5, 2020-04-01 09:00, a call "
                 "that is not attributed, for a principal that the attacker made.");
}

static void objects_copied_under_the_callers_own_key_are_encrypted(void **state)
{
    (void)state;
    static const char *const records[] = {
        "{\"requestParameters\":{\"bucketName\":\"b\",\"x-amz-server-side-encryption-customer-algorithm\":"
        "\"AES256\"}}",
        "{\"requestParameters\":{\"bucketName\":\"b\"}}"};
    static const char *const sentences[] = {
        "Encrypted objects in bucket b under a key that AWS does not keep (SSE-C) (CopyObject, 1 call)",
        "Copied within or to bucket b, 1 of them under a key that AWS does not keep (SSE-C) (CopyObject, 2 "
        "calls)"};
    for (size_t i = 0; i < ARRAY_LEN(records); i++) {
        tiny_add(&(struct tiny_event){"2020-04-01T10:07:00Z", "user:BUSY", NULL, "198.51.100.7",
                                      "AKIABUSY000000000002", "aws-cli", "s3:CopyObject", records[i], NULL, 0,
                                      8});
        CLEANUP(questions) struct questions questions = answered_for(MARK_ADDRESS, "198.51.100.7");
        claim_with(&questions.items[QUESTION_ACTIONS], sentences[i]);
    }
}

static void entry_names_two_hypotheses_with_what_speaks_against_each(void **state)
{
    (void)state;
    CLEANUP(questions) struct questions questions = answered_for(MARK_ADDRESS, "198.51.100.7");
    const struct question *question = &questions.items[QUESTION_ENTRY];
    expect_words(question->answer, "Not provable from these logs");
    assert_int_equal(question->claim_count, 2);
    expect_words(question->claims[0].text, "public or shared place");
    assert_int_equal(question->claims[0].events[0], 3);
    assert_int_equal(question->claims[0].against[0], 4);
    expect_words(question->claims[1].text, "developers' machines");
}

static void undecided_calls_are_never_hidden(void **state)
{
    (void)state;
    struct mark mark = {MARK_KEY, "AKIABUSY000000000002", VERDICT_COMPROMISED, .since_s = ISOTIME_NONE,
                        .until_s = ISOTIME_NONE};
    struct err err;
    assert_true(mark_apply(tiny_db, &mark, 1, &err));
    CLEANUP(questions) struct questions questions = answered_for(MARK_ADDRESS, "198.51.100.7");
    const struct claim *claim = claim_with(&questions.items[QUESTION_CREDENTIALS], "undecided, ");
    assert_int_equal(claim->event_count, 2);
    expect_words(claim_with(&questions.items[QUESTION_CREDENTIALS], "AKIABUSY")->text,
                 "2 calls with it undecided");
}

static void timeline_runs_break_at_silence_and_at_another_outcome(void **state)
{
    (void)state;
    CLEANUP(questions) struct questions questions = answered_for(MARK_ADDRESS, "198.51.100.7");
    CLEANUP(arena) struct arena arena = {0};
    struct runs runs = runs_fold(&questions.facts.attributed, &arena);
    assert_int_equal(runs.count, 5);
    assert_int_equal(runs.items[2].count, 2);
    assert_int_equal(runs.items[2].last_s - runs.items[2].first->time_s, 60);
}

#define ON_CASE(test) cmocka_unit_test_setup_teardown(test, open_case, close_case)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_CASE(without_marks_every_answer_says_what_to_do),
        ON_CASE(credentials_are_named_with_their_calls_and_those_of_others),
        ON_CASE(denied_tries_to_assume_a_role_are_counted),
        ON_CASE(failed_sign_in_is_no_credential_in_hand),
        ON_CASE(caller_as_the_other_account_names_it_is_no_credential_beside_its_own),
        ON_CASE(idle_and_busy_keys_are_told_apart),
        ON_CASE(a_call_into_another_account_counts_once),
        ON_CASE(short_history_makes_it_at_least),
        ON_CASE(runs_of_calls_fold_into_sentences),
        ON_CASE(time_in_which_a_trail_was_stopped_is_not_known),
        ON_CASE(credential_came_from_the_call_that_issued_it),
        ON_CASE(objects_copied_under_the_callers_own_key_are_encrypted),
        ON_CASE(entry_names_two_hypotheses_with_what_speaks_against_each),
        ON_CASE(undecided_calls_are_never_hidden),
        ON_CASE(timeline_runs_break_at_silence_and_at_another_outcome),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
