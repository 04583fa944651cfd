// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scope_json: the answers as JSON, for programs.
 *
 * Members: attacker {addresses, keys, principals, sessions, agents, events, undecided, first, last},
 * proposals, questions {credentials, duration, actions, entry}, each with answer, claims and unanswerable; a
 * claim has id, text, confidence, events and against (eventIDs, at most SCOPE_JSON_IDS, with the whole number
 * in events_total and against_total) and query; residue {open, partly, undone, items}, at most SCOPE_JSON_IDS
 * of them. The events that a proposal would add are null when the case is open for reading only. More members
 * may follow.
 */
#ifndef TRAILCASE_REPORT_SCOPE_JSON_H
#define TRAILCASE_REPORT_SCOPE_JSON_H

#include "src/base/jsonw.h"
#include "src/scope/questions.h"
#include "src/scope/residue.h"

enum { SCOPE_JSON_IDS = 10000 };

bool scope_json(const struct questions *questions, struct buf *out, struct err *err) WARN_UNUSED;

/* Members of an object that is open: "questions", "residue". */
bool scope_json_questions(struct jsonw *w, const struct questions *questions, struct err *err) WARN_UNUSED;
bool scope_json_residue(struct jsonw *w, struct db *db, const struct residue_list *list,
                        struct err *err) WARN_UNUSED;

/* The eventID of an event as text, in the arena; "" when there is no such event. */
bool scope_uid(struct db *db, int64_t event_id, struct arena *arena, const char **ret,
               struct err *err) WARN_UNUSED;

#endif
