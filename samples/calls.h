// SPDX-License-Identifier: GPL-3.0-or-later
//
// Single API calls in full: the requests, responses and resources CloudTrail records for them. Each function
// emits one event by the actor at its cursor. Returned texts belong to the world's day arena.
#ifndef SAMPLES_CALLS_H
#define SAMPLES_CALLS_H

#include "samples/actor.h"

// EC2 (calls_ec2.c)
void ec2_describe(struct actor *actor, const char *name, const char *set); // set: "instancesSet", or NULL
void ec2_denied(struct actor *actor, const char *name, const char *request);
void ec2_describe_instance(struct actor *actor, const char *instance);
void ec2_authorize_ingress(struct actor *actor, const char *group, int from_port, int to_port,
                           const char *range);
void ec2_revoke_ingress(struct actor *actor, const char *group, int port, const char *range);
void ec2_create_key_pair(struct actor *actor, const char *name);
void ec2_terminate(struct actor *actor, const char *instance);
void ec2_create_tags(struct actor *actor, const char *resource, const char *name);
const char *ec2_create_snapshot(struct actor *actor, const char *volume);
void ec2_delete_snapshot(struct actor *actor, const char *snapshot);

// What to start; members left out are not in the request.
struct launch {
    const char *image, *type, *key_name, *group, *vpc, *name, *scaling_group;
};
// Returns the id of the new instance.
const char *ec2_run(struct actor *actor, const struct launch *launch);

// S3 (calls_s3.c)
struct object {
    const char *bucket, *key;
    int bytes;
    const char *endpoint; // vpce-…, or NULL
};
void s3_put(struct actor *actor, const struct object *object);
void s3_get(struct actor *actor, const struct object *object);
void s3_list_buckets(struct actor *actor, bool denied);
void s3_list_objects(struct actor *actor, const char *bucket, int bytes);
void s3_encrypt(struct actor *actor, const struct object *object);
void s3_delete(struct actor *actor, const struct object *object);
// Change a bucket; the setting is JSON members of the request.
void s3_set(struct actor *actor, const char *api, const char *bucket, const char *setting);
// A bucket setting: flag "acl", and the error when there is none, or NULL.
void s3_bucket(struct actor *actor, const char *api, const char *bucket, const char *flag, const char *error);
void kms_data_key(struct actor *actor, const char *object_arn);

// STS and sign-in (calls_sts.c)
// Assume a role as the present identity and become that session.
void sts_assume(struct actor *actor, enum role_id role, const char *session);
// A service assumes a role on its own; the actor becomes the session and `via` the service it acts for.
void sts_service_assume(struct actor *actor, const char *service, enum role_id role, const char *session);
void sts_assume_denied(struct actor *actor, const char *role_arn);
// Sign in through SAML or a web identity provider; the actor becomes the session.
void sts_saml(struct actor *actor, enum role_id role, const char *person);
void sts_web_identity(struct actor *actor, enum role_id role, const char *subject);
void sts_caller_identity(struct actor *actor);
// GetSessionToken with MFA: the actor goes on with a temporary key of the same user.
void sts_session_token(struct actor *actor);
// GetFederationToken with a policy that allows everything; the actor becomes the federated user.
void sts_federation_token(struct actor *actor, const char *name, int valid_s);
// Console sign-in of the present identity; `failure` is NULL or an errorMessage.
void console_login(struct actor *actor, bool mfa, const char *failure);
void console_switch_role(struct actor *actor, enum role_id role, const char *display);

// IAM (calls_iam.c). Users and roles are those of the actor's account. A text returned is the new id.
const char *iam_create_user(struct actor *actor, const char *name);
const char *iam_create_access_key(struct actor *actor, const char *user);
void iam_create_login(struct actor *actor, const char *user);
void iam_reset_login(struct actor *actor, const char *user);
void iam_attach_user_policy(struct actor *actor, const char *user, const char *policy);
void iam_disable_access_key(struct actor *actor, const char *user, const char *key);
void iam_delete_access_key(struct actor *actor, const char *user, const char *key);
// A role for Lambda functions.
void iam_create_role(struct actor *actor, enum role_id role);
void iam_attach_role_policy(struct actor *actor, enum role_id role, const char *policy);

// What a company logs and runs (calls_trail.c)
void trail_stop(struct actor *actor);
void trail_start(struct actor *actor);
void trail_delete(struct actor *actor);
void trail_create(struct actor *actor);
// Select management events, and the data events of all objects or none.
void trail_select(struct actor *actor, bool objects);
void lambda_create(struct actor *actor, const char *function, enum role_id role);
// Let anybody invoke it.
void lambda_open(struct actor *actor, const char *function);

// Denials and empty answers of other services.
void api_denied(struct actor *actor, const char *api, const char *action);

#endif
