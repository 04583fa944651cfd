// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * residue_table: which calls make something or take a protection down, and which calls undo that.
 *
 * Two tables of data. A kind of residue says how to call one in words; a call says what it does to one kind
 * and where its record names the thing. A call that does several things has several rows. Adding a pair is a
 * kind and two rows; no code.
 *
 * A thing is told by its name (the user, group, bucket: what is acted on), its part (which policy, rule or
 * share of it) and, where AWS gives one, its id, which settles the matter when both sides have it. A row
 * whose call names less undoes all it covers: DeleteUser every key of the user.
 *
 * Paths are member names with dots between, from `request`, `response` or `identity` on. Arrays and `items`
 * are walked, `*` is every member. "a|b" is the first that gives something, "a&b" both together.
 */
#ifndef TRAILCASE_SCOPE_RESIDUE_TABLE_H
#define TRAILCASE_SCOPE_RESIDUE_TABLE_H

#include "src/base/attr.h"

/* What the attacker left: something that was not there, or the lack of something that was. */
enum residue_sense { RESIDUE_MADE, RESIDUE_TAKEN_DOWN };

enum residue_scope { RESIDUE_IN_REGION, RESIDUE_IN_ACCOUNT };

/*
 * X(name, word, sense, scope, one, many, say): in `say` {name} and {part} stand for what the record says.
 */
