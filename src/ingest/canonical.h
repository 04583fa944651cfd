// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * canonical: one spelling for JSON texts that mean the same: members in the order of their names, no white
 * space, strings with the fewest escapes, numbers without superfluous zeros (243.0 is 243). Works on the
 * text, so no digit is lost. Two records with the same eventID are the same when their canonical texts are.
 */
#ifndef TRAILCASE_INGEST_CANONICAL_H
#define TRAILCASE_INGEST_CANONICAL_H

#include "src/base/arena.h"
#include "src/base/buf.h"

/* Append the canonical text of one JSON value; text must have passed json_parse(). Scratch may be cleared
 * after. */
void canonical_append(struct arena *scratch, const char *text, size_t len, struct buf *out);

#endif
