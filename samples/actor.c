// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples/actor.h"

#include "samples/clock.h"
#include "samples/text.h"

#include <stdarg.h>
#include <string.h>

// What each service wrote in early 2020. Records of 1.05 have no managementEvent and no eventCategory.
struct dialect {
    const char *service;
    const char *version;
    const char *api_version;
    bool read_only;
    bool global; // logged in us-east-1, whatever the caller's region
    bool bracketed_agent;
};

static const struct dialect dialects[] = {
    {"s3", "1.07", NULL, true, false, true},
    {"kms", "1.05", NULL, true, false, false},
    {"lambda", "1.07", "2015-03-31", true, false, false},
    {"logs", "1.07", "20140328", true, false, false},
    {"config", "1.07", NULL, true, false, false},
    {"iam", "1.05", NULL, false, true, false},
    {"signin", "1.05", NULL, false, true, false},
    {"sts", "1.05", NULL, false, false, false},
    {"", "1.05", NULL, false, false, false}, // ec2, rds, autoscaling and the rest
};

static const struct dialect *dialect_of(const char *service)
{
    const struct dialect *dialect = dialects;
    while (dialect->service[0] != '\0' && strcmp(dialect->service, service) != 0)
        dialect++;
    return dialect;
}

static bool is_read(const char *name)
{
    static const char *const verbs[] = {"Get",    "List",       "Describe", "Head",
                                        "Lookup", "AssumeRole", "Generate", "Decrypt"};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (strncmp(name, verbs[i], strlen(verbs[i])) == 0)
            return true;
    return false;
}

static bool is_data(const char *service, const char *name)
{
    return strcmp(service, "s3") == 0 && (strstr(name, "Object") != NULL || strcmp(name, "HeadBucket") == 0);
}

static bool is_denied(const char *error)
{
    return error &&
           (strncmp(error, "AccessDenied", 12) == 0 || strcmp(error, "Client.UnauthorizedOperation") == 0);
}

struct record {
    const struct dialect *dialect;
    const char *service, *name, *region, *agent, *event_id, *time;
};

static const char *account_of(const struct actor *actor, const struct call *call)
{
    return call->recipient ? call->recipient : actor->account;
}

static struct record plan_record(struct actor *actor, const struct call *call)
{
    const char *colon = strchr(call->api, ':');
    char *service = arena_text(actor->arena, "%s", call->api);
    service[colon - call->api] = '\0';
    const struct dialect *dialect = dialect_of(service);
    bool service_agent = !actor->agent || actor->who.kind == IDENTITY_SERVICE || actor->who.invoked_by;
    return (struct record){
        .dialect = dialect,
        .service = service,
        .name = colon + 1,
        .region = dialect->global ? world_regions[REGION_EAST] : actor->region,
        .agent = dialect->bracketed_agent && !service_agent ? actor_text(actor, "[%s]", actor->agent)
                                                            : actor->agent,
        .event_id = actor_uuid(actor),
        .time = clock_iso(actor->arena, actor->now_s),
    };
}

static void write_head(struct actor *actor, const struct call *call, const struct record *record,
                       struct text *json)
{
    text_add(json, "{'eventVersion':'%s','userIdentity':", record->dialect->version);
    identity_write(&actor->who, json);
    text_add(json, ",'eventTime':'%s','eventSource':'%s.amazonaws.com','eventName':'%s','awsRegion':'%s'",
             record->time, record->service, record->name, record->region);
    text_add(json, ",'sourceIPAddress':'%s'", actor->ip);
    if (record->agent)
        text_add(json, ",'userAgent':'%s'", record->agent);
    if (call->error)
        text_add(json, ",'errorCode':'%s'", call->error);
    if (call->message)
        text_add(json, ",'errorMessage':'%s'", call->message);
    text_add(json, ",'requestParameters':%r,'responseElements':%r", call->request, call->response);
    if (call->extra)
        text_add(json, ",'additionalEventData':%r", call->extra);
}

static void write_tail(struct actor *actor, const struct call *call, const struct record *record,
                       struct text *json)
{
    const struct dialect *dialect = record->dialect;
    bool data = is_data(record->service, record->name);
    if (strcmp(record->service, "signin") != 0)
        text_add(json, ",'requestID':'%s'", call->request_id ? call->request_id : actor_uuid(actor));
    text_add(json, ",'eventID':'%s'", record->event_id);
    if (dialect->read_only)
        text_add(json, ",'readOnly':%r", is_read(record->name) ? "true" : "false");
    if (call->resources)
        text_add(json, ",'resources':%r", call->resources);
    text_add(json, ",'eventType':'%s'", call->type ? call->type : "AwsApiCall");
    if (dialect->api_version)
        text_add(json, ",'apiVersion':'%s'", dialect->api_version);
    if (strcmp(dialect->version, "1.05") > 0)
        text_add(json, ",'managementEvent':%r", data ? "false" : "true");
    text_add(json, ",'recipientAccountId':'%s'", account_of(actor, call));
    if (call->shared_id)
        text_add(json, ",'sharedEventID':'%s'", call->shared_id);
    if (call->endpoint)
        text_add(json, ",'vpcEndpointId':'%s'", call->endpoint);
    if (strcmp(dialect->version, "1.07") >= 0)
        text_add(json, ",'eventCategory':'%s'", data ? "Data" : "Management");
    text_add(json, "}");
}

