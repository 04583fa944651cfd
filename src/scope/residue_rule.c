// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/residue_rule.h"

#include "src/base/jsonw.h"
#include "src/scope/residue_policy.h"

#include <ctype.h>
#include <string.h>

static const char ingress[] = "ingress", egress[] = "egress";

/* What a rule lets through, once the spelling is out of the way. */
struct rule {
    const char *group, *id;
    const char *way;      /* "ingress", "egress"; "rule" where the call does not tell */
    const char *protocol; /* "tcp", "all" */
    bool has_ports;
    int from, to;
};

/* Who a rule is for: the member that says so in requests, in rule sets, and in the AWS CLI. */
static const struct peer {
    const char *request;       /* below a permission */
    const char *rule;          /* below an item of securityGroupRuleSet */
    const char *modified;      /* below ModifySecurityGroupRules */
    const char *list, *member; /* "IpRanges", "CidrIp" */
} peers[] = {
    {"ipRanges.items.cidrIp", "cidrIpv4", "CidrIpv4", "IpRanges", "CidrIp"},
    {"ipv6Ranges.items.cidrIpv6", "cidrIpv6", "CidrIpv6", "Ipv6Ranges", "CidrIpv6"},
    {"groups.items.groupId", "referencedGroupInfo.groupId", "ReferencedGroupId", "UserIdGroupPairs",
     "GroupId"},
    {"prefixListIds.items.prefixListId", "prefixListId", "PrefixListId", "PrefixListIds", "PrefixListId"},
};

static const char *protocol_name(const char *protocol, struct arena *arena)
{
    static const char *const numbers[][2] = {
        {"-1", "all"}, {"1", "icmp"}, {"6", "tcp"}, {"17", "udp"}, {"58", "icmpv6"}};
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
        if (strcmp(protocol, numbers[i][0]) == 0)
            return numbers[i][1];
    char *lower = arena_str(arena, protocol);
    for (char *at = lower; *at; at++)
        *at = (char)tolower((unsigned char)*at);
    return lower;
}

/* Ports mean something for these only; AWS fills them in differently for the others. */
static bool knows_ports(const char *protocol)
{
    return strcmp(protocol, "tcp") == 0 || strcmp(protocol, "udp") == 0 || strncmp(protocol, "icmp", 4) == 0;
}

static bool read_rule(const struct json *node, const char *const members[3], struct arena *arena,
                      struct rule *rule)
{
    const char *protocol = residue_scalar(json_get(node, members[0]), arena);
    const struct json *from = json_get(node, members[1]), *to = json_get(node, members[2]);
    if (!protocol || !*protocol)
        return false;
    rule->protocol = protocol_name(protocol, arena);
    rule->from = (int)json_number(from, -1);
    rule->to = (int)json_number(to, -1);
    rule->has_ports = knows_ports(rule->protocol) && (from || to);
    return true;
}

static const char *const request_members[3] = {"ipProtocol", "fromPort", "toPort"};
static const char *const modified_members[3] = {"IpProtocol", "FromPort", "ToPort"};

static const char *part_of(const struct rule *rule, const char *peer, struct arena *arena)
{
    CLEANUP(buf) struct buf out = {0};
    buf_fmt(&out, "%s %s", rule->way, rule->protocol);
    if (rule->has_ports && rule->from == rule->to)
        buf_fmt(&out, "/%d", rule->from);
    else if (rule->has_ports)
        buf_fmt(&out, "/%d-%d", rule->from, rule->to);
    buf_fmt(&out, " %s %s", rule->way == egress ? "to" : "from", peer);
    return arena_str(arena, buf_text(&out));
}

static const char *permission_of(const struct rule *rule, const struct peer *peer, const char *value,
                                 struct arena *arena)
{
    CLEANUP(buf) struct buf out = {0};
    struct jsonw w;
    jsonw_init(&w, &out);
    jsonw_object(&w);
    jsonw_kstr(&w, "IpProtocol", strcmp(rule->protocol, "all") == 0 ? "-1" : rule->protocol);
    if (rule->has_ports) {
        jsonw_kint(&w, "FromPort", rule->from);
        jsonw_kint(&w, "ToPort", rule->to);
    }
    jsonw_karray(&w, peer->list);
    jsonw_object(&w);
    jsonw_kstr(&w, peer->member, value);
    jsonw_end(&w);
    jsonw_end(&w);
    jsonw_end(&w);
    return arena_str(arena, buf_text(&out));
}

static void add(const struct rule *rule, const struct peer *peer, const char *value, struct arena *arena,
                struct residue_things *out)
{
    char *lower = arena_str(arena, value);
    for (char *at = lower; *at; at++)
        *at = (char)tolower((unsigned char)*at);
    residue_things_add(out, arena,
                       (struct residue_thing){.name = rule->group,
                                              .part = part_of(rule, lower, arena),
                                              .id = rule->id,
                                              .text = permission_of(rule, peer, lower, arena)});
}

