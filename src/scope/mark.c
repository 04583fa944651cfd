// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/mark.h"

#include "src/base/jsonw.h"
#include "src/scope/attribution.h"
#include "src/scope/lineage.h"
#include "src/scope/phrase.h"
#include "src/store/journal.h"

#include <string.h>
#include <strings.h>

const char *const mark_kind_names[] = {
    [MARK_ADDRESS] = "address", [MARK_KEY] = "key",     [MARK_PRINCIPAL] = "principal",
    [MARK_SESSION] = "session", [MARK_AGENT] = "agent", [MARK_EVENT] = "event",
};

const char *const verdict_names[] = {
    [VERDICT_NONE] = "none",
    [VERDICT_ATTACKER] = "attacker",
    [VERDICT_COMPROMISED] = "compromised",
    [VERDICT_BENIGN] = "benign",
};

bool mark_kind_parse(const char *text, size_t len, enum mark_kind *ret)
{
    for (enum mark_kind kind = 0; kind < MARK_KIND__COUNT; kind++)
        if (strlen(mark_kind_names[kind]) == len && strncmp(mark_kind_names[kind], text, len) == 0) {
            *ret = kind;
            return true;
        }
    if (len != 2 || strncmp(text, "ip", 2) != 0)
        return false;
    *ret = MARK_ADDRESS;
    return true;
}

bool verdict_parse(const char *text, enum verdict *ret)
{
    for (enum verdict verdict = 0; verdict < VERDICT__COUNT; verdict++)
        if (strcasecmp(verdict_names[verdict], text) == 0) {
            *ret = verdict;
            return true;
        }
    return false;
}

static enum mark_kind kind_of(const char *name)
{
    enum mark_kind kind = MARK_EVENT;
    (void)!mark_kind_parse(name, strlen(name), &kind);
    return kind;
}

static enum verdict verdict_of(const char *name)
{
    enum verdict verdict = VERDICT_NONE;
    (void)!verdict_parse(name, &verdict);
    return verdict;
}

static struct mark read_row(struct stmt *row, bool figures, struct arena *arena)
{
    return (struct mark){
        .kind = kind_of(stmt_get_text(row, 0, NULL)),
        .value = stmt_text_dup(row, 1, arena),
        .label = stmt_text_dup(row, 2, arena),
        .verdict = verdict_of(stmt_get_text(row, 3, NULL)),
        .since_s = stmt_get_time(row, 4),
        .until_s = stmt_get_time(row, 5),
        .reason = stmt_text_dup(row, 6, arena),
        .created_s = stmt_get_time(row, 7),
        .issued_by = figures ? stmt_get_int(row, 8) : 0,
        .attributed = figures ? stmt_get_int(row, 9) : 0,
        .undecided = figures ? stmt_get_int(row, 10) : 0,
    };
}

static bool read_list(struct mark_list *ret, struct db *db, bool figures, struct err *err)
{
    struct stmt *stmt;
    enum stmt_end end;
    size_t size = 0;
    *ret = (struct mark_list){0};
    if (!db_stmt(db, figures ? QUERY_MARK_LIST : QUERY_MARK_OWN, &stmt, err))
        return false;
    while ((end = stmt_step(stmt, err)) == STMT_ROW) {
        if (ret->count == size) {
            struct mark *grown = arena_zero(&ret->arena, size = 2 * size + 16, sizeof *grown);
            if (ret->count)
                memcpy(grown, ret->items, ret->count * sizeof *grown);
            ret->items = grown;
        }
        ret->items[ret->count++] = read_row(stmt, figures, &ret->arena);
    }
    return end == STMT_DONE;
}

static bool load_set_aside(struct mark_list *list, struct db *db, struct err *err)
{
    struct stmt *stmt;
    enum stmt_end end;
    bool acquits = false;
    for (size_t i = 0; i < list->count; i++)
        acquits = acquits || list->items[i].verdict == VERDICT_BENIGN;
    if (!acquits)
        return true;
    if (!db_stmt(db, QUERY_MARK_SET_ASIDE, &stmt, err))
        return false;
    while ((end = stmt_step(stmt, err)) == STMT_ROW) {
        enum mark_kind kind = kind_of(stmt_get_text(stmt, 0, NULL));
        const char *value = stmt_get_text(stmt, 1, NULL);
        for (size_t i = 0; i < list->count; i++)
            if (list->items[i].kind == kind && strcmp(list->items[i].value, value) == 0)
                list->items[i].set_aside = stmt_get_int(stmt, 2);
    }
    return end == STMT_DONE;
}

