// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/finding.h"

#include "src/base/isotime.h"
#include "src/base/jsonw.h"
#include "src/base/sha256.h"
#include "src/model/principal.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Where a column is told; of several places in a row the first that tells it. */
struct place {
    const char *param, *path;
};

/* The parts an identity is put together from, as records write it. */
enum { WHO_TYPE, WHO_ID, WHO_NAME, WHO_ACCOUNT, WHO__COUNT };
static const char *const who_members[WHO__COUNT] = {"type", "principalId", "userName", "accountId"};

/* How a service writes findings. */
struct shape {
    const char *product; /* unless the finding names another */
    const char *telling; /* what only this one has */
    const char *id, *updated, *count, *severity;
    const struct place *texts, *times; /* up to the one without a name */
    const char *who[WHO__COUNT];
};

static const struct place guardduty_texts[] = {
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
    {":address", "service.action.awsApiCallAction.remoteIpDetails.ipAddressV4"},
    {":address", "service.action.awsApiCallAction.remoteIpDetails.ipAddressV6"},
    {":address", "service.action.networkConnectionAction.remoteIpDetails.ipAddressV4"},
    {":address", "service.action.networkConnectionAction.remoteIpDetails.ipAddressV6"},
    {":address", "service.action.portProbeAction.portProbeDetails.remoteIpDetails.ipAddressV4"},
    {":address", "service.action.kubernetesApiCallAction.remoteIpDetails.ipAddressV4"},
    {":address", "service.action.rdsLoginAttemptAction.remoteIpDetails.ipAddressV4"},
    {":resource", "resource.instanceDetails.instanceId"},
    {":resource", "resource.s3BucketDetails.name"},
    {":resource", "resource.eksClusterDetails.name"},
    {":resource", "resource.lambdaDetails.functionName"},
    {":resource", "resource.ecsClusterDetails.name"},
    {":resource", "resource.rdsDbInstanceDetails.dbInstanceIdentifier"},
    {":resource", "resource.rdsLimitlessDbDetails.dbShardGroupIdentifier"},
    {0},
};

static const struct place guardduty_times[] = {
    {":created_s", "createdAt"},
    {":updated_s", "updatedAt"},
    {":first_s", "service.eventFirstSeen"},
    {":last_s", "service.eventLastSeen"},
    {0},
};

/* The AWS Security Finding Format, whoever found it. */
static const struct place hub_texts[] = {
    {":type", "types"},
    {":type", "findingProviderFields.types"},
    {":title", "title"},
    {":description", "description"},
    {":account", "awsAccountId"},
    {":region", "region"},
    {":resource_type", "resources.type"},
    {":key", "resources.details.awsIamAccessKey.accessKeyId"},
    {":key", "productFields.aws/guardduty/resource/accessKeyDetails/accessKeyId"},
    {":user_name", "resources.details.awsIamAccessKey.principalName"},
    {":user_name", "resources.details.awsIamAccessKey.userName"},
    {":api_source", "action.awsApiCallAction.serviceName"},
    {":api_name", "action.awsApiCallAction.api"},
    {":address", "action.awsApiCallAction.remoteIpDetails.ipAddressV4"},
    {":address", "action.networkConnectionAction.remoteIpDetails.ipAddressV4"},
    {":address", "action.portProbeAction.portProbeDetails.remoteIpDetails.ipAddressV4"},
    {":address", "productFields.aws/guardduty/service/action/awsApiCallAction/remoteIpDetails/ipAddressV4"},
    {":address", "network.sourceIpV4"},
    {":resource", "resources.id"},
    {0},
};

static const struct place hub_times[] = {
    {":created_s", "createdAt"},
    {":updated_s", "updatedAt"},
    {":first_s", "firstObservedAt"},
    {":first_s", "action.awsApiCallAction.firstSeen"},
    {":last_s", "lastObservedAt"},
    {":last_s", "action.awsApiCallAction.lastSeen"},
    {0},
};

/* A notice that a key was seen in public, as EventBridge carries it: about all that was done with the key. */
static const struct place health_texts[] = {
    {":type", "detail.eventTypeCode"},
    {":title", "detail.eventTypeCode"},
    {":description", "detail.eventDescription.latestDescription"},
    {":account", "detail.affectedAccount"},
    {":account", "account"},
    {":region", "region"},
    {":resource_type", "detail.service"},
    {":key", "detail.affectedEntities.entityValue"},
    {":key", "resources"},
    {0},
};

static const struct place health_times[] = {{":created_s", "time"}, {":updated_s", "time"}, {0}};