#define RESIDUE_KIND_LIST(X)                                                                                 \
    X(RULE, "security-group-rule", MADE, IN_REGION, "rule", "rules", "{part} on {name}")                     \
    X(GROUP, "security-group", MADE, IN_REGION, "security group", "security groups", "{name}")               \
    X(KEY_PAIR, "key-pair", MADE, IN_REGION, "key pair", "key pairs", "{name}")                              \
    X(INSTANCE, "instance", MADE, IN_REGION, "instance", "instances", "{name}")                              \
    X(STARTED, "instance-started", MADE, IN_REGION, "instance that was stopped",                             \
      "instances that were stopped", "{name}")                                                               \
    X(USER_DATA, "instance-user-data", MADE, IN_REGION, "start script of an instance",                       \
      "start scripts of instances", "{name}")                                                                \
    X(INSTANCE_ROLE, "instance-role", MADE, IN_REGION, "role given to an instance",                          \
      "roles given to instances", "{part} on {name}")                                                        \
    X(SNAPSHOT, "snapshot", MADE, IN_REGION, "snapshot", "snapshots", "{name}")                              \
    X(SNAPSHOT_SHARE, "snapshot-share", MADE, IN_REGION, "shared snapshot", "shared snapshots",              \
      "{name} with {part}")                                                                                  \
    X(IMAGE, "image", MADE, IN_REGION, "image", "images", "{name}")                                          \
    X(IMAGE_SHARE, "image-share", MADE, IN_REGION, "shared image", "shared images", "{name} with {part}")    \
    X(VOLUME, "volume", MADE, IN_REGION, "volume", "volumes", "{name}")                                      \
    X(DB_SNAPSHOT, "db-snapshot", MADE, IN_REGION, "database snapshot", "database snapshots", "{name}")      \
    X(DB_SHARE, "db-snapshot-share", MADE, IN_REGION, "shared database snapshot",                            \
      "shared database snapshots", "{name} with {part}")                                                     \
    X(USER, "user", MADE, IN_ACCOUNT, "user", "users", "{name}")                                             \
    X(ACCESS_KEY, "access-key", MADE, IN_ACCOUNT, "access key", "access keys", "{part} of {name}")           \
    X(KEY_ON, "access-key-activated", MADE, IN_ACCOUNT, "access key switched on", "access keys switched on", \
      "{part} of {name}")                                                                                    \
    X(LOGIN, "login-profile", MADE, IN_ACCOUNT, "console password", "console passwords", "{name}")           \
    X(PASSWORD, "password", MADE, IN_ACCOUNT, "changed console password", "changed console passwords",       \
      "{name}")                                                                                              \
    X(SERVICE_KEY, "service-credential", MADE, IN_ACCOUNT, "service credential", "service credentials",      \
      "{part} of {name}")                                                                                    \
    X(SSH_KEY, "ssh-public-key", MADE, IN_ACCOUNT, "SSH key", "SSH keys", "{part} of {name}")                \
    X(SIGNING, "signing-certificate", MADE, IN_ACCOUNT, "signing certificate", "signing certificates",       \
      "{part} of {name}")                                                                                    \
    X(MFA, "mfa-device", MADE, IN_ACCOUNT, "MFA device", "MFA devices", "{part}")                            \
    X(MFA_ON, "mfa-enabled", MADE, IN_ACCOUNT, "MFA device of a user", "MFA devices of users",               \
      "{part} of {name}")                                                                                    \
    X(IAM_GROUP, "group", MADE, IN_ACCOUNT, "IAM group", "IAM groups", "{name}")                             \
    X(MEMBER, "group-member", MADE, IN_ACCOUNT, "group membership", "group memberships", "{part} in {name}") \
    X(USER_POLICY, "user-policy", MADE, IN_ACCOUNT, "inline policy of a user", "inline policies of users",   \
      "{part} of {name}")                                                                                    \
    X(GROUP_POLICY, "group-policy", MADE, IN_ACCOUNT, "inline policy of a group",                            \
      "inline policies of groups", "{part} of {name}")                                                       \
    X(ROLE_POLICY, "role-policy", MADE, IN_ACCOUNT, "inline policy of a role", "inline policies of roles",   \
      "{part} of {name}")                                                                                    \
    X(USER_ATTACHED, "user-policy-attached", MADE, IN_ACCOUNT, "policy attached to a user",                  \
      "policies attached to users", "{part} to {name}")                                                      \
    X(GROUP_ATTACHED, "group-policy-attached", MADE, IN_ACCOUNT, "policy attached to a group",               \
      "policies attached to groups", "{part} to {name}")                                                     \
    X(ROLE_ATTACHED, "role-policy-attached", MADE, IN_ACCOUNT, "policy attached to a role",                  \
      "policies attached to roles", "{part} to {name}")                                                      \
    X(ROLE, "role", MADE, IN_ACCOUNT, "role", "roles", "{name}")                                             \
    X(TRUST, "role-trust", MADE, IN_ACCOUNT, "changed trust policy", "changed trust policies", "{name}")     \
    X(PROFILE, "instance-profile", MADE, IN_ACCOUNT, "instance profile", "instance profiles", "{name}")      \
    X(POLICY, "policy", MADE, IN_ACCOUNT, "managed policy", "managed policies", "{name}")                    \
    X(POLICY_VERSION, "policy-version", MADE, IN_ACCOUNT, "policy version", "policy versions",               \
      "{part} of {name}")                                                                                    \
    X(POLICY_DEFAULT, "policy-default", MADE, IN_ACCOUNT, "changed default version of a policy",             \
      "changed default versions of policies", "{name}")                                                      \
    X(SAML, "saml-provider", MADE, IN_ACCOUNT, "SAML provider", "SAML providers", "{name}")                  \
    X(SAML_TEXT, "saml-metadata", MADE, IN_ACCOUNT, "changed SAML provider", "changed SAML providers",       \
      "{name}")                                                                                              \
    X(OIDC, "oidc-provider", MADE, IN_ACCOUNT, "OIDC provider", "OIDC providers", "{name}")                  \
    X(ANCHOR, "trust-anchor", MADE, IN_REGION, "Roles Anywhere trust anchor",                                \
      "Roles Anywhere trust anchors", "{name}")                                                              \
    X(ANYWHERE, "roles-anywhere-profile", MADE, IN_REGION, "Roles Anywhere profile",                         \
      "Roles Anywhere profiles", "{name}")                                                                   \
    X(BUCKET, "bucket", MADE, IN_ACCOUNT, "bucket", "buckets", "{name}")                                     \
    X(BUCKET_POLICY, "bucket-policy", MADE, IN_ACCOUNT, "bucket policy", "bucket policies", "{name}")        \
    X(BUCKET_ACL, "bucket-acl", MADE, IN_ACCOUNT, "bucket ACL", "bucket ACLs", "{name}")                     \
    X(LIFECYCLE, "bucket-lifecycle", MADE, IN_ACCOUNT, "bucket lifecycle", "bucket lifecycles", "{name}")    \
    X(REPLICATION, "bucket-replication", MADE, IN_ACCOUNT, "bucket replication", "bucket replications",      \
      "{name}")                                                                                              \
    X(ENCRYPTION, "bucket-encryption", MADE, IN_ACCOUNT, "default encryption of a bucket",                   \
      "default encryptions of buckets", "{name}")                                                            \
    X(FUNCTION, "function", MADE, IN_REGION, "Lambda function", "Lambda functions", "{name}")                \
    X(FUNCTION_CODE, "function-code", MADE, IN_REGION, "changed function code", "changed function codes",    \
      "{name}")                                                                                              \
    X(FUNCTION_CONFIG, "function-configuration", MADE, IN_REGION, "changed function configuration",          \
      "changed function configurations", "{name}")                                                           \
    X(FUNCTION_GRANT, "function-permission", MADE, IN_REGION, "permission on a function",                    \
      "permissions on functions", "{part} on {name}")                                                        \
    X(FUNCTION_URL, "function-url", MADE, IN_REGION, "function URL", "function URLs", "{name}")              \
    X(TRIGGER, "event-source-mapping", MADE, IN_REGION, "trigger of a function", "triggers of functions",    \
      "{part} of {name}")                                                                                    \
    X(LAYER, "layer-version", MADE, IN_REGION, "Lambda layer version", "Lambda layer versions",              \
      "{name}:{part}")                                                                                       \
    X(LAYER_GRANT, "layer-permission", MADE, IN_REGION, "permission on a layer", "permissions on layers",    \
      "{part} on {name}")                                                                                    \
    X(SHELL, "ssm-session", MADE, IN_REGION, "SSM session", "SSM sessions", "{name} on {part}")              \
    X(ACTIVATION, "ssm-activation", MADE, IN_REGION, "SSM activation", "SSM activations", "{name}")          \
    X(EVENT_RULE, "event-rule", MADE, IN_REGION, "EventBridge rule", "EventBridge rules", "{name}")          \
    X(GRANT, "kms-grant", MADE, IN_REGION, "KMS grant", "KMS grants", "{part} on {name}")                    \
    X(KEY_POLICY, "kms-key-policy", MADE, IN_REGION, "KMS key policy", "KMS key policies", "{name}")         \
    X(SECRET, "secret", MADE, IN_REGION, "secret", "secrets", "{name}")                                      \
    X(FLOWS, "flow-logs", MADE, IN_REGION, "flow logs", "flow logs", "{name}")                               \
    X(FINDING_FILTER, "guardduty-filter", MADE, IN_REGION, "GuardDuty filter", "GuardDuty filters",          \
      "{part} on {name}")                                                                                    \
    X(TRUSTED_LIST, "guardduty-ip-set", MADE, IN_REGION, "GuardDuty trusted addresses",                      \
      "GuardDuty trusted address lists", "{part} on {name}")                                                 \
    X(TRAIL, "trail", MADE, IN_REGION, "trail", "trails", "{name}")                                          \
    X(TRAIL_STOPPED, "trail-stopped", TAKEN_DOWN, IN_REGION, "stopped trail", "stopped trails", "{name}")    \
    X(TRAIL_DELETED, "trail-deleted", TAKEN_DOWN, IN_REGION, "deleted trail", "deleted trails", "{name}")    \
    X(TRAIL_CHANGED, "trail-changed", TAKEN_DOWN, IN_REGION, "changed trail", "changed trails", "{name}")    \
    X(SELECTORS, "event-selectors", TAKEN_DOWN, IN_REGION, "changed event selectors",                        \
      "changed event selectors", "{name}")                                                                   \
    X(LAKE_STOPPED, "event-data-store-stopped", TAKEN_DOWN, IN_REGION, "stopped event data store",           \
      "stopped event data stores", "{name}")                                                                 \
    X(LAKE_DELETED, "event-data-store-deleted", TAKEN_DOWN, IN_REGION, "deleted event data store",           \
      "deleted event data stores", "{name}")                                                                 \
    X(DETECTOR_OFF, "detector-disabled", TAKEN_DOWN, IN_REGION, "GuardDuty switched off",                    \
      "GuardDuty detectors switched off", "{name}")                                                          \
    X(DETECTOR_GONE, "detector-deleted", TAKEN_DOWN, IN_REGION, "GuardDuty detector deleted",                \
      "GuardDuty detectors deleted", "{name}")                                                               \
    X(RECORDER_OFF, "config-recorder-stopped", TAKEN_DOWN, IN_REGION, "stopped Config recorder",             \
      "stopped Config recorders", "{name}")                                                                  \
    X(RECORDER_GONE, "config-recorder-deleted", TAKEN_DOWN, IN_REGION, "deleted Config recorder",            \
      "deleted Config recorders", "{name}")                                                                  \
    X(HUB_OFF, "security-hub-disabled", TAKEN_DOWN, IN_REGION, "Security Hub switched off",                  \
      "Security Hubs switched off", "{name}")                                                                \
    X(FLOW_LOGS, "flow-logs-deleted", TAKEN_DOWN, IN_REGION, "deleted flow logs", "deleted flow logs",       \
      "{name}")                                                                                              \
    X(EVENT_RULE_OFF, "event-rule-disabled", TAKEN_DOWN, IN_REGION, "EventBridge rule switched off",         \
      "EventBridge rules switched off", "{name}")                                                            \
    X(MFA_OFF, "mfa-deactivated", TAKEN_DOWN, IN_ACCOUNT, "MFA switched off", "MFA switched off",            \
      "{part} of {name}")                                                                                    \
    X(MFA_GONE, "mfa-deleted", TAKEN_DOWN, IN_ACCOUNT, "deleted MFA device", "deleted MFA devices",          \
      "{part}")                                                                                              \
    X(USER_BOUNDARY, "user-boundary-deleted", TAKEN_DOWN, IN_ACCOUNT, "boundary of a user taken away",       \
      "boundaries of users taken away", "{name}")                                                            \
    X(ROLE_BOUNDARY, "role-boundary-deleted", TAKEN_DOWN, IN_ACCOUNT, "boundary of a role taken away",       \
      "boundaries of roles taken away", "{name}")                                                            \
    X(PUBLIC_BLOCK, "public-access-block", TAKEN_DOWN, IN_ACCOUNT, "public access block taken down",         \
      "public access blocks taken down", "{name}")                                                           \
    X(ACCOUNT_BLOCK, "account-public-access-block", TAKEN_DOWN, IN_ACCOUNT,                                  \
      "public access block of the account", "public access blocks of accounts", "")                          \
    X(POLICY_GONE, "bucket-policy-deleted", TAKEN_DOWN, IN_ACCOUNT, "deleted bucket policy",                 \
      "deleted bucket policies", "{name}")                                                                   \
    X(VERSIONING, "bucket-versioning-suspended", TAKEN_DOWN, IN_ACCOUNT, "suspended versioning",             \
      "suspended versionings", "{name}")                                                                     \
    X(KMS_DELETION, "kms-key-deletion", TAKEN_DOWN, IN_REGION, "KMS key to be deleted",                      \
      "KMS keys to be deleted", "{name}")                                                                    \
    X(KMS_OFF, "kms-key-disabled", TAKEN_DOWN, IN_REGION, "disabled KMS key", "disabled KMS keys", "{name}") \
    X(SECRET_GONE, "secret-deleted", TAKEN_DOWN, IN_REGION, "deleted secret", "deleted secrets", "{name}")

