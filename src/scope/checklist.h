// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * checklist: what is to be done, in order: contain, preserve, eradicate, recover, harden.
 *
 * Worked out from residue, the attacker's credentials and the answers by the recipes of recipe.h, and joined
 * with what the analyst has ticked (checklist_state.h). What the logs show as undone already is `reversed`,
 * with who and when. Ids are made of what an item is about, so they stay when evidence is added. Commands are
 * quoted for bash and may be shown; all other texts are as logged and hostile. Immutable; owns what it holds;
 * now_s is when it was worked out.
 */
#ifndef TRAILCASE_SCOPE_CHECKLIST_H
#define TRAILCASE_SCOPE_CHECKLIST_H

#include "src/scope/coverage.h"
#include "src/scope/credential.h"
#include "src/scope/questions.h"
#include "src/scope/recipe.h"
#include "src/scope/residue.h"

enum checklist_state {
    CHECKLIST_OPEN,
    CHECKLIST_DONE,
    CHECKLIST_REVERSED,
    CHECKLIST_SKIPPED,
    CHECKLIST_STATE__COUNT
};
extern const char *const checklist_state_names[CHECKLIST_STATE__COUNT];

/* Who runs it: the script; the script when it is named; a person. */
enum checklist_by { CHECKLIST_BY_SCRIPT, CHECKLIST_BY_NAME, CHECKLIST_BY_HAND, CHECKLIST_BY__COUNT };
extern const char *const checklist_by_words[CHECKLIST_BY__COUNT]; /* "by hand" */

struct checklist_texts {
    const char **items;
    size_t count, size;
};

struct checklist_item {
    const char *id; /* "contain-0f3a9c5512" */
    const struct recipe *recipe;
    const char *action, *account, *region; /* region NULL: of the account as a whole */
    struct checklist_texts targets, why;
    const int64_t *events;
    size_t event_count;
    const char *command, *check, *undo, *guard; /* lines of commands; NULL: none */
    const char *cost; /* who else is hit, computed; NULL: nobody that the logs know */
    bool stops_work;  /* and that badly enough not to be run in a sweep */
    enum checklist_state state;
    const char *reversed; /* when it was done in the logs and by whom, in words */
    const char *assignee, *note;
    int64_t changed_s;
};

struct checklist {
    struct checklist_item *items; /* in the order of doing */
    size_t count, size;
    size_t states[CHECKLIST_STATE__COUNT];
    const char *now; /* in commands: a moment, or a variable of the shell in double quotes */
    int64_t now_s;
    struct db *db;
    struct questions questions;
    struct residue_list residue;
    struct credentials credentials;
    struct arena arena;
};

/* The clock of the shell that runs a command. */
#define CHECKLIST_NOW "\"$(date -u +%Y-%m-%dT%H:%M:%SZ)\""

/* now: what stands in commands for the moment they run; NULL: CHECKLIST_NOW. */
bool checklist_load(struct checklist *ret, struct db *db, const char *now, struct err *err) WARN_UNUSED;
void checklist_done(struct checklist *list);
CLEANUP_DEFINE(checklist, struct checklist, checklist_done);

const struct checklist_item *checklist_find(const struct checklist *list, const char *id);

enum checklist_by checklist_by(const struct checklist_item *item);

/* What to do, what the recipe warns of, and cost, as one text; "" when there is nothing to warn of. */
const char *checklist_danger(const struct checklist_item *item, struct arena *arena);

/* --- for the files that make items --- */

void checklist_text(struct checklist *list, struct checklist_texts *texts, const char *text);

/* "already done in the logs, 2020-04-09 08:12 by ops-admin (DeleteAccessKey)"; NULL stays NULL. */
const char *checklist_done_by(struct checklist *list, const char *when_who);

/* The first recipe of a word that the table has. */
const struct recipe *checklist_recipe(const char *word);

/* Add an item of a recipe, its commands filled in; it can be changed until the next is added. */
struct checklist_item *checklist_add(struct checklist *list, const struct recipe *recipe,
                                     const struct recipe_values *values);

/* The same for every recipe of a word; each gets the texts and events of `like`, which may be NULL. */
void checklist_add_all(struct checklist *list, const char *word, const struct recipe_values *values,
                       const struct checklist_item *like);

/* Did the attacker act with this access key? */
bool checklist_has_key(const struct checklist *list, const char *key);

/* Is it an account whose logs the case holds? */
bool checklist_is_own(const struct checklist *list, const char *account);

bool checklist_add_evidence(struct checklist *list, struct err *err) WARN_UNUSED;
void checklist_add_residue(struct checklist *list);
void checklist_add_rules(struct checklist *list);
bool checklist_add_credentials(struct checklist *list, struct err *err) WARN_UNUSED;
bool checklist_add_sessions(struct checklist *list, struct err *err) WARN_UNUSED;
bool checklist_add_hardening(struct checklist *list, struct err *err) WARN_UNUSED;
bool checklist_add_keys(struct checklist *list, struct err *err) WARN_UNUSED;
bool checklist_add_logs(struct checklist *list, struct err *err) WARN_UNUSED;

#endif
