// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/checklist_owner.h"

#include "src/scope/checklist_policy.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { COST_ADDRESSES = 2 };

/* "198.51.100.0/24" for an IPv4 address, anything else as it is. */
static const char *network_of(const char *address, struct arena *arena)
{
    unsigned a, b, c, d;
    char rest;
    if (sscanf(address, "%3u.%3u.%3u.%3u%c", &a, &b, &c, &d, &rest) != 4)
        return address;
    return arena_fmt(arena, "%u.%u.%u.0/24", a, b, c);
}

static struct words fold(const struct words *from, struct arena *arena)
{
    struct words folded = {0};
    for (size_t i = 0; i < from->count; i++)
        words_add_times(&folded, arena, network_of(from->items[i], arena), from->counts[i]);
    return folded;
}

bool owner_use_load(struct owner_use *ret, struct checklist *list, enum fact_dim dim, int64_t id,
                    int64_t from_s, struct err *err)
{
    CLEANUP(stmt) struct stmt *row = NULL;
    const char *column = dim == FACT_KEY ? "e.key_id <> 0 AND e.key_id" : "e.principal_id";
    struct query_part part = {"credential", column};
    enum stmt_end end;
    *ret = (struct owner_use){0};
    if (!db_stmt_parts(list->db, QUERY_CHECKLIST_OWNER_USE, &part, 1, &row, err))
        return false;
    stmt_int(row, ":id", id);
    stmt_int(row, ":from_s", from_s);
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        ret->events += stmt_get_int(row, 1);
        words_add_times(&ret->from, &list->arena, stmt_get_text(row, 0, NULL), stmt_get_int(row, 1));
    }
    return end == STMT_DONE;
}

bool owner_cost(struct checklist *list, enum fact_dim dim, int64_t id, const char **ret, struct err *err)
{
    CLEANUP(buf) struct buf out = {0};
    struct owner_use use;
    *ret = NULL;
    if (!owner_use_load(&use, list, dim, id, list->questions.facts.last_s - (int64_t)OWNER_DAYS * DAY_S, err))
        return false;
    if (use.events == 0)
        return true;
    struct words from = fold(&use.from, &list->arena);
    buf_fmt(&out, "The owner's own work uses this %s: ", dim == FACT_KEY ? "key" : "identity");
    phrase_count(&out, use.events, "call", "calls");
    buf_str(&out, " from ");
    phrase_words(&out, &from, COST_ADDRESSES);
    buf_fmt(&out, " in the last %d days of these logs.", OWNER_DAYS);
    *ret = arena_str(&list->arena, buf_text(&out));
    return true;
}

/* --- what is enough for them --- */

/* Where the name of a call is not that of its permission. NULL: it needs none. */
static const struct {
    const char *service, *api, *action;
} actions[] = {
    {"s3", "ListBuckets", "s3:ListAllMyBuckets"},
    {"s3", "ListObjects", "s3:ListBucket"},
    {"s3", "ListObjectsV2", "s3:ListBucket"},
    {"s3", "ListObjectVersions", "s3:ListBucketVersions"},
    {"s3", "HeadBucket", "s3:ListBucket"},
    {"s3", "HeadObject", "s3:GetObject"},
    {"s3", "CopyObject", "s3:PutObject"},
    {"s3", "CreateMultipartUpload", "s3:PutObject"},
    {"s3", "UploadPart", "s3:PutObject"},
    {"s3", "CompleteMultipartUpload", "s3:PutObject"},
    {"s3", "DeleteObjects", "s3:DeleteObject"},
    {"s3", "GetBucketLifecycle", "s3:GetLifecycleConfiguration"},
    {"s3", "PutBucketLifecycle", "s3:PutLifecycleConfiguration"},
    {"s3", "GetBucketEncryption", "s3:GetEncryptionConfiguration"},
    {"lambda", "Invoke", "lambda:InvokeFunction"},
    {"sts", "GetCallerIdentity", NULL},
    {"sts", "GetSessionToken", NULL},
};

static const struct {
    const char *service, *prefix;
} prefixes[] = {{"monitoring", "cloudwatch"}, {"signin", NULL}, {"email", "ses"}};

