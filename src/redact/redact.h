// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * redact: a copy of a case in which every account, key, id, address and name is a pseudonym, to be reported
 * and exported from like the case itself, so that all that comes from it agrees.
 *
 * The copy is made in a folder of its own below TMPDIR, for its owner alone, and removed by redact_close().
 * It still holds originals (packed records) and is never handed out: records are scrubbed when they are
 * read. The map of what became what, and its key, are kept in the case; they grow, and never change. One
 * thread.
 */
#ifndef TRAILCASE_REDACT_REDACT_H
#define TRAILCASE_REDACT_REDACT_H

#include "src/redact/scrub.h"

struct redact {
    struct db *copy; /* to be read from */
    struct aliases aliases;
    struct scrub scrub;
    char *folder, *path;
    struct arena arena;
};

struct redact_options {
    const char *key;          /* 64 hexadecimal digits for a case that has none yet; NULL draws one */
    const char *const *names; /* that no record has as a name, as of a company; the map keeps them */
    size_t name_count;
};
bool redact_open(struct redact *ret, const char *case_path, const struct redact_options *options,
                 struct err *err) WARN_UNUSED;
void redact_close(struct redact *redact);
CLEANUP_DEFINE(redact, struct redact, redact_close);

#endif
