// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * enriching: what `enrich` and `ingest` do about owners of addresses: take the files of the options, tell
 * every address, and say on standard error what could not be read.
 */
#ifndef TRAILCASE_CLI_ENRICHING_H
#define TRAILCASE_CLI_ENRICHING_H

#include "src/cli/cmd.h"
#include "src/enrich/owners.h"

/* -G, for commands that take no more than that. */
extern const struct option_spec enriching_geo_options[];

/* Remember the files given with -G, --list and --ranges, forget those of --forget, tell. All or nothing. */
bool enriching_apply(const struct call *call, struct db *db, struct owners *ret, struct err *err) WARN_UNUSED;

/* The same when -G or TRAILCASE_GEO_IP was given, else what came since is told by the files that the case
 * remembers. */
bool enriching_after_ingest(struct call *call, struct db *db, struct err *err) WARN_UNUSED;

/* Name the files that could not be read; true when there are some. */
bool enriching_warn(const struct owners *owners);

#endif
