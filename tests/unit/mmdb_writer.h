// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * mmdb_writer: databases in MaxMind's format, small ones, made for tests, so that these need nobody's
 * licence.
 *
 * Give wider ranges before the narrower ones inside them. A value is JSON: objects, strings, and numbers,
 * which become uint32. Mistakes of the test end the program.
 */
#ifndef TRAILCASE_TESTS_MMDB_WRITER_H
#define TRAILCASE_TESTS_MMDB_WRITER_H

#include "src/base/arena.h"
#include "src/base/buf.h"

struct mmdb_writer {
    const char *type; /* "GeoLite2-City" */
    bool v6;          /* a tree for IPv6, with IPv4 inside it, as most are; else for IPv4 alone */
    int64_t (*nodes)[2];
    size_t node_count;
    struct buf data;
};

void mmdb_writer_init(struct mmdb_writer *writer, const char *type, bool v6);
void mmdb_writer_add(struct mmdb_writer *writer, const char *prefix, const char *json);

/* The whole file. */
void mmdb_writer_finish(struct mmdb_writer *writer, struct buf *out);
void mmdb_writer_done(struct mmdb_writer *writer);

#endif