static const struct shape shapes[] = {
    {"AWS Health",
     "detail.eventTypeCode",
     "detail.eventArn",
     "time",
     "",
     "",
     health_texts,
     health_times,
     {0}},
    {"Security Hub",
     "productArn",
     "id",
     "updatedAt",
     "productFields.aws/guardduty/service/count",
     "severity.product",
     hub_texts,
     hub_times,
     {"resources.details.awsIamAccessKey.principalType", "resources.details.awsIamAccessKey.principalId",
      "resources.details.awsIamAccessKey.principalName", "awsAccountId"}},
    {"GuardDuty",
     "",
     "id",
     "updatedAt",
     "service.count",
     "severity",
     guardduty_texts,
     guardduty_times,
     {"resource.accessKeyDetails.userType", "resource.accessKeyDetails.principalId",
      "resource.accessKeyDetails.userName", "accountId"}},
};

static const struct json *member(const struct json *node, const char *name, size_t len)
{
    if (json_type(node) != JSON_OBJECT)
        return NULL;
    for (const struct json *at = json_first(node); at; at = json_next(at))
        if (strlen(json_name(at)) == len && strncasecmp(json_name(at), name, len) == 0)
            return at;
    return NULL;
}

/* "service.action": along the members of these names; of a list, the first element that has the rest. */
static const struct json *at(const struct json *node, const char *path)
{
    size_t len = strcspn(path, ".");
    if (json_type(node) == JSON_ARRAY) {
        const struct json *found = NULL;
        for (const struct json *each = json_first(node); each && !found; each = json_next(each))
            found = json_type(each) == JSON_ARRAY ? NULL : at(each, path);
        return found;
    }
    node = member(node, path, len);
    return path[len] && node ? at(node, path + len + 1) : node;
}

/* NULL also for an empty text; of a list its first element. */
static const char *text_at(const struct json *root, const char *path)
{
    const struct json *node = at(root, path);
    const char *text = json_str(json_type(node) == JSON_ARRAY ? json_first(node) : node);
    return text && *text ? text : NULL;
}

/* One that came through Security Hub from another detector. */
struct finding {
    const struct json *root;
    const struct shape *shape;
    const char *product, *uid;
};

static const struct shape *shape_of(const struct json *root)
{
    size_t i = 0;
    while (i + 1 < ARRAY_LEN(shapes) && !text_at(root, shapes[i].telling))
        i++;
    return &shapes[i];
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
    return json_is_true(at(root, "service.additionalInfo.sample")) || json_is_true(at(root, "sample")) ||
           (title && strncmp(title, "[SAMPLE]", strlen("[SAMPLE]")) == 0);
}

static bool is_archived(const struct json *root)
{
    const char *state = text_at(root, "recordState");
    return json_is_true(at(root, "service.archived")) || (state && strcasecmp(state, "ARCHIVED") == 0);
}

/* As the records of the same caller name it. */
static const char *principal_at(const struct finding *finding, struct arena *arena)
{
    CLEANUP(buf) struct buf identity = {0};
    struct principal principal = {0};
    struct jsonw w;
    const char *const *who = finding->shape->who;
    if (!who[WHO_TYPE] || !text_at(finding->root, who[WHO_TYPE]) || !text_at(finding->root, who[WHO_ID]))
        return NULL;
    jsonw_init(&w, &identity);
    jsonw_object(&w);
    for (size_t i = 0; i < WHO__COUNT; i++)
        jsonw_kstr(&w, who_members[i], text_at(finding->root, who[i]));
    jsonw_end(&w);
    principal_of(json_parse(arena, buf_text(&identity), identity.len, NULL), NULL, arena, &principal);
    return principal.key;
}

/* What GuardDuty found is the same finding when Security Hub tells it: its id ends the ARN there. */
static void name_finding(struct finding *finding, const struct finding_place *place, struct arena *arena)
{
    unsigned char digest[SHA256_BYTES];
    char hex[SHA256_HEX_SIZE];
    const char *id = text_at(finding->root, finding->shape->id), *tail;
    const char *named = text_at(finding->root, "productName");
    finding->product = finding->shape->product;
    finding->uid = id;
    if (!id) {
        sha256_of(place->text, place->len, digest);
        finding->uid = arena_fmt(arena, "sha256:%s", sha256_hex(digest, hex));
    } else if (strncmp(id, "arn:aws", 7) == 0 && strstr(id, ":guardduty:") &&
               (tail = strstr(id, "/finding/"))) {
        finding->product = "GuardDuty";
        finding->uid = tail + strlen("/finding/");
    } else if (finding->shape->texts == hub_texts && named) {
        finding->product = named;
    }
}

