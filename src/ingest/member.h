// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * member: walk the members of a JSON object by its text, without building a tree. For a look at what an
 * object is; names and strings are compared as written, escapes are not resolved. Nothing is allocated.
 */
#ifndef TRAILCASE_INGEST_MEMBER_H
#define TRAILCASE_INGEST_MEMBER_H

#include "src/base/attr.h"

struct member {
    const char *name, *value; /* name without its quotes; value as written */
    size_t name_len, value_len;
    bool is_string; /* value is without its quotes */
};

/* Begin at the first byte of an object; *at moves on. False when there are no more, or no more can be read.
 */
bool member_next(const char **at, const char *end, struct member *ret);

/* One past the value that begins at `at`, or NULL when it does not end. */
const char *member_value_end(const char *at, const char *end);

bool member_is(const struct member *member, const char *name);
bool member_says(const struct member *member, const char *name, const char *text);

#endif
