// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/file.h"

#include "src/base/outfile.h"

#include <errno.h>
#include <stdio.h>

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

bool file_write(const char *path, const void *bytes, size_t len, bool overwrite, struct err *err)
{
    CLEANUP(outfile) struct outfile out = {0};
    if (!outfile_open(&out, path, overwrite, err))
        return false;
    if (fwrite(bytes, 1, len, out.file) != len)
        return err_errno(err, "write %s", path);
    return outfile_keep(&out, err);
}
