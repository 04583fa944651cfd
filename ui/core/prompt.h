// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * prompt: what a one-line prompt is asked for and what it shows. Data only.
 *
 * Two things edit such a line: readline in ui/term, and the plain editor ui/core/lineedit for scripts. Both
 * are opened with a `prompt_ask`, fed with input, and describe themselves by a `prompt_state`, which the
 * program draws into its own grid.
 */
#ifndef TRAILCASE_UI_CORE_PROMPT_H
#define TRAILCASE_UI_CORE_PROMPT_H

#include "src/base/arena.h"

/* What a completion found: words that may stand from byte `from` of the line on. */
struct prompt_matches {
    size_t from;
    const char **words; /* in the arena */
    size_t count;
    struct arena arena;
};

/* Fill out with the words that fit line[..cursor); out is empty before. */
typedef void (*prompt_complete_fn)(void *arg, const char *line, size_t cursor, struct prompt_matches *out);

struct prompt_ask {
    const char *label;   /* ":" */
    const char *text;    /* what stands there at first */
    size_t cursor;       /* byte of text where the cursor is; 0 = at its end */
    const char *history; /* name of the list of earlier lines; NULL = none */
    prompt_complete_fn complete;
    void *arg; /* for complete() */
};

enum prompt_result { PROMPT_EDITING, PROMPT_ACCEPTED, PROMPT_CANCELLED };

struct prompt_state {
    const char *label, *line;             /* borrowed until the next feed */
    size_t cursor;                        /* byte in line */
    const struct prompt_matches *matches; /* NULL = none to show */
};

/* Add a word that is known to fit. */
void prompt_add(struct prompt_matches *out, const char *word);

/* Offer a word as a match if it starts with line[from..cursor), whatever the case. */
void prompt_offer(struct prompt_matches *out, const char *line, size_t cursor, const char *word);

/* Bytes all matches have in common from their start. */
size_t prompt_common(const struct prompt_matches *matches);

void prompt_matches_clear(struct prompt_matches *matches);
void prompt_matches_done(struct prompt_matches *matches);

#endif
