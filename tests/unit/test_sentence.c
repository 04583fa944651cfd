// SPDX-License-Identifier: GPL-3.0-or-later
/* The wording of calls: the tables, and sentences of single events. */
#include "src/scope/sentence.h"

#include "tests/unit/tiny_case.h"

/* Calls that intrusions are made of: each has words of its own. */
static const char *const worth_words[][2] = {
    {"bedrock.amazonaws.com", "CreateFoundationModelAgreement"},
    {"bedrock.amazonaws.com", "InvokeModel"},
    {"bedrock.amazonaws.com", "InvokeModelWithResponseStream"},
    {"bedrock.amazonaws.com", "ListFoundationModels"},
    {"bedrock.amazonaws.com", "PutFoundationModelEntitlement"},
    {"bedrock.amazonaws.com", "PutUseCaseForModelAccess"},
    {"cloudtrail.amazonaws.com", "DeleteTrail"},
    {"cloudtrail.amazonaws.com", "LookupEvents"},
    {"cloudtrail.amazonaws.com", "PutEventSelectors"},
    {"cloudtrail.amazonaws.com", "StopLogging"},
    {"cloudtrail.amazonaws.com", "UpdateTrail"},
    {"ec2.amazonaws.com", "AuthorizeSecurityGroupEgress"},
    {"ec2.amazonaws.com", "AuthorizeSecurityGroupIngress"},
    {"ec2.amazonaws.com", "CreateKeyPair"},
    {"ec2.amazonaws.com", "CreateNetworkAclEntry"},
    {"ec2.amazonaws.com", "CreateSecurityGroup"},
    {"ec2.amazonaws.com", "CreateSnapshot"},
    {"ec2.amazonaws.com", "DeleteFlowLogs"},
    {"ec2.amazonaws.com", "DeleteSnapshot"},
    {"ec2.amazonaws.com", "DescribeInstanceAttribute"},
    {"ec2.amazonaws.com", "DescribeInstances"},
    {"ec2.amazonaws.com", "DescribeSecurityGroups"},
    {"ec2.amazonaws.com", "DescribeVpcs"},
    {"ec2.amazonaws.com", "EnableSerialConsoleAccess"},
    {"ec2.amazonaws.com", "GetPasswordData"},
    {"ec2.amazonaws.com", "ImportKeyPair"},
    {"ec2.amazonaws.com", "ModifyInstanceAttribute"},
    {"ec2.amazonaws.com", "ModifySnapshotAttribute"},
    {"ec2.amazonaws.com", "RunInstances"},
    {"ec2.amazonaws.com", "SharedSnapshotVolumeCreated"},
    {"ec2.amazonaws.com", "StartInstances"},
    {"ec2.amazonaws.com", "StopInstances"},
    {"ec2.amazonaws.com", "TerminateInstances"},
    {"ec2-instance-connect.amazonaws.com", "SendSSHPublicKey"},
    {"ec2-instance-connect.amazonaws.com", "SendSerialConsoleSSHPublicKey"},
    {"ecr.amazonaws.com", "GetAuthorizationToken"},
    {"ecs.amazonaws.com", "CreateCluster"},
    {"ecs.amazonaws.com", "CreateService"},
    {"ecs.amazonaws.com", "RegisterTaskDefinition"},
    {"guardduty.amazonaws.com", "DeleteDetector"},
    {"guardduty.amazonaws.com", "DisassociateFromMasterAccount"},
    {"guardduty.amazonaws.com", "UpdateDetector"},
    {"iam.amazonaws.com", "AddUserToGroup"},
    {"iam.amazonaws.com", "AttachGroupPolicy"},
    {"iam.amazonaws.com", "AttachRolePolicy"},
    {"iam.amazonaws.com", "AttachUserPolicy"},
    {"iam.amazonaws.com", "CreateAccessKey"},
    {"iam.amazonaws.com", "CreateLoginProfile"},
    {"iam.amazonaws.com", "CreateOpenIDConnectProvider"},
    {"iam.amazonaws.com", "CreatePolicy"},
    {"iam.amazonaws.com", "CreateRole"},
    {"iam.amazonaws.com", "CreateSAMLProvider"},
    {"iam.amazonaws.com", "CreateUser"},
    {"iam.amazonaws.com", "DeactivateMFADevice"},
    {"iam.amazonaws.com", "DeleteLoginProfile"},
    {"iam.amazonaws.com", "DeleteUser"},
    {"iam.amazonaws.com", "GetUser"},
    {"iam.amazonaws.com", "ListAccessKeys"},
    {"iam.amazonaws.com", "ListAccountAliases"},
    {"iam.amazonaws.com", "ListAttachedRolePolicies"},
    {"iam.amazonaws.com", "ListGroups"},
    {"iam.amazonaws.com", "ListRoles"},
    {"iam.amazonaws.com", "ListUsers"},
    {"iam.amazonaws.com", "PutRolePolicy"},
    {"iam.amazonaws.com", "PutUserPolicy"},
    {"iam.amazonaws.com", "UpdateAssumeRolePolicy"},
    {"iam.amazonaws.com", "UpdateLoginProfile"},
    {"lambda.amazonaws.com", "AddPermission"},
    {"lambda.amazonaws.com", "CreateFunction"},
    {"lambda.amazonaws.com", "CreateFunctionUrlConfig"},
    {"lambda.amazonaws.com", "Invoke"},
    {"lambda.amazonaws.com", "UpdateFunctionCode"},
    {"lambda.amazonaws.com", "UpdateFunctionConfiguration"},
    {"organizations.amazonaws.com", "LeaveOrganization"},
    {"rds.amazonaws.com", "CreateDBSnapshot"},
    {"rds.amazonaws.com", "DeleteDBCluster"},
    {"rds.amazonaws.com", "DeleteDBInstance"},
    {"rds.amazonaws.com", "DescribeDBInstances"},
    {"rds.amazonaws.com", "DescribeDBSnapshots"},
    {"rds.amazonaws.com", "ModifyDBInstance"},
    {"rds.amazonaws.com", "ModifyDBSnapshotAttribute"},
    {"s3.amazonaws.com", "CopyObject"},
    {"s3.amazonaws.com", "DeleteBucket"},
    {"s3.amazonaws.com", "DeleteObject"},
    {"s3.amazonaws.com", "GetBucketAcl"},
    {"s3.amazonaws.com", "GetBucketPolicy"},
    {"s3.amazonaws.com", "GetBucketPublicAccessBlock"},
    {"s3.amazonaws.com", "GetBucketReplication"},
    {"s3.amazonaws.com", "GetObject"},
    {"s3.amazonaws.com", "ListBuckets"},
    {"s3.amazonaws.com", "ListObjects"},
    {"s3.amazonaws.com", "PutBucketLifecycle"},
    {"s3.amazonaws.com", "PutBucketPolicy"},
    {"s3.amazonaws.com", "PutBucketVersioning"},
    {"s3.amazonaws.com", "PutObject"},
    {"secretsmanager.amazonaws.com", "GetSecretValue"},
    {"secretsmanager.amazonaws.com", "ListSecrets"},
    {"servicequotas.amazonaws.com", "GetServiceQuota"},
    {"servicequotas.amazonaws.com", "RequestServiceQuotaIncrease"},
    {"ses.amazonaws.com", "GetAccount"},
    {"ses.amazonaws.com", "GetSendQuota"},
    {"ses.amazonaws.com", "ListIdentities"},
    {"ses.amazonaws.com", "SendEmail"},
    {"ses.amazonaws.com", "UpdateAccountSendingEnabled"},
    {"ses.amazonaws.com", "VerifyEmailIdentity"},
    {"signin.amazonaws.com", "ConsoleLogin"},
    {"signin.amazonaws.com", "GetSigninToken"},
    {"signin.amazonaws.com", "PasswordRecoveryRequested"},
    {"sns.amazonaws.com", "GetSMSAttributes"},
    {"sns.amazonaws.com", "Publish"},
    {"ssm.amazonaws.com", "DescribeInstanceInformation"},
    {"ssm.amazonaws.com", "GetParameters"},
    {"ssm.amazonaws.com", "SendCommand"},
    {"ssm.amazonaws.com", "StartSession"},
    {"sts.amazonaws.com", "AssumeRole"},
    {"sts.amazonaws.com", "AssumeRoleWithWebIdentity"},
    {"sts.amazonaws.com", "AssumeRoot"},
    {"sts.amazonaws.com", "GetCallerIdentity"},
    {"sts.amazonaws.com", "GetFederationToken"},
    {"sts.amazonaws.com", "GetSessionToken"},
};

