// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/issuance.h"

#include "src/base/isotime.h"
#include "src/model/accesskey.h"
#include "src/model/event.h"

#include <stdio.h>
#include <string.h>

struct call {
    const char *name, *source, *what;
    /* Where the id of what is issued stands: member of an object of the response, or of the request. */
    const char *object, *member;
    const char *prefix;  /* put before the id: "user:" */
    bool of_request;     /* the id is of what it is for, not of what is new: the moment tells them apart */
    bool same_principal; /* the session it opens is the caller's own principal's */
};

/* In the order of names, then sources. */
static const struct call calls[] = {
    {"AssumeRole", "sts", "session", "credentials", "accessKeyId", NULL, false, false},
    {"AssumeRoleForPodIdentity", "eks-auth", "session", "credentials", "accessKeyId", NULL, false, false},
    {"AssumeRoleWithSAML", "sts", "session", "credentials", "accessKeyId", NULL, false, false},
    {"AssumeRoleWithWebIdentity", "sts", "session", "credentials", "accessKeyId", NULL, false, false},
    {"AssumeRoot", "sts", "session", "credentials", "accessKeyId", NULL, false, false},
    {"AuthorizeOAuth2Access", "signin", "token", NULL, NULL, NULL, false, false},
    {"ChangePassword", "iam", "login", NULL, NULL, NULL, false, false},
    {"ConsoleLogin", "signin", "sign-in", NULL, NULL, NULL, false, false},
    {"CreateAccessKey", "iam", "key", "accessKey", "accessKeyId", NULL, false, false},
    {"CreateActivation", "ssm", "token", NULL, "activationId", NULL, false, false},
    {"CreateKeyPair", "ec2", "host", NULL, "keyPairId", NULL, false, false},
    {"CreateLoginProfile", "iam", "login", NULL, NULL, NULL, false, false},
    {"CreateOAuth2Token", "signin", "token", NULL, NULL, NULL, false, false},
    {"CreateRole", "iam", "principal", "role", "roleId", "role:", false, false},
    {"CreateServiceSpecificCredential", "iam", "token", "serviceSpecificCredential",
     "serviceSpecificCredentialId", NULL, false, false},
    {"CreateSession", "rolesanywhere", "session", "credentials", "accessKeyId", NULL, false, false},
    {"CreateSession", "s3express", "session", "credentials", "accessKeyId", NULL, false, false},
    {"CreateToken", "sso", "token", NULL, NULL, NULL, false, false},
    {"CreateToken", "sso-oauth", "token", NULL, NULL, NULL, false, false},
    {"CreateTokenWithIAM", "sso-oauth", "token", NULL, NULL, NULL, false, false},
    {"CreateUser", "iam", "principal", "user", "userId", "user:", false, false},
    {"CreateVirtualMFADevice", "iam", "factor", "virtualMFADevice", "serialNumber", NULL, false, false},
    {"EnableMFADevice", "iam", "factor", NULL, "serialNumber", NULL, true, false},
    {"GetAuthorizationToken", "codeartifact", "token", NULL, NULL, NULL, false, false},
    {"GetAuthorizationToken", "ecr", "token", NULL, NULL, NULL, false, false},
    {"GetAuthorizationToken", "ecr-public", "token", NULL, NULL, NULL, false, false},
    {"GetClusterCredentials", "redshift", "token", NULL, NULL, NULL, false, false},
    {"GetClusterCredentialsWithIAM", "redshift", "token", NULL, NULL, NULL, false, false},
    {"GetCredentialsForIdentity", "cognito-identity", "session", "credentials", "accessKeyId", NULL, false,
     false},
    {"GetDataAccess", "s3", "session", "credentials", "accessKeyId", NULL, false, false},
    {"GetFederationToken", "sts", "session", "credentials", "accessKeyId", NULL, false, false},
    {"GetPasswordData", "ec2", "host", NULL, "instanceId", NULL, true, false},
    {"GetRoleCredentials", "sso", "sso", NULL, NULL, NULL, false, false},
    {"GetSessionToken", "sts", "session", "credentials", "accessKeyId", NULL, false, true},
    {"GetSigninToken", "signin", "token", NULL, NULL, NULL, false, false},
    {"GetWebIdentityToken", "sts", "token", NULL, "webIdentityTokenId", NULL, false, false},
    {"ImportKeyPair", "ec2", "host", NULL, "keyPairId", NULL, false, false},
    {"PasswordRecoveryCompleted", "signin", "login", NULL, NULL, NULL, false, false},
    {"ResetServiceSpecificCredential", "iam", "token", "serviceSpecificCredential",
     "serviceSpecificCredentialId", NULL, false, false},
    {"SendSSHPublicKey", "ec2-instance-connect", "host", NULL, "instanceId", NULL, true, false},
    {"SendSerialConsoleSSHPublicKey", "ec2-instance-connect", "host", NULL, "instanceId", NULL, true, false},
    {"StartSession", "ssm", "host", NULL, "sessionId", NULL, false, false},
    {"SwitchRole", "signin", "switch", NULL, NULL, NULL, false, false},
    {"UpdateLoginProfile", "iam", "login", NULL, NULL, NULL, false, false},
    {"UploadSSHPublicKey", "iam", "token", "sSHPublicKey", "sSHPublicKeyId", NULL, false, false},
    {"UploadSigningCertificate", "iam", "token", "certificate", "certificateId", NULL, false, false},
};

