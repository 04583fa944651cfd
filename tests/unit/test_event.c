// SPDX-License-Identifier: GPL-3.0-or-later
/* One record for each thing a naive reader of CloudTrail gets wrong. */
#include "src/model/event.h"

#include "src/base/buf.h"
#include "src/base/isotime.h"
#include "src/model/access.h"
#include "src/model/accesskey.h"
#include "src/model/address.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct arena tree, keep;
static struct event event;

/* Derive `event` from a record given as the members that matter, with ' for ". */
static const char *derive(const char *members)
{
    struct buf text = {0};
    arena_done(&tree);
    arena_done(&keep);
    buf_fmt(&text,
            "{'eventTime':'2023-07-10T12:25:04Z','eventName':'ListUsers','eventSource':'iam.amazonaws.com'"
            "%s%s}",
            *members ? "," : "", members);
    for (size_t i = 0; i < text.len; i++)
        if (text.bytes[i] == '\'')
            text.bytes[i] = '"';
    const struct json *json = json_parse(&tree, text.bytes, text.len, NULL);
    assert_non_null(json);
    const char *reason = event_derive(json, &tree, &keep, &event);
    buf_done(&text);
    return reason;
}

static void expect_identity(const char *identity, const char *key, const char *name)
{
    char members[2048];
    snprintf(members, sizeof members, "'sourceIPAddress':'203.0.113.9','userIdentity':%s", identity);
    assert_null(derive(members));
    if (!key) {
        assert_null(event.principal.key);
        return;
    }
    assert_string_equal(event.principal.key, key);
    assert_string_equal(event.principal.name, name);
}

static void a_principal_is_known_by_its_id(void **state)
{
    (void)state;
    static const char *const table[][3] = {
        {"{'type':'IAMUser','principalId':'AIDA1','arn':'arn:aws:iam::1:user/ops/"
         "bob','accountId':'1','userName':'bob'}",
         "user:AIDA1", "bob"},
        {"{'type':'IAMUser','accountId':'1','userName':'bob'}", "user:1:bob", "bob"},
        {"{'type':'IAMUser','arn':'arn:aws:iam::1:user/ops/bob'}", "user:arn:aws:iam::1:user/ops/bob", "bob"},
        {"{'type':'Root','principalId':'1','arn':'arn:aws:iam::1:root','accountId':'1','accessKeyId':'','"
         "userName':'alias'}",
         "root:1", "root"},
        {"{'type':'AWSService','invokedBy':'cloudtrail.amazonaws.com'}", "svc:cloudtrail.amazonaws.com",
         "cloudtrail.amazonaws.com"},
        {"{'accountId':'1','invokedBy':'ec2.amazonaws.com'}", "svc:ec2.amazonaws.com", "ec2.amazonaws.com"},
        {"{'type':'FederatedUser','principalId':'1:ann','arn':'arn:aws:sts::1:federated-user/"
         "ann','accountId':'1'}",
         "fed:1:ann", "ann"},
        {"{'type':'AWSAccount','principalId':'AIDA2','accountId':'2'}", "acct:2:AIDA2", "AIDA2"},
        {"{'type':'AWSAccount','principalId':'AROA2:sess','accountId':'2'}", "acct:2:AROA2", "AROA2"},
        {"{'type':'AWSAccount','principalId':'','accountId':'ANONYMOUS_PRINCIPAL'}", "anonymous",
         "anonymous"},
        {"{'type':'Directory','accountId':'1','userName':'ann@example.com'}", "dir:1:ann@example.com",
         "ann@example.com"},
        {"{'type':'IdentityCenterUser','accountId':'1','onBehalfOf':{'userId':'u-1','identityStoreArn':"
         "'arn:aws:identitystore::1:identitystore/d-9'},'credentialId':'c'}",
         "idc:d-9/u-1", "u-1"},
        {"{'type':'SAMLUser','principalId':'nq:ann','userName':'ann','identityProvider':'idp'}",
         "saml:nq:ann", "ann"},
        {"{'type':'WebIdentityUser','principalId':'iss:aud:sub','userName':'sub'}", "web:iss:aud:sub", "sub"},
        {"{'type':'Role','principalId':'AROA3','arn':'arn:aws:iam::1:role/path/deploy'}", "role:AROA3",
         "deploy"},
        {"{'type':'Unknown','principalId':'AROA4:s','arn':'arn:aws:sts::1:assumed-role/adm/"
         "s','accountId':'1'}",
         "role:AROA4", "adm"},
        {"{'type':'Unknown','principalId':'p','userName':'ann','accountId':'1'}", "unknown:1:p", "ann"},
        {"{'type':'SomethingNew','principalId':'p','accountId':'1'}", "unknown:1:p", "p"},
        {"{}", NULL, NULL},
        {"null", NULL, NULL},
        {"'text'", NULL, NULL},
    };
    for (size_t i = 0; i < ARRAY_LEN(table); i++)
        expect_identity(table[i][0], table[i][1], table[i][2]);
    assert_null(derive(""));
    assert_null(event.principal.key);
}