bool mark_label(struct mark *mark, struct db *db, struct arena *arena, struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_MARK_LABEL, &stmt, err))
        return false;
    stmt_text(stmt, ":kind", mark_kind_names[mark->kind]);
    stmt_text(stmt, ":value", mark->value);
    if (stmt_step(stmt, err) != STMT_ROW)
        return false;
    mark->label = stmt_text_dup(stmt, 0, arena);
    stmt_clear(stmt);
    return true;
}

static bool load_labels(struct mark_list *list, struct db *db, struct err *err)
{
    for (size_t i = 0; i < list->count; i++)
        if (!mark_label(&list->items[i], db, &list->arena, err))
            return false;
    return true;
}

void mark_name(const struct mark *mark, struct buf *out)
{
    bool is_key = mark->kind == MARK_KEY;
    buf_fmt(out, "%s %s", mark_kind_names[mark->kind], mark->label && !is_key ? mark->label : mark->value);
    if (mark->label && is_key)
        buf_fmt(out, " (%s)", mark->label);
}

bool mark_list_load(struct mark_list *ret, struct db *db, struct err *err)
{
    if (read_list(ret, db, true, err) && load_labels(ret, db, err) && load_set_aside(ret, db, err))
        return true;
    mark_list_done(ret);
    return false;
}

bool mark_list_own(struct mark_list *ret, struct db *db, struct err *err)
{
    if (read_list(ret, db, false, err))
        return true;
    mark_list_done(ret);
    return false;
}

void mark_figures(const struct mark *mark, struct buf *out)
{
    if (mark->verdict == VERDICT_BENIGN && mark->kind != MARK_EVENT) {
        buf_str(out, "keeps ");
        if (mark->set_aside == 0)
            buf_str(out, "no event of marked things out");
        else
            phrase_count(out, mark->set_aside, "event of marked things out", "events of marked things out");
        return;
    }
    if (mark->attributed == 0 && mark->undecided == 0) {
        buf_str(out, "no event counts for it now");
        return;
    }
    phrase_count(out, mark->attributed, "event attributed", "events attributed");
    if (mark->undecided) {
        buf_str(out, ", ");
        phrase_number(out, mark->undecided);
        buf_str(out, " undecided");
    }
}

void mark_list_done(struct mark_list *list)
{
    arena_done(&list->arena);
    *list = (struct mark_list){0};
}

bool mark_get(struct db *db, enum mark_kind kind, const char *value, struct arena *arena, struct mark *ret,
              struct err *err)
{
    struct stmt *stmt;
    *ret = (struct mark){.kind = kind, .value = value, .since_s = ISOTIME_NONE, .until_s = ISOTIME_NONE};
    if (!db_stmt(db, QUERY_MARK_GET, &stmt, err))
        return false;
    stmt_text(stmt, ":kind", mark_kind_names[kind]);
    stmt_text(stmt, ":value", value);
    enum stmt_end end = stmt_step(stmt, err);
    if (end == STMT_ROW) {
        ret->verdict = verdict_of(stmt_get_text(stmt, 0, NULL));
        ret->since_s = stmt_get_time(stmt, 1);
        ret->until_s = stmt_get_time(stmt, 2);
        ret->reason = stmt_text_dup(stmt, 3, arena);
        ret->created_s = stmt_get_time(stmt, 4);
        stmt_clear(stmt);
    }
    return end != STMT_ERR;
}

static void bind_time(struct stmt *stmt, const char *name, int64_t time_s)
{
    if (time_s == ISOTIME_NONE)
        stmt_null(stmt, name);
    else
        stmt_int(stmt, name, time_s);
}

bool mark_write(struct db *db, const struct mark *mark, struct err *err)
{
    struct stmt *stmt;
    bool set = mark->verdict != VERDICT_NONE;
    if (!db_stmt(db, set ? QUERY_MARK_SET : QUERY_MARK_CLEAR, &stmt, err))
        return false;
    stmt_text(stmt, ":kind", mark_kind_names[mark->kind]);
    stmt_text(stmt, ":value", mark->value);
    if (set) {
        stmt_text(stmt, ":verdict", verdict_names[mark->verdict]);
        bind_time(stmt, ":since_s", mark->since_s);
        bind_time(stmt, ":until_s", mark->until_s);
        stmt_text(stmt, ":reason", mark->reason);
        stmt_int(stmt, ":created_s", mark->created_s);
    }
    return stmt_run(stmt, err);
}

