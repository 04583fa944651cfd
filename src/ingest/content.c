// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/content.h"

#include "src/ingest/sniff.h"

static bool cut(struct content *content, const char *bytes, size_t len)
{
    return content->is_table ? rows_feed(&content->rows, bytes, len)
                             : split_feed(&content->split, bytes, len);
}

/* UTF-16 is told from its mark, what it holds from its text. */
static bool cut_utf16(struct content *content, const char *bytes, size_t len)
{
    buf_clear(&content->utf8);
    utf16_feed(&content->utf16, bytes, len, &content->utf8);
    const char *text = buf_text(&content->utf8);
    if (!content->utf16_seen)
        content->is_table = sniff_head(text, content->utf8.len).kind == SNIFF_TABLE;
    content->utf16_seen = true;
    return cut(content, text, content->utf8.len);
}

/* Look at the head of what is to be split. False: it will not be. */
static bool recognise(struct content *content, const char *bytes, size_t len, size_t *ret_skip)
{
    struct sniff sniff = sniff_head(bytes, len);
    content->sniffed = sniff.kind != SNIFF_BLANK;
    bool packed = sniff.kind == SNIFF_ARCHIVE || sniff.kind == SNIFF_GZIP;
    content->is_archive = packed && content->made == (int64_t)len;
    content->is_utf16 = sniff.kind == SNIFF_UTF16;
    content->is_table = sniff.kind == SNIFF_TABLE;
    if (sniff.kind == SNIFF_FOREIGN)
        content->reason = sniff.reason;
    else if (packed && !content->is_archive)
        content->reason = "an archive behind white space";
    if (content->is_utf16)
        content->utf16 = (struct utf16){.big_endian = *bytes == '\xFE' || !*bytes};
    content->split.offset += (int64_t)sniff.skip;
    rows_clear(&content->rows, (int64_t)sniff.skip);
    *ret_skip = sniff.skip;
    return !content->reason && !content->is_archive;
}

/* Content as it is to be split. */
static bool take_plain(void *arg, const char *bytes, size_t len)
{
    struct content *content = arg;
    size_t skip = 0;
    if (content->expanded && content->sha.ctx)
        sha256_update(&content->sha, bytes, len);
    content->made += (int64_t)len;
    if (content->gzip)
        content->wrong = limits_broken(&content->limits, content->taken, content->made);
    if (content->wrong || (!content->sniffed && !recognise(content, bytes, len, &skip)))
        return false;
    if (content->is_utf16)
        return cut_utf16(content, bytes + skip, len - skip);
    return cut(content, bytes + skip, len - skip);
}

void content_init(struct content *content, const struct limits *limits, split_sink_fn sink, void *arg)
{
    *content = (struct content){.limits = *limits, .gunzip = gunzip_new()};
    split_init(&content->split, sink, arg);
    rows_init(&content->rows, sink, arg);
}

void content_done(struct content *content)
{
    gunzip_free(content->gunzip);
    sha256_done(&content->sha);
    split_done(&content->split);
    rows_done(&content->rows);
    buf_done(&content->utf8);
}

void content_start(struct content *content, const char *head, size_t len, bool unpacked)
{
    unsigned char unwanted[SHA256_BYTES];
    if (content->is_archive && content->sha.ctx) /* it was given up half fed */
        sha256_final(&content->sha, unwanted);
    split_clear(&content->split);
    content->sniffed = content->is_utf16 = content->is_archive = content->is_table = false;
    content->utf16_seen = false;
    content->reason = content->wrong = NULL;
    content->taken = content->made = 0;
    content->gzip = sniff_head(head, len).kind == SNIFF_GZIP;
    content->expanded = content->gzip || unpacked;
    if (content->gzip)
        gunzip_start(content->gunzip, take_plain, content);
}

bool content_feed(struct content *content, const char *bytes, size_t len, bool last)
{
    content->taken += (int64_t)len;
    if (content->gzip)
        return gunzip_feed(content->gunzip, bytes, len, last);
    return take_plain(content, bytes, len);
}

bool content_archive(const struct content *content)
{
    return content->is_archive;
}

const char *content_container(const struct content *content)
{
    return content->is_table ? "CSV" : content->split.container;
}

void content_end(struct content *content, const char *why)
{
    if (content->reason)
        return;
    if (!why)
        why = content->wrong;
    if (!why && content->gzip)
        why = gunzip_end(content->gunzip);
    if (!content->sniffed)
        content->reason = why ? why : content->expanded ? "empty once decompressed" : "empty";
    else if (content->is_table)
        rows_end(&content->rows, why);
    else
        split_end(&content->split, why);
}
