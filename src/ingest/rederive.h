// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * rederive: whether the rows of the case say what their records say. Every record is read back, what an
 * ingest derives from it is derived again and compared with its row and the names its row refers to. So a
 * row, a name or a record that somebody changed alone is noticed. Takes as long as the parsing of an ingest
 * on one processor. A record that cannot be read back is an error here. One thread.
 */
#ifndef TRAILCASE_INGEST_REDERIVE_H
#define TRAILCASE_INGEST_REDERIVE_H

#include "src/store/db.h"

struct rederive {
    int64_t events;     /* looked at */
    int64_t differ;     /* of them, otherwise than their records */
    int64_t first_id;   /* of the first that differs */
    const char *first;  /* what of it: static text */
    int64_t names;      /* principals under a name that none of their events has */
    bool other_version; /* another version of the program took some in, which may have derived otherwise */
};

bool rederive_run(struct rederive *ret, struct db *db, struct err *err) WARN_UNUSED;

#endif
