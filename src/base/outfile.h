// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * outfile: a file that stands under its name only when it is complete. It is written beside its place as
 * NAME.partial and moved there by outfile_keep(); whatever happens before, what stood there stays.
 *
 * What is no regular file (a pipe, /dev/null) is written to directly. Without clobber an existing file is
 * refused, when opening and again when moving. The caller writes to `file`.
 */
#ifndef TRAILCASE_BASE_OUTFILE_H
#define TRAILCASE_BASE_OUTFILE_H

#include "src/base/err.h"

#include <stdio.h>

struct outfile {
    FILE *file;
    char *path, *part; /* part NULL: written to directly */
    bool clobber;
};

bool outfile_open(struct outfile *ret, const char *path, bool clobber, struct err *err) WARN_UNUSED;

/* Done: all is written. Closes in every case. */
bool outfile_keep(struct outfile *out, struct err *err) WARN_UNUSED;

/* Throw away what was written, unless it was kept. Accepts a zeroed struct. */
void outfile_done(struct outfile *out);
CLEANUP_DEFINE(outfile, struct outfile, outfile_done);

#endif
