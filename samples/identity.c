// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples/identity.h"

#include "samples/arena.h"
#include "samples/clock.h"
#include "samples/text.h"

void identity_arn(const struct identity *who, struct text *json)
{
    if (who->kind == IDENTITY_ROLE)
        text_add(json, "arn:aws:sts::%s:assumed-role/%s/%s", who->account, who->name, who->session);
    else if (who->kind == IDENTITY_FEDERATED)
        text_add(json, "arn:aws:sts::%s:federated-user/%s", who->account, who->name);
    else
        text_add(json, "arn:aws:iam::%s:user/%s", who->account, who->name);
}

static void write_session(const struct identity *who, struct text *json)
{
    struct arena arena = {0};
    text_add(json, ",'sessionContext':{'sessionIssuer':{");
    if (who->kind == IDENTITY_ROLE)
        text_add(json,
                 "'type':'Role','principalId':'%s','arn':'arn:aws:iam::%s:role%s%s','accountId':'%s','"
                 "userName':'%s'",
                 who->id, who->account, who->path, who->name, who->account, who->name);
    else if (who->kind == IDENTITY_FEDERATED)
        text_add(json,
                 "'type':'IAMUser','principalId':'%s','arn':'arn:aws:iam::%s:user/%s','accountId':'%s','"
                 "userName':'%s'",
                 who->parent_id, who->account, who->parent_name, who->account, who->parent_name);
    text_add(json, "},'webIdFederationData':{},'attributes':{'mfaAuthenticated':'%s','creationDate':'%s'}",
             who->mfa ? "true" : "false", clock_iso(&arena, who->created_s));
    if (who->delivery)
        text_add(json, ",'ec2RoleDelivery':'%s'", who->delivery);
    text_add(json, "}");
    arena_done(&arena);
}

static void write_own(const struct identity *who, struct text *json)
{
    static const char *const types[] = {
        [IDENTITY_USER] = "IAMUser", [IDENTITY_ROLE] = "AssumedRole", [IDENTITY_FEDERATED] = "FederatedUser"};
    bool role = who->kind == IDENTITY_ROLE;
    text_add(json, "{'type':'%s','principalId':'%s%s%s','arn':'", types[who->kind], who->id, role ? ":" : "",
             role ? who->session : "");
    identity_arn(who, json);
    text_add(json, "','accountId':'%s'", who->account);
    if (who->key)
        text_add(json, ",'accessKeyId':'%s'", who->key);
    if (who->kind == IDENTITY_USER)
        text_add(json, ",'userName':'%s'", who->name);
    if (who->created_s != 0)
        write_session(who, json);
    if (who->invoked_by)
        text_add(json, ",'invokedBy':'%s'", who->invoked_by);
    text_add(json, "}");
}

void identity_write(const struct identity *who, struct text *json)
{
    switch (who->kind) {
    case IDENTITY_SERVICE:
        text_add(json, "{'type':'AWSService','invokedBy':'%s'}", who->invoked_by);
        break;
    case IDENTITY_SAML:
    case IDENTITY_WEB:
        text_add(json, "{'type':'%s','principalId':'%s','userName':'%s','identityProvider':'%s'}",
                 who->kind == IDENTITY_SAML ? "SAMLUser" : "WebIdentityUser", who->id, who->name,
                 who->provider);
        break;
    case IDENTITY_ACCOUNT:
        text_add(json, "{'type':'AWSAccount','principalId':'%s%s%s','accountId':'%s'}", who->id,
                 who->session ? ":" : "", who->session ? who->session : "", who->account);
        break;
    case IDENTITY_HIDDEN:
        text_add(json,
                 "{'type':'IAMUser','accountId':'%s','accessKeyId':'','userName':"
                 "'HIDDEN_DUE_TO_SECURITY_REASONS'}",
                 who->account);
        break;
    case IDENTITY_USER:
    case IDENTITY_ROLE:
    case IDENTITY_FEDERATED:
        write_own(who, json);
        break;
    }
}
