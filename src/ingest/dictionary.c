// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/dictionary.h"

#include "src/base/alloc.h"
#include "src/base/isotime.h"
#include "src/ingest/intern.h"
#include "src/model/access.h"
#include "src/model/accesskey.h"
#include "src/model/address.h"
#include "src/model/agent.h"

#include <stdlib.h>
#include <string.h>

enum kind {
    KIND_PRINCIPAL,
    KIND_SESSION,
    KIND_ADDRESS,
    KIND_KEY,
    KIND_AGENT,
    KIND_API,
    KIND_REGION,
    KIND_ACCOUNT,
    KIND_ERROR,
    KIND_RESOURCE,
    KIND_TRAIT,
    KIND__COUNT
};

/* One name (and ARN) of a principal; the id under KIND_PRINCIPAL is its place here + 1. */
struct alias {
    int64_t principal_id;
    char *name, *arn;
    int64_t first_s, last_s; /* since the last flush; first_s > last_s: not seen */
};

struct dictionary {
    struct db *db;
    struct arena arena; /* of agent_rules */
    const struct agent_rules *agent_rules;
    struct intern known[KIND__COUNT];
    struct buf key; /* scratch: the parts of a key, each ended by a NUL */
    struct alias *aliases;
    size_t alias_count, alias_cap;
};

/* Binds the values of a new entry to the statement that makes it. */
typedef void (*bind_fn)(struct stmt *stmt, const void *value);

struct dictionary *dictionary_new(struct db *db)
{
    struct dictionary *dictionary = alloc_zero(1, sizeof *dictionary);
    dictionary->db = db;
    dictionary->agent_rules = agent_rules_load(&dictionary->arena);
    return dictionary;
}

static void aliases_clear(struct dictionary *dictionary)
{
    for (size_t i = 0; i < dictionary->alias_count; i++) {
        free(dictionary->aliases[i].name);
        free(dictionary->aliases[i].arn);
    }
    dictionary->alias_count = 0;
}

void dictionary_free(struct dictionary *dictionary)
{
    if (!dictionary)
        return;
    for (size_t i = 0; i < KIND__COUNT; i++)
        intern_done(&dictionary->known[i]);
    aliases_clear(dictionary);
    free(dictionary->aliases);
    buf_done(&dictionary->key);
    arena_done(&dictionary->arena);
    free(dictionary);
}

static void key_add(struct dictionary *dictionary, const char *part)
{
    if (part)
        buf_append(&dictionary->key, part, strlen(part) + 1);
    else
        buf_append(&dictionary->key, "\1", 2); /* absent is not the same as empty */
}

/* How an entry is made. fresh: a statement that makes it only when it is new, for the dictionaries that grow.
 */
struct maker {
    enum query_id query, fresh;
    bind_fn bind;
};

#define NO_QUERY QUERY__COUNT

static bool make_fresh(struct dictionary *dictionary, const struct maker *maker, const void *value,
                       int64_t *ret_id, struct err *err)
{
    struct stmt *stmt;
    *ret_id = 0;
    if (maker->fresh == NO_QUERY)
        return true;
    if (!db_stmt(dictionary->db, maker->fresh, &stmt, err))
        return false;
    maker->bind(stmt, value);
    if (!stmt_run(stmt, err))
        return false;
    if (db_changes(dictionary->db))
        *ret_id = db_last_id(dictionary->db);
    return true;
}

static bool make(struct dictionary *dictionary, const struct maker *maker, const void *value, int64_t *ret_id,
                 struct err *err)
{
    struct stmt *stmt;
    if (!make_fresh(dictionary, maker, value, ret_id, err))
        return false;
    if (*ret_id)
        return true;
    if (!db_stmt(dictionary->db, maker->query, &stmt, err))
        return false;
    maker->bind(stmt, value);
    return stmt_run_int(stmt, 0, ret_id, err);
}

static void bind_value(struct stmt *stmt, const void *value)
{
    stmt_text(stmt, ":value", value);
}

static void bind_address(struct stmt *stmt, const void *value)
{
    unsigned char ip[ADDRESS_BYTES];
    stmt_text(stmt, ":value", value);
    stmt_text(stmt, ":kind", address_kind_name(address_kind_of(value)));
    if (address_ip(value, ip))
        stmt_blob(stmt, ":ip", ip, sizeof ip);
}