static void calls_that_matter_have_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(worth_words); i++)
        if (!act_find(act_table, worth_words[i][0], worth_words[i][1]) &&
            !act_find(sentence_table, worth_words[i][0], worth_words[i][1]))
            fail_msg("%s %s has no words", worth_words[i][0], worth_words[i][1]);
}

static void no_call_has_two_wordings(void **state)
{
    (void)state;
    for (const struct act *act = sentence_table; act->api; act++) {
        char source[80];
        snprintf(source, sizeof source, "%s.amazonaws.com", act->source);
        assert_true(act->verb[0] != '\0');
        assert_null(act_find(act_table, source, act->api));
        assert_ptr_equal(act_find(sentence_table, source, act->api), act);
    }
}

/* --- sentences --- */

static int64_t last_id;

static void assert_sentence(const struct tiny_event *event, const char *expected)
{
    struct err err = {0};
    CLEANUP(event_view) struct event_view view = {0};
    CLEANUP(buf) struct buf text = {0};
    bool found;
    tiny_add(event);
    assert_true(event_view_load(&view, tiny_db, ++last_id, &found, &err));
    assert_true(found);
    sentence_write(&view, &text);
    assert_string_equal(buf_text(&text), expected);
}

static void one_event_is_one_sentence(void **state)
{
    (void)state;
    struct tiny_event event = {.time = "2020-04-08T14:00:00Z",
                               .principal = "role:R/ci-deploy",
                               .address = "203.0.113.7",
                               .key = "AKIAA",
                               .agent = "curl/7",
                               .api = "ec2:AuthorizeSecurityGroupIngress"};
    event.json =
        "{\"requestParameters\":{\"groupId\":\"sg-1\",\"ipPermissions\":{\"items\":[{\"ipProtocol\":\"tcp\","
        "\"fromPort\":5432,\"toPort\":5432,\"ipRanges\":{\"items\":[{\"cidrIp\":\"0.0.0.0/0\"}]}}]}}}";
    assert_sentence(
        &event,
        "ci-deploy opened tcp/5432 to 0.0.0.0/0 on security group sg-1, from 203.0.113.7 by curl/7, no MFA");
    event.outcome = 1;
    event.error = "Client.UnauthorizedOperation";
    assert_sentence(&event, "ci-deploy was denied ec2:AuthorizeSecurityGroupIngress on security group sg-1: "
                            "Client.UnauthorizedOperation, from 203.0.113.7 by curl/7, no MFA");
}

