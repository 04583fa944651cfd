// SPDX-License-Identifier: GPL-3.0-or-later
/* The recipes to contain and to preserve, in the order of doing. */
#include "src/scope/recipe_private.h"

/* clang-format off */
#define REVOKE                                                                                               \
    "={name} --policy-name=trailcase-revoke-sessions "                                                       \
    "--policy-document={\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\","    \
    "\"Resource\":\"*\",\"Condition\":{\"DateLessThan\":{\"aws:TokenIssueTime\":\"{now}\"}}}]}"

#define DENY_ALL                                                                                             \
    "--policy-name=trailcase-deny-all --policy-document={\"Version\":\"2012-10-17\",\"Statement\":["         \
    "{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}]}"

/* Prints nothing as well once who is denied is deleted. */
#define NOT_DENIED "--query=[PolicyNames][?!contains(@,`\"trailcase-deny-all\"`)].to_string(@)"

/* Of those issued before the attacker's last use at the least: a theft after it is another to revoke. */
#define REVOKED                                                                                              \
    "--query=[PolicyDocument.Statement[0].Condition.DateLessThan.\"aws:TokenIssueTime\"]"                    \
    "[?max([@,{since!jmes}])==@] --output=text"

static const char isolated[] =
    "It keeps its memory, which stopping does not, and serves nobody any more. Connections that are open "
               "stay "
    "open until they end.";
static const char by_owner[] =
    "The logs do not have what was there before: take it from the owner's templates.";

static const char compare[] = "Changes made to it since by others are lost: compare first.";

