// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/export/each.h"

#include "src/detect/rule.h"

#include <ctype.h>
#include <string.h>

enum { EACH_PAGE = 1000 };

struct walk {
    const struct export_from *from;
    each_fn fn;
    void *arg;
    const struct attack *attack;
    struct arena arena; /* of one event */
};

static void join(struct buf *list, const char *between, const char *text)
{
    if (text && *text)
        buf_fmt(list, "%s%s", list->len ? between : "", text);
}

static const char *kept(const struct buf *list, struct arena *arena)
{
    return list->len ? arena_strn(arena, list->bytes, list->len) : NULL;
}

static bool read_rules(struct walk *walk, int64_t event_id, struct each_rules *ret, struct err *err)
{
    CLEANUP(buf) struct buf titles = {0}, ids = {0}, tags = {0};
    struct stmt *row;
    enum stmt_end end;
    if (!db_stmt(walk->from->db, QUERY_EXPORT_RULES, &row, err))
        return false;
    stmt_int(row, ":event_id", event_id);
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        join(&ids, " ¦ ", stmt_get_text(row, 0, NULL));
        join(&titles, " ¦ ", stmt_get_text(row, 1, NULL));
        join(&tags, " ", stmt_get_text(row, 3, NULL));
        if (!ret->level)
            ret->level = rule_level_names[stmt_get_int(row, 2)];
    }
    ret->titles = kept(&titles, &walk->arena);
    ret->ids = kept(&ids, &walk->arena);
    ret->tags = kept(&tags, &walk->arena);
    return end == STMT_DONE;
}

static bool read_record(struct walk *walk, struct each_event *event, struct err *err)
{
    struct stmt *row;
    if (!db_stmt(walk->from->db, QUERY_EXPORT_RECORD, &row, err))
        return false;
    stmt_int(row, ":event_id", event->row->id);
    enum stmt_end end = stmt_step(row, err);
    if (end != STMT_ROW)
        return end == STMT_DONE;
    const char *record = stmt_get_text(row, 0, &event->record_len);
    event->record = arena_strn(&walk->arena, record ? record : "", event->record_len);
    event->source = stmt_text_dup(row, 1, &walk->arena);
    event->owner = stmt_text_dup(row, 3, &walk->arena);
    event->country = stmt_text_dup(row, 4, &walk->arena);
    const char *name = stmt_get_text(row, 2, NULL);
    const struct attack_api *api =
        event->source && name ? attack_of_api(walk->attack, event->source, name) : NULL;
    event->technique = api ? api->technique : NULL;
    event->json = json_parse(&walk->arena, event->record, event->record_len, NULL);
    return true;
}

static bool give(struct walk *walk, const struct event_row *row, struct err *err)
{
    struct each_event event = {.row = row, .arena = &walk->arena};
    arena_clear(&walk->arena);
    return read_record(walk, &event, err) && read_rules(walk, row->id, &event.rules, err) &&
           walk->fn(walk->arg, &event, err);
}

static bool walk_pages(struct walk *walk, struct events *events, struct err *err)
{
    struct events_ask ask = events_ask_first(EACH_PAGE);
    for (bool more = true; more;) {
        CLEANUP(events_page) struct events_page page = {0};
        if (!events_page(&page, events, walk->from->db, &ask, err))
            return false;
        for (size_t i = 0; i < page.count; i++)
            if (!give(walk, &page.rows[i], err))
                return false;
        if (page.count) {
            ask.time_s = page.rows[page.count - 1].time_s;
            ask.id = page.rows[page.count - 1].id;
        }
        more = page.more;
    }
    return true;
}

bool each_event(const struct export_from *from, each_fn fn, void *arg, struct err *err)
{
    CLEANUP(arena) struct arena tables = {0};
    CLEANUP(events) struct events events = {0};
    struct walk walk = {.from = from, .fn = fn, .arg = arg, .attack = attack_load(&tables)};
    bool ok = events_open(&events, from->db, from->filter, err) && walk_pages(&walk, &events, err);
    arena_done(&walk.arena);
    return ok;
}

static char *lower(struct arena *arena, const char *text)
{
    char *copy = arena_str(arena, text);
    for (char *at = copy; *at; at++)
        *at = (char)tolower((unsigned char)*at);
    return copy;
}

/* Is word[0..len) one of the words of list before `end`? */
static bool said_before(const char *list, const char *end, const char *word, size_t len)
{
    for (const char *at = list; at < end; at += strcspn(at, " "), at += strspn(at, " "))
        if (strcspn(at, " ") == len && memcmp(at, word, len) == 0)
            return true;
    return false;
}

void each_tags(const struct each_event *event, void (*fn)(void *arg, const char *tag), void *arg)
{
    CLEANUP(buf) struct buf all = {0};
    if (event->technique)
        join(&all, " ", arena_fmt(event->arena, "attack.%s", lower(event->arena, event->technique->id)));
    join(&all, " ", event->rules.tags);
    for (const char *list = buf_text(&all), *at = list; *(at += strspn(at, " "));) {
        size_t len = strcspn(at, " ");
        if (!said_before(list, at, at, len))
            fn(arg, arena_strn(event->arena, at, len));
        at += len;
    }
}
