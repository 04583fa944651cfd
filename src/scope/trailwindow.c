// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/trailwindow.h"

#include "src/base/alloc.h"
#include "src/base/buf.h"
#include "src/base/isotime.h"
#include "src/base/json.h"

#include <stdlib.h>
#include <string.h>

/* What a window is about: a call closes the open window of the same trail and subject. */
enum subject {
    SUBJECT_LOGGING,
    SUBJECT_REGIONS,
    SUBJECT_GLOBAL,
    SUBJECT_VALIDATION,
    SUBJECT_SELECTORS,
    SUBJECT_DATA,
    SUBJECT__COUNT
};

struct windows {
    struct arena *arena;
    struct trailwindow *list;
    enum subject *subjects;
    size_t count, cap;
};

/* One call, as read. */
struct change {
    struct trailwindow head; /* who, when, where; copied into the windows it opens */
    const struct json *request;
    bool data_before; /* data events of the account came before it */
};

static void push(struct windows *windows, const struct change *change, enum subject subject,
                 const char *excluded)
{
    if (windows->count == windows->cap) {
        windows->cap = windows->cap ? 2 * windows->cap : 16;
        windows->list = alloc_resize(windows->list, windows->cap, sizeof *windows->list);
        windows->subjects = alloc_resize(windows->subjects, windows->cap, sizeof *windows->subjects);
    }
    windows->subjects[windows->count] = subject;
    windows->list[windows->count] = change->head;
    windows->list[windows->count].hides_events = subject != SUBJECT_VALIDATION;
    windows->list[windows->count++].excluded = excluded;
}

static void shut(struct windows *windows, const struct change *change, enum subject subject)
{
    for (size_t i = 0; i < windows->count; i++) {
        struct trailwindow *window = &windows->list[i];
        if (windows->subjects[i] != subject || window->to_s != ISOTIME_NONE ||
            strcmp(window->account, change->head.account) != 0 ||
            strcmp(window->trail, change->head.trail) != 0)
            continue;
        window->to_s = change->head.from_s;
        window->closed_by = change->head.opened_by;
    }
}

/* "arn:aws:cloudtrail:REGION:ACCOUNT:trail/NAME" or NAME. */
static const char *trail_name(const struct json *request)
{
    const char *name = json_text(request, "name");
    if (!name)
        name = json_text(request, "trailName");
    const char *slash = name ? strrchr(name, '/') : NULL;
    return slash ? slash + 1 : name ? name : "";
}

static void on_stop(struct windows *windows, const struct change *change)
{
    shut(windows, change, SUBJECT_LOGGING);
    push(windows, change, SUBJECT_LOGGING, "everything: the trail was stopped");
}

static void on_start(struct windows *windows, const struct change *change)
{
    shut(windows, change, SUBJECT_LOGGING);
}

static void on_delete(struct windows *windows, const struct change *change)
{
    for (int subject = 0; subject < SUBJECT__COUNT; subject++)
        shut(windows, change, (enum subject)subject);
    push(windows, change, SUBJECT_LOGGING, "everything: the trail was deleted");
}

static void on_update(struct windows *windows, const struct change *change)
{
    static const struct {
        const char *member;
        enum subject subject;
        const char *excluded;
    } switches[] = {
        {"isMultiRegionTrail", SUBJECT_REGIONS, "all regions but the trail's own"},
        {"includeGlobalServiceEvents", SUBJECT_GLOBAL, "events of global services (IAM, STS, CloudFront)"},
        {"enableLogFileValidation", SUBJECT_VALIDATION, "digest files: nothing attests the log files"},
    };
    for (size_t i = 0; i < ARRAY_LEN(switches); i++) {
        const struct json *value = json_get(change->request, switches[i].member);
        if (json_is_true(value) || json_is_false(value))
            shut(windows, change, switches[i].subject);
        if (json_is_false(value))
            push(windows, change, switches[i].subject, switches[i].excluded);
    }
}

/* What the selectors of one call let in of the management events. */
struct intake {
    bool reads, writes;
    struct buf *more; /* what is left out besides, in words */
};

static void say(struct buf *out, const char *text)
{
    buf_fmt(out, "%s%s", out->len ? "; " : "", text);
}

static void say_list(struct buf *out, const char *lead, const struct json *list)
{
    say(out, lead);
    for (const struct json *item = json_first(list); item; item = json_next(item))
        buf_fmt(out, "%s%.100s", item == json_first(list) ? " " : ", ",
                json_str(item) ? json_str(item) : "?");
}

static void take_basic(const struct json *selector, struct intake *intake)
{
    const char *type = json_text(selector, "readWriteType");
    const struct json *sources = json_get(selector, "excludeManagementEventSources");
    if (json_is_false(json_get(selector, "includeManagementEvents")))
        return;
    intake->reads = intake->reads || !type || strcmp(type, "WriteOnly") != 0;
    intake->writes = intake->writes || !type || strcmp(type, "ReadOnly") != 0;
    if (json_count(sources))
        say_list(intake->more, "events of", sources);
}

static bool field_is(const struct json *field, const char *name)
{
    const char *got = json_text(field, "field");
    return got && strcmp(got, name) == 0;
}

static bool is_for(const struct json *selector, const char *wanted)
{
    const struct json *fields = json_get(selector, "fieldSelectors");
    for (const struct json *field = json_first(fields); field; field = json_next(field)) {
        const char *category = json_str(json_first(json_get(field, "equals")));
        if (field_is(field, "eventCategory"))
            return category && strcmp(category, wanted) == 0;
    }
    return false;
}

