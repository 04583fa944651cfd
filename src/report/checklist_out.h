// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * checklist_out: the checklist in each of its forms: Markdown, HTML, CSV, JSON, a script for bash.
 *
 * JSON: an array of {id, phase, action, target, targets, account, region, why, events (eventIDs), command,
 * check, check_done ("nothing" or "something" printed), undo, first (has to
 * print something before), danger, by_hand, by_name, state, reversed, assignee,
 * note}; more members may follow. The script (queries/checklist/script.sh and the items) acts only with
 * --apply and only on the accounts of its items; load the list with CHECKLIST_SCRIPT_NOW for it.
 */
#ifndef TRAILCASE_REPORT_CHECKLIST_OUT_H
#define TRAILCASE_REPORT_CHECKLIST_OUT_H

#include "src/base/jsonw.h"
#include "src/scope/checklist.h"

#define CHECKLIST_SCRIPT_NOW "\"$now\""

enum { CHECKLIST_IDS_MAX = 1000 };

/* "Contain: close the ways in". */
extern const char *const checklist_phase_titles[PHASE__COUNT];

typedef bool (*checklist_fn)(const struct checklist *list, struct buf *out, struct err *err);

struct checklist_kind {
    const char *word; /* "md", as in --type */
    const char *file; /* "checklist.md", its name in a folder */
    const char *what; /* one line */
    const char *now;  /* what checklist_load() is to be given for it */
    checklist_fn render;
};

extern const struct checklist_kind checklist_kinds[]; /* ends in an entry without word */

/* The form of a word, NULL when there is none. */
const struct checklist_kind *checklist_kind_of(const char *word);

bool checklist_md(const struct checklist *list, struct buf *out, struct err *err) WARN_UNUSED;
bool checklist_html(const struct checklist *list, struct buf *out, struct err *err) WARN_UNUSED;
bool checklist_csv(const struct checklist *list, struct buf *out, struct err *err) WARN_UNUSED;
bool checklist_json(const struct checklist *list, struct buf *out, struct err *err) WARN_UNUSED;
bool checklist_sh(const struct checklist *list, struct buf *out, struct err *err) WARN_UNUSED;

/* The array of it, as a value in a larger document. */
bool checklist_json_items(const struct checklist *list, struct jsonw *w, struct err *err) WARN_UNUSED;

/* "Deactivate access key AKIA… of x": one line that may be shown. */
void checklist_visible(struct buf *out, const char *text);

#endif
