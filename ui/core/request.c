// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/core/request.h"

#include <string.h>

#define REQUEST_ENTRY(name, group, command, keys, help)                                                      \
    [REQUEST_##name] = {command, keys, help, REQUEST_GROUP_##group},
static struct request_info table[] = {REQUEST_LIST(REQUEST_ENTRY)};
#undef REQUEST_ENTRY
_Static_assert(ARRAY_LEN(table) == REQUEST__COUNT, "one entry a request");

#define REQUEST_GROUP_TITLE(name, title) title,
static const char *const group_titles[] = {REQUEST_GROUP_LIST(REQUEST_GROUP_TITLE)};
#undef REQUEST_GROUP_TITLE

static bool rebound[REQUEST__COUNT];

void request_rebind(enum request request, const char *keys)
{
    table[request].keys = keys;
    rebound[request] = true;
}

bool request_is_rebound(enum request request)
{
    return rebound[request];
}

const struct request_info *request_info(enum request request)
{
    return &table[request];
}

const char *request_group_title(enum request_group group)
{
    return group_titles[group];
}

enum request request_of(const char *command)
{
    for (enum request request = REQUEST_NONE + 1; request < REQUEST__COUNT; request++)
        if (strcmp(table[request].command, command) == 0)
            return request;
    return REQUEST_NONE;
}
