// SPDX-License-Identifier: GPL-3.0-or-later
/* Which files a case remembers as telling about addresses. */
#include "src/enrich/owners.h"

#include "src/base/alloc.h"
#include "src/enrich/owners_private.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

const char *const owners_verdicts[] = {"own", "watch", "note", NULL};

bool owners_remember(struct db *db, const char *kind, const char *name, const char *path, const char *verdict,
                     struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_ENRICH_REMEMBER, &stmt, err))
        return false;
    stmt_text(stmt, ":kind", kind);
    stmt_text(stmt, ":name", name);
    stmt_text(stmt, ":path", path);
    stmt_text(stmt, ":verdict", verdict);
    return stmt_run(stmt, err);
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The whole path, as the next command may be given somewhere else. */
static bool add_file(struct db *db, const char *kind, const char *name, const char *path, const char *verdict,
                     struct err *err)
{
    CLEANUP(str) char *whole = realpath(path, NULL);
    if (!whole)
        return err_errno(err, "open %s", path);
    return owners_remember(db, kind, name ? name : base_name(whole), whole, verdict, err);
}

static int is_database(const struct dirent *entry)
{
    size_t len = strlen(entry->d_name);
    return len > 5 && strcmp(entry->d_name + len - 5, ".mmdb") == 0;
}

static bool add_folder(struct db *db, const char *path, struct err *err)
{
    struct dirent **entries;
    int count = scandir(path, &entries, is_database, alphasort);
    if (count < 0)
        return err_errno(err, "open %s", path);
    bool done = count > 0 || err_set(err, ERR_USAGE, "%s holds no database (*.mmdb)", path);
    for (int i = 0; i < count; i++) {
        CLEANUP(buf) struct buf file = {0};
        buf_fmt(&file, "%s/%s", path, entries[i]->d_name);
        done = done && add_file(db, "mmdb", NULL, buf_text(&file), NULL, err);
        free(entries[i]);
    }
    free(entries);
    return done;
}

bool owners_add_geo(struct db *db, const char *path, struct err *err)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return err_errno(err, "open %s", path);
    return S_ISDIR(st.st_mode) ? add_folder(db, path, err) : add_file(db, "mmdb", NULL, path, NULL, err);
}

bool owners_has_geo(struct db *db, bool *ret, struct err *err)
{
    struct stmt *stmt;
    int64_t has;
    if (!db_stmt(db, QUERY_ENRICH_HAS_GEO, &stmt, err) || !stmt_run_int(stmt, 0, &has, err))
        return false;
    *ret = has != 0;
    return true;
}

bool owners_add_ranges(struct db *db, const char *path, struct err *err)
{
    return add_file(db, "ranges", NULL, path, NULL, err);
}

static const char *verdict_of(const char *word)
{
    for (size_t i = 0; owners_verdicts[i]; i++)
        if (strcmp(owners_verdicts[i], word) == 0)
            return owners_verdicts[i];
    return NULL;
}

bool owners_add_list(struct db *db, const char *text, struct err *err)
{
    const char *equals = strchr(text, '='), *colon = strrchr(text, ':');
    if (!equals || equals == text || !equals[1])
        return err_set(err, ERR_USAGE, "--list takes NAME=FILE or NAME=FILE:VERDICT, not \"%s\"", text);
    const char *verdict = colon > equals ? verdict_of(colon + 1) : NULL;
    if (colon > equals && !verdict && !strchr(colon, '/'))
        return err_set(err, ERR_USAGE, "--list: the verdict is own, watch or note, not \"%s\"", colon + 1);
    CLEANUP(str) char *name = alloc_strn(text, (size_t)(equals - text));
    CLEANUP(str)
    char *path = verdict ? alloc_strn(equals + 1, (size_t)(colon - equals - 1)) : alloc_str(equals + 1);
    return add_file(db, "list", name, path, verdict ? verdict : "note", err);
}

bool owners_forget(struct db *db, const char *name, struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_ENRICH_FORGET, &stmt, err))
        return false;
    stmt_text(stmt, ":name", name);
    if (!stmt_run(stmt, err))
        return false;
    return db_changes(db) > 0 ||
           err_set(err, ERR_USAGE, "nothing is remembered as \"%s\": 'trailcase enrich CASE' lists what is",
                   name);
}
