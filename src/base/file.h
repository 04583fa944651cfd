// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * file: a whole file in memory: reading small inputs that a person names (keys, lists, tables; evidence is
 * read in pieces instead, ingest/input.h), and writing a document so that half of one never looks finished.
 */
#ifndef TRAILCASE_BASE_FILE_H
#define TRAILCASE_BASE_FILE_H

#include "src/base/buf.h"
#include "src/base/err.h"

/* Append the bytes of path to out. A file beyond max_bytes is refused. */
bool file_read(const char *path, size_t max_bytes, struct buf *out, struct err *err) WARN_UNUSED;

/* Write the bytes to path, all of them or none (outfile.h). */
bool file_write(const char *path, const void *bytes, size_t len, bool overwrite, struct err *err) WARN_UNUSED;

#endif
