// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * question: what the files that answer one question share: collecting claims and gaps.
 *
 * Each question is one function of a file question_*.c. It adds claims in the order they are to be read, sets
 * `answer` from the same numbers, and says what the logs cannot tell. All lives in the arena of the facts.
 */
#ifndef TRAILCASE_SCOPE_QUESTION_H
#define TRAILCASE_SCOPE_QUESTION_H

#include "src/scope/coverage.h"
#include "src/scope/credential.h"
#include "src/scope/questions.h"

struct answer {
    struct facts *facts;
    const struct credentials *credentials;
    const struct coverage *coverage;
    struct arena *arena;
    struct claim *claims;
    size_t claim_count, claim_size;
    const char **gaps;
    size_t gap_count, gap_size;
    bool coverage_said;           /* in full, in a sentence before */
    struct claim_number *numbers; /* of the sentence being written */
    size_t number_count, number_size;
    struct buf text; /* the answer */
};

/* Add a claim; text is copied, query may be NULL. The claim can be changed until the next is added. */
struct claim *answer_claim(struct answer *answer, const struct buf *text, enum confidence confidence,
                           const struct pick *events, const char *query);

/* Add what cannot be told, and what could tell it. */
void answer_gap(struct answer *answer, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* Append a number that counts events, or "1 call"; the next claim keeps it with the filter that gives it. */
void answer_number(struct answer *answer, struct buf *out, int64_t count, const char *query);
void answer_count(struct answer *answer, struct buf *out, int64_t count, const char *one, const char *many,
                  const char *query);

/* The same for what a command lists, by its words after "trailcase", CASE for the case. */
void answer_listed(struct answer *answer, struct buf *out, int64_t count, const char *one, const char *many,
                   const char *command);

/* A number that somebody else wrote, or will; in the order of the sentence. */
void answer_mention(struct answer *answer, struct claim_number number);

/* "157 calls", or "157 calls in 158 events" where both accounts of a call recorded it; the filter gives the
 * events. */
void answer_calls(struct answer *answer, struct buf *out, const struct pick *pick, const char *query);

/*
 * "ListBuckets ×8, DescribeInstances and 3 more": each number with a filter, `query` and a term of the field
 * with the word, or its part up to the first blank. query NULL: numbers without.
 */
void answer_words(struct answer *answer, struct buf *out, const struct words *words, size_t max,
                  const char *field, const char *query);

/* A filter for events by their numbers; NULL when there are none or too many. */
const char *answer_ids(struct answer *answer, const int64_t *ids, size_t count);

/*
 * What a negative statement rests on: "in the 3 regions we hold of 2 accounts, 2020-02-01 to …"; in full once
 * an answer, then "in these logs".
 */
void answer_coverage(struct answer *answer, struct buf *out);

/* Events of others that speak against the last claim: how many, why, and a filter for them (NULL: their ids).
 */
void answer_against(struct answer *answer, const struct event_ids *events, int64_t total, const char *why,
                    const char *query);

/* `query` and the APIs of a pick, which it leaves then; NULL: they are too many for a filter. */
const char *answer_apis_query(struct answer *answer, const struct pick *pick, const char *query);

/* Put a pick into the order of time. */
void answer_sort(struct pick *pick);

/* "is:attributed TERMS" in the arena. */
const char *answer_query(struct answer *answer, const char *terms);

bool question_credentials(struct answer *answer, struct err *err) WARN_UNUSED;
bool question_duration(struct answer *answer, struct err *err) WARN_UNUSED;
bool question_actions(struct answer *answer, struct err *err) WARN_UNUSED;
/* Parts of the third: by ATT&CK's tactics, and times that are not logged. */
void question_tactics(struct answer *answer);
bool question_blind(struct answer *answer, struct err *err) WARN_UNUSED;
bool question_entry(struct answer *answer, struct err *err) WARN_UNUSED;

#endif
