// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * walk: every file below some paths, in a fixed order: the paths as given, the entries of a folder by name
 * (byte order). A symbolic link is followed when it was given, never inside a folder, so there are no cycles
 * and nothing outside is read. What is neither file nor folder is visited too, with the reason why it is
 * none. The path "-" is standard input, and a pipe that was given, as bash makes of <(…), is read like it.
 * Memory: the names of the folders on the way down.
 */
#ifndef TRAILCASE_INGEST_WALK_H
#define TRAILCASE_INGEST_WALK_H

#include "src/base/attr.h"

#define WALK_STDIN "-"

struct walk_file {
    const char *path;            /* valid during the visit */
    int64_t size_bytes, mtime_s; /* size -1: not known before it was read */
    bool is_stdin, is_pipe;
    uint64_t device, inode;
    const char *refused; /* why it cannot be read, valid during the visit; NULL for a file */
};

/* False ends the walk. */
typedef bool (*walk_fn)(void *arg, const struct walk_file *file);

/* True when every path was walked to its end. */
bool walk(const char *const *paths, size_t count, walk_fn visit, void *arg);

#endif