static void bind_key(struct stmt *stmt, const void *value)
{
    char account[ACCESSKEY_ACCOUNT_SIZE];
    stmt_text(stmt, ":value", value);
    stmt_text(stmt, ":kind", accesskey_kind_name(accesskey_kind_of(value)));
    stmt_text(stmt, ":account", accesskey_account(value, account) ? account : NULL);
}

/* Dictionaries of plain values. */
static const struct maker plain[KIND__COUNT] = {
    [KIND_ADDRESS] = {QUERY_INGEST_ADDRESS_ADD, NO_QUERY, bind_address},
    [KIND_KEY] = {QUERY_INGEST_KEY_ADD, QUERY_INGEST_KEY_NEW, bind_key},
    [KIND_REGION] = {QUERY_INGEST_REGION_ADD, NO_QUERY, bind_value},
    [KIND_ACCOUNT] = {QUERY_INGEST_ACCOUNT_ADD, NO_QUERY, bind_value},
    [KIND_ERROR] = {QUERY_INGEST_ERROR_ADD, NO_QUERY, bind_value},
    [KIND_TRAIT] = {QUERY_INGEST_TRAIT_ADD, QUERY_INGEST_TRAIT_NEW, bind_value},
};

static bool plain_id(struct dictionary *dictionary, enum kind kind, const char *value, int64_t *ret_id,
                     struct err *err)
{
    *ret_id = 0;
    if (!value)
        return true;
    uint64_t hash;
    size_t len = strlen(value);
    *ret_id = intern_find(&dictionary->known[kind], value, len, &hash);
    if (*ret_id)
        return true;
    if (!make(dictionary, &plain[kind], value, ret_id, err))
        return false;
    intern_add(&dictionary->known[kind], value, len, hash, *ret_id);
    return true;
}

static void bind_api(struct stmt *stmt, const void *value)
{
    const struct event *event = value;
    char base[256];
    size_t len = access_base_len(event->name), service = strcspn(event->source, ".");
    len = len < sizeof base ? len : sizeof base - 1;
    memcpy(base, event->name, len);
    base[len] = '\0';
    struct api_class class = access_of(base, event->read_only);
    stmt_text(stmt, ":source", event->source);
    stmt_text(stmt, ":name", event->name);
    stmt_textn(stmt, ":service", event->source, service);
    stmt_text(stmt, ":base_name", base);
    stmt_text(stmt, ":access", access_name(class.access));
    stmt_int(stmt, ":interesting", class.interesting);
}

struct session_row {
    const struct session *session;
    int64_t principal_id;
};

static void bind_session(struct stmt *stmt, const void *value)
{
    const struct session_row *row = value;
    const struct session *session = row->session;
    stmt_text(stmt, ":key", session->key);
    stmt_int(stmt, ":principal_id", row->principal_id);
    stmt_text(stmt, ":name", session->name);
    stmt_text(stmt, ":kind", session_kind_name(session->kind));
    if (session->created_s != ISOTIME_NONE)
        stmt_int(stmt, ":created_s", session->created_s);
    if (session->mfa >= 0)
        stmt_int(stmt, ":mfa", session->mfa);
    stmt_text(stmt, ":source_identity", session->source_identity);
}

static void bind_resource(struct stmt *stmt, const void *value)
{
    const struct resource *resource = value;
    stmt_text(stmt, ":value", resource->value);
    stmt_text(stmt, ":type", resource->type);
}

static void bind_principal(struct stmt *stmt, const void *value)
{
    const struct principal *principal = value;
    stmt_text(stmt, ":key", principal->key);
    stmt_text(stmt, ":type", principal->type);
    stmt_text(stmt, ":name", principal->name);
    stmt_text(stmt, ":arn", principal->arn);
    stmt_text(stmt, ":account", principal->account);
}

struct making {
    enum kind kind;
    struct maker maker;
    const void *value;
};

