// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * links: what events can be linked by, into `link_key`: sharedEventID, requestID of second views, what an
 * addendum amends. Works inside the writer's transactions. One thread, the connection's.
 */
#ifndef TRAILCASE_INGEST_LINKS_H
#define TRAILCASE_INGEST_LINKS_H

#include "src/model/event.h"
#include "src/store/db.h"

struct links {
    struct stmt *add; /* the connection's */
    int event_id, kind, value;
};

bool links_init(struct links *links, struct db *db, struct err *err) WARN_UNUSED;

bool links_add(struct links *links, int64_t event_id, const struct event *event, struct err *err) WARN_UNUSED;

/* A case of before `link_key` was as it is: read from its records what links them, once. Begins and commits.
 */
bool links_fill(struct db *db, struct err *err) WARN_UNUSED;

#endif
