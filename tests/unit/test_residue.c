// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/residue.h"

#include "src/scope/residue_text.h"
#include "tests/unit/attacker_case.h"
#include "tests/unit/residue_pairs.h"

static void load(struct residue_list *list)
{
    struct err err;
    if (!attribution_refresh(tiny_db, &err) || !residue_load(list, tiny_db, &err))
        fail_msg("%s", err.text);
}

static size_t count(enum residue_kind kind, enum residue_state state)
{
    CLEANUP(residue) struct residue_list list = {0};
    size_t found = 0;
    load(&list);
    for (size_t i = 0; i < list.count; i++)
        found += list.items[i].kind == kind && list.items[i].state == state;
    return found;
}

static void expect(const struct pair *pair, enum residue_state state, const char *when)
{
    for (enum residue_state at = 0; at < RESIDUE_STATE__COUNT; at++) {
        size_t got = count(pair->kind, at);
        if (got != (at == state))
            fail_msg("%s %s: %zu %s", pair->open_api, when, got, residue_state_names[at]);
    }
}

/* Opened by the attacker only; not undone by a refused call or one on another thing; undone by the right one.
 */
static void each_pair_opens_and_is_undone_by_anybody(void **state)
{
    for (const struct pair *pair = pairs; pair->open_api; pair++) {
        open_case(state);
        call(owner, pair->open_api, pair->open_json, "his");
        assert_int_equal(count(pair->kind, RESIDUE_OPEN), 0);
        call_at("2020-04-01T00:30:00Z", attacker, pair->open_api, pair->open_json, "one", 1);
        assert_int_equal(count(pair->kind, RESIDUE_OPEN), 0);
        minute = 60;
        call(attacker, pair->open_api, pair->open_json, "one");
        expect(pair, RESIDUE_OPEN, "made");
        if (pair->close_api) {
            call_at("2020-04-01T01:30:00Z", owner, pair->close_api, pair->close_json, "one", 1);
            expect(pair, RESIDUE_OPEN, "after a refused undo");
            minute = 120;
            if (!pair->any_name)
                call(owner, pair->close_api, pair->close_json, "two");
            expect(pair, RESIDUE_OPEN, "after the undoing of another one");
            call(owner, pair->close_api, pair->close_json, "one");
            expect(pair, pair->half ? RESIDUE_PARTLY : RESIDUE_UNDONE, pair->close_api);
        }
        close_case(state);
    }
}

static void each_kind_has_a_pair(void **state)
{
    (void)state;
    for (enum residue_kind kind = 0; kind < RESIDUE_KIND__COUNT; kind++) {
        bool found = false;
        for (const struct pair *pair = pairs; pair->open_api; pair++)
            found |= pair->kind == kind;
        if (!found)
            fail_msg("no test opens and undoes the kind %s", residue_kinds[kind].word);
    }
}

static const struct pair *pair_of(enum residue_kind kind)
{
    for (const struct pair *pair = pairs; pair->open_api; pair++)
        if (pair->kind == kind)
            return pair;
    fail_msg("no pair");
    return NULL;
}

static void made_deleted_and_made_again_is_open(void **state)
{
    (void)state;
    const struct pair *pair = pair_of(RESIDUE_KEY_PAIR);
    call(attacker, pair->open_api, pair->open_json, "one");
    call(owner, pair->close_api, pair->close_json, "one");
    call(attacker, pair->open_api, pair->open_json, "one");
    assert_int_equal(count(RESIDUE_KEY_PAIR, RESIDUE_OPEN), 1);
    assert_int_equal(count(RESIDUE_KEY_PAIR, RESIDUE_UNDONE), 1);
    call(owner, pair->open_api, pair->open_json, "theirs");
    assert_int_equal(count(RESIDUE_KEY_PAIR, RESIDUE_OPEN), 1);
}

static void undone_says_when_and_by_whom_the_attacker_too(void **state)
{
    (void)state;
    const struct pair *pair = pair_of(RESIDUE_USER);
    CLEANUP(residue) struct residue_list list = {0};
    call(attacker, pair->open_api, pair->open_json, "one");
    call(attacker, pair->open_api, pair->open_json, "two");
    int64_t by_owner = call(owner, pair->close_api, pair->close_json, "one");
    call(attacker, pair->close_api, pair->close_json, "two");
    load(&list);
    assert_int_equal(list.count, 2);
    assert_int_equal(list.items[0].ended.event_id, by_owner);
    assert_string_equal(list.items[0].ended.principal, "ADMIN");
    assert_string_equal(list.items[0].ended.key, "AKIAADMIN");
    assert_string_equal(list.items[0].ended.api, "DeleteUser");
    assert_false(list.items[0].ended.is_attacker);
    assert_true(list.items[1].ended.is_attacker);
    assert_string_equal(list.items[0].account, "111122223333");
    assert_null(list.items[0].region);
}

