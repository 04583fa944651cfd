// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/derive.h"

#include "src/base/json.h"
#include "src/scope/mark.h"

#include <string.h>

/* One attributed call that issued or made something. */
struct issue {
    struct db *db;
    int64_t event_id;
    const char *api, *session, *account;
    const struct json *request, *response;
    const char *event_time;
    struct arena *arena;
    int64_t news;
};

static bool put(struct issue *issue, enum mark_kind kind, const char *value, enum verdict verdict,
                struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(issue->db, QUERY_SCOPE_DERIVE, &stmt, err))
        return false;
    stmt_text(stmt, ":kind", mark_kind_names[kind]);
    stmt_text(stmt, ":value", value);
    stmt_text(stmt, ":verdict", verdict_names[verdict]);
    stmt_int(stmt, ":event_id", issue->event_id);
    stmt_text(stmt, ":reason",
              arena_fmt(issue->arena,
                        verdict == VERDICT_ATTACKER ? "came from the attacker's %s"
                                                    : "changed by the attacker's %s",
                        issue->api));
    if (!stmt_run(stmt, err))
        return false;
    issue->news += db_changes(issue->db);
    return true;
}

/* A session only counts when the case has events of it; a key is worth knowing even unused. */
static bool put_session(struct issue *issue, const char *key, struct err *err)
{
    struct stmt *stmt;
    int64_t known;
    if (!db_stmt(issue->db, QUERY_SCOPE_SESSION_KNOWN, &stmt, err))
        return false;
    stmt_text(stmt, ":key", key);
    if (!stmt_run_int(stmt, 0, &known, err))
        return false;
    return !known || put(issue, MARK_SESSION, key, VERDICT_ATTACKER, err);
}

static bool from_credentials(struct issue *issue, struct err *err)
{
    const char *key = json_text(json_get(issue->response, "credentials"), "accessKeyId");
    const char *role = json_text(json_get(issue->response, "assumedRoleUser"), "assumedRoleId");
    if (key && !put(issue, MARK_KEY, key, VERDICT_ATTACKER, err))
        return false;
    if (!role || !issue->event_time)
        return true;
    return put_session(issue, arena_fmt(issue->arena, "role:%s@%s", role, issue->event_time), err);
}

static bool from_access_key(struct issue *issue, struct err *err)
{
    const char *key = json_text(json_get(issue->response, "accessKey"), "accessKeyId");
    return !key || put(issue, MARK_KEY, key, VERDICT_ATTACKER, err);
}

static bool from_user(struct issue *issue, struct err *err)
{
    const char *id = json_text(json_get(issue->response, "user"), "userId");
    return !id || put(issue, MARK_PRINCIPAL, arena_fmt(issue->arena, "user:%s", id), VERDICT_ATTACKER, err);
}

/* The user may be the victim's and go on working with keys of their own. */
static bool from_password(struct issue *issue, struct err *err)
{
    const char *name = json_text(issue->request, "userName");
    struct stmt *stmt;
    if (!name)
        return true;
    if (!db_stmt(issue->db, QUERY_SCOPE_USER_OF_NAME, &stmt, err))
        return false;
    stmt_text(stmt, ":name", name);
    stmt_text(stmt, ":account", issue->account);
    enum stmt_end end = stmt_step(stmt, err);
    if (end != STMT_ROW)
        return end == STMT_DONE;
    const char *principal = stmt_text_dup(stmt, 0, issue->arena);
    stmt_clear(stmt);
    return put(issue, MARK_PRINCIPAL, principal, VERDICT_COMPROMISED, err);
}

static bool from_sign_in(struct issue *issue, struct err *err)
{
    return !issue->session || put(issue, MARK_SESSION, issue->session, VERDICT_ATTACKER, err);
}

/* The same calls as in queries/scope/issuing.sql. */
static const struct {
    const char *api;
    bool (*derive)(struct issue *issue, struct err *err);
} issuers[] = {
    {"AssumeRole", from_credentials},
    {"AssumeRoleWithSAML", from_credentials},
    {"AssumeRoleWithWebIdentity", from_credentials},
    {"AssumeRoot", from_credentials},
    {"GetSessionToken", from_credentials},
    {"GetFederationToken", from_credentials},
    {"CreateAccessKey", from_access_key},
    {"CreateUser", from_user},
    {"CreateLoginProfile", from_password},
    {"UpdateLoginProfile", from_password},
    {"ConsoleLogin", from_sign_in},
};

static bool derive_from(struct issue *issue, struct err *err)
{
    for (size_t i = 0; i < ARRAY_LEN(issuers); i++)
        if (strcmp(issuers[i].api, issue->api) == 0)
            return issuers[i].derive(issue, err);
    return true;
}

bool derive_marks(struct db *db, int64_t *ret_news, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    struct stmt *row;
    enum stmt_end end;
    *ret_news = 0;
    if (!db_stmt(db, QUERY_SCOPE_ISSUING, &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        size_t len;
        const char *text = stmt_get_text(row, 4, &len);
        const struct json *record = text ? json_parse(&arena, text, len, NULL) : NULL;
        struct issue issue = {
            .db = db,
            .event_id = stmt_get_int(row, 0),
            .api = stmt_text_dup(row, 1, &arena),
            .session = stmt_text_dup(row, 2, &arena),
            .account = stmt_text_dup(row, 3, &arena),
            .request = json_get(record, "requestParameters"),
            .response = json_get(record, "responseElements"),
            .event_time = json_text(record, "eventTime"),
            .arena = &arena,
        };
        if (!derive_from(&issue, err))
            return false;
        *ret_news += issue.news;
        arena_clear(&arena);
    }
    return end == STMT_DONE;
}
