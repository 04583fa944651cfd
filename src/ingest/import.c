// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/import.h"

#include "src/base/alloc.h"
#include "src/ingest/indexes.h"
#include "src/ingest/links.h"
#include "src/ingest/lock.h"
#include "src/ingest/parser.h"
#include "src/ingest/reader.h"
#include "src/ingest/survey.h"
#include "src/ingest/writer.h"

#include <stdlib.h>

enum { THREADS_MOST = 16, BLOCKS_EACH = 12, BLOCKS_MORE = 4 };

struct pipeline {
    struct queue empty, filled, parsed;
    struct turn turn;
    struct block **blocks;  /* all of them, wherever they are */
    struct block **waiting; /* parsed ahead of their turn, by number modulo block_count */
    size_t block_count;
    struct reader reader;
    struct thread reader_thread;
    struct parser parsers[THREADS_MOST];
    struct thread parser_threads[THREADS_MOST];
    unsigned threads;
    _Atomic unsigned running;
};

void import_report_done(struct import_report *report)
{
    arena_done(&report->arena);
    *report = (struct import_report){0};
}

static void pipeline_init(struct pipeline *pipeline, unsigned threads)
{
    pipeline->threads = threads ? threads : thread_cpus();
    if (pipeline->threads > THREADS_MOST)
        pipeline->threads = THREADS_MOST;
    pipeline->block_count = pipeline->threads * BLOCKS_EACH + BLOCKS_MORE;
    pipeline->blocks = alloc_zero(pipeline->block_count, sizeof *pipeline->blocks);
    pipeline->waiting = alloc_zero(pipeline->block_count, sizeof *pipeline->waiting);
    queue_init(&pipeline->empty, pipeline->block_count);
    queue_init(&pipeline->filled, pipeline->block_count);
    queue_init(&pipeline->parsed, pipeline->block_count);
    turn_init(&pipeline->turn);
    for (size_t i = 0; i < pipeline->block_count; i++) {
        pipeline->blocks[i] = block_new();
        if (!queue_put(&pipeline->empty, pipeline->blocks[i]))
            alloc_die("a new queue is closed");
    }
    for (unsigned i = 0; i < pipeline->threads; i++)
        pipeline->parsers[i] = (struct parser){
            .packer = codec_packer_new(),
            .in = &pipeline->filled,
            .out = &pipeline->parsed,
            .turn = &pipeline->turn,
            .running = &pipeline->running,
        };
}

static void drain(struct queue *queue)
{
    void *block;
    queue_close(queue);
    while (queue_take(queue, &block))
        ;
    queue_done(queue);
}

static void pipeline_done(struct pipeline *pipeline)
{
    drain(&pipeline->empty);
    drain(&pipeline->filled);
    drain(&pipeline->parsed);
    turn_done(&pipeline->turn);
    for (size_t i = 0; i < pipeline->block_count; i++)
        block_free(pipeline->blocks[i]);
    for (unsigned i = 0; i < pipeline->threads; i++)
        codec_packer_free(pipeline->parsers[i].packer);
    free(pipeline->blocks);
    free(pipeline->waiting);
}

static bool pipeline_start(struct pipeline *pipeline, struct err *err)
{
    pipeline->running = pipeline->threads;
    for (unsigned i = 0; i < pipeline->threads; i++)
        if (!thread_start(&pipeline->parser_threads[i], parser_run, &pipeline->parsers[i], err))
            return false;
    return thread_start(&pipeline->reader_thread, reader_run, &pipeline->reader, err);
}

/* However far they came. Blocks that are still under way are dropped. */
static void pipeline_stop(struct pipeline *pipeline)
{
    queue_close(&pipeline->empty);
    queue_close(&pipeline->filled);
    queue_close(&pipeline->parsed);
    turn_close(&pipeline->turn);
    thread_join(&pipeline->reader_thread);
    for (unsigned i = 0; i < pipeline->threads; i++)
        thread_join(&pipeline->parser_threads[i]);
}

