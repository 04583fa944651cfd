// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * event_view: everything about one event, as groups of labelled fields, and its record for the screen.
 *
 * `json` is the record set out for reading with every secret hidden (record_text.h). It is for eyes. `record`
 * is the record byte for byte as found and may hold such secrets: for export only, never for a screen. Texts
 * are as logged, so not always UTF-8. Immutable once loaded; owns all it points to.
 */
#ifndef TRAILCASE_MODEL_EVENT_VIEW_H
#define TRAILCASE_MODEL_EVENT_VIEW_H

#include "src/base/arena.h"
#include "src/store/db.h"

struct event_field {
    const char *group; /* "Who", "Where", "How", "What", "Result", "Session", "Evidence", "Judgement" */
    const char *label; /* "Access key" */
    const char *value;
    const char *field; /* filter field that this value pivots to, or NULL */
    const char *pivot; /* the value to pivot with, where it differs from what is shown; else NULL */
};

struct event_view {
    int64_t id, time_s;
    const char *uid;                  /* eventID as text */
    const char *title;                /* "iam:CreateUser by ci-deploy, denied" */
    const struct event_field *fields; /* in order of display, groups together */
    size_t field_count;
    const char *json;
    const char *record;
    size_t record_len;
    struct arena arena;
};

/* Load event id. *ret_found false when there is no such event. */
bool event_view_load(struct event_view *ret, struct db *db, int64_t id, bool *ret_found,
                     struct err *err) WARN_UNUSED;
void event_view_done(struct event_view *view);
CLEANUP_DEFINE(event_view, struct event_view, event_view_done);

#endif
