// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/sentence.h"

#include "src/base/json.h"

#include <ctype.h>
#include <string.h>

enum { AGENT_MAX_BYTES = 40, RESOURCES_SHOWN = 2, ERROR_MAX_BYTES = 60 };

static const char *field(const struct event_view *event, const char *label)
{
    for (size_t i = 0; i < event->field_count; i++)
        if (strcmp(event->fields[i].label, label) == 0)
            return event->fields[i].value;
    return NULL;
}

/* Is it a name with an API date behind it? CreateFunction20150331v2 is CreateFunction. */
static size_t name_len(const char *api)
{
    size_t len = strlen(api);
    while (len > 0 && (isdigit((unsigned char)api[len - 1]) || api[len - 1] == 'v' || api[len - 1] == '_'))
        len--;
    size_t tail = strlen(api) - len;
    return tail >= strlen("20150331") && len > 0 ? len : strlen(api);
}

static const struct act *find_act(const char *source, const char *name)
{
    const struct act *act = act_find(act_table, source, name);
    return act != NULL ? act : act_find(sentence_table, source, name);
}

/* --- what --- */

static void put_resources(const struct event_view *event, struct buf *out)
{
    size_t count = 0;
    for (size_t i = 0; i < event->field_count; i++) {
        if (strcmp(event->fields[i].label, "Resource") != 0)
            continue;
        if (count < RESOURCES_SHOWN)
            buf_fmt(out, "%s%s", count == 0 ? " on " : ", ", event->fields[i].value);
        count++;
    }
    if (count > RESOURCES_SHOWN)
        buf_fmt(out, " and %zu more", count - RESOURCES_SHOWN);
}

static void put_deed(const struct event_view *event, const struct json *record, struct buf *out)
{
    const char *source = field(event, "Service"), *api = field(event, "Call");
    CLEANUP(arena) struct arena arena = {0};
    char *name = arena_strn(&arena, api != NULL ? api : "", api != NULL ? name_len(api) : 0);
    const struct act *act = source != NULL ? find_act(source, name) : NULL;
    const char *outcome = field(event, "Outcome");
    bool done = outcome == NULL || strcmp(outcome, "success") == 0;
    if (done && act != NULL) {
        act_describe_record(act, record, out);
        return;
    }
    if (!done)
        buf_fmt(out, "%s ", strcmp(outcome, "denied") == 0 ? "was denied" : "failed at");
    else
        buf_str(out, "called ");
    if (source != NULL)
        buf_fmt(out, "%.*s:", (int)strcspn(source, "."), source);
    buf_str(out, name[0] != '\0' ? name : "an unnamed API");
    size_t before = out->len;
    if (act != NULL && act->one != NULL)
        act_name_things(act, record, out);
    if (out->len == before)
        put_resources(event, out);
}

/* --- from where, by what --- */

static bool is_service_address(const char *address)
{
    size_t len = strlen(address);
    static const char tail[] = ".amazonaws.com";
    return len > strlen(tail) && strcmp(address + len - strlen(tail), tail) == 0;
}

/* "AWS CLI 1.18.33 on Linux (cli)" without the class. */
static void put_client(const struct event_view *event, struct buf *out)
{
    const char *client = field(event, "Client"), *agent = field(event, "Agent");
    if (field(event, "Console") != NULL) {
        buf_str(out, " in the console");
    } else if (client != NULL) {
        const char *class = strrchr(client, '(');
        size_t len = class != NULL && class > client ? (size_t)(class - client) - 1 : strlen(client);
        buf_fmt(out, " by %.*s", (int)len, client);
    } else if (agent != NULL) {
        size_t len = strcspn(agent, " ");
        buf_fmt(out, " by %.*s", (int)(len > AGENT_MAX_BYTES ? AGENT_MAX_BYTES : len), agent);
    }
}

static void put_origin(const struct event_view *event, struct buf *out)
{
    const char *address = field(event, "Address");
    const char *by = field(event, "Invoked by");
    if (by == NULL && address != NULL && is_service_address(address))
        by = address;
    if (by != NULL) {
        const char *who = field(event, "Principal");
        if (who == NULL || strcmp(who, by) != 0)
            buf_fmt(out, ", through %s", by);
        return;
    }
    if (address != NULL)
        buf_fmt(out, ", from %s", address);
    else if (field(event, "Agent") != NULL)
        buf_char(out, ',');
    put_client(event, out);
}

/* People and keys have a second factor or not; roles of services and services have none to have. */
static void put_mfa(const struct event_view *event, const struct json *record, struct buf *out)
{
    const char *type = field(event, "Type");
    const struct json *session = json_get(json_get(record, "userIdentity"), "sessionContext");
    const char *said = json_text(json_get(session, "attributes"), "mfaAuthenticated");
    const char *used = json_text(json_get(record, "additionalEventData"), "MFAUsed");
    bool person = type != NULL && (strcmp(type, "IAMUser") == 0 || strcmp(type, "Root") == 0);
    const char *mfa = field(event, "MFA");
    if (mfa != NULL && strcmp(mfa, "yes") == 0)
        buf_str(out, ", with MFA");
    else if (mfa != NULL)
        buf_str(out, ", no MFA");
    else if (field(event, "By a service") == NULL && (person || said != NULL || used != NULL))
        buf_str(out, ", no MFA");
}

static void put_error(const struct event_view *event, struct buf *out)
{
    const char *error = field(event, "Error");
    if (error != NULL)
        buf_fmt(out, ": %.*s%s", ERROR_MAX_BYTES, error, strlen(error) > ERROR_MAX_BYTES ? "..." : "");
}

void sentence_write(const struct event_view *event, struct buf *out)
{
    CLEANUP(arena) struct arena arena = {0};
    const struct json *record = json_parse(&arena, event->record, event->record_len, NULL);
    const char *who = field(event, "Principal"), *session = field(event, "Name");
    buf_str(out, who != NULL ? who : "somebody");
    if (session != NULL && (who == NULL || strcmp(session, who) != 0))
        buf_fmt(out, " (%s)", session);
    buf_char(out, ' ');
    put_deed(event, record, out);
    put_error(event, out);
    put_origin(event, out);
    put_mfa(event, record, out);
    if (field(event, "Dry run") != NULL)
        buf_str(out, ", as a dry run that does nothing");
}