/* Made and deleted within one second, then deleted and made again within one: the first is gone, the second
 * there. */
static void within_a_second_what_can_be_is_told(void **state)
{
    (void)state;
    const struct pair *pair = pair_of(RESIDUE_KEY_PAIR);
    call_at("2020-04-01T10:00:00Z", owner, pair->close_api, pair->close_json, "one", 0);
    call_at("2020-04-01T10:00:00Z", attacker, pair->open_api, pair->open_json, "one", 0);
    assert_int_equal(count(RESIDUE_KEY_PAIR, RESIDUE_UNDONE), 1);
    call_at("2020-04-01T11:00:00Z", attacker, pair->open_api, pair->open_json, "two", 0);
    call_at("2020-04-01T12:00:00Z", attacker, pair->open_api, pair->open_json, "two", 0);
    call_at("2020-04-01T12:00:00Z", owner, pair->close_api, pair->close_json, "two", 0);
    assert_int_equal(count(RESIDUE_KEY_PAIR, RESIDUE_OPEN), 1);
}

static void undecided_calls_are_counted_and_open_nothing(void **state)
{
    (void)state;
    struct err err;
    CLEANUP(residue) struct residue_list list = {0};
    struct mark mark = {.kind = MARK_PRINCIPAL,
                        .value = "user:ADMIN",
                        .verdict = VERDICT_COMPROMISED,
                        .since_s = ISOTIME_NONE,
                        .until_s = ISOTIME_NONE};
    const struct pair *pair = pair_of(RESIDUE_USER);
    call(owner, pair->open_api, pair->open_json, "one");
    call(owner, pair->close_api, pair->close_json, "two");
    assert_true(mark_apply(tiny_db, &mark, 1, &err));
    load(&list);
    assert_int_equal(list.count, 0);
    assert_int_equal(list.undecided, 1);
}

/* A call into another account is delivered to both: the thing is in the one that is not the caller's. */
static void a_call_delivered_twice_leaves_one_thing(void **state)
{
    (void)state;
    const struct pair *pair = pair_of(RESIDUE_FUNCTION_GRANT);
    CLEANUP(residue) struct residue_list list = {0};
    int64_t own = call(attacker, pair->open_api, pair->open_json, "one");
    int64_t theirs = call(attacker, pair->open_api, pair->open_json, "one");
    tiny_sql("INSERT INTO account (value) VALUES ('444455556666')");
    tiny_sql("UPDATE event SET account_id = (SELECT account_id FROM account WHERE value = '444455556666') "
             "WHERE event_id = %lld",
             (long long)theirs);
    tiny_sql("INSERT INTO link_key VALUES (%lld, 0, 'x'), (%lld, 0, 'x')", (long long)own, (long long)theirs);
    load(&list);
    assert_int_equal(list.count, 1);
    assert_string_equal(list.items[0].account, "444455556666");
}

static void dry_runs_make_nothing(void **state)
{
    (void)state;
    tiny_add(&(struct tiny_event){"2020-04-01T10:00:00Z", "user:ONE", NULL, attacker, "AKIAONE", NULL,
                                  "ec2:CreateKeyPair", "{\"requestParameters\":{\"keyName\":\"one\"}}", NULL,
                                  0, 4});
    assert_int_equal(count(RESIDUE_KEY_PAIR, RESIDUE_OPEN), 0);
}

static const char open_two[] =
    "\"requestParameters\":{\"groupId\":\"sg-@\",\"ipPermissions\":{\"items\":[{\"ipProtocol\":\"tcp\","
    "\"fromPort\":"
    "22,\"toPort\":22,\"ipRanges\":{\"items\":[{\"cidrIp\":\"0.0.0.0/0\"},{\"cidrIp\":\"192.0.2.0/24\"}]}},"
    "{\"ipProtocol\":\"-1\",\"groups\":{\"items\":[{\"groupId\":\"sg-other\"}]},\"ipv6Ranges\":{\"items\":[{"
    "\"cidrIpv6\":\"::/0\"}]}}]}},\"responseElements\":{\"_return\":true}";

