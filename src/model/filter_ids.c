// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/filter_ids.h"

#include "src/base/alloc.h"
#include "src/model/attack.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct dictionary {
    enum query_id query;
    const char *column;
} dictionaries[FIELD__COUNT] = {
    [FIELD_PRINCIPAL] = {QUERY_FILTER_PRINCIPAL, "principal_id"},
    [FIELD_ADDRESS] = {QUERY_FILTER_ADDRESS, "address_id"},
    [FIELD_KEY] = {QUERY_FILTER_KEY, "key_id"},
    [FIELD_SESSION] = {QUERY_FILTER_SESSION, "session_id"},
    [FIELD_AGENT] = {QUERY_FILTER_AGENT, "agent_id"},
    [FIELD_CLIENT] = {QUERY_FILTER_CLIENT, "agent_id"},
    [FIELD_API] = {QUERY_FILTER_API, "api_id"},
    [FIELD_SERVICE] = {QUERY_FILTER_SERVICE, "api_id"},
    [FIELD_ACCESS] = {QUERY_FILTER_ACCESS, "api_id"},
    [FIELD_ASN] = {QUERY_FILTER_ASN, "address_id"},
    [FIELD_OWNER] = {QUERY_FILTER_OWNER, "address_id"},
    [FIELD_COUNTRY] = {QUERY_FILTER_COUNTRY, "address_id"},
    [FIELD_REGION] = {QUERY_FILTER_REGION, "region_id"},
    [FIELD_ACCOUNT] = {QUERY_FILTER_ACCOUNT, "account_id"},
    [FIELD_ERROR] = {QUERY_FILTER_ERROR, "error_id"},
    [FIELD_RESOURCE] = {QUERY_FILTER_RESOURCE, NULL},
    [FIELD_RULE] = {QUERY_FILTER_RULE, NULL},
};

void filter_ids_done(struct filter_ids *ids)
{
    free(ids->at);
    *ids = (struct filter_ids){0};
}

void filter_ids_add(struct filter_ids *ids, int64_t id)
{
    if ((ids->count & (ids->count - 1)) == 0)
        ids->at = alloc_resize(ids->at, ids->count ? ids->count * 2 : 1, sizeof *ids->at);
    ids->at[ids->count++] = id;
}

void filter_ids_json(const struct filter_ids *ids, struct buf *out)
{
    buf_char(out, '[');
    for (size_t i = 0; i < ids->count; i++)
        buf_fmt(out, "%s%lld", i ? "," : "", (long long)ids->at[i]);
    buf_char(out, ']');
}

const char *filter_ids_column(enum filter_field_id field)
{
    return dictionaries[field].column;
}

void filter_like(const struct filter_value *value, struct buf *out)
{
    for (size_t i = 0; i < value->len; i++) {
        char c = value->text[i], wild = value->wild ? value->wild[i] : ' ';
        if (wild == ' ' && strchr("%_\\", c))
            buf_char(out, '\\');
        buf_char(out, wild == '*' ? '%' : wild == '?' ? '_' : c);
    }
}

static bool add_rows(struct filter_ids *ids, struct stmt *stmt, struct err *err)
{
    enum stmt_end end;
    while ((end = stmt_step(stmt, err)) == STMT_ROW)
        filter_ids_add(ids, stmt_get_int(stmt, 0));
    return end == STMT_DONE;
}

static bool add_range(struct filter_ids *ids, struct db *db, const struct filter_value *value,
                      struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_FILTER_ADDRESS_RANGE, &stmt, err))
        return false;
    stmt_blob(stmt, ":first", value->first, sizeof value->first);
    stmt_blob(stmt, ":last", value->last, sizeof value->last);
    return add_rows(ids, stmt, err);
}

bool filter_ids_find(struct filter_ids *ids, struct db *db, enum filter_field_id field,
                     const struct filter_value *value, struct err *err)
{
    CLEANUP(buf) struct buf like = {0};
    struct stmt *stmt;
    size_t before = ids->count;
    if (!db_stmt(db, dictionaries[field].query, &stmt, err))
        return false;
    filter_like(value, &like);
    stmt_text(stmt, ":pattern", buf_text(&like));
    if (!add_rows(ids, stmt, err))
        return false;
    /* Not as it is written: a range of addresses, or one that is logged in another spelling. */
    bool is_range = field == FIELD_ADDRESS && value->is_range && ids->count == before;
    return !is_range || add_range(ids, db, value, err);
}

bool filter_ids_interesting(struct filter_ids *ids, struct db *db, struct err *err)
{
    struct stmt *stmt;
    return db_stmt(db, QUERY_FILTER_INTERESTING, &stmt, err) && add_rows(ids, stmt, err);
}

bool filter_ids_leads(struct filter_ids *ids, struct db *db, struct err *err)
{
    struct stmt *stmt;
    return db_stmt(db, QUERY_FILTER_LEADS, &stmt, err) && add_rows(ids, stmt, err);
}

/* Whether id is what was asked for or a sub-technique of it: T1098 means T1098.001 too. */
static bool technique_matches(const char *id, const char *wanted)
{
    size_t len = strlen(wanted);
    return strncasecmp(id, wanted, len) == 0 && (id[len] == '\0' || id[len] == '.');
}

bool filter_ids_technique(struct filter_ids *ids, struct db *db, const struct filter_value *value,
                          struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    const struct attack *attack = attack_load(&arena);
    const struct attack_technique *technique = attack_technique(attack, value->text);
    const char *wanted = technique ? technique->id : value->text;
    struct stmt *stmt;
    enum stmt_end end;
    if (!db_stmt(db, QUERY_FILTER_APIS, &stmt, err))
        return false;
    while ((end = stmt_step(stmt, err)) == STMT_ROW) {
        const struct attack_api *api =
            attack_of_api(attack, stmt_get_text(stmt, 1, NULL), stmt_get_text(stmt, 2, NULL));
        if (api && technique_matches(api->technique->id, wanted))
            filter_ids_add(ids, stmt_get_int(stmt, 0));
    }
    return end == STMT_DONE;
}
