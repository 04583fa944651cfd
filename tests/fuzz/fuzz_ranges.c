// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Any bytes as a list of addresses, as published ranges and as an agent: no crash; every range is found from
 * both of its ends, in one that is no wider; an agent is of some class.
 */
#include "src/enrich/range_text.h"
#include "src/model/agent.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static bool is_inside(const struct range *inner, const struct range *outer)
{
    return memcmp(outer->first, inner->first, ADDRESS_BYTES) <= 0 &&
           memcmp(outer->last, inner->first, ADDRESS_BYTES) >= 0;
}

static void check(struct ranges *ranges)
{
    ranges_sort(ranges);
    for (size_t i = 0; i < ranges->count; i++) {
        const struct range *range = &ranges->items[i], *first = ranges_find(ranges, range->first);
        if (!first || !is_inside(range, first) || !ranges_find(ranges, range->last) ||
            memcmp(first->last, range->last, ADDRESS_BYTES) > 0)
            __builtin_trap();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    CLEANUP(ranges) struct ranges list = {0}, published = {0};
    CLEANUP(arena) struct arena arena = {0};
    struct agent agent;
    struct err err;
    size_t odd;
    const char *text = arena_strn(&arena, (const char *)bytes, len);
    range_text_list(&list, text, len, &odd);
    check(&list);
    if (range_text_published(&published, text, len, "input", &err))
        check(&published);
    agent_parse(agent_rules_load(&arena), text, &arena, &agent);
    if (!agent.class || !agent.client)
        __builtin_trap();
    return 0;
}
