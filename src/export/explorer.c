// SPDX-License-Identifier: GPL-3.0-or-later
/* Events for Timeline Explorer, under the headings that its users know from other tools of the kind. */
#include "src/export/each.h"

#include "src/base/isotime.h"

static const char *const heading[] = {
    "Timestamp",       "RuleTitle",   "Level",         "EventName", "ErrorCode",
    "ErrorMessage",    "EventSource", "AWS-Region",    "SrcIP",     "UserAgent",
    "UserName",        "UserType",    "UserAccountID", "UserARN",   "UserPrincipalID",
    "UserAccessKeyID", "EventID",     "Tags",          "RuleID",
};

/* It shifts times that look like ISO with a zone, so a plain one. */
static void put_time(struct sink *to, int64_t time_s)
{
    struct isotime_parts p = isotime_to_parts(time_s);
    buf_fmt(&to->out, "%04d-%02d-%02d %02d:%02d:%02d,", p.year, p.month, p.day, p.hour, p.minute, p.second);
}

static void add_tag(void *arg, const char *tag)
{
    struct buf *tags = arg;
    buf_fmt(tags, "%s%s", tags->len ? " ¦ " : "", tag);
}

static bool line(void *arg, const struct each_event *event, struct err *err)
{
    struct sink *to = arg;
    const struct event_row *row = event->row;
    const struct json *who = json_get(event->json, "userIdentity");
    CLEANUP(buf) struct buf tags = {0};
    const char *user = json_text(who, "userName");
    each_tags(event, add_tag, &tags);
    put_time(to, row->time_s);
    const char *const cells[] = {event->rules.titles,
                                 event->rules.level,
                                 row->api,
                                 json_text(event->json, "errorCode"),
                                 json_text(event->json, "errorMessage"),
                                 event->source,
                                 row->region,
                                 row->address,
                                 row->agent,
                                 user ? user : row->principal,
                                 json_text(who, "type"),
                                 json_text(who, "accountId"),
                                 json_text(who, "arn"),
                                 json_text(who, "principalId"),
                                 row->key,
                                 row->uid,
                                 buf_text(&tags),
                                 event->rules.ids};
    for (size_t i = 0; i < ARRAY_LEN(cells); i++)
        sink_csv_text(to, cells[i]);
    return sink_csv_end(to, err);
}

bool export_explorer(const struct export_from *from, struct sink *to, struct err *err)
{
    return sink_csv_head(to, heading, ARRAY_LEN(heading), err) && each_event(from, line, to, err) &&
           sink_flush(to, err);
}
