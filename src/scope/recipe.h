// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * recipe: how each thing an attacker leaves or uses is dealt with: words, AWS CLI commands, and how to tell
 * that it is done. Data; what is not in the table needs a row, no code.
 *
 * Commands are words with blanks between, several commands with line breaks. {name} {part} {id} {text}
 * {before} {account} {region} {since} stand for what the record says and {now} for the moment of running;
 * {part!json} is the inside of a JSON string and {part!jmes} a JMESPath literal. Words are quoted after that,
 * so no value can become more than a part of its word.
 *
 * A check prints something as long as the thing is there; with RECIPE_UNTIL_THERE as soon as it is done.
 */
#ifndef TRAILCASE_SCOPE_RECIPE_H
#define TRAILCASE_SCOPE_RECIPE_H

#include "src/base/arena.h"
#include "src/base/buf.h"

enum checklist_phase {
    PHASE_CONTAIN,
    PHASE_PRESERVE,
    PHASE_ERADICATE,
    PHASE_RECOVER,
    PHASE_HARDEN,
    PHASE__COUNT
};
extern const char *const checklist_phase_names[PHASE__COUNT];

enum recipe_flag {
    RECIPE_BY_HAND = 1,     /* a person has to decide: the script shows the command and does not run it */
    RECIPE_UNTIL_THERE = 2, /* see above */
    RECIPE_HALF = 4,        /* done as well when the residue is partly undone: it was switched off */
    RECIPE_BEFORE = 8,      /* only where the logs have what was there before */
    RECIPE_NO_BEFORE = 16,  /* only where they have not */
    RECIPE_IN_REGION = 32,  /* commands take --region */
    RECIPE_ONCE = 64,       /* of several that are alike by its target once only */
    RECIPE_BY_NAME = 128,   /* cannot be taken back: the script runs it when it is named, not in a sweep */
    RECIPE_LIVES_ON = 256,  /* sessions that it gave out outlive it */
};

struct recipe {
    const char *word; /* a kind of residue (residue_table.h), or one of the words in checklist_credentials.c
                         and others */
    enum checklist_phase phase;
    unsigned flags;
    const char *action;
    const char *command, *check, *undo; /* NULL: there is none */
    const char *guard;                  /* has to print something before the command may run */
    const char *refusal;                /* what is so as long as the guard prints nothing */
    const char *danger;
};

/* The recipe after one, in the order of doing; the first after NULL, and NULL after the last. */
const struct recipe *recipe_next(const struct recipe *recipe);

struct recipe_values {
    const char *name, *part, *id, *text, *before, *account, *region;
    const char *since; /* the attacker's last use */
};

/* Append with shell quoting, a command a line. now as in shellword(). False when a value that is needed is
 * missing, or one would be read by the AWS CLI as the name of a file or page; then nothing is appended. */
bool recipe_commands(struct buf *out, const char *template, const struct recipe_values *values,
                     bool in_region, const char *now);

/* Append as plain words: an action, a sentence. */
void recipe_words(struct buf *out, const char *template, const struct recipe_values *values);

#endif
