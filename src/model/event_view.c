// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/event_view.h"

#include "src/base/isotime.h"
#include "src/base/json.h"
#include "src/model/conflict.h"
#include "src/model/event.h"
#include "src/model/record_text.h"

#include <string.h>
#include <strings.h>

enum { FIELDS_MAX = 300, SIGHTINGS_MAX = 50, DIFFERENCES_MAX = 20 };

/* Columns of queries/event/one.sql. */
enum {
    COL_TIME,
    COL_UID,
    COL_FLAGS,
    COL_OUTCOME,
    COL_PRINCIPAL,
    COL_PRINCIPAL_KEY,
    COL_PRINCIPAL_TYPE,
    COL_PRINCIPAL_ARN,
    COL_PRINCIPAL_ACCOUNT,
    COL_KEY,
    COL_KEY_KIND,
    COL_KEY_ACCOUNT,
    COL_ADDRESS,
    COL_REGION,
    COL_ACCOUNT,
    COL_AGENT,
    COL_SERVICE,
    COL_API,
    COL_API_SOURCE,
    COL_ACCESS,
    COL_ERROR,
    COL_SESSION,
    COL_SESSION_NAME,
    COL_SESSION_KIND,
    COL_SESSION_CREATED,
    COL_SESSION_MFA,
    COL_SOURCE_IDENTITY,
    COL_ATTRIBUTION,
    COL_ATTRIBUTION_KIND,
    COL_ATTRIBUTION_VALUE,
    COL_CLIENT,
    COL_CLIENT_TEXT,
    COL_OWNER,
    COL_OWNER_TEXT,
    COL_COUNTRY,
    COL_COUNTRY_TEXT,
    COL_NETWORK,
    COL_LISTS,
    COL_RECORD
};

/* What a field is made of: a column of the query, a flag, or a member of the record. The order is the
 * screen's. */
enum part { PART_COLUMN, PART_TIME, PART_FLAG, PART_MFA, PART_MEMBER };

