// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/access.h"

#include <ctype.h>
#include <string.h>

static const char *const names[ACCESS__COUNT] = {
    [ACCESS_READ] = "read",
    [ACCESS_WRITE] = "write",
    [ACCESS_PERMISSIONS] = "permissions",
    [ACCESS_TAGGING] = "tagging",
};

/* `*` in a pattern stands for any text; there is at most one. */
struct rule {
    const char *pattern;
    enum access access;
};

/* Reads by name that hand out a secret, a credential, or the means to make one: always interesting. */
static const struct rule sensitive[] = {
    {"GetSecretValue", ACCESS_READ},
    {"GetParameter", ACCESS_READ},
    {"GetParameters", ACCESS_READ},
    {"GetParametersByPath", ACCESS_READ},
    {"GetParameterHistory", ACCESS_READ},
    {"GetPasswordData", ACCESS_READ},
    {"GetConsoleScreenshot", ACCESS_READ},
    {"GetCredentialReport", ACCESS_READ},
    /* These issue credentials, whatever their readOnly says: writes in effect. */
    {"GetFederationToken", ACCESS_WRITE},
    {"GetSessionToken", ACCESS_WRITE},
    {"GetSigninToken", ACCESS_WRITE},
    {"GetWebIdentityToken", ACCESS_WRITE},
    {"GetRoleCredentials", ACCESS_WRITE},
    {"GetCredentialsForIdentity", ACCESS_WRITE},
    {"GetOpenIdToken*", ACCESS_WRITE},
    {"GetAuthorizationToken", ACCESS_WRITE},
    {"GetServiceBearerToken", ACCESS_WRITE},
    {"GetClusterCredentials*", ACCESS_WRITE},
    {"GetDataAccess", ACCESS_WRITE},
};

static const struct rule rules[] = {
    {"Get*", ACCESS_READ},
    {"List*", ACCESS_READ},
    {"Describe*", ACCESS_READ},
    {"Head*", ACCESS_READ},
    {"BatchGet*", ACCESS_READ},
    {"BatchDescribe*", ACCESS_READ},
    {"BatchCheck*", ACCESS_READ},
    {"Lookup*", ACCESS_READ},
    {"Search*", ACCESS_READ},
    {"Scan", ACCESS_READ},
    {"Query", ACCESS_READ},
    {"Filter*", ACCESS_READ},
    {"Simulate*", ACCESS_READ},
    {"Preview*", ACCESS_READ},
    {"Estimate*", ACCESS_READ},
    {"Select*", ACCESS_READ},

    {"Tag*", ACCESS_TAGGING},
    {"Untag*", ACCESS_TAGGING},
    {"CreateTags", ACCESS_TAGGING},
    {"DeleteTags", ACCESS_TAGGING},
    {"AddTags*", ACCESS_TAGGING},
    {"RemoveTags*", ACCESS_TAGGING},
    {"ChangeTags*", ACCESS_TAGGING},
    {"*Tagging", ACCESS_TAGGING},

    {"*Policy", ACCESS_PERMISSIONS},
    {"*Policies", ACCESS_PERMISSIONS},
    {"*PolicyVersion", ACCESS_PERMISSIONS},
    {"*PolicyStatement", ACCESS_PERMISSIONS},
    {"*Acl", ACCESS_PERMISSIONS},
    {"*PermissionsBoundary", ACCESS_PERMISSIONS},
    {"*PublicAccessBlock", ACCESS_PERMISSIONS},
    {"*OwnershipControls", ACCESS_PERMISSIONS},
    {"Add*Permission", ACCESS_PERMISSIONS},
    {"Add*Permissions", ACCESS_PERMISSIONS},
    {"Remove*Permission", ACCESS_PERMISSIONS},
    {"Remove*Permissions", ACCESS_PERMISSIONS},
    {"Grant*", ACCESS_PERMISSIONS},
    {"BatchGrant*", ACCESS_PERMISSIONS},
    {"*Grant", ACCESS_PERMISSIONS},
    {"AddUserToGroup", ACCESS_PERMISSIONS},
    {"RemoveUserFromGroup", ACCESS_PERMISSIONS},
    {"AddRoleToInstanceProfile", ACCESS_PERMISSIONS},
    {"RemoveRoleFromInstanceProfile", ACCESS_PERMISSIONS},
    {"AssociateIamInstanceProfile", ACCESS_PERMISSIONS},
    {"ReplaceIamInstanceProfileAssociation", ACCESS_PERMISSIONS},
    {"ModifySnapshotAttribute", ACCESS_PERMISSIONS},
    {"ModifyImageAttribute", ACCESS_PERMISSIONS},
    {"ModifyDB*SnapshotAttribute", ACCESS_PERMISSIONS},
    {"*AccountAssignment", ACCESS_PERMISSIONS},

    {"Abort*", ACCESS_WRITE},
    {"Accept*", ACCESS_WRITE},
    {"Add*", ACCESS_WRITE},
    {"Allocate*", ACCESS_WRITE},
    {"Assign*", ACCESS_WRITE},
    {"Associate*", ACCESS_WRITE},
    {"Assume*", ACCESS_WRITE}, /* issues credentials; the record calls itself read-only */
    {"Attach*", ACCESS_WRITE},
    {"Authorize*", ACCESS_WRITE},
    {"Cancel*", ACCESS_WRITE},
    {"Change*", ACCESS_WRITE},
    {"Complete*", ACCESS_WRITE},
    {"Copy*", ACCESS_WRITE},
    {"Create*", ACCESS_WRITE},
    {"Deactivate*", ACCESS_WRITE},
    {"Delete*", ACCESS_WRITE},
    {"Deregister*", ACCESS_WRITE},
    {"Detach*", ACCESS_WRITE},
    {"Disable*", ACCESS_WRITE},
    {"Disassociate*", ACCESS_WRITE},
    {"Enable*", ACCESS_WRITE},
    {"Export*", ACCESS_WRITE},
    {"Import*", ACCESS_WRITE},
    {"Invoke*", ACCESS_WRITE},
    {"Modify*", ACCESS_WRITE},
    {"Publish*", ACCESS_WRITE},
    {"Put*", ACCESS_WRITE},
    {"Reboot*", ACCESS_WRITE},
    {"Register*", ACCESS_WRITE},
    {"Release*", ACCESS_WRITE},
    {"Remove*", ACCESS_WRITE},
    {"Reset*", ACCESS_WRITE},
    {"Restore*", ACCESS_WRITE},
    {"Revoke*", ACCESS_WRITE},
    {"Run*", ACCESS_WRITE},
    {"Schedule*", ACCESS_WRITE},
    {"Send*", ACCESS_WRITE},
    {"Set*", ACCESS_WRITE},
    {"Start*", ACCESS_WRITE},
    {"Stop*", ACCESS_WRITE},
    {"Terminate*", ACCESS_WRITE},
    {"Unassign*", ACCESS_WRITE},
    {"Update*", ACCESS_WRITE},
    {"Upload*", ACCESS_WRITE},
};

