// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/reader.h"

#include "src/base/alloc.h"
#include "src/ingest/content.h"
#include "src/ingest/known.h"
#include "src/ingest/sniff.h"
#include "src/ingest/unpack.h"
#include "src/ingest/walk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_BYTES = 256 << 10, UNDECIDED_MOST = 32, OWN_FILES = 5 };

static const char other_json[] = "JSON, but none of it is a CloudTrail record";

struct run {
    struct reader *reader;
    struct db *db;
    struct content content;
    struct sha256 sha;
    struct buf file;
    struct block *block;
    uint64_t number;
    struct source source;
    bool is_digest;             /* it is a digest file */
    bool decided;               /* it is a CloudTrail source, or its pieces are on their way already */
    size_t begin_at, text_at;   /* where it begins in the block */
    size_t others, broken;      /* pieces seen while undecided */
    struct stat own[OWN_FILES]; /* the files that make up the case; zeroed where there is none */
    struct unpack *unpack;      /* the archive it is in */
    unsigned level;             /* archives around it */
    char reason[200];           /* why a file could not be opened or read */
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

/* Large records in every block would take more memory than there should be: fewer blocks then. */
static bool take_ballast(struct run *run)
{
    size_t units = run->block->text.len / BLOCK_HEAVY_BYTES;
    void *empty;
    for (size_t i = 0; i < units && i < BLOCK_BALLAST_MOST; i++) {
        if (!queue_take(run->reader->options.empty, &empty))
            return false;
        struct block *ballast = empty;
        ballast->ballast = run->block->ballast;
        run->block->ballast = ballast;
    }
    return true;
}

/* Pass the block on and get an empty one. False when the pipeline was stopped, and nothing more is to be
 * read. */
static bool block_next(struct run *run)
{
    void *block;
    if (run->block) {
        run->block->number = run->number++;
        if (!take_ballast(run) || !queue_put(run->reader->options.filled, TAKE(run->block)))
            return fail(run);
    }
    if (!queue_take(run->reader->options.empty, &block))
        return fail(run);
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
    if (!run->block) /* nobody takes blocks any more */
        return false;
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

static const char *failed_to(struct run *run, const char *what)
{
    if (run->unpack && unpack_wrong(run->unpack))
        return unpack_wrong(run->unpack);
    snprintf(run->reason, sizeof run->reason, "%s: %s", what, strerror(errno));
    return run->reason;
}

static bool take_unchanged(void *arg, const struct source *member)
{
    struct run *run = arg;
    if (block_is_full(run->block) && !block_next(run))
        return false;
    block_add_source(run->block, ENTRY_UNCHANGED, member);
    return true;
}

/* Is the source in the case already, or in part? */
static bool look_up(struct run *run, bool *ret_unchanged)
{
    *ret_unchanged = false;
    if (run->db && !known_source(run->db, &run->source, ret_unchanged, &run->reader->err))
        return fail(run);
    if (!*ret_unchanged)
        return true;
    if (run->source.has_members &&
        !known_members(run->db, run->source.path, take_unchanged, run, &run->reader->err))
        return fail(run);
    return run->block && take_unchanged(run, &run->source);
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
    if (run->content.expanded) {
        sha256_final(&run->content.sha, source->sha256_content);
        source->tail_bytes = run->content.gzip ? gunzip_tail(run->content.gunzip) : 0;
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
        run->source.container = run->is_digest ? "digest" : content_container(&run->content);
    hash_content(run);
    block_add_source(run->block, ENTRY_END, &run->source);
    return true;
}

/* A source without records: all there is to say of it is known. */
static bool settle(struct run *run)
{
    block_add_source(run->block, ENTRY_BEGIN, &run->source);
    block_add_source(run->block, ENTRY_END, &run->source);
    return true;
}

static bool refuse_file(struct run *run, const char *reason)
{
    bool unchanged;
    run->source.reason = reason;
    return look_up(run, &unchanged) && (unchanged || settle(run));
}

static bool leave_out(struct run *run)
{
    block_add_source(run->block, ENTRY_LEFT_OUT, &run->source);
    return true;
}

static bool read_some(struct run *run, struct input *input, size_t most, size_t *ret_got)
{
    buf_clear(&run->file);
    buf_reserve(&run->file, most);
    errno = 0;
    return input_read(input, run->file.bytes, most, ret_got);
}

/* Hash a large file ahead of reading it, when the case knows its path. */
static bool hash_ahead(struct run *run, struct input *input, bool *ret_hashed)
{
    bool known = false;
    size_t got;
    *ret_hashed = false;
    if (run->db && !known_path(run->db, run->source.path, &known, &run->reader->err))
        return fail(run);
    if (!known || !input_rewind(input))
        return true;
    bool readable;
    do {
        readable = !stopped(run) && read_some(run, input, READ_BYTES, &got);
        sha256_update(&run->sha, run->file.bytes, readable ? got : 0);
    } while (readable && got);
    sha256_final(&run->sha, run->source.sha256);
    *ret_hashed = input_rewind(input) && readable;
    return !stopped(run);
}

static bool unpack(struct run *run, struct input *input);

/* The source turned out to be an archive: take back that it began, and go through its members. */
static bool unpack_instead(struct run *run, struct input *input, size_t len)
{
    run->block->count = run->begin_at;
    input_give_back(input, &run->file, len);
    return unpack(run, input);
}

static bool stream(struct run *run, struct input *input)
{
    const char *why = NULL;
    bool wanted = true, unchanged;
    size_t got;
    int64_t total = 0;
    if (!hash_ahead(run, input, &run->source.hashed) || !look_up(run, &unchanged))
        return false;
    if (unchanged)
        return input_skipped(input, run->source.size_bytes);
    begin(run);
    do {
        if (!read_some(run, input, READ_BYTES, &got)) {
            why = failed_to(run, "read");
            break;
        }
        if (!total)
            content_start(&run->content, run->file.bytes, got, false);
        if (wanted && got)
            wanted = content_feed(&run->content, run->file.bytes, got, got < READ_BYTES);
        if (content_archive(&run->content))
            return unpack_instead(run, input, got);
        sha256_update(&run->sha, run->file.bytes, got);
        total += (int64_t)got;
    } while (got && !stopped(run));
    sha256_final(&run->sha, run->source.sha256);
    run->source.hashed = true;
    run->source.size_bytes = total;
    return end(run, why);
}

/* A file that fits: its hash is known before its first record. */
static bool read_whole(struct run *run, struct input *input)
{
    bool unchanged;
    size_t len, most = run->source.size_bytes < 0 ? READER_WHOLE_MOST : (size_t)run->source.size_bytes;
    if (!read_some(run, input, most + 1, &len))
        return refuse_file(run, failed_to(run, "read"));
    if (len > most) { /* it has grown meanwhile, or did not say its size */
        input_give_back(input, &run->file, len);
        return stream(run, input);
    }
    run->source.size_bytes = (int64_t)len;
    sha256_of(run->file.bytes, len, run->source.sha256);
    run->source.hashed = true;
    if (!look_up(run, &unchanged))
        return false;
    if (unchanged)
        return true;
    begin(run);
    content_start(&run->content, run->file.bytes, len, false);
    if (len)
        content_feed(&run->content, run->file.bytes, len, true);
    return content_archive(&run->content) ? unpack_instead(run, input, len) : end(run, NULL);
}

static bool take_input(struct run *run, struct input *input)
{
    if (run->source.size_bytes <= READER_WHOLE_MOST)
        return read_whole(run, input);
    return stream(run, input);
}

/* One compressed thing that is no archive: the source itself, read through the decompressor. */
static bool decompress(struct run *run, struct unpack *unpack)
{
    const char *why = NULL;
    bool wanted = true;
    size_t got;
    struct input input = {.fd = -1, .read = unpack_read, .arg = unpack};
    begin(run);
    content_start(&run->content, "", 0, true);
    do {
        if (!read_some(run, &input, READ_BYTES, &got)) {
            why = unpack_wrong(unpack);
            break;
        }
        if (got && wanted)
            wanted = content_feed(&run->content, run->file.bytes, got, false);
    } while (got && wanted && !stopped(run));
    if (content_archive(&run->content))
        run->content.reason = "begins as an archive or a compressed file does, but is damaged or packed in a "
                              "way not known here";
    run->source.hashed = unpack_finish(unpack, &run->source.size_bytes, run->source.sha256);
    return end(run, why);
}

static bool take_member(struct run *run, struct unpack *unpack, const char *archive,
                        const struct unpack_member *member)
{
    CLEANUP(buf) struct buf path = {0};
    CLEANUP(input) struct input input = {.fd = -1, .read = unpack_read, .arg = unpack};
    if (stopped(run) || (block_is_full(run->block) && !block_next(run)))
        return false;
    buf_fmt(&path, "%s!%s", archive, member->path);
    run->source = (struct source){
        .path = buf_text(&path), .size_bytes = member->size_bytes, .mtime_s = member->mtime_s};
    run->source.filter = run->reader->options.intake->text;
    if (member->refused) {
        run->source.size_bytes = 0;
        return refuse_file(run, member->refused);
    }
    if (intake_skips_file(run->reader->options.intake, buf_text(&path)))
        return leave_out(run);
    return take_input(run, &input);
}

/* Through the members of an archive, each a source of its own; then the archive itself, which has no records.
 */
static bool unpack_members(struct run *run, struct unpack *unpack, struct unpack_member *member)
{
    struct source archive = run->source;
    do {
        if (!take_member(run, unpack, archive.path, member))
            return false;
    } while (unpack_next(unpack, member));
    archive.hashed = unpack_finish(unpack, &archive.size_bytes, archive.sha256);
    archive.reason = unpack_wrong(unpack);
    archive.container = unpack_name(unpack);
    run->source = archive;
    return settle(run);
}

static bool refuse_archive(struct run *run, struct unpack *unpack, const char *reason)
{
    run->source.reason = reason;
    run->source.hashed = unpack_finish(unpack, &run->source.size_bytes, run->source.sha256);
    return settle(run);
}

static bool unpack(struct run *run, struct input *input)
{
    struct unpack_member member;
    struct unpack *outer = run->unpack;
    CLEANUP(unpack) struct unpack *archive = unpack_new(input, &run->reader->options.limits);
    if (run->level == UNPACK_LEVELS_MOST)
        return refuse_archive(run, archive, "an archive too deep inside archives");
    if (!unpack_next(archive, &member))
        return refuse_archive(run, archive,
                              unpack_wrong(archive) ? unpack_wrong(archive) : "an empty archive");
    if (member.is_stream)
        return decompress(run, archive);
    run->level++;
    run->unpack = archive;
    bool go_on = unpack_members(run, archive, &member);
    run->unpack = outer;
    run->level--;
    return go_on;
}

/* A pipe that nobody writes to is empty rather than waited for. */
static int open_file(const struct walk_file *file)
{
    if (file->is_stdin)
        return fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
    int fd = open(file->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd >= 0 && file->is_pipe && fcntl(fd, F_SETFL, O_RDONLY) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

static void find_own(struct run *run)
{
    static const char *const ends[OWN_FILES] = {"", "-wal", "-shm", "-journal", "-ingest"};
    for (size_t i = 0; i < OWN_FILES; i++) {
        CLEANUP(str) char *path = alloc_fmt("%s%s", run->reader->options.case_path, ends[i]);
        if (stat(path, &run->own[i]) != 0)
            run->own[i] = (struct stat){0};
    }
}

/* The case may lie among its evidence. It changes all the time, and would be another file with every run. */
static bool is_own(const struct run *run, const struct walk_file *file)
{
    for (size_t i = 0; i < OWN_FILES; i++)
        if (file->inode && file->inode == run->own[i].st_ino && file->device == run->own[i].st_dev)
            return true;
    return false;
}

static bool visit(void *arg, const struct walk_file *file)
{
    struct run *run = arg;
    if (stopped(run) || (block_is_full(run->block) && !block_next(run)))
        return false;
    if (is_own(run, file))
        return true;
    run->source =
        (struct source){.path = file->path, .size_bytes = file->size_bytes, .mtime_s = file->mtime_s};
    run->source.filter = run->reader->options.intake->text;
    if (file->refused)
        return refuse_file(run, file->refused);
    if (intake_skips_file(run->reader->options.intake, file->path))
        return leave_out(run);
    CLEANUP(input) struct input input = {.fd = open_file(file), .task = run->reader->options.task};
    if (input.fd < 0)
        return refuse_file(run, failed_to(run, "open"));
    bool go_on = take_input(run, &input);
    close(input.fd);
    return go_on;
}

void reader_run(void *arg)
{
    struct reader *reader = arg;
    struct run run = {.reader = reader};
    content_init(&run.content, &reader->options.limits, take_piece, &run);
    sha256_init(&run.content.sha);
    sha256_init(&run.sha);
    find_own(&run);
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
