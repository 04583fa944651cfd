// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * attack: MITRE ATT&CK ids and names, and which technique an API call is one of.
 *
 * The tables are those of queries/attack, embedded: techniques.csv (those of the cloud platforms, as of
 * ATTACK_VERSION), api_techniques.csv (one main technique for an API; a name may end in "*", exact names come
 * first), aliases.csv (retired ids, kept as history) and formerly.csv (names of before sub-techniques).
 * attack_load() reads them into the caller's arena in well under a millisecond, so nothing is shared between
 * threads. Every API maps to at most one technique: it is what the call most often serves in an intrusion,
 * not a verdict about this one.
 */
#ifndef TRAILCASE_MODEL_ATTACK_H
#define TRAILCASE_MODEL_ATTACK_H

#include "src/base/arena.h"

#define ATTACK_VERSION "19"

struct attack_tactic {
    const char *id, *short_name, *name; /* "TA0112", "defense-impairment", "Defense Impairment" */
};

struct attack_technique {
    const char *id, *name; /* "T1098.001", "Additional Cloud Credentials" */
    const char *tactics;   /* short names, in the order of the matrix, blanks between */
};

struct attack_api {
    const char *source; /* "iam.amazonaws.com" */
    const char *api;    /* name without an API date ("CreateFunction"); may end in "*" */
    const struct attack_technique *technique;
    const char *tactic; /* short name: "persistence" */
};

struct attack_alias {
    const char *id, *name;
    const char *successor; /* "" when there is none */
    const char *retired;   /* "2026-04" */
};

/* What a technique was called in reports of its time: before sub-techniques came in July 2020, or before
 * version 19. */
/* The use of an account that is somebody else's: every call of an attacker is one, whatever else it is. */
#define ATTACK_ACCOUNTS "T1078.004"

struct attack_former {
    const char *id, *name, *tactic; /* "T1108", "Redundant Access", "Persistence" */
};

struct attack_past {
    const char *id, *tactic; /* of today */
    struct attack_former former;
};

struct attack {
    const struct attack_technique *techniques; /* by id */
    size_t technique_count;
    const struct attack_api *apis; /* by source; exact names before patterns */
    size_t api_count;
    const struct attack_alias *aliases;
    size_t alias_count;
    const struct attack_past *past;
    size_t past_count;
};

const struct attack *attack_load(struct arena *arena);

/* The technique of an id, or NULL. A retired id leads to its successor. */
const struct attack_technique *attack_technique(const struct attack *attack, const char *id);

/* How a technique in a tactic was called before; all NULL when it was called the same. */
struct attack_former attack_former(const struct attack *attack, const struct attack_technique *technique,
                                   const struct attack_tactic *tactic);

/* What a call of this eventSource and name (without an API date) is one of, or NULL. */
const struct attack_api *attack_of_api(const struct attack *attack, const char *source,
                                       const char *base_name);

/* Does the technique serve the tactic? */
bool attack_is_of(const struct attack_technique *technique, const struct attack_tactic *tactic);

/* All tactics in the order of the matrix; ends in an all-NULL entry. */
extern const struct attack_tactic attack_tactics[];

/* The tactic of a short name, or NULL. The names from before version 19 are known too. */
const struct attack_tactic *attack_tactic(const char *short_name);

#endif
