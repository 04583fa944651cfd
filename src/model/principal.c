// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/principal.h"

#include <string.h>

static const char hidden_name[] = "HIDDEN_DUE_TO_SECURITY_REASONS";

/* The members of userIdentity that decide, read once. */
struct identity {
    struct arena *arena;
    const char *type, *id, *arn, *account, *user_name, *invoked_by, *address;
    const struct json *issuer, *behalf;
};

typedef void (*principal_fn)(const struct identity *in, struct principal *ret);

const char *principal_tail(const char *text, char separator)
{
    const char *at = strrchr(text, separator);
    return at ? at + 1 : text;
}

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

static bool begins(const char *text, const char *head)
{
    return text && strncmp(text, head, strlen(head)) == 0;
}

static bool is_hidden(const struct identity *in)
{
    return in->user_name && strcmp(in->user_name, hidden_name) == 0;
}

/* The part of text before the first ':', and what follows it (NULL when there is none). */
static const char *cut_at_colon(struct arena *arena, const char *text, const char **ret_rest)
{
    const char *colon = strchr(text, ':');
    *ret_rest = colon && colon[1] ? colon + 1 : NULL;
    return colon ? arena_strn(arena, text, (size_t)(colon - text)) : text;
}

static void root(const struct identity *in, struct principal *ret)
{
    const char *account = in->account ? in->account : in->id;
    ret->key = arena_fmt(in->arena, "root:%s", or_empty(account));
    ret->account = account;
    ret->name = "root"; /* userName would be the account's alias */
}

static void hidden(const struct identity *in, struct principal *ret)
{
    ret->key = arena_fmt(in->arena, "hidden:%s:%s", or_empty(in->account), or_empty(in->address));
    ret->name = "(sign-in name that does not exist)";
    ret->arn = NULL;
}

static void user(const struct identity *in, struct principal *ret)
{
    if (is_hidden(in) && !in->id && !in->arn) {
        hidden(in, ret);
        return;
    }
    if (in->id)
        ret->key = arena_fmt(in->arena, "user:%s", in->id);
    else if (in->arn)
        ret->key = arena_fmt(in->arena, "user:%s", in->arn);
    else
        ret->key = arena_fmt(in->arena, "user:%s:%s", or_empty(in->account), or_empty(in->user_name));
    if (in->user_name && !is_hidden(in))
        ret->name = in->user_name;
    else
        ret->name = in->arn ? principal_tail(in->arn, '/') : or_empty(in->id);
}

/* Name of the role in arn:aws:sts::<account>:assumed-role/<name>/<session> or
 * arn:aws:iam::…:role/path/<name>. */
static const char *role_of_arn(struct arena *arena, const char *arn)
{
    const char *at = strstr(arn, ":assumed-role/");
    if (!at)
        return principal_tail(arn, '/');
    at += strlen(":assumed-role/");
    return arena_strn(arena, at, strcspn(at, "/"));
}

static const char *session_of_arn(const char *arn)
{
    const char *at = arn ? strstr(arn, ":assumed-role/") : NULL;
    at = at ? strchr(at + strlen(":assumed-role/"), '/') : NULL;
    return at && at[1] ? at + 1 : NULL;
}

static void role(const struct identity *in, struct principal *ret)
{
    const char *issuer_id = json_text(in->issuer, "principalId"), *session = NULL;
    const char *id = in->id ? cut_at_colon(in->arena, in->id, &session) : issuer_id;
    const char *name = json_text(in->issuer, "userName");
    const char *issuer_arn = json_text(in->issuer, "arn");
    if (!name && in->arn)
        name = role_of_arn(in->arena, in->arn);
    if (id)
        ret->key = arena_fmt(in->arena, "role:%s", id);
    else
        ret->key = arena_fmt(in->arena, "role:%s:%s", or_empty(in->account), or_empty(name));
    ret->name = name ? name : or_empty(id);
    ret->session_name = session ? session : session_of_arn(in->arn);
    /* A session's arn drops the role's path and adds the session: it is not the arn of the role. */
    if (issuer_arn)
        ret->arn = issuer_arn;
    else if (session_of_arn(in->arn))
        ret->arn = NULL;
}

static void federated(const struct identity *in, struct principal *ret)
{
    const char *name = in->arn ? principal_tail(in->arn, '/') : in->id ? principal_tail(in->id, ':') : "";
    if (in->id)
        ret->key = arena_fmt(in->arena, "fed:%s", in->id);
    else
        ret->key = arena_fmt(in->arena, "fed:%s:%s", or_empty(in->account), name);
    ret->name = name;
    ret->session_name = name;
}

