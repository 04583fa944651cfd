// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/look.h"

#include "src/base/isotime.h"

const char look_filter_help[] =
    "FILTER is terms that must all hold, for example\n"
    "  principal:ci-deploy '!is:read' since:2020-04-01 '(ip:203.0.113.0/24 or agent:*kali*)'\n"
    "Fields: principal address key session agent client api service region account\n"
    "resource error outcome access technique asn owner country text id, since until at, and is:read "
    "is:write\n"
    "is:denied is:error is:console is:mfa is:attributed is:undecided is:marked ...\n"
    "Values may hold * and ?, be lists (a,b), and be quoted. See trailcase-filter(7).\n";

bool look_filter(const struct call *call, size_t from, struct filter **ret, struct err *err)
{
    CLEANUP(buf) struct buf typed = {0}, text = {0};
    CLEANUP(filter) struct filter *alone = NULL;
    int64_t now_s = isotime_now();
    for (size_t i = from; i < call->arg_count; i++)
        buf_fmt(&typed, "%s%s", i > from ? " " : "", call->args[i]);
    /* By itself first, so that an error points into what was typed. */
    return filter_parse(&alone, buf_text(&typed), now_s, NULL, err) &&
           call_filter_text(call, from, now_s, &text, err) &&
           filter_parse(ret, buf_text(&text), now_s, NULL, err);
}

const struct column look_event_columns[LOOK_EVENT_COLUMNS] = {
    {"time", COLUMN_TIME, 0},
    {"principal", COLUMN_TEXT, 0},
    {"address", COLUMN_TEXT, 0},
    {"key", COLUMN_TEXT, COLUMN_SPARE},
    {"service", COLUMN_TEXT, 0},
    {"api", COLUMN_TEXT, 0},
    {"access", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"outcome", COLUMN_TEXT, 0},
    {"error", COLUMN_TEXT, COLUMN_WIDE | COLUMN_SPARE},
    {"region", COLUMN_TEXT, COLUMN_SPARE},
    {"account", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"agent", COLUMN_TEXT, COLUMN_WIDE | COLUMN_SPARE | COLUMN_ENDS},
    {"session", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"principal_key", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"attribution", COLUMN_TEXT, COLUMN_NOT_TABLE},
    {"event", COLUMN_INT, 0},
    {"id", COLUMN_TEXT, COLUMN_NOT_TABLE},
};

bool look_event(struct output *out, const struct event_row *row, struct err *err)
{
    output_time(out, row->time_s);
    output_text(out, row->principal);
    output_text(out, row->address);
    output_text(out, row->key);
    output_text(out, row->service);
    output_text(out, row->api);
    output_text(out, row->access);
    output_text(out, outcome_name(row->outcome));
    output_text(out, row->error);
    output_text(out, row->region);
    output_text(out, row->account);
    output_text(out, row->agent);
    output_text(out, row->session);
    output_text(out, row->principal_key);
    output_text(out, row->attribution);
    output_int(out, row->id);
    output_text(out, row->uid);
    return output_row(out, err);
}
