// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * record_text: a record set out for reading: two blanks an indent, every secret replaced by "(hidden)".
 *
 * Works on the text, not on a parsed tree, so that numbers and escapes stay as they were logged; a text that
 * is no JSON comes out with its strings hidden all the same where a secret's name stands before them. What is
 * a secret is decided by the name of the member: session tokens, secret keys, passwords, private keys.
 */
#ifndef TRAILCASE_MODEL_RECORD_TEXT_H
#define TRAILCASE_MODEL_RECORD_TEXT_H

#include "src/base/buf.h"

void record_text(const char *json, size_t len, struct buf *out);

/* Whether a member of this name holds a secret. */
bool record_text_is_secret(const char *name, size_t len);

#endif
