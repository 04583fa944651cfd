// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * reader: the first stage of the pipeline. Walks the paths, reads and hashes each file, recognises and
 * decompresses it, splits it, and fills blocks. Runs in a thread of its own.
 *
 * Files of up to READER_WHOLE_MOST bytes are read at once, so their hash is known before their first record;
 * larger ones stream. A file whose path and bytes the case already has is passed on as unchanged, unread
 * beyond its hash. What cannot be read is refused with a reason; only a failing case file stops the reader.
 */
#ifndef TRAILCASE_INGEST_READER_H
#define TRAILCASE_INGEST_READER_H

#include "src/base/task.h"
#include "src/ingest/block.h"
#include "src/ingest/intake.h"
#include "src/ingest/limits.h"
#include "src/job/queue.h"
#include "src/store/db.h"

enum { READER_WHOLE_MOST = 16 << 20 };

struct reader_options {
    const char *const *paths;
    size_t count;
    const char *known_in;  /* the case, when it holds sources from earlier runs; NULL when it holds none */
    const char *case_path; /* its own files are no evidence, wherever they lie */
    struct limits limits;
    const struct intake *intake;
    struct task *task;    /* may be NULL */
    struct queue *empty;  /* blocks to fill */
    struct queue *filled; /* where they go; closed at the end */
};

struct reader {
    struct reader_options options;
    bool failed; /* set before `filled` is closed; then err says why */
    struct err err;
};

/* Thread function; arg is a struct reader with its options set. */
void reader_run(void *arg);

#endif
