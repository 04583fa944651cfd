// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Any bytes given to the record parser: an event or a reason. A record's canonical text is the canonical text
 * of itself, and parses.
 */
#include "src/base/buf.h"
#include "src/ingest/canonical.h"
#include "src/model/event.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void require(bool holds)
{
    if (!holds)
        __builtin_trap();
}

static void check_event(const struct event *event)
{
    require(event->name && event->source && event->outcome < OUTCOME__COUNT);
    require(event->has_uuid == !event->uid || !event->has_uuid);
    require(!event->principal.key || event->principal.name);
    require(!event->session.key || event->principal.key);
    require(event->resource_count <= RESOURCE_MOST);
    for (size_t i = 0; i < event->resource_count; i++)
        require(*event->resources[i].value);
}

static void check_canonical(struct arena *arena, const char *text, size_t len)
{
    struct buf once = {0}, twice = {0};
    canonical_append(arena, text, len, &once);
    canonical_append(arena, buf_text(&once), once.len, &twice);
    require(once.len == twice.len && memcmp(buf_text(&once), buf_text(&twice), once.len) == 0);
    buf_done(&once);
    buf_done(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena tree = {0}, keep = {0};
    struct event event;
    const struct json *json = json_parse(&tree, (const char *)bytes, len, NULL);
    if (json) {
        const char *reason = event_derive(json, &tree, &keep, &event);
        if (!reason)
            check_event(&event);
        check_canonical(&tree, (const char *)bytes, len);
    }
    arena_done(&tree);
    arena_done(&keep);
    return 0;
}