static void directory(const struct identity *in, struct principal *ret)
{
    const char *name = in->user_name ? in->user_name : or_empty(in->id);
    ret->key = arena_fmt(in->arena, "dir:%s:%s", or_empty(in->account), name);
    ret->name = name;
}

/* A caller of another account: often an id and nothing else. Without signature it is nobody. */
static void account(const struct identity *in, struct principal *ret)
{
    if (in->account &&
        (strcmp(in->account, "ANONYMOUS_PRINCIPAL") == 0 || strcmp(in->account, "anonymous") == 0)) {
        ret->key = ret->name = "anonymous";
        ret->account = NULL;
        return;
    }
    const char *id = in->id;
    if (begins(id, "AROA"))
        id = cut_at_colon(in->arena, id, &ret->session_name);
    ret->key = arena_fmt(in->arena, "acct:%s:%s", or_empty(in->account), or_empty(id));
    ret->name = id ? id : or_empty(in->account);
}

static void service(const struct identity *in, struct principal *ret)
{
    const char *name = in->invoked_by ? in->invoked_by : in->user_name ? in->user_name : or_empty(in->id);
    ret->key = arena_fmt(in->arena, "svc:%s", name);
    ret->name = name;
}

static void identity_center(const struct identity *in, struct principal *ret)
{
    const char *store = json_text(in->behalf, "identityStoreArn");
    const char *id = json_text(in->behalf, "userId");
    if (!id)
        id = in->id ? in->id : or_empty(in->user_name);
    ret->key = arena_fmt(in->arena, "idc:%s/%s", store ? principal_tail(store, '/') : "", id);
    ret->name = in->user_name ? in->user_name : id;
}

static void by_id(const struct identity *in, struct principal *ret, const char *prefix)
{
    const char *id = in->id ? in->id : or_empty(in->user_name);
    ret->key = arena_fmt(in->arena, "%s:%s", prefix, id);
    ret->name = in->user_name ? in->user_name : id;
}

static void saml(const struct identity *in, struct principal *ret)
{
    by_id(in, ret, "saml");
}

static void web(const struct identity *in, struct principal *ret)
{
    by_id(in, ret, "web");
}

/* An ARN that says what it is, for identities of type Unknown. */
static const struct {
    const char *part;
    principal_fn make;
} arn_kinds[] = {
    {":assumed-role/", role},        {":role/", role}, {":user/", user},
    {":federated-user/", federated}, {":root", root},
};

static void unknown(const struct identity *in, struct principal *ret)
{
    for (size_t i = 0; in->arn && i < ARRAY_LEN(arn_kinds); i++)
        if (strstr(in->arn, arn_kinds[i].part)) {
            arn_kinds[i].make(in, ret);
            return;
        }
    if (is_hidden(in) && !in->id) {
        hidden(in, ret);
        return;
    }
    const char *id = in->id ? in->id : or_empty(in->user_name);
    ret->key = arena_fmt(in->arena, "unknown:%s:%s", or_empty(in->account), id);
    ret->name = in->user_name && !is_hidden(in) ? in->user_name : id;
}

static const struct {
    const char *type;
    principal_fn make;
} types[] = {
    {"AWSService", service}, {"AssumedRole", role},    {"IAMUser", user},
    {"Root", root},          {"Role", role},           {"FederatedUser", federated},
    {"AWSAccount", account}, {"Directory", directory}, {"IdentityCenterUser", identity_center},
    {"SAMLUser", saml},      {"WebIdentityUser", web},
};

static principal_fn maker(const struct identity *in)
{
    for (size_t i = 0; in->type && i < ARRAY_LEN(types); i++)
        if (strcmp(in->type, types[i].type) == 0)
            return types[i].make;
    /* Service events name only the service, without a type. */
    return !in->type && in->invoked_by ? service : unknown;
}

void principal_of(const struct json *identity, const char *address, struct arena *arena,
                  struct principal *ret)
{
    *ret = (struct principal){0};
    if (json_type(identity) != JSON_OBJECT || !json_first(identity))
        return;
    struct identity in = {
        .arena = arena,
        .type = json_text(identity, "type"),
        .id = json_text(identity, "principalId"),
        .arn = json_text(identity, "arn"),
        .account = json_text(identity, "accountId"),
        .user_name = json_text(identity, "userName"),
        .invoked_by = json_text(identity, "invokedBy"),
        .address = address,
        .issuer = json_get(json_get(identity, "sessionContext"), "sessionIssuer"),
        .behalf = json_get(identity, "onBehalfOf"),
    };
    ret->type = in.type;
    ret->arn = in.arn;
    ret->account = in.account;
    maker (&in)(&in, ret);
    if (!*ret->name)
        ret->name = ret->key;
}
