// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/lock.h"

#include "src/base/alloc.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* False when the file was removed between being opened and being locked: then someone else has another one.
 */
static bool is_still_there(int fd, const char *path)
{
    struct stat here, there;
    return fstat(fd, &here) == 0 && stat(path, &there) == 0 && here.st_ino == there.st_ino &&
           here.st_dev == there.st_dev;
}

static bool fail(int fd, char *path, const char *case_path, struct err *err)
{
    if (errno == EWOULDBLOCK)
        err_set(err, ERR_CASE, "another ingest is filling %s; try again when it is done", case_path);
    else
        err_errno(err, "lock %s", path);
    if (fd >= 0)
        close(fd);
    free(path);
    return false;
}

bool lock_take(struct lock *lock, const char *case_path, struct err *err)
{
    char *path = alloc_fmt("%s-ingest", case_path);
    for (;;) {
        int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) != 0)
            return fail(fd, path, case_path, err);
        if (is_still_there(fd, path)) {
            *lock = (struct lock){.fd = fd, .path = path};
            return true;
        }
        close(fd);
    }
}

void lock_done(struct lock *lock)
{
    if (!lock->path)
        return;
    unlink(lock->path);
    close(lock->fd);
    free(lock->path);
    *lock = (struct lock){0};
}
