// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * residue_pairs: for each kind of residue a call that makes one and one that undoes it, as CloudTrail writes
 * them. In the texts ' stands for " and @ for the name of the thing.
 */
#ifndef TRAILCASE_TESTS_RESIDUE_PAIRS_H
#define TRAILCASE_TESTS_RESIDUE_PAIRS_H

#include "src/scope/residue_table.h"

struct pair {
    enum residue_kind kind;
    const char *open_api, *open_json;
    const char *close_api, *close_json; /* NULL: nothing undoes it */
    bool any_name;                      /* the undo is of the account or region, not of one thing */
    bool half;                          /* goes part of the way only */
};

#define RQ(members) "'requestParameters':{" members "}"
#define RS(members) ",'responseElements':{" members "}"
#define NAMED(name) RQ("'" name "':'@'")
#define USER_OF     "'userName':'u-@'"
#define RULE_OF                                                                                              \
    "'groupId':'sg-@','ipPermissions':{},'ipProtocol':'tcp','fromPort':5432,'toPort':5432,'cidrIp':'0.0.0."  \
    "0/0'"
#define INSTANCES_OF RQ("'instancesSet':{'items':[{'instanceId':'i-@'}]}")
#define SNAPSHOT_TO(how)                                                                                     \
    RQ("'snapshotId':'snap-@','createVolumePermission':{'" how "':{'items':[{'userId':'999988887777'}]}},"   \
       "'attributeType':'CREATE_VOLUME_PERMISSION'")
#define IMAGE_TO(how)                                                                                        \
    RQ("'imageId':'ami-@','launchPermission':{'" how "':{'items':[{'group':'all'}]}},"                       \
       "'attributeType':'launchPermission'")
#define BLOCK(value)                                                                                         \
    "'PublicAccessBlockConfiguration':{'xmlns':'http://s3.amazonaws.com/doc/2006-03-01/',"                   \
    "'RestrictPublicBuckets':true,'BlockPublicPolicy':" value ",'BlockPublicAcls':true}"
#define VERSIONS(status) RQ("'bucketName':'b-@','VersioningConfiguration':{'Status':'" status "'}")
#define BUCKET_OF        RQ("'bucketName':'b-@'")
#define FUNCTION_ARN     "'functionName':'arn:aws:lambda:eu-west-1:111122223333:function:f-@'"
#define TRAIL_ARN        "'name':'arn:aws:cloudtrail:eu-west-1:111122223333:trail/t-@'"

