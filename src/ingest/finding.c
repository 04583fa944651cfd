// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/finding.h"

#include "src/base/isotime.h"
#include "src/base/jsonw.h"
#include "src/base/sha256.h"
#include "src/model/principal.h"

#include <string.h>
#include <strings.h>

static const char product[] = "GuardDuty";

static const struct {
    const char *param, *path;
} texts[] = {
    {":type", "type"},
    {":title", "title"},
    {":description", "description"},
    {":account", "accountId"},
    {":region", "region"},
    {":resource_type", "resource.resourceType"},
    {":key", "resource.accessKeyDetails.accessKeyId"},
    {":user_name", "resource.accessKeyDetails.userName"},
    {":api_source", "service.action.awsApiCallAction.serviceName"},
    {":api_name", "service.action.awsApiCallAction.api"},
};

static const struct {
    const char *param, *path;
} times[] = {
    {":created_s", "createdAt"},
    {":updated_s", "updatedAt"},
    {":first_s", "service.eventFirstSeen"},
    {":last_s", "service.eventLastSeen"},
};

/* The first that is there counts. */
static const char *const addresses[] = {
    "service.action.awsApiCallAction.remoteIpDetails.ipAddressV4",
    "service.action.awsApiCallAction.remoteIpDetails.ipAddressV6",
    "service.action.networkConnectionAction.remoteIpDetails.ipAddressV4",
    "service.action.networkConnectionAction.remoteIpDetails.ipAddressV6",
    "service.action.portProbeAction.portProbeDetails.remoteIpDetails.ipAddressV4",
    "service.action.kubernetesApiCallAction.remoteIpDetails.ipAddressV4",
    "service.action.rdsLoginAttemptAction.remoteIpDetails.ipAddressV4",
};

static const char *const resources[] = {
    "resource.instanceDetails.instanceId",
    "resource.s3BucketDetails.name",
    "resource.eksClusterDetails.name",
    "resource.lambdaDetails.functionName",
    "resource.ecsClusterDetails.name",
    "resource.rdsDbInstanceDetails.dbInstanceIdentifier",
    "resource.rdsLimitlessDbDetails.dbShardGroupIdentifier",
};

static const struct json *member(const struct json *node, const char *name, size_t len)
{
    const struct json *at = json_type(node) == JSON_ARRAY ? json_first(node) : node;
    if (json_type(at) != JSON_OBJECT)
        return NULL;
    for (at = json_first(at); at; at = json_next(at))
        if (strlen(json_name(at)) == len && strncasecmp(json_name(at), name, len) == 0)
            return at;
    return NULL;
}

/* "service.action": along the members of these names; of a list, its first element. */
static const struct json *at(const struct json *node, const char *path)
{
    for (;;) {
        size_t len = strcspn(path, ".");
        node = member(node, path, len);
        if (!path[len])
            return node;
        path += len + 1;
    }
}

/* NULL also for an empty text. */
static const char *text_at(const struct json *root, const char *path)
{
    const char *text = json_str(at(root, path));
    return text && *text ? text : NULL;
}

static const char *first_text(const struct json *root, const char *const *paths, size_t count)
{
    const char *text = NULL;
    for (size_t i = 0; i < count && !text; i++)
        text = text_at(root, paths[i]);
    return text;
}

static int64_t time_at(const struct json *root, const char *path)
{
    const char *text = text_at(root, path);
    int64_t time_s;
    return text && isotime_parse(text, strlen(text), &time_s) ? time_s : ISOTIME_NONE;
}

static bool is_sample(const struct json *root)
{
    const char *title = text_at(root, "title");
    return json_is_true(at(root, "service.additionalInfo.sample")) ||
           (title && strncmp(title, "[SAMPLE]", strlen("[SAMPLE]")) == 0);
}

/* As the records of the same caller name it. */
static const char *principal_at(const struct json *root, struct arena *arena)
{
    static const char *const names[][2] = {
        {"type", "resource.accessKeyDetails.userType"},
        {"principalId", "resource.accessKeyDetails.principalId"},
        {"userName", "resource.accessKeyDetails.userName"},
        {"accountId", "accountId"},
    };
    CLEANUP(buf) struct buf identity = {0};
    struct principal principal = {0};
    struct jsonw w;
    if (!text_at(root, names[0][1]) || !text_at(root, names[1][1]))
        return NULL;
    jsonw_init(&w, &identity);
    jsonw_object(&w);
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        jsonw_kstr(&w, names[i][0], text_at(root, names[i][1]));
    jsonw_end(&w);
    principal_of(json_parse(arena, buf_text(&identity), identity.len, NULL), NULL, arena, &principal);
    return principal.key;
}