static const char *const dull_prefixes[] = {"Get", "List", "Describe", "Head"};

const char *access_name(enum access access)
{
    return names[access];
}

static bool fits(const char *pattern, const char *name)
{
    const char *star = strchr(pattern, '*');
    if (!star)
        return strcmp(pattern, name) == 0;
    size_t head = (size_t)(star - pattern), tail = strlen(star + 1), len = strlen(name);
    return len >= head + tail && memcmp(name, pattern, head) == 0 &&
           memcmp(name + len - tail, star + 1, tail) == 0;
}

static const struct rule *find(const struct rule *table, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (fits(table[i].pattern, name))
            return &table[i];
    return NULL;
}

static bool is_dull(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(dull_prefixes); i++)
        if (strncmp(name, dull_prefixes[i], strlen(dull_prefixes[i])) == 0)
            return true;
    return false;
}

struct api_class access_of(const char *base_name, bool read_only)
{
    const struct rule *rule = find(sensitive, ARRAY_LEN(sensitive), base_name);
    if (rule)
        return (struct api_class){.access = rule->access, .interesting = true};
    rule = find(rules, ARRAY_LEN(rules), base_name);
    enum access unknown = read_only ? ACCESS_READ : ACCESS_WRITE;
    return (struct api_class){.access = rule ? rule->access : unknown, .interesting = !is_dull(base_name)};
}

/* Bytes of digits at the end of name[0..len), with at most `most` of them. */
static size_t trailing_digits(const char *name, size_t len, size_t most)
{
    size_t count = 0;
    while (count < len && count < most && isdigit((unsigned char)name[len - 1 - count]))
        count++;
    return count;
}

/* Drop a group of exactly `digits` digits from the end; false when it is not there. */
static bool drop_group(const char *name, size_t *len, size_t digits)
{
    if (trailing_digits(name, *len, digits) != digits)
        return false;
    *len -= digits;
    return true;
}

static void drop_underscore(const char *name, size_t *len)
{
    if (*len && name[*len - 1] == '_')
        --*len;
}

size_t access_base_len(const char *name)
{
    size_t whole = strlen(name), len = whole;
    size_t version = trailing_digits(name, len, 3);
    if (version && len > version && name[len - version - 1] == 'v')
        len -= version + 1;
    if (!drop_group(name, &len, 2))
        return whole;
    drop_underscore(name, &len);
    if (!drop_group(name, &len, 2))
        return whole;
    drop_underscore(name, &len);
    if (!drop_group(name, &len, 4) || memcmp(name + len, "20", 2) != 0)
        return whole;
    drop_underscore(name, &len);
    return len ? len : whole;
}
