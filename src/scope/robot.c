// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/robot.h"

#include "src/base/isotime.h"
#include "src/scope/mark_find.h"

#include <string.h>

enum { COLUMNS_MOST = 10, ROWS_MOST = 5000, HISTORY_SHORT_DAYS = 7 };

const char *const robot_names[ROBOT__COUNT + 1] = {
    [ROBOT_ROLES] = "roles",
    [ROBOT_SERVICES] = "services",
    [ROBOT_INTERESTING] = "interesting",
    [ROBOT_BASELINE] = "baseline",
};

static const struct robot_column columns_roles[] = {
    {"outcome", ROBOT_TEXT, false}, {"role", ROBOT_TEXT, true},   {"chain", ROBOT_INT, false},
    {"events", ROBOT_INT, false},   {"first", ROBOT_TIME, false}, {"last", ROBOT_TIME, false},
    {"via", ROBOT_TEXT, false},
};
static const struct robot_column columns_services[] = {
    {"service", ROBOT_TEXT, false}, {"change", ROBOT_TEXT, false},     {"events", ROBOT_INT, false},
    {"before", ROBOT_INT, false},   {"before_days", ROBOT_INT, false}, {"first", ROBOT_TIME, false},
    {"last", ROBOT_TIME, false},
};
static const struct robot_column columns_interesting[] = {
    {"outcome", ROBOT_TEXT, false}, {"api", ROBOT_TEXT, false},   {"agent", ROBOT_TEXT, true},
    {"events", ROBOT_INT, false},   {"first", ROBOT_TIME, false}, {"last", ROBOT_TIME, false},
    {"detail", ROBOT_TEXT, false},
};
static const struct robot_column columns_baseline[] = {
    {"dimension", ROBOT_TEXT, false},   {"value", ROBOT_TEXT, true},  {"change", ROBOT_TEXT, false},
    {"events", ROBOT_INT, false},       {"before", ROBOT_INT, false}, {"before_days", ROBOT_INT, false},
    {"history_days", ROBOT_INT, false}, {"first", ROBOT_TIME, false}, {"last", ROBOT_TIME, false},
};

static const struct spec {
    enum query_id query;
    const struct robot_column *columns;
    size_t count;
    bool whole; /* looks at the whole case when no window is given */
} specs[ROBOT__COUNT] = {
    [ROBOT_ROLES] = {QUERY_ROBOT_ROLES, columns_roles, ARRAY_LEN(columns_roles), true},
    [ROBOT_SERVICES] = {QUERY_ROBOT_SERVICES, columns_services, ARRAY_LEN(columns_services), false},
    [ROBOT_INTERESTING] = {QUERY_ROBOT_INTERESTING, columns_interesting, ARRAY_LEN(columns_interesting),
                           true},
    [ROBOT_BASELINE] = {QUERY_ROBOT_BASELINE, columns_baseline, ARRAY_LEN(columns_baseline), false},
};

/* How each kind of thing is looked up, and what picks its rows. */
static const struct {
    enum query_id find;
    const char *activity, *event;
} kinds[MARK_KIND__COUNT] = {
    [MARK_ADDRESS] = {QUERY_ROBOT_ID_ADDRESS, "a.address_id", "e.address_id"},
    [MARK_KEY] = {QUERY_ROBOT_ID_KEY, "a.key_id", "e.key_id"},
    [MARK_PRINCIPAL] = {QUERY_ROBOT_ID_PRINCIPAL, "a.principal_id", "e.principal_id"},
    [MARK_SESSION] = {QUERY_ROBOT_ID_SESSION, "a.session_id", "e.session_id"},
    [MARK_EVENT] = {QUERY_ROBOT_ID_EVENT, "a.principal_id", "e.principal_id"},
};

struct subject {
    enum mark_kind kind;
    const char *value;
    int64_t id, day; /* day INT64_MIN: of no day */
};

void robot_done(struct robot *robot)
{
    arena_done(&robot->arena);
    *robot = (struct robot){0};
}

