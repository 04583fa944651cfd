// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/partial.h"

#include "src/base/json.h"

#include <ctype.h>
#include <string.h>

enum place { IN_RECORD, IN_IDENTITY, IS_IDENTITY };

/* Titles as partial_title_is() compares them, and where they belong. */
static const struct column {
    const char *title, *name;
    enum place place;
} columns[] = {
    {"eventversion", "eventVersion", IN_RECORD},
    {"useridentity", "userIdentityText", IS_IDENTITY},
    {"eventtime", "eventTime", IN_RECORD},
    {"eventsource", "eventSource", IN_RECORD},
    {"eventname", "eventName", IN_RECORD},
    {"awsregion", "awsRegion", IN_RECORD},
    {"sourceipaddress", "sourceIPAddress", IN_RECORD},
    {"useragent", "userAgent", IN_RECORD},
    {"errorcode", "errorCode", IN_RECORD},
    {"errormessage", "errorMessage", IN_RECORD},
    {"requestparameters", "requestParameters", IN_RECORD},
    {"responseelements", "responseElements", IN_RECORD},
    {"additionaleventdata", "additionalEventData", IN_RECORD},
    {"requestid", "requestID", IN_RECORD},
    {"eventid", "eventID", IN_RECORD},
    {"resources", "resources", IN_RECORD},
    {"eventtype", "eventType", IN_RECORD},
    {"apiversion", "apiVersion", IN_RECORD},
    {"readonly", "readOnly", IN_RECORD},
    {"managementevent", "managementEvent", IN_RECORD},
    {"eventcategory", "eventCategory", IN_RECORD},
    {"recipientaccountid", "recipientAccountId", IN_RECORD},
    {"serviceeventdetails", "serviceEventDetails", IN_RECORD},
    {"sharedeventid", "sharedEventID", IN_RECORD},
    {"vpcendpointid", "vpcEndpointId", IN_RECORD},
    {"tlsdetails", "tlsDetails", IN_RECORD},
    {"username", "userName", IN_IDENTITY},
    {"awsaccesskey", "accessKeyId", IN_IDENTITY},
    {"accesskeyid", "accessKeyId", IN_IDENTITY},
    {"useridentity.type", "type", IN_IDENTITY},
    {"useridentity.principalid", "principalId", IN_IDENTITY},
    {"useridentity.arn", "arn", IN_IDENTITY},
    {"useridentity.accountid", "accountId", IN_IDENTITY},
    {"useridentity.accesskeyid", "accessKeyId", IN_IDENTITY},
    {"useridentity.username", "userName", IN_IDENTITY},
    {"useridentity.invokedby", "invokedBy", IN_IDENTITY},
};

/* Members of a printed userIdentity whose values hold neither ", " nor "=". */
static const char *const identity_members[][2] = {
    {"type", "type"},           {"principalid", "principalId"}, {"arn", "arn"},
    {"accountid", "accountId"}, {"accesskeyid", "accessKeyId"}, {"invokedby", "invokedBy"},
};

/* Where values are in an ECS document: a path of members, and the title they go under. */
static const struct {
    const char *title, *path[4];
} ecs_fields[] = {
    {"eventid", {"event", "id"}},
    {"eventname", {"event", "action"}},
    {"eventsource", {"event", "provider"}},
    {"eventtime", {"@timestamp"}},
    {"sourceipaddress", {"source", "ip"}},
    {"sourceipaddress", {"source", "address"}},
    {"useragent", {"user_agent", "original"}},
    {"awsregion", {"cloud", "region"}},
    {"eventversion", {"aws", "cloudtrail", "event_version"}},
    {"eventtype", {"aws", "cloudtrail", "event_type"}},
    {"eventcategory", {"aws", "cloudtrail", "event_category"}},
    {"errorcode", {"aws", "cloudtrail", "error_code"}},
    {"errormessage", {"aws", "cloudtrail", "error_message"}},
    {"requestid", {"aws", "cloudtrail", "request_id"}},
    {"recipientaccountid", {"aws", "cloudtrail", "recipient_account_id"}},
    {"sharedeventid", {"aws", "cloudtrail", "shared_event_id"}},
    {"useridentity.type", {"aws", "cloudtrail", "user_identity", "type"}},
    {"useridentity.arn", {"aws", "cloudtrail", "user_identity", "arn"}},
    {"useridentity.accesskeyid", {"aws", "cloudtrail", "user_identity", "access_key_id"}},
    {"useridentity.invokedby", {"aws", "cloudtrail", "user_identity", "invoked_by"}},
    {"useridentity.principalid", {"user", "id"}},
    {"useridentity.username", {"user", "name"}},
    {"useridentity.accountid", {"cloud", "account", "id"}},
};

bool partial_title_is(const char *title, const char *wanted)
{
    for (; *title; title++) {
        if (strchr(" -_", *title))
            continue;
        if (tolower((unsigned char)*title) != (unsigned char)*wanted)
            return false;
        wanted++;
    }
    return !*wanted;
}

static bool is_json(struct partial *partial, const char *text, size_t len)
{
    return (*text == '{' || *text == '[') && json_parse(partial->scratch, text, len, NULL);
}

