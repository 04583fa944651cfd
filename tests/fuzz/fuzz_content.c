// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Any bytes given as a file, the way the reader takes one: told by its head, decompressed, made UTF-8, cut;
 * an archive member by member, each such a file again. Pieces come in order, inside what was made, and
 * nothing expands beyond its limits by more than what is read at once.
 */
#include "src/ingest/content.h"
#include "src/ingest/sniff.h"
#include "src/ingest/unpack.h"

#include <stdlib.h>
#include <string.h>

enum { CHUNK = 4096, MOST = 1 << 20 };

static const struct limits limits = {.max_ratio = 50, .max_bytes = MOST};

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void require(bool holds)
{
    if (!holds)
        __builtin_trap();
}

static bool take(void *arg, const struct split_piece *piece)
{
    const char *text;
    int64_t *end = arg;
    require(piece->offset >= *end && piece->length >= 0);
    require((int64_t)piece->len <= piece->length || piece->reason || *piece->text == '{');
    *end = piece->offset;
    if (!piece->reason)
        sniff_object(piece->text, piece->len, &text);
    return true;
}

/* True when it is an archive. */
static bool read_file(const char *bytes, size_t len, bool unpacked)
{
    struct content content;
    int64_t end = 0;
    content_init(&content, &limits, take, &end);
    sha256_init(&content.sha);
    content_start(&content, bytes, len, unpacked);
    if (len)
        content_feed(&content, bytes, len, true);
    bool archive = content_archive(&content);
    if (!archive)
        content_end(&content, NULL);
    require(archive || !content.gzip || content.made <= MOST + GUNZIP_WHOLE_MOST);
    content_done(&content);
    return archive;
}

static ssize_t no_more(void *arg UNUSED, char *bytes UNUSED, size_t most UNUSED)
{
    return 0;
}

static void read_archive(const char *bytes, size_t len, unsigned level);

static void read_member(struct unpack *unpack, unsigned level)
{
    CLEANUP(buf) struct buf member = {0};
    char chunk[CHUNK];
    ssize_t got;
    while ((got = unpack_read(unpack, chunk, sizeof chunk)) > 0)
        buf_append(&member, chunk, (size_t)got);
    require(member.len <= MOST);
    if (read_file(buf_text(&member), member.len, true) && level < UNPACK_LEVELS_MOST)
        read_archive(buf_text(&member), member.len, level + 1);
}

static void read_archive(const char *bytes, size_t len, unsigned level)
{
    CLEANUP(input) struct input input = {.fd = -1, .read = no_more};
    struct buf copy = {0};
    struct unpack_member member;
    unsigned char hash[SHA256_BYTES];
    int64_t size;
    buf_append(&copy, bytes, len);
    input_give_back(&input, &copy, len);
    CLEANUP(unpack) struct unpack *unpack = unpack_new(&input, &limits);
    for (unsigned i = 0; i < 64 && unpack_next(unpack, &member); i++) {
        require(member.path && strlen(unpack_name(unpack)) > 0);
        if (!member.refused)
            read_member(unpack, level);
    }
    require(unpack_finish(unpack, &size, hash) && size == (int64_t)len);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    if (read_file((const char *)bytes, len, false))
        read_archive((const char *)bytes, len, 1);
    return 0;
}