static void a_call_without_words_is_named_with_its_resources(void **state)
{
    (void)state;
    struct tiny_event event = {.time = "2020-04-08T14:00:00Z",
                               .principal = "user:A/alice",
                               .address = "203.0.113.7",
                               .api = "glue:StartSomething",
                               .json = "{\"resources\":[{\"ARN\":\"arn:aws:glue:x\"}]}",
                               .flags = 2};
    assert_sentence(&event, "alice called glue:StartSomething on arn:aws:glue:x, from 203.0.113.7, with MFA");
    event.flags = 0;
    event.json = "{\"additionalEventData\":{\"MFAUsed\":\"No\"}}";
    assert_sentence(&event, "alice called glue:StartSomething, from 203.0.113.7, no MFA");
    event.json = NULL;
    event.address = NULL;
    event.principal = NULL;
    assert_sentence(&event, "somebody called glue:StartSomething");
    event.json = "this is no JSON";
    event.api = "iam:CreateUser";
    assert_sentence(&event, "somebody created users");
}

static int set_up(void **state)
{
    (void)state;
    tiny_open();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    tiny_close();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_that_matter_have_words),
        cmocka_unit_test(no_call_has_two_wordings),
        cmocka_unit_test(one_event_is_one_sentence),
        cmocka_unit_test(a_call_without_words_is_named_with_its_resources),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
