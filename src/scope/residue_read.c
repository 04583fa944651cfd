// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/residue_read.h"

#include "src/scope/residue_policy.h"
#include "src/scope/residue_rule.h"

#include <string.h>
#include <strings.h>

enum { MEMBER_MAX = 64 };

/* Visit the nodes a path leads to. True ends the walk and is returned. */
typedef bool (*visit_fn)(const struct json *node, void *ctx);

static bool walk(const struct json *node, const char *path, visit_fn visit, void *ctx)
{
    bool all = path[0] == '*' && (path[1] == '.' || !path[1]);
    if (json_type(node) == JSON_ABSENT)
        return false;
    if (all || json_type(node) == JSON_ARRAY) {
        for (const struct json *item = json_first(node); item; item = json_next(item))
            if (walk(item, all ? path + 1 + (path[1] == '.') : path, visit, ctx))
                return true;
        return false;
    }
    if (!*path)
        return visit(node, ctx);
    char member[MEMBER_MAX];
    size_t len = strcspn(path, ".");
    if (len >= sizeof member)
        return false;
    memcpy(member, path, len);
    member[len] = '\0';
    return walk(json_get(node, member), path + len + (path[len] == '.'), visit, ctx);
}

/* Walk one path of a record from its first word on. */
static bool walk_record(const struct json *record, const char *path, visit_fn visit, void *ctx)
{
    static const struct {
        const char *word, *member;
    } roots[] = {
        {"request", "requestParameters"}, {"response", "responseElements"}, {"identity", "userIdentity"}};
    size_t len = strcspn(path, ".");
    for (size_t i = 0; i < ARRAY_LEN(roots); i++)
        if (strlen(roots[i].word) == len && strncmp(roots[i].word, path, len) == 0)
            return walk(json_get(record, roots[i].member), path + len + (path[len] == '.'), visit, ctx);
    return false;
}

struct collecting {
    struct arena *arena;
    struct residue_texts *texts;
    bool whole; /* objects as JSON */
};

static bool collect(const struct json *node, void *ctx)
{
    struct collecting *collecting = ctx;
    struct residue_texts *texts = collecting->texts;
    const char *text = residue_scalar(node, collecting->arena);
    if (!text && collecting->whole)
        text = residue_document(node, collecting->arena);
    if (!text || !*text)
        return false;
    if (texts->count == texts->size) {
        const char **grown =
            arena_alloc(collecting->arena, (texts->size = 2 * texts->size + 4) * sizeof *grown);
        if (texts->count)
            memcpy(grown, texts->items, texts->count * sizeof *grown);
        texts->items = grown;
    }
    texts->items[texts->count++] = text;
    return false;
}

static void collect_path(const struct json *record, const char *path, bool whole, struct arena *arena,
                         struct residue_texts *out)
{
    struct collecting collecting = {.arena = arena, .texts = out, .whole = whole};
    while (path && *path) {
        size_t len = strcspn(path, "|&");
        walk_record(record, arena_strn(arena, path, len), collect, &collecting);
        if (path[len] == '|' && out->count)
            return;
        path += len + (path[len] != '\0');
    }
}

void residue_collect(const struct json *record, const char *path, struct arena *arena,
                     struct residue_texts *out)
{
    collect_path(record, path, false, arena, out);
}

/* The text of a whole member: an array as one document, not as its items. */
static const char *read_text(const struct json *record, const char *path, struct arena *arena)
{
    while (path && *path) {
        size_t len = strcspn(path, "|");
        const struct json *node = NULL;
        const char *at = path + strcspn(path, ".|");
        bool request = strncmp(path, "request", 7) == 0;
        node = json_get(record, request ? "requestParameters" : "responseElements");
        while (node && at < path + len) {
            size_t step = strcspn(++at, ".|");
            node = json_get(node, arena_strn(arena, at, step));
            at += step;
        }
        const char *text = json_type(node) == JSON_NULL ? NULL : residue_document(node, arena);
        if (text && *text)
            return text;
        path += len + (path[len] != '\0');
    }
    return NULL;
}