static const struct field_spec {
    const char *group, *label;
    enum part part;
    int number;         /* column or flag */
    const char *member; /* path in the record, parts separated by dots */
    const char *field;  /* filter field it pivots to */
    int pivot;          /* column to pivot with; 0: the value itself */
} specs[] = {
    {"Who", "Principal", PART_COLUMN, COL_PRINCIPAL, NULL, "principal", COL_PRINCIPAL_KEY},
    {"Who", "Stable id", PART_COLUMN, COL_PRINCIPAL_KEY, NULL, "principal", 0},
    {"Who", "Type", PART_COLUMN, COL_PRINCIPAL_TYPE, NULL, NULL, 0},
    {"Who", "ARN", PART_COLUMN, COL_PRINCIPAL_ARN, NULL, NULL, 0},
    {"Who", "Account", PART_COLUMN, COL_PRINCIPAL_ACCOUNT, NULL, NULL, 0},
    {"Who", "Access key", PART_COLUMN, COL_KEY, NULL, "key", 0},
    {"Who", "Key kind", PART_COLUMN, COL_KEY_KIND, NULL, NULL, 0},
    {"Who", "Key made for", PART_COLUMN, COL_KEY_ACCOUNT, NULL, NULL, 0},
    {"Who", "Invoked by", PART_MEMBER, 0, "userIdentity.invokedBy", NULL, 0},
    {"Where", "Address", PART_COLUMN, COL_ADDRESS, NULL, "address", 0},
    {"Where", "Owner", PART_COLUMN, COL_OWNER_TEXT, NULL, "owner", COL_OWNER},
    {"Where", "Place", PART_COLUMN, COL_COUNTRY_TEXT, NULL, "country", COL_COUNTRY},
    {"Where", "Network", PART_COLUMN, COL_NETWORK, NULL, "owner", 0},
    {"Where", "On lists", PART_COLUMN, COL_LISTS, NULL, NULL, 0},
    {"Where", "Region", PART_COLUMN, COL_REGION, NULL, "region", 0},
    {"Where", "In account", PART_COLUMN, COL_ACCOUNT, NULL, "account", 0},
    {"Where", "VPC endpoint", PART_MEMBER, 0, "vpcEndpointId", NULL, 0},
    {"How", "Agent", PART_COLUMN, COL_AGENT, NULL, "agent", 0},
    {"How", "Client", PART_COLUMN, COL_CLIENT_TEXT, NULL, "client", COL_CLIENT},
    {"How", "Console", PART_FLAG, EVENT_CONSOLE, NULL, NULL, 0},
    {"How", "MFA", PART_MFA, EVENT_MFA, NULL, NULL, 0},
    {"How", "By a service", PART_FLAG, EVENT_BY_SERVICE, NULL, NULL, 0},
    {"How", "TLS", PART_MEMBER, 0, "tlsDetails.tlsVersion", NULL, 0},
    {"What", "Time", PART_TIME, COL_TIME, NULL, NULL, 0},
    {"What", "Call", PART_COLUMN, COL_API, NULL, "api", 0},
    {"What", "Service", PART_COLUMN, COL_API_SOURCE, NULL, "service", COL_SERVICE},
    {"What", "Access", PART_COLUMN, COL_ACCESS, NULL, "access", 0},
    {"What", "Event type", PART_MEMBER, 0, "eventType", NULL, 0},
    {"What", "Event ID", PART_COLUMN, COL_UID, NULL, "id", 0},
    {"What", "Request ID", PART_MEMBER, 0, "requestID", NULL, 0},
    {"What", "Shared event ID", PART_MEMBER, 0, "sharedEventID", NULL, 0},
    {"Result", "Outcome", PART_COLUMN, COL_OUTCOME, NULL, "outcome", 0},
    {"Result", "Error", PART_COLUMN, COL_ERROR, NULL, "error", 0},
    {"Result", "Message", PART_MEMBER, 0, "errorMessage", NULL, 0},
    {"Result", "Dry run", PART_FLAG, EVENT_DRY_RUN, NULL, NULL, 0},
    {"Session", "Session", PART_COLUMN, COL_SESSION, NULL, "session", 0},
    {"Session", "Name", PART_COLUMN, COL_SESSION_NAME, NULL, NULL, 0},
    {"Session", "Kind", PART_COLUMN, COL_SESSION_KIND, NULL, NULL, 0},
    {"Session", "Issued", PART_TIME, COL_SESSION_CREATED, NULL, NULL, 0},
    {"Session", "Source identity", PART_COLUMN, COL_SOURCE_IDENTITY, NULL, NULL, 0},
    {"Judgement", "Attribution", PART_COLUMN, COL_ATTRIBUTION, NULL, NULL, 0},
};

struct builder {
    struct event_view *view;
    struct event_field *fields;
    struct stmt *stmt;
    const struct json *record;
    struct err *err;
};

static void add(struct builder *b, const char *group, const char *label, const char *value)
{
    if (value && *value && b->view->field_count < FIELDS_MAX)
        b->fields[b->view->field_count++] =
            (struct event_field){.group = group, .label = label, .value = value};
}

/* The text or number at a path of member names. */
static const char *member_text(const struct builder *b, const char *path)
{
    const struct json *node = b->record;
    while (node && *path) {
        size_t len = strcspn(path, ".");
        node = json_get(node, arena_strn(&b->view->arena, path, len));
        path += len + (path[len] == '.');
    }
    return arena_str(&b->view->arena, json_str(node));
}

/* A record that says nothing about MFA leaves it open; one that denies it is worth a line. */
static const char *mfa_value(const struct builder *b)
{
    static const char *const paths[] = {"userIdentity.sessionContext.attributes.mfaAuthenticated",
                                        "additionalEventData.MFAUsed"};
    if (stmt_get_int(b->stmt, COL_FLAGS) & EVENT_MFA)
        return "yes";
    for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
        const char *said = member_text(b, paths[i]);
        if (said && (strcasecmp(said, "false") == 0 || strcasecmp(said, "no") == 0))
            return "no MFA";
    }
    return NULL;
}