/* "KIND:VALUE", or a value that is known as one kind of thing, in this order. */
static bool find_thing(struct db *db, const char *text, struct arena *arena, struct subject *ret,
                       struct err *err)
{
    static const enum mark_kind guesses[] = {MARK_KEY, MARK_ADDRESS, MARK_EVENT, MARK_SESSION,
                                             MARK_PRINCIPAL};
    const char *colon = strchr(text, ':');
    if (colon && mark_kind_parse(text, (size_t)(colon - text), &ret->kind) && colon[1])
        return ret->kind != MARK_AGENT ? mark_find(db, ret->kind, colon + 1, arena, &ret->value, err)
                                       : err_set(err, ERR_USAGE,
                                                 "robots run on no agent: give a principal, key, "
                                                 "address, session or event");
    for (size_t i = 0; i < ARRAY_LEN(guesses); i++) {
        ret->kind = guesses[i];
        if (mark_find(db, ret->kind, text, arena, &ret->value, err))
            return true;
        if (err->code != ERR_USAGE)
            return false;
    }
    return err_set(err, ERR_USAGE, "there is no key, address, event, session or principal %s in this case",
                   text);
}

static bool find_id(struct db *db, struct subject *subject, struct err *err)
{
    struct stmt *row;
    int64_t event_id;
    if (!db_stmt(db, kinds[subject->kind].find, &row, err))
        return false;
    if (subject->kind == MARK_EVENT) {
        if (!mark_find_event(db, subject->value, &event_id, err))
            return false;
        stmt_int(row, ":value", event_id);
    } else {
        stmt_text(row, ":value", subject->value);
    }
    if (stmt_step(row, err) != STMT_ROW)
        return err_set(err, ERR_CASE, "%s %s is not in this case", mark_kind_names[subject->kind],
                       subject->value);
    subject->id = stmt_get_int(row, 0);
    subject->day = stmt_is_null(row, 1) ? INT64_MIN : stmt_get_int(row, 1);
    stmt_clear(row);
    return true;
}

static bool prepare(struct db *db, enum query_id query, const struct subject *subject, struct stmt **ret,
                    struct err *err)
{
    bool event =
        query == QUERY_ROBOT_ROLES || query == QUERY_ROBOT_INTERESTING || query == QUERY_ROBOT_BASELINE;
    const struct query_part parts[2] = {{"activity", kinds[subject->kind].activity},
                                        {"event", kinds[subject->kind].event}};
    if (!db_stmt_parts(db, query, parts, event ? 2 : 1, ret, err))
        return false;
    stmt_int(*ret, ":id", subject->id);
    return true;
}

struct days {
    int64_t from, to, history;
};

/* Without a window: of an event its day; else the last day, or all days where a comparison is not the point.
 */
static bool find_days(struct db *db, const struct robot_ask *ask, const struct subject *subject,
                      struct days *ret, struct err *err)
{
    CLEANUP(stmt) struct stmt *row = NULL;
    if (!prepare(db, QUERY_ROBOT_EXTENT, subject, &row, err) || stmt_step(row, err) != STMT_ROW)
        return false;
    int64_t first = stmt_get_int(row, 0), last = stmt_get_int(row, 1);
    ret->from = specs[ask->kind].whole ? first : last;
    ret->to = last;
    if (subject->day != INT64_MIN)
        ret->from = ret->to = subject->day;
    if (ask->from_s != ISOTIME_NONE)
        ret->from = isotime_day(ask->from_s);
    if (ask->to_s != ISOTIME_NONE)
        ret->to = isotime_day(ask->to_s);
    ret->history = ret->from - ask->history_days;
    return true;
}

static bool read_rows(struct robot *ret, struct stmt *row, struct err *err)
{
    enum stmt_end end = STMT_DONE;
    size_t width = ret->column_count, cap = 0;
    while (ret->row_count < ROWS_MOST && (end = stmt_step(row, err)) == STMT_ROW) {
        if (ret->row_count == cap) {
            struct robot_cell *old = ret->cells;
            cap = cap ? cap * 2 : 64;
            ret->cells = arena_zero(&ret->arena, cap * width, sizeof *ret->cells);
            if (old)
                memcpy(ret->cells, old, ret->row_count * width * sizeof *old);
        }
        for (size_t i = 0; i < width; i++) {
            struct robot_cell *cell = &ret->cells[ret->row_count * width + i];
            cell->absent = stmt_is_null(row, (int)i);
            if (ret->columns[i].type == ROBOT_TEXT)
                cell->text = stmt_text_dup(row, (int)i, &ret->arena);
            else
                cell->number = stmt_get_int(row, (int)i);
        }
        ret->row_count++;
    }
    return end != STMT_ERR;
}

