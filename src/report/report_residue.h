// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * report_residue: what the attacker left behind, in a sentence.
 */
#ifndef TRAILCASE_REPORT_REPORT_RESIDUE_H
#define TRAILCASE_REPORT_REPORT_RESIDUE_H

#include "src/base/buf.h"
#include "src/scope/residue.h"

/* What counts it, as sheet_source() takes it. */
#define REPORT_RESIDUE_COUNTS                                                                                \
    "residue CASE --state all --format json | jq 'group_by(.kind) | map({(.[0].kind): (group_by(.state) | "  \
    "map({(.[0].state): length}) | add)}) | add'"

/* "346 things are open, 1 is partly and 3 are undone." in one sentence. */
void report_residue_short(const struct residue_list *list, struct buf *out);

#endif