static void sign_in_names_that_do_not_exist_are_nobody_in_common(void **state)
{
    (void)state;
    expect_identity(
        "{'type':'IAMUser','accountId':'1','accessKeyId':'','userName':'HIDDEN_DUE_TO_SECURITY_REASONS'}",
        "hidden:1:203.0.113.9", "(sign-in name that does not exist)");
    expect_identity("{'type':'IAMUser','principalId':'AIDA5','userName':'HIDDEN_DUE_TO_SECURITY_REASONS'}",
                    "user:AIDA5", "AIDA5");
}

static void a_role_keeps_its_path_and_loses_the_session(void **state)
{
    (void)state;
    expect_identity(
        "{'type':'AssumedRole','principalId':'AROA1:ci:7','arn':'arn:aws:sts::1:assumed-role/deploy/ci:7',"
        "'accountId':'1','accessKeyId':'ASIA1','sessionContext':{'sessionIssuer':{'type':'Role',"
        "'principalId':'AROA1','arn':'arn:aws:iam::1:role/ops/deploy','userName':'deploy'},"
        "'attributes':{'creationDate':'2023-07-10T12:00:00Z','mfaAuthenticated':'false'}}}",
        "role:AROA1", "deploy");
    assert_string_equal(event.principal.arn, "arn:aws:iam::1:role/ops/deploy");
    assert_string_equal(event.principal.session_name, "ci:7");
    assert_string_equal(event.session.key, "role:AROA1:ci:7@2023-07-10T12:00:00Z");
    assert_int_equal(event.session.kind, SESSION_ROLE);
    assert_int_equal(event.session.mfa, 0);
    assert_int_equal(event.flags & EVENT_MFA, 0);
    expect_identity(
        "{'type':'AssumedRole','principalId':'AROA1:s','arn':'arn:aws:sts::1:assumed-role/deploy/s'}",
        "role:AROA1", "deploy");
    assert_null(event.principal.arn);
    assert_null(event.session.key);
}

