// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Any bytes given to the JSON reader: no crash, a tree that can be walked to its last node, and the same tree
 * from its own parser as from cJSON, which reads whatever has a \u escape beside it.
 */
#include "src/base/buf.h"
#include "src/base/json.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static size_t walk(const struct json *node)
{
    size_t seen = 1;
    for (const struct json *child = json_first(node); child; child = json_next(child))
        seen += walk(child);
    return seen + (json_str(node) != NULL) + (json_name(node) != NULL);
}

static bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static void require_same(const struct json *a, const struct json *b)
{
    double left = json_number(a, 0.5), right = json_number(b, 0.5);
    if (json_type(a) != json_type(b) || !same_text(json_str(a), json_str(b)) ||
        !same_text(json_name(a), json_name(b)) || memcmp(&left, &right, sizeof left) != 0)
        __builtin_trap();
    a = json_first(a);
    b = json_first(b);
    for (; a && b; a = json_next(a), b = json_next(b))
        require_same(a, b);
    if (a || b)
        __builtin_trap();
}

static void compare_with_cjson(const struct json *node, const char *text, size_t len)
{
    struct arena arena = {0};
    struct buf both = {0};
    buf_str(&both, "[");
    buf_append(&both, text, len);
    buf_str(&both, ",\"\\u0041\"]");
    const struct json *list = json_parse(&arena, both.bytes, both.len, NULL);
    if (list)
        require_same(node, json_first(list));
    buf_done(&both);
    arena_done(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena arena = {0};
    size_t offset = 0;
    const struct json *node = json_parse(&arena, (const char *)bytes, len, &offset);
    if (node) {
        walk(node);
        compare_with_cjson(node, (const char *)bytes, len);
    }
    if (!node && offset > len)
        __builtin_trap();
    arena_done(&arena);
    return 0;
}
