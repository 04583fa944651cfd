// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/rederive.h"

#include "src/base/sha256.h"
#include "src/ingest/canonical.h"
#include "src/model/event.h"

#include <stdio.h>
#include <string.h>

enum column {
    COL_EVENT_ID,
    COL_UID,
    COL_TIME,
    COL_OUTCOME,
    COL_FLAGS,
    COL_PRINCIPAL,
    COL_SESSION,
    COL_ADDRESS,
    COL_KEY,
    COL_AGENT,
    COL_SOURCE,
    COL_API,
    COL_REGION,
    COL_ACCOUNT,
    COL_ERROR,
    COL_TRAITS,
    COL_RECORD
};

enum { KEEP_BYTES = 1 << 20 };

/* One record and what is derived from it. */
struct derived {
    struct arena scratch, keep;
    struct event event;
    char id[sizeof "sha256:" + SHA256_HEX_SIZE]; /* of a record without an eventID */
};

static void name_by_content(struct derived *derived, const char *text, size_t len)
{
    CLEANUP(buf) struct buf canonical = {0};
    unsigned char digest[SHA256_BYTES];
    char hex[SHA256_HEX_SIZE];
    canonical_append(&derived->scratch, text, len, &canonical);
    sha256_of(canonical.bytes, canonical.len, digest);
    snprintf(derived->id, sizeof derived->id, "sha256:%s", sha256_hex(digest, hex));
    derived->event.uid = derived->id;
}

/* False: it is no event, though it was taken for one. */
static bool derive(struct derived *derived, const char *text, size_t len)
{
    if (derived->scratch.used_bytes + derived->keep.used_bytes > KEEP_BYTES) {
        arena_done(&derived->scratch);
        arena_done(&derived->keep);
    }
    arena_clear(&derived->scratch);
    arena_clear(&derived->keep);
    const struct json *tree = json_parse(&derived->scratch, text, len, NULL);
    if (!tree || event_derive(tree, &derived->scratch, &derived->keep, &derived->event))
        return false;
    if (!derived->event.has_uuid && !derived->event.uid)
        name_by_content(derived, text, len);
    return true;
}

static bool same_text(struct stmt *row, enum column column, const char *wanted)
{
    const char *text = stmt_get_text(row, (int)column, NULL);
    return text && wanted ? strcmp(text, wanted) == 0 : !text && !wanted;
}

static bool same_uid(struct stmt *row, const struct event *event)
{
    size_t len;
    if (!event->has_uuid)
        return same_text(row, COL_UID, event->uid);
    const void *bytes = stmt_get_blob(row, COL_UID, &len);
    return bytes && len == sizeof event->uuid && memcmp(bytes, event->uuid, len) == 0;
}

/* NULL, or what the row has otherwise than the record. */
static const char *difference(struct stmt *row, const struct event *event)
{
    const struct {
        enum column column;
        const char *name, *text;
    } texts[] = {
        {COL_PRINCIPAL, "principal", event->principal.key},
        {COL_SESSION, "session", event->session.key},
        {COL_ADDRESS, "address", event->address},
        {COL_KEY, "access key", event->key},
        {COL_AGENT, "user agent", event->agent},
        {COL_SOURCE, "service", event->source},
        {COL_API, "call", event->name},
        {COL_REGION, "region", event->region},
        {COL_ACCOUNT, "account", event->account},
        {COL_ERROR, "error", event->error},
        {COL_TRAITS, "traits", event->traits},
    };
    if (!same_uid(row, event))
        return "eventID";
    if (stmt_get_int(row, COL_TIME) != event->time_s)
        return "time";
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        if (!same_text(row, texts[i].column, texts[i].text))
            return texts[i].name;
    if (stmt_get_int(row, COL_OUTCOME) != (int64_t)event->outcome)
        return "outcome";
    return stmt_get_int(row, COL_FLAGS) == event->flags ? NULL : "flags";
}

static void look_at(struct rederive *rederive, struct stmt *row, struct derived *derived)
{
    size_t len;
    const char *record = stmt_get_text(row, COL_RECORD, &len);
    if (!record) /* that there is none is told elsewhere */
        return;
    rederive->events++;
    const char *what = derive(derived, record, len) ? difference(row, &derived->event) : "record";
    if (what && rederive->differ++ == 0) {
        rederive->first = what;
        rederive->first_id = stmt_get_int(row, COL_EVENT_ID);
    }
}

static bool look_at_all(struct rederive *rederive, struct db *db, struct err *err)
{
    struct derived derived = {0};
    struct stmt *row;
    enum stmt_end end;
    if (!db_stmt(db, QUERY_SOURCE_EVENT_ROWS, &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW)
        look_at(rederive, row, &derived);
    stmt_clear(row);
    arena_done(&derived.scratch);
    arena_done(&derived.keep);
    return end == STMT_DONE;
}

bool rederive_run(struct rederive *ret, struct db *db, struct err *err)
{
    struct stmt *stmt;
    int64_t runs;
    *ret = (struct rederive){0};
    if (!db_stmt(db, QUERY_SOURCE_OTHER_VERSIONS, &stmt, err))
        return false;
    stmt_text(stmt, ":version", PACKAGE_VERSION);
    if (!stmt_run_int(stmt, 0, &runs, err))
        return false;
    ret->other_version = runs > 0;
    return db_stmt(db, QUERY_SOURCE_STRAY_NAMES, &stmt, err) && stmt_run_int(stmt, 0, &ret->names, err) &&
           look_at_all(ret, db, err);
}
