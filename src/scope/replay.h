// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * replay: deciding again, in a copy of a case, everything that its journal says was decided.
 *
 * The copy keeps the evidence and loses every mark, note, wording and journal entry; then each entry of the
 * journal is carried out by the code that a command or a key would call, at the time it had. An entry's hash
 * is over what was written and all before it: the copy ends with the hash of the original exactly when the
 * program still makes the same decisions, with the same states before and after them.
 */
#ifndef TRAILCASE_SCOPE_REPLAY_H
#define TRAILCASE_SCOPE_REPLAY_H

#include "src/store/db.h"

struct replay {
    int64_t entries;     /* of the journal */
    int64_t differs_at;  /* first entry that came out otherwise, or could not be carried out; 0 = none */
    bool other_evidence; /* the other case is not of the same files */
    struct err differs;  /* why it could not be; code ERR_NONE when it came out otherwise */
};

/* Copy the case of db to path, which must not be there, and replay its journal in the copy. Sets the clock of
 * the process while it runs: not for a program with threads that look at it. */
bool replay_case(struct replay *ret, struct db *db, const char *path, struct err *err) WARN_UNUSED;

/* Replay the journal of db in another case, of the same evidence, that holds no decisions yet. What was
 * carried out before an entry that differs stays. Sets the clock as above. */
bool replay_onto(struct replay *ret, struct db *db, struct db *onto, struct err *err) WARN_UNUSED;

/* Did all come out as it was? Append that in words; or the error says which entry did not, and why. */
bool replay_judge(const struct replay *replay, struct buf *said, struct err *err) WARN_UNUSED;

#endif
