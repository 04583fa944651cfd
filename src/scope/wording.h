// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * wording: what the analyst says to the four questions in their own words, beside what is computed: at most
 * one answer a question, and any number of claims. Every change is journalled and can be undone.
 *
 * Own claims name their events by a filter, so evidence that comes later counts. A list owns what it holds
 * and is immutable. Writing needs a connection that may write.
 */
#ifndef TRAILCASE_SCOPE_WORDING_H
#define TRAILCASE_SCOPE_WORDING_H

#include "src/scope/questions.h"

enum { WORDING_EVENTS_MAX = 100000 };

struct wording {
    int64_t id;
    bool is_claim; /* else an answer */
    enum question_id question;
    const char *text;
    enum confidence confidence; /* of a claim */
    const char *query;          /* of a claim; NULL: it names no events */
    int64_t created_s;
};

struct wording_list {
    const struct wording *items; /* oldest first */
    size_t count;
    struct arena arena;
};

bool wording_list_load(struct wording_list *ret, struct db *db, struct err *err) WARN_UNUSED;
void wording_list_done(struct wording_list *list);
CLEANUP_DEFINE(wording_list, struct wording_list, wording_list_done);

/* "credentials", "duration", "actions", "entry". */
bool question_parse(const char *name, enum question_id *ret) WARN_UNUSED;
bool confidence_parse(const char *name, enum confidence *ret) WARN_UNUSED;

/* Say what an answer is; "" goes back to the computed one. */
bool wording_set_answer(struct db *db, enum question_id question, const char *text,
                        struct err *err) WARN_UNUSED;

/* Add a claim (its id and time are not read). ERR_USAGE when its filter is none. */
bool wording_add_claim(struct db *db, const struct wording *claim, int64_t *ret_id,
                       struct err *err) WARN_UNUSED;

/* Take a claim away; ERR_USAGE when there is none of that number. */
bool wording_remove_claim(struct db *db, int64_t id, struct err *err) WARN_UNUSED;

/* The events of an own claim, up to WORDING_EVENTS_MAX. */
bool wording_events(struct db *db, const char *query, struct arena *arena, const int64_t **ret_ids,
                    size_t *ret_count, struct err *err) WARN_UNUSED;

/* For undo, in a transaction: put back what the entry of the journal says was there before. */
bool wording_restore(struct db *db, const struct json *entry, struct err *err) WARN_UNUSED;

#endif
