// SPDX-License-Identifier: GPL-3.0-or-later
/* Copying a case page by page, whatever is being written to it meanwhile. */
#include "src/store/private.h"

enum { ALL_PAGES = -1 };

static bool copy_to(struct sqlite3 *to, struct db *db, const char *path, struct err *err)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", db->sqlite, "main");
    int rc = backup ? sqlite3_backup_step(backup, ALL_PAGES) : sqlite3_errcode(to);
    if (backup)
        sqlite3_backup_finish(backup);
    return rc == SQLITE_DONE || err_set(err, ERR_IO, "copy the case to %s: %s", path, sqlite3_errstr(rc));
}

bool db_copy(struct db *db, const char *path, struct err *err)
{
    sqlite3 *to = NULL;
    int rc =
        sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
    bool ok = rc == SQLITE_OK ? copy_to(to, db, path, err)
                              : err_set(err, ERR_IO, "copy the case to %s: %s", path, sqlite3_errstr(rc));
    sqlite3_close(to);
    return ok;
}