static void sessions_have_a_key_and_a_kind(void **state)
{
    (void)state;
    static const struct {
        const char *identity, *key;
        enum session_kind kind;
    } table[] = {
        {"{'type':'IAMUser','principalId':'AIDA1','accessKeyId':'AKIA1'}", NULL, 0},
        {"{'type':'IAMUser','principalId':'AIDA1','accessKeyId':'ASIA1'}", "ASIA1", SESSION_TOKEN},
        {"{'type':'IAMUser','principalId':'AIDA1','accessKeyId':'ASIA1','sessionContext':{'sessionIssuer':{},"
         "'attributes':{'creationDate':'2023-07-10T12:00:00Z','mfaAuthenticated':'true'}}}",
         "user:AIDA1@2023-07-10T12:00:00Z", SESSION_TOKEN},
        {"{'type':'AssumedRole','principalId':'AROA1:i-0123456789abcdef0','accessKeyId':'ASIA1','"
         "sessionContext':"
         "{'attributes':{'creationDate':'2023-07-10T12:00:00Z'}}}",
         "role:AROA1:i-0123456789abcdef0@2023-07-10T12:00:00Z", SESSION_INSTANCE},
        {"{'type':'AssumedRole','principalId':'AROA1:x','accessKeyId':'ASIA1','sessionContext':{'"
         "ec2RoleDelivery':"
         "'2.0','attributes':{'creationDate':'2023-07-10T12:00:00Z'}}}",
         "role:AROA1:x@2023-07-10T12:00:00Z", SESSION_INSTANCE},
        {"{'type':'AssumedRole','principalId':'AROA1:f','accessKeyId':'ASIA1','inScopeOf':{'issuerType':"
         "'AWS::Lambda::Function'},'sessionContext':{'attributes':{'creationDate':'2023-07-10T12:00:00Z'}}}",
         "role:AROA1:f@2023-07-10T12:00:00Z", SESSION_SERVICE},
        {"{'type':'FederatedUser','principalId':'1:ann','accessKeyId':'ASIA1','sessionContext':{'attributes':"
         "{'creationDate':'2023-07-10T12:00:00Z'}}}",
         "fed:1:ann@2023-07-10T12:00:00Z", SESSION_FEDERATED},
        {"{'type':'AssumedRole','principalId':'AROA1:s','sessionContext':{'signInSessionArn':'arn:aws:signin:"
         "x',"
         "'attributes':{'creationDate':'2023-07-10T12:00:00Z'}}}",
         "arn:aws:signin:x", SESSION_CONSOLE},
        {"{'type':'AWSService','invokedBy':'s3.amazonaws.com'}", NULL, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        char members[1024];
        snprintf(members, sizeof members, "'userIdentity':%s", table[i].identity);
        assert_null(derive(members));
        if (!table[i].key) {
            assert_null(event.session.key);
            continue;
        }
        assert_string_equal(event.session.key, table[i].key);
        assert_int_equal(event.session.kind, table[i].kind);
    }
}

static void a_console_login_begins_the_session_its_calls_name(void **state)
{
    (void)state;
    const char *user =
        "'userIdentity':{'type':'IAMUser','principalId':'AIDA1'},'eventType':'AwsConsoleSignIn',"
        "'eventName':'ConsoleLogin'";
    struct arena scratch = {0}, kept = {0};
    struct buf text = {0};
    buf_fmt(&text,
            "{'eventTime':'2023-07-10T12:25:04Z',%s,'responseElements':{'ConsoleLogin':'Success'},"
            "'additionalEventData':{'MFAUsed':'YES'}}",
            user);
    for (size_t i = 0; i < text.len; i++)
        text.bytes[i] = text.bytes[i] == '\'' ? '"' : text.bytes[i];
    assert_null(event_derive(json_parse(&scratch, text.bytes, text.len, NULL), &scratch, &kept, &event));
    assert_string_equal(event.session.key, "user:AIDA1@2023-07-10T12:25:04Z");
    assert_int_equal(event.session.kind, SESSION_CONSOLE);
    assert_int_equal(event.flags & (EVENT_MFA | EVENT_CONSOLE), EVENT_MFA | EVENT_CONSOLE);
    assert_int_equal(event.outcome, OUTCOME_SUCCESS);
    arena_done(&scratch);
    arena_done(&kept);
    buf_done(&text);
}

static void a_failed_login_is_denied_though_it_has_no_code(void **state)
{
    (void)state;
    struct arena scratch = {0}, kept = {0};
    static const char text[] =
        "{\"eventTime\":\"2021-07-28T15:28:12Z\",\"eventName\":\"ConsoleLogin\",\"eventType\":"
        "\"AwsConsoleSignIn\","
        "\"userIdentity\":{\"type\":\"Root\",\"accountId\":\"1\",\"accessKeyId\":\"\"},"
        "\"errorMessage\":\"Failed authentication\",\"responseElements\":{\"ConsoleLogin\":\"Failure\"}}";
    assert_null(event_derive(json_parse(&scratch, text, strlen(text), NULL), &scratch, &kept, &event));
    assert_int_equal(event.outcome, OUTCOME_DENIED);
    assert_string_equal(event.error, "Failed authentication");
    assert_null(event.session.key);
    assert_null(event.key);
    arena_done(&scratch);
    arena_done(&kept);
}

static void outcomes_have_many_spellings(void **state)
{
    (void)state;
    static const struct {
        const char *members;
        enum outcome outcome;
        int flags;
    } table[] = {
        {"", OUTCOME_SUCCESS, 0},
        {"'errorCode':'AccessDenied'", OUTCOME_DENIED, 0},
        {"'errorCode':'AccessDeniedException','errorMessage':'m'", OUTCOME_DENIED, 0},
        {"'errorCode':'Client.UnauthorizedOperation'", OUTCOME_DENIED, 0},
        {"'errorCode':'VpceAccessDenied'", OUTCOME_DENIED, 0},
        {"'errorCode':'ForbiddenException'", OUTCOME_DENIED, 0},
        {"'errorCode':'NoSuchBucketPolicy'", OUTCOME_ERROR, 0},
        {"'errorCode':'ThrottlingException'", OUTCOME_ERROR, 0},
        {"'errorMessage':'something went wrong'", OUTCOME_ERROR, 0},
        {"'errorCode':'Client.DryRunOperation'", OUTCOME_ERROR, EVENT_DRY_RUN},
        {"'errorCode':'AccessDenied','responseElements':{'message':'User: x is not authorized'}",
         OUTCOME_DENIED, 0},
        {"'errorCode':null,'errorMessage':''", OUTCOME_SUCCESS, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        assert_null(derive(table[i].members));
        assert_int_equal(event.outcome, table[i].outcome);
        assert_int_equal(event.flags, table[i].flags);
    }
}

static void flags_are_read_from_every_form(void **state)
{
    (void)state;
    static const struct {
        const char *members;
        int flags;
    } table[] = {
        {"'sessionCredentialFromConsole':'true'", EVENT_CONSOLE},
        {"'userIdentity':{'type':'Root','accountId':'1'},'userAgent':'console.amazonaws.com'", EVENT_CONSOLE},
        {"'userIdentity':{'type':'Root','accountId':'1'},'userAgent':'AWS "
         "Internal','sourceIPAddress':'192.0.2.1'",
         EVENT_CONSOLE},
        {"'userIdentity':{'type':'IAMUser','accountId':'1','invokedBy':'AWS Internal'},'userAgent':'AWS "
         "Internal',"
         "'sourceIPAddress':'AWS Internal'",
         EVENT_BY_SERVICE},
        {"'eventCategory':'Data'", EVENT_DATA},
        {"'managementEvent':false", EVENT_DATA},
        {"'managementEvent':'False'", EVENT_DATA},
        {"'eventCategory':'Management','managementEvent':true", 0},
        {"'eventCategory':'NetworkActivity','eventType':'AwsVpceEvent'", EVENT_NETWORK},
        {"'eventType':'AwsServiceEvent','userIdentity':{'accountId':'1','invokedBy':'x.amazonaws.com'}",
         EVENT_SERVICE_EVENT | EVENT_BY_SERVICE},
    };
    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        assert_null(derive(table[i].members));
        assert_int_equal(event.flags, table[i].flags);
    }
}

static void no_key_comes_in_three_forms(void **state)
{
    (void)state;
    static const char *const none[] = {
        "{'type':'Root','accountId':'1'}", "{'type':'Root','accountId':'1','accessKeyId':''}",
        "{'type':'Root','accountId':'1','accessKeyId':'AKIA****************'}"};
    for (size_t i = 0; i < ARRAY_LEN(none); i++) {
        char members[256];
        snprintf(members, sizeof members, "'userIdentity':%s", none[i]);
        assert_null(derive(members));
        assert_null(event.key);
    }
}

static void the_account_is_the_receivers_with_its_leading_zeros(void **state)
{
    (void)state;
    assert_null(derive("'recipientAccountId':'029608264753','userIdentity':{'type':'Root','accountId':'1'}"));
    assert_string_equal(event.account, "029608264753");
    assert_null(derive("'userIdentity':{'type':'Root','accountId':'000000000001'}"));
    assert_string_equal(event.account, "000000000001");
}

static const char *reason_for(const char *text)
{
    const struct json *json = json_parse(&tree, text, strlen(text), NULL);
    const char *reason = event_derive(json, &tree, &keep, &event);
    return reason ? reason : "none";
}

static void what_is_no_event_is_refused_with_a_reason(void **state)
{
    (void)state;
    assert_non_null(strstr(reason_for("[]"), "not a JSON object"));
    assert_non_null(strstr(reason_for("{\"a\":1}"), "not a CloudTrail record"));
    assert_non_null(strstr(reason_for("{\"eventID\":\"x\",\"eventName\":\"y\"}"), "no eventTime"));
    assert_non_null(strstr(reason_for("{\"eventTime\":\"yesterday\",\"eventName\":\"y\"}"), "no time"));
    assert_non_null(
        strstr(reason_for("{\"eventTime\":\"2023-07-10T12:25:04Z\",\"eventSource\":\"aws:s3\"}"), "S3"));
    assert_non_null(
        strstr(reason_for("{\"eventId\":\"x\",\"eventType\":\"AwsAggregatedEvent\"}"), "aggregated"));
    const char *logstash =
        "{\"@timestamp\":\"2020-09-14T00:44:22.123Z\",\"eventName\":\"a\",\"eventSource\":\"b\"}";
    assert_string_equal(reason_for(logstash), "none");
    assert_int_equal(event.time_s, isotime_from_parts(2020, 9, 14, 0, 44, 22));
}

static void an_insight_takes_its_api_from_one_level_down(void **state)
{
    (void)state;
    const char *text =
        "{\"eventTime\":\"2023-07-10T12:25:04Z\",\"eventID\":\"x\",\"eventType\":\"AwsCloudTrailInsight\","
        "\"insightDetails\":{\"eventSource\":\"iam.amazonaws.com\",\"eventName\":\"CreateUser\"}}";
    assert_string_equal(reason_for(text), "none");
    assert_string_equal(event.source, "iam.amazonaws.com");
    assert_string_equal(event.name, "CreateUser");
    assert_int_equal(event.flags, EVENT_INSIGHT);
}

static void only_lower_case_uuids_become_bytes(void **state)
{
    (void)state;
    unsigned char uuid[EVENT_UUID_BYTES];
    assert_true(event_uuid("0123abcd-4567-89ab-cdef-0123456789ab", uuid));
    assert_int_equal(uuid[0], 0x01);
    assert_int_equal(uuid[15], 0xAB);
    assert_false(event_uuid("0123ABCD-4567-89ab-cdef-0123456789ab", uuid));
    assert_false(event_uuid("0123abcd-4567-89ab-cdef-0123456789a", uuid));
    assert_false(event_uuid("0123abcd_4567-89ab-cdef-0123456789ab", uuid));
    assert_null(derive("'eventId':'X1'"));
    assert_string_equal(event.uid, "X1");
}

static const char *resource_list(void)
{
    static char text[1024];
    size_t at = 0;
    text[0] = '\0';
    for (size_t i = 0; i < event.resource_count; i++)
        at += (size_t)snprintf(text + at, sizeof text - at, "%s%s", i ? " " : "", event.resources[i].value);
    return text;
}

static void resources_come_from_the_list_and_from_known_parameters(void **state)
{
    (void)state;
    assert_null(derive("'resources':[{'type':'AWS::S3::Object','ARN':'arn:aws:s3:::b/key/1'},"
                       "{'accountId':'1','type':'AWS::S3::Bucket','ARN':'arn:aws:s3:::b'},"
                       "{'type':'AWS::S3::Object','ARNPrefix':'arn:aws:s3:::c/'},{'type':'AWS::KMS::Key'}],"
                       "'requestParameters':{'bucketName':'b','key':'key/1'}"));
    assert_string_equal(resource_list(), "arn:aws:s3:::b arn:aws:s3:::c");
    assert_null(
        derive("'requestParameters':{'instancesSet':{'items':[{'instanceId':'i-1'},{'instanceId':'i-2'}]},"
               "'groupId':'sg-1'},'responseElements':{'instancesSet':{'items':[{'instanceId':'i-1'}]}}"));
    assert_string_equal(resource_list(), "i-1 i-2 sg-1");
    assert_null(derive("'requestParameters':'text','responseElements':[1,'x'],'resources':{'ARN':'y'}"));
    assert_int_equal(event.resource_count, 0);
}

static void apis_are_classed_by_their_name(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool read_only;
        enum access access;
        bool interesting;
    } table[] = {
        {"ListBuckets", true, ACCESS_READ, false},
        {"DescribeInstances", true, ACCESS_READ, false},
        {"GetObject", true, ACCESS_READ, false},
        {"HeadObject", true, ACCESS_READ, false},
        {"GetSecretValue", true, ACCESS_READ, true},
        {"GetPasswordData", true, ACCESS_READ, true},
        {"GetParameter", true, ACCESS_READ, true},
        {"LookupEvents", true, ACCESS_READ, true},
        {"GetFederationToken", false, ACCESS_WRITE, true},
        {"AssumeRole", true, ACCESS_WRITE, true},
        {"CreateUser", false, ACCESS_WRITE, true},
        {"AuthorizeSecurityGroupIngress", false, ACCESS_WRITE, true},
        {"AttachUserPolicy", false, ACCESS_PERMISSIONS, true},
        {"PutBucketAcl", false, ACCESS_PERMISSIONS, true},
        {"GetBucketAcl", true, ACCESS_READ, false},
        {"GetBucketPolicy", true, ACCESS_READ, false},
        {"CreatePolicyVersion", false, ACCESS_PERMISSIONS, true},
        {"AddUserToGroup", false, ACCESS_PERMISSIONS, true},
        {"TagResource", false, ACCESS_TAGGING, true},
        {"PutBucketTagging", false, ACCESS_TAGGING, true},
        {"ConsoleLogin", false, ACCESS_WRITE, true},
        {"Decrypt", true, ACCESS_READ, true},
    };
    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        struct api_class got = access_of(table[i].name, table[i].read_only);
        assert_int_equal(got.access, table[i].access);
        assert_int_equal(got.interesting, table[i].interesting);
    }
}

