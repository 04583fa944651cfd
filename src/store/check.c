// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/store/check.h"

#include "src/store/private.h"

#include <string.h>

enum { FINDINGS_MAX = 5 };

/* Run a pragma whose first column says what is wrong, or "ok"; add up to FINDINGS_MAX of its rows. */
static bool collect(struct db *db, const char *pragma, const char *what, struct buf *detail, size_t *count,
                    struct err *err)
{
    CLEANUP(stmt) struct stmt *row = NULL;
    enum stmt_end end;
    if (!db_prepare(db, what, pragma, strlen(pragma), &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        const char *text = stmt_get_text(row, 0, NULL);
        if (text && strcmp(text, "ok") == 0)
            continue;
        if ((*count)++ < FINDINGS_MAX)
            buf_fmt(detail, "%s%s: %s", detail->len ? "; " : "", what, text ? text : "unnamed");
    }
    return end == STMT_DONE;
}

bool db_check(struct db *db, struct buf *detail, bool *ret_sound, struct err *err)
{
    size_t count = 0;
    if (!collect(db, "PRAGMA integrity_check(20)", "integrity", detail, &count, err) ||
        !collect(db, "PRAGMA foreign_key_check", "row without its partner in", detail, &count, err))
        return false;
    *ret_sound = count == 0;
    if (*ret_sound)
        buf_str(detail, "SQLite finds it whole");
    return true;
}
