// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * act: what a run of calls of one API did, in words.
 *
 * "opened tcp/5432 to 0.0.0.0/0 on 115 security groups", "created key pair ops-backup", "read 1.2 GB from
 * bucket invoices". The table in act_table.c knows the calls worth a verb and where their records name what
 * they touched; any other is "called NAME". Records are read up to ACT_RECORDS_MAX a run; what is beyond is
 * counted and not looked into, and the sentence says so.
 */
#ifndef TRAILCASE_SCOPE_ACT_H
#define TRAILCASE_SCOPE_ACT_H

#include "src/scope/facts.h"
#include "src/scope/phrase.h"

enum { ACT_RECORDS_MAX = 20000, ACT_PATHS_MAX = 3 };

struct act {
    const char *source; /* "ec2": the service part of eventSource */
    const char *api;
    const char *verb;                 /* "created" */
    const char *one, *many;           /* "key pair", "key pairs" */
    const char *paths[ACT_PATHS_MAX]; /* where a record names them; the first that gives something counts */
    bool opens;                       /* has ports and sources */
};

extern const struct act act_table[]; /* ends in an entry without api */

/* The same call in other words where its record says what was given, or to whom: that is its point then. */
struct act_gift {
    const char *source, *api;
    const char *before, *after; /* "attached policy ", " to"; the gift stands between */
    const char *path;
};

extern const struct act_gift act_gifts[]; /* ends in an entry without api */

const struct act *act_of(const struct fact_name *api);

/* The entry of a table for an eventSource and a name without an API date; NULL when it has none. */
const struct act *act_find(const struct act *table, const char *source, const char *name);

/* The resources that described calls name, each with in how many calls. */
struct touched {
    struct words resources;
    struct arena *arena;
    bool cut;      /* there were more calls than were looked into */
    size_t opened; /* what the calls last described opened: how many; 0: they open nothing */
    int64_t bytes; /* read by the calls last described, as their sentence says */
};

/* Append what the calls of a pick, all of one API and all successful, did; and add what they touched. */
bool act_describe(const struct facts *facts, const struct pick *pick, struct buf *out,
                  struct touched *touched, struct err *err) WARN_UNUSED;

/* Append what one call did, by its record, as if it had succeeded; or only what it named: " on role x". */
void act_describe_record(const struct act *act, const struct json *record, struct buf *out);
void act_name_things(const struct act *act, const struct json *record, struct buf *out);

#endif
