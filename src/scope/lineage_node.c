// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/lineage_node.h"

#include "src/base/isotime.h"
#include "src/model/accesskey.h"
#include "src/model/principal.h"

#include <string.h>

enum { KEYS_MOST = 20 };

struct lineage_edge lineage_edge_read(struct stmt *row, struct arena *arena)
{
    return (struct lineage_edge){
        .thing = {stmt_text_dup(row, 0, arena), stmt_text_dup(row, 1, arena)},
        .event_id = stmt_get_int(row, 2),
        .rule = stmt_text_dup(row, 3, arena),
        .strength = stmt_text_dup(row, 4, arena),
        .time_s = stmt_get_int(row, 5),
        .expires_s = stmt_get_time(row, 6),
    };
}

/* Begin a statement that takes a kind and a value, or a value only. False with err on failure. */
static bool begin(struct db *db, enum query_id query, const struct lineage_thing *thing, struct stmt **ret,
                  enum stmt_end *ret_end, struct err *err)
{
    if (!db_stmt(db, query, ret, err))
        return false;
    if (stmt_has_param(*ret, ":kind"))
        stmt_text(*ret, ":kind", thing->kind);
    stmt_text(*ret, ":value", thing->value);
    *ret_end = stmt_step(*ret, err);
    return *ret_end != STMT_ERR;
}

bool lineage_edge_of(struct db *db, const struct lineage_thing *thing, struct arena *arena,
                     struct lineage_edge *ret, struct err *err)
{
    struct stmt *row;
    enum stmt_end end;
    *ret = (struct lineage_edge){.expires_s = ISOTIME_NONE};
    if (!begin(db, QUERY_LINEAGE_EDGE_OF, thing, &row, &end, err))
        return false;
    if (end == STMT_ROW)
        *ret = lineage_edge_read(row, arena);
    stmt_clear(row);
    return true;
}

/* By kind of session: the longest AWS lets one last, and the call whose record would prove where it came
 * from. */
static const struct session_fact {
    const char *kind;
    int64_t longest_s;
    const char *unproven;
} session_facts[] = {
    {"token", 129600, "no GetSessionToken at its start is in these logs"},
    {"role", 43200, "no AssumeRole that opened it is in these logs"},
    {"federated", 129600, "no GetFederationToken or federated sign-in that opened it is in these logs"},
    {"console", 43200, "no ConsoleLogin at its start is in these logs"},
    {"service", 43200, "the service took the role by itself; no AssumeRole of it is in these logs"},
    {"instance", 21600,
     "no AssumeRole by ec2.amazonaws.com is in these logs, and what reads an instance's credentials is never "
     "logged"},
};

static const struct session_fact *session_fact(const char *kind)
{
    for (size_t i = 0; i < ARRAY_LEN(session_facts); i++)
        if (strcmp(session_facts[i].kind, kind) == 0)
            return &session_facts[i];
    return &session_facts[0];
}

static bool load_keys(struct db *db, struct arena *arena, struct lineage_node *ret, struct err *err)
{
    struct stmt *row;
    enum stmt_end end;
    const char **keys = arena_alloc(arena, KEYS_MOST * sizeof *keys);
    if (!db_stmt(db, QUERY_LINEAGE_SESSION_KEYS, &row, err))
        return false;
    stmt_text(row, ":value", ret->thing.value);
    stmt_int(row, ":limit", KEYS_MOST);
    while ((end = stmt_step(row, err)) == STMT_ROW)
        keys[ret->key_count++] = stmt_text_dup(row, 0, arena);
    ret->keys = keys;
    return end == STMT_DONE;
}

static const char *and_account(struct arena *arena, const char *key, const char *said)
{
    char account[ACCESSKEY_ACCOUNT_SIZE];
    if (!accesskey_account(key, account) || !said || strcmp(account, said) == 0)
        return NULL;
    return arena_fmt(
        arena, "the key id is of account %s, the logs say %s: a foreign key, or the logs were anonymised",
        account, said);
}

/* "session of role deploy", "console session of alice". */
static const char *session_kin(struct stmt *row, struct arena *arena, const char *kind)
{
    const char *label = stmt_text_dup(row, 1, arena), *key = stmt_text_dup(row, 0, arena);
    bool of_role = key && strncmp(key, "role:", strlen("role:")) == 0, plain = strcmp(kind, "role") == 0;
    return arena_fmt(arena, "%s%ssession of %s%s", plain ? "" : kind, plain ? "" : " ",
                     of_role ? "role " : "", label ? label : "nobody");
}

