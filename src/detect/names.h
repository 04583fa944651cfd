// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * names: the dictionaries of a case that rules ask about, in memory: texts by id. Immutable once loaded; any
 * number of threads may read.
 */
#ifndef TRAILCASE_DETECT_NAMES_H
#define TRAILCASE_DETECT_NAMES_H

#include "src/detect/evaluate.h"
#include "src/store/db.h"

/* The ids an event has. Those before NAMES_AXES have texts here, which are what struct known is made of. */
enum column {
    COLUMN_API,
    COLUMN_AGENT,
    COLUMN_ADDRESS,
    COLUMN_REGION,
    COLUMN_KEY,
    COLUMN_TRAIT,
    NAMES_AXES,
    COLUMN_PRINCIPAL = NAMES_AXES,
    COLUMN_SESSION,
    COLUMN_ACCOUNT,
    COLUMN_CLIENT, /* of the agent; 0: none */
    COLUMN__COUNT
};

struct names_texts {
    const char **items; /* by id; NULL: none of that id */
    int64_t size;
};

struct names {
    struct names_texts fields[KNOWN_TRAIT];
    const char *(*traits)[TRAIT__COUNT]; /* by id; NULL: absent */
    int64_t trait_size;
    int64_t *clients; /* by agent */
    int64_t client_size;
    struct arena arena;
};

bool names_load(struct names *ret, struct db *db, struct err *err) WARN_UNUSED;
void names_done(struct names *names);
CLEANUP_DEFINE(names, struct names, names_done);

/* From which id a known field is. */
enum column names_column(enum known_field field);

/* The values of an event's known fields, those of which the bit is set. */
void names_known(const struct names *names, const int64_t ids[NAMES_AXES], unsigned fields,
                 struct known *ret);

bool names_has_api(const struct names *names, int64_t id);
int64_t names_last_api(const struct names *names);

/* Agents of one client have one number. */
int64_t names_client(const struct names *names, int64_t agent_id);

#endif
