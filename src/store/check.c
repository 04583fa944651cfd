// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/store/check.h"

#include "src/base/alloc.h"
#include "src/store/event_json.h"
#include "src/store/private.h"
#include "src/store/schema.h"

#include <string.h>

enum { FINDINGS_MAX = 5 };

/* Run a pragma whose first column says what is wrong, or "ok"; add up to FINDINGS_MAX of its rows. */
static bool collect(struct db *db, const char *pragma, const char *what, struct buf *detail, size_t *count,
                    struct err *err)
{
    CLEANUP(stmt) struct stmt *row = NULL;
    enum stmt_end end;
    if (!db_prepare(db, what, pragma, strlen(pragma), &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        const char *text = stmt_get_text(row, 0, NULL);
        if (text && strcmp(text, "ok") == 0)
            continue;
        if ((*count)++ < FINDINGS_MAX)
            buf_fmt(detail, "%s%s: %s", detail->len ? "; " : "", what, text ? text : "unnamed");
    }
    return end == STMT_DONE;
}

struct findings {
    struct buf *detail;
    size_t count;
};

static void tell(struct findings *findings, const char *type, const char *name, const char *what)
{
    buf_fmt(findings->detail, "%s%s %s %s", findings->detail->len ? "; " : "", type, name, what);
}

/* Where the case has another definition than the model, or one of them has none. A missing index only makes
 * things slow, and a run that was killed leaves some behind for the next one to make. */
static void compare_one(struct stmt *ours, struct stmt *model, int order, struct findings *findings)
{
    struct stmt *row = order <= 0 ? ours : model;
    const char *name = stmt_get_text(row, 0, NULL), *type = stmt_get_text(row, 1, NULL);
    bool is_index = strcmp(type, "index") == 0, is_table = strcmp(type, "table") == 0;
    if (order > 0 && is_index) {
        tell(findings, type, name, "is missing, the next ingest makes it");
    } else if (order > 0) {
        tell(findings, type, name, "is missing");
        findings->count++;
    } else if (order < 0 && !is_index && !is_table) {
        tell(findings, type, name, "was added");
        findings->count++;
    } else if (order == 0 && strcmp(stmt_get_text(ours, 2, NULL), stmt_get_text(model, 2, NULL)) != 0) {
        tell(findings, type, name, "is not as trailcase makes it");
        findings->count++;
    }
}

static int order_of(struct stmt *ours, enum stmt_end ours_end, struct stmt *model, enum stmt_end model_end)
{
    if (ours_end != STMT_ROW || model_end != STMT_ROW)
        return ours_end == STMT_ROW ? -1 : 1;
    int order = strcmp(stmt_get_text(ours, 0, NULL), stmt_get_text(model, 0, NULL));
    return order ? order : strcmp(stmt_get_text(ours, 1, NULL), stmt_get_text(model, 1, NULL));
}

static bool compare(struct db *db, struct db *model, struct findings *findings, struct err *err)
{
    struct stmt *ours, *theirs;
    if (!db_stmt(db, QUERY_CHECK_SCHEMA, &ours, err) || !db_stmt(model, QUERY_CHECK_SCHEMA, &theirs, err))
        return false;
    enum stmt_end ours_end = stmt_step(ours, err), model_end = stmt_step(theirs, err);
    while (ours_end == STMT_ROW || model_end == STMT_ROW) {
        int order = order_of(ours, ours_end, theirs, model_end);
        compare_one(ours, theirs, order, findings);
        if (order <= 0)
            ours_end = stmt_step(ours, err);
        if (order >= 0)
            model_end = stmt_step(theirs, err);
    }
    return ours_end == STMT_DONE && model_end == STMT_DONE;
}

/* The case against an empty one of the same version, made in memory. */
static bool check_schema(struct db *db, struct findings *findings, struct err *err)
{
    static char name[] = "the schema to compare with";
    struct db *model = alloc_zero(1, sizeof *model);
    model->path = alloc_str(name);
    model->mode = DB_READ; /* nothing is to be done when it is closed */
    bool made = sqlite3_open(":memory:", &model->sqlite) == SQLITE_OK &&
                event_json_register(model->sqlite, NULL) == SQLITE_OK;
    bool done = made ? schema_prepare(model, err) && compare(db, model, findings, err)
                     : db_fail(model->sqlite, name, err);
    db_close(model);
    return done;
}

bool db_check(struct db *db, struct buf *detail, bool *ret_sound, struct err *err)
{
    size_t count = 0;
    struct findings findings = {.detail = detail};
    if (!collect(db, "PRAGMA integrity_check(20)", "integrity", detail, &count, err) ||
        !collect(db, "PRAGMA foreign_key_check", "row without its partner in", detail, &count, err) ||
        !check_schema(db, &findings, err))
        return false;
    *ret_sound = count == 0 && findings.count == 0;
    if (count == 0)
        buf_fmt(detail, "%sSQLite finds it whole", detail->len ? "; " : "");
    return true;
}
