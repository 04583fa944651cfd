// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * file: a whole file in memory, for small inputs that a person names: keys, lists, tables. Evidence is read
 * in pieces instead (ingest/input.h).
 */
#ifndef TRAILCASE_BASE_FILE_H
#define TRAILCASE_BASE_FILE_H

#include "src/base/buf.h"
#include "src/base/err.h"

/* Append the bytes of path to out. A file beyond max_bytes is refused. */
bool file_read(const char *path, size_t max_bytes, struct buf *out, struct err *err) WARN_UNUSED;

#endif