// As PRINCIPAL-ID@START: what all keys of one session have in common.
static const char *session_of(struct actor *actor)
{
    const struct identity *who = &actor->who;
    if (who->created_s == 0)
        return NULL;
    return actor_text(actor, "%s%s%s@%s", who->id, who->session ? ":" : "", who->session ? who->session : "",
                      clock_iso(actor->arena, who->created_s));
}

static bool is_silent(const struct actor *actor, const struct call *call, const struct record *record)
{
    const struct silence *silence = &actor->world->silence;
    int64_t from_s = silence->from_s;
    if (silence->objects_from_s && is_data(record->service, record->name))
        from_s = silence->objects_from_s;
    return silence->account && actor->now_s > from_s && actor->now_s < silence->until_s &&
           strcmp(account_of(actor, call), silence->account) == 0;
}

static void tell(struct actor *actor, const struct call *call, const struct record *record)
{
    bool service = actor->who.kind == IDENTITY_SERVICE;
    truth_deed(&actor->world->truth, &(struct deed){
                                         .time_s = actor->now_s,
                                         .event_id = record->event_id,
                                         .api = call->api,
                                         .account = account_of(actor, call),
                                         .region = record->region,
                                         .address = actor->ip,
                                         .agent = record->agent,
                                         .key = actor->who.key,
                                         .session = session_of(actor),
                                         .bytes_out = call->bytes_out,
                                         .principal = service ? actor->who.invoked_by : actor->who.id,
                                         .name = service ? actor->who.invoked_by : actor->who.name,
                                         .hostile = actor->hostile,
                                         .denied = is_denied(call->error),
                                         .failed = call->error || call->message,
                                     });
}

void actor_pause(struct actor *actor)
{
    actor->now_s += rng_below(&actor->rng, actor->pace_s + 1);
}

void actor_call(struct actor *actor, const struct call *call)
{
    actor_pause(actor);
    actor_call_now(actor, call);
}

void actor_call_now(struct actor *actor, const struct call *call)
{
    static struct text json;
    struct record record = plan_record(actor, call);
    actor->event_id = record.event_id;
    text_clear(&json);
    write_head(actor, call, &record, &json);
    write_tail(actor, call, &record, &json);
    if (is_silent(actor, call, &record)) {
        actor->world->truth.unlogged += actor->hostile;
        return;
    }
    tell(actor, call, &record);
    struct delivery_slot slot = {
        .account = account_of(actor, call), .region = record.region, .file_s = actor->now_s};
    delivery_add(&actor->world->delivery, slot, json.bytes, json.len);
}

void actor_read(struct actor *actor, const char *api)
{
    bool filtered = strncmp(api, "ec2:", 4) == 0;
    actor_call(actor, &(struct call){.api = api, .request = filtered ? "{\"filterSet\":{}}" : NULL});
}

struct actor actor_start(struct world *world, const char *name, int64_t time_s)
{
    return (struct actor){
        .world = world,
        .arena = &world->day,
        .rng = rng_stream(name, time_s),
        .account = world_accounts[ACCOUNT_MAIN],
        .region = world_regions[REGION_EAST],
        .now_s = time_s,
        .pace_s = 3,
    };
}

void actor_as_user(struct actor *actor, enum user_id id)
{
    const struct user *user = &actor->world->users[id];
    actor->account = user->account;
    actor->ip = user->ip;
    actor->agent = user->agent;
    actor->who = (struct identity){.kind = IDENTITY_USER,
                                   .account = user->account,
                                   .id = user->id,
                                   .name = user->name,
                                   .key = user->key};
}

void actor_as_service(struct actor *actor, const char *service)
{
    const char *host = actor_text(actor, "%s.amazonaws.com", service);
    actor->ip = actor->agent = host;
    actor->who = (struct identity){.kind = IDENTITY_SERVICE, .account = actor->account, .invoked_by = host};
}

void actor_as_role(struct actor *actor, enum role_id id, const char *session)
{
    const struct role *role = &actor->world->roles[id];
    actor->account = role->account;
    actor->who = (struct identity){.kind = IDENTITY_ROLE,
                                   .account = role->account,
                                   .id = role->id,
                                   .path = role->path,
                                   .name = role->name,
                                   .session = session};
    actor_new_session(actor, false);
}

void actor_new_key(struct actor *actor)
{
    actor->who.key = rng_aws_id(&actor->rng, actor->arena, "ASIA", actor->who.account);
}

void actor_new_session(struct actor *actor, bool mfa)
{
    actor->who.created_s = actor->now_s;
    actor->who.mfa = mfa;
    actor_new_key(actor);
}

const char *actor_text(struct actor *actor, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    const char *text = arena_vtext(actor->arena, fmt, args);
    va_end(args);
    return text;
}

const char *actor_uuid(struct actor *actor)
{
    return rng_uuid(&actor->rng, actor->arena);
}

const char *actor_resource(struct actor *actor, const char *prefix)
{
    return rng_resource(&actor->rng, actor->arena, prefix);
}

int actor_times(struct actor *actor, int n)
{
    return rng_times(&actor->rng, n, actor->world->scale);
}
