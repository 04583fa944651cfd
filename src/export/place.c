// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/export/place.h"

#include "src/base/alloc.h"
#include "src/base/buf.h"
#include "src/base/scratch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool refuse(const char *path, struct err *err)
{
    return err_set(err, ERR_IO, "%s is there already and not empty; -C replaces the files in it", path);
}

/* The next name in a folder that is not its own or its parent's; NULL at the end. */
static const char *next_name(DIR *dir)
{
    struct dirent *entry;
    do
        entry = readdir(dir);
    while (entry && (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0));
    return entry ? entry->d_name : NULL;
}

static bool is_empty(const char *path)
{
    DIR *dir = opendir(path);
    bool empty = dir && !next_name(dir);
    if (dir)
        closedir(dir);
    return empty;
}

/* Without the slashes a shell completes folders with. */
static char *trimmed(const char *path)
{
    size_t len = strlen(path);
    while (len > 1 && path[len - 1] == '/')
        len--;
    return alloc_strn(path, len);
}

bool place_make(const char *path, bool clobber, char **ret_temp, struct err *err)
{
    CLEANUP(str) char *plain = trimmed(path);
    struct stat st;
    if (stat(plain, &st) == 0) {
        if (!S_ISDIR(st.st_mode))
            return err_set(err, ERR_IO, "%s is a file: the hand-over is a folder", path);
        if (!clobber && !is_empty(plain))
            return refuse(path, err);
    }
    *ret_temp = alloc_fmt("%s.partial-XXXXXX", plain);
    if (!mkdtemp(*ret_temp)) {
        free(TAKE(*ret_temp));
        return err_errno(err, "make a folder beside %s", path);
    }
    mode_t mask = umask(0);
    umask(mask);
    return chmod(*ret_temp, 0777 & ~mask) == 0 || err_errno(err, "make a folder beside %s", path);
}

/* What stood there and has no successor comes along. */
static bool bring_others(const char *old, const char *path, struct err *err)
{
    DIR *from = opendir(old);
    int to = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const char *name;
    bool ok = from && to >= 0;
    while (ok && (name = next_name(from)))
        if (faccessat(to, name, F_OK, AT_SYMLINK_NOFOLLOW) != 0)
            ok = renameat(dirfd(from), name, to, name) == 0;
    if (!ok)
        err_errno(err, "keep what else was in %s: it is in %s", path, old);
    if (from)
        closedir(from);
    if (to >= 0)
        close(to);
    return ok;
}

static bool exchange(const char *temp, const char *path, struct err *err)
{
    CLEANUP(str) char *aside = alloc_fmt("%s-old", temp);
    if (renameat2(AT_FDCWD, temp, AT_FDCWD, path, RENAME_EXCHANGE) == 0)
        return true;
    /* Not every file system can exchange two names. */
    return (rename(path, aside) == 0 && rename(temp, path) == 0 && rename(aside, temp) == 0) ||
           err_errno(err, "replace %s", path);
}

bool place_take(const char *temp, const char *path, bool clobber, struct err *err)
{
    CLEANUP(str) char *plain = trimmed(path);
    if (rename(temp, plain) == 0)
        return true;
    if (errno != EEXIST && errno != ENOTEMPTY)
        return err_errno(err, "give %s its name", path);
    if (!clobber)
        return refuse(path, err);
    if (!exchange(temp, plain, err) || !bring_others(temp, plain, err))
        return false;
    scratch_remove(temp);
    return true;
}
