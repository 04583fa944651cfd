// SPDX-License-Identifier: GPL-3.0-or-later
// IAM calls in full.
#include "samples/calls.h"

#include "samples/clock.h"
#include "samples/rng.h"

const char *iam_create_user(struct actor *actor, const char *name)
{
    actor_pause(actor);
    const char *id = rng_aws_id(&actor->rng, actor->arena, "AIDA", actor->account);
    const char *response =
        actor_text(actor,
                   "{'user':{'path':'/','userName':'%s','userId':'%s','arn':'arn:aws:iam::%s:user/%s',"
                   "'createDate':'%s'}}",
                   name, id, actor->account, name, clock_us(actor->arena, actor->now_s));
    actor_call_now(actor, &(struct call){.api = "iam:CreateUser",
                                         .request = actor_text(actor, "{'userName':'%s'}", name),
                                         .response = response});
    return id;
}

const char *iam_create_access_key(struct actor *actor, const char *user)
{
    actor_pause(actor);
    const char *key = rng_aws_id(&actor->rng, actor->arena, "AKIA", actor->account);
    const char *response = actor_text(
        actor, "{'accessKey':{'accessKeyId':'%s','status':'Active','userName':'%s','createDate':'%s'}}", key,
        user, clock_us(actor->arena, actor->now_s));
    actor_call_now(actor, &(struct call){.api = "iam:CreateAccessKey",
                                         .request = actor_text(actor, "{'userName':'%s'}", user),
                                         .response = response});
    return key;
}

void iam_create_login(struct actor *actor, const char *user)
{
    actor_pause(actor);
    const char *made = clock_us(actor->arena, actor->now_s);
    actor_call_now(actor,
                   &(struct call){
                       .api = "iam:CreateLoginProfile",
                       .request = actor_text(actor, "{'userName':'%s','passwordResetRequired':false}", user),
                       .response = actor_text(actor,
                                              "{'loginProfile':{'userName':'%s','createDate':'%s',"
                                              "'passwordResetRequired':false}}",
                                              user, made),
                   });
}

void iam_reset_login(struct actor *actor, const char *user)
{
    actor_call(actor, &(struct call){.api = "iam:UpdateLoginProfile",
                                     .request = actor_text(
                                         actor, "{'userName':'%s','passwordResetRequired':true}", user)});
}

void iam_attach_user_policy(struct actor *actor, const char *user, const char *policy)
{
    actor_call(actor, &(struct call){
                          .api = "iam:AttachUserPolicy",
                          .request = actor_text(actor, "{'userName':'%s','policyArn':'%s'}", user, policy)});
}

void iam_disable_access_key(struct actor *actor, const char *user, const char *key)
{
    actor_call(actor, &(struct call){
                          .api = "iam:UpdateAccessKey",
                          .request = actor_text(
                              actor, "{'userName':'%s','accessKeyId':'%s','status':'Inactive'}", user, key)});
}

void iam_delete_access_key(struct actor *actor, const char *user, const char *key)
{
    actor_call(actor, &(struct call){
                          .api = "iam:DeleteAccessKey",
                          .request = actor_text(actor, "{'userName':'%s','accessKeyId':'%s'}", user, key)});
}

void iam_create_role(struct actor *actor, enum role_id id)
{
    static const char trust[] =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
        "{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
    static const char encoded[] =
        "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C"
        "%22Principal%22%3A%7B%22Service%22%3A%22lambda.amazonaws.com%22%7D%2C%22Action%22%3A%22sts%3A"
        "AssumeRole%22%7D%5D%7D";
    const struct role *role = &actor->world->roles[id];
    actor_pause(actor);
    const char *made = clock_us(actor->arena, actor->now_s);
    actor_call_now(
        actor,
        &(struct call){
            .api = "iam:CreateRole",
            .request = actor_text(actor, "{'path':'%s','roleName':'%s','assumeRolePolicyDocument':'%s'}",
                                  role->path, role->name, trust),
            .response =
                actor_text(actor,
                           "{'role':{'path':'%s','roleName':'%s','roleId':'%s','arn':'%s',"
                           "'createDate':'%s','assumeRolePolicyDocument':'%s'}}",
                           role->path, role->name, role->id, world_role_arn(actor->world, id), made, encoded),
        });
}

void iam_attach_role_policy(struct actor *actor, enum role_id id, const char *policy)
{
    actor_call(actor, &(struct call){.api = "iam:AttachRolePolicy",
                                     .request = actor_text(actor, "{'roleName':'%s','policyArn':'%s'}",
                                                           actor->world->roles[id].name, policy)});
}