void partial_begin(struct partial *partial, const char *from, struct arena *scratch, struct buf *out)
{
    *partial = (struct partial){.scratch = scratch};
    jsonw_init(&partial->w, out);
    jsonw_object(&partial->w);
    jsonw_kstr(&partial->w, "trailcasePartial", from);
}

static void add_identity(struct partial *partial, const char *name, const char *value, size_t len)
{
    for (size_t i = 0; i < partial->identity_count; i++)
        if (strcmp(partial->identity[i].name, name) == 0)
            return;
    if (partial->identity_count == PARTIAL_IDENTITY_MOST)
        return;
    partial->identity[partial->identity_count].name = name;
    partial->identity[partial->identity_count].value = value;
    partial->identity[partial->identity_count++].len = len;
}

/* One member of {type=IAMUser, principalid=AIDA…, …}. */
static void read_struct_member(struct partial *partial, const char *text, size_t len)
{
    const char *equals = memchr(text, '=', len);
    size_t name = equals ? (size_t)(equals - text) : 0, value = equals ? len - name - 1 : 0;
    for (size_t i = 0; value && i < ARRAY_LEN(identity_members); i++)
        if (strlen(identity_members[i][0]) == name && memcmp(identity_members[i][0], text, name) == 0 &&
            !(value == 4 && memcmp(equals + 1, "null", value) == 0))
            add_identity(partial, identity_members[i][1], equals + 1, value);
}

static void read_struct(struct partial *partial, const char *text, size_t len)
{
    const char *end = text + len - 1, *from = text + 1;
    unsigned depth = 0;
    if (len < 2 || *text != '{' || *end != '}')
        return;
    for (const char *at = from; at <= end; at++) {
        depth += *at == '{' || *at == '[';
        if (at == end || (!depth && *at == ',' && at[1] == ' ')) {
            read_struct_member(partial, from, (size_t)(at - from));
            from = at + 2;
        }
        depth -= depth && (*at == '}' || *at == ']');
    }
}

static void write(struct partial *partial, const char *name, const char *text, size_t len)
{
    jsonw_key(&partial->w, name);
    if (is_json(partial, text, len))
        jsonw_raw(&partial->w, text, len);
    else
        jsonw_strn(&partial->w, text, len);
}

/* userIdentity is JSON, or a printed struct that stays as text beside what could be read of it. */
static void add_user(struct partial *partial, const struct column *column, const char *text, size_t len)
{
    bool json = is_json(partial, text, len);
    if (!json)
        read_struct(partial, text, len);
    write(partial, json ? "userIdentity" : column->name, text, len);
}

void partial_cell(struct partial *partial, const char *title, const char *text, size_t len)
{
    const struct column *column = NULL;
    if (!len || (len == 4 && memcmp(text, "null", len) == 0))
        return;
    for (size_t i = 0; i < ARRAY_LEN(columns) && !column; i++)
        if (partial_title_is(title, columns[i].title))
            column = &columns[i];
    if (column && column->place == IN_IDENTITY)
        add_identity(partial, column->name, text, len);
    else if (column && column->place == IS_IDENTITY)
        add_user(partial, column, text, len);
    else
        write(partial, column ? column->name : title, text, len);
}

void partial_end(struct partial *partial)
{
    if (partial->identity_count)
        jsonw_kobject(&partial->w, "userIdentity");
    for (size_t i = 0; i < partial->identity_count; i++) {
        jsonw_key(&partial->w, partial->identity[i].name);
        jsonw_strn(&partial->w, partial->identity[i].value, partial->identity[i].len);
    }
    if (partial->identity_count)
        jsonw_end(&partial->w);
    jsonw_end(&partial->w);
}

bool partial_row(const char *text, size_t len, struct arena *scratch, struct buf *out)
{
    struct partial partial;
    const struct json *row = json_parse(scratch, text, len, NULL);
    if (json_type(row) != JSON_ARRAY)
        return false;
    partial_begin(&partial, "Lake", scratch, out);
    for (const struct json *cell = json_first(row); cell; cell = json_next(cell)) {
        const struct json *value = json_first(cell);
        const char *words = json_str(value);
        if (words && json_type(cell) == JSON_OBJECT)
            partial_cell(&partial, json_name(value), words, strlen(words));
    }
    partial_end(&partial);
    return true;
}

bool partial_ecs(const char *text, size_t len, struct arena *scratch, struct buf *out)
{
    struct partial partial;
    const struct json *document = json_parse(scratch, text, len, NULL);
    if (json_type(document) != JSON_OBJECT)
        return false;
    partial_begin(&partial, "ECS", scratch, out);
    for (size_t i = 0; i < ARRAY_LEN(ecs_fields); i++) {
        const struct json *at = document;
        for (size_t step = 0; step < ARRAY_LEN(ecs_fields[i].path) && ecs_fields[i].path[step]; step++)
            at = json_get(at, ecs_fields[i].path[step]);
        const char *words = json_str(at);
        if (words)
            partial_cell(&partial, ecs_fields[i].title, words, strlen(words));
    }
    jsonw_key(&partial.w, "ecs");
    jsonw_raw(&partial.w, text, len);
    partial_end(&partial);
    return true;
}
