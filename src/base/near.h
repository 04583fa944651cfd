// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * near: which of a list of words a mistyped one was probably meant to be.
 *
 * Closeness is the number of letters to insert, delete, replace or swap with a neighbour (optimal string
 * alignment), case ignored. Words longer than 31 bytes are never close. Any thread may call.
 */
#ifndef TRAILCASE_BASE_NEAR_H
#define TRAILCASE_BASE_NEAR_H

#include "src/base/attr.h"

/* Edits between two words; SIZE_MAX when one is too long to compare. */
size_t near_distance(const char *a, const char *b);

struct near {
    const char *word; /* what was typed */
    const char *best; /* the closest candidate so far; NULL while none is close enough */
    size_t distance;
};

/* Offer a candidate; a struct with only `word` set is a valid start. */
void near_offer(struct near *near, const char *candidate);

#endif