const struct recipe recipes_first[] = {
    /* --- contain: what the attacker runs and is, the ways in, then what is already in --- */
    {.word = "function", .phase = PHASE_CONTAIN, .flags = REGION,
     .action = "Let Lambda function {name} run no more",
     .command = "aws lambda put-function-concurrency --function-name={name} --reserved-concurrent-ex"
              "ecutions=0",
     .check = "aws lambda get-function-concurrency --function-name={name} "
              "--query=[(ReservedConcurrentExecutions==`0`)][?!@].to_string(@) --output=text",
     .danger = "Whatever calls it gets errors. Its code and its logs stay."},
    {.word = "function-url", .phase = PHASE_CONTAIN, .flags = REGION,
     .action = "Delete the URL of Lambda function {name}",
     .command = "aws lambda delete-function-url-config --function-name={name}",
     .check = "aws lambda get-function-url-config --function-name={name} --query=FunctionUrl --outpu"
              "t=text",
     .danger = "Whoever was given the URL reaches the function no more."},
    {.word = "function-permission", .phase = PHASE_CONTAIN, .flags = REGION,
     .action = "Take permission {part} from Lambda function {name}",
     .command = "aws lambda remove-permission --function-name={name} --statement-id={part}",
     .check = "aws lambda get-policy --function-name={name} "
              "--query=[Policy][?contains(@,join(`\"\"`,[`\"\\\"Sid\\\":\\\"\"`,{part!jmes},`\"\\\"\"`]))||"
              "contains(@,join(`\"\"`,[`\"\\\"Sid\\\":\\u0020\\\"\"`,{part!jmes},`\"\\\"\"`]))] "
              "--output=text",
     .danger = "Whoever had it can call the function no more."},
    {.word = "user", .phase = PHASE_CONTAIN,
     .action = "Deny user {name}, made by the attacker, everything",
     .command = "aws iam put-user-policy --user-name={name} " DENY_ALL,
     .check = "aws iam list-user-policies --user-name={name} --output=text " NOT_DENIED,
     .danger = "It ends the sessions and console sign-ins of the user as well."},
    {.word = "role", .phase = PHASE_CONTAIN,
     .action = "Deny role {name}, made by the attacker, everything",
     .command = "aws iam put-role-policy --role-name={name} " DENY_ALL,
     .check = "aws iam list-role-policies --role-name={name} --output=text " NOT_DENIED,
     .danger = "It ends the sessions of the role as well."},
    {.word = "user-policy-attached", .phase = PHASE_CONTAIN, .action = "Detach from user {name} "
              "policy {part}",
     .command = "aws iam detach-user-policy --user-name={name} --policy-arn={part}",
     .check = "aws iam list-attached-user-policies --user-name={name} "
              "--query=AttachedPolicies[?PolicyArn=={part!jmes}].PolicyArn --output=text",
     .danger = "What of the user's own work came to rest on it stops."},
    {.word = "group-policy-attached", .phase = PHASE_CONTAIN, .action = "Detach from group {name} "
              "policy {part}",
     .command = "aws iam detach-group-policy --group-name={name} --policy-arn={part}",
     .check = "aws iam list-attached-group-policies --group-name={name} "
              "--query=AttachedPolicies[?PolicyArn=={part!jmes}].PolicyArn --output=text",
     .danger = "All users of the group lose these rights, those too whose work came to rest on them."},
    {.word = "role-policy-attached", .phase = PHASE_CONTAIN, .action = "Detach from role {name} "
              "policy {part}",
     .command = "aws iam detach-role-policy --role-name={name} --policy-arn={part}",
     .check = "aws iam list-attached-role-policies --role-name={name} "
              "--query=AttachedPolicies[?PolicyArn=={part!jmes}].PolicyArn --output=text",
     .danger = "What of the role's own work came to rest on it stops."},
#define INLINE_OF(kind) "-" kind "-policy --" kind "-name={name} --policy-name={part}"
#define INLINE(kind)                                                                                         \
    {.word = kind "-policy", .phase = PHASE_CONTAIN,   .flags = RECIPE_BEFORE,                               \
     .action = "Restore inline policy {part} of " kind " {name} to the text before",                         \
     .command = "aws iam put" INLINE_OF(kind) " --policy-document={before}",                                 \
     .danger = compare},                                                                                     \
    {.word = kind "-policy", .phase = PHASE_CONTAIN,   .flags = RECIPE_NO_BEFORE,                            \
     .action = "Delete inline policy {part} of " kind " {name}",                                             \
     .command = "aws iam delete" INLINE_OF(kind),                                                            \
     .check = "aws iam get" INLINE_OF(kind) " --query=PolicyName --output=text",                             \
     .danger = "If there was one of that name before these logs begin, its rights are gone as well; the "    \
               "attacker's text is kept in the logs."}
    INLINE("user"),
    INLINE("group"),
    INLINE("role"),
    {.word = "group-member", .phase = PHASE_CONTAIN, .action = "Take user {part} out of group {name}",
     .command = "aws iam remove-user-from-group --group-name={name} --user-name={part}",
     .check = "aws iam list-groups-for-user --user-name={part} --query=Groups[?GroupName=={name!jmes"
              "}].GroupName "
              "--output=text",
     .danger = "The user loses all rights that come by the group."},
    {.word = "policy-default", .phase = PHASE_CONTAIN, .flags = RECIPE_BEFORE,
     .action = "Set policy {name} back to version {before}",
     .command = "aws iam set-default-policy-version --policy-arn={name} --version-id={before}",
     .check = "aws iam get-policy --policy-arn={name} --query=Policy.[DefaultVersionId][?@!={before!j"
              "mes}] --output=text",
     .danger = "All who have the policy go back to the rights of that version."},
    {.word = "policy-default", .phase = PHASE_CONTAIN, .flags = RECIPE_NO_BEFORE | HAND,
     .action = "Set policy {name} back to the version it had",
     .command = "aws iam list-policy-versions --policy-arn={name} --output=json", .danger = by_owner},
    {.word = "key-new", .phase = PHASE_CONTAIN, .flags = HAND,
     .action = "Replace {part} of {name} before it goes, or accept that the owner's work stops",
     .command = "aws iam create-access-key --user-name={name}",
     .danger = "Until the old key is deactivated the attacker has it as well. The secret is shown once, on "
               "the terminal. A role needs none: see the items to harden."},
    {.word = "key-leaked", .phase = PHASE_CONTAIN, .flags = LIVES_ON,
     .action = "Deactivate access key {part} of {name}",
     .command = "aws iam update-access-key " KEY_OF " --status=Inactive",
     .check = KEY_IS "&&Status==`\"Active\"`].AccessKeyId --output=text",
     .undo = "aws iam update-access-key " KEY_OF " --status=Active",
     .danger = "Whatever else uses this key stops."},
    {.word = "access-key", .phase = PHASE_CONTAIN, .flags = RECIPE_HALF | LIVES_ON,
     .action = "Deactivate access key {part} of {name}, made by the attacker",
     .command = "aws iam update-access-key " KEY_OF " --status=Inactive",
     .check = KEY_IS "&&Status==`\"Active\"`].AccessKeyId --output=text",
     .danger = "Whatever else uses this key stops."},
    {.word = "access-key-activated", .phase = PHASE_CONTAIN, .flags = LIVES_ON,
     .action = "Deactivate access key {part} of {name} again",
     .command = "aws iam update-access-key " KEY_OF " --status=Inactive",
     .check = KEY_IS "&&Status==`\"Active\"`].AccessKeyId --output=text",
     .danger = "Whatever came to use this key again stops; somebody had switched it off for a "
               "reason."},
    {.word = "login-profile", .phase = PHASE_CONTAIN, .flags = LIVES_ON,
     .action = "Delete the console password of {name}",
     .command = "aws iam delete-login-profile --user-name={name}",
     .check = "aws iam get-login-profile --user-name={name} --query=LoginProfile.UserName --output=text",
     .danger = "Nobody can sign in to the console as this user any more."},
    {.word = "password", .phase = PHASE_CONTAIN, .flags = HAND,
     .action = "Set a new console password for {name}",
     .command = "aws iam update-login-profile --user-name={name} --password-reset-required "
                "--password=CHANGE-ME",
     .danger = "The attacker chose the password that is in force."},
    {.word = "login-used", .phase = PHASE_CONTAIN, .flags = HAND,
     .action = "Set a new console password for {name}",
     .command = "aws iam update-login-profile --user-name={name} --password-reset-required "
                "--password=CHANGE-ME",
     .danger = "The attacker knows the password."},
    {.word = "mfa-enabled", .phase = PHASE_CONTAIN, .action = "Take MFA device {part} from {name}",
     .command = "aws iam deactivate-mfa-device --user-name={name} --serial-number={part}",
     .check = "aws iam list-mfa-devices --user-name={name} "
              "--query=MFADevices[?SerialNumber=={part!jmes}].SerialNumber --output=text",
     .danger = "The attacker holds this device; the user needs one of their own before signing in again."},
    {.word = "service-credential", .phase = PHASE_CONTAIN, .action = "Delete service credential {par"
              "t} of {name}",
     .command = "aws iam delete-service-specific-credential --user-name={name} "
                "--service-specific-credential-id={part}",
     .check = "aws iam list-service-specific-credentials --user-name={name} "
              "--query=ServiceSpecificCredentials[?ServiceSpecificCredentialId=={part!jmes}].UserNam"
              "e --output=text",
     .danger = "Git and other clients that use it stop. It cannot be brought back."},
    {.word = "ssh-public-key", .phase = PHASE_CONTAIN, .action = "Delete SSH key {part} of {name}",
     .command = "aws iam delete-ssh-public-key --user-name={name} --ssh-public-key-id={part}",
     .check = "aws iam list-ssh-public-keys --user-name={name} "
              "--query=SSHPublicKeys[?SSHPublicKeyId=={part!jmes}].SSHPublicKeyId --output=text",
     .danger = "Git clients that use it stop. It cannot be brought back."},
    {.word = "signing-certificate", .phase = PHASE_CONTAIN,
     .action = "Delete signing certificate {part} of {name}",
     .command = "aws iam delete-signing-certificate --user-name={name} --certificate-id={part}",
     .check = "aws iam list-signing-certificates --user-name={name} "
              "--query=Certificates[?CertificateId=={part!jmes}].CertificateId --output=text",
     .danger = "Whatever signs with it stops. It cannot be brought back."},
    {.word = "role-trust", .phase = PHASE_CONTAIN, .flags = RECIPE_BEFORE,
     .action = "Restore the trust policy of role {name} to the text before",
     .command = "aws iam update-assume-role-policy --role-name={name} --policy-document={before}",
     .danger = compare},
    {.word = "role-trust", .phase = PHASE_CONTAIN, .flags = RECIPE_NO_BEFORE | HAND,
     .action = "Restore the trust policy of role {name}",
     .command = "aws iam get-role --role-name={name} --query=Role.AssumeRolePolicyDocument --output=json",
     .danger = by_owner},
    {.word = "trust-anchor", .phase = PHASE_CONTAIN, .flags = REGION | RECIPE_HALF,
     .action = "Disable Roles Anywhere trust anchor {name}",
     .command = "aws rolesanywhere disable-trust-anchor --trust-anchor-id={id}",
     .check = "aws rolesanywhere get-trust-anchor --trust-anchor-id={id} "
              "--query=trustAnchor.[enabled][?@].to_string(@) --output=text",
     .danger = "Nobody gets new sessions by certificates of this anchor; those issued live on until "
               "they are revoked at their roles."},
    {.word = "roles-anywhere-profile", .phase = PHASE_CONTAIN, .flags = REGION | RECIPE_HALF,
     .action = "Disable Roles Anywhere profile {name}",
     .command = "aws rolesanywhere disable-profile --profile-id={id}",
     .check = "aws rolesanywhere get-profile --profile-id={id} --query=profile.[enabled][?@].to_string(@) "
              "--output=text",
     .danger = "Nobody gets new sessions by this profile; those issued live on until they are "
               "revoked at their roles."},
    {.word = "security-group-rule", .phase = PHASE_CONTAIN, .flags = REGION,
     .action = "Close the rules the attacker opened", /* commands: checklist_rules.c */
     .danger = "Connections that are open stay open until they end."},
    {.word = "snapshot-share", .phase = PHASE_CONTAIN, .flags = REGION,
     .action = "Stop sharing snapshot {name} with {part}",
     .command = "aws ec2 modify-snapshot-attribute --snapshot-id={name} "
                "--create-volume-permission={\"Remove\":[{\"{text}\":\"{part!json}\"}]}",
     .check = "aws ec2 describe-snapshot-attribute --snapshot-id={name} --attribute=createVolumePermission "
              "--query=CreateVolumePermissions[?UserId=={part!jmes}||Group=={part!jmes}].[UserId,Gro"
              "up] --output=text",
     .danger = "What was copied into the other account stays there."},
    {.word = "image-share", .phase = PHASE_CONTAIN, .flags = REGION, .action = "Stop sharing image {"
              "name} with {part}",
     .command = "aws ec2 modify-image-attribute --image-id={name} "
                "--launch-permission={\"Remove\":[{\"{text}\":\"{part!json}\"}]}",
     .check = "aws ec2 describe-image-attribute --image-id={name} --attribute=launchPermission "
              "--query=LaunchPermissions[?UserId=={part!jmes}||Group=={part!jmes}].[UserId,Group] --"
              "output=text",
     .danger = "What was copied into the other account stays there."},
    {.word = "db-snapshot-share", .phase = PHASE_CONTAIN, .flags = REGION,
     .action = "Stop sharing database snapshot {name} with {part}",
     .command = "aws rds modify-db-snapshot-attribute --db-snapshot-identifier={name} --attribute-na"
              "me=restore "
                "--values-to-remove={part}",
     .check = "aws rds describe-db-snapshot-attributes --db-snapshot-identifier={name} --output=text "
              "--query=DBSnapshotAttributesResult.DBSnapshotAttributes[?contains(AttributeValues,{pa"
              "rt!jmes})].AttributeName",
     .danger = "What was copied into the other account stays there. A cluster snapshot takes "
               "modify-db-cluster-snapshot-attribute."},
    {.word = "bucket-policy", .phase = PHASE_CONTAIN, .flags = RECIPE_BEFORE,
     .action = "Restore the policy of bucket {name} to the text before",
     .command = "aws s3api put-bucket-policy --bucket={name} --policy={before}",
     .danger = compare},
    {.word = "bucket-policy", .phase = PHASE_CONTAIN, .flags = RECIPE_NO_BEFORE,
     .action = "Delete the policy of bucket {name}",
     .command = "aws s3api delete-bucket-policy --bucket={name}",
     .check = "aws s3api get-bucket-policy --bucket={name} --query=Policy --output=text",
     .danger = "The logs do not say whether the bucket had a policy before: look in the owner's temp"
              "lates first."},
    {.word = "public-access-block", .phase = PHASE_CONTAIN, .action = "Block public access to bucket"
              " {name} again",
     .command = "aws s3api put-public-access-block --bucket={name} --public-access-block-configuration="
                "BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuc"
              "kets=true",
     .check = "aws s3api get-public-access-block --bucket={name} --output=text --query=PublicAccessB"
              "lockConfiguration."
              "[BlockPublicAcls,IgnorePublicAcls,BlockPublicPolicy,RestrictPublicBuckets][?@==`false"
              "`].to_string(@)",
     .danger = "What the owner serves to the public from it stops as well."},
    {.word = "account-public-access-block", .phase = PHASE_CONTAIN,
     .action = "Block public access in account {account} again",
     .command = "aws s3control put-public-access-block --account-id={account} --public-access-block-"
              "configuration="
                "BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuc"
              "kets=true",
     .check = "aws s3control get-public-access-block --account-id={account} --output=text --query="
              "PublicAccessBlockConfiguration.[BlockPublicAcls,IgnorePublicAcls,BlockPublicPolicy,"
              "RestrictPublicBuckets][?@==`false`].to_string(@)",
     .danger = "What the owner serves to the public from any bucket of the account stops as well."},
    {.word = "bucket-acl", .phase = PHASE_CONTAIN, .action = "Make the ACL of bucket {name} private",
     .command = "aws s3api put-bucket-acl --bucket={name} --acl=private",
     .check = "aws s3api get-bucket-acl --bucket={name} --query=Grants[?Grantee.URI].Permission --ou"
              "tput=text",
     .danger = "Grants that the owner had given are gone as well."},
    {.word = "bucket-lifecycle", .phase = PHASE_CONTAIN, .flags = RECIPE_NO_BEFORE,
     .action = "Delete the lifecycle rules of bucket {name}",
     .command = "aws s3api delete-bucket-lifecycle --bucket={name}",
     .check = "aws s3api get-bucket-lifecycle-configuration --bucket={name} --query=Rules[].Status -"
              "-output=text",
     .danger = "Until then objects may be deleted by the rule; rules the owner had before are not in"
              " the logs."},
    {.word = "bucket-lifecycle", .phase = PHASE_CONTAIN, .flags = RECIPE_BEFORE | HAND,
     .action = "Restore the lifecycle rules of bucket {name}",
     .command = "aws s3api delete-bucket-lifecycle --bucket={name}",
     .danger = "Until then objects may be deleted by the rule; what was there before is in the case "
              "as it was logged."},
    {.word = "bucket-replication", .phase = PHASE_CONTAIN, .action = "Stop the replication of bucket"
              " {name}",
     .command = "aws s3api delete-bucket-replication --bucket={name}",
     .check = "aws s3api get-bucket-replication --bucket={name} --query=ReplicationConfiguration.Rol"
              "e --output=text",
     .danger = "What was copied stays where it went."},
    {.word = "kms-grant", .phase = PHASE_CONTAIN, .flags = REGION, .action = "Revoke grant {part} on"
              " KMS key {name}",
     .command = "aws kms revoke-grant --key-id={name} --grant-id={part}",
     .check = "aws kms list-grants --key-id={name} --query=Grants[?GrantId=={part!jmes}].GrantId --o"
              "utput=text",
     .danger = "Whoever had the grant can use the key no more; what was decrypted stays read."},
    {.word = "kms-key-policy", .phase = PHASE_CONTAIN, .flags = REGION | RECIPE_BEFORE,
     .action = "Restore the policy of KMS key {name} to the text before",
     .command = "aws kms put-key-policy --key-id={name} --policy-name=default --policy={before}",
     .danger = compare},
    {.word = "kms-key-policy", .phase = PHASE_CONTAIN, .flags = REGION | RECIPE_NO_BEFORE | HAND,
     .action = "Restore the policy of KMS key {name}",
     .command = "aws kms get-key-policy --key-id={name} --policy-name=default --output=tex"
              "t", .danger = by_owner},
    {.word = "kms-key-deletion", .phase = PHASE_CONTAIN, .flags = REGION,
     .action = "Cancel the deletion of KMS key {name}",
     .command = "aws kms cancel-key-deletion --key-id={name}\naws kms enable-key --key-id={name}",
     .check = "aws kms describe-key --key-id={name} --query=KeyMetadata.[DeletionDate][?@].to_string("
              "@) --output=text",
     .danger = "Once its time is over, everything under this key is lost."},
    {.word = "ssm-session", .phase = PHASE_CONTAIN, .flags = REGION,
     .action = "End the shell session {name} on {part}",
     .command = "aws ssm terminate-session --session-id={id}",
     .check = "aws ssm describe-sessions --state=Active --filters=key=SessionId,value={id} "
              "--query=Sessions[].SessionId --output=text",
     .danger = "Look at the session's log first: it tells what was typed."},
    {.word = "ssm-activation", .phase = PHASE_CONTAIN, .flags = REGION, .action = "Delete SSM activa"
              "tion {name}",
     .command = "aws ssm delete-activation --activation-id={name}",
     .check = "aws ssm describe-activations --filters=FilterKey=ActivationIds,FilterValues={name} "
              "--query=ActivationList[].ActivationId --output=text",
     .danger = "Machines that were registered with it stay registered: look for them (aws ssm "
               "describe-instance-information)."},
    {.word = "instance", .phase = PHASE_CONTAIN, .flags = REGION | HAND,
     .action = "Isolate instance {name}: move it to a security group without rules",
     .command = "aws ec2 modify-instance-attribute --instance-id={name} --groups=CHANGE-ME",
     .danger = isolated},
    {.word = "instance-started", .phase = PHASE_CONTAIN, .flags = REGION | HAND,
     .action = "Isolate instance {name}: move it to a security group without rules",
     .command = "aws ec2 modify-instance-attribute --instance-id={name} --groups=CHANGE-ME",
     .danger = isolated},
    {.word = "instance-robbed", .phase = PHASE_CONTAIN, .flags = REGION | HAND,
     .action = "Isolate instance {name}: move it to a security group without rules",
     .command = "aws ec2 modify-instance-attribute --instance-id={name} --groups=CHANGE-ME",
     .danger = isolated},
    {.word = "instance-imds", .phase = PHASE_CONTAIN, .flags = REGION,
     .action = "Require IMDSv2 of instance {name}: the attacker had the credentials of its role {part}",
     .command = "aws ec2 modify-instance-metadata-options --instance-id={name} --http-tokens=required",
     .check = "aws ec2 describe-instances --instance-ids={name} --output=text --query=Reservations[]"
              ".Instances[].MetadataOptions.HttpTokens|[?@!=`\"required\"`]",
     .undo = "aws ec2 modify-instance-metadata-options --instance-id={name} --http-tokens=optional",
     .danger = "What on it knows IMDSv1 only gets no credentials any more. It stops a flaw that lets one "
               "read "
               "addresses, not one that runs commands: isolate the instance as well."},
    {.word = "role-chain", .phase = PHASE_CONTAIN, .flags = HAND,
     .action = "Decide whether {part} is to assume role {name}: else take it out of the trust policy",
     .command = "aws iam get-role --role-name={name} --query=Role.AssumeRolePolicyDocument --output=json\n"
                "aws iam update-assume-role-policy --role-name={name} --policy-document=CHANGE-ME",
     .danger = "As long as it may, whoever holds its credentials gets new sessions: revoking ends those "
               "that were issued."},
    {.word = "sessions-role", .phase = PHASE_CONTAIN, .flags = THERE,
     .action = "Revoke all sessions of role {name} issued until now",
     .command = "aws iam put-role-policy --role-name" REVOKE,
     .check = "aws iam get-role-policy --role-name={name} --policy-name=trailcase-revoke-sessions " REVOKED,
     .undo = "aws iam delete-role-policy --role-name={name} --policy-name=trailcase-revoke-sessions",
     .guard = "aws sts get-caller-identity --query=[Arn][?!contains(@,join(`\"/\"`,[`\":assumed-role\"`,"
              "{name!jmes},`\"\"`]))] --output=text",
     .refusal = "you are in by this role yourself, and your own session would end: come in another way",
     .danger = "The owner's sessions of this role end too, and yours if you came by it; services fetch "
               "new ones "
               "by themselves. Close the ways to a new session first. Keep the policy for 36 hours: no "
               "session "
               "lives longer."},
    {.word = "sessions-service", .phase = PHASE_CONTAIN, .flags = HAND,
     .action = "Revoke the sessions of role {name}, which AWS manages: in IAM Identity Center or its"
              " service",
     .danger = "Policies of such a role cannot be changed in IAM: end the user's sessions in IAM Ide"
              "ntity Center."},
    {.word = "sessions-user", .phase = PHASE_CONTAIN, .flags = THERE,
     .action = "Revoke all sessions of user {name} issued until now, federated and console ones too",
     .command = "aws iam put-user-policy --user-name" REVOKE,
     .check = "aws iam get-user-policy --user-name={name} --policy-name=trailcase-revoke-sessions " REVOKED,
     .undo = "aws iam delete-user-policy --user-name={name} --policy-name=trailcase-revoke-sessions",
     .danger = "The user has to sign in again. Sessions outlive their key and password: this is what "
               "ends them. Keep the policy for 36 hours: no session lives longer."},
    {.word = "sessions-root", .phase = PHASE_CONTAIN, .flags = HAND,
     .action = "Root of account {account}: new password, MFA, and no access keys",
     .danger = "Sessions of root cannot be revoked by a policy; they end with their time."},

    /* --- preserve: before anything is deleted --- */
    {.word = "instance", .phase = PHASE_PRESERVE, .flags = REGION | THERE,
     .action = "Snapshot the volumes of instance {name}",
     .command = "aws ec2 create-snapshots --instance-specification=InstanceId={name} "
                "--description=trailcase-evidence-of-{name} "
                "--tag-specifications=ResourceType=snapshot,Tags=[{Key=trailcase,Value={name}}]",
     .check = "aws ec2 describe-snapshots --owner-ids=self --filters=Name=tag:trailcase,Values={name} "
              "--query=Snapshots[].SnapshotId --output=text",
     .danger = "A snapshot has no memory: where memory matters, take it from the running instance first."},
    {.word = "instance-started", .phase = PHASE_PRESERVE, .flags = REGION | THERE,
     .action = "Snapshot the volumes of instance {name}, which the attacker started",
     .command = "aws ec2 create-snapshots --instance-specification=InstanceId={name} "
                "--description=trailcase-evidence-of-{name} "
                "--tag-specifications=ResourceType=snapshot,Tags=[{Key=trailcase,Value={name}}]",
     .check = "aws ec2 describe-snapshots --owner-ids=self --filters=Name=tag:trailcase,Values={name} "
              "--query=Snapshots[].SnapshotId --output=text",
     .danger = "A snapshot has no memory: where memory matters, take it from the running instance first."},
    {.word = "instance-robbed", .phase = PHASE_PRESERVE, .flags = REGION | THERE,
     .action = "Snapshot the volumes of instance {name}: its role was the attacker's",
     .command = "aws ec2 create-snapshots --instance-specification=InstanceId={name} "
                "--description=trailcase-evidence-of-{name} "
                "--tag-specifications=ResourceType=snapshot,Tags=[{Key=trailcase,Value={name}}]",
     .check = "aws ec2 describe-snapshots --owner-ids=self --filters=Name=tag:trailcase,Values={name} "
              "--query=Snapshots[].SnapshotId --output=text",
     .danger = "A snapshot has no memory: where memory matters, take it from the running instance first."},
    {.word = "trail-gap", .phase = PHASE_PRESERVE, .flags = HAND,
     .action = "Fetch what trail {name} did not log, {part} to {text}, from the event history of every "
               "region",
     .danger = "Event history has the management events of 90 days, then they are gone. Ask in regions "
               "beyond these "
               "too; trailcase ingest reads the answers."},
    {.word = "doors", .phase = PHASE_PRESERVE, .flags = HAND,
     .action = "Keep what tells who came through the ports that were opened",
     .danger = "These logs do not show who used an open port. Export flow logs, and the logs of the hosts "
               "and "
               "databases behind it, before their retention ends."},
    {.word = "function", .phase = PHASE_PRESERVE, .flags = REGION | HAND,
     .action = "Keep the code and configuration of Lambda function {name}",
     .command = "aws lambda get-function --function-name={name} --output=json",
     .danger = "The answer has a link to the code that works for ten minutes: fetch it before the fu"
              "nction is deleted."},
    {.word = "function-code", .phase = PHASE_PRESERVE, .flags = REGION | HAND,
     .action = "Keep the code that is in Lambda function {name} now",
     .command = "aws lambda get-function --function-name={name} --output=json",
     .danger = "The answer has a link to the code that works for ten minutes."},
    {.word = "layer-version", .phase = PHASE_PRESERVE, .flags = REGION | HAND,
     .action = "Keep the content of Lambda layer {name}, version {part}",
     .command = "aws lambda get-layer-version --layer-name={name} --version-number={part} --output=json",
     .danger = "The answer has a link to the content that works for ten minutes."},
    {.word = "trail-stopped", .phase = PHASE_PRESERVE, .flags = REGION, .action = "Start logging of "
              "trail {name} again",
     .command = "aws cloudtrail start-logging --name={name}",
     .check = "aws cloudtrail get-trail-status --name={name} --query=[IsLogging][?@==`false`].to_str"
              "ing(@) --output=text",
     .danger = "Until it logs again nothing that is done here, by anybody, is written down."},
    {.word = "trail-deleted", .phase = PHASE_PRESERVE, .flags = REGION | HAND,
     .action = "Make trail {name} anew and start it",
     .command = "aws cloudtrail create-trail --name={name} --s3-bucket-name=CHANGE-ME --is-multi-reg"
              "ion-trail "
                "--enable-log-file-validation\naws cloudtrail start-logging --name={name}",
     .danger = "Until there is a trail again nothing that is done here, by anybody, is written down."},
    {.word = "trail-changed", .phase = PHASE_PRESERVE, .flags = REGION | HAND,
     .action = "Set trail {name} back to what it was",
     .command = "aws cloudtrail describe-trails --trail-name-list={name} --output=json\n"
                "aws cloudtrail update-trail --name={name} --s3-bucket-name=CHANGE-ME "
                "--is-multi-region-trail --include-global-service-events --enable-log-file-validation",
     .danger = by_owner},
    {.word = "event-selectors", .phase = PHASE_PRESERVE, .flags = REGION | RECIPE_BEFORE,
     .action = "Restore the event selectors of trail {name} to what they were",
     .command = "aws cloudtrail put-event-selectors --trail-name={name} --{text}={before}",
     .danger = compare},
    {.word = "event-selectors", .phase = PHASE_PRESERVE, .flags = REGION | RECIPE_NO_BEFORE | HAND,
     .action = "Restore the event selectors of trail {name}",
     .command = "aws cloudtrail get-event-selectors --trail-name={name} --output=json\n"
                "aws cloudtrail put-event-selectors --trail-name={name} --advanced-event-selectors=CHANGE-ME",
     .danger = by_owner},
    {.word = "event-data-store-stopped", .phase = PHASE_PRESERVE, .flags = REGION,
     .action = "Let event data store {name} take events again",
     .command = "aws cloudtrail start-event-data-store-ingestion --event-data-store={name}",
     .check = "aws cloudtrail get-event-data-store --event-data-store={name} "
              "--query=[Status][?@==`\"STOPPED_INGESTION\"`] --output=text",
     .danger = "Events from while it was stopped stay missing in it; other trails may have them."},
    {.word = "event-data-store-deleted", .phase = PHASE_PRESERVE, .flags = REGION,
     .action = "Restore event data store {name}",
     .command = "aws cloudtrail restore-event-data-store --event-data-store={name}",
     .check = "aws cloudtrail get-event-data-store --event-data-store={name} "
              "--query=[Status][?@==`\"PENDING_DELETION\"`] --output=text",
     .danger = "It can be restored for seven days."},
    {.word = "detector-disabled", .phase = PHASE_PRESERVE, .flags = REGION,
     .action = "Switch GuardDuty detector {name} on again",
     .command = "aws guardduty update-detector --detector-id={name} --enable",
     .check = "aws guardduty get-detector --detector-id={name} --query=[Status][?@==`\"DISABLED\"`] "
              "--output=text",
     .danger = "What happened while it was off it has not judged; findings come for what happens "
               "from now on."},
    {.word = "detector-deleted", .phase = PHASE_PRESERVE, .flags = REGION | THERE,
     .action = "Make a GuardDuty detector in place of {name}",
     .command = "aws guardduty create-detector --enable",
     .check = "aws guardduty list-detectors --query=DetectorIds --output=text",
     .danger = "The findings, filters and lists of the old one are gone; members of an organisation "
               "are enabled again by its administrator."},
    {.word = "config-recorder-stopped", .phase = PHASE_PRESERVE, .flags = REGION,
     .action = "Start Config recorder {name} again",
     .command = "aws configservice start-configuration-recorder --configuration-recorder-name={name}",
     .check = "aws configservice describe-configuration-recorder-status --configuration-recorder-nam"
              "es={name} "
              "--query=ConfigurationRecordersStatus[?!recording].name --output=text",
     .danger = "Changes made while it was stopped are not recorded one by one, only as they stand "
               "now."},
    {.word = "config-recorder-deleted", .phase = PHASE_PRESERVE, .flags = REGION | HAND,
     .action = "Make Config recorder {name} anew and start it",
     .command = "aws configservice start-configuration-recorder --configuration-recorder-name={name}",
     .danger = by_owner},
    {.word = "security-hub-disabled", .phase = PHASE_PRESERVE, .flags = REGION | THERE,
     .action = "Switch Security Hub on again", .command = "aws securityhub enable-security-hub",
     .check = "aws securityhub describe-hub --query=HubArn --output=text",
     .danger = "Its findings and settings from before are gone after 90 days; standards have to be "
               "enabled again."},
    {.word = "flow-logs-deleted", .phase = PHASE_PRESERVE, .flags = REGION | HAND,
     .action = "Make flow logs in place of {name}",
     .command = "aws ec2 describe-flow-logs --output=json\n"
                "aws ec2 create-flow-logs --resource-type=VPC --resource-ids=CHANGE-ME --traffic-type=ALL "
                "--log-destination-type=s3 --log-destination=CHANGE-ME",
     .danger = by_owner},
    {.word = "event-rule-disabled", .phase = PHASE_PRESERVE, .flags = REGION,
     .action = "Switch EventBridge rule {name} on again", .command = "aws events enable-rule --name={name}",
     .check = "aws events describe-rule --name={name} --query=[State][?@==`\"DISABLED\"`] --output=text",
     .danger = "Alerts that it would have sent meanwhile are not sent later."},
    {.word = "guardduty-filter", .phase = PHASE_PRESERVE, .flags = REGION,
     .action = "Delete GuardDuty filter {part}, which hides findings",
     .command = "aws guardduty delete-filter --detector-id={name} --filter-name={part}",
     .check = "aws guardduty get-filter --detector-id={name} --filter-name={part} --query=Name --out"
              "put=text",
     .danger = "Findings that it archived stay archived: look through them."},
    {.word = "guardduty-ip-set", .phase = PHASE_PRESERVE, .flags = REGION,
     .action = "Delete GuardDuty list {part} of trusted addresses",
     .command = "aws guardduty delete-ip-set --detector-id={name} --ip-set-id={id}",
     .check = "aws guardduty get-ip-set --detector-id={name} --ip-set-id={id} --query=Name --output=text",
     .danger = "What these addresses did while they were trusted gave no findings: ask the logs for "
               "them."},
    {.word = "foreign-account", .phase = PHASE_PRESERVE, .flags = HAND | RECIPE_ONCE,
     .action = "Find out whose account {name} is, and report it to AWS",
     .danger = "What was shared with it or copied there is out of reach of these commands."},
    {.word = NULL},
};
/* clang-format on */
