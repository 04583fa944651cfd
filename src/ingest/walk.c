// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/walk.h"

#include "src/base/alloc.h"
#include "src/base/buf.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
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

static bool names_read(struct names *names, DIR *dir)
{
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
    if (names->count)
        qsort(names->items, names->count, sizeof *names->items, by_bytes);
    errno = failed;
    return !failed;
}

static bool visit(struct walker *walker, const char *path, const struct stat *st, const char *refused)
{
    struct walk_file file = {.path = path, .refused = refused};
    if (st) {
        file.size_bytes = refused ? 0 : (int64_t)st->st_size;
        file.mtime_s = (int64_t)st->st_mtime;
        file.device = st->st_dev;
        file.inode = st->st_ino;
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

/* One thing in a folder; name is the end of its path. */
static bool walk_inside(struct walker *walker, int folder, const char *name, const char *path,
                        unsigned depth);

static bool walk_folder(struct walker *walker, const char *path, unsigned depth)
{
    struct names names = {0};
    struct buf child = {0};
    bool go_on = true;
    if (depth == DEPTH_MOST)
        return visit(walker, path, NULL, "a folder too deep inside folders");
    DIR *dir = opendir(path);
    if (!dir || !names_read(&names, dir))
        go_on = visit_failed(walker, path, "list the folder");
    size_t len = strlen(path);
    buf_append(&child, path, len);
    if (!len || path[len - 1] != '/')
        buf_char(&child, '/');
    len = child.len;
    for (size_t i = 0; i < names.count && go_on; i++) {
        buf_cut(&child, len);
        buf_str(&child, names.items[i]);
        go_on = walk_inside(walker, dirfd(dir), names.items[i], buf_text(&child), depth + 1);
    }
    if (dir)
        closedir(dir);
    buf_done(&child);
    names_done(&names);
    return go_on;
}

static bool walk_found(struct walker *walker, const char *path, const struct stat *st, unsigned depth)
{
    return S_ISDIR(st->st_mode) ? walk_folder(walker, path, depth)
                                : visit(walker, path, st, special(st->st_mode));
}

static bool walk_inside(struct walker *walker, int folder, const char *name, const char *path, unsigned depth)
{
    struct stat st;
    if (fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return visit_failed(walker, path, "read");
    return walk_found(walker, path, &st, depth);
}

/* Its size and time tell nothing. */
static bool visit_pipe(struct walker *walker, const char *path)
{
    return walker->visit(walker->arg, &(struct walk_file){.path = path, .is_pipe = true, .size_bytes = -1});
}

static bool walk_given(struct walker *walker, const char *path)
{
    struct stat st;
    if (strcmp(path, WALK_STDIN) == 0)
        return visit_stdin(walker);
    if (stat(path, &st) != 0)
        return visit_failed(walker, path, "read");
    return S_ISFIFO(st.st_mode) ? visit_pipe(walker, path) : walk_found(walker, path, &st, 0);
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
        if (!is_covered(paths, count, i) && !walk_given(&walker, paths[i]))
            return false;
    return true;
}
