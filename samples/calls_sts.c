// SPDX-License-Identifier: GPL-3.0-or-later
// STS, sign-in and IAM calls in full.
#include "samples/calls.h"

#include "samples/clock.h"
#include "samples/text.h"

#include <string.h>

enum { SESSION_S = CLOCK_HOUR_S, TOKEN_S = 12 * CLOCK_HOUR_S, TOKEN_LENGTH = 360 };

static const char *arn_of(struct actor *actor, const struct identity *who)
{
    struct text text = {0};
    identity_arn(who, &text);
    const char *arn = actor_text(actor, "%r", text.bytes);
    text_done(&text);
    return arn;
}

static const char *credentials(struct actor *actor, const char *key, int valid_s)
{
    return actor_text(actor, "{'accessKeyId':'%s','expiration':'%s','sessionToken':'FwoGZXIvYXdz%s='}", key,
                      clock_us(actor->arena, actor->now_s + valid_s),
                      rng_base64(&actor->rng, actor->arena, TOKEN_LENGTH));
}

static struct identity session_of(struct actor *actor, enum role_id id, const char *session)
{
    const struct role *role = &actor->world->roles[id];
    return (struct identity){.kind = IDENTITY_ROLE,
                             .account = role->account,
                             .id = role->id,
                             .path = role->path,
                             .name = role->name,
                             .session = session,
                             .key = rng_aws_id(&actor->rng, actor->arena, "ASIA", role->account),
                             .created_s = actor->now_s};
}

static const char *role_resource(struct actor *actor, enum role_id id)
{
    return actor_text(actor, "[{'ARN':'%s','accountId':'%s','type':'AWS::IAM::Role'}]",
                      world_role_arn(actor->world, id), actor->world->roles[id].account);
}

static const char *assumed(struct actor *actor, const struct identity *issued)
{
    return actor_text(actor, "'assumedRoleUser':{'assumedRoleId':'%s:%s','arn':'%s'}", issued->id,
                      issued->session, arn_of(actor, issued));
}

static void become(struct actor *actor, const struct identity *issued)
{
    actor->who = *issued;
    actor->account = issued->account;
}

// The account that owns the role gets its own copy, in which the caller is only an account and an id.
static void copy_to_owner(struct actor *actor, const struct call *call, const char *owner)
{
    struct identity caller = actor->who;
    struct call copy = *call;
    copy.recipient = owner;
    actor->who = (struct identity){
        .kind = IDENTITY_ACCOUNT, .account = caller.account, .id = caller.id, .session = caller.session};
    actor_call_now(actor, &copy);
    actor->who = caller;
}

void sts_assume(struct actor *actor, enum role_id role, const char *session)
{
    actor_pause(actor);
    struct identity issued = session_of(actor, role, session);
    bool cross_account = strcmp(actor->account, issued.account) != 0;
    struct call call = {
        .api = "sts:AssumeRole",
        .request = actor_text(actor, "{'roleArn':'%s','roleSessionName':'%s','durationSeconds':%d}",
                              world_role_arn(actor->world, role), session, SESSION_S),
        .response = actor_text(actor, "{'credentials':%r,%r}", credentials(actor, issued.key, SESSION_S),
                               assumed(actor, &issued)),
        .resources = role_resource(actor, role),
        .request_id = actor_uuid(actor),
        .shared_id = cross_account ? actor_uuid(actor) : NULL,
    };
    actor_call_now(actor, &call);
    if (cross_account)
        copy_to_owner(actor, &call, issued.account);
    become(actor, &issued);
}

void sts_service_assume(struct actor *actor, const char *service, enum role_id role, const char *session)
{
    actor_as_service(actor, service);
    const char *host = actor->ip;
    bool nameless = strcmp(service, "ec2") == 0 || strcmp(service, "lambda") == 0;
    struct identity issued = session_of(actor, role, session);
    const char *secret = credentials(actor, issued.key, SESSION_S);
    actor_call_now(actor, &(struct call){
                              .api = "sts:AssumeRole",
                              .request = actor_text(actor, "{'roleArn':'%s','roleSessionName':'%s'}",
                                                    world_role_arn(actor->world, role), session),
                              .response = nameless ? actor_text(actor, "{'credentials':%r}", secret)
                                                   : actor_text(actor, "{'credentials':%r,%r}", secret,
                                                                assumed(actor, &issued)),
                              .resources = role_resource(actor, role),
                              .shared_id = actor_uuid(actor),
                          });
    if (!nameless)
        issued.invoked_by = host;
    become(actor, &issued);
}

