// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/cmd.h"

#include "src/cli/look.h"

enum { PAGE = 1000 };

static const struct option_spec own[] = {
    {.name = "limit", .letter = 'n', .argument = "N", .help = "rows at most; 0 for all (default: all)"},
    {.name = "newest", .help = "newest first"},
    {0},
};

static bool write_page(struct output *out, const struct events_page *page, bool newest, struct err *err)
{
    for (size_t i = 0; i < page->count; i++)
        if (!look_event(out, &page->rows[newest ? page->count - 1 - i : i], err))
            return false;
    return true;
}

/* Pages from one end of the case to the other, until limit rows are out; 0: no limit. */
static bool write_all(struct output *out, struct events *events, struct db *db, bool newest, int64_t limit,
                      struct err *err)
{
    struct events_ask ask = newest ? events_ask_last(PAGE) : events_ask_first(PAGE);
    int64_t written = 0;
    for (bool more = true; more && (!limit || written < limit);) {
        CLEANUP(events_page) struct events_page page = {0};
        if (limit && limit - written < PAGE)
            ask.limit = (size_t)(limit - written);
        if (!events_page(&page, events, db, &ask, err) || !write_page(out, &page, newest, err))
            return false;
        if (page.count) {
            const struct event_row *edge = &page.rows[newest ? 0 : page.count - 1];
            ask.time_s = edge->time_s;
            ask.id = edge->id;
        }
        written += (int64_t)page.count;
        more = page.more;
    }
    return true;
}

static bool run(struct call *call, struct err *err)
{
    CLEANUP(filter) struct filter *filter = NULL;
    CLEANUP(db) struct db *db = NULL;
    CLEANUP(events) struct events events = {0};
    CLEANUP(output) struct output *out = NULL;
    int64_t limit = 0;
    return option_int(&call->options, "limit", 0, INT64_MAX, &limit, err) &&
           look_filter(call, 0, &filter, err) && call_open(call, DB_READ, &db, err) &&
           events_open(&events, db, filter, err) &&
           output_open(&out, call, look_event_columns, LOOK_EVENT_COLUMNS, err) &&
           write_all(out, &events, db, option_is_set(&call->options, "newest"), limit, err) &&
           output_close(TAKE(out), err);
}

const struct command cmd_events = {
    .name = "events",
    .group = CMD_LOOK,
    .usage = "CASE [FILTER]",
    .summary = "The events a filter leaves, oldest first",
    .detail = look_filter_help,
    .args_max = CMD_ARGS_ANY,
    .tables = {own, cmd_time_options, cmd_output_options},
    .run = run,
};
