// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/enrich/range_text.h"

#include "src/base/json.h"

#include <string.h>

enum { LABEL_MOST = 80 };

static bool add(struct ranges *ranges, const char *text, const char *label, int weight)
{
    struct range range = {.label = label, .weight = weight};
    if (!text || !address_range(text, range.first, range.last))
        return false;
    ranges_add(ranges, &range);
    return true;
}

/* --- lists --- */

static const char separators[] = " \t,\"'|";

/* What is behind the address, without separators at its ends. */
static const char *label_of(struct arena *arena, const char *text, size_t len)
{
    while (len && strchr(separators, *text)) {
        text++;
        len--;
    }
    len = len < LABEL_MOST ? len : LABEL_MOST;
    while (len && (strchr(separators, text[len - 1]) || ((unsigned char)text[len] & 0xc0) == 0x80))
        len--;
    return len ? arena_strn(arena, text, len) : NULL;
}

static bool add_line(struct ranges *ranges, const char *line)
{
    for (const char *at = line; *at;) {
        at += strspn(at, separators);
        size_t len = strcspn(at, separators);
        const char *word = arena_strn(&ranges->arena, at, len);
        at += len;
        if (len && add(ranges, word, label_of(&ranges->arena, at, strlen(at)), 0))
            return true;
    }
    return false;
}

void range_text_list(struct ranges *ranges, const char *text, size_t len, size_t *ret_lines)
{
    *ret_lines = 0;
    for (const char *at = text, *end = text + len; at < end; at++) {
        const char *line = at;
        while (at < end && *at != '\n')
            at++;
        const char *copy = arena_strn(&ranges->arena, line, (size_t)(at - line));
        copy = arena_strn(&ranges->arena, copy, strcspn(copy, "#;\r"));
        if (copy[strspn(copy, separators)] && !add_line(ranges, copy))
            *ret_lines += line != text;
    }
}

/* --- published ranges --- */

static void add_aws(struct ranges *ranges, const struct json *list, const char *member)
{
    for (const struct json *item = json_first(list); item; item = json_next(item)) {
        const char *service = json_text(item, "service"), *region = json_text(item, "region");
        bool is_all = !service || strcmp(service, "AMAZON") == 0; /* every range is listed under it as well */
        const char *label = arena_fmt(&ranges->arena, "AWS%s%s%s%s", is_all ? "" : " ", is_all ? "" : service,
                                      region ? " " : "", region ? region : "");
        add(ranges, json_text(item, member), label, is_all ? 0 : 1);
    }
}

static void add_google(struct ranges *ranges, const struct json *list)
{
    for (const struct json *item = json_first(list); item; item = json_next(item)) {
        const char *service = json_text(item, "service"), *scope = json_text(item, "scope");
        const char *label = arena_fmt(&ranges->arena, "%s%s%s", service ? service : "Google",
                                      scope ? " " : "", scope ? scope : "");
        if (!add(ranges, json_text(item, "ipv4Prefix"), label, service ? 1 : 0))
            add(ranges, json_text(item, "ipv6Prefix"), label, service ? 1 : 0);
    }
}

static void add_azure(struct ranges *ranges, const struct json *values)
{
    static const char all[] = "AzureCloud";
    for (const struct json *item = json_first(values); item; item = json_next(item)) {
        const char *name = json_text(item, "name");
        const struct json *list = json_get(json_get(item, "properties"), "addressPrefixes");
        bool is_all = name && strncmp(name, all, sizeof all - 1) == 0;
        const char *rest = is_all ? name + sizeof all - 1 : name ? name : "";
        rest += *rest == '.';
        const char *label = arena_fmt(&ranges->arena, "Azure%s%s", *rest ? " " : "", rest);
        for (const struct json *prefix = json_first(list); prefix; prefix = json_next(prefix))
            add(ranges, json_str(prefix), label, !is_all ? 2 : *rest ? 1 : 0);
    }
}

bool range_text_published(struct ranges *ranges, const char *text, size_t len, const char *what,
                          struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    const struct json *root = json_parse(&arena, text, len, NULL);
    const struct json *prefixes = json_get(root, "prefixes");
    size_t before = ranges->count;
    const struct json *one = json_first(prefixes);
    if (json_get(one, "ip_prefix") || json_get(root, "ipv6_prefixes")) {
        add_aws(ranges, prefixes, "ip_prefix");
        add_aws(ranges, json_get(root, "ipv6_prefixes"), "ipv6_prefix");
    } else {
        add_google(ranges, prefixes);
        add_azure(ranges, json_get(root, "values"));
    }
    return ranges->count > before ||
           err_set(err, ERR_FORMAT,
                   "%s holds no ranges that are known: --ranges takes ip-ranges.json of AWS, cloud.json of "
                   "Google or ServiceTags_Public of Azure; other lists go to --list NAME=FILE",
                   what);
}
