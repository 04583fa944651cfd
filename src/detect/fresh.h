// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * fresh: which events come when a value is new for their entity, for first-seen rules.
 *
 * "New" is said against all events of the case, whatever they are, not against the hits of the rule: the
 * pair was first seen no longer than `within` before the event, and the entity had been seen for `history`
 * before that. A rule with `absent` asks for pairs that come back after so long instead, days being what is
 * known of them. An event without entity or value is never new.
 */
#ifndef TRAILCASE_DETECT_FRESH_H
#define TRAILCASE_DETECT_FRESH_H

#include "src/detect/correlate.h"
#include "src/detect/scan.h"

bool fresh_find(struct db *db, const struct correlation *it, const struct scan_hits *hits,
                struct members *ret, struct err *err) WARN_UNUSED;

#endif
