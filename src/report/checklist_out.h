// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * checklist_out: the checklist as Markdown, as JSON, and as a script for bash.
 *
 * JSON: an array of {id, phase, action, target, targets, account, region, why, events (eventIDs), command,
 * check, check_done ("nothing" or "something" printed), undo, danger, by_hand, state, reversed, assignee,
 * note}; more members may follow. The script (queries/checklist/script.sh and the items) acts only with
 * --apply and only on the accounts of its items; load the list with CHECKLIST_SCRIPT_NOW for it.
 */
#ifndef TRAILCASE_REPORT_CHECKLIST_OUT_H
#define TRAILCASE_REPORT_CHECKLIST_OUT_H

#include "src/scope/checklist.h"

#define CHECKLIST_SCRIPT_NOW "\"$now\""

enum { CHECKLIST_IDS_MAX = 1000 };

void checklist_md(const struct checklist *list, struct buf *out);
bool checklist_json(const struct checklist *list, struct buf *out, struct err *err) WARN_UNUSED;
void checklist_sh(const struct checklist *list, struct buf *out);

/* "Deactivate access key AKIA… of x": one line that may be shown. */
void checklist_visible(struct buf *out, const char *text);

#endif
