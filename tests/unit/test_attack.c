// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/attack.h"

#include "src/model/access.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct arena arena;
static const struct attack *attack;

static const char *of_api(const char *source, const char *name)
{
    const struct attack_api *api = attack_of_api(attack, source, name);
    return api ? api->technique->id : "none";
}

static bool has_word(const char *words, const char *word)
{
    const char *at = strstr(words, word);
    size_t len = strlen(word);
    return at && (at == words || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0');
}

static void every_api_has_a_live_technique_in_a_tactic_of_it(void **state)
{
    (void)state;
    assert_true(attack->api_count >= 120);
    for (size_t i = 0; i < attack->api_count; i++) {
        const struct attack_api *api = &attack->apis[i];
        assert_non_null(strstr(api->source, ".amazonaws.com"));
        assert_non_null(attack_tactic(api->tactic));
        assert_true(has_word(api->technique->tactics, api->tactic));
    }
}

static void every_row_can_be_reached(void **state)
{
    (void)state;
    for (size_t i = 0; i < attack->api_count; i++) {
        const struct attack_api *api = &attack->apis[i];
        assert_ptr_equal(attack_of_api(attack, api->source, api->api), api);
    }
}

static void exact_name_comes_before_a_pattern(void **state)
{
    (void)state;
    assert_string_equal(of_api("iam.amazonaws.com", "GetAccountPasswordPolicy"), "T1201");
    assert_string_equal(of_api("iam.amazonaws.com", "GetInstanceProfile"), "T1087.004");
}

static void same_name_of_another_service_is_another_call(void **state)
{
    (void)state;
    assert_string_equal(of_api("iam.amazonaws.com", "CreateUser"), "T1136.003");
    assert_string_equal(of_api("transfer.amazonaws.com", "CreateUser"), "none");
}

static void retired_id_leads_to_its_successor(void **state)
{
    (void)state;
    assert_string_equal(attack_technique(attack, "T1562.007")->id, "T1686.001");
    assert_string_equal(attack_technique(attack, "T1562.008")->name, "Disable or Modify Cloud Log");
    assert_null(attack_technique(attack, "T1108"));
}

static void old_tactic_name_is_known(void **state)
{
    (void)state;
    assert_string_equal(attack_tactic("defense-evasion")->name, "Stealth");
    assert_string_equal(attack_tactic("defense-impairment")->id, "TA0112");
    assert_null(attack_tactic("evasion"));
}

/* The calls that public reports of intrusions name most, as CloudTrail logs them. */
static const char *const reported[] = {
    "bedrock:CreateFoundationModelAgreement",
    "bedrock:InvokeModel",
    "bedrock:InvokeModelWithResponseStream",
    "bedrock:ListFoundationModels",
    "bedrock:PutFoundationModelEntitlement",
    "bedrock:PutUseCaseForModelAccess",
    "cloudtrail:DeleteTrail",
    "cloudtrail:LookupEvents",
    "cloudtrail:PutEventSelectors",
    "cloudtrail:StopLogging",
    "cloudtrail:UpdateTrail",
    "ec2:AuthorizeSecurityGroupEgress",
    "ec2:AuthorizeSecurityGroupIngress",
    "ec2:CreateKeyPair",
    "ec2:CreateNetworkAclEntry",
    "ec2:CreateSecurityGroup",
    "ec2:CreateSnapshot",
    "ec2:DeleteFlowLogs",
    "ec2:DeleteSnapshot",
    "ec2:DescribeInstanceAttribute",
    "ec2:DescribeInstances",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeVpcs",
    "ec2:EnableSerialConsoleAccess",
    "ec2:GetPasswordData",
    "ec2:ImportKeyPair",
    "ec2:ModifyInstanceAttribute",
    "ec2:ModifySnapshotAttribute",
    "ec2:RunInstances",
    "ec2:SharedSnapshotVolumeCreated",
    "ec2:StartInstances",
    "ec2:StopInstances",
    "ec2:TerminateInstances",
    "ec2-instance-connect:SendSSHPublicKey",
    "ec2-instance-connect:SendSerialConsoleSSHPublicKey",
    "ecr:GetAuthorizationToken",
    "ecs:CreateCluster",
    "ecs:CreateService",
    "ecs:RegisterTaskDefinition",
    "guardduty:DeleteDetector",
    "guardduty:DisassociateFromMasterAccount",
    "guardduty:UpdateDetector",
    "iam:AddUserToGroup",
    "iam:AttachGroupPolicy",
    "iam:AttachRolePolicy",
    "iam:AttachUserPolicy",
    "iam:CreateAccessKey",
    "iam:CreateLoginProfile",
    "iam:CreateOpenIDConnectProvider",
    "iam:CreatePolicy",
    "iam:CreateRole",
    "iam:CreateSAMLProvider",
    "iam:CreateUser",
    "iam:DeactivateMFADevice",
    "iam:DeleteLoginProfile",
    "iam:DeleteUser",
    "iam:GetUser",
    "iam:ListAccessKeys",
    "iam:ListAccountAliases",
    "iam:ListAttachedRolePolicies",
    "iam:ListGroups",
    "iam:ListRoles",
    "iam:ListUsers",
    "iam:PutRolePolicy",
    "iam:PutUserPolicy",
    "iam:UpdateAssumeRolePolicy",
    "iam:UpdateLoginProfile",
    "lambda:AddPermission20150331v2",
    "lambda:CreateFunction20150331",
    "lambda:CreateFunctionUrlConfig",
    "lambda:Invoke",
    "lambda:UpdateFunctionCode20150331v2",
    "lambda:UpdateFunctionConfiguration20150331v2",
    "organizations:LeaveOrganization",
    "rds:CreateDBSnapshot",
    "rds:DeleteDBCluster",
    "rds:DeleteDBInstance",
    "rds:DescribeDBInstances",
    "rds:DescribeDBSnapshots",
    "rds:ModifyDBInstance",
    "rds:ModifyDBSnapshotAttribute",
    "s3:CopyObject",
    "s3:DeleteBucket",
    "s3:DeleteObject",
    "s3:GetBucketAcl",
    "s3:GetBucketPolicy",
    "s3:GetBucketPublicAccessBlock",
    "s3:GetBucketReplication",
    "s3:GetObject",
    "s3:ListBuckets",
    "s3:ListObjects",
    "s3:PutBucketLifecycle",
    "s3:PutBucketPolicy",
    "s3:PutBucketVersioning",
    "s3:PutObject",
    "secretsmanager:GetSecretValue",
    "secretsmanager:ListSecrets",
    "servicequotas:GetServiceQuota",
    "servicequotas:RequestServiceQuotaIncrease",
    "ses:GetAccount",
    "ses:GetSendQuota",
    "ses:ListIdentities",
    "ses:SendEmail",
    "ses:UpdateAccountSendingEnabled",
    "ses:VerifyEmailIdentity",
    "signin:ConsoleLogin",
    "signin:GetSigninToken",
    "signin:PasswordRecoveryRequested",
    "sns:GetSMSAttributes",
    "sns:Publish",
    "ssm:DescribeInstanceInformation",
    "ssm:GetParameters",
    "ssm:SendCommand",
    "ssm:StartSession",
    "sts:AssumeRole",
    "sts:AssumeRoleWithWebIdentity",
    "sts:AssumeRoot",
    "sts:GetCallerIdentity",
    "sts:GetFederationToken",
    "sts:GetSessionToken",
};

static void every_call_that_reports_name_has_a_technique(void **state)
{
    (void)state;
    assert_int_equal(ARRAY_LEN(reported), 120);
    for (size_t i = 0; i < ARRAY_LEN(reported); i++) {
        char source[64];
        const char *name = strchr(reported[i], ':') + 1;
        snprintf(source, sizeof source, "%.*s.amazonaws.com", (int)(name - 1 - reported[i]), reported[i]);
        char base[64];
        snprintf(base, sizeof base, "%.*s", (int)access_base_len(name), name);
        if (!attack_of_api(attack, source, base))
            fail_msg("%s has no technique", reported[i]);
    }
}

static const char *former(const char *id, const char *tactic)
{
    static char text[128];
    struct attack_former past = attack_former(attack, attack_technique(attack, id), attack_tactic(tactic));
    if (!past.name)
        return "the same";
    snprintf(text, sizeof text, "%s: %s %s", past.tactic, past.id, past.name);
    return text;
}

static void a_technique_tells_how_it_was_called_before(void **state)
{
    (void)state;
    assert_string_equal(former("T1078.004", "stealth"), "Defense Evasion: T1078 Valid Accounts");
    assert_string_equal(former("T1098.001", "persistence"), "Persistence: T1108 Redundant Access");
    assert_string_equal(former("T1087.004", "discovery"), "Discovery: T1087 Account Discovery");
    assert_string_equal(former("T1685.002", "defense-impairment"),
                        "Defense Evasion: T1562.008 Disable or Modify Cloud Logs");
    assert_string_equal(former("T1535", "stealth"),
                        "Defense Evasion: T1535 Unused/Unsupported Cloud Regions");
    assert_string_equal(former("T1580", "discovery"), "the same");
    for (size_t i = 0; i < attack->past_count; i++) {
        const struct attack_technique *technique = attack_technique(attack, attack->past[i].id);
        assert_non_null(technique);
        assert_true(has_word(technique->tactics, attack->past[i].tactic));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_api_has_a_live_technique_in_a_tactic_of_it),
        cmocka_unit_test(every_row_can_be_reached),
        cmocka_unit_test(exact_name_comes_before_a_pattern),
        cmocka_unit_test(same_name_of_another_service_is_another_call),
        cmocka_unit_test(retired_id_leads_to_its_successor),
        cmocka_unit_test(old_tactic_name_is_known),
        cmocka_unit_test(every_call_that_reports_name_has_a_technique),
        cmocka_unit_test(a_technique_tells_how_it_was_called_before),
    };
    attack = attack_load(&arena);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_done(&arena);
    return failed;
}
