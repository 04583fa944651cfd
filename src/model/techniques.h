// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * techniques: the ATT&CK techniques that calls under a filter are one of, by tactic.
 *
 * A call counts for the technique it most often serves, tries included (attack.h). Of the attacker's calls
 * each is a use of a valid account besides, so with `attributed` that technique has a row in every tactic it
 * belongs to, which counts all of them. Immutable once loaded; owns all it points to.
 */
#ifndef TRAILCASE_MODEL_TECHNIQUES_H
#define TRAILCASE_MODEL_TECHNIQUES_H

#include "src/model/attack.h"
#include "src/model/filter.h"
#include "src/store/db.h"

struct technique_row {
    const struct attack_tactic *tactic;
    const struct attack_technique *technique;
    struct attack_former former; /* as it was called before; former.name NULL: the same */
    int64_t events, denied, first_s, last_s;
    const char *calls;  /* "CreateKeyPair ×1, ImportKeyPair ×2", the most frequent first */
    const char *filter; /* what the events counted here are: terms to add to the filter it was asked with */
};

struct techniques {
    struct technique_row *rows; /* in the order of the matrix */
    size_t count;
    int64_t events, without; /* all calls, and those of no technique */
    struct arena arena;
};

bool techniques_load(struct techniques *ret, struct db *db, const struct filter *filter, bool attributed,
                     struct err *err) WARN_UNUSED;
void techniques_done(struct techniques *techniques);
CLEANUP_DEFINE(techniques, struct techniques, techniques_done);

/* Append "Persistence: T1108 Redundant Access"; nothing when it was not called otherwise. */
void technique_former_text(struct buf *out, const struct technique_row *row);

#endif
