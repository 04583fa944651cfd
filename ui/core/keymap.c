// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/core/keymap.h"

#include "ui/core/keycode.h"

#include <string.h>

int keymap_next_key(const char **keys)
{
    const char *name = *keys + strspn(*keys, " ");
    size_t len = strcspn(name, " ");
    char copy[KEYCODE_NAME_SIZE];
    *keys = name + len;
    if (len == 0 || len >= sizeof copy)
        return KEYCODE_NONE;
    memcpy(copy, name, len);
    copy[len] = '\0';
    return keycode_of(copy);
}

static bool has_key(const char *keys, int key)
{
    for (int one; (one = keymap_next_key(&keys)) != KEYCODE_NONE;)
        if (one == key)
            return true;
    return false;
}

enum request keymap_find(const struct keymap_binding *own, int key)
{
    for (enum request request = REQUEST_NONE + 1; request < REQUEST__COUNT; request++)
        if (request_is_rebound(request) && has_key(request_info(request)->keys, key))
            return request;
    for (; own != NULL && own->keys != NULL; own++)
        if (has_key(own->keys, key))
            return own->request;
    for (enum request request = REQUEST_NONE + 1; request < REQUEST__COUNT; request++)
        if (has_key(request_info(request)->keys, key))
            return request;
    return REQUEST_NONE;
}