#define RESIDUE_KIND_ENUM(name, ...) RESIDUE_##name,
enum residue_kind { RESIDUE_KIND_LIST(RESIDUE_KIND_ENUM) RESIDUE_KIND__COUNT };
#undef RESIDUE_KIND_ENUM

struct residue_kind_info {
    const char *word; /* in tables and JSON, as other programs may rely on */
    enum residue_sense sense;
    enum residue_scope scope;
    const char *one, *many, *say;
};

extern const struct residue_kind_info residue_kinds[RESIDUE_KIND__COUNT];

enum residue_effect {
    RESIDUE_OPENS,   /* by the attacker: there is one now */
    RESIDUE_CLOSES,  /* by anybody: it is gone, or restored */
    RESIDUE_HALVES,  /* by anybody: part of the way; stopped but there, made again but not started */
    RESIDUE_DOUBTS,  /* by anybody but the attacker: changed since, in a way that the call does not tell */
    RESIDUE_REOPENS, /* by anybody: what was halved is whole again */
    RESIDUE_SETS,    /* by the attacker: opens; by anybody else: puts another text in the place */
    RESIDUE_TELLS,   /* by anybody: what the text is, as one to go back to */
};

/* How a record is read: by the paths of the row, or as the permissions of a security group. */
enum residue_shape { RESIDUE_PATHS, RESIDUE_INGRESS, RESIDUE_EGRESS, RESIDUE_RULES };

struct residue_call {
    const char *source, *api; /* "ec2", and the eventName without an API date */
    enum residue_effect effect;
    enum residue_kind kind;
    const char *name, *part, *id; /* paths; NULL: not told, so all are meant */
    const char *text;             /* path of what was written: a policy */
    const char *when;             /* "path=value" must hold; "!path=value" must not; "path" must be there */
    enum residue_shape shape;
};

extern const struct residue_call residue_calls[]; /* ends in one without api */

#endif