static void a_call_with_several_permissions_opens_a_rule_each(void **state)
{
    (void)state;
    CLEANUP(residue) struct residue_list list = {0};
    call(attacker, "ec2:AuthorizeSecurityGroupIngress", open_two, "one");
    load(&list);
    assert_int_equal(list.count, 4);
    assert_string_equal(list.items[0].part, "ingress tcp/22 from 0.0.0.0/0");
    assert_string_equal(list.items[1].part, "ingress tcp/22 from 192.0.2.0/24");
    assert_string_equal(list.items[2].part, "ingress all from ::/0");
    assert_string_equal(list.items[3].part, "ingress all from sg-other");
    assert_string_equal(list.items[0].text,
                        "{\"IpProtocol\":\"tcp\",\"FromPort\":22,\"ToPort\":22,\"IpRanges\":[{"
                        "\"CidrIp\":\"0.0.0.0/0\"}]}");
    assert_string_equal(list.items[3].text,
                        "{\"IpProtocol\":\"-1\",\"UserIdGroupPairs\":[{\"GroupId\":\"sg-other\"}]}");
    call(owner, "ec2:RevokeSecurityGroupIngress",
         "\"requestParameters\":{\"groupId\":\"sg-@\",\"ipPermissions\":{},\"ipProtocol\":\"6\",\"fromPort\":"
         "22,"
         "\"toPort\":22,\"cidrIp\":\"0.0.0.0/0\"}",
         "one");
    assert_int_equal(count(RESIDUE_RULE, RESIDUE_UNDONE), 1);
    call(owner, "ec2:RevokeSecurityGroupIngress",
         "\"requestParameters\":{\"groupId\":\"sg-@\",\"ipPermissions\":{\"items\":[{\"ipProtocol\":\"-1\","
         "\"fromPort\":-1,\"toPort\":-1,\"groups\":{\"items\":[{\"groupId\":\"sg-other\"}]}}]}}",
         "one");
    assert_int_equal(count(RESIDUE_RULE, RESIDUE_UNDONE), 2);
    call(owner, "ec2:RevokeSecurityGroupEgress",
         "\"requestParameters\":{\"groupId\":\"sg-@\",\"ipPermissions\":{\"items\":[{\"ipProtocol\":\"-1\","
         "\"ipv6Ranges\":{\"items\":[{\"cidrIpv6\":\"::/0\"}]}}]}}",
         "one");
    assert_int_equal(count(RESIDUE_RULE, RESIDUE_OPEN), 2);
    call(owner, "ec2:DeleteSecurityGroup", "\"requestParameters\":{\"groupId\":\"sg-@\"}", "one");
    assert_int_equal(count(RESIDUE_RULE, RESIDUE_OPEN), 0);
}

static const char open_with_id[] =
    "\"requestParameters\":{\"groupId\":\"sg-1\",\"ipPermissions\":{}},\"responseElements\":{"
    "\"securityGroupRuleSet\":{\"items\":[{\"groupId\":\"sg-1\",\"securityGroupRuleId\":\"sgr-@\","
    "\"isEgress\":"
    "false,\"ipProtocol\":\"tcp\",\"fromPort\":22,\"toPort\":22,\"cidrIpv4\":\"0.0.0.0/0\"}]}}";

static void a_rule_with_an_id_is_undone_by_the_id(void **state)
{
    (void)state;
    CLEANUP(residue) struct residue_list list = {0};
    call(attacker, "ec2:AuthorizeSecurityGroupIngress", open_with_id, "one");
    call(owner, "ec2:RevokeSecurityGroupIngress",
         "\"requestParameters\":{\"groupId\":\"sg-1\",\"ipPermissions\":{},\"securityGroupRuleIds\":{"
         "\"items\":[{"
         "\"securityGroupRuleId\":\"sgr-two\"},{\"securityGroupRuleId\":\"sgr-@\"}]}}",
         "one");
    load(&list);
    assert_int_equal(list.count, 1);
    assert_string_equal(list.items[0].id, "sgr-one");
    assert_int_equal(list.items[0].state, RESIDUE_UNDONE);
}