void sts_assume_denied(struct actor *actor, const char *role_arn)
{
    actor_call(actor, &(struct call){
                          .api = "sts:AssumeRole",
                          .error = "AccessDenied",
                          .message = actor_text(
                              actor, "User: %s is not authorized to perform: sts:AssumeRole on resource: %s",
                              arn_of(actor, &actor->who), role_arn),
                      });
}

static void federate(struct actor *actor, struct identity *issued, enum role_id role, struct call call)
{
    call.resources = role_resource(actor, role);
    actor_call_now(actor, &call);
    become(actor, issued);
}

void sts_saml(struct actor *actor, enum role_id role, const char *person)
{
    struct identity issued = session_of(actor, role, person);
    const char *provider = actor_text(actor, "arn:aws:iam::%s:saml-provider/corporate-login", issued.account);
    const char *qualifier = "Yk3vQmR0c2Z1bW9uZGF5PT0=";
    actor->who = (struct identity){.kind = IDENTITY_SAML,
                                   .account = issued.account,
                                   .id = actor_text(actor, "%s:%s", qualifier, person),
                                   .name = person,
                                   .provider = "https://login.fernhollow.example/saml"};
    actor->agent = "aws-internal/3 aws-sdk-java/1.11.699 Linux/4.9.184-0.1.ac.235.83.329.metal1.x86_64 "
                   "OpenJDK_64-Bit_Server_VM/25.232-b09 java/1.8.0_232 vendor/Oracle_Corporation";
    struct call call = {
        .api = "sts:AssumeRoleWithSAML",
        .request =
            actor_text(actor,
                       "{'sAMLAssertionID':'_%s','roleSessionName':'%s','durationSeconds':%d,'roleArn':"
                       "'%s','principalArn':'%s'}",
                       actor_uuid(actor), person, SESSION_S, world_role_arn(actor->world, role), provider),
        .response =
            actor_text(actor,
                       "{'subjectType':'persistent','issuer':'https://login.fernhollow.example/saml',"
                       "'credentials':%r,'nameQualifier':'%s',%r,'subject':'%s','audience':"
                       "'https://signin.aws.amazon.com/saml'}",
                       credentials(actor, issued.key, SESSION_S), qualifier, assumed(actor, &issued), person),
    };
    federate(actor, &issued, role, call);
}

void sts_web_identity(struct actor *actor, enum role_id role, const char *subject)
{
    const char *provider = actor_text(actor,
                                      "arn:aws:iam::%s:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/"
                                      "6C1D0A9E4F7B3825A0D94E61C8B72F5D",
                                      actor->account);
    const char *session = actor_text(actor, "botocore-session-%D", actor->now_s);
    struct identity issued = session_of(actor, role, session);
    actor->who = (struct identity){.kind = IDENTITY_WEB,
                                   .account = issued.account,
                                   .id = actor_text(actor, "%s:sts.amazonaws.com:%s", provider, subject),
                                   .name = subject,
                                   .provider = provider};
    struct call call = {
        .api = "sts:AssumeRoleWithWebIdentity",
        .request = actor_text(actor, "{'roleArn':'%s','roleSessionName':'%s'}",
                              world_role_arn(actor->world, role), session),
        .response =
            actor_text(actor,
                       "{'credentials':%r,'subjectFromWebIdentityToken':'%s',%r,'provider':'%s','audience':"
                       "'sts.amazonaws.com'}",
                       credentials(actor, issued.key, SESSION_S), subject, assumed(actor, &issued), provider),
    };
    federate(actor, &issued, role, call);
}

void sts_caller_identity(struct actor *actor)
{
    actor_read(actor, "sts:GetCallerIdentity");
}