/* clang-format off */
static const struct pair pairs[] = {
    {RESIDUE_RULE, "ec2:AuthorizeSecurityGroupIngress", RQ(RULE_OF),
        "ec2:RevokeSecurityGroupIngress", RQ(RULE_OF)},
    {RESIDUE_RULE, "ec2:AuthorizeSecurityGroupEgress", RQ(RULE_OF), "ec2:RevokeSecurityGroupEgress",
        RQ(RULE_OF)},
    {RESIDUE_RULE, "ec2:ModifySecurityGroupRules",
        RQ("'ModifySecurityGroupRulesRequest':{'GroupId':'sg-@','SecurityGroupRule':{"
           "'SecurityGroupRuleId':'sgr-@',"
           "'tag':1,'SecurityGroupRule':{'CidrIpv4':'0.0.0.0/0','FromPort':22,'ToPort':22,"
           "'IpProtocol':'tcp'}}}"),
        "ec2:ModifySecurityGroupRules",
        RQ("'ModifySecurityGroupRulesRequest':{'GroupId':'sg-@','SecurityGroupRule':{"
           "'SecurityGroupRuleId':'sgr-@',"
           "'tag':1,'SecurityGroupRule':{'CidrIpv4':'192.0.2.1/32','FromPort':22,'ToPort':22,"
           "'IpProtocol':'tcp'}}}")},
    {RESIDUE_GROUP, "ec2:CreateSecurityGroup", RQ("'groupName':'n-@'") RS("'groupId':'sg-@'"),
        "ec2:DeleteSecurityGroup", RQ("'groupId':'sg-@'")},
    {RESIDUE_KEY_PAIR, "ec2:CreateKeyPair", NAMED("keyName"), "ec2:DeleteKeyPair", NAMED("keyName")},
    {RESIDUE_KEY_PAIR, "ec2:ImportKeyPair", NAMED("keyName") RS("'keyPairId':'key-@'"),
        "ec2:DeleteKeyPair", RQ("'keyPairId':'key-@'")},
    {RESIDUE_INSTANCE, "ec2:RunInstances",
        RQ("'instanceType':'t2.micro'") RS("'instancesSet':{'items':[{'instanceId':'i-@'}]}"),
        "ec2:TerminateInstances", INSTANCES_OF},
    {RESIDUE_STARTED, "ec2:StartInstances", INSTANCES_OF, "ec2:StopInstances", INSTANCES_OF},
    {RESIDUE_USER_DATA, "ec2:ModifyInstanceAttribute",
        RQ("'instanceId':'i-@','userData':'<sensitiveDataRemoved>'"), "ec2:TerminateInstances", INSTANCES_OF},
    {RESIDUE_INSTANCE_ROLE, "ec2:AssociateIamInstanceProfile",
        RQ("'AssociateIamInstanceProfileRequest':{'InstanceId':'i-@','IamInstanceProfile':{'Name':'admin'}}")
        RS("'AssociateIamInstanceProfileResponse':{'iamInstanceProfileAssociation':{"
           "'associationId':'iip-@'}}"),
        "ec2:DisassociateIamInstanceProfile",
        RQ("'DisassociateIamInstanceProfileRequest':{'AssociationId':'iip-@'}")},
    {RESIDUE_SNAPSHOT, "ec2:CreateSnapshot", RQ("'volumeId':'vol-1'") RS("'snapshotId':'snap-@'"),
        "ec2:DeleteSnapshot", RQ("'snapshotId':'snap-@'")},
    {RESIDUE_SNAPSHOT_SHARE, "ec2:ModifySnapshotAttribute", SNAPSHOT_TO("add"),
        "ec2:ModifySnapshotAttribute", SNAPSHOT_TO("remove")},
    {RESIDUE_SNAPSHOT_SHARE, "ec2:ModifySnapshotAttribute", SNAPSHOT_TO("add"),
        "ec2:ResetSnapshotAttribute", RQ("'snapshotId':'snap-@'")},
    {RESIDUE_IMAGE, "ec2:CreateImage", RQ("'instanceId':'i-1'") RS("'imageId':'ami-@'"),
        "ec2:DeregisterImage", RQ("'imageId':'ami-@'")},
    {RESIDUE_IMAGE_SHARE, "ec2:ModifyImageAttribute", IMAGE_TO("add"), "ec2:ModifyImageAttribute",
        IMAGE_TO("remove")},
    {RESIDUE_VOLUME, "ec2:CreateVolume", RQ("'snapshotId':'snap-1'") RS("'volumeId':'vol-@'"),
        "ec2:DeleteVolume", RQ("'volumeId':'vol-@'")},
    {RESIDUE_DB_SNAPSHOT, "rds:CreateDBSnapshot", NAMED("dBSnapshotIdentifier"),
        "rds:DeleteDBSnapshot", NAMED("dBSnapshotIdentifier")},
    {RESIDUE_DB_SHARE, "rds:ModifyDBSnapshotAttribute",
        RQ("'dBSnapshotIdentifier':'@','attributeName':'restore','valuesToAdd':['999988887777']"),
        "rds:ModifyDBSnapshotAttribute",
        RQ("'dBSnapshotIdentifier':'@','attributeName':'restore','valuesToRemove':['999988887777']")},
    {RESIDUE_USER, "iam:CreateUser", RQ(USER_OF) RS("'user':{'userId':'AIDA@'}"), "iam:DeleteUser",
        RQ(USER_OF)},
    {RESIDUE_ACCESS_KEY, "iam:CreateAccessKey", RQ(USER_OF)
        RS("'accessKey':{'accessKeyId':'AKIA@','userName':'u-@'}"),
        "iam:DeleteAccessKey", RQ("'accessKeyId':'AKIA@'")},
    {RESIDUE_ACCESS_KEY, "iam:CreateAccessKey",
        "'requestParameters':null" RS("'accessKey':{'accessKeyId':'AKIA@'}"),
        "iam:UpdateAccessKey", RQ("'accessKeyId':'AKIA@','status':'Inactive'"), .half = true},
    {RESIDUE_KEY_ON, "iam:UpdateAccessKey", RQ(USER_OF ",'accessKeyId':'AKIA@','status':'Active'"),
        "iam:UpdateAccessKey", RQ(USER_OF ",'accessKeyId':'AKIA@','status':'Inactive'")},
    {RESIDUE_LOGIN, "iam:CreateLoginProfile", RQ(USER_OF), "iam:DeleteLoginProfile", RQ(USER_OF)},
    {RESIDUE_LOGIN, "iam:CreateLoginProfile", RQ(USER_OF), "iam:UpdateLoginProfile", RQ(USER_OF),
        .half = true},
    {RESIDUE_PASSWORD, "iam:UpdateLoginProfile", RQ(USER_OF), "iam:UpdateLoginProfile", RQ(USER_OF)},
    {RESIDUE_SERVICE_KEY, "iam:CreateServiceSpecificCredential",
        RQ(USER_OF) RS("'serviceSpecificCredential':{'serviceSpecificCredentialId':'ACCA@'}"),
        "iam:DeleteServiceSpecificCredential", RQ(USER_OF ",'serviceSpecificCredentialId':'ACCA@'")},
    {RESIDUE_SSH_KEY, "iam:UploadSSHPublicKey", RQ(USER_OF) RS("'sSHPublicKey':{'sSHPublicKeyId':'APKA@'}"),
        "iam:DeleteSSHPublicKey", RQ(USER_OF ",'sSHPublicKeyId':'APKA@'")},
    {RESIDUE_SIGNING, "iam:UploadSigningCertificate", RQ(USER_OF) RS("'certificate':{'certificateId':'C@'}"),
        "iam:DeleteSigningCertificate", RQ(USER_OF ",'certificateId':'C@'")},
    {RESIDUE_MFA, "iam:CreateVirtualMFADevice",
        RQ("'virtualMFADeviceName':'@'") RS("'virtualMFADevice':{'serialNumber':'arn:aws:iam::1:mfa/@'}"),
        "iam:DeleteVirtualMFADevice", RQ("'serialNumber':'arn:aws:iam::1:mfa/@'")},
    {RESIDUE_MFA_ON, "iam:EnableMFADevice", RQ(USER_OF ",'serialNumber':'arn:aws:iam::1:mfa/@'"),
        "iam:DeactivateMFADevice", RQ(USER_OF ",'serialNumber':'arn:aws:iam::1:mfa/@'")},
    {RESIDUE_MFA_OFF, "iam:DeactivateMFADevice", RQ(USER_OF ",'serialNumber':'arn:aws:iam::1:mfa/@'"),
        "iam:EnableMFADevice", RQ(USER_OF ",'serialNumber':'arn:aws:iam::1:mfa/new'")},
    {RESIDUE_MFA_GONE, "iam:DeleteVirtualMFADevice", RQ("'serialNumber':'arn:aws:iam::1:mfa/@'"),
        "iam:EnableMFADevice", RQ(USER_OF ",'serialNumber':'arn:aws:iam::1:mfa/@'")},
    {RESIDUE_IAM_GROUP, "iam:CreateGroup", NAMED("groupName"), "iam:DeleteGroup", NAMED("groupName")},
    {RESIDUE_MEMBER, "iam:AddUserToGroup", RQ(USER_OF ",'groupName':'admins'"),
        "iam:RemoveUserFromGroup", RQ(USER_OF ",'groupName':'admins'")},
    {RESIDUE_USER_POLICY, "iam:PutUserPolicy", RQ(USER_OF ",'policyName':'p','policyDocument':'{}'"),
        "iam:DeleteUserPolicy", RQ(USER_OF ",'policyName':'p'")},
    {RESIDUE_GROUP_POLICY, "iam:PutGroupPolicy", RQ("'groupName':'@','policyName':'p','policyDocument':'{}'"),
        "iam:DeleteGroupPolicy", RQ("'groupName':'@','policyName':'p'")},
    {RESIDUE_ROLE_POLICY, "iam:PutRolePolicy", RQ("'roleName':'@','policyName':'p','policyDocument':'{}'"),
        "iam:DeleteRolePolicy", RQ("'roleName':'@','policyName':'p'")},
    {RESIDUE_USER_ATTACHED, "iam:AttachUserPolicy", RQ(USER_OF ",'policyArn':'arn:aws:iam::aws:policy/A'"),
        "iam:DetachUserPolicy", RQ(USER_OF ",'policyArn':'arn:aws:iam::aws:policy/A'")},
    {RESIDUE_GROUP_ATTACHED, "iam:AttachGroupPolicy",
        RQ("'groupName':'@','policyArn':'arn:aws:iam::aws:policy/A'"),
        "iam:DetachGroupPolicy", RQ("'groupName':'@','policyArn':'arn:aws:iam::aws:policy/A'")},
    {RESIDUE_ROLE_ATTACHED, "iam:AttachRolePolicy",
        RQ("'roleName':'@','policyArn':'arn:aws:iam::aws:policy/A'"),
        "iam:DetachRolePolicy", RQ("'roleName':'@','policyArn':'arn:aws:iam::aws:policy/A'")},
    {RESIDUE_ROLE, "iam:CreateRole", NAMED("roleName"), "iam:DeleteRole", NAMED("roleName")},
    {RESIDUE_TRUST, "iam:UpdateAssumeRolePolicy", RQ("'roleName':'@','policyDocument':'{}'"),
        "iam:UpdateAssumeRolePolicy", RQ("'roleName':'@','policyDocument':'[]'")},
    {RESIDUE_PROFILE, "iam:CreateInstanceProfile", NAMED("instanceProfileName"),
        "iam:DeleteInstanceProfile", NAMED("instanceProfileName")},
    {RESIDUE_POLICY, "iam:CreatePolicy", RQ("'policyName':'@'")
        RS("'policy':{'arn':'arn:aws:iam::1:policy/@'}"),
        "iam:DeletePolicy", RQ("'policyArn':'arn:aws:iam::1:policy/@'")},
    {RESIDUE_POLICY_VERSION, "iam:CreatePolicyVersion",
        RQ("'policyArn':'arn:aws:iam::1:policy/@'") RS("'policyVersion':{'versionId':'v2'}"),
        "iam:DeletePolicyVersion", RQ("'policyArn':'arn:aws:iam::1:policy/@','versionId':'v2'")},
    {RESIDUE_POLICY_DEFAULT, "iam:SetDefaultPolicyVersion",
        RQ("'policyArn':'arn:aws:iam::1:policy/@','versionId':'v1'"),
        "iam:SetDefaultPolicyVersion", RQ("'policyArn':'arn:aws:iam::1:policy/@','versionId':'v3'")},
    {RESIDUE_SAML, "iam:CreateSAMLProvider", RQ("'name':'@'")
        RS("'sAMLProviderArn':'arn:aws:iam::1:saml-provider/@'"),
        "iam:DeleteSAMLProvider", RQ("'sAMLProviderArn':'arn:aws:iam::1:saml-provider/@'")},
    {RESIDUE_SAML_TEXT, "iam:UpdateSAMLProvider",
        RQ("'sAMLProviderArn':'arn:aws:iam::1:saml-provider/@','sAMLMetadataDocument':'<x/>'"),
        "iam:UpdateSAMLProvider",
        RQ("'sAMLProviderArn':'arn:aws:iam::1:saml-provider/@','sAMLMetadataDocument':'<y/>'")},
    {RESIDUE_OIDC, "iam:CreateOpenIDConnectProvider",
        RQ("'url':'https://@'") RS("'openIDConnectProviderArn':'arn:aws:iam::1:oidc-provider/@'"),
        "iam:DeleteOpenIDConnectProvider", RQ("'openIDConnectProviderArn':'arn:aws:iam::1:oidc-provider/@'")},
    {RESIDUE_ANCHOR, "rolesanywhere:CreateTrustAnchor",
        RQ("'name':'n-@'") RS("'trustAnchor':{'name':'n-@','trustAnchorId':'49e25ec3-@'}"),
        "rolesanywhere:DeleteTrustAnchor", RQ("'trustAnchorId':'49e25ec3-@'")},
    {RESIDUE_ANYWHERE, "rolesanywhere:CreateProfile", RQ("'name':'n-@'")
        RS("'profile':{'profileId':'ac4e09d1-@'}"),
        "rolesanywhere:DisableProfile", RQ("'profileId':'ac4e09d1-@'"), .half = true},
    {RESIDUE_BUCKET, "s3:CreateBucket", BUCKET_OF, "s3:DeleteBucket", BUCKET_OF},
    {RESIDUE_BUCKET_POLICY, "s3:PutBucketPolicy",
        RQ("'bucketName':'b-@','bucketPolicy':{'Statement':[{'Sid':'x'}]}"),
        "s3:DeleteBucketPolicy", BUCKET_OF},
    {RESIDUE_BUCKET_POLICY, "s3:PutBucketPolicy",
        RQ("'bucketName':['b-@'],'bucketPolicy':{'Statement':{'Sid':'x'}}"),
        "s3:PutBucketPolicy", RQ("'bucketName':'b-@','bucketPolicy':{'Statement':[{'Sid':'y'}]}")},
    {RESIDUE_BUCKET_ACL, "s3:PutBucketAcl", RQ("'bucketName':'b-@','x-amz-acl':['public-read'],'acl':''"),
        "s3:PutBucketAcl", RQ("'bucketName':'b-@','x-amz-acl':['private'],'acl':''")},
    {RESIDUE_POLICY_GONE, "s3:DeleteBucketPolicy", BUCKET_OF, "s3:PutBucketPolicy", BUCKET_OF},
    {RESIDUE_PUBLIC_BLOCK, "s3:DeleteBucketPublicAccessBlock", BUCKET_OF,
        "s3:PutBucketPublicAccessBlock", RQ("'bucketName':'b-@'," BLOCK("true"))},
    {RESIDUE_PUBLIC_BLOCK, "s3:PutBucketPublicAccessBlock", RQ("'bucketName':'b-@'," BLOCK("false")),
        "s3:PutBucketPublicAccessBlock", RQ("'bucketName':'b-@'," BLOCK("false")), .half = true},
    {RESIDUE_ACCOUNT_BLOCK, "s3:PutAccountPublicAccessBlock", RQ(BLOCK("false")),
        "s3:PutAccountPublicAccessBlock", RQ(BLOCK("true")), .any_name = true},
    {RESIDUE_VERSIONING, "s3:PutBucketVersioning", VERSIONS("Suspended"), "s3:PutBucketVersioning",
        VERSIONS("Enabled")},
    {RESIDUE_LIFECYCLE, "s3:PutBucketLifecycle",
        RQ("'bucketName':'b-@','LifecycleConfiguration':{'Rule':{'ID':'x'}}"),
        "s3:DeleteBucketLifecycle", BUCKET_OF},
    {RESIDUE_REPLICATION, "s3:PutBucketReplication",
        RQ("'bucketName':'b-@','ReplicationConfiguration':{'Role':'x'}"),
        "s3:DeleteBucketReplication", BUCKET_OF},
    {RESIDUE_ENCRYPTION, "s3:PutBucketEncryption",
        RQ("'bucketName':'b-@','ServerSideEncryptionConfiguration':{'x':1}"),
        "s3:PutBucketEncryption", RQ("'bucketName':'b-@','ServerSideEncryptionConfiguration':{'x':2}")},
    {RESIDUE_FUNCTION, "lambda:CreateFunction", RQ("'functionName':'f-@'"), "lambda:DeleteFunction",
        RQ(FUNCTION_ARN)},
    {RESIDUE_FUNCTION_CODE, "lambda:UpdateFunctionCode", RQ(FUNCTION_ARN) RS("'codeSha256':'x'"),
        "lambda:UpdateFunctionCode", RQ("'functionName':'f-@'") RS("'codeSha256':'y'")},
    {RESIDUE_FUNCTION_CONFIG, "lambda:UpdateFunctionConfiguration", RQ(FUNCTION_ARN ",'layers':['x']"),
        "lambda:UpdateFunctionConfiguration", RQ("'functionName':'f-@'"), .half = true},
    {RESIDUE_FUNCTION_GRANT, "lambda:AddPermission", RQ("'functionName':'f-@','statementId':'s'"),
        "lambda:RemovePermission", RQ(FUNCTION_ARN ",'statementId':'s'")},
    {RESIDUE_FUNCTION_URL, "lambda:CreateFunctionUrlConfig", RQ("'functionName':'f-@','authType':'NONE'"),
        "lambda:DeleteFunctionUrlConfig", RQ(FUNCTION_ARN)},
    {RESIDUE_TRIGGER, "lambda:CreateEventSourceMapping", RQ("'functionName':'f-@'") RS("'uUID':'6d5d1f0e-@'"),
        "lambda:DeleteEventSourceMapping", RQ("'uUID':'6d5d1f0e-@'")},
    {RESIDUE_LAYER, "lambda:PublishLayerVersion", RQ("'layerName':'l-@'") RS("'version':3"),
        "lambda:DeleteLayerVersion",
        RQ("'layerName':'arn:aws:lambda:eu-west-1:1:layer:l-@','versionNumber':'3'")},
    {RESIDUE_LAYER_GRANT, "lambda:AddLayerVersionPermission",
        RQ("'layerName':'l-@','versionNumber':3,'statementId':'s'"),
        "lambda:RemoveLayerVersionPermission", RQ("'layerName':'l-@','versionNumber':3,'statementId':'s'")},
    {RESIDUE_SHELL, "ssm:StartSession", RQ("'target':'i-1'") RS("'sessionId':'admin-@'"),
        "ssm:TerminateSession", RQ("'sessionId':'admin-@'")},
    {RESIDUE_ACTIVATION, "ssm:CreateActivation", RQ("'iamRole':'r'") RS("'activationId':'a-@'"),
        "ssm:DeleteActivation", RQ("'activationId':'a-@'")},
    {RESIDUE_EVENT_RULE, "events:PutRule", NAMED("name"), "events:DeleteRule", NAMED("name")},
    {RESIDUE_EVENT_RULE_OFF, "events:DisableRule", NAMED("name"), "events:EnableRule", NAMED("name")},
    {RESIDUE_GRANT, "kms:CreateGrant", RQ("'keyId':'k'") RS("'grantId':'g-@'"), "kms:RevokeGrant",
        RQ("'grantId':'g-@'")},
    {RESIDUE_KEY_POLICY, "kms:PutKeyPolicy", RQ("'keyId':'k-@','policy':'{}'"),
        "kms:PutKeyPolicy", RQ("'keyId':'arn:aws:kms:eu-west-1:1:key/k-@','policy':'[]'")},
    {RESIDUE_KMS_DELETION, "kms:ScheduleKeyDeletion", NAMED("keyId"), "kms:CancelKeyDeletion",
        NAMED("keyId")},
    {RESIDUE_KMS_OFF, "kms:DisableKey", NAMED("keyId"), "kms:EnableKey", NAMED("keyId")},
    {RESIDUE_SECRET, "secretsmanager:CreateSecret", NAMED("name"),
        "secretsmanager:DeleteSecret", RQ("'secretId':'arn:aws:secretsmanager:eu-west-1:1:secret:@-AbCdEf'")},
    {RESIDUE_SECRET_GONE, "secretsmanager:DeleteSecret", NAMED("secretId"),
        "secretsmanager:RestoreSecret", NAMED("secretId")},
    {RESIDUE_FLOWS, "ec2:CreateFlowLogs", RQ("'CreateFlowLogsRequest':{'ResourceType':'VPC'}")
        RS("'CreateFlowLogsResponse':{'flowLogIdSet':{'item':'fl-@'}}"),
        "ec2:DeleteFlowLogs", RQ("'DeleteFlowLogsRequest':{'FlowLogId':{'tag':1,'content':'fl-@'}}")},
    {RESIDUE_FLOW_LOGS, "ec2:DeleteFlowLogs",
        RQ("'DeleteFlowLogsRequest':{'FlowLogId':{'tag':1,'content':'fl-@'}}"), NULL, NULL},
    {RESIDUE_TRAIL, "cloudtrail:CreateTrail", NAMED("name"), "cloudtrail:DeleteTrail", NAMED("name")},
    {RESIDUE_TRAIL_STOPPED, "cloudtrail:StopLogging", RQ("'name':'t-@'"), "cloudtrail:StartLogging",
        RQ(TRAIL_ARN)},
    {RESIDUE_TRAIL_DELETED, "cloudtrail:DeleteTrail", RQ(TRAIL_ARN), "cloudtrail:CreateTrail",
        RQ("'name':'t-@'"),
        .half = true},
    {RESIDUE_TRAIL_CHANGED, "cloudtrail:UpdateTrail", RQ(TRAIL_ARN ",'isMultiRegionTrail':false"),
        "cloudtrail:UpdateTrail", RQ("'name':'t-@','isMultiRegionTrail':true"), .half = true},
    {RESIDUE_SELECTORS, "cloudtrail:PutEventSelectors",
        RQ("'trailName':'t-@','eventSelectors':[{'readWriteType':'ReadOnly'}]"),
        "cloudtrail:PutEventSelectors",
        RQ("'trailName':'arn:aws:cloudtrail:eu-west-1:1:trail/t-@','eventSelectors':[{"
           "'readWriteType':'All'}]")},
    {RESIDUE_LAKE_STOPPED, "cloudtrail:StopEventDataStoreIngestion", NAMED("eventDataStore"),
        "cloudtrail:StartEventDataStoreIngestion", NAMED("eventDataStore")},
    {RESIDUE_LAKE_DELETED, "cloudtrail:DeleteEventDataStore", NAMED("eventDataStore"),
        "cloudtrail:RestoreEventDataStore", NAMED("eventDataStore")},
    {RESIDUE_DETECTOR_OFF, "guardduty:UpdateDetector", RQ("'detectorId':'d-@','enable':false"),
        "guardduty:UpdateDetector", RQ("'detectorId':'d-@','enable':true")},
    {RESIDUE_DETECTOR_GONE, "guardduty:DeleteDetector", RQ("'detectorId':'d-@'"),
        "guardduty:CreateDetector", RQ("'enable':true") RS("'detectorId':'d-new'"), .any_name = true},
    {RESIDUE_FINDING_FILTER, "guardduty:CreateFilter", RQ("'detectorId':'d','name':'@'"),
        "guardduty:DeleteFilter", RQ("'detectorId':'d','filterName':'@'")},
    {RESIDUE_TRUSTED_LIST, "guardduty:CreateIPSet", RQ("'detectorId':'d','name':'@'") RS("'ipSetId':'i-@'"),
        "guardduty:DeleteIPSet", RQ("'detectorId':'d','ipSetId':'i-@'")},
    {RESIDUE_RECORDER_OFF, "config:StopConfigurationRecorder", NAMED("configurationRecorderName"),
        "config:StartConfigurationRecorder", NAMED("configurationRecorderName")},
    {RESIDUE_RECORDER_GONE, "config:DeleteConfigurationRecorder", NAMED("configurationRecorderName"),
        "config:PutConfigurationRecorder", RQ("'configurationRecorder':{'name':'@'}"), .half = true},
    {RESIDUE_HUB_OFF, "securityhub:DisableSecurityHub", "'requestParameters':null",
        "securityhub:EnableSecurityHub", "'requestParameters':null", .any_name = true},
    {RESIDUE_USER_BOUNDARY, "iam:DeleteUserPermissionsBoundary", RQ(USER_OF),
        "iam:PutUserPermissionsBoundary", RQ(USER_OF)},
    {RESIDUE_ROLE_BOUNDARY, "iam:DeleteRolePermissionsBoundary", NAMED("roleName"),
        "iam:PutRolePermissionsBoundary", NAMED("roleName")},
    {.open_api = NULL},
};
/* clang-format on */

#endif
