// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/redact/ticks.h"

#include <string.h>

bool ticks_load(struct ticks *ret, struct db *db, struct err *err)
{
    return checklist_load(&ret->before, db, NULL, err);
}

void ticks_done(struct ticks *ticks)
{
    checklist_done(&ticks->before);
}

static bool is_same(const struct checklist_item *a, const struct checklist_item *b)
{
    return a->recipe == b->recipe && a->event_count == b->event_count &&
           (a->event_count == 0 || memcmp(a->events, b->events, a->event_count * sizeof *a->events) == 0);
}

/* One event may be about several things: then the words tell. */
static const char *find(const struct checklist *after, const struct checklist_item *item, struct scrub *scrub)
{
    CLEANUP(buf) struct buf action = {0};
    const char *any = NULL;
    scrub_text(scrub, item->action, strlen(item->action), &action);
    for (size_t i = 0; i < after->count; i++) {
        const struct checklist_item *other = &after->items[i];
        if (!is_same(item, other))
            continue;
        if (strcmp(other->action, buf_text(&action)) == 0)
            return other->id;
        any = any ? any : other->id;
    }
    return any;
}

bool ticks_move(const struct ticks *ticks, struct scrub *scrub, struct db *db, struct err *err)
{
    CLEANUP(checklist) struct checklist after = {0};
    struct stmt *stmt;
    if (!checklist_load(&after, db, NULL, err))
        return false;
    for (size_t i = 0; i < ticks->before.count; i++) {
        const struct checklist_item *item = &ticks->before.items[i];
        const char *id = item->changed_s ? find(&after, item, scrub) : NULL;
        if (!id)
            continue;
        if (!db_stmt(db, QUERY_REDACT_TICK, &stmt, err))
            return false;
        stmt_text(stmt, ":old", item->id);
        stmt_text(stmt, ":new", id);
        if (!stmt_run(stmt, err))
            return false;
    }
    return true;
}