static void an_api_date_is_no_part_of_the_name(void **state)
{
    (void)state;
    static const char *const table[][2] = {
        {"CreateFunction20150331", "CreateFunction"},
        {"UpdateFunctionCode20150331v2", "UpdateFunctionCode"},
        {"UpdateDistribution2014_01_31", "UpdateDistribution"},
        {"ListUsers", "ListUsers"},
        {"GetV2", "GetV2"},
        {"Thing19990101", "Thing19990101"},
        {"20150331", "20150331"},
        {"", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(table); i++)
        assert_int_equal(access_base_len(table[i][0]), strlen(table[i][1]));
}

static void an_access_key_tells_its_account_where_that_is_sound(void **state)
{
    (void)state;
    char account[ACCESSKEY_ACCOUNT_SIZE];
    assert_true(accesskey_account("ASIAY34FZKBOKMUTVV7A", account));
    assert_string_equal(account, "609629065308");
    assert_true(accesskey_account("ASIAQNZGKIQY56JQ7WML", account));
    assert_string_equal(account, "029608264753");
    assert_false(accesskey_account("ASIAIOSFODNN7EXAMPLE", account));
    assert_false(accesskey_account("AKIA****************", account));
    assert_false(accesskey_account("AKIAQ", account));
    assert_false(accesskey_account("", account));
    assert_int_equal(accesskey_kind_of("AKIAX"), ACCESSKEY_LONG_LIVED);
    assert_int_equal(accesskey_kind_of("ASIAX"), ACCESSKEY_TEMPORARY);
    assert_int_equal(accesskey_kind_of("ACCAX"), ACCESSKEY_OTHER);
}

static void not_every_address_is_one(void **state)
{
    (void)state;
    unsigned char ip[ADDRESS_BYTES];
    assert_int_equal(address_kind_of("203.0.113.9"), ADDRESS_IP);
    assert_int_equal(address_kind_of("2001:db8::1"), ADDRESS_IP);
    assert_int_equal(address_kind_of("211.9.016.253"), ADDRESS_OTHER);
    assert_int_equal(address_kind_of("255.090.254.5"), ADDRESS_OTHER);
    assert_int_equal(address_kind_of("AWS Internal"), ADDRESS_INTERNAL);
    assert_int_equal(address_kind_of("AWS Internal/3"), ADDRESS_INTERNAL);
    assert_int_equal(address_kind_of("ec2.amazonaws.com"), ADDRESS_SERVICE);
    assert_int_equal(address_kind_of("some.host.example"), ADDRESS_OTHER);
    assert_true(address_ip("203.0.113.9", ip));
    static const unsigned char mapped[] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 203, 0, 113, 9};
    assert_memory_equal(ip, mapped, sizeof mapped);
}