static bool load_session(const struct lineage_look *look, const struct lineage_edge *edge,
                         struct lineage_node *ret, struct err *err)
{
    struct arena *arena = look->arena;
    struct stmt *row;
    enum stmt_end end;
    if (!begin(look->db, QUERY_LINEAGE_SESSION, &ret->thing, &row, &end, err))
        return false;
    if (end == STMT_DONE)
        return true;
    const char *kind = stmt_text_dup(row, 3, arena), *account = stmt_text_dup(row, 2, arena);
    const struct session_fact *fact = session_fact(kind);
    int64_t created_s = stmt_get_time(row, 5);
    ret->kin = session_kin(row, arena, kind);
    ret->label =
        stmt_is_null(row, 4) ? ret->kin : arena_fmt(arena, "%s, %s", ret->kin, stmt_text_dup(row, 4, arena));
    ret->principal = stmt_text_dup(row, 0, arena);
    ret->first_s = stmt_get_time(row, 6);
    ret->last_s = stmt_get_time(row, 7);
    ret->events = stmt_get_int(row, 8);
    ret->unproven = fact->unproven;
    stmt_clear(row);
    ret->until_is_cap = edge->expires_s == ISOTIME_NONE;
    int64_t from_s = created_s != ISOTIME_NONE ? created_s : ret->first_s;
    ret->until_s = !ret->until_is_cap       ? edge->expires_s
                   : from_s == ISOTIME_NONE ? from_s
                                            : from_s + fact->longest_s;
    ret->state = ret->until_s != ISOTIME_NONE && ret->until_s < look->now_s ? LINEAGE_ENDED : LINEAGE_LIVE;
    if (!load_keys(look->db, arena, ret, err))
        return false;
    ret->note = ret->key_count ? and_account(arena, ret->keys[0], account) : NULL;
    return true;
}

static bool load_key(const struct lineage_look *look, const struct lineage_edge *edge,
                     struct lineage_node *ret, struct err *err)
{
    struct arena *arena = look->arena;
    struct stmt *row;
    enum stmt_end end;
    ret->label = ret->thing.value;
    if (!begin(look->db, QUERY_LINEAGE_KEY, &ret->thing, &row, &end, err))
        return false;
    if (end == STMT_ROW) {
        const char *name = stmt_text_dup(row, 1, arena);
        ret->principal = stmt_text_dup(row, 0, arena);
        ret->label = arena_fmt(arena, "%s (%s)", ret->thing.value, name ? name : "nobody");
        ret->note = and_account(arena, ret->thing.value, stmt_text_dup(row, 2, arena));
        ret->first_s = stmt_get_time(row, 6);
        ret->last_s = stmt_get_time(row, 7);
        ret->events = stmt_get_int(row, 8);
    }
    stmt_clear(row);
    ret->unproven = "its CreateAccessKey is not in these logs";
    ret->name = ret->thing.value;
    if (accesskey_kind_of(ret->thing.value) != ACCESSKEY_TEMPORARY)
        return true;
    ret->unproven = "no call that issued it is in these logs";
    ret->until_s = edge->expires_s;
    ret->state = ret->until_s != ISOTIME_NONE && ret->until_s < look->now_s ? LINEAGE_ENDED : LINEAGE_LIVE;
    return true;
}

static const char *principal_word(const char *key, const char *type)
{
    static const struct {
        const char *head, *word;
    } words[] = {{"user:", "user"}, {"role:", "role"}, {"root:", "account"}, {"svc:", "service"}};
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (strncmp(key, words[i].head, strlen(words[i].head)) == 0)
            return words[i].word;
    return type ? type : "principal";
}

static bool load_principal(struct db *db, struct arena *arena, struct lineage_node *ret, struct err *err)
{
    struct stmt *row;
    enum stmt_end end;
    if (!begin(db, QUERY_LINEAGE_PRINCIPAL, &ret->thing, &row, &end, err))
        return false;
    ret->principal = ret->thing.value;
    ret->label = ret->thing.value;
    if (end == STMT_ROW) {
        const char *type = stmt_text_dup(row, 1, arena), *name = stmt_text_dup(row, 0, arena);
        ret->label = arena_fmt(arena, "%s %s", principal_word(ret->thing.value, type), name);
        ret->name = name;
        ret->first_s = stmt_get_time(row, 3);
        ret->last_s = stmt_get_time(row, 4);
        ret->events = stmt_get_int(row, 5);
    }
    stmt_clear(row);
    ret->unproven = strncmp(ret->thing.value, "user:", 5) == 0   ? "its CreateUser is not in these logs"
                    : strncmp(ret->thing.value, "role:", 5) == 0 ? "its CreateRole is not in these logs"
                                                                 : "it comes from outside of these logs";
    return true;
}

/* What no event was made with gets its name from the call that issued it. */
static void label_by_call(struct lineage_node *ret, const char *target, const char *role, struct arena *arena)
{
    bool unused_key = strcmp(ret->thing.kind, "key") == 0 && !ret->events;
    if (role)
        role = principal_tail(role, '/');
    if (target && !ret->name)
        ret->name = target;
    if (strcmp(ret->thing.kind, "login") == 0 && target) {
        ret->label = arena_fmt(arena, "password of %s", target);
    } else if (unused_key && (target || role)) {
        ret->label =
            arena_fmt(arena, "%s (%s%s)", ret->thing.value, target ? "" : "role ", target ? target : role);
        ret->kin = target ? NULL : arena_fmt(arena, "never used, of role %s", role);
    } else if (strcmp(ret->thing.kind, "principal") == 0 && !ret->events && target) {
        ret->label = arena_fmt(arena, "%s %s", principal_word(ret->thing.value, NULL), target);
    }
}

