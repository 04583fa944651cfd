// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/json.h"

#include <cjson/cJSON.h>
#include <string.h>

static _Thread_local struct arena *current;

static void *from_arena(size_t size)
{
    return current ? arena_alloc(current, size) : NULL;
}

static void not_freed(void *ptr UNUSED)
{
}

/* Before main, so that no thread can see cJSON half set up. */
__attribute__((constructor)) static void install_hooks(void)
{
    cJSON_Hooks hooks = {.malloc_fn = from_arena, .free_fn = not_freed};
    cJSON_InitHooks(&hooks);
}

static const cJSON *as_cjson(const struct json *node)
{
    return (const cJSON *)node;
}

static const struct json *as_json(const cJSON *node)
{
    return (const struct json *)node;
}

static bool only_space(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r'))
        at++;
    return at == end;
}

const struct json *json_parse(struct arena *arena, const char *text, size_t len, size_t *ret_offset)
{
    const char *stopped = text;
    current = arena;
    const cJSON *tree = cJSON_ParseWithLengthOpts(text, len, &stopped, 0);
    current = NULL;
    if (ret_offset)
        *ret_offset = stopped ? (size_t)(stopped - text) : 0;
    if (!tree || !only_space(stopped, text + len))
        return NULL;
    return as_json(tree);
}

enum json_type json_type(const struct json *node)
{
    if (!node)
        return JSON_ABSENT;
    switch (as_cjson(node)->type & 0xFF) {
    case cJSON_NULL:
        return JSON_NULL;
    case cJSON_True:
    case cJSON_False:
        return JSON_BOOL;
    case cJSON_Number:
        return JSON_NUMBER;
    case cJSON_String:
        return JSON_STRING;
    case cJSON_Array:
        return JSON_ARRAY;
    case cJSON_Object:
        return JSON_OBJECT;
    default:
        return JSON_ABSENT;
    }
}

const struct json *json_get(const struct json *node, const char *name)
{
    if (json_type(node) != JSON_OBJECT)
        return NULL;
    for (const cJSON *child = as_cjson(node)->child; child; child = child->next)
        if (strcmp(child->string, name) == 0)
            return as_json(child);
    return NULL;
}

void json_pick(const struct json *node, const struct json_name names[], size_t count,
               const struct json *ret[])
{
    for (size_t i = 0; i < count; i++)
        ret[i] = NULL;
    if (json_type(node) != JSON_OBJECT)
        return;
    for (const cJSON *child = as_cjson(node)->child; child; child = child->next) {
        size_t len = strlen(child->string);
        for (size_t i = 0; i < count; i++)
            if (names[i].len == len && !ret[i] && memcmp(child->string, names[i].text, len) == 0)
                ret[i] = as_json(child);
    }
}

const char *json_str(const struct json *node)
{
    return json_type(node) == JSON_STRING ? as_cjson(node)->valuestring : NULL;
}

const char *json_text(const struct json *node, const char *name)
{
    const char *text = json_str(json_get(node, name));
    return text && *text ? text : NULL;
}

static bool is_word(const struct json *node, const char *lower, const char *upper)
{
    const char *text = json_str(node);
    return text && (strcmp(text, lower) == 0 || strcmp(text, upper) == 0);
}

bool json_is_true(const struct json *node)
{
    return (node && cJSON_IsTrue(as_cjson(node))) || is_word(node, "true", "True");
}

bool json_is_false(const struct json *node)
{
    return (node && cJSON_IsFalse(as_cjson(node))) || is_word(node, "false", "False");
}

double json_number(const struct json *node, double fallback)
{
    return json_type(node) == JSON_NUMBER ? as_cjson(node)->valuedouble : fallback;
}

const struct json *json_first(const struct json *node)
{
    return node ? as_json(as_cjson(node)->child) : NULL;
}

const struct json *json_next(const struct json *node)
{
    return node ? as_json(as_cjson(node)->next) : NULL;
}

const char *json_name(const struct json *node)
{
    return node ? as_cjson(node)->string : NULL;
}

size_t json_count(const struct json *node)
{
    size_t count = 0;
    for (const struct json *child = json_first(node); child; child = json_next(child))
        count++;
    return count;
}