static const char tail[] = ".amazonaws.com";

bool issuance_call(size_t n, const char **ret_source, const char **ret_name)
{
    if (n >= ARRAY_LEN(calls))
        return false;
    *ret_source = calls[n].source;
    *ret_name = calls[n].name;
    return true;
}

static bool is_source(const char *source, const char *service)
{
    size_t len = strlen(service);
    return strncmp(source, service, len) == 0 && strcmp(source + len, tail) == 0;
}

/* By bisection to the first of the name, then along those of other sources: this runs for every record. */
static const struct call *find_call(const struct event *event)
{
    size_t from = 0, to = ARRAY_LEN(calls);
    while (from < to) {
        size_t middle = (from + to) / 2;
        if (strcmp(calls[middle].name, event->name) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    for (; from < ARRAY_LEN(calls) && strcmp(calls[from].name, event->name) == 0; from++)
        if (is_source(event->source, calls[from].source))
            return &calls[from];
    return NULL;
}

/* "Jul 10, 2023, 6:18:41 PM" */
static bool spelt_time(const char *text, int64_t *ret_s)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    char month[4], half[3];
    int day, year, hour, minute, second;
    if (sscanf(text, "%3s %d, %d%*[, ]%d:%d:%d %2s", month, &day, &year, &hour, &minute, &second, half) != 7)
        return false;
    const char *at = strstr(months, month);
    if (!at || (at - months) % 3 || hour < 1 || hour > 12)
        return false;
    char iso[64];
    snprintf(iso, sizeof iso, "%04d-%02d-%02dT%02d:%02d:%02d", year, (int)(at - months) / 3 + 1, day,
             hour % 12 + (half[0] == 'P' ? 12 : 0), minute, second);
    return isotime_parse(iso, strlen(iso), ret_s);
}

bool issuance_time(const char *text, int64_t *ret_s)
{
    return isotime_parse(text, strlen(text), ret_s) || spelt_time(text, ret_s);
}

/* What is in force: rolesanywhere wraps what it issues into a list of one. */
static const struct json *credentials_of(const struct issuance_input *in, const struct json **ret_reply)
{
    const struct json *set = json_first(json_get(in->response, "credentialSet"));
    *ret_reply = set ? set : in->response;
    return json_get(*ret_reply, "credentials");
}

static int64_t expiry_of(const struct issuance_input *in, const struct json *credentials, int64_t time_s)
{
    int64_t expires_s;
    const struct json *said = json_get(credentials, "expiration");
    if (json_str(said) && issuance_time(json_str(said), &expires_s))
        return expires_s;
    double number = json_number(said, 0);
    if (number > 0 && number < 1e14)
        return (int64_t)(number > 1e11 ? number / 1000 : number); /* milliseconds */
    double seconds = json_number(json_get(in->request, "durationSeconds"), 0);
    return seconds > 0 && seconds < 1e7 ? time_s + (int64_t)seconds : ISOTIME_NONE;
}

/* The account in an ARN or an account id. */
static const char *account_in(const char *target, struct arena *arena)
{
    enum { DIGITS = 12 };
    for (const char *at = target; target && *at; at++) {
        size_t len = strspn(at, "0123456789");
        if (len == DIGITS)
            return arena_strn(arena, at, DIGITS);
        at += len;
        if (!*at)
            break;
    }
    return NULL;
}

/* "role:AROA…:name@moment" and its like: see session.h. */
static const char *session_key(const struct issuance_input *in, const struct json *reply,
                               const struct call *call, const struct event *event, struct arena *arena)
{
    char iso[ISOTIME_SIZE];
    const char *role = json_text(json_get(reply, "assumedRoleUser"), "assumedRoleId");
    const char *fed = json_text(json_get(reply, "federatedUser"), "federatedUserId");
    const char *root = strcmp(call->name, "AssumeRoot") == 0
                           ? account_in(json_text(in->request, "targetPrincipal"), arena)
                           : NULL;
    isotime_format(event->time_s, iso);
    if (role)
        return arena_fmt(arena, "role:%s@%s", role, iso);
    if (fed)
        return arena_fmt(arena, "fed:%s@%s", fed, iso);
    if (root)
        return arena_fmt(arena, "root:%s@%s", root, iso);
    return call->same_principal ? arena_fmt(arena, "%s@%s", event->principal.key, iso) : NULL;
}

static void set_session(const struct issuance_input *in, const struct call *call, const struct event *event,
                        struct arena *arena, struct issuance *ret)
{
    const struct json *reply, *credentials = credentials_of(in, &reply);
    const char *key = json_text(credentials, "accessKeyId"), *role = json_text(reply, "roleArn");
    ret->issued = accesskey_is_known(key) ? key : NULL;
    ret->session = session_key(in, reply, call, event, arena);
    ret->role_arn = role ? role : json_text(in->request, "roleArn");
    ret->session_name = json_text(in->request, "roleSessionName");
    ret->source_identity = json_text(reply, "sourceIdentity");
    ret->expires_s = expiry_of(in, credentials, event->time_s);
}

/* Passwords have no id: the user and the moment name one. */
static void set_login(const struct event *event, struct arena *arena, struct issuance *ret)
{
    char iso[ISOTIME_SIZE];
    ret->issued = arena_fmt(arena, "%s:%s@%s", event->account ? event->account : "", ret->target,
                            isotime_format(event->time_s, iso));
}

static void set_thing(const struct issuance_input *in, const struct call *call, const struct event *event,
                      struct arena *arena, struct issuance *ret)
{
    char iso[ISOTIME_SIZE];
    const struct json *from = call->of_request ? in->request : in->response;
    if (call->object)
        from = json_get(from, call->object);
    const char *id = call->member ? json_text(from, call->member) : NULL;
    bool is_key = strcmp(call->what, "key") == 0;
    isotime_format(event->time_s, iso);
    if (id && call->of_request)
        ret->issued = arena_fmt(arena, "%s@%s", id, iso);
    else if (id)
        ret->issued = arena_fmt(arena, "%s%s", call->prefix ? call->prefix : "", id);
    else if (!call->prefix && !is_key)
        ret->issued = arena_fmt(arena, "%s by %s@%s", call->name, event->principal.key, iso);
    if (is_key && !accesskey_is_known(ret->issued))
        ret->issued = NULL;
}

static void set_parent(const struct event *event, struct issuance *ret)
{
    bool lasting = event->key && accesskey_kind_of(event->key) == ACCESSKEY_LONG_LIVED;
    bool by_key = lasting || (event->key && !event->session.key);
    ret->parent_kind = by_key ? "key" : event->session.key ? "session" : "principal";
    ret->parent = by_key ? event->key : event->session.key ? event->session.key : event->principal.key;
}

void issuance_of(const struct issuance_input *in, const struct event *event, struct arena *arena,
                 struct issuance *ret)
{
    const struct call *call = event->outcome == OUTCOME_SUCCESS ? find_call(event) : NULL;
    *ret = (struct issuance){.expires_s = ISOTIME_NONE};
    if (!call || !event->principal.key || event->flags & EVENT_DRY_RUN)
        return;
    ret->what = call->what;
    ret->shared = in->shared;
    ret->sign_in = json_text(json_get(in->identity, "sessionContext"), "signInSessionArn");
    set_parent(event, ret);
    if (strcmp(call->what, "principal") == 0) {
        const char *role = json_text(in->request, "roleName");
        ret->target = role ? role : json_text(in->request, "userName");
    }
    if (strcmp(call->what, "key") == 0 || strcmp(call->what, "login") == 0) {
        const char *user = json_text(in->request, "userName");
        ret->target = user ? user : event->principal.name; /* without a name it is for the caller */
    }
    if (strcmp(call->what, "session") == 0) {
        set_session(in, call, event, arena, ret);
    } else if (strcmp(call->what, "login") == 0) {
        set_login(event, arena, ret);
    } else if (strcmp(call->what, "sso") == 0) {
        ret->role_arn = json_text(in->service_details, "role_name");
    } else if (strcmp(call->what, "sign-in") == 0) {
        bool assumed = strncmp(event->principal.key, "role:", strlen("role:")) == 0;
        ret->what = assumed ? NULL : ret->what; /* the role's session is older than its sign-in */
        ret->parent_kind = "principal";
        ret->parent = event->principal.key;
        ret->session = event->session.key;
    } else if (strcmp(call->what, "switch") != 0) {
        set_thing(in, call, event, arena, ret);
    }
}
