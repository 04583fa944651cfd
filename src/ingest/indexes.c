// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/indexes.h"

static const struct {
    enum query_id make, drop;
} indexes[] = {
    {QUERY_INGEST_INDEX_UID, QUERY_INGEST_UNINDEX_UID},
    {QUERY_INGEST_INDEX_TIME, QUERY_INGEST_UNINDEX_TIME},
    {QUERY_INGEST_INDEX_PRINCIPAL, QUERY_INGEST_UNINDEX_PRINCIPAL},
    {QUERY_INGEST_INDEX_SESSION, QUERY_INGEST_UNINDEX_SESSION},
    {QUERY_INGEST_INDEX_ADDRESS, QUERY_INGEST_UNINDEX_ADDRESS},
    {QUERY_INGEST_INDEX_KEY, QUERY_INGEST_UNINDEX_KEY},
    {QUERY_INGEST_INDEX_API, QUERY_INGEST_UNINDEX_API},
    {QUERY_INGEST_INDEX_ISSUANCE_TOGETHER, QUERY_INGEST_UNINDEX_ISSUANCE_TOGETHER},
    {QUERY_INGEST_INDEX_ISSUANCE_ROLE, QUERY_INGEST_UNINDEX_ISSUANCE_ROLE},
    {QUERY_INGEST_INDEX_ISSUANCE_TARGET, QUERY_INGEST_UNINDEX_ISSUANCE_TARGET},
    {QUERY_INGEST_INDEX_PATH, QUERY_INGEST_UNINDEX_PATH},
    {QUERY_INGEST_INDEX_LINK, QUERY_INGEST_UNINDEX_LINK},
};

static bool run_all(struct db *db, bool make, struct err *err)
{
    for (size_t i = 0; i < ARRAY_LEN(indexes); i++)
        if (!db_run(db, make ? indexes[i].make : indexes[i].drop, err))
            return false;
    return true;
}

static bool in_transaction(struct db *db, bool make, struct err *err)
{
    if (!db_begin(db, err))
        return false;
    if (run_all(db, make, err) && db_commit(db, err))
        return true;
    db_rollback(db);
    return false;
}

bool indexes_drop(struct db *db, struct err *err)
{
    return in_transaction(db, false, err);
}

bool indexes_make(struct db *db, struct err *err)
{
    return in_transaction(db, true, err);
}

bool indexes_make_lookup(struct db *db, struct err *err)
{
    return db_run(db, QUERY_INGEST_INDEX_UID, err) && db_run(db, QUERY_INGEST_INDEX_PATH, err);
}

bool indexes_make_within(struct db *db, struct err *err)
{
    return run_all(db, true, err);
}