static bool is_value(const struct json *node, void *ctx)
{
    const char *value = ctx;
    switch (json_type(node)) {
    case JSON_BOOL:
        return strcasecmp(value, json_is_true(node) ? "true" : "false") == 0;
    case JSON_STRING:
        return strcasecmp(value, json_str(node)) == 0;
    default:
        return false;
    }
}

static bool is_there(const struct json *node, void *ctx)
{
    (void)ctx;
    return json_type(node) != JSON_NULL;
}

bool residue_applies(const struct residue_call *call, const struct json *record, struct arena *arena)
{
    if (!call->when)
        return true;
    bool wanted = call->when[0] != '!';
    const char *path = call->when + !wanted, *equals = strchr(path, '=');
    if (!equals)
        return walk_record(record, path, is_there, NULL) == wanted;
    char *value = arena_str(arena, equals + 1);
    return walk_record(record, arena_strn(arena, path, (size_t)(equals - path)), is_value, value) == wanted;
}

void residue_things_add(struct residue_things *things, struct arena *arena, struct residue_thing thing)
{
    if (things->count == things->size) {
        struct residue_thing *grown =
            arena_alloc(arena, (things->size = 2 * things->size + 4) * sizeof *grown);
        if (things->count)
            memcpy(grown, things->items, things->count * sizeof *grown);
        things->items = grown;
    }
    things->items[things->count++] = thing;
}

/* The random end that Secrets Manager gives the ARN of a secret: "-a1B2c3". */
static size_t without_suffix(const char *name)
{
    size_t len = strlen(name);
    return len > 7 && name[len - 7] == '-' ? len - 7 : len;
}

/* Trails, functions, layers, keys and secrets are called by name or by ARN; the name is what both have. */
static const char *plain_name(const char *name, struct arena *arena)
{
    static const char *const before[] = {":trail/", ":function:", ":layer:", ":key/"};
    static const char secret[] = ":secret:";
    const char *at;
    if (!name || strncmp(name, "arn:", 4) != 0)
        return name;
    for (size_t i = 0; i < ARRAY_LEN(before); i++)
        if ((at = strstr(name, before[i])))
            return arena_strn(arena, at + strlen(before[i]), strcspn(at + strlen(before[i]), ":"));
    at = strstr(name, secret);
    return at ? arena_strn(arena, at + strlen(secret), without_suffix(at + strlen(secret))) : name;
}

static const char *nth(const struct residue_texts *texts, size_t i)
{
    return i < texts->count ? texts->items[i] : NULL;
}

static void read_paths(const struct residue_call *call, const struct json *record, struct arena *arena,
                       struct residue_things *out)
{
    struct residue_texts names = {0}, parts = {0}, ids = {0};
    collect_path(record, call->name, false, arena, &names);
    collect_path(record, call->part, false, arena, &parts);
    collect_path(record, call->id, false, arena, &ids);
    bool opens = call->effect == RESIDUE_OPENS || call->effect == RESIDUE_SETS;
    bool has_path = call->name || call->part || call->id;
    if (has_path && !opens && names.count + parts.count + ids.count == 0)
        return;
    const char *text = read_text(record, call->text, arena);
    size_t count = names.count > parts.count ? names.count : parts.count;
    for (size_t i = 0; i < count || i == 0; i++)
        residue_things_add(out, arena,
                           (struct residue_thing){
                               .name = plain_name(nth(&names, names.count > 1 ? i : 0), arena),
                               .part = nth(&parts, parts.count > 1 ? i : 0),
                               .id = nth(&ids, count > 1 ? i : 0),
                               .text = text,
                           });
}

void residue_read(const struct residue_call *call, const struct json *record, struct arena *arena,
                  struct residue_things *out)
{
    if (call->shape == RESIDUE_PATHS)
        read_paths(call, record, arena, out);
    else
        residue_rules(call->shape, record, arena, out);
}