static int done(void **state)
{
    (void)state;
    arena_done(&tree);
    arena_done(&keep);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_principal_is_known_by_its_id),
        cmocka_unit_test(sign_in_names_that_do_not_exist_are_nobody_in_common),
        cmocka_unit_test(a_role_keeps_its_path_and_loses_the_session),
        cmocka_unit_test(sessions_have_a_key_and_a_kind),
        cmocka_unit_test(a_console_login_begins_the_session_its_calls_name),
        cmocka_unit_test(a_failed_login_is_denied_though_it_has_no_code),
        cmocka_unit_test(outcomes_have_many_spellings),
        cmocka_unit_test(flags_are_read_from_every_form),
        cmocka_unit_test(no_key_comes_in_three_forms),
        cmocka_unit_test(the_account_is_the_receivers_with_its_leading_zeros),
        cmocka_unit_test(what_is_no_event_is_refused_with_a_reason),
        cmocka_unit_test(an_insight_takes_its_api_from_one_level_down),
        cmocka_unit_test(only_lower_case_uuids_become_bytes),
        cmocka_unit_test(resources_come_from_the_list_and_from_known_parameters),
        cmocka_unit_test(apis_are_classed_by_their_name),
        cmocka_unit_test(an_api_date_is_no_part_of_the_name),
        cmocka_unit_test(an_access_key_tells_its_account_where_that_is_sound),
        cmocka_unit_test(not_every_address_is_one),
    };
    return cmocka_run_group_tests(tests, NULL, done);
}
