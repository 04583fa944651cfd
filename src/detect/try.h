// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * try: rules on the events of a file, for people who write rules. No case is involved.
 *
 * A rule that counts or chains is tried by its condition: which events it would look at. Owns all it gives.
 */
#ifndef TRAILCASE_DETECT_TRY_H
#define TRAILCASE_DETECT_TRY_H

#include "src/detect/ruleset.h"

enum { TRY_BYTES_MAX = 256 << 20 };

struct try_row {
    const struct rule *rule;
    int64_t number;  /* of the event in the file, from 1 */
    const char *uid; /* its eventID, or NULL */
    bool hit;
};

struct
try {
    struct try_row *rows;
    size_t count, size;
    struct ruleset set;
    struct arena arena;
};

/* Fails when a rule is refused, naming the first. */
bool try_run(struct try *ret, const char *rules, const char *events, struct err *err) WARN_UNUSED;
void try_done(struct try *trial);
CLEANUP_DEFINE(try, struct try, try_done);

#endif