static void a_rule_with_an_id_is_undone_by_what_it_lets_in(void **state)
{
    (void)state;
    call(attacker, "ec2:AuthorizeSecurityGroupIngress", open_with_id, "one");
    call(owner, "ec2:RevokeSecurityGroupIngress",
         "\"requestParameters\":{\"groupId\":\"sg-1\",\"ipPermissions\":{\"items\":[{\"ipProtocol\":\"tcp\","
         "\"fromPort\":22,\"toPort\":22,\"ipRanges\":{\"items\":[{\"cidrIp\":\"0.0.0.0/0\"}]}}]}}",
         "one");
    assert_int_equal(count(RESIDUE_RULE, RESIDUE_UNDONE), 1);
}

static const char trust[] =
    "\"requestParameters\":{\"roleName\":\"r\",\"policyDocument\":\"{\\\"Statement\\\":[@]}\"}";
#define STATEMENT_A        "{\\\"Sid\\\":\\\"a\\\",\\\"Effect\\\":\\\"Allow\\\"}"
#define STATEMENT_A_TURNED "{\\\"Effect\\\":\\\"Allow\\\", \\\"Sid\\\":\\\"a\\\"}"
#define STATEMENT_B        "{\\\"Sid\\\":\\\"b\\\"}"
#define STATEMENT_C        "{\\\"Sid\\\":\\\"c\\\"}"

static void a_trust_policy_keeps_what_was_there_before(void **state)
{
    (void)state;
    CLEANUP(residue) struct residue_list list = {0};
    call(
        owner, "iam:CreateRole",
        "\"requestParameters\":{\"roleName\":\"r\",\"assumeRolePolicyDocument\":\"{\\\"Statement\\\":[@]}\"}",
        STATEMENT_A);
    call(attacker, "iam:UpdateAssumeRolePolicy", trust, STATEMENT_A "," STATEMENT_B);
    call(attacker, "iam:UpdateAssumeRolePolicy", trust, STATEMENT_A "," STATEMENT_B "," STATEMENT_C);
    load(&list);
    assert_int_equal(list.count, 1);
    assert_int_equal(list.items[0].calls, 2);
    assert_string_equal(list.items[0].before, "{\"Statement\":[{\"Sid\":\"a\",\"Effect\":\"Allow\"}]}");
    assert_non_null(strstr(list.items[0].text, "\"c\""));
}

static void a_policy_is_undone_when_none_of_the_attackers_is_left(void **state)
{
    (void)state;
    call(owner, "iam:UpdateAssumeRolePolicy", trust, STATEMENT_A);
    call(attacker, "iam:UpdateAssumeRolePolicy", trust, STATEMENT_A "," STATEMENT_B "," STATEMENT_C);
    call(owner, "iam:UpdateAssumeRolePolicy", trust, STATEMENT_B "," STATEMENT_C "," STATEMENT_A_TURNED);
    assert_int_equal(count(RESIDUE_TRUST, RESIDUE_OPEN), 1);
    call(owner, "iam:UpdateAssumeRolePolicy", trust, STATEMENT_B);
    assert_int_equal(count(RESIDUE_TRUST, RESIDUE_PARTLY), 1);
    call(owner, "iam:UpdateAssumeRolePolicy", trust, STATEMENT_A_TURNED);
    assert_int_equal(count(RESIDUE_TRUST, RESIDUE_UNDONE), 1);
}

static void a_text_deleted_long_before_is_not_what_to_go_back_to(void **state)
{
    (void)state;
    CLEANUP(residue) struct residue_list list = {0};
    static const char put[] = "\"requestParameters\":{\"bucketName\":\"b\",\"bucketPolicy\":{\"Id\":\"@\"}}";
    call(owner, "s3:PutBucketPolicy", put, "old");
    call(owner, "s3:DeleteBucketPolicy", "\"requestParameters\":{\"bucketName\":\"b\"}", "");
    call(attacker, "s3:PutBucketPolicy", put, "new");
    load(&list);
    assert_int_equal(list.count, 1);
    assert_null(list.items[0].before);
    assert_string_equal(list.items[0].text, "{\"Id\":\"new\"}");
}

static void percent_encoded_documents_are_read(void **state)
{
    (void)state;
    CLEANUP(residue) struct residue_list list = {0};
    call(attacker, "iam:PutUserPolicy",
         "\"requestParameters\":{\"userName\":\"@\",\"policyName\":\"p\",\"policyDocument\":"
         "\"%7B%22Statement%22%3A%5B%5D%7D\"}",
         "one");
    load(&list);
    assert_string_equal(list.items[0].text, "{\"Statement\":[]}");
}

