// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * regex: regular expressions of rules. The only home of PCRE2.
 *
 * Search is unanchored and case-sensitive unless flags say otherwise; text may hold bytes that are no UTF-8.
 * Patterns are limited in length and nesting, matching in steps and memory: a hostile pattern gives "no
 * match" and is counted, it cannot hang. A struct regex is immutable and may be used by several threads, each
 * with a room of its own.
 */
#ifndef TRAILCASE_DETECT_REGEX_H
#define TRAILCASE_DETECT_REGEX_H

#include "src/base/err.h"

enum { REGEX_BYTES_MAX = 2048, REGEX_STEPS = 100000 };
enum regex_flag { REGEX_IGNORE_CASE = 1, REGEX_MULTILINE = 2, REGEX_DOT_ALL = 4 };

struct regex;
struct regex *regex_new(const char *pattern, size_t len, unsigned flags, struct err *err) WARN_UNUSED;
void regex_free(struct regex *regex);

struct regex_room;
struct regex_room *regex_room_new(void) WARN_UNUSED;
void regex_room_free(struct regex_room *room);
CLEANUP_DEFINE_PTR(regex_room, struct regex_room, regex_room_free);

bool regex_finds(const struct regex *regex, struct regex_room *room, const char *text, size_t len);

/* How often a search was given up because of the limits. */
size_t regex_given_up(const struct regex_room *room);

#endif