static const char *spec_value(const struct builder *b, const struct field_spec *spec)
{
    struct arena *arena = &b->view->arena;
    char iso[ISOTIME_SIZE];
    switch (spec->part) {
    case PART_COLUMN:
        return stmt_text_dup(b->stmt, spec->number, arena);
    case PART_TIME:
        return arena_str(arena, isotime_format(stmt_get_time(b->stmt, spec->number), iso));
    case PART_FLAG:
        return stmt_get_int(b->stmt, COL_FLAGS) & spec->number ? "yes" : NULL;
    case PART_MFA:
        return mfa_value(b);
    case PART_MEMBER:
        return member_text(b, spec->member);
    }
    return NULL;
}

static void add_specs(struct builder *b)
{
    for (size_t i = 0; i < ARRAY_LEN(specs); i++) {
        size_t before = b->view->field_count;
        add(b, specs[i].group, specs[i].label, spec_value(b, &specs[i]));
        if (b->view->field_count == before)
            continue;
        b->fields[before].field = specs[i].field;
        b->fields[before].pivot =
            specs[i].pivot ? stmt_text_dup(b->stmt, specs[i].pivot, &b->view->arena) : NULL;
    }
}

static void add_resources(struct builder *b)
{
    struct resources *resources = arena_zero(&b->view->arena, 1, sizeof *resources);
    resources_of(json_get(b->record, "resources"), json_get(b->record, "requestParameters"),
                 json_get(b->record, "responseElements"), &b->view->arena, resources);
    for (size_t i = 0; i < resources->count; i++) {
        size_t before = b->view->field_count;
        add(b, "What", "Resource", arena_str(&b->view->arena, resources->items[i].value));
        if (b->view->field_count > before)
            b->fields[before].field = "resource";
    }
}

/* The verdict on one thing the event was made with, and why. */
static bool add_verdict(struct builder *b, struct db *db, const char *kind, int col)
{
    const char *value = stmt_get_text(b->stmt, col, NULL);
    struct arena *arena = &b->view->arena;
    struct stmt *stmt;
    if (!value)
        return true;
    if (!db_stmt(db, QUERY_EVENT_VERDICT, &stmt, b->err))
        return false;
    stmt_text(stmt, ":kind", kind);
    stmt_text(stmt, ":value", value);
    enum stmt_end end = stmt_step(stmt, b->err);
    if (end == STMT_ROW) {
        const char *verdict = stmt_get_text(stmt, 0, NULL), *reason = stmt_get_text(stmt, 1, NULL);
        add(b, "Judgement", arena_fmt(arena, "This %s", kind),
            arena_fmt(arena, reason ? "%s: %s" : "%s", verdict, reason));
        stmt_clear(stmt);
    }
    return end != STMT_ERR;
}

static bool add_judgement(struct builder *b, struct db *db)
{
    static const struct {
        const char *kind;
        int col;
    } things[] = {{"event", COL_UID},       {"address", COL_ADDRESS}, {"key", COL_KEY},
                  {"session", COL_SESSION}, {"agent", COL_AGENT},     {"principal", COL_PRINCIPAL_KEY}};
    const char *kind = stmt_get_text(b->stmt, COL_ATTRIBUTION_KIND, NULL);
    if (kind)
        add(b, "Judgement", "Decided by",
            arena_fmt(&b->view->arena, "the mark on %s %s", kind,
                      stmt_get_text(b->stmt, COL_ATTRIBUTION_VALUE, NULL)));
    for (size_t i = 0; i < ARRAY_LEN(things); i++)
        if (!add_verdict(b, db, things[i].kind, things[i].col))
            return false;
    return true;
}

static bool add_sightings(struct builder *b, struct db *db)
{
    struct arena *arena = &b->view->arena;
    struct stmt *stmt;
    enum stmt_end end;
    int64_t left_out = 0, count = 0;
    if (!db_stmt(db, QUERY_EVENT_SIGHTINGS, &stmt, b->err))
        return false;
    stmt_int(stmt, ":event_id", b->view->id);
    while ((end = stmt_step(stmt, b->err)) == STMT_ROW) {
        if (count++ >= SIGHTINGS_MAX) {
            left_out++;
            continue;
        }
        add(b, "Evidence",
            stmt_get_int(stmt, 2) ? "Differs in"
            : count == 1          ? "Found in"
                                  : "Also in",
            arena_fmt(arena, "%s at byte %lld", stmt_get_text(stmt, 0, NULL),
                      (long long)stmt_get_int(stmt, 1)));
    }
    if (left_out)
        add(b, "Evidence", "And", arena_fmt(arena, "%lld more files", (long long)left_out));
    return end == STMT_DONE;
}