static void state_to_json(struct jsonw *w, const char *member, const struct mark *mark)
{
    jsonw_key(w, member);
    if (mark->verdict == VERDICT_NONE) {
        jsonw_null(w);
        return;
    }
    jsonw_object(w);
    jsonw_kstr(w, "verdict", verdict_names[mark->verdict]);
    jsonw_ktime(w, "since", mark->since_s);
    jsonw_ktime(w, "until", mark->until_s);
    jsonw_kstr(w, "reason", mark->reason);
    jsonw_ktime(w, "created", mark->created_s);
    jsonw_end(w);
}

/* Write one mark and tell the journal what was there before and what is now. */
static bool change(struct db *db, const struct mark *mark, struct jsonw *w, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    struct mark before;
    if (!mark_get(db, mark->kind, mark->value, &arena, &before, err) || !mark_write(db, mark, err))
        return false;
    jsonw_object(w);
    jsonw_kstr(w, "kind", mark_kind_names[mark->kind]);
    jsonw_kstr(w, "value", mark->value);
    state_to_json(w, "before", &before);
    state_to_json(w, "after", mark);
    jsonw_end(w);
    return true;
}

static bool apply_all(struct db *db, const struct mark *marks, size_t count, struct err *err)
{
    CLEANUP(buf) struct buf detail = {0};
    int64_t now_s = isotime_now();
    struct jsonw w;
    jsonw_init(&w, &detail);
    jsonw_object(&w);
    jsonw_karray(&w, "changes");
    for (size_t i = 0; i < count; i++) {
        struct mark mark = marks[i];
        mark.created_s = now_s;
        if (!change(db, &mark, &w, err))
            return false;
    }
    jsonw_end(&w);
    jsonw_end(&w);
    return journal_append(db, now_s, "mark", buf_text(&detail), err) && attribution_update(db, err);
}

static bool check(const struct mark *mark, struct err *err)
{
    if (mark->kind == MARK_EVENT && mark->verdict == VERDICT_COMPROMISED)
        return err_set(err, ERR_USAGE,
                       "mark event %s: an event is the attacker's or benign; compromised is for what can act",
                       mark->value);
    if (mark->since_s != ISOTIME_NONE && mark->until_s != ISOTIME_NONE && mark->since_s > mark->until_s)
        return err_set(err, ERR_USAGE, "mark %s %s: the window ends before it begins",
                       mark_kind_names[mark->kind], mark->value);
    return true;
}

bool mark_apply(struct db *db, const struct mark *marks, size_t count, struct err *err)
{
    for (size_t i = 0; i < count; i++)
        if (!check(&marks[i], err))
            return false;
    if (!lineage_refresh(db, err) || !db_begin(db, err))
        return false;
    if (apply_all(db, marks, count, err) && db_commit(db, err))
        return true;
    db_rollback(db);
    return false;
}

static int64_t time_of(const struct json *state, const char *member)
{
    const char *text = json_text(state, member);
    int64_t time_s = ISOTIME_NONE;
    if (text && !isotime_parse(text, strlen(text), &time_s))
        return ISOTIME_NONE;
    return time_s;
}

bool mark_restore(struct db *db, const struct json *changes, struct jsonw *out, struct err *err)
{
    for (const struct json *item = json_first(changes); item; item = json_next(item)) {
        const struct json *before = json_get(item, "before");
        const char *kind = json_text(item, "kind"), *value = json_text(item, "value");
        if (!kind || !value)
            return err_set(err, ERR_CASE, "the journal is damaged: run 'trailcase verify'");
        const char *verdict = json_text(before, "verdict");
        struct mark mark = {
            .kind = kind_of(kind),
            .value = value,
            .verdict = verdict ? verdict_of(verdict) : VERDICT_NONE,
            .since_s = time_of(before, "since"),
            .until_s = time_of(before, "until"),
            .reason = json_str(json_get(before, "reason")),
            .created_s = time_of(before, "created"),
        };
        if (!change(db, &mark, out, err))
            return false;
    }
    return true;
}