void sts_session_token(struct actor *actor)
{
    actor_pause(actor);
    const char *key = rng_aws_id(&actor->rng, actor->arena, "ASIA", actor->account);
    actor_call_now(actor,
                   &(struct call){
                       .api = "sts:GetSessionToken",
                       .request = actor_text(actor,
                                             "{'serialNumber':'arn:aws:iam::%s:mfa/%s','durationSeconds':"
                                             "%d,'tokenCode':'%d'}",
                                             actor->account, actor->who.name, TOKEN_S,
                                             rng_between(&actor->rng, 100000, 999999)),
                       .response = actor_text(actor, "{'credentials':%r}", credentials(actor, key, TOKEN_S)),
                   });
    actor->who.key = key;
    actor->who.created_s = actor->now_s;
    actor->who.mfa = true;
}

void sts_federation_token(struct actor *actor, const char *name, int valid_s)
{
    const char *policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\","
                         "\"Resource\":\"*\"}]}";
    actor_pause(actor);
    struct identity issued = {.kind = IDENTITY_FEDERATED,
                              .account = actor->account,
                              .id = actor_text(actor, "%s:%s", actor->account, name),
                              .name = name,
                              .key = rng_aws_id(&actor->rng, actor->arena, "ASIA", actor->account),
                              .parent_id = actor->who.id,
                              .parent_name = actor->who.name,
                              .created_s = actor->now_s};
    actor_call_now(actor, &(struct call){
                              .api = "sts:GetFederationToken",
                              .request = actor_text(actor, "{'name':'%s','policy':'%s','durationSeconds':%d}",
                                                    name, policy, valid_s),
                              .response = actor_text(
                                  actor,
                                  "{'credentials':%r,'federatedUser':{'federatedUserId':'%s',"
                                  "'arn':'%s'},'packedPolicySize':5}",
                                  credentials(actor, issued.key, valid_s), issued.id, arn_of(actor, &issued)),
                          });
    become(actor, &issued);
}

void console_login(struct actor *actor, bool mfa, const char *failure)
{
    struct identity signed_in = actor->who;
    const char *saml =
        actor->who.kind == IDENTITY_ROLE
            ? actor_text(actor, ",'SamlProviderArn':'arn:aws:iam::%s:saml-provider/corporate-login'",
                         actor->account)
            : "";
    actor->who.key = NULL;
    actor->who.created_s = 0;
    actor_call_now(
        actor, &(struct call){
                   .api = "signin:ConsoleLogin",
                   .message = failure,
                   .response = actor_text(actor, "{'ConsoleLogin':'%s'}", failure ? "Failure" : "Success"),
                   .extra = actor_text(actor,
                                       "{'LoginTo':'https://console.aws.amazon.com/console/home?state="
                                       "hashArgs%%23&isauthcode=true','MobileVersion':'No','MFAUsed':'%s'%r}",
                                       mfa && !failure ? "Yes" : "No", saml),
                   .type = "AwsConsoleSignIn",
               });
    actor->who = signed_in;
    if (!failure)
        actor_new_session(actor, mfa);
}

void console_switch_role(struct actor *actor, enum role_id role, const char *display)
{
    const char *from = arn_of(actor, &actor->who), *browser = actor->agent, *ip = actor->ip;
    actor->ip = actor->agent = "AWS Internal";
    sts_assume(actor, role, actor->who.session ? actor->who.session : actor->who.name);
    actor->ip = ip;
    actor->agent = browser;
    struct identity session = actor->who;
    actor->who.key = NULL;
    actor->who.created_s = 0;
    actor_call_now(actor,
                   &(struct call){
                       .api = "signin:SwitchRole",
                       .response = actor_text(actor, "{'SwitchRole':'Success'}"),
                       .extra = actor_text(actor,
                                           "{'SwitchFrom':'%s','RedirectTo':'https://console.aws.amazon.com/"
                                           "s3/home?displayName=%s'}",
                                           from, display),
                       .type = "AwsConsoleSignIn",
                   });
    actor->who = session;
    actor_new_key(actor);
}

void api_denied(struct actor *actor, const char *api, const char *action)
{
    actor_call(actor,
               &(struct call){
                   .api = api,
                   .error = "AccessDenied",
                   .message = actor_text(actor, "User: %s is not authorized to perform: %s on resource: *",
                                         arn_of(actor, &actor->who), action),
               });
}