static bool add_partials(struct builder *b, struct db *db)
{
    struct stmt *stmt;
    enum stmt_end end;
    if (stmt_get_int(b->stmt, COL_FLAGS) & EVENT_PARTIAL)
        add(b, "Evidence", "Completeness", "partial: known from a lossy view only");
    if (!db_stmt(db, QUERY_EVENT_PARTIALS, &stmt, b->err))
        return false;
    stmt_int(stmt, ":event_id", b->view->id);
    while ((end = stmt_step(stmt, b->err)) == STMT_ROW)
        add(b, "Evidence", "Partial view in",
            arena_fmt(&b->view->arena, "%s at byte %lld", stmt_get_text(stmt, 0, NULL),
                      (long long)stmt_get_int(stmt, 1)));
    return end == STMT_DONE;
}

static void add_differences(struct builder *b, const char *other, size_t len, const char *path)
{
    struct arena *arena = &b->view->arena;
    struct conflict_difference found[DIFFERENCES_MAX];
    const char *const texts[2] = {b->view->record, other};
    const size_t lens[2] = {b->view->record_len, len};
    size_t count = conflict_compare(texts, lens, arena, found, DIFFERENCES_MAX);
    for (size_t i = 0; i < count && i < DIFFERENCES_MAX; i++)
        add(b, "Evidence", "Differs",
            arena_fmt(arena, "%s: %s here, %s in %s", found[i].path, found[i].kept ? found[i].kept : "absent",
                      found[i].other ? found[i].other : "absent", path));
    if (count > DIFFERENCES_MAX)
        add(b, "Evidence", "Differs",
            arena_fmt(arena, "in %zu more members in %s", count - DIFFERENCES_MAX, path));
    if (count == 0)
        add(b, "Evidence", "Differs", arena_fmt(arena, "only in what is hidden as secret, in %s", path));
}

static bool add_conflicts(struct builder *b, struct db *db)
{
    struct stmt *stmt;
    enum stmt_end end;
    if (!db_stmt(db, QUERY_EVENT_CONFLICTS, &stmt, b->err))
        return false;
    stmt_int(stmt, ":event_id", b->view->id);
    while ((end = stmt_step(stmt, b->err)) == STMT_ROW) {
        size_t len;
        const char *record = stmt_get_text(stmt, 0, &len);
        if (record)
            add_differences(b, record, len, stmt_get_text(stmt, 1, NULL));
    }
    return end == STMT_DONE;
}

/* What the kinds of link_key mean to a reader. The begin and the end of an Insight share an id too. */
static const char *link_meaning(const struct builder *b, const char *kind)
{
    static const char *const meanings[][2] = {
        {"shared", "the same action, as another account got it"},
        {"request", "the same request, seen elsewhere"},
        {"amends", "amends"},
        {"amended by", "is amended by"},
    };
    if (strcmp(kind, "shared") == 0 && stmt_get_int(b->stmt, COL_FLAGS) & EVENT_INSIGHT)
        return "the same insight, its other end";
    for (size_t i = 0; i < ARRAY_LEN(meanings); i++)
        if (strcmp(meanings[i][0], kind) == 0)
            return meanings[i][1];
    return kind;
}

static bool add_linked(struct builder *b, struct stmt *stmt, const char *kind)
{
    struct arena *arena = &b->view->arena;
    char iso[ISOTIME_SIZE];
    enum stmt_end end;
    int at = kind ? 0 : 1;
    while ((end = stmt_step(stmt, b->err)) == STMT_ROW)
        add(b, "Evidence", "Linked",
            arena_fmt(arena, "%s: %s, %s %s:%s", link_meaning(b, kind ? kind : stmt_get_text(stmt, 0, NULL)),
                      stmt_get_text(stmt, at, NULL), isotime_format(stmt_get_int(stmt, at + 1), iso),
                      stmt_get_text(stmt, at + 2, NULL), stmt_get_text(stmt, at + 3, NULL)));
    return end == STMT_DONE;
}

