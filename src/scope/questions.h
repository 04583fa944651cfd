// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * questions: the four questions of a scope, each answered in a sentence that rests on claims.
 *
 * A claim is one sentence with the events for it, the events against it, and the filter that lists the former
 * (`trailcase events CASE 'QUERY'`). What the logs cannot tell is said in `unanswerable`, with the log that
 * could. Texts hold names as logged: show them only through what makes them visible (utf8.h, jsonw.h, the
 * Markdown writer). Times in texts are UTC. Immutable once worked out; lives as long as its facts.
 */
#ifndef TRAILCASE_SCOPE_QUESTIONS_H
#define TRAILCASE_SCOPE_QUESTIONS_H

#include "src/scope/facts.h"

enum confidence { CONFIDENCE_HIGH, CONFIDENCE_MEDIUM, CONFIDENCE_LOW, CONFIDENCE__COUNT };
extern const char *const confidence_names[CONFIDENCE__COUNT];
extern const char *const confidence_meanings[CONFIDENCE__COUNT]; /* a sentence each */

/* A number of a sentence: the filter that leaves just so many events, or the command that lists so many. */
struct claim_number {
    int64_t value;
    const char *query, *command; /* one of them; the command without "trailcase", CASE for the case */
    bool is_bytes;               /* written as "1.2 GB" */
    size_t at;                   /* where it stood when it was written, if nothing was put before it since */
};

struct claim {
    const char *text;
    enum confidence confidence;
    const char *because;   /* of this confidence; NULL: claim_because() knows */
    const int64_t *events; /* in the order of time */
    size_t event_count;
    const int64_t *against; /* the latest of them */
    size_t against_count;
    int64_t against_total;   /* how many there are */
    const char *against_why; /* "others used it meanwhile, so …": what they say against it */
    const char *query;       /* filter that gives `events`; NULL when no filter does */
    const char *against_query;
    const struct claim_number *numbers;
    size_t number_count;
    int64_t own_id; /* a claim of the analyst's, by its number (wording.h); 0: computed */
};

/* Why the confidence is what it is: "the events show it". */
const char *claim_because(const struct claim *claim);

enum question_id {
    QUESTION_CREDENTIALS,
    QUESTION_DURATION,
    QUESTION_ACTIONS,
    QUESTION_ENTRY,
    QUESTION__COUNT
};

extern const char *const question_names[QUESTION__COUNT];

struct question {
    const char *name;                   /* "credentials", as in JSON */
    const char *title;                  /* "What credentials did the attacker have?" */
    const char *answer;                 /* one to three sentences, computed */
    const char *own_answer;             /* the analyst's wording; NULL: none */
    const struct claim_number *numbers; /* of the computed answer */
    size_t number_count;
    const struct claim *claims;
    size_t claim_count;
    const char *const *unanswerable;
    size_t unanswerable_count;
};

struct questions {
    struct question items[QUESTION__COUNT];
    struct facts facts; /* what the answers were worked out from */
};

bool questions_load(struct questions *ret, struct db *db, struct err *err) WARN_UNUSED;

/* How many calls others made with the attacker's credentials between the attacker's own, set aside as they
 * stand: what may still have to be decided otherwise. Appends the filter that lists them. */
int64_t questions_meanwhile(const struct questions *questions, struct buf *filter);

void questions_done(struct questions *questions);
CLEANUP_DEFINE(questions, struct questions, questions_done);

#endif
