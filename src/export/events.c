// SPDX-License-Identifier: GPL-3.0-or-later
/* Events as the records they were found as, and as CSV. */
#include "src/export/each.h"

#include <string.h>

/* A record may have been written over several lines; between tokens a line break means nothing, and within a
 * string JSON allows none. So a blank in its place changes no value and keeps a record to a line. */
static void put_record(struct buf *out, const char *record, size_t len)
{
    for (const char *end = record + len; record < end;) {
        const char *stop = record;
        while (stop < end && *stop != '\n' && *stop != '\r')
            stop++;
        buf_append(out, record, (size_t)(stop - record));
        if (stop < end)
            buf_char(out, ' ');
        record = stop + (stop < end);
    }
    buf_char(out, '\n');
}

static bool jsonl_line(void *arg, const struct each_event *event, struct err *err)
{
    struct sink *to = arg;
    put_record(&to->out, event->record, event->record_len);
    return sink_tick(to, err);
}

bool export_jsonl(const struct export_from *from, struct sink *to, struct err *err)
{
    return each_event(from, jsonl_line, to, err) && sink_flush(to, err);
}

static const char *const heading[] = {
    "time",   "principal", "principal_key", "session", "address",   "owner",   "country",
    "key",    "agent",     "service",       "api",     "access",    "outcome", "error",
    "region", "account",   "attribution",   "rules",   "technique", "event",   "id",
};

static bool csv_line(void *arg, const struct each_event *event, struct err *err)
{
    struct sink *to = arg;
    const struct event_row *row = event->row;
    sink_csv_time(to, row->time_s);
    const char *const before[] = {
        row->principal,   row->principal_key,  row->session,
        row->address,     event->owner,        event->country,
        row->key,         row->agent,          row->service,
        row->api,         row->access,         outcome_name(row->outcome),
        row->error,       row->region,         row->account,
        row->attribution, event->rules.titles, event->technique ? event->technique->id : NULL};
    for (size_t i = 0; i < ARRAY_LEN(before); i++)
        sink_csv_text(to, before[i]);
    sink_csv_int(to, row->id);
    sink_csv_text(to, row->uid);
    return sink_csv_end(to, err);
}

bool export_csv(const struct export_from *from, struct sink *to, struct err *err)
{
    return sink_csv_head(to, heading, ARRAY_LEN(heading), err) && each_event(from, csv_line, to, err) &&
           sink_flush(to, err);
}