/* Days of the history on which the thing did anything: what a comparison rests on. */
static bool count_history(struct robot *ret, struct db *db, const struct subject *subject,
                          const struct days *days, struct err *err)
{
    CLEANUP(stmt) struct stmt *row = NULL;
    if (!prepare(db, QUERY_ROBOT_HISTORY, subject, &row, err))
        return false;
    stmt_int(row, ":history_day", days->history);
    stmt_int(row, ":from_day", days->from);
    return stmt_run_int(row, 0, &ret->history_days, err);
}

static void write_note(struct robot *ret, enum robot_kind kind)
{
    char from[ISOTIME_SIZE], to[ISOTIME_SIZE], history[ISOTIME_SIZE];
    isotime_format(ret->window_s[0], from);
    isotime_format(ret->window_s[1], to);
    isotime_format(ret->history_s, history);
    if (specs[kind].whole) {
        ret->note = arena_fmt(&ret->arena, "%s, %.10s to %.10s", ret->about, from, to);
        return;
    }
    ret->note =
        arena_fmt(&ret->arena,
                  "%s, %.10s to %.10s against the time from %.10s on: it was active on %lld of those days%s",
                  ret->about, from, to, history, (long long)ret->history_days,
                  ret->history_days == 0                   ? "; nothing can be called new"
                  : ret->history_days < HISTORY_SHORT_DAYS ? "; a short history, so \"new\" means little"
                                                           : "");
}

/* Names people know: an event stands for its principal. */
static bool name_subject(struct robot *ret, struct db *db, const struct subject *subject, struct err *err)
{
    struct stmt *row;
    ret->about = ret->thing;
    if (subject->kind != MARK_EVENT && subject->kind != MARK_PRINCIPAL)
        return true;
    if (!db_stmt(db, QUERY_FACTS_PRINCIPAL, &row, err))
        return false;
    stmt_int(row, ":id", subject->id);
    enum stmt_end end = stmt_step(row, err);
    if (end == STMT_ROW) {
        const char *name = stmt_get_text(row, 1, NULL);
        if (name && subject->kind == MARK_EVENT)
            ret->about = arena_fmt(&ret->arena, "%s, who made event %s", name, subject->value);
        else if (name)
            ret->about = arena_fmt(&ret->arena, "%s (%s)", name, ret->thing);
        stmt_clear(row);
    }
    return end != STMT_ERR;
}

bool robot_run(struct robot *ret, struct db *db, const struct robot_ask *ask, struct err *err)
{
    CLEANUP(stmt) struct stmt *row = NULL;
    const struct spec *spec = &specs[ask->kind];
    struct subject subject;
    struct days days;
    *ret = (struct robot){.columns = spec->columns, .column_count = spec->count};
    if (!find_thing(db, ask->thing, &ret->arena, &subject, err) || !find_id(db, &subject, err) ||
        !find_days(db, ask, &subject, &days, err) || !prepare(db, spec->query, &subject, &row, err))
        return false;
    stmt_int(row, ":from_day", days.from);
    stmt_int(row, ":to_day", days.to);
    if (stmt_has_param(row, ":history_day"))
        stmt_int(row, ":history_day", days.history);
    ret->thing = arena_fmt(&ret->arena, "%s %s", mark_kind_names[subject.kind], subject.value);
    ret->filter = subject.kind == MARK_EVENT
                      ? arena_fmt(&ret->arena, "id:\"%s\"", subject.value)
                      : arena_fmt(&ret->arena, "%s:\"%s\"", mark_kind_names[subject.kind], subject.value);
    ret->window_s[0] = days.from * DAY_S;
    ret->window_s[1] = days.to * DAY_S + DAY_S - 1;
    ret->history_s = days.history * DAY_S;
    if (!name_subject(ret, db, &subject, err) ||
        (!spec->whole && !count_history(ret, db, &subject, &days, err)) || !read_rows(ret, row, err))
        return false;
    write_note(ret, ask->kind);
    return true;
}