static void what_the_attacker_made_and_deleted_is_no_damage(void **state)
{
    (void)state;
    call(attacker, "cloudtrail:CreateTrail", "\"requestParameters\":{\"name\":\"@\"}", "own");
    call(attacker, "cloudtrail:DeleteTrail",
         "\"requestParameters\":{\"name\":\"arn:aws:cloudtrail:x:1:trail/@\"}", "own");
    call(attacker, "cloudtrail:DeleteTrail", "\"requestParameters\":{\"name\":\"@\"}", "theirs");
    assert_int_equal(count(RESIDUE_TRAIL, RESIDUE_UNDONE), 1);
    assert_int_equal(count(RESIDUE_TRAIL_DELETED, RESIDUE_OPEN), 1);
    call(owner, "cloudtrail:CreateTrail", "\"requestParameters\":{\"name\":\"@\"}", "theirs");
    assert_int_equal(count(RESIDUE_TRAIL_DELETED, RESIDUE_PARTLY), 1);
    call(owner, "cloudtrail:StartLogging", "\"requestParameters\":{\"name\":\"@\"}", "theirs");
    assert_int_equal(count(RESIDUE_TRAIL_DELETED, RESIDUE_UNDONE), 1);
}

static void several_instances_are_one_each_and_a_stopped_one_is_there(void **state)
{
    (void)state;
    call(attacker, "ec2:RunInstances",
         "\"responseElements\":{\"instancesSet\":{\"items\":[{\"instanceId\":\"i-1\"},{\"instanceId\":\"i-"
         "2\"}]}}",
         "");
    static const char second[] =
        "\"requestParameters\":{\"instancesSet\":{\"items\":[{\"instanceId\":\"i-2\"}]}}";
    assert_int_equal(count(RESIDUE_INSTANCE, RESIDUE_OPEN), 2);
    call(owner, "ec2:StopInstances", second, "");
    assert_int_equal(count(RESIDUE_INSTANCE, RESIDUE_PARTLY), 1);
    call(owner, "ec2:StartInstances", second, "");
    assert_int_equal(count(RESIDUE_INSTANCE, RESIDUE_OPEN), 2);
    call(owner, "ec2:TerminateInstances", second, "");
    assert_int_equal(count(RESIDUE_INSTANCE, RESIDUE_UNDONE), 1);
}

static void a_call_whose_record_names_nothing_is_not_lost(void **state)
{
    (void)state;
    CLEANUP(residue) struct residue_list list = {0};
    CLEANUP(buf) struct buf text = {0};
    call(attacker, "ec2:RunInstances", "\"responseElements\":null", "");
    load(&list);
    assert_int_equal(list.count, 1);
    assert_null(list.items[0].name);
    residue_text(&text, &list.items[0]);
    assert_string_equal(buf_text(&text), "(the record does not say)");
}

static void deleting_a_user_takes_all_of_it(void **state)
{
    (void)state;
    static const enum residue_kind kinds[] = {RESIDUE_USER,        RESIDUE_ACCESS_KEY,    RESIDUE_LOGIN,
                                              RESIDUE_USER_POLICY, RESIDUE_USER_ATTACHED, RESIDUE_MEMBER};
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        call(attacker, pair_of(kinds[i])->open_api, pair_of(kinds[i])->open_json, "one");
    call(owner, "iam:DeleteUser", "\"requestParameters\":{\"userName\":\"u-one\"}", "");
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        assert_int_equal(count(kinds[i], RESIDUE_UNDONE), 1);
}

static void alike_ones_fold_and_few_do_not(void **state)
{
    (void)state;
    CLEANUP(residue) struct residue_list list = {0};
    CLEANUP(arena) struct arena arena = {0};
    CLEANUP(buf) struct buf text = {0};
    const struct pair *rule = pair_of(RESIDUE_RULE), *user = pair_of(RESIDUE_USER);
    for (int i = 0; i < 5; i++) {
        char word[16];
        snprintf(word, sizeof word, "%d", i);
        call(attacker, rule->open_api, rule->open_json, word);
        if (i < 2)
            call(attacker, user->open_api, user->open_json, word);
    }
    load(&list);
    struct residue_lines lines = residue_fold(&list, RESIDUE_ALL_STATES, NULL, &arena);
    assert_int_equal(lines.count, 3);
    assert_int_equal(lines.items[0].count, 5);
    residue_text_line(&text, &lines.items[0]);
    assert_string_equal(buf_text(&text), "5 rules: ingress tcp/5432 from 0.0.0.0/0");
    lines = residue_fold(&list, RESIDUE_ALL_STATES, residue_alike(lines.items[0].first, &arena), &arena);
    assert_int_equal(lines.count, 5);
    assert_int_equal(residue_fold(&list, 1U << RESIDUE_UNDONE, NULL, &arena).count, 0);
}

