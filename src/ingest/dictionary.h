// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * dictionary: the ids under which the case keeps the values of an event. A value is looked up in memory first
 * (see intern.h), then in the case, where it is made when it is new. What one record tells of a principal, a
 * session or a resource completes what others told. One thread, the writer's.
 */
#ifndef TRAILCASE_INGEST_DICTIONARY_H
#define TRAILCASE_INGEST_DICTIONARY_H

#include "src/model/event.h"
#include "src/store/db.h"

struct dictionary;

/* Ids of an event's values; 0 where the record had none. */
struct dictionary_ids {
    int64_t principal, session, address, key, agent, api, region, account, error, trait;
};

struct dictionary *dictionary_new(struct db *db) WARN_UNUSED;
void dictionary_free(struct dictionary *dictionary);

bool dictionary_event(struct dictionary *dictionary, const struct event *event, struct dictionary_ids *ret,
                      struct err *err) WARN_UNUSED;
bool dictionary_resource(struct dictionary *dictionary, const struct resource *resource, int64_t *ret_id,
                         struct err *err) WARN_UNUSED;

/* Write the names principals were seen under since the last flush. Before every commit. */
bool dictionary_flush(struct dictionary *dictionary, struct err *err) WARN_UNUSED;

#endif
