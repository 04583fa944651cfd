// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * each: what the exports of events share: walking the events of a filter in the order of time, with their
 * record, the rules they hit, and the techniques those and the call itself stand for.
 *
 * An event lives until the function that was given it returns.
 */
#ifndef TRAILCASE_EXPORT_EACH_H
#define TRAILCASE_EXPORT_EACH_H

#include "src/base/json.h"
#include "src/export/export.h"
#include "src/model/attack.h"
#include "src/model/events.h"

/* Rules an event hit that are not dismissed, the highest level first. */
struct each_rules {
    const char *titles, *ids; /* " ¦ " between; NULL: none */
    const char *level;        /* of the first */
    const char *tags;         /* of all, blanks between; NULL: none */
};

struct each_event {
    const struct event_row *row;
    const char *source;          /* eventSource */
    const char *owner, *country; /* of the address; NULL */
    const char *record;          /* byte for byte */
    size_t record_len;
    const struct json *json; /* the same as a tree; NULL when it is no JSON */
    struct each_rules rules;
    const struct attack_technique *technique; /* of the call; NULL: none */
    struct arena *arena;
};

typedef bool (*each_fn)(void *arg, const struct each_event *event, struct err *err);

bool each_event(const struct export_from *from, each_fn fn, void *arg, struct err *err) WARN_UNUSED;

/* Techniques of an event as tags, "attack.t1098", those of its rules among them; call fn for each. */
void each_tags(const struct each_event *event, void (*fn)(void *arg, const char *tag), void *arg);

#endif