/* --- the order of arrival --- */

static void dump(struct buf *out)
{
    CLEANUP(residue) struct residue_list list = {0};
    load(&list);
    for (size_t i = 0; i < list.count; i++) {
        const struct residue *r = &list.items[i];
        residue_text(out, r);
        buf_fmt(out, "|%s|%s|%s|%s|%lld|%lld\n", residue_kinds[r->kind].word, residue_state_names[r->state],
                r->text ? r->text : "", r->before ? r->before : "", (long long)r->opened.time_s,
                (long long)r->ended.time_s);
    }
}

/* All pairs on two things, some undone, two calls a second: any order of arrival gives the same. */
static void any_order_of_arrival_gives_the_same(void **state)
{
    enum { MOST = 800, TURNS = 6 };
    struct {
        const struct pair *pair;
        int step, time;
    } calls[MOST];
    CLEANUP(buf) struct buf first = {0};
    size_t total = 0;
    for (const struct pair *pair = pairs; pair->open_api; pair++)
        for (int step = 0; step < 4 && total < MOST; step++, total++) {
            calls[total].pair = pair;
            calls[total].step = step;
            calls[total].time = (int)total / 2;
        }
    unsigned seed = 7;
    for (int turn = 0; turn < TURNS; turn++) {
        CLEANUP(buf) struct buf now = {0};
        for (size_t i = total; turn && i > 1; i--) {
            seed = seed * 1103515245U + 12345U;
            size_t j = (seed >> 8) % i;
            __typeof__(calls[0]) swap = calls[i - 1];
            calls[i - 1] = calls[j];
            calls[j] = swap;
        }
        open_case(state);
        tiny_sql("BEGIN");
        for (size_t i = 0; i < total; i++) {
            static const char *const words[] = {"one", "two", "two", "one"};
            const struct pair *pair = calls[i].pair;
            char time[32];
            bool opens = calls[i].step < 2 || !pair->close_api;
            snprintf(time, sizeof time, "2020-04-01T10:%02d:%02dZ", calls[i].time / 60, calls[i].time % 60);
            int64_t id = call_at(time, opens || calls[i].step == 2 ? attacker : owner,
                                 opens ? pair->open_api : pair->close_api,
                                 opens ? pair->open_json : pair->close_json, words[calls[i].step], 0);
            tiny_sql("UPDATE event SET uid = 'u-%d-%d' WHERE event_id = %lld", (int)(pair - pairs),
                     calls[i].step, (long long)id);
        }
        tiny_sql("COMMIT");
        dump(turn ? &now : &first);
        close_case(state);
        if (turn)
            assert_string_equal(buf_text(&now), buf_text(&first));
    }
    assert_true(first.len > 4000);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_case, close_case)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_pair_opens_and_is_undone_by_anybody),
        cmocka_unit_test(each_kind_has_a_pair),
        TEST(made_deleted_and_made_again_is_open),
        TEST(undone_says_when_and_by_whom_the_attacker_too),
        TEST(within_a_second_what_can_be_is_told),
        TEST(undecided_calls_are_counted_and_open_nothing),
        TEST(a_call_delivered_twice_leaves_one_thing),
        TEST(dry_runs_make_nothing),
        TEST(a_call_with_several_permissions_opens_a_rule_each),
        TEST(a_rule_with_an_id_is_undone_by_the_id),
        TEST(a_rule_with_an_id_is_undone_by_what_it_lets_in),
        TEST(a_trust_policy_keeps_what_was_there_before),
        TEST(a_policy_is_undone_when_none_of_the_attackers_is_left),
        TEST(a_text_deleted_long_before_is_not_what_to_go_back_to),
        TEST(percent_encoded_documents_are_read),
        TEST(what_the_attacker_made_and_deleted_is_no_damage),
        TEST(several_instances_are_one_each_and_a_stopped_one_is_there),
        TEST(a_call_whose_record_names_nothing_is_not_lost),
        TEST(deleting_a_user_takes_all_of_it),
        TEST(alike_ones_fold_and_few_do_not),
        cmocka_unit_test(any_order_of_arrival_gives_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
