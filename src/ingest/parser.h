// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * parser: the middle stage of the pipeline; several may run. Parses each record of a block, derives its event
 * and packs the texts together. What turns out to be an envelope is replaced by the records in it; a record
 * that cannot be an event becomes a rejected entry with the reason; nothing here fails.
 */
#ifndef TRAILCASE_INGEST_PARSER_H
#define TRAILCASE_INGEST_PARSER_H

#include "src/ingest/block.h"
#include "src/ingest/intake.h"
#include "src/job/queue.h"
#include "src/job/turn.h"
#include "src/store/codec.h"

struct parser {
    struct codec_packer *packer; /* owned by whoever set it */
    const struct intake *intake;
    struct queue *in, *out;
    struct turn *turn;         /* of the blocks to be stored; NULL: nobody else works */
    _Atomic unsigned *running; /* parsers still at work; the last one closes `out` */
    size_t unfolded_bytes;     /* out of the envelopes of the block, on all levels */
    struct arena scratch;      /* of one record; parser_event() begins it anew */
};

/* Parse every record of a block, and pack them. */
void parser_block(struct parser *parser, struct block *block);

/*
 * Parse one text and derive its event, which lives in the block. NULL, or why it is none; the reason lives as
 * long as the block.
 */
const char *parser_event(struct parser *parser, struct block *block, const char *text, size_t len,
                         const struct event **ret) WARN_UNUSED;

/* Thread function; arg is a struct parser. */
void parser_run(void *arg);

#endif
