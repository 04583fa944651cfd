// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * redacting: the case that a command of the hand-over reads from: the case itself, or with --redact a copy of
 * it with pseudonyms (redact.h). TRAILCASE_REDACT_KEY gives the key for a case that has none yet.
 */
#ifndef TRAILCASE_CLI_REDACTING_H
#define TRAILCASE_CLI_REDACTING_H

#include "src/cli/cmd.h"
#include "src/redact/redact.h"

/* --redact, to be named in `tables`. */
extern const struct option_spec redacting_options[];

struct redacting {
    struct db *db; /* to be read from */
    struct db *own;
    struct redact redact;
};

bool redacting_open(struct redacting *ret, const struct call *call, struct err *err) WARN_UNUSED;
void redacting_close(struct redacting *redacting);
CLEANUP_DEFINE(redacting, struct redacting, redacting_close);

/* What the case is called: its file, without folder. */
const char *redacting_name(const struct redacting *redacting);

#endif