/* A block is stored: it and its ballast can be filled again. */
static bool give_back(struct pipeline *pipeline, struct block *block)
{
    while (block) {
        struct block *next = block->ballast;
        block->ballast = NULL;
        block_clear(block);
        if (!queue_put(&pipeline->empty, block))
            return false;
        block = next;
    }
    return true;
}

/* Store what comes, in the order of the numbers. */
static bool pipeline_write(struct pipeline *pipeline, struct writer *writer, struct err *err)
{
    void *taken;
    uint64_t next = 0;
    while (queue_take(&pipeline->parsed, &taken)) {
        struct block *block = taken;
        pipeline->waiting[block->number % pipeline->block_count] = block;
        while ((block = pipeline->waiting[next % pipeline->block_count])) {
            pipeline->waiting[next++ % pipeline->block_count] = NULL;
            if (!writer_block(writer, block, err))
                return false;
            if (!give_back(pipeline, block))
                return err_set(err, ERR_CANCELLED, "the pipeline was stopped");
            turn_pass(&pipeline->turn);
        }
    }
    return writer_commit(writer, err);
}

static bool count_sources(struct db *db, int64_t *ret, struct err *err)
{
    struct stmt *stmt;
    return db_stmt(db, QUERY_SOURCE_COUNT, &stmt, err) && stmt_run_int(stmt, 0, ret, err);
}

/* knows: the case holds sources of earlier runs. */
static bool run_pipeline(const struct import_options *options, const char *case_path, bool knows,
                         struct writer *writer, struct err *err)
{
    struct limits limits = options->limits;
    limits.max_ratio = limits.max_ratio ? limits.max_ratio : LIMITS_RATIO;
    limits.max_bytes = limits.max_bytes ? limits.max_bytes : LIMITS_BYTES;
    struct pipeline *pipeline = alloc_zero(1, sizeof *pipeline);
    pipeline_init(pipeline, options->threads);
    for (unsigned i = 0; i < pipeline->threads; i++)
        pipeline->parsers[i].intake = &options->intake;
    pipeline->reader.options = (struct reader_options){
        .paths = options->paths,
        .count = options->count,
        .known_in = knows ? case_path : NULL,
        .case_path = case_path,
        .limits = limits,
        .intake = &options->intake,
        .task = options->task,
        .empty = &pipeline->empty,
        .filled = &pipeline->filled,
    };
    bool written = pipeline_start(pipeline, err) && pipeline_write(pipeline, writer, err);
    pipeline_stop(pipeline);
    if (pipeline->reader.failed && written) {
        *err = pipeline->reader.err;
        written = false;
    }
    pipeline_done(pipeline);
    free(pipeline);
    if (written && options->task && cancel_asked(&options->task->cancel))
        return err_set(err, ERR_CANCELLED, "stopped as asked: what was stored stays, run it again to go on");
    return written;
}

/*
 * Make the indexes last, when the memory of all else is given back, as sorting takes some; and for a run that
 * was stopped too, since what it stored will be looked at.
 */
static bool finish(struct db *db, bool done, struct err *err)
{
    struct err other;
    if (done)
        return indexes_make(db, err);
    if (err->code == ERR_CANCELLED && !indexes_make(db, &other))
        return err_wrap(err, "%s", other.text);
    return false;
}

bool import_run(struct db *db, const struct import_options *options, struct import_report *ret,
                struct err *err)
{
    CLEANUP(lock) struct lock lock = {0};
    int64_t sources;
    *ret = (struct import_report){0};
    alloc_give_back();
    if (!lock_take(&lock, db_path(db), err) || !links_fill(db, err))
        return false;
    if (options->task)
        atomic_store(&options->task->total, survey_bytes(options->paths, options->count, options->task));
    if (!count_sources(db, &sources, err) ||
        !(sources ? indexes_make_lookup(db, err) : indexes_drop(db, err)))
        return false;
    struct writer *writer = writer_new(db, options, sources == 0, ret, err);
    bool done =
        writer && run_pipeline(options, db_path(db), sources > 0, writer, err) && writer_finish(writer, err);
    writer_free(writer);
    return finish(db, done, err);
}
