// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/detect/alert.h"

#include "src/base/isotime.h"
#include "src/base/jsonw.h"
#include "src/model/event.h"
#include "src/store/journal.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { DEPTH_MAX = 32, LEAVES_MAX = 2000, WORD_MAX = 512, TITLE_BYTES = 200 };

/* Looking through the texts of an alert. */
struct looking {
    struct db *db;
    struct arena *arena;
    struct alert *alert;
    size_t leaves;
    struct err *err;
};

static void bind_uid(struct stmt *stmt, const char *uid)
{
    unsigned char uuid[EVENT_UUID_BYTES];
    if (event_uuid(uid, uuid))
        stmt_blob(stmt, ":uid", uuid, sizeof uuid);
    else
        stmt_text(stmt, ":uid", uid);
}

/* What an event says stands for what the alert does not. */
static bool take_event(struct looking *in, const char *uid, bool *ret_found)
{
    struct stmt *stmt;
    struct alert *alert = in->alert;
    int64_t event_id;
    if (!db_stmt(in->db, QUERY_SCOPE_EVENT_OF_UID, &stmt, in->err))
        return false;
    bind_uid(stmt, uid);
    if (!stmt_run_int(stmt, 0, &event_id, in->err) || !db_stmt(in->db, QUERY_ALERT_PLACE, &stmt, in->err))
        return false;
    *ret_found = event_id != 0;
    stmt_int(stmt, ":event_id", event_id);
    enum stmt_end end = *ret_found ? stmt_step(stmt, in->err) : STMT_DONE;
    if (end == STMT_ROW) {
        const char *who = stmt_get_text(stmt, 3, NULL), *api = stmt_get_text(stmt, 4, NULL);
        alert->event = arena_str(in->arena, uid);
        alert->key = stmt_text_dup(stmt, 0, in->arena);
        alert->address = stmt_text_dup(stmt, 1, in->arena);
        alert->principal = stmt_text_dup(stmt, 2, in->arena);
        if (!alert->title)
            alert->title = arena_fmt(in->arena, "%s by %s", api ? api : "an event", who ? who : "nobody");
    }
    stmt_clear(stmt);
    return end != STMT_ERR;
}

static bool take_word(struct looking *in, const char *word, bool *ret_found)
{
    struct alert *alert = in->alert;
    struct stmt *stmt;
    *ret_found = false;
    if (!alert->event && !take_event(in, word, ret_found))
        return false;
    if (*ret_found || alert->event)
        return true;
    if (!db_stmt(in->db, QUERY_ALERT_KNOWN, &stmt, in->err))
        return false;
    stmt_text(stmt, ":word", word);
    enum stmt_end end = stmt_step(stmt, in->err);
    if (end == STMT_ROW) {
        const char *kind = stmt_get_text(stmt, 0, NULL);
        const char **to = strcmp(kind, "key") == 0       ? &alert->key
                          : strcmp(kind, "address") == 0 ? &alert->address
                                                         : &alert->principal;
        if (!*to)
            *to = stmt_text_dup(stmt, 1, in->arena);
        *ret_found = true;
    }
    stmt_clear(stmt);
    return end != STMT_ERR;
}

static bool look_through(struct looking *in, const struct json *node, unsigned depth)
{
    const char *text = json_str(node);
    bool found;
    if (text && *text && strlen(text) < WORD_MAX && in->leaves++ < LEAVES_MAX && !take_word(in, text, &found))
        return false;
    for (const struct json *child = json_first(node); child && depth < DEPTH_MAX; child = json_next(child))
        if (!look_through(in, child, depth + 1))
            return false;
    return true;
}

/* The first member of one of these names, here or one level down. */
static const struct json *named(const struct json *root, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (const struct json *child = json_first(root); child; child = json_next(child)) {
            const struct json *inner = json_type(child) == JSON_OBJECT ? json_get(child, names[i]) : NULL;
            if (strcasecmp(json_name(child), names[i]) == 0 && json_type(child) != JSON_OBJECT)
                return child;
            if (inner && json_type(inner) != JSON_OBJECT)
                return inner;
        }
    return NULL;
}

/* A word, or a number on the scale of GuardDuty. */
static enum rule_level level_of(const struct json *root)
{
    static const char *const names[] = {"severity", "level", "priority", "Severity"};
    const struct json *told = named(root, names, ARRAY_LEN(names));
    double number = json_number(told, -1);
    for (size_t i = 0; i < LEVEL__COUNT && json_str(told); i++)
        if (strcasecmp(rule_level_names[i], json_str(told)) == 0)
            return i;
    return number < 0 || number > 10 ? LEVEL_HIGH
           : number >= 9             ? LEVEL_CRITICAL
           : number >= 7             ? LEVEL_HIGH
           : number >= 4             ? LEVEL_MEDIUM
                                     : LEVEL_LOW;
}

