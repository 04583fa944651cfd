// SPDX-License-Identifier: GPL-3.0-or-later
/* Any bytes given to the JSON reader: no crash, and a tree that can be walked to its last node. */
#include "src/base/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static size_t walk(const struct json *node)
{
    size_t seen = 1;
    for (const struct json *child = json_first(node); child; child = json_next(child))
        seen += walk(child);
    return seen + (json_str(node) != NULL) + (json_name(node) != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena arena = {0};
    size_t offset = 0;
    const struct json *node = json_parse(&arena, (const char *)bytes, len, &offset);
    if (node)
        walk(node);
    else if (offset > len)
        __builtin_trap();
    arena_done(&arena);
    return 0;
}
