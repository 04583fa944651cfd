// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/undo.h"

#include "src/base/jsonw.h"
#include "src/detect/alert.h"
#include "src/detect/lead.h"
#include "src/scope/attribution.h"
#include "src/scope/checklist_state.h"
#include "src/scope/lineage.h"
#include "src/scope/mark.h"
#include "src/scope/note.h"
#include "src/scope/recheck.h"
#include "src/scope/wording.h"
#include "src/store/journal.h"

#include <inttypes.h>
#include <string.h>

static void describe_changes(const struct json *changes, struct buf *out)
{
    const struct json *item = json_first(changes);
    const char *verdict = json_text(json_get(item, "after"), "verdict");
    const char *reason = json_text(json_get(item, "after"), "reason");
    const char *kind = json_text(item, "kind"), *value = json_text(item, "value");
    buf_fmt(out, "%s %s ", kind ? kind : "?", value ? value : "?");
    buf_str(out, verdict ? verdict : "without verdict");
    if (json_count(changes) > 1)
        buf_fmt(out, " and %zu more", json_count(changes) - 1);
    if (reason)
        buf_fmt(out, ": %s", reason);
}

const char *undo_describe(struct arena *arena, const char *action, const char *detail)
{
    CLEANUP(buf) struct buf out = {0};
    const struct json *root = json_parse(arena, detail, strlen(detail), NULL);
    const struct json *changes = json_get(root, "changes");
    const char *kind = json_text(root, "kind"), *value = json_text(root, "value"),
               *text = json_text(root, "text");
    buf_fmt(&out, "%s ", action);
    if (json_type(json_get(root, "undoes")) == JSON_NUMBER)
        buf_fmt(&out, "entry %.0f: ", json_number(json_get(root, "undoes"), 0));
    if (changes)
        describe_changes(changes, &out);
    else if (kind)
        buf_fmt(&out, "on %s%s%s: %s", kind, value ? " " : "", value ? value : "", text ? text : "");
    return arena_str(arena, buf_text(&out));
}

struct decision {
    int64_t seq;
    const char *action, *detail;
};

static bool find_decision(struct db *db, struct arena *arena, struct decision *ret, bool *ret_found,
                          struct err *err)
{
    struct stmt *stmt;
    *ret_found = false;
    if (!db_stmt(db, QUERY_JOURNAL_TO_UNDO, &stmt, err))
        return false;
    enum stmt_end end = stmt_step(stmt, err);
    if (end == STMT_ROW) {
        *ret_found = true;
        ret->seq = stmt_get_int(stmt, 0);
        ret->action = stmt_text_dup(stmt, 1, arena);
        ret->detail = stmt_text_dup(stmt, 2, arena);
        stmt_clear(stmt);
    }
    return end != STMT_ERR;
}

/* Decisions that change no mark: what to put back, named in the journal by the same members. */
static bool revert_words(struct db *db, const char *action, const struct json *root, bool *ret_known,
                         struct err *err)
{
    *ret_known = true;
    if (strcmp(action, "note") == 0)
        return note_remove(db, (int64_t)json_number(json_get(root, "note"), 0), err);
    if (strcmp(action, "answer") == 0 || strcmp(action, "claim") == 0)
        return wording_restore(db, root, err);
    if (strcmp(action, "accept") == 0)
        return recheck_restore(db, root, err);
    if (strcmp(action, "checklist") == 0)
        return checklist_restore(db, root, err);
    if (strcmp(action, "dismiss") == 0)
        return lead_restore(db, root, err);
    if (strcmp(action, "alert") == 0)
        return alert_restore(db, root, err);
    *ret_known = strcmp(action, "reject") == 0;
    return true;
}

static bool revert(struct db *db, const struct decision *decision, struct arena *arena, struct err *err)
{
    const struct json *root = json_parse(arena, decision->detail, strlen(decision->detail), NULL);
    CLEANUP(buf) struct buf detail = {0};
    struct jsonw w;
    jsonw_init(&w, &detail);
    jsonw_object(&w);
    jsonw_kint(&w, "undoes", decision->seq);
    bool is_words;
    if (!revert_words(db, decision->action, root, &is_words, err))
        return false;
    if (is_words) {
        jsonw_kstr(&w, "kind", json_text(root, "kind"));
        jsonw_kstr(&w, "value", json_text(root, "value"));
        jsonw_kstr(&w, "text", json_text(root, "text"));
    } else {
        jsonw_karray(&w, "changes");
        if (!mark_restore(db, json_get(root, "changes"), &w, err))
            return false;
        jsonw_end(&w);
    }
    jsonw_end(&w);
    return journal_append(db, isotime_now(), "undo", buf_text(&detail), err) && attribution_update(db, err);
}

static bool undo_in_transaction(struct db *db, struct arena *arena, const char **ret_text, struct err *err)
{
    struct decision decision;
    bool found;
    if (!find_decision(db, arena, &decision, &found, err))
        return false;
    if (!found)
        return true;
    *ret_text = undo_describe(arena, decision.action, decision.detail);
    return revert(db, &decision, arena, err);
}

bool undo_last(struct db *db, struct arena *arena, const char **ret_text, struct err *err)
{
    *ret_text = NULL;
    if (!lineage_refresh(db, err) || !db_begin(db, err))
        return false;
    if (undo_in_transaction(db, arena, ret_text, err) && db_commit(db, err))
        return true;
    db_rollback(db);
    return false;
}
