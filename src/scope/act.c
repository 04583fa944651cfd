// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/act.h"

#include "src/model/resource.h"

#include <string.h>

enum { THINGS_SHOWN = 4, PORTS_SHOWN = 6, SOURCES_SHOWN = 3, GIFTS_SHOWN = 4 };

const struct act *act_find(const struct act *table, const char *source, const char *name)
{
    for (const struct act *act = table; act->api; act++) {
        size_t len = strlen(act->source);
        if (strcmp(act->api, name) == 0 && strncmp(source, act->source, len) == 0 && source[len] == '.')
            return act;
    }
    return NULL;
}

const struct act *act_of(const struct fact_name *api)
{
    return api->label ? act_find(act_table, api->value, api->label) : NULL;
}

/* What the records of a run name; bytes_out as S3 counts them. */
struct named {
    struct words things, ports, sources, gifts;
    int64_t bytes_out;
    size_t read, own_key; /* records; of them those that name a key which AWS does not keep */
    struct arena *arena;
};

/* Add every text that a path of member names leads to; arrays on the way are walked. */
static void collect(const struct json *node, const char *path, struct words *words, struct arena *arena)
{
    if (json_type(node) == JSON_ARRAY) {
        for (const struct json *item = json_first(node); item; item = json_next(item))
            collect(item, path, words, arena);
        return;
    }
    if (!*path) {
        const char *text = json_str(node);
        if (text && *text)
            words_add(words, arena, text);
        return;
    }
    char member[64];
    size_t len = strcspn(path, ".");
    if (len >= sizeof member)
        return;
    memcpy(member, path, len);
    member[len] = '\0';
    collect(json_get(node, member), path + len + (path[len] == '.'), words, arena);
}

static void collect_from(const struct json *record, const char *path, struct words *words,
                         struct arena *arena)
{
    static const char request[] = "request.", response[] = "response.";
    if (strncmp(path, request, strlen(request)) == 0)
        collect(json_get(record, "requestParameters"), path + strlen(request), words, arena);
    else
        collect(json_get(record, "responseElements"), path + strlen(response), words, arena);
}

/* "tcp/5432", "tcp/0-65535", "all traffic". */
static void add_ports(const struct json *permission, struct named *named)
{
    const char *protocol = json_text(permission, "ipProtocol");
    const struct json *from = json_get(permission, "fromPort"), *to = json_get(permission, "toPort");
    int first = (int)json_number(from, -1), last = (int)json_number(to, -1);
    if (!protocol)
        return;
    if (strcmp(protocol, "-1") == 0)
        words_add(&named->ports, named->arena, "all traffic");
    else if (first < 0)
        words_add(&named->ports, named->arena, protocol);
    else if (first == last)
        words_add(&named->ports, named->arena, arena_fmt(named->arena, "%s/%d", protocol, first));
    else
        words_add(&named->ports, named->arena, arena_fmt(named->arena, "%s/%d-%d", protocol, first, last));
}

/* A permission stands in ipPermissions.items, or, in the short form of the call, in the request itself. */
static void add_permission(const struct json *permission, struct named *named)
{
    static const char *const sources[] = {"ipRanges.items.cidrIp", "ipv6Ranges.items.cidrIpv6",
                                          "groups.items.groupId", "prefixListIds.items.prefixListId",
                                          "cidrIp"};
    add_ports(permission, named);
    for (size_t i = 0; i < ARRAY_LEN(sources); i++)
        collect(permission, sources[i], &named->sources, named->arena);
}

static void add_permissions(const struct json *record, struct named *named)
{
    const struct json *request = json_get(record, "requestParameters");
    const struct json *items = json_get(json_get(request, "ipPermissions"), "items");
    add_permission(request, named);
    for (const struct json *item = json_first(items); item; item = json_next(item))
        add_permission(item, named);
}

static const struct act_gift *gift_of(const struct act *act)
{
    for (const struct act_gift *gift = act_gifts; gift->api; gift++)
        if (strcmp(gift->api, act->api) == 0 && strcmp(gift->source, act->source) == 0)
            return gift;
    return NULL;
}

