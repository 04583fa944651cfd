// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/issuance_add.h"

#include "src/base/isotime.h"

bool issuance_add(struct db *db, int64_t event_id, const struct event *event, struct err *err)
{
    const struct issuance *issuance = event->issuance;
    struct stmt *stmt;
    if (!issuance)
        return true;
    if (!db_stmt(db, QUERY_LINEAGE_ADD, &stmt, err))
        return false;
    stmt_int(stmt, ":event_id", event_id);
    stmt_text(stmt, ":what", issuance->what);
    stmt_int(stmt, ":time_s", event->time_s);
    stmt_text(stmt, ":shared", issuance->shared);
    stmt_text(stmt, ":parent_kind", issuance->parent_kind);
    stmt_text(stmt, ":parent", issuance->parent);
    stmt_text(stmt, ":issued", issuance->issued);
    stmt_text(stmt, ":session", issuance->session);
    stmt_text(stmt, ":role_arn", issuance->role_arn);
    stmt_text(stmt, ":session_name", issuance->session_name);
    stmt_text(stmt, ":target", issuance->target);
    stmt_text(stmt, ":account", event->account);
    if (issuance->expires_s != ISOTIME_NONE)
        stmt_int(stmt, ":expires_s", issuance->expires_s);
    stmt_text(stmt, ":source_identity", issuance->source_identity);
    stmt_text(stmt, ":sign_in", issuance->sign_in);
    return stmt_run(stmt, err);
}

bool issuance_forget(struct db *db, int64_t event_id, struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_LINEAGE_FORGET, &stmt, err))
        return false;
    stmt_int(stmt, ":event_id", event_id);
    return stmt_run(stmt, err);
}
