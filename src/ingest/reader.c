// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/reader.h"

#include "src/base/alloc.h"
#include "src/ingest/gunzip.h"
#include "src/ingest/known.h"
#include "src/ingest/sniff.h"
#include "src/ingest/split.h"
#include "src/ingest/walk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { READ_BYTES = 256 << 10, UNDECIDED_MOST = 32 };

static const char other_json[] = "JSON, but none of it is a CloudTrail record";

/* What takes the pieces of a source: the pipeline, or a sampler. */
struct content {
    struct gunzip *gunzip;
    struct sha256 sha; /* of what comes out of gunzip; no context when nobody asks */
    struct split split;
    bool sniffed; /* the head of what is split was seen */
    bool compressed;
    const char *reason; /* why the source is refused; static text */
};

struct run {
    struct reader *reader;
    struct db *db;
    struct content content;
    struct sha256 sha;
    struct buf file;
    struct block *block;
    uint64_t number;
    struct source source;
    bool is_digest;           /* it is a digest file */
    bool decided;             /* it is a CloudTrail source, or its pieces are on their way already */
    size_t begin_at, text_at; /* where it begins in the block */
    size_t others, broken;    /* pieces seen while undecided */
    char reason[200];         /* why a file could not be opened or read */
};

static bool stopped(const struct run *run)
{
    struct task *task = run->reader->options.task;
    return run->reader->failed || (task && cancel_asked(&task->cancel));
}

static bool fail(struct run *run)
{
    run->reader->failed = true;
    return false;
}

/* Pass the block on and get an empty one. */
static bool block_next(struct run *run)
{
    void *block;
    if (run->block) {
        run->block->number = run->number++;
        if (!queue_put(run->reader->options.filled, TAKE(run->block)))
            return false;
    }
    if (!queue_take(run->reader->options.empty, &block))
        return false;
    run->block = block;
    run->decided = true; /* what was passed on cannot be taken back */
    return true;
}

/* Not a log after all: forget the pieces that are still here. */
static void refuse(struct run *run, const char *reason)
{
    run->source.reason = reason;
    if (!run->decided) {
        run->block->count = run->begin_at + 1;
        buf_cut(&run->block->text, run->text_at);
    }
    run->decided = true;
}

static void decide(struct run *run)
{
    if (!run->decided && run->others && !run->broken)
        refuse(run, other_json);
    run->decided = true;
}

/* While it is open what the source is, look at each piece. False when it turned out to be refused. */
static bool look_at(struct run *run, const struct split_piece *piece)
{
    const char *text;
    enum sniff_object kind = piece->reason ? SNIFF_BROKEN : sniff_object(piece->text, piece->len, &text);
    run->others += kind == SNIFF_OTHER;
    run->broken += kind == SNIFF_BROKEN;
    if (kind == SNIFF_REFUSED)
        refuse(run, text);
    else if (kind == SNIFF_DIGEST)
        run->decided = run->is_digest = true;
    else if (kind == SNIFF_RECORD || kind == SNIFF_ENVELOPE)
        run->decided = true;
    else if (run->others + run->broken == UNDECIDED_MOST || block_is_full(run->block))
        decide(run);
    if (kind == SNIFF_ENVELOPE)
        run->source.container = text;
    return !run->source.reason;
}

static bool take_piece(void *arg, const struct split_piece *piece)
{
    struct run *run = arg;
    bool is_first = !run->decided && run->others + run->broken == 0;
    if (!run->decided && !look_at(run, piece))
        return false;
    if (block_is_full(run->block) && !block_next(run))
        return false;
    const char *reason =
        run->is_digest && !is_first ? "more than the one object that a digest file is" : piece->reason;
    struct entry *entry = block_add(run->block, reason           ? ENTRY_REJECTED
                                                : run->is_digest ? ENTRY_DIGEST
                                                                 : ENTRY_RECORD);
    entry->offset = piece->offset;
    entry->length = piece->length;
    entry->text_at = run->block->text.len;
    entry->text_len = piece->len;
    entry->reason = arena_str(&run->block->arena, reason);
    buf_append(&run->block->text, piece->text, piece->len);
    return !stopped(run);
}

/* Content as it is to be split; sniffed once, at its head. */
static bool take_plain(void *arg, const char *bytes, size_t len)
{
    struct content *content = arg;
    if (content->compressed && content->sha.ctx)
        sha256_update(&content->sha, bytes, len);
    if (!content->sniffed) {
        struct sniff sniff = sniff_head(bytes, len);
        content->sniffed = sniff.kind != SNIFF_BLANK;
        if (sniff.kind == SNIFF_FOREIGN || sniff.kind == SNIFF_GZIP) {
            content->reason = sniff.reason ? sniff.reason : "gzip inside gzip: decompress it once first";
            return false;
        }
        content->split.offset += (int64_t)sniff.skip;
        bytes += sniff.skip;
        len -= sniff.skip;
    }
    return split_feed(&content->split, bytes, len);
}