/* The id under the key gathered in the scratch, made in the case when it is not known. */
static bool composed_id(struct dictionary *dictionary, const struct making *making, int64_t *ret_id,
                        struct err *err)
{
    uint64_t hash;
    struct intern *known = &dictionary->known[making->kind];
    *ret_id = intern_find(known, dictionary->key.bytes, dictionary->key.len, &hash);
    if (*ret_id)
        return true;
    if (!make(dictionary, &making->maker, making->value, ret_id, err))
        return false;
    intern_add(known, dictionary->key.bytes, dictionary->key.len, hash, *ret_id);
    return true;
}

static bool api_id(struct dictionary *dictionary, const struct event *event, int64_t *ret_id, struct err *err)
{
    struct making making = {KIND_API, {QUERY_INGEST_API_ADD, NO_QUERY, bind_api}, event};
    buf_clear(&dictionary->key);
    key_add(dictionary, event->source);
    key_add(dictionary, event->name);
    return composed_id(dictionary, &making, ret_id, err);
}

struct agent_row {
    const char *value;
    struct agent agent;
};

static void bind_agent(struct stmt *stmt, const void *value)
{
    const struct agent_row *row = value;
    stmt_text(stmt, ":value", row->value);
    stmt_text(stmt, ":class", row->agent.class);
    stmt_text(stmt, ":client", row->agent.client);
    stmt_text(stmt, ":client_version", row->agent.version);
    stmt_text(stmt, ":system", row->agent.system);
    stmt_int(stmt, ":attack", row->agent.attack);
}

static bool agent_id(struct dictionary *dictionary, const char *value, int64_t *ret_id, struct err *err)
{
    static const struct maker maker = {QUERY_INGEST_AGENT_ADD, NO_QUERY, bind_agent};
    CLEANUP(arena) struct arena arena = {0};
    struct agent_row row = {.value = value};
    uint64_t hash;
    *ret_id = 0;
    if (!value)
        return true;
    *ret_id = intern_find(&dictionary->known[KIND_AGENT], value, strlen(value), &hash);
    if (*ret_id)
        return true;
    agent_parse(dictionary->agent_rules, value, &arena, &row.agent);
    if (!make(dictionary, &maker, &row, ret_id, err))
        return false;
    intern_add(&dictionary->known[KIND_AGENT], value, strlen(value), hash, *ret_id);
    return true;
}

bool dictionary_resource(struct dictionary *dictionary, const struct resource *resource, int64_t *ret_id,
                         struct err *err)
{
    struct making making = {
        KIND_RESOURCE, {QUERY_INGEST_RESOURCE_ADD, QUERY_INGEST_RESOURCE_NEW, bind_resource}, resource};
    buf_clear(&dictionary->key);
    key_add(dictionary, resource->value);
    key_add(dictionary, resource->type);
    return composed_id(dictionary, &making, ret_id, err);
}

/* Everything a record tells of its session is part of the key: what is new completes the row. */
static bool session_id(struct dictionary *dictionary, const struct session *session, int64_t principal_id,
                       int64_t *ret_id, struct err *err)
{
    struct session_row row = {.session = session, .principal_id = principal_id};
    struct making making = {
        KIND_SESSION, {QUERY_INGEST_SESSION_ADD, QUERY_INGEST_SESSION_NEW, bind_session}, &row};
    *ret_id = 0;
    if (!session->key)
        return true;
    buf_clear(&dictionary->key);
    key_add(dictionary, session->key);
    key_add(dictionary, session->name);
    key_add(dictionary, session->source_identity);
    buf_append(&dictionary->key, &session->kind, sizeof session->kind);
    buf_append(&dictionary->key, &session->mfa, sizeof session->mfa);
    buf_append(&dictionary->key, &session->created_s, sizeof session->created_s);
    return composed_id(dictionary, &making, ret_id, err);
}

