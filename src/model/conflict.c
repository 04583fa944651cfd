// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/conflict.h"

#include "src/base/json.h"
#include "src/model/record_text.h"

#include <string.h>

enum { DEPTH_MOST = 64 };

struct comparing {
    struct arena *arena;
    struct conflict_difference *ret;
    size_t most, count;
    unsigned depth;
};

static const char *as_text(struct arena *arena, const struct json *node)
{
    switch (json_type(node)) {
    case JSON_NULL:
        return "null";
    case JSON_BOOL:
        return json_is_true(node) ? "true" : "false";
    case JSON_NUMBER:
        return arena_fmt(arena, "%.17g", json_number(node, 0));
    case JSON_STRING:
        return arena_fmt(arena, "\"%s\"", json_str(node));
    case JSON_ARRAY:
        return arena_fmt(arena, "[%zu elements]", json_count(node));
    case JSON_OBJECT:
        return arena_fmt(arena, "{%zu members}", json_count(node));
    case JSON_ABSENT:
        break;
    }
    return NULL;
}

static void differ(struct comparing *to, const char *path, const struct json *kept, const struct json *other)
{
    if (to->count < to->most)
        to->ret[to->count] =
            (struct conflict_difference){path, as_text(to->arena, kept), as_text(to->arena, other)};
    to->count++;
}

static void compare(struct comparing *to, const char *path, const struct json *kept,
                    const struct json *other);

static const char *member_path(struct comparing *to, const char *path, const char *name)
{
    return arena_fmt(to->arena, "%s%s%s", path, *path ? "." : "", name);
}

static void compare_objects(struct comparing *to, const char *path, const struct json *kept,
                            const struct json *other)
{
    for (const struct json *at = json_first(kept); at; at = json_next(at))
        compare(to, member_path(to, path, json_name(at)), at, json_get(other, json_name(at)));
    for (const struct json *at = json_first(other); at; at = json_next(at))
        if (!json_get(kept, json_name(at)))
            differ(to, member_path(to, path, json_name(at)), NULL, at);
}

static void compare_arrays(struct comparing *to, const char *path, const struct json *kept,
                           const struct json *other)
{
    const struct json *left = json_first(kept), *right = json_first(other);
    for (size_t i = 0; left || right; i++) {
        compare(to, arena_fmt(to->arena, "%s[%zu]", path, i), left, right);
        left = json_next(left);
        right = json_next(right);
    }
}

static void compare(struct comparing *to, const char *path, const struct json *kept, const struct json *other)
{
    enum json_type type = json_type(kept);
    bool alike = type == json_type(other), nested = type == JSON_OBJECT || type == JSON_ARRAY;
    if (!alike || to->depth == DEPTH_MOST) {
        differ(to, path, kept, other);
        return;
    }
    to->depth++;
    if (type == JSON_OBJECT)
        compare_objects(to, path, kept, other);
    else if (type == JSON_ARRAY)
        compare_arrays(to, path, kept, other);
    else if (!nested && type != JSON_ABSENT &&
             strcmp(as_text(to->arena, kept), as_text(to->arena, other)) != 0)
        differ(to, path, kept, other);
    to->depth--;
}

size_t conflict_compare(const char *const texts[2], const size_t lens[2], struct arena *arena,
                        struct conflict_difference *ret, size_t most)
{
    struct comparing to = {.arena = arena, .ret = ret, .most = most};
    const struct json *trees[2];
    for (size_t i = 0; i < 2; i++) {
        CLEANUP(buf) struct buf hidden = {0};
        record_text(texts[i], lens[i], &hidden);
        trees[i] = json_parse(arena, buf_text(&hidden), hidden.len, NULL);
    }
    if (trees[0] && trees[1]) {
        compare(&to, "", trees[0], trees[1]);
    } else if (most) {
        to.count = 1;
        *ret = (struct conflict_difference){"the record", trees[0] ? "JSON" : "no JSON",
                                            trees[1] ? "JSON" : "no JSON"};
    }
    return to.count;
}
