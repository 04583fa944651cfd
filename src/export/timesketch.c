// SPDX-License-Identifier: GPL-3.0-or-later
/* Events for Timesketch: `message`, `datetime` and `timestamp_desc` are what it asks for, the rest is
 * searchable. */
#include "src/export/each.h"

#include "src/base/isotime.h"
#include "src/base/jsonw.h"
#include "src/base/utf8.h"
#include "src/scope/sentence.h"

#include <inttypes.h>
#include <string.h>

enum { MICROSECONDS = 1000000, TEXTS = 17 };

struct sketch {
    const struct export_from *from;
    struct sink *to;
    struct buf message, tags;
};

static const char *const heading[] = {
    "message",    "datetime",     "timestamp",   "timestamp_desc", "tag",     "data_type",
    "principal",  "session",      "src_ip",      "owner",          "country", "key",
    "user_agent", "event_source", "event_name",  "access",         "outcome", "error",
    "region",     "account",      "attribution", "rules",          "uid",
};
enum { FIRST_TEXT = 6 };
_Static_assert(ARRAY_LEN(heading) == FIRST_TEXT + TEXTS, "a heading a cell");

static void texts_of(const struct each_event *event, const char *ret[TEXTS])
{
    const struct event_row *row = event->row;
    const char *const texts[TEXTS] = {row->principal,
                                      row->session,
                                      row->address,
                                      event->owner,
                                      event->country,
                                      row->key,
                                      row->agent,
                                      event->source,
                                      row->api,
                                      row->access,
                                      outcome_name(row->outcome),
                                      row->error,
                                      row->region,
                                      row->account,
                                      row->attribution,
                                      event->rules.titles,
                                      row->uid};
    memcpy(ret, texts, sizeof texts);
}

static bool say(struct sketch *sketch, const struct each_event *event, struct err *err)
{
    CLEANUP(event_view) struct event_view view = {0};
    CLEANUP(buf) struct buf plain = {0};
    bool found;
    if (!event_view_load(&view, sketch->from->db, event->row->id, &found, err))
        return false;
    buf_clear(&sketch->message);
    if (found)
        sentence_write(&view, &plain);
    utf8_visible(&sketch->message, buf_text(&plain), plain.len);
    return true;
}

static void put_zoned(struct buf *out, int64_t time_s)
{
    char iso[ISOTIME_SIZE];
    size_t len = strlen(isotime_format(time_s, iso));
    buf_append(out, iso, len ? len - 1 : 0);
    buf_str(out, "+00:00");
}

static void add_tag(void *arg, const char *tag)
{
    struct sketch *sketch = arg;
    buf_fmt(&sketch->tags, "%s%s", sketch->tags.len ? "," : "", tag);
}

static void tag(struct sketch *sketch, const struct each_event *event)
{
    buf_clear(&sketch->tags);
    if (event->row->attribution)
        add_tag(sketch, strcmp(event->row->attribution, "attributed") == 0 ? "attacker" : "undecided");
    each_tags(event, add_tag, sketch);
}

static void put_tags(struct jsonw *w, const char *tags)
{
    jsonw_karray(w, "tag");
    for (size_t len; *tags; tags += len + (tags[len] == ',')) {
        len = strcspn(tags, ",");
        jsonw_strn(w, tags, len);
    }
    jsonw_end(w);
}

static bool jsonl_line(void *arg, const struct each_event *event, struct err *err)
{
    struct sketch *sketch = arg;
    struct jsonw w;
    CLEANUP(buf) struct buf zoned = {0};
    const char *texts[TEXTS];
    if (!say(sketch, event, err))
        return false;
    tag(sketch, event);
    put_zoned(&zoned, event->row->time_s);
    texts_of(event, texts);
    jsonw_init(&w, &sketch->to->out);
    jsonw_object(&w);
    jsonw_kstr(&w, "message", buf_text(&sketch->message));
    jsonw_kstr(&w, "datetime", buf_text(&zoned));
    jsonw_kint(&w, "timestamp", event->row->time_s * MICROSECONDS);
    jsonw_kstr(&w, "timestamp_desc", "Event Time");
    put_tags(&w, buf_text(&sketch->tags));
    jsonw_kstr(&w, "data_type", "aws:cloudtrail:entry");
    for (size_t i = 0; i < TEXTS; i++)
        if (texts[i])
            jsonw_kstr(&w, heading[FIRST_TEXT + i], texts[i]);
    jsonw_end(&w);
    buf_char(&sketch->to->out, '\n');
    return sink_tick(sketch->to, err);
}

static bool csv_line(void *arg, const struct each_event *event, struct err *err)
{
    struct sketch *sketch = arg;
    const char *texts[TEXTS];
    if (!say(sketch, event, err))
        return false;
    tag(sketch, event);
    texts_of(event, texts);
    sink_csv_text(sketch->to, buf_text(&sketch->message));
    put_zoned(&sketch->to->out, event->row->time_s);
    buf_fmt(&sketch->to->out, ",%" PRId64 ",Event Time,", event->row->time_s * MICROSECONDS);
    sink_csv_text(sketch->to, buf_text(&sketch->tags));
    sink_csv_text(sketch->to, "aws:cloudtrail:entry");
    for (size_t i = 0; i < TEXTS; i++)
        sink_csv_text(sketch->to, texts[i]);
    return sink_csv_end(sketch->to, err);
}

static bool walk(const struct export_from *from, struct sink *to, each_fn line, struct err *err)
{
    struct sketch sketch = {.from = from, .to = to};
    bool ok = each_event(from, line, &sketch, err) && sink_flush(to, err);
    buf_done(&sketch.message);
    buf_done(&sketch.tags);
    return ok;
}

bool export_timesketch(const struct export_from *from, struct sink *to, struct err *err)
{
    return walk(from, to, jsonl_line, err);
}

bool export_timesketch_csv(const struct export_from *from, struct sink *to, struct err *err)
{
    return sink_csv_head(to, heading, ARRAY_LEN(heading), err) && walk(from, to, csv_line, err);
}
