// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * keymap: from keys to requests.
 *
 * A screen may bind keys of its own, in the form of the request table: names of keys with blanks between. Its
 * bindings are looked at first, then the global ones of ui/core/request.h; keys that the user gave
 * (request_rebind) come before both.
 */
#ifndef TRAILCASE_UI_CORE_KEYMAP_H
#define TRAILCASE_UI_CORE_KEYMAP_H

#include "ui/core/request.h"

/* A list of these ends with an entry whose keys are NULL. */
struct keymap_binding {
    const char *keys;
    enum request request;
    const char *help;
};

/* The request of a key; REQUEST_NONE when it has none. own may be NULL. */
enum request keymap_find(const struct keymap_binding *own, int key);

/* Take the next key off a list such as "j Down". KEYCODE_NONE at its end, or for a name that is no key. */
int keymap_next_key(const char **keys);

#endif