/* A principal under a name that is not known yet: its place among the aliases. */
static bool alias_new(struct dictionary *dictionary, const struct principal *principal, int64_t *ret_place,
                      struct err *err)
{
    int64_t id;
    if (dictionary->alias_count == INTERN_MOST) {
        if (!dictionary_flush(dictionary, err))
            return false;
        aliases_clear(dictionary);
        intern_clear(&dictionary->known[KIND_PRINCIPAL]);
    }
    static const struct maker maker = {QUERY_INGEST_PRINCIPAL_ADD, NO_QUERY, bind_principal};
    if (!make(dictionary, &maker, principal, &id, err))
        return false;
    if (dictionary->alias_count == dictionary->alias_cap) {
        dictionary->alias_cap = dictionary->alias_cap ? dictionary->alias_cap * 2 : 64;
        dictionary->aliases =
            alloc_resize(dictionary->aliases, dictionary->alias_cap, sizeof *dictionary->aliases);
    }
    dictionary->aliases[dictionary->alias_count++] = (struct alias){
        .principal_id = id,
        .name = alloc_str(principal->name),
        .arn = alloc_str(principal->arn ? principal->arn : ""),
        .first_s = INT64_MAX,
        .last_s = INT64_MIN,
    };
    *ret_place = (int64_t)dictionary->alias_count;
    return true;
}

static bool principal_id(struct dictionary *dictionary, const struct principal *principal, int64_t time_s,
                         int64_t *ret_id, struct err *err)
{
    struct intern *known = &dictionary->known[KIND_PRINCIPAL];
    uint64_t hash;
    *ret_id = 0;
    if (!principal->key)
        return true;
    buf_clear(&dictionary->key);
    key_add(dictionary, principal->key);
    key_add(dictionary, principal->type);
    key_add(dictionary, principal->name);
    key_add(dictionary, principal->arn);
    key_add(dictionary, principal->account);
    int64_t place = intern_find(known, dictionary->key.bytes, dictionary->key.len, &hash);
    if (!place) {
        if (!alias_new(dictionary, principal, &place, err))
            return false;
        intern_add(known, dictionary->key.bytes, dictionary->key.len, hash, place);
    }
    struct alias *alias = &dictionary->aliases[place - 1];
    alias->first_s = time_s < alias->first_s ? time_s : alias->first_s;
    alias->last_s = time_s > alias->last_s ? time_s : alias->last_s;
    *ret_id = alias->principal_id;
    return true;
}

static bool flush_alias(struct dictionary *dictionary, struct alias *alias, struct err *err)
{
    struct stmt *add, *rename;
    if (!db_stmt(dictionary->db, QUERY_INGEST_PRINCIPAL_NAME_ADD, &add, err) ||
        !db_stmt(dictionary->db, QUERY_INGEST_PRINCIPAL_RENAME, &rename, err))
        return false;
    stmt_int(add, ":principal_id", alias->principal_id);
    stmt_text(add, ":name", alias->name);
    stmt_text(add, ":arn", alias->arn);
    stmt_int(add, ":first_s", alias->first_s);
    stmt_int(add, ":last_s", alias->last_s);
    stmt_int(rename, ":principal_id", alias->principal_id);
    alias->first_s = INT64_MAX;
    alias->last_s = INT64_MIN;
    return stmt_run(add, err) && stmt_run(rename, err);
}

bool dictionary_flush(struct dictionary *dictionary, struct err *err)
{
    for (size_t i = 0; i < dictionary->alias_count; i++)
        if (dictionary->aliases[i].first_s <= dictionary->aliases[i].last_s &&
            !flush_alias(dictionary, &dictionary->aliases[i], err))
            return false;
    return true;
}

bool dictionary_event(struct dictionary *dictionary, const struct event *event, struct dictionary_ids *ret,
                      struct err *err)
{
    return principal_id(dictionary, &event->principal, event->time_s, &ret->principal, err) &&
           session_id(dictionary, &event->session, ret->principal, &ret->session, err) &&
           api_id(dictionary, event, &ret->api, err) &&
           plain_id(dictionary, KIND_ADDRESS, event->address, &ret->address, err) &&
           plain_id(dictionary, KIND_KEY, event->key, &ret->key, err) &&
           agent_id(dictionary, event->agent, &ret->agent, err) &&
           plain_id(dictionary, KIND_REGION, event->region, &ret->region, err) &&
           plain_id(dictionary, KIND_ACCOUNT, event->account, &ret->account, err) &&
           plain_id(dictionary, KIND_ERROR, event->error, &ret->error, err) &&
           plain_id(dictionary, KIND_TRAIT, event->traits, &ret->trait, err);
}
