// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * phrase: the small words of a sentence: counts with the right plural, times, spans, lists that stop in time.
 *
 * All append to a buffer. Times are UTC, to the minute; a second too much helps nobody in prose.
 */
#ifndef TRAILCASE_SCOPE_PHRASE_H
#define TRAILCASE_SCOPE_PHRASE_H

#include "src/base/arena.h"
#include "src/base/buf.h"

/* "1 call", "1,234 calls". */
void phrase_count(struct buf *out, int64_t count, const char *one, const char *many);
void phrase_number(struct buf *out, int64_t number);

/* "2020-04-08 14:02". */
void phrase_time(struct buf *out, int64_t time_s);

/* "2020-04-08 14:02–14:09", "2020-04-08 14:02 – 2020-04-09 03:10"; one time when both are in a minute. */
void phrase_span(struct buf *out, int64_t first_s, int64_t last_s);

/* "43 days", "1 day 22 hours", "21 hours 58 minutes", "12 minutes": the two largest units, rounded down; one
 * is enough for ten days and more, and for ten minutes and more. */
void phrase_length(struct buf *out, int64_t seconds);

/* "1.2 GB", decimal units. */
void phrase_bytes(struct buf *out, int64_t bytes);

/* "AKIA…WXYZ" for an access key id; anything short as it is. */
void phrase_key(struct buf *out, const char *key);

/* Distinct words in the order they came, with how often. */
struct words {
    const char **items;
    int64_t *counts;
    uint32_t *slots; /* which word is where in items, by its hash; twice as many as there is room for */
    size_t count, size;
};

void words_add(struct words *words, struct arena *arena, const char *word);
void words_add_times(struct words *words, struct arena *arena, const char *word, int64_t times);

/* "a, b and c"; beyond max words "a, b and 5 more". */
void phrase_words(struct buf *out, const struct words *words, size_t max);

#endif
