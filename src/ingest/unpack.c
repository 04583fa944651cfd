// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/unpack.h"

#include "src/base/alloc.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_BYTES = 64 << 10 };

struct unpack {
    struct archive *archive;
    struct archive_entry *entry; /* owned by archive */
    struct input *input;
    struct limits limits;
    struct sha256 sha; /* of what was read of the input */
    int64_t taken, made;
    const char *wrong;
    char message[200], name[64];
    char chunk[CHUNK_BYTES];
};

static la_ssize_t pull(struct archive *archive, void *arg, const void **ret_bytes)
{
    struct unpack *unpack = arg;
    size_t got;
    *ret_bytes = unpack->chunk;
    if (!input_read(unpack->input, unpack->chunk, sizeof unpack->chunk, &got)) {
        archive_set_error(archive, EIO, "the file cannot be read on");
        return -1;
    }
    sha256_update(&unpack->sha, unpack->chunk, got);
    unpack->taken += (int64_t)got;
    return (la_ssize_t)got;
}

/* What libarchive does by itself; others would run programs. */
static void support(struct archive *archive)
{
    static int (*const kinds[])(struct archive *) = {
        archive_read_support_filter_gzip,  archive_read_support_filter_bzip2,
        archive_read_support_filter_xz,    archive_read_support_filter_zstd,
        archive_read_support_format_tar,   archive_read_support_format_zip_streamable,
        archive_read_support_format_empty, archive_read_support_format_raw,
    };
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        kinds[i](archive);
}

static void fail(struct unpack *unpack)
{
    const char *text = archive_error_string(unpack->archive);
    snprintf(unpack->message, sizeof unpack->message, "damaged or cut off: %s",
             text ? text : "the archive cannot be read on");
    if (!unpack->wrong)
        unpack->wrong = unpack->message;
}

struct unpack *unpack_new(struct input *input, const struct limits *limits)
{
    struct unpack *unpack = alloc_zero(1, sizeof *unpack);
    unpack->input = input;
    unpack->limits = *limits;
    sha256_init(&unpack->sha);
    unpack->archive = archive_read_new();
    if (!unpack->archive)
        alloc_die("out of memory setting up libarchive");
    support(unpack->archive);
    if (archive_read_open(unpack->archive, unpack, NULL, pull, NULL) != ARCHIVE_OK)
        fail(unpack);
    return unpack;
}

void unpack_free(struct unpack *unpack)
{
    if (!unpack)
        return;
    archive_read_free(unpack->archive);
    sha256_done(&unpack->sha);
    free(unpack);
}

static const char *refusal(struct archive_entry *entry)
{
    if (archive_entry_hardlink(entry) || archive_entry_filetype(entry) == AE_IFLNK)
        return "a link inside an archive: not followed";
    if (archive_entry_filetype(entry) && archive_entry_filetype(entry) != AE_IFREG)
        return "a device, pipe or socket inside an archive";
    if (archive_entry_is_encrypted(entry))
        return "encrypted: unpack it with its password first";
    return NULL;
}

bool unpack_next(struct unpack *unpack, struct unpack_member *ret)
{
    do {
        if (unpack->wrong)
            return false;
        int rc = archive_read_next_header(unpack->archive, &unpack->entry);
        if (rc == ARCHIVE_EOF)
            return false;
        if (rc != ARCHIVE_OK && rc != ARCHIVE_WARN) {
            fail(unpack);
            return false;
        }
    } while (archive_entry_filetype(unpack->entry) == AE_IFDIR);
    /* Bytes as they are where that works; some names exist only as Unicode. */
    const char *path = archive_entry_pathname(unpack->entry);
    path = path ? path : archive_entry_pathname_utf8(unpack->entry);
    *ret = (struct unpack_member){
        .path = path ? path : "(no name)",
        .size_bytes = archive_entry_size_is_set(unpack->entry) ? archive_entry_size(unpack->entry) : -1,
        .mtime_s =
            archive_entry_mtime_is_set(unpack->entry) ? (int64_t)archive_entry_mtime(unpack->entry) : 0,
        .refused = refusal(unpack->entry),
        .is_stream = archive_format(unpack->archive) == ARCHIVE_FORMAT_RAW,
    };
    return true;
}

ssize_t unpack_read(void *arg, char *bytes, size_t most)
{
    struct unpack *unpack = arg;
    la_ssize_t got = unpack->wrong ? -1 : archive_read_data(unpack->archive, bytes, most);
    if (got < 0) {
        fail(unpack);
        return -1;
    }
    unpack->made += got;
    unpack->wrong = limits_broken(&unpack->limits, unpack->taken, unpack->made);
    return unpack->wrong ? -1 : (ssize_t)got;
}

const char *unpack_wrong(const struct unpack *unpack)
{
    return unpack->wrong;
}

const char *unpack_name(struct unpack *unpack)
{
    bool zip = (archive_format(unpack->archive) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_ZIP;
    const char *filter =
        archive_filter_count(unpack->archive) > 1 ? archive_filter_name(unpack->archive, 0) : NULL;
    snprintf(unpack->name, sizeof unpack->name, filter ? "%s (%s)" : "%s", zip ? "zip" : "tar", filter);
    return unpack->name;
}

bool unpack_finish(struct unpack *unpack, int64_t *ret_size_bytes, unsigned char ret_sha256[SHA256_BYTES])
{
    size_t got;
    do {
        if (!input_read(unpack->input, unpack->chunk, sizeof unpack->chunk, &got))
            return false;
        sha256_update(&unpack->sha, unpack->chunk, got);
        unpack->taken += (int64_t)got;
    } while (got);
    *ret_size_bytes = unpack->taken;
    sha256_final(&unpack->sha, ret_sha256);
    return true;
}
