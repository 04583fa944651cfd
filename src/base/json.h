// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * json: reading one JSON text as a tree. The only home of cJSON.
 *
 * The tree lives in the caller's arena (cJSON's allocator hooks point there while parsing), so it is never
 * freed by itself and stays valid until the arena is cleared. Threads may parse at the same time, each into
 * its own arena.
 *
 * What cJSON does that a caller must know: numbers are doubles, so digits beyond 2^53 are lost (take ids from
 * json_digits()); of duplicate keys the first wins; "\u0000" ends a string early; invalid UTF-8 passes
 * through. Nesting deeper than 1000 and bytes after the value are refused here.
 *
 * Getters accept NULL for "no such node" and then answer as for an absent member, so that paths can be
 * chained.
 */
#ifndef TRAILCASE_BASE_JSON_H
#define TRAILCASE_BASE_JSON_H

#include "src/base/arena.h"

struct json;

enum json_type { JSON_ABSENT, JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

enum { JSON_DEPTH_MOST = 1000, JSON_VALUES_MOST = 1 << 19 };

/*
 * Why json_parse() should not be given a text: NULL, or static text. A tree takes many times the bytes of its
 * text, so ask this first of anything large.
 */
const char *json_over_limit(const char *text, size_t len);

/* Parse text[0..len). NULL when it is not one JSON value; then *ret_offset (may be NULL) is where parsing
 * stopped. */
const struct json *json_parse(struct arena *arena, const char *text, size_t len, size_t *ret_offset);

/* The same, keeping how numbers were written, for json_digits(). */
const struct json *json_parse_exact(struct arena *arena, const char *text, size_t len);

enum json_type json_type(const struct json *node);

/* Member of an object, name compared exactly; NULL when absent or node is no object. */
const struct json *json_get(const struct json *node, const char *name);

/* A name with its length, for json_pick(): JSON_NAME("eventTime"). */
struct json_name {
    const char *text;
    size_t len;
};
#define JSON_NAME(literal)                                                                                   \
    {                                                                                                        \
        literal, sizeof(literal) - 1                                                                         \
    }

/* json_get() for up to 64 names in one pass over the members: ret[i] is the member named names[i], or NULL.
 */
void json_pick(const struct json *node, const struct json_name names[], size_t count,
               const struct json *ret[]);

/* The string of a node, or NULL when it is no string. */
const char *json_str(const struct json *node);

/* json_str(json_get(node, name)), but an empty string counts as absent. */
const char *json_text(const struct json *node, const char *name);

/* true for true and for the strings "true" and "True"; CloudTrail writes booleans both ways. */
bool json_is_true(const struct json *node);
bool json_is_false(const struct json *node);

/* The number of a node, or fallback. */
double json_number(const struct json *node, double fallback);

/* The number of a node as it was written, all its digits, after json_parse_exact(); NULL when it is none. */
const char *json_digits(const struct json *node);

/* First element or member, and the next after it. */
const struct json *json_first(const struct json *node);
const struct json *json_next(const struct json *node);

/* Name of a member of an object. */
const char *json_name(const struct json *node);

size_t json_count(const struct json *node);

#endif
