// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * correlate: from the events that match the bases of a correlation to the windows in which they count.
 *
 * Windows slide: a window qualifies when its events, no further apart than the timespan, reach the
 * threshold, or hold every base. Qualifying windows that share events are one, and its members are all base
 * events of its group between its first and last second.
 *
 * Of bases in an order each chain that is completed is a window of its own, and its members are the events of
 * the chain: the latest there are before the one that completes it. They are used up by it. Events of one
 * second count as being in any order.
 */
#ifndef TRAILCASE_DETECT_CORRELATE_H
#define TRAILCASE_DETECT_CORRELATE_H

#include "src/detect/rule.h"

struct base_event {
    const char *group; /* NULL: the one without a name */
    int64_t time_s, event_id;
    size_t base;
    const char *value; /* what is counted; NULL: nothing there */
};

struct member {
    int64_t window; /* from 1 */
    int64_t event_id;
};

struct members {
    struct member *items;
    size_t count, size;
};

void members_done(struct members *members);
CLEANUP_DEFINE(members, struct members, members_done);
void members_add(struct members *members, int64_t window, int64_t event_id);

/* Sorts events. */
void correlate(const struct correlation *it, struct base_event *events, size_t count, struct members *ret);

#endif
