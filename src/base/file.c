// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

bool file_read(const char *path, size_t max_bytes, struct buf *out, struct err *err)
{
    char piece[16384];
    size_t got;
    FILE *file = fopen(path, "rbe");
    if (!file)
        return err_errno(err, "open %s", path);
    out->max_bytes = max_bytes;
    bool fits = true;
    while (fits && (got = fread(piece, 1, sizeof piece, file)) > 0)
        fits = buf_append(out, piece, got);
    bool failed = ferror(file);
    int reason = errno;
    fclose(file);
    errno = reason;
    if (failed)
        return err_errno(err, "read %s", path);
    return fits || err_set(err, ERR_LIMIT, "%s is larger than %zu MiB, so it is not what was meant", path,
                           max_bytes >> 20);
}

static bool put_all(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t put = write(fd, bytes, len);
        if (put < 0 && errno != EINTR)
            return false;
        bytes += put > 0 ? put : 0;
        len -= put > 0 ? (size_t)put : 0;
    }
    return true;
}

static bool close_after(int fd, bool ok)
{
    int reason = errno;
    bool closed = close(fd) == 0;
    errno = ok ? errno : reason;
    return ok && closed;
}

/* A name that is free; link() refuses one that is taken, but not every file system has it. */
static bool give_name(const char *partial, const char *path, bool overwrite)
{
    if (overwrite)
        return rename(partial, path) == 0;
    if (link(partial, path) == 0)
        return unlink(partial) == 0;
    if (errno == EEXIST)
        return false;
    if (access(path, F_OK) == 0) {
        errno = EEXIST;
        return false;
    }
    return rename(partial, path) == 0;
}

static bool write_partial(const char *partial, const void *bytes, size_t len, struct err *err)
{
    int fd = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd < 0)
        return err_errno(err, "create %s", partial);
    bool ok = put_all(fd, bytes, len) && fsync(fd) == 0;
    return close_after(fd, ok) || err_errno(err, "write %s", partial);
}

static bool write_through(const char *path, const void *bytes, size_t len, struct err *err)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    return (fd >= 0 && close_after(fd, put_all(fd, bytes, len))) || err_errno(err, "write %s", path);
}

static bool refuse(const char *path, struct err *err)
{
    return err_set(err, ERR_IO, "%s exists already; -C overwrites it", path);
}

bool file_write(const char *path, const void *bytes, size_t len, bool overwrite, struct err *err)
{
    struct stat st;
    bool there = stat(path, &st) == 0;
    if (there && !overwrite)
        return refuse(path, err);
    if (there && !S_ISREG(st.st_mode))
        return write_through(path, bytes, len, err);
    CLEANUP(buf) struct buf partial = {0};
    char *real = there ? realpath(path, NULL) : NULL; /* of a link, what it leads to is replaced */
    buf_fmt(&partial, "%s.partial", real ? real : path);
    bool ok = write_partial(buf_text(&partial), bytes, len, err);
    if (ok && !give_name(buf_text(&partial), real ? real : path, overwrite))
        ok = errno == EEXIST ? refuse(path, err) : err_errno(err, "give %s its name", buf_text(&partial));
    if (!ok)
        unlink(buf_text(&partial));
    free(real);
    return ok;
}