static void content_init(struct content *content, split_sink_fn sink, void *arg)
{
    *content = (struct content){.gunzip = gunzip_new()};
    split_init(&content->split, sink, arg);
}

static void content_done(struct content *content)
{
    gunzip_free(content->gunzip);
    sha256_done(&content->sha);
    split_done(&content->split);
}

/* Begin with the first bytes of a file. */
static void content_start(struct content *content, const char *head, size_t len)
{
    split_clear(&content->split);
    content->sniffed = false;
    content->reason = NULL;
    content->compressed = sniff_head(head, len).kind == SNIFF_GZIP;
    if (content->compressed)
        gunzip_start(content->gunzip, take_plain, content);
}

/* False when no more of the file is wanted. */
static bool content_feed(struct content *content, const char *bytes, size_t len, bool last)
{
    if (content->compressed)
        return gunzip_feed(content->gunzip, bytes, len, last);
    return take_plain(content, bytes, len);
}

/* The file is over; why: what cut the reading short, or NULL. */
static void content_end(struct content *content, const char *why)
{
    if (content->reason)
        return;
    if (!why && content->compressed)
        why = gunzip_end(content->gunzip);
    if (!content->sniffed)
        content->reason = why ? why : content->compressed ? "empty once decompressed" : "empty";
    else
        split_end(&content->split, why);
}

static void count_bytes(struct run *run, size_t bytes)
{
    if (run->reader->options.task)
        atomic_fetch_add_explicit(&run->reader->options.task->done, (int64_t)bytes, memory_order_relaxed);
}

static const char *failed_to(struct run *run, const char *what)
{
    snprintf(run->reason, sizeof run->reason, "%s: %s", what, strerror(errno));
    return run->reason;
}

/* Is the source in the case already, or in part? */
static bool look_up(struct run *run, bool *ret_unchanged)
{
    *ret_unchanged = false;
    if (run->db && !known_source(run->db, &run->source, ret_unchanged, &run->reader->err))
        return fail(run);
    if (*ret_unchanged)
        block_add_source(run->block, ENTRY_UNCHANGED, &run->source);
    return true;
}

static void begin(struct run *run)
{
    run->begin_at = run->block->count;
    run->text_at = run->block->text.len;
    run->decided = false;
    run->is_digest = false;
    run->others = run->broken = 0;
    block_add_source(run->block, ENTRY_BEGIN, &run->source);
}

/* What digests speak of: the content as it was before compression. Not of a source that was given up. */
static void hash_content(struct run *run)
{
    struct source *source = &run->source;
    source->content_hashed = source->hashed && !source->reason;
    if (run->content.compressed) {
        sha256_final(&run->content.sha, source->sha256_content);
        source->tail_bytes = gunzip_tail(run->content.gunzip);
    } else {
        memcpy(source->sha256_content, source->sha256, SHA256_BYTES);
    }
}

/* The content has been fed: say how the source ended, unless the run was stopped in the middle of it. */
static bool end(struct run *run, const char *why)
{
    if (stopped(run))
        return false;
    if (!run->source.reason)
        content_end(&run->content, why);
    decide(run);
    if (!run->source.reason)
        run->source.reason = run->content.reason;
    if (!run->source.container)
        run->source.container = run->is_digest ? "digest" : run->content.split.container;
    hash_content(run);
    block_add_source(run->block, ENTRY_END, &run->source);
    return true;
}

static bool refuse_file(struct run *run, const char *reason)
{
    bool unchanged;
    run->source.reason = reason;
    if (!look_up(run, &unchanged))
        return false;
    if (unchanged)
        return true;
    block_add_source(run->block, ENTRY_BEGIN, &run->source);
    block_add_source(run->block, ENTRY_END, &run->source);
    return true;
}

static bool read_some(struct run *run, int fd, size_t most, size_t *ret_got)
{
    buf_clear(&run->file);
    buf_reserve(&run->file, most);
    *ret_got = 0;
    while (*ret_got < most) {
        ssize_t got = read(fd, run->file.bytes + *ret_got, most - *ret_got);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        if (got == 0)
            break;
        *ret_got += (size_t)got;
    }
    count_bytes(run, *ret_got);
    return true;
}

