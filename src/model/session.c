// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/session.h"

#include "src/base/isotime.h"
#include "src/model/accesskey.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { INSTANCE_DIGITS_MIN = 8, INSTANCE_DIGITS_MAX = 17 };

static const char *const names[SESSION__COUNT] = {
    [SESSION_TOKEN] = "token",     [SESSION_ROLE] = "role",       [SESSION_FEDERATED] = "federated",
    [SESSION_CONSOLE] = "console", [SESSION_SERVICE] = "service", [SESSION_INSTANCE] = "instance",
};

const char *session_kind_name(enum session_kind kind)
{
    return names[kind];
}

/* i- and 8 to 17 hex digits; upper case too, as anonymised logs have it. */
static bool is_instance_id(const char *name)
{
    if (!name || strncmp(name, "i-", 2) != 0)
        return false;
    size_t digits = 0;
    while (isxdigit((unsigned char)name[2 + digits]))
        digits++;
    return name[2 + digits] == '\0' && digits >= INSTANCE_DIGITS_MIN && digits <= INSTANCE_DIGITS_MAX;
}

static bool is_service_session(const struct session_input *in)
{
    const char *issuer_type = json_text(json_get(in->identity, "inScopeOf"), "issuerType");
    const char *arn = in->principal->arn;
    return (issuer_type && strcmp(issuer_type, "AWS::Lambda::Function") == 0) ||
           (arn && strstr(arn, ":role/aws-service-role/")) ||
           strncmp(in->principal->name, "AWSServiceRoleFor", strlen("AWSServiceRoleFor")) == 0;
}

static bool has_type(const struct session_input *in, const char *type)
{
    return in->principal->type && strcmp(in->principal->type, type) == 0;
}

static enum session_kind kind_of(const struct session_input *in, const struct json *context)
{
    bool role = strncmp(in->principal->key, "role:", strlen("role:")) == 0;
    if (json_text(context, "ec2RoleDelivery") || (role && is_instance_id(in->principal->session_name)))
        return SESSION_INSTANCE;
    if (role && is_service_session(in))
        return SESSION_SERVICE;
    if (in->console || in->login || json_text(context, "signInSessionArn"))
        return SESSION_CONSOLE;
    if (has_type(in, "FederatedUser") || has_type(in, "SAMLUser") || has_type(in, "WebIdentityUser"))
        return SESSION_FEDERATED;
    return role ? SESSION_ROLE : SESSION_TOKEN;
}

static int mfa_of(const struct session_input *in, const struct json *attributes)
{
    const struct json *said = json_get(attributes, "mfaAuthenticated");
    const char *used = in->login ? json_text(in->additional, "MFAUsed") : NULL;
    if (json_is_true(said) || (used && strcasecmp(used, "yes") == 0))
        return 1;
    return json_is_false(said) || (used && strcasecmp(used, "no") == 0) ? 0 : -1;
}

/* "principal[:session name]@moment", or NULL when nothing dates the session. */
static const char *dated_key(const struct session_input *in, const char *created, struct session *ret,
                             struct arena *arena)
{
    char iso[ISOTIME_SIZE];
    if (!created && !in->login)
        return NULL;
    if (!created)
        ret->created_s = in->time_s;
    else if (!isotime_parse(created, strlen(created), &ret->created_s))
        ret->created_s = ISOTIME_NONE;
    const char *moment = ret->created_s == ISOTIME_NONE ? created : isotime_format(ret->created_s, iso);
    bool role = strncmp(in->principal->key, "role:", strlen("role:")) == 0;
    if (role && in->principal->session_name)
        return arena_fmt(arena, "%s:%s@%s", in->principal->key, in->principal->session_name, moment);
    return arena_fmt(arena, "%s@%s", in->principal->key, moment);
}

void session_of(const struct session_input *in, struct arena *arena, struct session *ret)
{
    *ret = (struct session){.created_s = ISOTIME_NONE, .mfa = -1};
    if (!in->principal->key)
        return;
    const struct json *context = json_get(in->identity, "sessionContext");
    const struct json *attributes = json_get(context, "attributes");
    const char *sign_in = json_text(context, "signInSessionArn");
    const char *key = dated_key(in, json_text(attributes, "creationDate"), ret, arena);
    if (sign_in)
        key = sign_in;
    else if (!key && in->access_key && accesskey_kind_of(in->access_key) == ACCESSKEY_TEMPORARY)
        key = in->access_key;
    if (!key)
        return;
    ret->key = key;
    ret->name = in->principal->session_name;
    ret->kind = kind_of(in, context);
    ret->mfa = mfa_of(in, attributes);
    ret->source_identity = json_text(context, "sourceIdentity");
}
