// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/event.h"

#include "src/base/isotime.h"
#include "src/model/accesskey.h"
#include "src/model/address.h"
#include "src/model/trait.h"

#include <string.h>

enum field {
    FIELD_EVENT_TIME,
    FIELD_TIMESTAMP,
    FIELD_EVENT_NAME,
    FIELD_EVENT_SOURCE,
    FIELD_EVENT_TYPE,
    FIELD_EVENT_ID,
    FIELD_EVENT_ID_AGGREGATED,
    FIELD_EVENT_CATEGORY,
    FIELD_IDENTITY,
    FIELD_REGION,
    FIELD_ADDRESS,
    FIELD_AGENT,
    FIELD_ERROR_CODE,
    FIELD_ERROR_MESSAGE,
    FIELD_REQUEST,
    FIELD_RESPONSE,
    FIELD_ADDITIONAL,
    FIELD_RESOURCES,
    FIELD_RECIPIENT,
    FIELD_MANAGEMENT,
    FIELD_READ_ONLY,
    FIELD_FROM_CONSOLE,
    FIELD_INSIGHT,
    FIELD_PARTIAL,
    FIELD_SHARED_ID,
    FIELD_REQUEST_ID,
    FIELD_ADDENDUM,
    FIELD_SERVICE_DETAILS,
    FIELD_ENDPOINT,
    FIELD__COUNT
};

static const struct json_name field_names[FIELD__COUNT] = {
    [FIELD_EVENT_TIME] = JSON_NAME("eventTime"),
    [FIELD_TIMESTAMP] = JSON_NAME("@timestamp"),
    [FIELD_EVENT_NAME] = JSON_NAME("eventName"),
    [FIELD_EVENT_SOURCE] = JSON_NAME("eventSource"),
    [FIELD_EVENT_TYPE] = JSON_NAME("eventType"),
    [FIELD_EVENT_ID] = JSON_NAME("eventID"),
    [FIELD_EVENT_ID_AGGREGATED] = JSON_NAME("eventId"),
    [FIELD_EVENT_CATEGORY] = JSON_NAME("eventCategory"),
    [FIELD_IDENTITY] = JSON_NAME("userIdentity"),
    [FIELD_REGION] = JSON_NAME("awsRegion"),
    [FIELD_ADDRESS] = JSON_NAME("sourceIPAddress"),
    [FIELD_AGENT] = JSON_NAME("userAgent"),
    [FIELD_ERROR_CODE] = JSON_NAME("errorCode"),
    [FIELD_ERROR_MESSAGE] = JSON_NAME("errorMessage"),
    [FIELD_REQUEST] = JSON_NAME("requestParameters"),
    [FIELD_RESPONSE] = JSON_NAME("responseElements"),
    [FIELD_ADDITIONAL] = JSON_NAME("additionalEventData"),
    [FIELD_RESOURCES] = JSON_NAME("resources"),
    [FIELD_RECIPIENT] = JSON_NAME("recipientAccountId"),
    [FIELD_MANAGEMENT] = JSON_NAME("managementEvent"),
    [FIELD_READ_ONLY] = JSON_NAME("readOnly"),
    [FIELD_FROM_CONSOLE] = JSON_NAME("sessionCredentialFromConsole"),
    [FIELD_INSIGHT] = JSON_NAME("insightDetails"),
    [FIELD_PARTIAL] = JSON_NAME("trailcasePartial"),
    [FIELD_SHARED_ID] = JSON_NAME("sharedEventID"),
    [FIELD_REQUEST_ID] = JSON_NAME("requestID"),
    [FIELD_ADDENDUM] = JSON_NAME("addendum"),
    [FIELD_SERVICE_DETAILS] = JSON_NAME("serviceEventDetails"),
    [FIELD_ENDPOINT] = JSON_NAME("vpcEndpointId"),
};

struct record {
    const struct json *field[FIELD__COUNT];
    struct arena *scratch;
};

static const char *text(const struct record *in, enum field field)
{
    const char *value = json_str(in->field[field]);
    return value && *value ? value : NULL;
}

static bool says(const struct record *in, enum field field, const char *word)
{
    const char *value = text(in, field);
    return value && strcmp(value, word) == 0;
}

