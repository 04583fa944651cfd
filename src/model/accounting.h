// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * accounting: what became of every file and record that was ever given to a case. It always adds up:
 * records = stored + duplicate + rejected + skipped, and stored = events. Findings of detectors are
 * no records and counted apart. On every screen and report.
 */
#ifndef TRAILCASE_MODEL_ACCOUNTING_H
#define TRAILCASE_MODEL_ACCOUNTING_H

#include "src/base/arena.h"
#include "src/store/db.h"

struct accounting {
    int64_t files_read, files_refused;
    int64_t files_reading; /* begun by an ingest that is running or was cut short */
    int64_t records, stored, duplicate, rejected;
    int64_t files_skipped, skipped;  /* left out by options of ingest: files unopened, and records */
    int64_t conflicts;               /* among the duplicates: versions that differ from the event kept */
    int64_t findings, findings_kept; /* read, and how many different ones */
    int64_t events;
    int64_t first_s, last_s; /* of the events; ISOTIME_NONE without any */
};

bool accounting_load(struct db *db, struct accounting *ret, struct err *err) WARN_UNUSED;

struct refused_file {
    const char *path, *reason;
};

/* Files that were refused, by path, at most `most`; the array and its texts live in the arena. */
bool accounting_refused(struct db *db, size_t most, struct arena *arena, const struct refused_file **ret,
                        size_t *ret_count, struct err *err) WARN_UNUSED;

/* True when it adds up. */
bool accounting_holds(const struct accounting *accounting);

#endif
