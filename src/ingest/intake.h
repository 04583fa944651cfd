// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * intake: which part of the evidence an ingest takes in. What it leaves out is counted as skipped, never lost
 * from sight.
 *
 * Records are looked at one by one. Files are left out unopened by the delivery time in their names, with a
 * day's margin: an event is delivered some minutes after it was made and may stand in the file of the next
 * day. Read only: any thread.
 */
#ifndef TRAILCASE_INGEST_INTAKE_H
#define TRAILCASE_INGEST_INTAKE_H

#include "src/model/event.h"

enum { INTAKE_WORDS_MOST = 64 };

struct intake_words {
    const char *items[INTAKE_WORDS_MOST];
    size_t count;
};

struct intake {
    const char *text; /* the options as given; NULL: everything is taken in, and nothing else is looked at */
    bool has_from, has_to, has_file_from, has_file_to;
    int64_t from_s, to_s; /* not before, and before */
    int64_t file_from_s, file_to_s;
    struct intake_words regions, accounts; /* none: all */
    struct intake_words not_services;      /* s3, or s3.amazonaws.com */
};

bool intake_skips(const struct intake *intake, const struct event *event);
bool intake_skips_file(const struct intake *intake, const char *path);

#endif