bool event_uuid(const char *uuid, unsigned char out[EVENT_UUID_BYTES])
{
    static const signed char digits[256] = {
        ['0'] = 1, ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
        ['8'] = 9, ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
    };
    static const unsigned char places[EVENT_UUID_BYTES] = {0,  2,  4,  6,  9,  11, 14, 16,
                                                           19, 21, 24, 26, 28, 30, 32, 34};
    if (strlen(uuid) != 36 || uuid[8] != '-' || uuid[13] != '-' || uuid[18] != '-' || uuid[23] != '-')
        return false;
    for (size_t i = 0; i < EVENT_UUID_BYTES; i++) {
        int high = digits[(unsigned char)uuid[places[i]]], low = digits[(unsigned char)uuid[places[i] + 1]];
        if (!high || !low)
            return false;
        out[i] = (unsigned char)((high - 1) << 4 | (low - 1));
    }
    return true;
}

static bool set_time(const struct record *in, struct event *ret)
{
    const char *when = text(in, FIELD_EVENT_TIME);
    if (!when)
        when = text(in, FIELD_TIMESTAMP); /* what Logstash makes of it */
    return when && isotime_parse(when, strlen(when), &ret->time_s);
}

/* The basic test, and everything that looks like a record but is no event. */
static const char *refusal(const struct record *in)
{
    static const enum field telling[] = {FIELD_EVENT_TIME, FIELD_EVENT_NAME, FIELD_EVENT_SOURCE,
                                         FIELD_EVENT_TYPE, FIELD_EVENT_ID,   FIELD_EVENT_ID_AGGREGATED};
    size_t found = 0;
    for (size_t i = 0; i < ARRAY_LEN(telling); i++)
        found += text(in, telling[i]) != NULL;
    if (found < 2)
        return "not a CloudTrail record: eventTime, eventName, eventSource, eventType and eventID are "
               "missing";
    if (says(in, FIELD_EVENT_SOURCE, "aws:s3"))
        return "an S3 event notification, not a CloudTrail record";
    if (says(in, FIELD_EVENT_CATEGORY, "Aggregated") || says(in, FIELD_EVENT_TYPE, "AwsAggregatedEvent"))
        return "an aggregated event: a statistic over five minutes, not an event";
    if (!text(in, FIELD_EVENT_TIME) && !text(in, FIELD_TIMESTAMP))
        return "no eventTime";
    return NULL;
}

/* Sign-in steps say how they ended in a response member named like the event. */
static const char *sign_in_result(const struct record *in)
{
    const char *name = text(in, FIELD_EVENT_NAME);
    bool sign_in =
        says(in, FIELD_EVENT_TYPE, "AwsConsoleSignIn") || (name && strcmp(name, "ConsoleLogin") == 0);
    return sign_in && name ? json_text(in->field[FIELD_RESPONSE], name) : NULL;
}

static void set_outcome(const struct record *in, struct event *ret)
{
    const char *result = sign_in_result(in);
    bool failed = result && strcmp(result, "Failure") == 0;
    const char *code = text(in, FIELD_ERROR_CODE), *message = text(in, FIELD_ERROR_MESSAGE);
    ret->outcome = outcome_of(code, message, failed);
    ret->error = code ? code : message ? message : failed ? result : NULL;
    if ((code && outcome_is_dry_run(code)) || json_is_true(json_get(in->field[FIELD_REQUEST], "dryRun")))
        ret->flags |= EVENT_DRY_RUN;
}

/*
 * The console says so itself since record version 1.08. Before that only the user agent tells, and "AWS
 * Internal" tells only when no service is named as the caller.
 */
static bool is_console(const struct record *in)
{
    static const char *const agents[] = {"console.amazonaws.com", "signin.amazonaws.com"};
    if (json_is_true(in->field[FIELD_FROM_CONSOLE]) || says(in, FIELD_EVENT_TYPE, "AwsConsoleSignIn") ||
        says(in, FIELD_EVENT_TYPE, "AwsConsoleAction"))
        return true;
    const char *agent = text(in, FIELD_AGENT), *address = text(in, FIELD_ADDRESS);
    if (!agent || !in->field[FIELD_IDENTITY] || json_text(in->field[FIELD_IDENTITY], "invokedBy"))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(agents); i++)
        if (strcmp(agent, agents[i]) == 0)
            return true;
    if (strncmp(agent, "console.", strlen("console.")) == 0 ||
        strncmp(agent, "[S3Console/", strlen("[S3Console/")) == 0)
        return true;
    return strcmp(agent, "AWS Internal") == 0 && address && address_kind_of(address) == ADDRESS_IP;
}