/* "ec2:DescribeInstances"; NULL when the call takes no permission. */
static const char *action_of(const char *service, const char *api, struct arena *arena)
{
    for (size_t i = 0; i < ARRAY_LEN(actions); i++)
        if (strcmp(actions[i].service, service) == 0 && strcmp(actions[i].api, api) == 0)
            return actions[i].action;
    for (size_t i = 0; i < ARRAY_LEN(prefixes); i++)
        if (strcmp(prefixes[i].service, service) == 0)
            return prefixes[i].prefix ? arena_fmt(arena, "%s:%s", prefixes[i].prefix, api) : NULL;
    return arena_fmt(arena, "%s:%s", service, api);
}

/* "ec2" of "ec2.amazonaws.com" */
static const char *service_of(const char *source, struct arena *arena)
{
    return arena_fmt(arena, "%.*s", (int)strcspn(source, "."), source);
}

static void add_beyond(struct owner_rights *ret, struct checklist *list, int64_t principal_id,
                       const struct policy_rights *owners)
{
    const struct facts *facts = &list->questions.facts;
    struct words used = {0};
    struct groups groups = pick_group(&facts->attributed, &list->arena, FACT_API);
    for (size_t g = 0; g < groups.count; g++) {
        const struct pick *pick = &groups.items[g].pick;
        const struct fact_name *api = facts_name(facts, FACT_API, groups.items[g].id);
        int64_t count = 0;
        for (size_t i = 0; i < pick->count; i++)
            count += pick->items[i]->ids[FACT_PRINCIPAL] == principal_id &&
                     pick->items[i]->outcome == FACT_SUCCESS;
        const char *action = count && api->label
                                 ? action_of(service_of(api->value, &list->arena), api->label, &list->arena)
                                 : NULL;
        if (action && !policy_find(owners, action))
            words_add_times(&used, &list->arena, action, count);
    }
    ret->beyond = used;
}

/* What the records of a call's calls say they were on: ARNs, and for all how many calls name any. */
struct named {
    const char *service, *api, *arn;
    int64_t events;
};

struct named_list {
    struct named *items;
    size_t count, size;
};

static bool load_named(struct named_list *ret, struct checklist *list, int64_t principal_id, struct err *err)
{
    struct stmt *row;
    enum stmt_end end;
    if (!db_stmt(list->db, QUERY_CHECKLIST_OWNER_RESOURCES, &row, err))
        return false;
    stmt_int(row, ":principal_id", principal_id);
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        if (ret->count == ret->size) {
            struct named *grown = arena_zero(&list->arena, 2 * ret->size + 32, sizeof *grown);
            if (ret->count)
                memcpy(grown, ret->items, ret->count * sizeof *grown);
            ret->items = grown;
            ret->size = 2 * ret->size + 32;
        }
        ret->items[ret->count++] =
            (struct named){stmt_text_dup(row, 0, &list->arena), stmt_text_dup(row, 1, &list->arena),
                           stmt_text_dup(row, 2, &list->arena), stmt_get_int(row, 3)};
    }
    return end == STMT_DONE;
}

/* A permission on what the calls were on, when each of them says it. */
static void narrow(struct policy_right *right, const struct named_list *named, struct arena *arena,
                   const struct named *call)
{
    int64_t told = 0;
    for (size_t i = 0; i < named->count; i++) {
        const struct named *on = &named->items[i];
        if (strcmp(on->service, call->service) != 0 || strcmp(on->api, call->api) != 0)
            continue;
        if (on->arn && right->on.count <= POLICY_ARNS_MAX)
            words_add(&right->on, arena, on->arn);
        told += on->arn ? 0 : on->events;
    }
    right->anywhere |= told < call->events;
}

bool owner_rights_load(struct owner_rights *ret, struct checklist *list, int64_t principal_id,
                       struct err *err)
{
    struct policy_rights rights = {0};
    struct named_list named = {0};
    struct stmt *row;
    enum stmt_end end;
    *ret = (struct owner_rights){0};
    if (!load_named(&named, list, principal_id, err))
        return false;
    if (!db_stmt(list->db, QUERY_CHECKLIST_OWNER_CALLS, &row, err))
        return false;
    stmt_int(row, ":principal_id", principal_id);
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        const struct named call = {stmt_get_text(row, 0, NULL), stmt_get_text(row, 1, NULL), NULL,
                                   stmt_get_int(row, 2)};
        const char *action = action_of(call.service, call.api, &list->arena);
        ret->calls += call.events;
        if (action)
            narrow(policy_add(&rights, &list->arena, action), &named, &list->arena, &call);
    }
    if (rights.count)
        ret->policy = policy_write(&rights, &list->arena);
    add_beyond(ret, list, principal_id, &rights);
    return end == STMT_DONE;
}
