// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * residue_replay: the state of all residue, carried from call to call. Knows no case file: residue.c feeds it
 * in the order of time.
 *
 * What is found goes into the list; the list's arena holds the texts. What the replay needs besides lives in
 * its own arena. Only what is not undone is ever looked through, of one kind and, where a call names it, of
 * one name. Some 200 kB: for the heap.
 */
#ifndef TRAILCASE_SCOPE_RESIDUE_REPLAY_H
#define TRAILCASE_SCOPE_RESIDUE_REPLAY_H

#include "src/scope/residue.h"
#include "src/scope/residue_read.h"

/* One call as it is replayed. Texts are copied where they are kept. */
struct residue_step {
    const struct residue_call *call;
    const char *account, *region;
    struct residue_act act;
    struct residue_thing thing;
};

struct residue_known;

/* Things are looked for by kind and a hash of their name. */
enum { RESIDUE_BUCKETS = 64 };

struct residue_replay {
    struct residue_list *list;
    size_t list_size;
    struct residue_live {
        size_t *items; /* places in the list */
        size_t count, size;
    } live[RESIDUE_KIND__COUNT][RESIDUE_BUCKETS];
    size_t live_count[RESIDUE_KIND__COUNT];
    struct residue_known *known[RESIDUE_KIND__COUNT][RESIDUE_BUCKETS]; /* the texts in force, anybody's */
    bool closed_own; /* an undo took away what the attacker had made where there was nothing before */
    struct arena arena;
};

void residue_replay_init(struct residue_replay *replay, struct residue_list *list);
void residue_replay_done(struct residue_replay *replay);
CLEANUP_DEFINE(residue_replay, struct residue_replay, residue_replay_done);

/* Does a row of the table make something, or undo something? RESIDUE_SETS makes. */
bool residue_makes(const struct residue_call *call);

/* Apply a row that undoes; true when there was something to undo. */
bool residue_undo(struct residue_replay *replay, const struct residue_step *step);

/* Apply a row that makes. */
void residue_make(struct residue_replay *replay, const struct residue_step *step);

#endif