/* Hash a large file ahead of reading it, when the case knows its path. */
static bool hash_ahead(struct run *run, int fd, bool *ret_hashed)
{
    bool known = false;
    size_t got;
    *ret_hashed = false;
    if (run->db && !known_path(run->db, run->source.path, &known, &run->reader->err))
        return fail(run);
    if (!known)
        return true;
    do {
        if (stopped(run))
            return false;
        if (!read_some(run, fd, READ_BYTES, &got))
            return true;
        sha256_update(&run->sha, run->file.bytes, got);
        count_bytes(run, -got);
    } while (got);
    *ret_hashed = lseek(fd, 0, SEEK_SET) == 0;
    return true;
}

static bool stream(struct run *run, int fd)
{
    const char *why = NULL;
    bool wanted = true, unchanged, hashed;
    size_t got;
    int64_t total = 0;
    if (!hash_ahead(run, fd, &hashed))
        return false;
    sha256_final(&run->sha, run->source.sha256);
    run->source.hashed = hashed;
    if (!look_up(run, &unchanged))
        return false;
    if (unchanged) {
        count_bytes(run, (size_t)run->source.size_bytes);
        return true;
    }
    begin(run);
    do {
        if (!read_some(run, fd, READ_BYTES, &got)) {
            why = failed_to(run, "read");
            break;
        }
        sha256_update(&run->sha, run->file.bytes, got);
        if (!total)
            content_start(&run->content, run->file.bytes, got);
        if (wanted && got)
            wanted = content_feed(&run->content, run->file.bytes, got, got < READ_BYTES);
        total += (int64_t)got;
    } while (got && !stopped(run));
    sha256_final(&run->sha, run->source.sha256);
    run->source.hashed = true;
    run->source.size_bytes = total;
    return end(run, why);
}

/* A file that fits: its hash is known before its first record. */
static bool read_whole(struct run *run, int fd)
{
    bool unchanged;
    size_t len;
    if (!read_some(run, fd, (size_t)run->source.size_bytes + 1, &len))
        return refuse_file(run, failed_to(run, "read"));
    if ((int64_t)len > run->source.size_bytes) /* it has grown meanwhile */
        return lseek(fd, 0, SEEK_SET) == 0 && stream(run, fd);
    run->source.size_bytes = (int64_t)len;
    sha256_update(&run->sha, run->file.bytes, len);
    sha256_final(&run->sha, run->source.sha256);
    run->source.hashed = true;
    if (!look_up(run, &unchanged))
        return false;
    if (unchanged)
        return true;
    begin(run);
    content_start(&run->content, run->file.bytes, len);
    if (len)
        content_feed(&run->content, run->file.bytes, len, true);
    return end(run, NULL);
}

static bool visit(void *arg, const struct walk_file *file)
{
    struct run *run = arg;
    if (stopped(run) || (block_is_full(run->block) && !block_next(run)))
        return false;
    run->source =
        (struct source){.path = file->path, .size_bytes = file->size_bytes, .mtime_s = file->mtime_s};
    if (file->refused)
        return refuse_file(run, file->refused);
    int fd = open(file->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return refuse_file(run, failed_to(run, "open"));
    bool go_on = file->size_bytes <= READER_WHOLE_MOST ? read_whole(run, fd) : stream(run, fd);
    close(fd);
    return go_on;
}

void reader_run(void *arg)
{
    struct reader *reader = arg;
    struct run run = {.reader = reader};
    content_init(&run.content, take_piece, &run);
    sha256_init(&run.content.sha);
    sha256_init(&run.sha);
    if (reader->options.known_in && !db_open(&run.db, reader->options.known_in, DB_READ, &reader->err))
        reader->failed = true;
    else if (block_next(&run))
        walk(reader->options.paths, reader->options.count, visit, &run);
    if (run.block) {
        run.block->number = run.number++;
        if (!queue_put(reader->options.filled, run.block))
            block_clear(run.block);
    }
    queue_close(reader->options.filled);
    db_close(run.db);
    sha256_done(&run.sha);
    buf_done(&run.file);
    content_done(&run.content);
}

struct sample {
    bool (*take)(void *arg, const char *text, size_t len);
    void *arg;
};

static bool take_sample(void *arg, const struct split_piece *piece)
{
    const struct sample *sample = arg;
    return piece->reason || sample->take(sample->arg, piece->text, piece->len);
}

void reader_sample(const char *path, size_t most_bytes, bool (*take)(void *arg, const char *text, size_t len),
                   void *arg)
{
    struct sample sample = {.take = take, .arg = arg};
    struct content content;
    CLEANUP(buf) struct buf file = {0};
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return;
    buf_reserve(&file, most_bytes);
    ssize_t got = read(fd, file.bytes, most_bytes);
    close(fd);
    if (got <= 0)
        return;
    content_init(&content, take_sample, &sample);
    content_start(&content, file.bytes, (size_t)got);
    content_feed(&content, file.bytes, (size_t)got, true);
    content_done(&content);
}