static bool read_json(struct looking *in, const char *text)
{
    static const char *const names[] = {"title",       "alert",   "rule",    "rule_name",
                                        "ruleName",    "name",    "Title",   "type",
                                        "detail-type", "summary", "message", "eventName"};
    struct alert *alert = in->alert;
    const struct json *root = json_parse(in->arena, text, strlen(text), NULL);
    if (json_type(root) != JSON_OBJECT && json_type(root) != JSON_ARRAY)
        return err_set(in->err, ERR_FORMAT, "the alert is neither JSON nor a word that the case knows");
    const char *title = json_str(named(root, names, ARRAY_LEN(names)));
    if (title && *title)
        alert->title = arena_strn(in->arena, title, strnlen(title, TITLE_BYTES));
    alert->level = level_of(root);
    alert->body = arena_str(in->arena, text);
    if (!look_through(in, root, 0))
        return false;
    return alert->event || alert->key || alert->address || alert->principal ||
           err_set(in->err, ERR_USAGE,
                   "nothing in the alert is in this case: no eventID, access key, address or principal");
}

bool alert_read(struct db *db, const char *text, struct arena *arena, struct alert *ret, struct err *err)
{
    struct looking in = {.db = db, .arena = arena, .alert = ret, .err = err};
    bool found;
    *ret = (struct alert){.level = LEVEL_HIGH};
    text += strspn(text, " \t\r\n");
    if (*text == '{' || *text == '[') {
        if (!read_json(&in, text))
            return false;
    } else if (!take_word(&in, text, &found)) {
        return false;
    } else if (!found) {
        return err_set(err, ERR_USAGE, "there is no event, key, address or principal \"%.100s\" in this case",
                       text);
    }
    if (!ret->title)
        ret->title = arena_fmt(arena, "told of %s",
                               ret->key       ? ret->key
                               : ret->address ? ret->address
                                              : ret->principal);
    return true;
}

static bool insert(struct db *db, struct alert *alert, struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_ALERT_ADD, &stmt, err))
        return false;
    stmt_text(stmt, ":title", alert->title);
    stmt_int(stmt, ":level", alert->level);
    if (alert->event)
        bind_uid(stmt, alert->event);
    stmt_text(stmt, ":key", alert->key);
    stmt_text(stmt, ":address", alert->address);
    stmt_text(stmt, ":principal", alert->principal);
    stmt_text(stmt, ":body", alert->body);
    stmt_int(stmt, ":created_s", isotime_now());
    if (!stmt_run(stmt, err))
        return false;
    alert->id = db_last_id(db);
    return true;
}

static bool write_journal(struct db *db, const struct alert *alert, struct err *err)
{
    CLEANUP(buf) struct buf detail = {0};
    struct jsonw w;
    char value[32];
    snprintf(value, sizeof value, "alert:%lld", (long long)alert->id);
    jsonw_init(&w, &detail);
    jsonw_object(&w);
    jsonw_kint(&w, "alert", alert->id);
    jsonw_kstr(&w, "kind", "lead");
    jsonw_kstr(&w, "value", value);
    jsonw_kstr(&w, "text", alert->title);
    jsonw_kint(&w, "level", alert->level);
    jsonw_kstr(&w, "event", alert->event);
    jsonw_kstr(&w, "key", alert->key);
    jsonw_kstr(&w, "address", alert->address);
    jsonw_kstr(&w, "principal", alert->principal);
    jsonw_kstr(&w, "body", alert->body);
    jsonw_end(&w);
    return journal_append(db, isotime_now(), "alert", buf_text(&detail), err);
}

bool alert_add(struct db *db, struct alert *alert, struct err *err)
{
    if (!db_begin(db, err))
        return false;
    if (insert(db, alert, err) && write_journal(db, alert, err) && db_commit(db, err))
        return true;
    db_rollback(db);
    return err_wrap(err, "keep the alert");
}

bool alert_restore(struct db *db, const struct json *detail, struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_ALERT_REMOVE, &stmt, err))
        return false;
    stmt_int(stmt, ":alert_id", (int64_t)json_number(json_get(detail, "alert"), 0));
    return stmt_run(stmt, err);
}

bool alert_again(struct db *db, const struct json *detail, struct err *err)
{
    double level = json_number(json_get(detail, "level"), LEVEL_HIGH);
    struct alert alert = {
        .title = json_text(detail, "text"),
        .level = level >= 0 && level < LEVEL__COUNT ? (enum rule_level)level : LEVEL_HIGH,
        .event = json_text(detail, "event"),
        .key = json_text(detail, "key"),
        .address = json_text(detail, "address"),
        .principal = json_text(detail, "principal"),
        .body = json_text(detail, "body"),
    };
    if (!alert.title)
        return err_set(err, ERR_CASE, "the journal tells of an alert that makes no sense");
    return alert_add(db, &alert, err);
}
