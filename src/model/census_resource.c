// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/census_resource.h"

#include "src/base/alloc.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_CAP = 1024 };

static void add(struct census_resources *resources, int64_t resource_id, size_t event_id)
{
    if (event_id >= resources->events) {
        size_t events = resources->events ? resources->events : FIRST_CAP;
        while (events <= event_id)
            events *= 2;
        resources->first = alloc_resize(resources->first, events, sizeof *resources->first);
        memset(resources->first + resources->events, 0,
               (events - resources->events) * sizeof *resources->first);
        resources->events = events;
    }
    if (resources->count == resources->cap) {
        resources->cap = resources->cap ? resources->cap * 2 : FIRST_CAP;
        resources->links = alloc_resize(resources->links, resources->cap, sizeof *resources->links);
    }
    resources->links[resources->count++] =
        (struct census_resource_link){(uint32_t)resource_id, resources->first[event_id]};
    resources->first[event_id] = (uint32_t)resources->count;
}

bool census_resources_load(struct census_resources *ret, struct db *db, struct err *err)
{
    struct stmt *stmt;
    enum stmt_end end;
    *ret = (struct census_resources){0};
    if (!db_stmt(db, QUERY_LIST_RESOURCE_EVENTS, &stmt, err))
        return false;
    while ((end = stmt_step(stmt, err)) == STMT_ROW)
        add(ret, stmt_get_int(stmt, 0), (size_t)stmt_get_int(stmt, 1));
    return end == STMT_DONE;
}

void census_resources_done(struct census_resources *resources)
{
    free(resources->first);
    free(resources->links);
    *resources = (struct census_resources){0};
}
