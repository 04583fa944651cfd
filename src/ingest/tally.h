// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * tally: what a transaction adds to `event_hour` and `delivery_lag`, gathered in memory and written just
 * before the commit. Few distinct keys, as both follow time: bounded by the size of a transaction. One
 * thread.
 */
#ifndef TRAILCASE_INGEST_TALLY_H
#define TRAILCASE_INGEST_TALLY_H

#include "src/model/s3name.h"
#include "src/store/db.h"

struct tally_row {
    int64_t key[4]; /* account, region, hour, category; or place, lag in seconds */
    int64_t events, first_s, last_s;
};

/* A small hash table of rows. */
struct tally_set {
    struct tally_row *rows;
    uint32_t *slots; /* row number + 1 */
    size_t count, cap;
    size_t last; /* events come in runs of the same key */
};

struct tally {
    struct tally_set hours, lags;
    struct s3name *places; /* account and region of files, by number */
    size_t place_count, place_cap;
    struct s3name file; /* the one that is being read */
    int64_t place;      /* its number; -1 when it is not named as CloudTrail names log files */
};

void tally_done(struct tally *tally);

/* A file begins. */
void tally_file(struct tally *tally, const char *path);

/* An event was stored; and one was sighted in the file, new or not. */
void tally_event(struct tally *tally, int64_t account_id, int64_t region_id, int64_t time_s, int flags);
void tally_sighting(struct tally *tally, int64_t time_s);

/* Write everything and begin anew; the file goes on. */
bool tally_flush(struct tally *tally, struct db *db, struct err *err) WARN_UNUSED;

#endif