static void take_advanced(const struct json *selector, struct intake *intake)
{
    const struct json *fields = json_get(selector, "fieldSelectors");
    bool reads = true, writes = true;
    if (!is_for(selector, "Management"))
        return;
    for (const struct json *field = json_first(fields); field; field = json_next(field)) {
        const struct json *equals = json_get(field, "equals"), *not_equals = json_get(field, "notEquals");
        if (field_is(field, "readOnly")) {
            reads =
                json_is_true(json_first(equals)) || strcmp("true", json_str(json_first(equals)) ?: "") == 0;
            writes = !reads;
        } else if (field_is(field, "eventSource") && json_count(not_equals)) {
            say_list(intake->more, "events of", not_equals);
        } else if (!field_is(field, "eventCategory")) {
            say(intake->more, "management events that do not meet a condition on ");
            buf_fmt(intake->more, "%.60s", json_text(field, "field") ?: "an unknown field");
        }
    }
    intake->reads = intake->reads || reads;
    intake->writes = intake->writes || writes;
}

static const char *excluded_by(const struct json *request, struct arena *arena)
{
    CLEANUP(buf) struct buf more = {0};
    struct intake intake = {.more = &more};
    const struct json *basic = json_get(request, "eventSelectors");
    const struct json *advanced = json_get(request, "advancedEventSelectors");
    if (json_count(basic) + json_count(advanced) == 0)
        return NULL;
    for (const struct json *item = json_first(basic); item; item = json_next(item))
        take_basic(item, &intake);
    for (const struct json *item = json_first(advanced); item; item = json_next(item))
        take_advanced(item, &intake);
    if (!intake.reads && !intake.writes)
        say(&more, "all management events");
    else if (!intake.reads)
        say(&more, "management events that only read");
    else if (!intake.writes)
        say(&more, "management events that write");
    return more.len ? arena_str(arena, buf_text(&more)) : NULL;
}

const char *trailwindow_selectors(const char *record, size_t len, struct arena *arena)
{
    const struct json *root = json_parse(arena, record, len, NULL);
    return excluded_by(json_get(root, "requestParameters"), arena);
}

static bool takes_data(const struct json *request)
{
    const struct json *item = json_first(json_get(request, "eventSelectors"));
    for (; item; item = json_next(item))
        if (json_count(json_get(item, "dataResources")))
            return true;
    item = json_first(json_get(request, "advancedEventSelectors"));
    for (; item; item = json_next(item))
        if (is_for(item, "Data"))
            return true;
    return false;
}

/* Most trails never take data events, which is no window; that one no longer does is. */
static void on_selectors(struct windows *windows, const struct change *change)
{
    const char *excluded = excluded_by(change->request, windows->arena);
    bool data = takes_data(change->request);
    shut(windows, change, SUBJECT_SELECTORS);
    if (excluded)
        push(windows, change, SUBJECT_SELECTORS, excluded);
    if (data)
        shut(windows, change, SUBJECT_DATA);
    else if (change->data_before)
        push(windows, change, SUBJECT_DATA, "data events, of which there were some before");
}

static const struct {
    const char *api;
    void (*apply)(struct windows *windows, const struct change *change);
} calls[] = {
    {"StopLogging", on_stop},   {"StartLogging", on_start},
    {"DeleteTrail", on_delete}, {"PutEventSelectors", on_selectors},
    {"UpdateTrail", on_update},
};

static const char *dup_or(struct stmt *stmt, int col, struct arena *arena, const char *fallback)
{
    const char *text = stmt_text_dup(stmt, col, arena);
    return text ? text : fallback;
}

static void read_change(struct stmt *stmt, struct windows *windows, struct arena *scratch)
{
    size_t len;
    const char *record = stmt_get_text(stmt, 6, &len);
    const struct json *root = record ? json_parse(scratch, record, len, NULL) : NULL;
    struct change change = {.request = json_get(root, "requestParameters"),
                            .data_before = stmt_get_int(stmt, 7) != 0};
    change.head = (struct trailwindow){
        .from_s = stmt_get_int(stmt, 1),
        .to_s = ISOTIME_NONE,
        .account = dup_or(stmt, 3, windows->arena, ""),
        .region = dup_or(stmt, 4, windows->arena, ""),
        .trail = arena_str(windows->arena, trail_name(change.request)),
        .api = dup_or(stmt, 2, windows->arena, ""),
        .principal = dup_or(stmt, 5, windows->arena, ""),
        .opened_by = stmt_get_int(stmt, 0),
    };
    for (size_t i = 0; i < ARRAY_LEN(calls); i++)
        if (strcmp(calls[i].api, change.head.api) == 0)
            calls[i].apply(windows, &change);
}

bool trailwindow_load(struct db *db, struct arena *arena, struct trailwindow **ret, size_t *ret_count,
                      struct err *err)
{
    CLEANUP(arena) struct arena scratch = {0};
    struct windows windows = {.arena = arena};
    struct stmt *stmt;
    enum stmt_end got;
    if (!db_stmt(db, QUERY_COVERAGE_TRAIL_EVENTS, &stmt, err))
        return false;
    while ((got = stmt_step(stmt, err)) == STMT_ROW) {
        arena_clear(&scratch);
        read_change(stmt, &windows, &scratch);
    }
    stmt_clear(stmt);
    *ret = arena_alloc(arena, (windows.count + 1) * sizeof **ret);
    *ret_count = windows.count;
    if (windows.count)
        memcpy(*ret, windows.list, windows.count * sizeof **ret);
    free(windows.list);
    free(windows.subjects);
    return got == STMT_DONE || err_wrap(err, "read the changes of trails");
}
