// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * census_resource: the resources that each event is about, in memory for one census.
 *
 * The case has them by resource. To walk events in that order means to look each up at random; the other way
 * round, events are read one after the other, and their resources are found here. 12 bytes for each resource
 * of an event.
 */
#ifndef TRAILCASE_MODEL_CENSUS_RESOURCE_H
#define TRAILCASE_MODEL_CENSUS_RESOURCE_H

#include "src/store/db.h"

struct census_resource_link {
    uint32_t resource_id, next; /* next: place of another link of the same event + 1; 0: none */
};

struct census_resources {
    uint32_t *first; /* by event: place of its link + 1; 0: none */
    size_t events;
    struct census_resource_link *links;
    size_t count, cap;
};

bool census_resources_load(struct census_resources *ret, struct db *db, struct err *err) WARN_UNUSED;
void census_resources_done(struct census_resources *resources);
CLEANUP_DEFINE(census_resources, struct census_resources, census_resources_done);

#endif
