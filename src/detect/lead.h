// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * lead: what is worth a look, for the analyst, and dismissing it: rules that hit, findings of detectors,
 * alerts from outside.
 *
 * Those most worth it come first: not dismissed, not put aside, of high level, rare. A rule that hits more
 * than a twentieth of all events, and more than a hundred, is folded: it says too little; samples of a
 * detector and what was archived there are put aside, too. Texts come from rules and logs and are hostile. A
 * list owns what it holds and is immutable.
 */
#ifndef TRAILCASE_DETECT_LEAD_H
#define TRAILCASE_DETECT_LEAD_H

#include "src/base/json.h"
#include "src/detect/rule.h"
#include "src/model/attack.h"
#include "src/store/db.h"

/* Who says so. */
enum lead_source { LEAD_RULE, LEAD_FINDING, LEAD_ALERT, LEAD__COUNT };
extern const char *const lead_source_names[LEAD__COUNT];

struct lead {
    enum lead_source source;
    const char *id, *title, *kind, *author, *lint, *path;
    const char *text; /* YAML of a rule, JSON of what was told; NULL: none */
    enum rule_level level;
    bool is_own, is_folded;
    const char *aside; /* why a finding is put aside, like a folded rule; NULL: it is not */
    /* Of what was told: about what, as the dictionaries spell it, and what else it says; NULL: not said. */
    const char *key, *address, *principal, *resource, *type, *description;
    const char *dismissed; /* why; NULL: it is not */
    int64_t events, windows, principals, principal_days, first_s, last_s;
    int64_t attributed;     /* of the events: the attacker's, as marked so far */
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

/* Nothing to look at now: dismissed, folded or put aside. */
bool lead_is_past(const struct lead *lead);

/* Hits for each principal and day with one, and share of all events in percent. */
double lead_rate(const struct lead *lead);
double lead_share(const struct lead_list *list, const struct lead *lead);

/* The id of a lead of the case by its id or title; not found is an error that says so. */
bool lead_find(struct db *db, const char *word, struct arena *arena, const char **ret_id,
               struct err *err) WARN_UNUSED;

/* Dismiss a lead for a reason, or with NULL take the dismissal back. Journalled. */
bool lead_dismiss(struct db *db, const char *id, const char *reason, struct err *err) WARN_UNUSED;

/* For undo, inside a transaction: what the journal says was there before. */
bool lead_restore(struct db *db, const struct json *detail, struct err *err) WARN_UNUSED;

#endif
