// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * lead: what rules hit, for the analyst, and dismissing it.
 *
 * A lead is a rule with hits; those worth a look come first: not dismissed, not folded, of high level, rare.
 * A rule that hits more than a twentieth of all events, and more than a hundred, is folded: it says too
 * little. Texts come from rules and logs and are hostile. A list owns what it holds and is immutable.
 */
#ifndef TRAILCASE_DETECT_LEAD_H
#define TRAILCASE_DETECT_LEAD_H

#include "src/base/json.h"
#include "src/detect/rule.h"
#include "src/model/attack.h"
#include "src/store/db.h"

struct lead {
    const char *id, *title, *kind, *author, *lint, *text, *path;
    enum rule_level level;
    bool is_own, is_folded;
    const char *dismissed; /* why; NULL: it is not */
    int64_t events, windows, principals, principal_days, first_s, last_s;
    int64_t first_event;    /* the first of the first occasion; 0: none */
    const char *techniques; /* ids as of today, blanks between */
};

struct lead_list {
    struct lead *items;
    size_t count;
    int64_t total; /* events in the case */
    struct arena arena;
};

/* `all`: rules without a hit, too. */
bool lead_list_load(struct lead_list *ret, struct db *db, bool all, struct err *err) WARN_UNUSED;
void lead_list_done(struct lead_list *list);
CLEANUP_DEFINE(lead_list, struct lead_list, lead_list_done);

/* Hits for each principal and day with one, and share of all events in percent. */
double lead_rate(const struct lead *lead);
double lead_share(const struct lead_list *list, const struct lead *lead);

/* The id of a rule of the case by its id or title; not found is an error that says so. */
bool lead_find(struct db *db, const char *word, struct arena *arena, const char **ret_id,
               struct err *err) WARN_UNUSED;

/* Dismiss a rule for a reason, or with NULL take the dismissal back. Journalled. */
bool lead_dismiss(struct db *db, const char *id, const char *reason, struct err *err) WARN_UNUSED;

/* For undo, inside a transaction: what the journal says was there before. */
bool lead_restore(struct db *db, const struct json *detail, struct err *err) WARN_UNUSED;

#endif
