// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * shellword: a word of a bash command line from any text, so that the shell gives back exactly that text.
 *
 * What needs no quoting stays bare, `--option=` stays readable before a quoted value, and what a
 * terminal must not be shown is written as \xHH inside $'…'. So the result may be shown, copied and run.
 * SHELLWORD_NOW in a text stands for the moment the command is run.
 */
#ifndef TRAILCASE_BASE_SHELLWORD_H
#define TRAILCASE_BASE_SHELLWORD_H

#include "src/base/buf.h"

#define SHELLWORD_NOW "\001"

/* Append text as one word. now: what stands for SHELLWORD_NOW, put in as it is when it begins with a quote
 * (a variable in double quotes) and as part of the text otherwise. */
void shellword(struct buf *out, const char *text, const char *now);

#endif
