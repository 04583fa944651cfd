// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/walk.h"

#include "src/base/alloc.h"
#include "src/base/buf.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEPTH_MOST = 200 };

struct walker {
    walk_fn visit;
    void *arg;
};

/* The names in a folder, end to end, and where each begins. */
struct names {
    char **items;
    size_t count, cap;
};

static void names_done(struct names *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->items[i]);
    free(names->items);
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool names_read(struct names *names, const char *path)
{
    DIR *dir = opendir(path);
    if (!dir)
        return false;
    const struct dirent *entry;
    for (errno = 0; (entry = readdir(dir)); errno = 0) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (names->count == names->cap) {
            names->cap = names->cap ? names->cap * 2 : 64;
            names->items = alloc_resize(names->items, names->cap, sizeof *names->items);
        }
        names->items[names->count++] = alloc_str(entry->d_name);
    }
    int failed = errno;
    closedir(dir);
    errno = failed;
    if (names->count)
        qsort(names->items, names->count, sizeof *names->items, by_bytes);
    return !failed;
}

static bool visit(struct walker *walker, const char *path, const struct stat *st, const char *refused)
{
    struct walk_file file = {.path = path, .refused = refused};
    if (st) {
        file.size_bytes = refused ? 0 : (int64_t)st->st_size;
        file.mtime_s = (int64_t)st->st_mtime;
    }
    return walker->visit(walker->arg, &file);
}

static bool visit_failed(struct walker *walker, const char *path, const char *what)
{
    char reason[160];
    snprintf(reason, sizeof reason, "%s: %s", what, strerror(errno));
    return visit(walker, path, NULL, reason);
}

static const char *special(mode_t mode)
{
    static const struct {
        mode_t type;
        const char *reason;
    } kinds[] = {
        {S_IFLNK, "a symbolic link: not followed inside a folder"},
        {S_IFIFO, "a named pipe, not a file"},
        {S_IFSOCK, "a socket, not a file"},
        {S_IFCHR, "a device, not a file"},
        {S_IFBLK, "a device, not a file"},
    };
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        if ((mode & S_IFMT) == kinds[i].type)
            return kinds[i].reason;
    return S_ISREG(mode) ? NULL : "neither a file nor a folder";
}

/* Standard input: a file when it was redirected, else whatever comes. */
static bool visit_stdin(struct walker *walker)
{
    struct stat st;
    struct walk_file file = {.path = WALK_STDIN, .is_stdin = true, .size_bytes = -1};
    if (fstat(STDIN_FILENO, &st) != 0)
        return visit_failed(walker, WALK_STDIN, "read standard input");
    if (S_ISREG(st.st_mode)) {
        file.size_bytes = (int64_t)st.st_size;
        file.mtime_s = (int64_t)st.st_mtime;
    }
    return walker->visit(walker->arg, &file);
}

static bool walk_one(struct walker *walker, const char *path, unsigned depth);

static bool walk_folder(struct walker *walker, const char *path, unsigned depth)
{
    struct names names = {0};
    struct buf child = {0};
    bool go_on = true;
    if (depth == DEPTH_MOST)
        return visit(walker, path, NULL, "a folder too deep inside folders");
    bool whole = names_read(&names, path);
    if (!whole)
        go_on = visit_failed(walker, path, "list the folder");
    size_t len = strlen(path);
    const char *slash = len && path[len - 1] == '/' ? "" : "/";
    for (size_t i = 0; i < names.count && go_on; i++) {
        buf_clear(&child);
        buf_fmt(&child, "%s%s%s", path, slash, names.items[i]);
        go_on = walk_one(walker, buf_text(&child), depth + 1);
    }
    buf_done(&child);
    names_done(&names);
    return go_on;
}

static bool walk_one(struct walker *walker, const char *path, unsigned depth)
{
    struct stat st;
    if (!depth && strcmp(path, WALK_STDIN) == 0)
        return visit_stdin(walker);
    if ((depth ? lstat(path, &st) : stat(path, &st)) != 0)
        return visit_failed(walker, path, "read");
    if (S_ISDIR(st.st_mode))
        return walk_folder(walker, path, depth);
    return visit(walker, path, &st, special(st.st_mode));
}

static size_t without_slashes(const char *path)
{
    size_t len = strlen(path);
    while (len > 1 && path[len - 1] == '/')
        len--;
    return len;
}

/* A path that was given before, or lies in a folder that was given, as far as their texts tell. */
static bool is_covered(const char *const *paths, size_t count, size_t which)
{
    const char *path = paths[which];
    size_t len = without_slashes(path);
    for (size_t i = 0; i < count; i++) {
        size_t other = without_slashes(paths[i]);
        if (i == which || other > len || memcmp(paths[i], path, other) != 0)
            continue;
        if (other == len ? i < which : path[other] == '/' || path[other - 1] == '/')
            return true;
    }
    return false;
}

bool walk(const char *const *paths, size_t count, walk_fn visit_fn, void *arg)
{
    struct walker walker = {.visit = visit_fn, .arg = arg};
    for (size_t i = 0; i < count; i++)
        if (!is_covered(paths, count, i) && !walk_one(&walker, paths[i], 0))
            return false;
    return true;
}
