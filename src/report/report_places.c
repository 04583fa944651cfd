// SPDX-License-Identifier: GPL-3.0-or-later
/* Where the attacker's calls came from: addresses with their owners, and programs. */
#include "src/report/report_model.h"

#include "src/model/frequency.h"

#include <string.h>

static const char *extra_text(const struct list *list, const struct list_row *row, const char *name)
{
    const struct list_extra *extras = list_specs[list->kind].extras;
    for (size_t i = 0; i < LIST_EXTRAS_MAX && extras[i].name; i++)
        if (extras[i].is_text && strcmp(extras[i].name, name) == 0)
            return row->extras[i].text;
    return NULL;
}

static int64_t extra_count(const struct list *list, const struct list_row *row, const char *name)
{
    const struct list_extra *extras = list_specs[list->kind].extras;
    for (size_t i = 0; i < LIST_EXTRAS_MAX && extras[i].name; i++)
        if (!extras[i].is_text && strcmp(extras[i].name, name) == 0)
            return row->extras[i].number;
    return 0;
}

static bool count_others(struct report *report, struct db *db, struct report_place *place, const char *term,
                         struct err *err)
{
    CLEANUP(filter) struct filter *filter = NULL;
    struct frequency_total total;
    const char *text = arena_fmt(&report->arena, "%s !is:attributed", term);
    if (!filter_parse(&filter, text, report->now_s, NULL, err) || !frequency_total(&total, db, filter, err))
        return false;
    place->others = total.events;
    return true;
}

static bool add_place(struct report *report, struct db *db, const struct list *list,
                      const struct list_row *row, struct report_place *ret, struct err *err)
{
    CLEANUP(buf) struct buf term = {0};
    struct arena *arena = &report->arena;
    filter_append_term(&term, list_specs[list->kind].field, row->value);
    *ret = (struct report_place){
        .value = arena_str(arena, row->value),
        .owner = arena_str(arena, extra_text(list, row, "owner")),
        .country = arena_str(arena, extra_text(list, row, "country")),
        .network = arena_str(arena, extra_text(list, row, "network")),
        .client = arena_str(arena, extra_text(list, row, "client")),
        .events = row->events,
        .denied = row->denied,
        .first_s = row->first_s,
        .last_s = row->last_s,
        .keys = extra_count(list, row, "keys"),
        .filter = arena_fmt(arena, "is:attributed %s", buf_text(&term)),
    };
    return count_others(report, db, ret, buf_text(&term), err);
}

static bool load_kind(struct report *report, struct db *db, enum list_kind kind, struct report_places *ret,
                      struct err *err)
{
    CLEANUP(filter) struct filter *attributed = NULL;
    CLEANUP(list) struct list list = {0};
    struct list_ask ask = {
        .kind = kind, .sort = LIST_BY_FIRST, .ascending = true, .limit = REPORT_PLACES_MAX};
    if (!filter_parse(&attributed, "is:attributed", report->now_s, NULL, err))
        return false;
    ask.filter = attributed;
    if (!list_load(&list, db, &ask, err))
        return false;
    struct report_place *places = arena_zero(&report->arena, list.count + 1, sizeof *places);
    for (size_t i = 0; i < list.count; i++)
        if (!add_place(report, db, &list, &list.rows[i], &places[i], err))
            return false;
    *ret = (struct report_places){places, list.count, (size_t)list.matching};
    return true;
}

bool report_load_places(struct report *report, struct db *db, struct err *err)
{
    return load_kind(report, db, LIST_ADDRESSES, &report->addresses, err) &&
           load_kind(report, db, LIST_AGENTS, &report->agents, err);
}