static bool load_issuer(struct db *db, const struct lineage_edge *edge, struct arena *arena,
                        struct lineage_node *ret, struct err *err)
{
    struct stmt *row;
    if (!edge->rule)
        return true;
    ret->rule = edge->rule;
    ret->strength = edge->strength;
    ret->event_id = edge->event_id;
    ret->time_s = edge->time_s;
    ret->unproven = NULL;
    if (!db_stmt(db, QUERY_LINEAGE_API_OF, &row, err))
        return false;
    stmt_int(row, ":event_id", edge->event_id);
    enum stmt_end end = stmt_step(row, err);
    if (end != STMT_ROW)
        return end == STMT_DONE;
    ret->api = stmt_text_dup(row, 0, arena);
    ret->by = stmt_text_dup(row, 1, arena);
    ret->address = stmt_text_dup(row, 2, arena);
    label_by_call(ret, stmt_text_dup(row, 3, arena), stmt_text_dup(row, 4, arena), arena);
    stmt_clear(row);
    return true;
}

/* Which call deletes what, by the name it then has. */
static const struct {
    const char *kind, *head, *api;
} deletions[] = {
    {"key", "", "DeleteAccessKey"},
    {"login", "", "DeleteLoginProfile"},
    {"principal", "user:", "DeleteUser"},
    {"principal", "role:", "DeleteRole"},
};

static bool load_deletion(struct db *db, struct lineage_node *ret, struct err *err)
{
    for (size_t i = 0; ret->name && ret->state == LINEAGE_LASTS && i < ARRAY_LEN(deletions); i++) {
        struct stmt *row;
        if (strcmp(deletions[i].kind, ret->thing.kind) != 0 ||
            strncmp(ret->thing.value, deletions[i].head, strlen(deletions[i].head)) != 0)
            continue;
        if (!db_stmt(db, QUERY_LINEAGE_DELETED, &row, err))
            return false;
        stmt_text(row, ":name", ret->name);
        stmt_text(row, ":api", deletions[i].api);
        stmt_int(row, ":after_s", ret->time_s == ISOTIME_NONE ? 0 : ret->time_s);
        enum stmt_end end = stmt_step(row, err);
        if (end == STMT_ERR)
            return false;
        ret->until_s = end == STMT_ROW ? stmt_get_time(row, 0) : ISOTIME_NONE;
        ret->state = ret->until_s == ISOTIME_NONE ? LINEAGE_LASTS : LINEAGE_DELETED;
        stmt_clear(row);
    }
    return true;
}

/* A key that was switched off lasts, but does nothing. */
static bool load_switch(struct db *db, struct lineage_node *ret, struct err *err)
{
    struct stmt *row;
    if (ret->state != LINEAGE_LASTS || strcmp(ret->thing.kind, "key") != 0)
        return true;
    if (!db_stmt(db, QUERY_LINEAGE_SWITCHED, &row, err))
        return false;
    stmt_text(row, ":key", ret->thing.value);
    stmt_int(row, ":after_s", ret->time_s == ISOTIME_NONE ? 0 : ret->time_s);
    enum stmt_end end = stmt_step(row, err);
    if (end != STMT_ROW)
        return end == STMT_DONE;
    const char *status = stmt_get_text(row, 1, NULL);
    if (status && strcmp(status, "Inactive") == 0) {
        ret->state = LINEAGE_DISABLED;
        ret->until_s = stmt_get_time(row, 0);
    }
    stmt_clear(row);
    return true;
}

static bool is_kind(const struct lineage_node *node, const char *kind)
{
    return strcmp(node->thing.kind, kind) == 0;
}

bool lineage_node_load(const struct lineage_look *look, const struct lineage_thing *thing,
                       const struct lineage_edge *edge, struct lineage_node *ret, struct err *err)
{
    struct arena *arena = look->arena;
    *ret = (struct lineage_node){.thing = *thing,
                                 .label = thing->value,
                                 .first_s = ISOTIME_NONE,
                                 .last_s = ISOTIME_NONE,
                                 .time_s = ISOTIME_NONE,
                                 .until_s = ISOTIME_NONE,
                                 .unproven = "the call that made it is not in these logs"};
    bool loaded = true, used = true;
    if (is_kind(ret, "session"))
        loaded = load_session(look, edge, ret, err);
    else if (is_kind(ret, "key"))
        loaded = load_key(look, edge, ret, err);
    else if (is_kind(ret, "principal"))
        loaded = load_principal(look->db, arena, ret, err);
    else
        used = false;
    if (used && ret->events)
        ret->filter = arena_fmt(arena, "%s:\"%s\"", thing->kind, thing->value);
    return loaded && load_issuer(look->db, edge, arena, ret, err) && load_deletion(look->db, ret, err) &&
           load_switch(look->db, ret, err);
}
