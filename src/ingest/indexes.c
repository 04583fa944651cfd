// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/indexes.h"

#include "src/store/schema.h"

/* The first ones are what a further run looks things up by. */
enum { LOOKUPS = 2 };

static const char *const names[] = {
    "ix_event_uid",         "ix_source_path",   "ix_event_time",      "ix_event_principal",
    "ix_event_session",     "ix_event_address", "ix_event_key",       "ix_event_api",
    "ix_issuance_together", "ix_issuance_role", "ix_issuance_target", "ix_issuance_issued",
    "ix_link_key_value",
};

static bool make(struct db *db, size_t count, struct err *err)
{
    for (size_t i = 0; i < count; i++)
        if (!schema_index_make(db, names[i], err))
            return false;
    return true;
}

static bool drop(struct db *db, struct err *err)
{
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (!schema_index_drop(db, names[i], err))
            return false;
    return true;
}

static bool end(struct db *db, bool done, struct err *err)
{
    if (done && db_commit(db, err))
        return true;
    db_rollback(db);
    return false;
}

bool indexes_drop(struct db *db, struct err *err)
{
    return db_begin(db, err) && end(db, drop(db, err), err);
}

bool indexes_make(struct db *db, struct err *err)
{
    return db_begin(db, err) && end(db, indexes_make_within(db, err), err);
}

bool indexes_make_lookup(struct db *db, struct err *err)
{
    return make(db, LOOKUPS, err);
}

bool indexes_make_within(struct db *db, struct err *err)
{
    return make(db, ARRAY_LEN(names), err);
}
