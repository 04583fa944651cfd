// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * census: what a filter leaves, counted by one id in one pass: events, denied, first, last, how many
 * different other values came with it, and how many events in which stretch of time.
 *
 * The rows of the source are read once and counted in memory, where SQLite would sort them first, and once
 * more for every count of different values. Memory: 80 bytes an id, 8 for each of its different values, 16
 * for each stretch of time it has events in. Belongs to one thread; a struct census owns all it points to.
 */
#ifndef TRAILCASE_MODEL_CENSUS_H
#define TRAILCASE_MODEL_CENSUS_H

#include "src/model/filter_sql.h"
#include "src/store/bulk.h"

/* Instead of a column with an id: the service of the call. */
#define CENSUS_SERVICE "x.api_id /* service */"

/* To count by each resource of an event; the source has to be events. */
#define CENSUS_RESOURCE "x.event_id"

enum { CENSUS_DIFFERENT = 4 };

struct census_ask {
    const char *id;                          /* column to count by: "x.key_id", CENSUS_SERVICE */
    const char *different[CENSUS_DIFFERENT]; /* columns; NULL: no more */
    int64_t from_s, bucket_s;                /* start and length of the stretches of time; 0: none */
};

struct census_row {
    int64_t id; /* in its dictionary */
    int64_t events, denied;
    int64_t first_s, last_s;
    int64_t principal_id;                /* the highest of them */
    int64_t different[CENSUS_DIFFERENT]; /* how many values of other columns came with it */
};

/* A set of numbers, with a count for each where one is wanted. */
struct census_set {
    uint64_t *keys; /* 0: free */
    int64_t *counts;
    size_t used, cap;
};

struct census {
    struct census_row *rows; /* ids above 0 */
    size_t count;
    struct census_set buckets;
};

bool census_take(struct census *ret, struct db *db, const struct census_ask *ask,
                 const struct filter_sql *sql, struct err *err) WARN_UNUSED;
void census_done(struct census *census);
CLEANUP_DEFINE(census, struct census, census_done);

/* Events of an id in a stretch of time, counted from 0. */
int64_t census_bucket(const struct census *census, int64_t id, int64_t bucket);

/* The rows as a table of a statement, c0 to c9 their members in order; borrowed by what is returned. */
struct bulk census_bulk(const struct census *census);

/* The numbers of a row; CENSUS_COUNTS + n is the nth of `different`. */
enum { CENSUS_EVENTS, CENSUS_DENIED, CENSUS_FIRST, CENSUS_LAST, CENSUS_COUNTS };

/* Keep the first `limit` rows by one of their numbers, and all that are equal to the last of these. */
void census_keep(struct census *census, size_t limit, size_t number, bool ascending);

#endif
