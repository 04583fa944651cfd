// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * report_residue: what the attacker left behind, as a section of the Markdown report: what is still open,
 * then what was undone, by whom and when; alike ones as one line.
 */
#ifndef TRAILCASE_REPORT_REPORT_RESIDUE_H
#define TRAILCASE_REPORT_REPORT_RESIDUE_H

#include "src/base/buf.h"
#include "src/scope/residue.h"

/* name: of the case file, for the command that lists all. */
void report_residue(const struct residue_list *list, const char *name, struct buf *out);

/* "346 things are open, 1 is partly and 3 are undone." in one sentence. */
void report_residue_short(const struct residue_list *list, struct buf *out);

#endif
