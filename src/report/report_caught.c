// SPDX-License-Identifier: GPL-3.0-or-later
/* Which rules would have told of the attacker, and when, against what the analyst began with. */
#include "src/report/report_model.h"

#include "src/model/events.h"

static bool load_rules(struct report *report, struct db *db, struct err *err)
{
    struct report_caught *items = arena_zero(&report->arena, REPORT_CAUGHT_MAX, sizeof *items);
    struct stmt *row;
    enum stmt_end end;
    report->caught = items;
    if (!db_stmt(db, QUERY_REPORT_CAUGHT, &row, err))
        return false;
    stmt_int(row, ":limit", REPORT_CAUGHT_MAX);
    while ((end = stmt_step(row, err)) == STMT_ROW)
        items[report->caught_count++] = (struct report_caught){
            .title = stmt_text_dup(row, 0, &report->arena),
            .level = (enum rule_level)stmt_get_int(row, 1),
            .rule = stmt_text_dup(row, 2, &report->arena),
            .event_id = stmt_get_int(row, 3),
            .time_s = stmt_get_int(row, 4),
            .others = stmt_get_int(row, 5),
        };
    return end == STMT_DONE;
}

/* The event the analyst began with: of those marked by themselves the one that was marked first. */
static bool load_begun(struct report *report, struct db *db, struct err *err)
{
    const struct mark *begun = NULL;
    for (size_t i = 0; i < report->marks.count; i++) {
        const struct mark *mark = &report->marks.items[i];
        if (mark->kind == MARK_EVENT && mark->verdict == VERDICT_ATTACKER && !mark->issued_by &&
            (!begun || mark->created_s < begun->created_s))
            begun = mark;
    }
    report->begun_s = ISOTIME_NONE;
    if (!begun)
        return true;
    if (!events_find(db, begun->value, &report->begun_event, err))
        return false;
    const struct pick *all = &report->questions->facts.attributed;
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i]->event_id == report->begun_event)
            report->begun_s = all->items[i]->time_s;
    return true;
}

bool report_load_caught(struct report *report, struct db *db, struct err *err)
{
    return load_rules(report, db, err) && load_begun(report, db, err);
}
