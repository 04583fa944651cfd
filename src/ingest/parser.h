// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * parser: the middle stage of the pipeline; several may run. Parses each record of a block, derives its event
 * and packs its text. A record that cannot be an event becomes a rejected entry with the reason; nothing here
 * fails.
 */
#ifndef TRAILCASE_INGEST_PARSER_H
#define TRAILCASE_INGEST_PARSER_H

#include "src/ingest/block.h"
#include "src/job/queue.h"
#include "src/store/codec.h"

struct parser {
    struct codec_packer *packer; /* owned by whoever set it */
    struct queue *in, *out;
    _Atomic unsigned *running; /* parsers still at work; the last one closes `out` */
    struct arena scratch;      /* of one record */
};

/* Parse every record of a block. */
void parser_block(struct parser *parser, struct block *block);

/* Thread function; arg is a struct parser. */
void parser_run(void *arg);

#endif