/* "*" is everybody; of an ARN the last part is the name. */
static void add_gift(const struct json *record, const struct act_gift *gift, struct named *named)
{
    struct words words = {0};
    collect_from(record, gift->path, &words, named->arena);
    for (size_t i = 0; i < words.count; i++) {
        const char *slash = strncmp(words.items[i], "arn:", 4) == 0 ? strrchr(words.items[i], '/') : NULL;
        const char *name = strcmp(words.items[i], "*") == 0 ? "everybody"
                           : slash                          ? slash + 1
                                                            : words.items[i];
        words_add(&named->gifts, named->arena, name);
    }
}

static void add_record(const struct json *record, const struct act *act, struct named *named)
{
    size_t before = named->things.count;
    for (size_t i = 0; act && i < ACT_PATHS_MAX && act->paths[i]; i++) {
        struct words words = {0};
        collect_from(record, act->paths[i], &words, named->arena);
        for (size_t w = 0; w < words.count; w++)
            words_add(&named->things, named->arena, words.items[w]);
        if (words.count || named->things.count > before)
            break;
    }
    const struct act_gift *gift = act ? gift_of(act) : NULL;
    if (gift)
        add_gift(record, gift, named);
    if (act && act->opens)
        add_permissions(record, named);
    named->bytes_out +=
        (int64_t)json_number(json_get(json_get(record, "additionalEventData"), "bytesTransferredOut"), 0);
}

/* An object written under the caller's own key (SSE-C) is lost to who does not have that key. */
static bool names_own_key(const struct json *record)
{
    return json_text(json_get(record, "requestParameters"),
                     "x-amz-server-side-encryption-customer-algorithm") != NULL;
}

static void add_touched(const struct json *record, struct arena *scratch, struct touched *touched)
{
    struct resources *found = arena_zero(scratch, 1, sizeof *found);
    resources_of(json_get(record, "resources"), json_get(record, "requestParameters"),
                 json_get(record, "responseElements"), scratch, found);
    for (size_t i = 0; i < found->count; i++) {
        bool again = false;
        for (size_t j = 0; j < i && !again; j++)
            again = strcmp(found->items[i].value, found->items[j].value) == 0;
        if (!again)
            words_add(&touched->resources, touched->arena, found->items[i].value);
    }
}

static bool read_records(const struct facts *facts, const struct pick *pick, const struct act *act,
                         struct named *named, struct touched *touched, struct err *err)
{
    CLEANUP(arena) struct arena scratch = {0};
    size_t count = pick->count > ACT_RECORDS_MAX ? ACT_RECORDS_MAX : pick->count;
    touched->cut |= count < pick->count;
    for (size_t i = 0; i < count; i++) {
        const struct json *record;
        if (!facts_record(facts, pick->items[i]->event_id, &scratch, &record, err))
            return false;
        add_record(record, act, named);
        named->own_key += names_own_key(record);
        named->read++;
        add_touched(record, &scratch, touched);
        arena_clear(&scratch);
    }
    return true;
}

static void write_opening(const struct named *named, struct buf *out)
{
    buf_char(out, ' ');
    if (named->ports.count)
        phrase_words(out, &named->ports, PORTS_SHOWN);
    else
        buf_str(out, "ports");
    if (named->sources.count) {
        buf_str(out, " to ");
        phrase_words(out, &named->sources, SOURCES_SHOWN);
    }
    buf_str(out, " on");
}

static void write_things(const struct act *act, const struct words *things, struct buf *out)
{
    if (!act->one)
        return;
    if (things->count == 0) {
        buf_fmt(out, " %s", act->many);
    } else if (things->count == 1) {
        buf_fmt(out, " %s %s", act->one, things->items[0]);
    } else {
        buf_char(out, ' ');
        phrase_count(out, (int64_t)things->count, act->one, act->many);
        if (things->count <= THINGS_SHOWN) {
            buf_str(out, " (");
            phrase_words(out, things, THINGS_SHOWN);
            buf_char(out, ')');
        }
    }
}

