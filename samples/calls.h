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
// Console sign-in of the present identity; `failure` is NULL or an errorMessage.
void console_login(struct actor *actor, bool mfa, const char *failure);
void console_switch_role(struct actor *actor, enum role_id role, const char *display);

// Denials and empty answers of other services.
void api_denied(struct actor *actor, const char *api, const char *action);

#endif
