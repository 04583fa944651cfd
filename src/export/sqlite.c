// SPDX-License-Identifier: GPL-3.0-or-later
/* Events, leads and marks as a plain SQLite file: built beside the others in a temporary file, then copied
 * out. */
#include "src/export/each.h"

#include "src/base/alloc.h"
#include "src/base/isotime.h"
#include "src/base/scratch.h"
#include "src/detect/lead.h"
#include "src/model/record_text.h"
#include "src/scope/mark.h"
#include "src/store/plain.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { COPY_BYTES = 1 << 16, EVENT_COLUMNS = 22, LEAD_COLUMNS = 6, MARK_COLUMNS = 11 };

static void put_time(struct plain *plain, int64_t time_s, char iso[ISOTIME_SIZE])
{
    if (time_s == ISOTIME_NONE)
        plain_null(plain);
    else
        plain_text(plain, isotime_format(time_s, iso));
}

static bool put_event(void *arg, const struct each_event *event, struct err *err)
{
    struct plain *plain = arg;
    const struct event_row *row = event->row;
    CLEANUP(buf) struct buf record = {0};
    char iso[ISOTIME_SIZE];
    const char *const texts[] = {row->principal,
                                 row->principal_key,
                                 row->session,
                                 row->address,
                                 event->owner,
                                 event->country,
                                 row->key,
                                 row->agent,
                                 row->service,
                                 row->api,
                                 row->access,
                                 outcome_name(row->outcome),
                                 row->error,
                                 row->region,
                                 row->account,
                                 row->attribution,
                                 event->technique ? event->technique->id : NULL};
    record_text(event->record, event->record_len, &record);
    plain_int(plain, row->id);
    plain_text(plain, row->uid);
    put_time(plain, row->time_s, iso);
    plain_int(plain, row->time_s);
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        plain_text(plain, texts[i]);
    plain_textn(plain, buf_text(&record), record.len);
    return plain_row(plain, err);
}

static bool put_about(const struct export_from *from, struct plain *plain, struct err *err)
{
    char iso[ISOTIME_SIZE];
    const char *const facts[][2] = {
        {"case", from->name},
        {"written", isotime_format(from->now_s, iso)},
        {"program", "trailcase " PACKAGE_VERSION},
        {"events", from->filter && *filter_text(from->filter) ? filter_text(from->filter) : "all"},
    };
    if (!plain_table(plain, "about", 2, err))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(facts); i++) {
        plain_text(plain, facts[i][0]);
        plain_text(plain, facts[i][1]);
        if (!plain_row(plain, err))
            return false;
    }
    return true;
}

static bool put_leads(const struct export_from *from, struct plain *plain, struct err *err)
{
    CLEANUP(lead_list) struct lead_list list = {0};
    if (!lead_list_load(&list, from->db, false, err) || !plain_table(plain, "lead", LEAD_COLUMNS, err))
        return false;
    for (size_t i = 0; i < list.count; i++) {
        const struct lead *lead = &list.items[i];
        char first[ISOTIME_SIZE], last[ISOTIME_SIZE];
        plain_text(plain, lead->id);
        plain_text(plain, lead->title);
        plain_text(plain, rule_level_names[lead->level]);
        plain_int(plain, lead->events);
        put_time(plain, lead->first_s, first);
        put_time(plain, lead->last_s, last);
        if (!plain_row(plain, err))
            return false;
    }
    return true;
}

/* A line a rule and event; ids are joined as each.c joins them. */
static bool put_hits(void *arg, const struct each_event *event, struct err *err)
{
    static const char between[] = " ¦ ";
    struct plain *plain = arg;
    for (const char *at = event->rules.ids; at && *at;) {
        const char *end = strstr(at, between);
        size_t len = end ? (size_t)(end - at) : strlen(at);
        plain_textn(plain, at, len);
        plain_int(plain, event->row->id);
        if (!plain_row(plain, err))
            return false;
        at += len + (end ? strlen(between) : 0);
    }
    return true;
}

static bool put_marks(const struct export_from *from, struct plain *plain, struct err *err)
{
    CLEANUP(mark_list) struct mark_list list = {0};
    if (!mark_list_load(&list, from->db, err) || !plain_table(plain, "mark", MARK_COLUMNS, err))
        return false;
    for (size_t i = 0; i < list.count; i++) {
        const struct mark *mark = &list.items[i];
        char since[ISOTIME_SIZE], until[ISOTIME_SIZE];
        plain_text(plain, mark_kind_names[mark->kind]);
        plain_text(plain, mark->value);
        plain_text(plain, mark->label);
        plain_text(plain, verdict_names[mark->verdict]);
        put_time(plain, mark->since_s, since);
        put_time(plain, mark->until_s, until);
        plain_text(plain, mark->reason);
        plain_int(plain, mark->issued_by != 0);
        plain_int(plain, mark->attributed);
        plain_int(plain, mark->undecided);
        plain_int(plain, mark->set_aside);
        if (!plain_row(plain, err))
            return false;
    }
    return true;
}

static bool fill(const struct export_from *from, const char *path, struct err *err)
{
    CLEANUP(plain) struct plain *plain = NULL;
    return plain_open(&plain, path, "export/plain.ddl", err) && put_about(from, plain, err) &&
           put_leads(from, plain, err) && put_marks(from, plain, err) &&
           plain_table(plain, "event", EVENT_COLUMNS, err) && each_event(from, put_event, plain, err) &&
           plain_table(plain, "lead_event", 2, err) && each_event(from, put_hits, plain, err) &&
           plain_close(TAKE(plain), err);
}

static bool copy_all(int fd, struct sink *to, struct err *err)
{
    ssize_t got;
    do {
        if (!buf_reserve(&to->out, COPY_BYTES))
            return err_set(err, ERR_LIMIT, "read the SQLite file back: no room");
        got = read(fd, to->out.bytes, COPY_BYTES);
        if (got < 0)
            return err_errno(err, "read the SQLite file back");
        to->out.len = (size_t)got;
        if (!sink_flush(to, err))
            return false;
    } while (got > 0);
    return true;
}

static bool copy_out(const char *path, struct sink *to, struct err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return err_errno(err, "read the SQLite file back");
    bool ok = copy_all(fd, to, err);
    close(fd);
    return ok;
}

bool export_sqlite(const struct export_from *from, struct sink *to, struct err *err)
{
    CLEANUP(buf) struct buf path = {0};
    CLEANUP(str) char *folder = NULL;
    if (!scratch_make("the SQLite file", &folder, err))
        return false;
    buf_fmt(&path, "%s/events.sqlite", folder);
    bool ok = fill(from, buf_text(&path), err) && copy_out(buf_text(&path), to, err);
    scratch_remove(folder);
    return ok;
}