static int category_flags(const struct record *in)
{
    bool no_category = !text(in, FIELD_EVENT_CATEGORY);
    int flags = 0;
    if (says(in, FIELD_EVENT_CATEGORY, "Data") || (no_category && json_is_false(in->field[FIELD_MANAGEMENT])))
        flags |= EVENT_DATA;
    if (says(in, FIELD_EVENT_CATEGORY, "Insight") || says(in, FIELD_EVENT_TYPE, "AwsCloudTrailInsight"))
        flags |= EVENT_INSIGHT;
    if (says(in, FIELD_EVENT_CATEGORY, "NetworkActivity") || says(in, FIELD_EVENT_TYPE, "AwsVpceEvent") ||
        says(in, FIELD_EVENT_TYPE, "AwsVpceEvents"))
        flags |= EVENT_NETWORK;
    if (says(in, FIELD_EVENT_TYPE, "AwsServiceEvent"))
        flags |= EVENT_SERVICE_EVENT;
    /* Made of a lossy view by ingest, or dumped from a table that prints userIdentity as text. */
    if (in->field[FIELD_PARTIAL] || json_type(in->field[FIELD_IDENTITY]) == JSON_STRING)
        flags |= EVENT_PARTIAL;
    return flags;
}

static void set_identity(const struct record *in, struct event *ret)
{
    const struct json *identity = in->field[FIELD_IDENTITY];
    const char *key = json_text(identity, "accessKeyId"), *type = json_text(identity, "type");
    const char *result = sign_in_result(in), *name = text(in, FIELD_EVENT_NAME);
    ret->key = accesskey_is_known(key) ? key : NULL;
    principal_of(identity, ret->address, in->scratch, &ret->principal);
    if (is_console(in))
        ret->flags |= EVENT_CONSOLE;
    struct session_input session = {
        .identity = identity,
        .additional = in->field[FIELD_ADDITIONAL],
        .principal = &ret->principal,
        .access_key = ret->key,
        .time_s = ret->time_s,
        .console = ret->flags & EVENT_CONSOLE,
        .login = name && strcmp(name, "ConsoleLogin") == 0 && result && strcmp(result, "Success") == 0,
    };
    session_of(&session, in->scratch, &ret->session);
    if (ret->session.mfa == 1)
        ret->flags |= EVENT_MFA;
    if (json_text(identity, "invokedBy") || (type && strcmp(type, "AWSService") == 0))
        ret->flags |= EVENT_BY_SERVICE;
    ret->account = text(in, FIELD_RECIPIENT);
    if (!ret->account)
        ret->account = ret->principal.account;
}

/* An Insight keeps source and name of the calls it is about one level down. */
static void set_api(const struct record *in, struct event *ret)
{
    const struct json *insight = in->field[FIELD_INSIGHT];
    ret->source = text(in, FIELD_EVENT_SOURCE);
    ret->name = text(in, FIELD_EVENT_NAME);
    if (!ret->source)
        ret->source = json_text(insight, "eventSource");
    if (!ret->name)
        ret->name = json_text(insight, "eventName");
    ret->source = ret->source ? ret->source : "";
    ret->name = ret->name ? ret->name : "";
    ret->read_only = json_is_true(in->field[FIELD_READ_ONLY]);
}

static void set_uid(const struct record *in, struct event *ret)
{
    ret->uid = text(in, FIELD_EVENT_ID);
    if (!ret->uid)
        ret->uid = text(in, FIELD_EVENT_ID_AGGREGATED);
    ret->has_uuid = ret->uid && event_uuid(ret->uid, ret->uuid);
    if (ret->has_uuid)
        ret->uid = NULL;
}

/* requestIDs repeat in odd places, so they link only where a second view of one call is known to be written.
 */
static void set_links(const struct record *in, struct event *ret)
{
    bool second_view = ret->flags & EVENT_NETWORK || strcmp(ret->source, "health.amazonaws.com") == 0;
    ret->shared = text(in, FIELD_SHARED_ID);
    ret->request = second_view ? text(in, FIELD_REQUEST_ID) : NULL;
    ret->amends = json_text(in->field[FIELD_ADDENDUM], "originalEventID");
}

