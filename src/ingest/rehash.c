// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/rehash.h"

#include "src/base/alloc.h"
#include "src/base/sha256.h"
#include "src/ingest/walk.h"
#include "src/model/s3name.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE_BYTES = 256 << 10 };

static const char *const outcome_names[] = {
    [REHASH_SAME] = "as it was",          [REHASH_ELSEWHERE] = "found elsewhere as it was",
    [REHASH_UNHASHED] = "never read",     [REHASH_NOT_FOUND] = "not found",
    [REHASH_UNREADABLE] = "not readable", [REHASH_CHANGED] = "changed",
};
_Static_assert(ARRAY_LEN(outcome_names) == REHASH__COUNT, "each outcome has a name");

/* Files below the given paths, by the last part of their names. */
struct found {
    const char **paths;
    size_t count, cap;
    struct arena *arena;
};

struct run {
    struct rehash *rehash;
    const struct rehash_options *options;
    struct found found;
    struct sha256 sha;
    char *piece;
};

const char *rehash_outcome_name(enum rehash_outcome outcome)
{
    return outcome_names[outcome];
}

void rehash_done(struct rehash *rehash)
{
    if (!rehash)
        return;
    free(rehash->files);
    arena_done(&rehash->arena);
    *rehash = (struct rehash){0};
}

static bool take_path(void *arg, const struct walk_file *file)
{
    struct found *found = arg;
    if (file->refused)
        return true;
    if (found->count == found->cap) {
        found->cap = found->cap ? 2 * found->cap : 256;
        found->paths = alloc_resize(found->paths, found->cap, sizeof *found->paths);
    }
    found->paths[found->count++] = arena_str(found->arena, file->path);
    return true;
}

static int by_base(const void *a, const void *b)
{
    const char *left = *(const char *const *)a, *right = *(const char *const *)b;
    int order = strcmp(s3name_base(left), s3name_base(right));
    return order ? order : strcmp(left, right);
}

static size_t first_of_name(const struct found *found, const char *base)
{
    size_t low = 0, high = found->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(s3name_base(found->paths[middle]), base) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_cancelled(const struct run *run)
{
    return run->options->task && cancel_asked(&run->options->task->cancel);
}

static void count_bytes(const struct run *run, size_t bytes)
{
    if (run->options->task)
        atomic_fetch_add_explicit(&run->options->task->done, (int64_t)bytes, memory_order_relaxed);
}

/* Hash a regular file. On failure errno tells why. */
static bool hash_file(struct run *run, const char *path, unsigned char out[SHA256_BYTES])
{
    struct stat st;
    ssize_t got = -1;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return false;
    if (fstat(fd, &st) == 0 && !S_ISREG(st.st_mode)) {
        close(fd);
        errno = ENOENT; /* a folder or pipe of that name is not the file */
        return false;
    }
    do {
        got = read(fd, run->piece, PIECE_BYTES);
        if (got > 0) {
            sha256_update(&run->sha, run->piece, (size_t)got);
            count_bytes(run, (size_t)got);
        }
    } while ((got > 0 || (got < 0 && errno == EINTR)) && !is_cancelled(run));
    int reason = errno;
    close(fd);
    sha256_final(&run->sha, out);
    errno = reason;
    return got >= 0;
}

static void note(struct run *run, const char *path, enum rehash_outcome outcome, const char *reason)
{
    struct rehash *rehash = run->rehash;
    rehash->counts[outcome]++;
    if (outcome < REHASH_NOT_FOUND)
        return;
    if (rehash->file_count == rehash->file_cap) {
        rehash->file_cap = rehash->file_cap ? 2 * rehash->file_cap : 16;
        rehash->files = alloc_resize(rehash->files, rehash->file_cap, sizeof *rehash->files);
    }
    rehash->files[rehash->file_count++] = (struct rehash_file){.outcome = outcome,
                                                               .path = arena_str(&rehash->arena, path),
                                                               .reason = arena_str(&rehash->arena, reason)};
}

/* Look below the given paths; a file of that name with other content is told when none has the right one. */
static void look_elsewhere(struct run *run, const char *path, const unsigned char *wanted)
{
    const struct found *found = &run->found;
    const char *base = s3name_base(path), *other = NULL;
    unsigned char hash[SHA256_BYTES];
    for (size_t i = first_of_name(found, base);
         i < found->count && strcmp(s3name_base(found->paths[i]), base) == 0; i++) {
        if (!hash_file(run, found->paths[i], hash))
            continue;
        if (memcmp(hash, wanted, SHA256_BYTES) == 0) {
            note(run, path, REHASH_ELSEWHERE, NULL);
            return;
        }
        other = found->paths[i];
    }
    if (other)
        note(run, path, REHASH_CHANGED,
             arena_fmt(&run->rehash->arena, "not at its path; %s is another file", other));
    else
        note(run, path, REHASH_NOT_FOUND,
             run->options->path_count ? "neither at its path nor by its name below the given ones"
                                      : "not at its path; name a folder to look below");
}

static void check(struct run *run, const char *path, const unsigned char *wanted)
{
    unsigned char hash[SHA256_BYTES];
    if (!wanted)
        note(run, path, REHASH_UNHASHED, NULL);
    else if (strcmp(path, WALK_STDIN) == 0)
        note(run, path, REHASH_NOT_FOUND, "it came through standard input, only its hash is kept");
    else if (hash_file(run, path, hash)) {
        bool same = memcmp(hash, wanted, SHA256_BYTES) == 0;
        note(run, path, same ? REHASH_SAME : REHASH_CHANGED, "its bytes are not those that were taken in");
    } else if (errno == ENOENT || errno == ENOTDIR)
        look_elsewhere(run, path, wanted);
    else
        note(run, path, REHASH_UNREADABLE, strerror(errno));
}

static bool check_all(struct run *run, struct db *db, struct err *err)
{
    struct stmt *stmt;
    enum stmt_end got;
    size_t len;
    if (!db_stmt(db, QUERY_SOURCE_HASHES, &stmt, err))
        return false;
    while ((got = stmt_step(stmt, err)) == STMT_ROW && !is_cancelled(run)) {
        const unsigned char *wanted = stmt_get_blob(stmt, 1, &len);
        check(run, stmt_get_text(stmt, 0, NULL), len == SHA256_BYTES ? wanted : NULL);
    }
    stmt_clear(stmt);
    if (is_cancelled(run))
        return err_set(err, ERR_CANCELLED, "stopped before every file was hashed");
    return got == STMT_DONE;
}

bool rehash_run(struct rehash *ret, struct db *db, const struct rehash_options *options, struct err *err)
{
    *ret = (struct rehash){0};
    struct run run = {.rehash = ret, .options = options, .found = {.arena = &ret->arena}};
    struct stmt *stmt;
    int64_t total = 0;
    if (!db_stmt(db, QUERY_SOURCE_BYTES, &stmt, err) || !stmt_run_int(stmt, 0, &total, err))
        return false;
    if (options->task)
        atomic_store(&options->task->total, total);
    if (options->path_count && !walk(options->paths, options->path_count, take_path, &run.found))
        return err_set(err, ERR_IO, "the given paths could not be walked to their end");
    if (run.found.count)
        qsort(run.found.paths, run.found.count, sizeof *run.found.paths, by_base);
    run.piece = alloc_zero(1, PIECE_BYTES);
    sha256_init(&run.sha);
    bool done = check_all(&run, db, err);
    sha256_done(&run.sha);
    free(run.piece);
    free(run.found.paths);
    return done || err_wrap(err, "hash the evidence anew");
}
