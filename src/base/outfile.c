// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/outfile.h"

#include "src/base/alloc.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static bool taken(const char *path, struct err *err)
{
    return err_set(err, ERR_IO, "%s exists already; -C overwrites it", path);
}

bool outfile_open(struct outfile *ret, const char *path, bool clobber, struct err *err)
{
    struct stat st;
    bool there = stat(path, &st) == 0, special = there && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
    char *real = there ? realpath(path, NULL) : NULL; /* of a link, what it leads to is replaced */
    *ret = (struct outfile){.path = real ? real : alloc_str(path), .clobber = clobber};
    if (there && !clobber && !special)
        return taken(path, err);
    if (!special)
        ret->part = alloc_fmt("%s.partial", ret->path);
    int how = O_WRONLY | O_CLOEXEC | (special ? 0 : O_CREAT | O_TRUNC | O_NOFOLLOW);
    int fd = open(special ? ret->path : ret->part, how, 0666);
    if (fd < 0 || !(ret->file = fdopen(fd, "w")))
        return err_errno(err, "creating %s", path);
    return true;
}

/* link() refuses a name that is taken, which rename() does not; some file systems know no links. */
static bool move(const struct outfile *out, struct err *err)
{
    if (!out->clobber && link(out->part, out->path) == 0)
        return unlink(out->part) == 0 || err_errno(err, "removing %s", out->part);
    if (!out->clobber && (errno == EEXIST || access(out->path, F_OK) == 0))
        return taken(out->path, err);
    return rename(out->part, out->path) == 0 || err_errno(err, "moving %s to its place", out->part);
}

bool outfile_keep(struct outfile *out, struct err *err)
{
    int failed = ferror(out->file) | fflush(out->file);
    failed |= out->part && fsync(fileno(out->file));
    failed |= fclose(out->file);
    out->file = NULL;
    bool ok = failed ? err_errno(err, "writing %s", out->path) : !out->part || move(out, err);
    if (ok) {
        free(out->part);
        out->part = NULL;
    }
    return ok;
}

void outfile_done(struct outfile *out)
{
    if (!out)
        return;
    if (out->file)
        fclose(out->file);
    if (out->part)
        unlink(out->part);
    free(out->part);
    free(out->path);
    *out = (struct outfile){0};
}
