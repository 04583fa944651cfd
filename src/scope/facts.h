// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * facts: the attributed and undecided events of a case in memory, with the names of what they refer to. What
 * the questions, the report and the JSON of `scope` are worked out from.
 *
 * About 110 bytes an event, read once. Events are in the order of time. Names are as logged, so not always
 * UTF-8 and never to be shown without utf8_visible(). Immutable once loaded; owns all it points to; the
 * connection it was loaded with must outlive it, as records are read on demand (facts_record).
 */
#ifndef TRAILCASE_SCOPE_FACTS_H
#define TRAILCASE_SCOPE_FACTS_H

#include "src/base/arena.h"
#include "src/base/isotime.h"
#include "src/base/json.h"
#include "src/model/attack.h"
#include "src/store/db.h"

enum fact_dim {
    FACT_PRINCIPAL,
    FACT_SESSION,
    FACT_ADDRESS,
    FACT_KEY,
    FACT_AGENT,
    FACT_API,
    FACT_REGION,
    FACT_ACCOUNT,
    FACT_ERROR,
    FACT_DIM__COUNT
};

enum fact_outcome { FACT_SUCCESS, FACT_DENIED, FACT_FAILED };

struct fact {
    int64_t event_id, time_s;
    int64_t ids[FACT_DIM__COUNT]; /* in the dictionaries; 0: the record did not say */
    int flags;                    /* as event.flags */
    enum fact_outcome outcome;
    bool attributed; /* else undecided */
    bool echo;       /* what the other account recorded of a call that is here already */
};

/* What the texts mean is said in queries/facts/<dimension>.sql. Absent ones are NULL, except value. */
struct fact_name {
    int64_t id;
    const char *value, *label, *type, *extra;
};

/* Some of the facts, in the order of time. */
struct pick {
    const struct fact **items;
    size_t count, size;
};

/* A pick of facts that share an id. */
struct group {
    int64_t id;
    struct pick pick;
};

struct groups {
    struct group *items;
    size_t count;
};

struct facts {
    struct db *db;
    const struct fact *items;
    size_t count;
    struct pick attributed, undecided;
    struct {
        struct fact_name *items;
        size_t count;
    } names[FACT_DIM__COUNT];
    int64_t first_s, last_s; /* of all evidence; ISOTIME_NONE in an empty case */
    bool has_data_events;    /* calls on S3 objects, functions or tables were logged, anybody's */
    const struct attack *attack;
    struct arena arena;
};

bool facts_load(struct facts *ret, struct db *db, struct err *err) WARN_UNUSED;
void facts_done(struct facts *facts);
CLEANUP_DEFINE(facts, struct facts, facts_done);

/* The name of an id; its value is "" for id 0. */
const struct fact_name *facts_name(const struct facts *facts, enum fact_dim dim, int64_t id);
const struct fact_name *fact_name(const struct facts *facts, const struct fact *fact, enum fact_dim dim);

void pick_add(struct pick *pick, struct arena *arena, const struct fact *fact);

/* Those for which keep() is true. */
struct pick pick_where(const struct facts *facts, const struct pick *from, struct arena *arena,
                       bool (*keep)(const struct facts *facts, const struct fact *fact));

/* By the id in a dimension, the group with the earliest fact first. */
struct groups pick_group(const struct pick *pick, struct arena *arena, enum fact_dim dim);

int64_t pick_first_s(const struct pick *pick);
int64_t pick_last_s(const struct pick *pick);

/* How many calls they are: one between two accounts leaves a record in both. */
size_t pick_calls(const struct pick *pick);

/* How many have an outcome. */
size_t pick_outcome(const struct pick *pick, enum fact_outcome outcome);

/* The record of an event, parsed into the arena; NULL when it cannot be parsed. */
bool facts_record(const struct facts *facts, int64_t event_id, struct arena *arena, const struct json **ret,
                  struct err *err) WARN_UNUSED;

/* The ATT&CK row of a fact's call, or NULL. */
const struct attack_api *fact_technique(const struct facts *facts, const struct fact *fact);

#endif
