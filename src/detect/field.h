// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * field: the values a field of a rule has in a record.
 *
 * A name is a key as it stands, or else a path: up to its first dot a key, the rest looked up in there, and
 * an array on the way is entered, all its members tried. Letters of keys matter. Values are strings,
 * numbers as they were written, true and false; an array gives its members and its compact JSON, an object
 * its compact JSON; null gives none. Compact JSON is given twice, the second time with \" made plain, as
 * documents inside documents have it.
 */
#ifndef TRAILCASE_DETECT_FIELD_H
#define TRAILCASE_DETECT_FIELD_H

#include "src/base/json.h"

struct field_text {
    const char *text;
    size_t len;
};

struct field_values {
    struct field_text *items;
    size_t count, size;
    bool found; /* the key is there, be it null */
};

void field_values(const struct json *record, const char *name, struct arena *arena, struct field_values *ret);

/* Every scalar in the record, for words that may stand anywhere. */
void field_leaves(const struct json *record, struct arena *arena, struct field_values *ret);

#endif
