// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * unwrap: the records inside the envelopes of a block, in the place of their envelopes, at any nesting up to
 * ENVELOPE_LEVELS_MOST. Part of the parser, and only met by what is no record, so it costs plain logs
 * nothing.
 *
 * What comes out of an envelope is kept as it was before it was wrapped. Its offset is that of the element of
 * the source it came in; the n-th of one element has n - 1 more, so that each has a place of its own.
 */
#ifndef TRAILCASE_INGEST_UNWRAP_H
#define TRAILCASE_INGEST_UNWRAP_H

#include "src/ingest/parser.h"

/*
 * Entry number `index` of the block is no record: reason says why. When it is an envelope, entries for what
 * it holds are appended to the block, with `from` set, and true is returned: it is done with.
 */
bool unwrap_entry(struct parser *parser, struct block *block, size_t index);

#endif
