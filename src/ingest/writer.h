// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * writer: the last stage of the pipeline. Stores blocks in the order of their numbers, in large transactions.
 *
 * With every commit the source that is being read gets its counts so far, so a run that is killed can be gone
 * on with: as the records of a file come in a fixed order, the next run skips as many as were counted. A
 * record whose uid is there already is a duplicate: of the same text, of the same meaning, or of neither, and
 * then it is kept as a conflict. One thread.
 */
#ifndef TRAILCASE_INGEST_WRITER_H
#define TRAILCASE_INGEST_WRITER_H

#include "src/ingest/block.h"
#include "src/ingest/import.h"

struct writer;

/*
 * report is counted into; both it and the options are borrowed until writer_free(). The run gets its row with
 * the first source that is not unchanged, so that a run which changes nothing leaves nothing. is_first: the
 * case is empty, and indexes_drop() was called.
 */
struct writer *writer_new(struct db *db, const struct import_options *options, bool is_first,
                          struct import_report *report, struct err *err) WARN_UNUSED;
void writer_free(struct writer *writer);

/* Store a block; it must be the next by number. */
bool writer_block(struct writer *writer, const struct block *block, struct err *err) WARN_UNUSED;

/* Commit what is stored. */
bool writer_commit(struct writer *writer, struct err *err) WARN_UNUSED;

/* The run has come to its end. */
bool writer_finish(struct writer *writer, struct err *err) WARN_UNUSED;

#endif