/* One made by each call: several for one user are no less, so they are counted apart from whom they are for.
 */
static const struct {
    const char *api, *verb, *many;
} each[] = {{"CreateAccessKey", "made", "access keys for"},
            {"DeleteAccessKey", "deleted", "access keys of"},
            {"GetFederationToken", "made", "federation tokens for"}};

static bool write_each(const struct act *act, const struct named *named, struct buf *out)
{
    for (size_t i = 0; named->read > 1 && i < ARRAY_LEN(each); i++) {
        if (strcmp(act->api, each[i].api) != 0)
            continue;
        buf_fmt(out, "%s ", each[i].verb);
        phrase_number(out, (int64_t)named->read);
        buf_fmt(out, " %s", each[i].many);
        return true;
    }
    return false;
}

/* To copy objects under a key of one's own is to encrypt them, whatever the call is named. */
static const char *verb_of(const struct act *act, const struct named *named)
{
    bool encrypts = named->own_key && named->own_key == named->read && strcmp(act->api, "CopyObject") == 0;
    return encrypts ? "encrypted objects in" : act->verb;
}

static void write_own_key(const struct named *named, struct buf *out)
{
    if (!named->own_key)
        return;
    if (named->own_key < named->read) {
        buf_str(out, ", ");
        phrase_number(out, (int64_t)named->own_key);
        buf_str(out, " of them");
    }
    buf_str(out, " under a key that AWS does not keep (SSE-C)");
}

/* What all that is named amounts to. */
static void write_act(const struct act *act, const struct named *named, struct buf *out)
{
    const struct act_gift *gift = named->gifts.count ? gift_of(act) : NULL;
    if (gift || !write_each(act, named, out))
        buf_str(out, gift ? gift->before : verb_of(act, named));
    if (gift) {
        phrase_words(out, &named->gifts, GIFTS_SHOWN);
        buf_str(out, gift->after);
    }
    if (act->opens)
        write_opening(named, out);
    write_things(act, &named->things, out);
    write_own_key(named, out);
    if (named->bytes_out > 0 && strcmp(act->api, "GetObject") == 0) {
        buf_str(out, ", ");
        phrase_bytes(out, named->bytes_out);
        buf_str(out, " in all");
    }
}

bool act_describe(const struct facts *facts, const struct pick *pick, struct buf *out,
                  struct touched *touched, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    const struct fact_name *api = fact_name(facts, pick->items[0], FACT_API);
    const struct act *act = act_of(api);
    struct named named = {.arena = &arena};
    touched->opened = 0;
    touched->bytes = 0;
    if (!act) {
        buf_fmt(out, "called %s", api->label ? api->label : "an unnamed API");
        return true;
    }
    if (!read_records(facts, pick, act, &named, touched, err))
        return false;
    write_act(act, &named, out);
    touched->opened = act->opens ? named.things.count : 0;
    touched->bytes = strcmp(act->api, "GetObject") == 0 ? named.bytes_out : 0;
    if (pick->count > ACT_RECORDS_MAX) {
        buf_str(out, ", as far as the first ");
        phrase_number(out, ACT_RECORDS_MAX);
        buf_str(out, " calls tell");
    }
    return true;
}

static void name_one(const struct act *act, const struct json *record, struct arena *arena,
                     struct named *named)
{
    *named = (struct named){.arena = arena, .read = 1};
    add_record(record, act, named);
    named->own_key = names_own_key(record);
}

void act_describe_record(const struct act *act, const struct json *record, struct buf *out)
{
    CLEANUP(arena) struct arena arena = {0};
    struct named named;
    name_one(act, record, &arena, &named);
    write_act(act, &named, out);
}

void act_name_things(const struct act *act, const struct json *record, struct buf *out)
{
    CLEANUP(arena) struct arena arena = {0};
    struct named named;
    name_one(act, record, &arena, &named);
    if (named.things.count == 0)
        return;
    buf_str(out, " on");
    write_things(act, &named.things, out);
}