static bool add_links(struct builder *b, struct db *db)
{
    const char *request = json_text(b->record, "requestID");
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_EVENT_LINKS, &stmt, b->err))
        return false;
    stmt_int(stmt, ":event_id", b->view->id);
    stmt_text(stmt, ":request", request);
    if (!add_linked(b, stmt, NULL))
        return false;
    if (!request || !(stmt_get_int(b->stmt, COL_FLAGS) & EVENT_NETWORK))
        return true;
    if (!db_stmt(db, QUERY_EVENT_SAME_REQUEST, &stmt, b->err))
        return false;
    stmt_int(stmt, ":event_id", b->view->id);
    stmt_text(stmt, ":request", request);
    return add_linked(b, stmt, "request");
}

static void set_title(struct builder *b)
{
    struct arena *arena = &b->view->arena;
    const char *principal = stmt_get_text(b->stmt, COL_PRINCIPAL, NULL);
    const char *title = arena_fmt(arena, "%s:%s", stmt_get_text(b->stmt, COL_SERVICE, NULL),
                                  stmt_get_text(b->stmt, COL_API, NULL));
    if (principal)
        title = arena_fmt(arena, "%s by %s", title, principal);
    if (strcmp(stmt_get_text(b->stmt, COL_OUTCOME, NULL), "success") != 0)
        title = arena_fmt(arena, "%s, %s", title, stmt_get_text(b->stmt, COL_OUTCOME, NULL));
    b->view->title = title;
}

static void set_record(struct builder *b)
{
    struct event_view *view = b->view;
    CLEANUP(buf) struct buf json = {0};
    size_t len;
    const char *record = stmt_get_text(b->stmt, COL_RECORD, &len);
    view->record = record ? arena_strn(&view->arena, record, len) : "";
    view->record_len = record ? len : 0;
    record_text(view->record, view->record_len, &json);
    view->json = arena_strn(&view->arena, buf_text(&json), json.len);
    b->record = json_parse(&view->arena, view->record, view->record_len, NULL);
}

static bool build(struct builder *b, struct db *db)
{
    struct event_view *view = b->view;
    view->fields = b->fields = arena_zero(&view->arena, FIELDS_MAX, sizeof *b->fields);
    view->time_s = stmt_get_int(b->stmt, COL_TIME);
    view->uid = stmt_text_dup(b->stmt, COL_UID, &view->arena);
    set_record(b);
    set_title(b);
    add_specs(b);
    add_resources(b);
    return add_judgement(b, db) && add_sightings(b, db) && add_partials(b, db) && add_conflicts(b, db) &&
           add_links(b, db);
}

static const char *const groups[] = {"Who",    "Where",   "How",       "What",
                                     "Result", "Session", "Judgement", "Evidence"};

/* Groups together, in their order; within one as they were added. */
static void sort_fields(struct event_view *view)
{
    struct event_field *sorted = arena_zero(&view->arena, view->field_count + 1, sizeof *sorted);
    size_t count = 0;
    for (size_t g = 0; g < ARRAY_LEN(groups); g++)
        for (size_t i = 0; i < view->field_count; i++)
            if (strcmp(view->fields[i].group, groups[g]) == 0)
                sorted[count++] = view->fields[i];
    view->fields = sorted;
}

bool event_view_load(struct event_view *ret, struct db *db, int64_t id, bool *ret_found, struct err *err)
{
    struct builder b = {.view = ret, .err = err};
    *ret = (struct event_view){.id = id};
    *ret_found = false;
    if (!db_stmt(db, QUERY_EVENT_ONE, &b.stmt, err))
        return false;
    stmt_int(b.stmt, ":event_id", id);
    enum stmt_end end = stmt_step(b.stmt, err);
    bool ok = end != STMT_ERR;
    *ret_found = end == STMT_ROW;
    if (end == STMT_ROW) {
        ok = build(&b, db);
        stmt_clear(b.stmt);
        sort_fields(ret);
    }
    if (!ok)
        event_view_done(ret);
    return ok;
}

void event_view_done(struct event_view *view)
{
    arena_done(&view->arena);
    *view = (struct event_view){0};
}