static const char *uid_of(const struct json *root, const struct finding_place *place, struct arena *arena)
{
    unsigned char digest[SHA256_BYTES];
    char hex[SHA256_HEX_SIZE];
    const char *id = text_at(root, "id");
    if (id)
        return id;
    sha256_of(place->text, place->len, digest);
    return arena_fmt(arena, "sha256:%s", sha256_hex(digest, hex));
}

static void bind_number(struct stmt *stmt, const char *name, const struct json *node)
{
    double number = json_number(node, -1);
    if (number >= 0 && number < 1e15)
        stmt_int(stmt, name, (int64_t)number);
}

static void bind(struct stmt *stmt, const struct json *root, const struct finding_place *place,
                 struct arena *arena)
{
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        stmt_text(stmt, texts[i].param, text_at(root, texts[i].path));
    for (size_t i = 0; i < ARRAY_LEN(times); i++) {
        int64_t time_s = time_at(root, times[i].path);
        if (time_s != ISOTIME_NONE)
            stmt_int(stmt, times[i].param, time_s);
    }
    if (json_type(at(root, "severity")) == JSON_NUMBER)
        stmt_real(stmt, ":severity", json_number(at(root, "severity"), 0));
    bind_number(stmt, ":count", at(root, "service.count"));
    stmt_int(stmt, ":sample", is_sample(root));
    stmt_int(stmt, ":archived", json_is_true(at(root, "service.archived")));
    stmt_text(stmt, ":resource", first_text(root, resources, ARRAY_LEN(resources)));
    stmt_text(stmt, ":address", first_text(root, addresses, ARRAY_LEN(addresses)));
    stmt_text(stmt, ":principal", principal_at(root, arena));
    stmt_text(stmt, ":product", product);
    stmt_int(stmt, ":source_id", place->source_id);
    stmt_int(stmt, ":offset_bytes", place->offset);
    stmt_textn(stmt, ":body", place->text, place->len);
}

/* What the case has of it. */
struct known {
    int64_t finding_id; /* 0: nothing */
    bool same, newer;   /* the same text; a later one than this */
};

static bool look_up(struct db *db, const char *uid, const struct json *root,
                    const struct finding_place *place, struct known *ret, struct err *err)
{
    struct stmt *stmt;
    size_t len;
    *ret = (struct known){0};
    if (!db_stmt(db, QUERY_FINDING_FIND, &stmt, err))
        return false;
    stmt_text(stmt, ":product", product);
    stmt_text(stmt, ":uid", uid);
    enum stmt_end end = stmt_step(stmt, err);
    if (end != STMT_ROW)
        return end == STMT_DONE;
    ret->finding_id = stmt_get_int(stmt, 0);
    const char *body = stmt_get_text(stmt, 3, &len);
    ret->same = len == place->len && memcmp(body, place->text, len) == 0;
    int64_t theirs_s = stmt_get_time(stmt, 1), ours_s = time_at(root, "updatedAt");
    ret->newer = theirs_s > ours_s || (theirs_s == ours_s && (double)stmt_get_int(stmt, 2) >
                                                                 json_number(at(root, "service.count"), 0));
    stmt_clear(stmt);
    return true;
}

static bool put(struct db *db, const char *uid, const struct json *root, const struct finding_place *place,
                struct known *known, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    struct stmt *stmt;
    if (known->finding_id) {
        if (!db_stmt(db, QUERY_FINDING_KEEP_OLD, &stmt, err))
            return false;
        stmt_int(stmt, ":finding_id", known->finding_id);
        if (!stmt_run(stmt, err))
            return false;
    }
    if (!db_stmt(db, QUERY_FINDING_PUT, &stmt, err))
        return false;
    bind(stmt, root, place, &arena);
    stmt_text(stmt, ":uid", uid);
    return stmt_run_int(stmt, 0, &known->finding_id, err);
}

bool finding_keep(struct db *db, const struct finding_place *place, bool *ret_new, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    struct known known;
    struct stmt *stmt;
    const struct json *root = json_parse(&arena, place->text, place->len, NULL);
    const char *uid = uid_of(root, place, &arena);
    if (!look_up(db, uid, root, place, &known, err))
        return false;
    *ret_new = !known.finding_id;
    bool beside = known.finding_id && (known.same || known.newer);
    if (!beside && !put(db, uid, root, place, &known, err))
        return false;
    if (!db_stmt(db, QUERY_FINDING_SIGHTING_ADD, &stmt, err))
        return false;
    stmt_int(stmt, ":finding_id", known.finding_id);
    stmt_int(stmt, ":source_id", place->source_id);
    stmt_int(stmt, ":offset_bytes", place->offset);
    if (beside && !known.same)
        stmt_textn(stmt, ":body", place->text, place->len);
    return stmt_run(stmt, err);
}