/* On the scale of GuardDuty. */
static double severity_of(const struct finding *finding)
{
    static const struct {
        const char *label;
        double severity;
    } labels[] = {{"CRITICAL", 9}, {"HIGH", 7}, {"MEDIUM", 4}, {"LOW", 1}, {"INFORMATIONAL", 0}};
    const char *label = text_at(finding->root, "severity.label");
    if (finding->shape->texts == health_texts)
        return 8;
    double number = json_number(at(finding->root, finding->shape->severity), -1);
    bool is_told = number >= 0 && strcmp(finding->product, "GuardDuty") == 0;
    for (size_t i = 0; i < ARRAY_LEN(labels) && label && !is_told; i++)
        if (strcasecmp(labels[i].label, label) == 0)
            return labels[i].severity;
    return number;
}

/* A number, or digits in a string. */
static double count_of(const struct finding *finding)
{
    const struct json *node = at(finding->root, finding->shape->count);
    const char *text = json_str(node);
    double number;
    return text && sscanf(text, "%15lf", &number) == 1 ? number : json_number(node, -1);
}

static void bind(struct stmt *stmt, const struct finding *finding, const struct finding_place *place,
                 struct arena *arena)
{
    const char *told = "";
    for (const struct place *text = finding->shape->texts; text->param; text++) {
        const char *value = strcmp(told, text->param) == 0 ? NULL : text_at(finding->root, text->path);
        if (value)
            stmt_text(stmt, told = text->param, value);
    }
    for (const struct place *time = finding->shape->times; time->param; time++) {
        int64_t time_s = strcmp(told, time->param) == 0 ? ISOTIME_NONE : time_at(finding->root, time->path);
        if (time_s != ISOTIME_NONE)
            stmt_int(stmt, told = time->param, time_s);
    }
    if (severity_of(finding) >= 0)
        stmt_real(stmt, ":severity", severity_of(finding));
    double count = count_of(finding);
    if (count >= 0 && count < 1e15)
        stmt_int(stmt, ":count", (int64_t)count);
    stmt_int(stmt, ":sample", is_sample(finding->root));
    stmt_int(stmt, ":archived", is_archived(finding->root));
    stmt_text(stmt, ":principal", principal_at(finding, arena));
    stmt_text(stmt, ":product", finding->product);
    stmt_text(stmt, ":uid", finding->uid);
    stmt_int(stmt, ":source_id", place->source_id);
    stmt_int(stmt, ":offset_bytes", place->offset);
    stmt_textn(stmt, ":body", place->text, place->len);
}

/* What the case has of it. */
struct known {
    int64_t finding_id; /* 0: nothing */
    bool same, newer;   /* the same text; a later one than this */
};

static bool look_up(struct db *db, const struct finding *finding, const struct finding_place *place,
                    struct known *ret, struct err *err)
{
    struct stmt *stmt;
    size_t len;
    *ret = (struct known){0};
    if (!db_stmt(db, QUERY_FINDING_FIND, &stmt, err))
        return false;
    stmt_text(stmt, ":product", finding->product);
    stmt_text(stmt, ":uid", finding->uid);
    enum stmt_end end = stmt_step(stmt, err);
    if (end != STMT_ROW)
        return end == STMT_DONE;
    ret->finding_id = stmt_get_int(stmt, 0);
    const char *body = stmt_get_text(stmt, 3, &len);
    ret->same = len == place->len && memcmp(body, place->text, len) == 0;
    int64_t theirs_s = stmt_get_time(stmt, 1), ours_s = time_at(finding->root, finding->shape->updated);
    ret->newer = theirs_s > ours_s ||
                 (theirs_s == ours_s &&
                  (double)stmt_get_int(stmt, 2) > (count_of(finding) >= 0 ? count_of(finding) : 0));
    stmt_clear(stmt);
    return true;
}

static bool put(struct db *db, const struct finding *finding, const struct finding_place *place,
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
    bind(stmt, finding, place, &arena);
    return stmt_run_int(stmt, 0, &known->finding_id, err);
}

bool finding_keep(struct db *db, const struct finding_place *place, bool *ret_new, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    struct known known;
    struct stmt *stmt;
    struct finding finding = {.root = json_parse(&arena, place->text, place->len, NULL)};
    finding.shape = shape_of(finding.root);
    name_finding(&finding, place, &arena);
    if (!look_up(db, &finding, place, &known, err))
        return false;
    *ret_new = !known.finding_id;
    bool beside = known.finding_id && (known.same || known.newer);
    if (!beside && !put(db, &finding, place, &known, err))
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