/* residue_collect() below a node that is no record. */
static void collect_below(const struct json *node, const char *path, struct arena *arena,
                          struct residue_texts *out)
{
    if (json_type(node) == JSON_ARRAY) {
        for (const struct json *item = json_first(node); item; item = json_next(item))
            collect_below(item, path, arena, out);
        return;
    }
    size_t len = strcspn(path, ".");
    const struct json *child = json_get(node, arena_strn(arena, path, len));
    if (path[len]) {
        collect_below(child, path + len + 1, arena, out);
        return;
    }
    const char *text = residue_scalar(child, arena);
    if (!text || !*text)
        return;
    const char **grown = arena_alloc(arena, (out->count + 1) * sizeof *grown);
    if (out->count)
        memcpy(grown, out->items, out->count * sizeof *grown);
    grown[out->count++] = text;
    out->items = grown;
}

/* One permission of a request: a rule for each peer it names. */
static void add_permission(const struct json *permission, struct rule *rule, struct arena *arena,
                           struct residue_things *out)
{
    if (!read_rule(permission, request_members, arena, rule))
        return;
    for (size_t p = 0; p < ARRAY_LEN(peers); p++) {
        struct residue_texts values = {0};
        collect_below(permission, peers[p].request, arena, &values);
        for (size_t i = 0; i < values.count; i++)
            add(rule, &peers[p], values.items[i], arena, out);
    }
}

/* The short form of the call: one permission in the request itself, for one range or group. */
static void add_short(const struct json *request, struct rule *rule, struct arena *arena,
                      struct residue_things *out)
{
    const char *cidr = json_text(request, "cidrIp");
    const char *group = json_text(request, "sourceSecurityGroupId");
    if (!group)
        group = json_text(request, "sourceSecurityGroupName");
    if (!read_rule(request, request_members, arena, rule))
        return;
    if (cidr)
        add(rule, &peers[0], cidr, arena, out);
    if (group)
        add(rule, &peers[2], group, arena, out);
}

/* The rules a response names with their ids. */
static void add_rule_set(const struct json *response, struct arena *arena, struct residue_things *out)
{
    const struct json *items = json_get(json_get(response, "securityGroupRuleSet"), "items");
    for (const struct json *item = json_first(items); item; item = json_next(item)) {
        struct rule rule = {.group = arena_str(arena, json_text(item, "groupId")),
                            .id = arena_str(arena, json_text(item, "securityGroupRuleId")),
                            .way = json_is_true(json_get(item, "isEgress")) ? egress : ingress};
        if (!read_rule(item, request_members, arena, &rule))
            continue;
        for (size_t p = 0; p < ARRAY_LEN(peers); p++) {
            struct residue_texts values = {0};
            collect_below(item, peers[p].rule, arena, &values);
            for (size_t i = 0; i < values.count; i++)
                add(&rule, &peers[p], values.items[i], arena, out);
        }
    }
}

/* A call may close rules by nothing but their ids. */
static void add_ids(const struct json *node, const char *group, struct arena *arena,
                    struct residue_things *out)
{
    const char *text = json_str(node);
    if (text && strncmp(text, "sgr-", 4) == 0)
        residue_things_add(out, arena, (struct residue_thing){.name = group, .id = arena_str(arena, text)});
    for (const struct json *child = json_first(node); child; child = json_next(child))
        add_ids(child, group, arena, out);
}

/* ModifySecurityGroupRules writes itself as XML: one rule as an object, several as an array. */
static void add_modified(const struct json *node, const char *group, struct arena *arena,
                         struct residue_things *out)
{
    if (json_type(node) == JSON_ARRAY) {
        for (const struct json *item = json_first(node); item; item = json_next(item))
            add_modified(item, group, arena, out);
        return;
    }
    const struct json *to = json_get(node, "SecurityGroupRule");
    struct rule rule = {
        .group = group, .way = "rule", .id = arena_str(arena, json_text(node, "SecurityGroupRuleId"))};
    if (!rule.id || !read_rule(to, modified_members, arena, &rule))
        return;
    for (size_t p = 0; p < ARRAY_LEN(peers); p++) {
        const char *value = json_text(to, peers[p].modified);
        if (value)
            add(&rule, &peers[p], value, arena, out);
    }
}

static const char *group_of(const struct json *request, struct arena *arena)
{
    const char *group = json_text(request, "groupId");
    return arena_str(arena, group ? group : json_text(request, "groupName"));
}

void residue_rules(enum residue_shape shape, const struct json *record, struct arena *arena,
                   struct residue_things *out)
{
    const struct json *request = json_get(record, "requestParameters");
    const struct json *modify = json_get(request, "ModifySecurityGroupRulesRequest");
    size_t before = out->count;
    if (shape == RESIDUE_RULES) {
        add_modified(json_get(modify, "SecurityGroupRule"), arena_str(arena, json_text(modify, "GroupId")),
                     arena, out);
        return;
    }
    add_rule_set(json_get(record, "responseElements"), arena, out);
    if (out->count > before)
        return;
    struct rule rule = {.group = group_of(request, arena), .way = shape == RESIDUE_EGRESS ? egress : ingress};
    const struct json *items = json_get(json_get(request, "ipPermissions"), "items");
    for (const struct json *item = json_first(items); item; item = json_next(item))
        add_permission(item, &rule, arena, out);
    add_short(request, &rule, arena, out);
    add_ids(json_get(request, "securityGroupRuleIds"), rule.group, arena, out);
}
