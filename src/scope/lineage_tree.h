// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * lineage_tree: where a credential or principal came from, and what came from it: the chain back to the first
 * thing known, the thing asked for, and below it all that would go on working if it were deleted.
 *
 * Nodes stand in the order they are read in, each with its depth. Every node is there once, so the tree is
 * finite whatever the evidence says. Sessions that have ended and led nowhere are folded by whose they were.
 * A tree owns what it holds and is immutable.
 */
#ifndef TRAILCASE_SCOPE_LINEAGE_TREE_H
#define TRAILCASE_SCOPE_LINEAGE_TREE_H

#include "src/base/arena.h"
#include "src/store/db.h"

enum { LINEAGE_NODES_MOST = 4000 };

enum lineage_state {
    LINEAGE_LASTS,    /* works until somebody deletes it */
    LINEAGE_LIVE,     /* a session that may still work */
    LINEAGE_ENDED,    /* its time is over, whatever was agreed */
    LINEAGE_DELETED,  /* a call that deleted it is in the case */
    LINEAGE_DISABLED, /* a key that was switched off, and not on again */
    LINEAGE_STATE__COUNT
};
extern const char *const lineage_state_names[LINEAGE_STATE__COUNT];

struct lineage_thing {
    const char *kind; /* "session", "key", "principal", "login", "token", "host", "factor" */
    const char *value;
};

struct lineage_node {
    struct lineage_thing thing;
    size_t depth;
    const char *label;     /* "AKIA… (ci-deploy)", "role deploy, session build-7" */
    const char *kin;       /* what it is one of, for folding; NULL: it stands alone */
    const char *name;      /* by which calls name it: key id, user, role; NULL */
    const char *principal; /* key of whose it is; NULL when not known */
    const char *filter;    /* selects its events; NULL when none can be its */

    /* The call it came from; rule NULL: the case does not tell, and unproven says why not. */
    const char *rule, *strength, *api, *by, *address;
    int64_t event_id, time_s;
    const char *unproven;
    const char *note; /* worth knowing: keys of another account than the logs say, … ; NULL */

    int64_t events, first_s, last_s; /* its use; first_s ISOTIME_NONE when it was not used */
    const char *const *keys;         /* some of the temporary keys of a session */
    size_t key_count;

    enum lineage_state state;
    int64_t
        until_s; /* of a session the latest it can work, of what was deleted or disabled when; ISOTIME_NONE */
    bool until_is_cap; /* the logs do not tell: it is the longest AWS allows */
    size_t folded;     /* this line stands for so many; 0: for itself */
};

struct lineage_tree {
    struct lineage_node *nodes;
    size_t count;
    size_t self;     /* the thing asked for */
    size_t live;     /* below it: sessions that may still work */
    size_t lasting;  /* below it: what works until it is deleted */
    int64_t until_s; /* when the last of the live sessions has ended for sure; ISOTIME_NONE */
    int64_t now_s;
    bool cut; /* there is more than LINEAGE_NODES_MOST */
    struct arena arena;
};

void lineage_tree_done(struct lineage_tree *tree);
CLEANUP_DEFINE(lineage_tree, struct lineage_tree, lineage_tree_done);

/* now_s ISOTIME_NONE: the last event of the case. */
bool lineage_tree_load(struct lineage_tree *ret, struct db *db, const struct lineage_thing *thing,
                       int64_t now_s, struct err *err) WARN_UNUSED;

/*
 * The thing that a typed text means: KIND:VALUE with the kinds of marks, or a key, eventID, session or
 * principal by itself. An event stands for what it issued, or else for what it was called with; a temporary
 * key for its session.
 */
bool lineage_find(struct db *db, const char *text, struct arena *arena, struct lineage_thing *ret,
                  struct err *err) WARN_UNUSED;

#endif
