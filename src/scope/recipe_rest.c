// SPDX-License-Identifier: GPL-3.0-or-later
/* The recipes to eradicate, to recover and to harden, in the order of doing. */
#include "src/scope/recipe_private.h"

static const char lost[] = "What it deletes cannot be brought back.";
static const char by_owner[] =
    "The logs do not have what was there before: take it from the owner's templates.";

static const char in_use[] =
    "It has the calls that were logged: reads of data and what happens once a year may not be in it. Where "
    "Resource is *, these logs do not say what the calls were on: narrow it to what is the owner's first.";
static const char no_snapshot[] = "its volumes have no snapshot, and it destroys what they hold";

/* clang-format off */
#define SNAPSHOT_IS                                                                                          \
    "aws ec2 describe-snapshots --owner-ids=self --filters=Name=tag:trailcase,Values={name} "                \
    "--query=Snapshots[].SnapshotId --output=text"

const struct recipe recipes_rest[] = {
    /* --- eradicate: small things before what holds them --- */
    {.word = "instance", .phase = PHASE_ERADICATE, .flags = REGION | RECIPE_HALF,
     .action = "Isolate instance {name}: stop it",
     .command = "aws ec2 stop-instances --instance-ids={name}",
     .check = "aws ec2 describe-instances --instance-ids={name} --output=text --query=Reservations[]"
              ".Instances[]"
              ".State.Name[]|[?@==`\"running\"`||@==`\"pending\"`]",
     .guard = SNAPSHOT_IS, .refusal = no_snapshot,
     .undo = "aws ec2 start-instances --instance-ids={name}",
     .danger = "Its memory is lost, and what is on instance store. To keep it running, move it to a "
              "security group "
               "without rules instead."},
    {.word = "instance-started", .phase = PHASE_ERADICATE, .flags = REGION,
     .action = "Stop instance {name}, which the attacker started",
     .command = "aws ec2 stop-instances --instance-ids={name}",
     .check = "aws ec2 describe-instances --instance-ids={name} --output=text --query=Reservations[]"
              ".Instances[]"
              ".State.Name[]|[?@==`\"running\"`||@==`\"pending\"`]",
     .guard = SNAPSHOT_IS, .refusal = no_snapshot, .danger = "Its memory is lost."},
    {.word = "key-leaked", .phase = PHASE_ERADICATE, .flags = NAMED,
     .action = "Delete access key {part} of {name}",
     .command = "aws iam delete-access-key " KEY_OF, .check = KEY_IS "].AccessKeyId --output=text",
     .guard = KEY_IS "&&Status==`\"Inactive\"`].AccessKeyId --output=text",
     .refusal = "it has not been deactivated first",
     .danger = "Some days after it was deactivated, when nothing has missed it. What it deletes cannot be "
               "brought back."},
    {.word = "access-key", .phase = PHASE_ERADICATE,
     .action = "Delete access key {part} of {name}, made by the attacker",
     .command = "aws iam delete-access-key " KEY_OF, .check = KEY_IS "].AccessKeyId --output=tex"
              "t", .danger = lost},
    {.word = "key-root", .phase = PHASE_ERADICATE, .flags = HAND,
     .action = "Delete access key {part} of root, signed in as root",
     .command = "aws iam delete-access-key --access-key-id={part}", .danger = lost},
    {.word = "trail-gap", .phase = PHASE_ERADICATE, .flags = HAND,
     .action = "Look for what was made while trail {name} did not log, since {part}",
     .command = "aws iam list-users --query=Users[?CreateDate>={part!jmes}].[UserName,CreateDate] "
               "--output=text\n"
                "aws iam list-roles --query=Roles[?CreateDate>={part!jmes}].[RoleName,CreateDate] "
               "--output=text\n"
                "aws iam list-policies --scope=Local "
               "--query=Policies[?UpdateDate>={part!jmes}].[Arn,UpdateDate] "
                "--output=text\n"
                "aws iam generate-credential-report\n"
                "aws iam get-credential-report --query=Content --output=text",
     .danger = "What is not in these items was made unseen, or by the owner. The report (base64) has when "
               "each key "
               "and password was made."},
    {.word = "mfa-device", .phase = PHASE_ERADICATE, .action = "Delete MFA device {part}",
     .command = "aws iam delete-virtual-mfa-device --serial-number={part}",
     .check = "aws iam list-virtual-mfa-devices --query=VirtualMFADevices[?SerialNumber=={part!jmes}"
              "].SerialNumber "
              "--output=text",
     .danger = "A device that is in use has to be taken from its user first."},
    {.word = "policy-version", .phase = PHASE_ERADICATE, .action = "Delete version {part} of policy {name}",
     .command = "aws iam delete-policy-version --policy-arn={name} --version-id={part}",
     .check = "aws iam get-policy-version --policy-arn={name} --version-id={part} --query=PolicyVers"
              "ion.VersionId "
              "--output=text",
     .danger = "Where it is the default version, make another the default first."},
    {.word = "policy", .phase = PHASE_ERADICATE, .action = "Delete managed policy {name}",
     .command = "aws iam delete-policy --policy-arn={name}",
     .check = "aws iam get-policy --policy-arn={name} --query=Policy.Arn --output=text", .danger = lost},
    {.word = "instance-role", .phase = PHASE_ERADICATE, .flags = REGION,
     .action = "Take role {part} from instance {name}",
     .command = "aws ec2 disassociate-iam-instance-profile --association-id={id}",
     .check = "aws ec2 describe-iam-instance-profile-associations --association-ids={id} "
              "--query=IamInstanceProfileAssociations[?State!=`\"disassociated\"`].State --output=text",
     .danger = "What on the instance uses the role gets no new credentials; those it has live on "
               "until they are revoked at the role."},
    {.word = "saml-provider", .phase = PHASE_ERADICATE, .action = "Delete SAML provider {name}",
     .command = "aws iam delete-saml-provider --saml-provider-arn={name}",
     .check = "aws iam get-saml-provider --saml-provider-arn={name} --query=ValidUntil --output=tex"
              "t", .danger = lost},
    {.word = "saml-metadata", .phase = PHASE_ERADICATE, .flags = HAND,
     .action = "Put the metadata of SAML provider {name} back",
     .command = "aws iam get-saml-provider --saml-provider-arn={name} --output=json\n"
                "aws iam update-saml-provider --saml-provider-arn={name} "
                "--saml-metadata-document=file://CHANGE-ME.xml",
     .danger = by_owner},
    {.word = "oidc-provider", .phase = PHASE_ERADICATE, .action = "Delete OIDC provider {name}",
     .command = "aws iam delete-open-id-connect-provider --open-id-connect-provider-arn={name}",
     .check = "aws iam get-open-id-connect-provider --open-id-connect-provider-arn={name} --query=Ur"
              "l --output=text",
     .danger = lost},
    {.word = "trust-anchor", .phase = PHASE_ERADICATE, .flags = REGION,
     .action = "Delete Roles Anywhere trust anchor {name}",
     .command = "aws rolesanywhere delete-trust-anchor --trust-anchor-id={id}",
     .check = "aws rolesanywhere get-trust-anchor --trust-anchor-id={id} --query=trustAnchor.name --"
              "output=text",
     .danger = lost},
    {.word = "roles-anywhere-profile", .phase = PHASE_ERADICATE, .flags = REGION,
     .action = "Delete Roles Anywhere profile {name}",
     .command = "aws rolesanywhere delete-profile --profile-id={id}",
     .check = "aws rolesanywhere get-profile --profile-id={id} --query=profile.name --output=tex"
              "t", .danger = lost},
    {.word = "event-source-mapping", .phase = PHASE_ERADICATE, .flags = REGION,
     .action = "Delete trigger {part} of Lambda function {name}",
     .command = "aws lambda delete-event-source-mapping --uuid={part}",
     .check = "aws lambda get-event-source-mapping --uuid={part} --query=UUID --output=text",
     .danger = "Events that wait for the function are no longer given to it."},
    {.word = "event-rule", .phase = PHASE_ERADICATE, .flags = REGION, .action = "Delete EventBridge "
              "rule {name}",
     .command = "aws events delete-rule --name={name} --force",
     .check = "aws events describe-rule --name={name} --query=Name --output=text",
     .danger = "Its targets have to be removed first (aws events remove-targets)."},
    {.word = "function", .phase = PHASE_ERADICATE, .flags = REGION | HAND, .action = "Delete Lambda "
              "function {name}",
     .command = "aws lambda delete-function --function-name={name}",
     .check = "aws lambda get-function --function-name={name} --query=Configuration.FunctionName --o"
              "utput=text",
     .danger = "Its code is evidence: keep it first. What it deletes cannot be brought back."},
    {.word = "layer-permission", .phase = PHASE_ERADICATE, .flags = REGION | HAND,
     .action = "Take permission {part} from layer {name}",
     .command = "aws lambda remove-layer-version-permission --layer-name={name} --version-number=CHANGE-ME "
                "--statement-id={part}",
     .danger = "Functions of other accounts that have the layer keep what they loaded."},
    {.word = "layer-version", .phase = PHASE_ERADICATE, .flags = REGION,
     .action = "Delete version {part} of Lambda layer {name}",
     .command = "aws lambda delete-layer-version --layer-name={name} --version-number={part}",
     .check = "aws lambda get-layer-version --layer-name={name} --version-number={part} --query=Vers"
              "ion --output=text",
     .danger = "Its content is evidence: keep it first. Functions that have it go on with it until t"
              "hey are updated."},
    {.word = "key-pair", .phase = PHASE_ERADICATE, .flags = REGION, .action = "Delete key pair {name}",
     .command = "aws ec2 delete-key-pair --key-name={name}",
     .check = "aws ec2 describe-key-pairs --filters=[{\"Name\":\"key-name\",\"Values\":[\"{name!json}\"]}] "
              "--query=KeyPairs[].KeyName --output=text",
     .danger = "It stays in the authorized_keys of instances that were started with it: rebuild them."},
    {.word = "security-group", .phase = PHASE_ERADICATE, .flags = REGION, .action = "Delete security"
              " group {name}",
     .command = "aws ec2 delete-security-group --group-id={name}",
     .check = "aws ec2 describe-security-groups --group-ids={name} --query=SecurityGroups[].GroupId "
              "--output=text",
     .danger = "It cannot be deleted while an instance has it."},
    {.word = "snapshot", .phase = PHASE_ERADICATE, .flags = REGION | HAND, .action = "Delete snapsho"
              "t {name}",
     .command = "aws ec2 delete-snapshot --snapshot-id={name}",
     .danger = "It shows what the attacker copied: delete it once the case is closed."},
    {.word = "image", .phase = PHASE_ERADICATE, .flags = REGION | HAND, .action = "Deregister image {name}",
     .command = "aws ec2 deregister-image --image-id={name}",
     .danger = "It shows what the attacker copied: delete it once the case is closed."},
    {.word = "volume", .phase = PHASE_ERADICATE, .flags = REGION | HAND, .action = "Delete volume {name}",
     .command = "aws ec2 delete-volume --volume-id={name}",
     .danger = "It shows what the attacker copied: delete it once the case is closed."},
    {.word = "db-snapshot", .phase = PHASE_ERADICATE, .flags = REGION | HAND,
     .action = "Delete database snapshot {name}",
     .command = "aws rds delete-db-snapshot --db-snapshot-identifier={name}",
     .danger = "It shows what the attacker copied: delete it once the case is closed."},
    {.word = "bucket", .phase = PHASE_ERADICATE, .flags = HAND, .action = "Keep a copy of bucket {na"
              "me}, then delete it",
     .command = "aws s3api delete-bucket --bucket={name}", .danger = "What is in it is evidence."},
    {.word = "secret", .phase = PHASE_ERADICATE, .flags = REGION, .action = "Delete secret {name}",
     .command = "aws secretsmanager delete-secret --secret-id={name} --recovery-window-in-days=30",
     .check = "aws secretsmanager describe-secret --secret-id={name} "
              "--query=[DeletedDate==`null`][?@].to_string(@) --output=text",
     .danger = "It can be restored for 30 days: what is in it is evidence."},
    {.word = "flow-logs", .phase = PHASE_ERADICATE, .flags = REGION, .action = "Delete flow logs {name}",
     .command = "aws ec2 delete-flow-logs --flow-log-ids={name}",
     .check = "aws ec2 describe-flow-logs --flow-log-ids={name} --query=FlowLogs[].FlowLogId --outpu"
              "t=text",
     .danger = "What they wrote stays where it went: it is evidence."},
    {.word = "trail", .phase = PHASE_ERADICATE, .flags = REGION, .action = "Delete trail {name}",
     .command = "aws cloudtrail delete-trail --name={name}",
     .check = "aws cloudtrail describe-trails --trail-name-list={name} --query=trailList[].Name --ou"
              "tput=text",
     .danger = "Look first where its logs went: the attacker may have read along."},
    {.word = "instance-profile", .phase = PHASE_ERADICATE, .action = "Delete instance profile {name}",
     .command = "aws iam delete-instance-profile --instance-profile-name={name}",
     .check = "aws iam get-instance-profile --instance-profile-name={name} --query=InstanceProfile.A"
              "rn --output=text",
     .danger = "A role in it has to be taken out first."},
    {.word = "role", .phase = PHASE_ERADICATE, .action = "Delete role {name}",
     .command = "aws iam delete-role-policy --role-name={name} --policy-name=trailcase-deny-all\n"
                "aws iam delete-role --role-name={name}",
     .check = "aws iam get-role --role-name={name} --query=Role.RoleName --output=text", .danger = lost},
    {.word = "group", .phase = PHASE_ERADICATE, .action = "Delete IAM group {name}",
     .command = "aws iam delete-group --group-name={name}",
     .check = "aws iam get-group --group-name={name} --query=Group.GroupName --output=tex"
              "t", .danger = lost},
    {.word = "user", .phase = PHASE_ERADICATE, .action = "Delete user {name}",
     .command = "aws iam delete-user-policy --user-name={name} --policy-name=trailcase-deny-all\n"
                "aws iam delete-user --user-name={name}",
     .check = "aws iam get-user --user-name={name} --query=User.UserName --output=text",
     .danger = "It is refused while the user has keys, policies or a password: do their items first. "
               "What it deletes cannot be brought back."},

    /* --- recover: back to work --- */
    {.word = "objects-read", .phase = PHASE_RECOVER, .flags = HAND | RECIPE_ONCE,
     .action = "Bucket {name} was read: decide whom to tell and what to change",
     .danger = "A duty to tell may run from the day it is known, 72 hours in some places: decide this "
               "first."},
    {.word = "instance", .phase = PHASE_RECOVER, .flags = REGION | NAMED,
     .action = "Terminate instance {name}, which the attacker brought up, or rebuild it if it is the owner's",
     .command = "aws ec2 terminate-instances --instance-ids={name}",
     .check = "aws ec2 describe-instances --instance-ids={name} --output=text --query=Reservations[]"
              ".Instances[]"
              ".State.Name[]|[?@!=`\"terminated\"`&&@!=`\"shutting-down\"`]",
     .guard = SNAPSHOT_IS, .refusal = no_snapshot,
     .danger = "Its disks go with it: only after the snapshots are made. Some tools write an instance "
               "that was brought up again as new: the owner's own is rebuilt from a clean image first."},
    {.word = "instance-robbed", .phase = PHASE_RECOVER, .flags = REGION | HAND,
     .action = "Rebuild instance {name} from a clean image, without the flaw that gave its credentials away",
     .command = "aws ec2 describe-instances --instance-ids={name} --output=json",
     .danger = "Whoever could read its credentials may have run commands on it: its own logs tell."},
    {.word = "instance-user-data", .phase = PHASE_RECOVER, .flags = REGION | HAND,
     .action = "Rebuild instance {name}: its start script was changed",
     .command = "aws ec2 describe-instance-attribute --instance-id={name} --attribute=userData --out"
              "put=json",
     .danger = "The script ran as root when the instance started."},
    {.word = "function-code", .phase = PHASE_RECOVER, .flags = REGION | HAND,
     .action = "Deploy the owner's code to Lambda function {name} again",
     .command = "aws lambda update-function-code --function-name={name} --zip-file=fileb://CHANGE-ME.zip",
     .danger = by_owner},
    {.word = "function-configuration", .phase = PHASE_RECOVER, .flags = REGION | HAND,
     .action = "Set the configuration of Lambda function {name} back: role, layers, environment",
     .command = "aws lambda get-function-configuration --function-name={name} --output=jso"
              "n", .danger = by_owner},
    {.word = "mfa-deactivated", .phase = PHASE_RECOVER, .flags = HAND, .action = "Enable MFA for {na"
              "me} again",
     .command = "aws iam enable-mfa-device --user-name={name} --serial-number={part} "
                "--authentication-code1=CHANGE-ME --authentication-code2=CHANGE-ME",
     .danger = "Use a new device: the old one may be known."},
    {.word = "mfa-deleted", .phase = PHASE_RECOVER, .flags = HAND, .action = "Make an MFA device in "
              "place of {part}",
     .command = "aws iam create-virtual-mfa-device --virtual-mfa-device-name=CHANGE-ME --outfile=CHA"
              "NGE-ME.png "
                "--bootstrap-method=QRCodePNG",
     .danger = "The picture holds the seed of the device: hand it to its user and delete it."},
    {.word = "user-boundary-deleted", .phase = PHASE_RECOVER, .flags = HAND,
     .action = "Give user {name} its permissions boundary again",
     .command = "aws iam put-user-permissions-boundary --user-name={name} --permissions-boundary=CHANGE-ME",
     .danger = by_owner},
    {.word = "role-boundary-deleted", .phase = PHASE_RECOVER, .flags = HAND,
     .action = "Give role {name} its permissions boundary again",
     .command = "aws iam put-role-permissions-boundary --role-name={name} --permissions-boundary=CHANGE-ME",
     .danger = by_owner},
    {.word = "bucket-policy-deleted", .phase = PHASE_RECOVER, .flags = HAND,
     .action = "Give bucket {name} its policy again",
     .command = "aws s3api put-bucket-policy --bucket={name} --policy=file://CHANGE-ME.jso"
              "n", .danger = by_owner},
    {.word = "bucket-versioning-suspended", .phase = PHASE_RECOVER,
     .action = "Switch versioning of bucket {name} on again",
     .command = "aws s3api put-bucket-versioning --bucket={name} --versioning-configuration=Status=Enabled",
     .check = "aws s3api get-bucket-versioning --bucket={name} --query=[Status][?@==`\"Suspended\"`]"
              " --output=text",
     .danger = "Objects overwritten or deleted while it was suspended do not come back."},
    {.word = "bucket-encryption", .phase = PHASE_RECOVER, .flags = HAND,
     .action = "Set the default encryption of bucket {name} back",
     .command = "aws s3api get-bucket-encryption --bucket={name} --output=json", .danger = by_owner},
    {.word = "kms-key-disabled", .phase = PHASE_RECOVER, .flags = REGION, .action = "Enable KMS key "
              "{name} again",
     .command = "aws kms enable-key --key-id={name}",
     .check = "aws kms describe-key --key-id={name} --query=[KeyMetadata.KeyState][?@==`\"Disabled"
              "\"`] --output=text",
     .danger = "Whoever may use the key can decrypt with it again: look through its policy and "
               "grants first."},
    {.word = "secret-deleted", .phase = PHASE_RECOVER, .flags = REGION, .action = "Restore secret {name}",
     .command = "aws secretsmanager restore-secret --secret-id={name}",
     .check = "aws secretsmanager describe-secret --secret-id={name} --query=[DeletedDate][?@].to_st"
              "ring(@) "
              "--output=text",
     .danger = "Whoever may read it can read it again: rotate it where the attacker could."},
    {.word = "secret-read", .phase = PHASE_RECOVER, .flags = REGION | HAND | RECIPE_ONCE,
     .action = "Rotate secret {name}: the attacker read it",
     .command = "aws secretsmanager rotate-secret --secret-id={name}",
     .danger = "Change it where it is used first; rotate-secret needs a rotation function, put-secre"
              "t-value does not."},
    {.word = "parameter-read", .phase = PHASE_RECOVER, .flags = REGION | HAND | RECIPE_ONCE,
     .action = "Change what parameter {name} holds: the attacker read it",
     .command = "aws ssm get-parameter-history --name={name} --query=Parameters[].LastModifiedDate -"
              "-output=text",
     .danger = "Change it where it is used first; versions from before stay readable in its history."},
    {.word = "object-secret", .phase = PHASE_RECOVER, .flags = HAND | RECIPE_ONCE,
     .action = "Rotate the secrets in object {part} of bucket {name}: the attacker read it",
     .command = "aws s3api head-object --bucket={name} --key={part} --output=json",
     .danger = "By its name it may hold passwords or keys. Compare when it was changed last with when it "
               "was read."},

    /* --- harden: advice, computed --- */
    {.word = "user-unused", .phase = PHASE_HARDEN, .flags = HAND | THERE,
     .action = "Disable user {name}: nobody but the attacker has been it for long",
     .command = "aws iam attach-user-policy --user-name={name} --policy-arn=arn:aws:iam::aws:policy/"
              "AWSDenyAll",
     .check = "aws iam list-attached-user-policies --user-name={name} "
              "--query=AttachedPolicies[?PolicyName==`\"AWSDenyAll\"`].PolicyName --output=text",
     .undo = "aws iam detach-user-policy --user-name={name} --policy-arn=arn:aws:iam::aws:policy/AWS"
              "DenyAll",
     .danger = "Whatever runs once a quarter or a year stops: ask who owns it."},
    {.word = "keys-idle", .phase = PHASE_HARDEN, .flags = HAND,
     .action = "Deactivate long-lived keys that lie idle, and rotate the others every 90 days",
     .danger = "Whatever runs once a quarter or a year stops: a key that is inactive can be switched "
               "on again, a deleted one cannot."},
    {.word = "least-privilege-user", .phase = PHASE_HARDEN, .flags = HAND,
     .action = "Let user {name} do no more than its owner does: a boundary of the calls in use",
     .command = "aws iam create-policy --policy-name=trailcase-calls-in-use-{name} --policy-document={text}\n"
                "aws iam put-user-permissions-boundary --user-name={name} "
                "--permissions-boundary=arn:aws:iam::{account}:policy/trailcase-calls-in-use-{name}",
     .undo = "aws iam delete-user-permissions-boundary --user-name={name}", .danger = in_use},
    {.word = "least-privilege-role", .phase = PHASE_HARDEN, .flags = HAND,
     .action = "Let role {name} do no more than its owner does: a boundary of the calls in use",
     .command = "aws iam create-policy --policy-name=trailcase-calls-in-use-{name} --policy-document={text}\n"
                "aws iam put-role-permissions-boundary --role-name={name} "
                "--permissions-boundary=arn:aws:iam::{account}:policy/trailcase-calls-in-use-{name}",
     .undo = "aws iam delete-role-permissions-boundary --role-name={name}", .danger = in_use},
    {.word = "roles-instead", .phase = PHASE_HARDEN, .flags = HAND,
     .action = "Use roles, whose credentials end by themselves, in place of the users' keys",
     .danger = "Until the last user of a key has moved to a role the key stays a secret that can be "
               "lost."},
    {.word = "mfa-source", .phase = PHASE_HARDEN, .flags = HAND,
     .action = "Deny {name} calls from anywhere but its own addresses",
     .command = "aws iam put-user-policy --user-name={name} --policy-name=trailcase-own-addresses "
                "--policy-document={text}",
     .undo = "aws iam delete-user-policy --user-name={name} --policy-name=trailcase-own-addresses",
     .danger = "It has the addresses seen in these logs; calls that AWS services make for the user a"
              "re let through. "
               "People sign in with MFA instead: add aws:MultiFactorAuthPresent."},
    {.word = "mfa-required", .phase = PHASE_HARDEN, .flags = HAND | THERE,
     .action = "Let user {name} do nothing without MFA but set it up",
     .command = "aws iam put-user-policy --user-name={name} --policy-name=trailcase-require-mfa "
                "--policy-document={\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\","
                "\"NotAction\":[\"iam:ChangePassword\",\"iam:CreateVirtualMFADevice\","
                "\"iam:EnableMFADevice\",\"iam:GetUser\",\"iam:ListMFADevices\","
                "\"iam:ListVirtualMFADevices\",\"iam:ResyncMFADevice\",\"sts:GetSessionToken\"],"
                "\"Resource\":\"*\",\"Condition\":{\"BoolIfExists\":{"
                "\"aws:MultiFactorAuthPresent\":\"false\"}}}]}",
     .check = "aws iam get-user-policy --user-name={name} --policy-name=trailcase-require-mfa "
              "--query=PolicyName --output=text",
     .undo = "aws iam delete-user-policy --user-name={name} --policy-name=trailcase-require-mfa",
     .danger = "Access keys of the user work after aws sts get-session-token with a code only: scripts "
               "stop. Set a new password first, or the attacker sets MFA up."},
    {.word = "imdsv2", .phase = PHASE_HARDEN, .flags = HAND | REGION,
     .action = "Require IMDSv2 of every instance",
     .command = "aws ec2 describe-instances "
               "--query=Reservations[].Instances[?MetadataOptions.HttpTokens!=`\"required"
                "\"`][].InstanceId --output=text\n"
                "aws ec2 modify-instance-metadata-defaults --http-tokens=required",
     .danger = "The default holds for new instances of the region; those that the first command lists go "
               "one by one."},
    {.word = "trail-guard", .phase = PHASE_HARDEN, .flags = HAND | RECIPE_ONCE,
     .action = "Let nobody in the account stop, delete or narrow trail {name}",
     .command = "aws organizations create-policy --type=SERVICE_CONTROL_POLICY "
                "--name=trailcase-keep-trails --description=trailcase-keep-trails "
                "--content={\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":["
                "\"cloudtrail:DeleteTrail\",\"cloudtrail:PutEventSelectors\","
                "\"cloudtrail:StopLogging\",\"cloudtrail:UpdateTrail\"],\"Resource\":\"*\"}]}\n"
                "aws organizations attach-policy --policy-id=CHANGE-ME --target-id={account}",
     .danger = "From the management account of the organisation, and it binds the owner's administrators as "
               "well. Without an organisation: a trail into a bucket of another account."},
    {.word = "data-events", .phase = PHASE_HARDEN, .flags = HAND,
     .action = "Log data events: reads and writes of objects, calls of functions, rows of tables",
     .command = "aws cloudtrail describe-trails --output=text "
                "--query=trailList[].[Name,HomeRegion,IsMultiRegionTrail,LogFileValidationEnabled]\n"
                "aws cloudtrail put-event-selectors --trail-name=CHANGE-ME --advanced-event-selectors=["
                "{\"FieldSelectors\":[{\"Field\":\"eventCategory\",\"Equals\":[\"Management\"]}]},"
                "{\"FieldSelectors\":[{\"Field\":\"eventCategory\",\"Equals\":[\"Data\"]},"
                "{\"Field\":\"resources.type\",\"Equals\":[\"AWS::S3::Object\"]}]},"
                "{\"FieldSelectors\":[{\"Field\":\"eventCategory\",\"Equals\":[\"Data\"]},"
                "{\"Field\":\"resources.type\",\"Equals\":[\"AWS::Lambda::Function\"]}]},"
                "{\"FieldSelectors\":[{\"Field\":\"eventCategory\",\"Equals\":[\"Data\"]},"
                "{\"Field\":\"resources.type\",\"Equals\":[\"AWS::DynamoDB::Table\"]}]}]",
     .danger = "It replaces the selectors the trail has. Data events are paid by the event: take the buckets "
               "and tables that matter first (resources.ARN)."},
    {.word = "flows-on", .phase = PHASE_HARDEN, .flags = HAND | REGION,
     .action = "Keep flow logs of the networks in {region}, and the logs of hosts and databases",
     .command = "aws ec2 describe-flow-logs --query=FlowLogs[].[ResourceId,TrafficType,LogDestination] "
                "--output=text\n"
                "aws ec2 create-flow-logs --resource-type=VPC --resource-ids=CHANGE-ME --traffic-type=ALL "
                "--log-destination-type=s3 --log-destination=CHANGE-ME",
     .danger = "They are paid by volume, and tell of connections, not of what was said in them."},
    {.word = "rule-first", .phase = PHASE_HARDEN, .flags = HAND,
     .action = "Alert on what would have told first: {name}",
     .danger = "An alert that often speaks of the owner's own work is soon overheard: see first how many of "
               "its hits were the attacker's."},
    {.word = "logs-missing", .phase = PHASE_HARDEN, .flags = HAND,
     .action = "Log what these logs could not tell",
     .danger = "What was not logged then will not be told by any log made from now on."},
    {.word = NULL},
};
/* clang-format on */
