// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * events: the events a filter leaves, in the order of time, page by page.
 *
 * events_open() prepares a filter once and chooses the way to its events; events_page() then reads pages
 * forward or backward from a place. A place is the pair (time_s, event_id) that orders events. Pages are
 * immutable and own all they point to. One thread at a time.
 */
#ifndef TRAILCASE_MODEL_EVENTS_H
#define TRAILCASE_MODEL_EVENTS_H

#include "src/model/event.h"
#include "src/model/filter_sql.h"

struct event_row {
    int64_t id, time_s;
    const char *uid; /* eventID */
    enum outcome outcome;
    int64_t flags; /* enum event_flag */
    /* Any of these is NULL when the record did not say. */
    const char *service, *api, *access; /* "iam", "CreateUser", "permissions" */
    const char *principal, *principal_key, *session, *address, *key, *agent, *region, *account, *error;
    const char *attribution; /* "attributed", "undecided" or NULL */
};

/* How the events of a page are found; see events.c. */
enum events_way { EVENTS_BY_INDEX, EVENTS_BY_TIME, EVENTS_BY_ROLLUP };

struct events {
    struct filter_sql sql;
    enum events_way way;
    int64_t matching;        /* events the filter leaves; -1 until events_count() when only a scan can tell */
    int64_t total;           /* events in the case */
    int64_t first_s, last_s; /* of the case; ISOTIME_NONE when it is empty */
    int64_t from_s, to_s;    /* the window of the filter (filter_window()); ISOTIME_NONE: open */
};

bool events_open(struct events *ret, struct db *db, const struct filter *filter, struct err *err) WARN_UNUSED;
void events_close(struct events *events);
CLEANUP_DEFINE(events, struct events, events_close);

/* Fill in matching where it is not known yet; may take long, can be cancelled. */
bool events_count(struct events *events, struct db *db, struct err *err) WARN_UNUSED;

struct events_ask {
    bool backward;      /* rows before the place instead of after it */
    int64_t time_s, id; /* the place; the event at it is not in the page */
    size_t limit;
};

/* Ask for the first rows, the last ones, those from a moment on, those before it. */
struct events_ask events_ask_first(size_t limit);
struct events_ask events_ask_last(size_t limit);
struct events_ask events_ask_from(int64_t time_s, size_t limit);
struct events_ask events_ask_before(int64_t time_s, size_t limit);

struct events_page {
    struct event_row *rows; /* oldest first, whichever way was asked */
    size_t count;
    bool more; /* there is more in the direction asked */
    struct arena arena;
};

bool events_page(struct events_page *ret, struct events *events, struct db *db, const struct events_ask *ask,
                 struct err *err) WARN_UNUSED;
void events_page_done(struct events_page *page);
CLEANUP_DEFINE(events_page, struct events_page, events_page_done);

/* Id of an event by its eventID or by its number in the case; 0 when there is none. */
bool events_find(struct db *db, const char *text, int64_t *ret_id, struct err *err) WARN_UNUSED;

#endif
