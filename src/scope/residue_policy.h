// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * residue_policy: documents inside records, and what of one is left in another.
 *
 * CloudTrail writes policies in three ways: as JSON in a string, as percent-encoded JSON, and as an object.
 * Here they are all the same text. Two documents are compared by what they mean: the order of members does
 * not count, a policy is its statements. Results live in the arena.
 */
#ifndef TRAILCASE_SCOPE_RESIDUE_POLICY_H
#define TRAILCASE_SCOPE_RESIDUE_POLICY_H

#include "src/base/json.h"

/* A string, number or boolean as text; NULL for anything else. */
const char *residue_scalar(const struct json *node, struct arena *arena);

/* Any node as text: a string as it is, percent signs undone where it is encoded JSON; the rest as JSON. */
const char *residue_document(const struct json *node, struct arena *arena);

/* How much of what `mine` brought, beyond what was there `before`, still stands in `now`. */
enum residue_left { RESIDUE_LEFT_NONE, RESIDUE_LEFT_SOME, RESIDUE_LEFT_ALL };
enum residue_left residue_left(const char *before, const char *mine, const char *now, struct arena *arena);

#endif
