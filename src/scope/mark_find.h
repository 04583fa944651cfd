// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * mark_find: from what a person types to the thing in the case.
 *
 * Taken are: an address; an access key id; a principal by name, key or ARN; a session by key or session name;
 * a user agent, whole; an event by eventID or by its number in the case. A text that means nothing in the
 * case or more than one thing is an error (ERR_USAGE) that lists what it may have meant.
 */
#ifndef TRAILCASE_SCOPE_MARK_FIND_H
#define TRAILCASE_SCOPE_MARK_FIND_H

#include "src/scope/mark.h"

/* Set *ret_value to the value that names the thing, in the arena. */
bool mark_find(struct db *db, enum mark_kind kind, const char *text, struct arena *arena,
               const char **ret_value, struct err *err) WARN_UNUSED;

/* The same from "KIND:VALUE". */
bool mark_find_typed(struct db *db, const char *text, struct arena *arena, enum mark_kind *ret_kind,
                     const char **ret_value, struct err *err) WARN_UNUSED;

/* The number of the event with an eventID; 0 when it is not in the case. */
bool mark_find_event(struct db *db, const char *uid, int64_t *ret_event_id, struct err *err) WARN_UNUSED;

#endif