static void set_resources(const struct record *in, struct arena *keep, struct event *ret)
{
    struct resources found;
    resources_of(in->field[FIELD_RESOURCES], in->field[FIELD_REQUEST], in->field[FIELD_RESPONSE], in->scratch,
                 &found);
    struct resource *items = arena_zero(keep, found.count, sizeof *items);
    for (size_t i = 0; i < found.count; i++)
        items[i] = (struct resource){.type = arena_str(keep, found.items[i].type),
                                     .value = arena_str(keep, found.items[i].value)};
    ret->resources = items;
    ret->resource_count = found.count;
}

static void set_issuance(const struct record *in, struct arena *keep, struct event *ret)
{
    struct issuance found;
    struct issuance_input input = {
        .identity = in->field[FIELD_IDENTITY],
        .request = in->field[FIELD_REQUEST],
        .response = in->field[FIELD_RESPONSE],
        .service_details = in->field[FIELD_SERVICE_DETAILS],
        .shared = text(in, FIELD_SHARED_ID),
    };
    issuance_of(&input, ret, in->scratch, &found);
    if (!found.what)
        return;
    const char **const strings[] = {&found.shared,  &found.parent,          &found.issued,
                                    &found.session, &found.role_arn,        &found.session_name,
                                    &found.target,  &found.source_identity, &found.sign_in};
    for (size_t i = 0; i < ARRAY_LEN(strings); i++)
        *strings[i] = arena_str(keep, *strings[i]);
    struct issuance *kept = arena_alloc(keep, sizeof *kept);
    *kept = found;
    ret->issuance = kept;
}

/* Insights and lossy views hold other names than the row of their event. */
static void set_traits(const struct record *in, const struct json *record, struct arena *keep,
                       struct event *ret)
{
    const struct json *const *field = in->field;
    const struct trait_input input = {
        .record = record,
        .identity = field[FIELD_IDENTITY],
        .values = {field[FIELD_ERROR_CODE], field[FIELD_ERROR_MESSAGE], field[FIELD_READ_ONLY],
                   field[FIELD_MANAGEMENT], field[FIELD_EVENT_TYPE], field[FIELD_ENDPOINT]},
        .words = {field[FIELD_EVENT_NAME], field[FIELD_EVENT_SOURCE], field[FIELD_AGENT],
                  field[FIELD_ADDRESS], field[FIELD_REGION]},
    };
    if (!(ret->flags & (EVENT_PARTIAL | EVENT_INSIGHT)))
        ret->traits = trait_of(&input, keep);
}

static void keep_strings(struct arena *keep, struct event *event)
{
    const char **const strings[] = {
        &event->uid,
        &event->shared,
        &event->request,
        &event->amends,
        &event->principal.key,
        &event->principal.type,
        &event->principal.name,
        &event->principal.arn,
        &event->principal.account,
        &event->principal.session_name,
        &event->session.key,
        &event->session.name,
        &event->session.source_identity,
        &event->address,
        &event->key,
        &event->agent,
        &event->region,
        &event->account,
        &event->error,
        &event->source,
        &event->name,
    };
    for (size_t i = 0; i < ARRAY_LEN(strings); i++)
        *strings[i] = arena_str(keep, *strings[i]);
}

const char *event_derive(const struct json *record, struct arena *scratch, struct arena *keep,
                         struct event *ret)
{
    struct record in = {.scratch = scratch};
    *ret = (struct event){0};
    if (json_type(record) != JSON_OBJECT)
        return "not a JSON object";
    json_pick(record, field_names, FIELD__COUNT, in.field);
    const char *reason = refusal(&in);
    if (reason)
        return reason;
    if (!set_time(&in, ret))
        return "eventTime is no time";
    ret->address = text(&in, FIELD_ADDRESS);
    ret->agent = text(&in, FIELD_AGENT);
    ret->region = text(&in, FIELD_REGION);
    ret->flags = category_flags(&in);
    set_uid(&in, ret);
    set_api(&in, ret);
    set_links(&in, ret);
    set_outcome(&in, ret);
    set_identity(&in, ret);
    set_resources(&in, keep, ret);
    set_issuance(&in, keep, ret);
    set_traits(&in, record, keep, ret);
    keep_strings(keep, ret);
    return NULL;
}
