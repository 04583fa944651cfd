// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Any JSON given as a finding, twice and then beside a later one: it is kept once, with its own text, and
 * every place of it is there.
 */
#include "src/base/json.h"
#include "src/ingest/finding.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void require(bool holds)
{
    if (!holds)
        __builtin_trap();
}

static struct db *open_case(void)
{
    static struct db *db;
    char path[] = "/tmp/trailcase-fuzz-XXXXXX", beside[64];
    struct err err;
    if (db)
        return db;
    int fd = mkstemp(path);
    require(fd >= 0);
    close(fd);
    require(db_open(&db, path, DB_MAKE, &err));
    unlink(path);
    snprintf(beside, sizeof beside, "%s-wal", path);
    unlink(beside);
    snprintf(beside, sizeof beside, "%s-shm", path);
    unlink(beside);
    return db;
}

static bool keep(struct db *db, const char *text, size_t len, int64_t offset)
{
    const struct finding_place place = {.source_id = 1, .offset = offset, .text = text, .len = len};
    struct err err;
    bool is_new;
    require(finding_keep(db, &place, &is_new, &err));
    return is_new;
}

static int64_t count(struct db *db)
{
    struct err err;
    struct stmt *stmt;
    int64_t findings = -1;
    require(db_stmt(db, QUERY_FINDING_COUNT, &stmt, &err) && stmt_run_int(stmt, -1, &findings, &err));
    return findings;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static const char other[] = "{\"id\":\"other\",\"updatedAt\":\"2030-01-01T00:00:00Z\"}";
    CLEANUP(arena) struct arena arena = {0};
    struct err err;
    if (!json_parse(&arena, (const char *)bytes, len, NULL))
        return 0;
    struct db *db = open_case();
    require(db_begin(db, &err));
    require(keep(db, (const char *)bytes, len, 0));
    require(!keep(db, (const char *)bytes, len, 1));
    keep(db, other, strlen(other), 2);
    require(count(db) == 1 || count(db) == 2);
    db_rollback(db);
    return 0;
}
