// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * block: what travels through the ingest pipeline: a stretch of the sequence "a source begins, its records,
 * the source ends, the next one begins, …".
 *
 * The reader fills a block with texts and numbers it, a parser adds the events to its entries and packs the
 * texts, the writer stores them in the order of the numbers and gives the block back. A block belongs to
 * whoever holds it. There is a fixed number of blocks, and that bounds the memory of the pipeline.
 */
#ifndef TRAILCASE_INGEST_BLOCK_H
#define TRAILCASE_INGEST_BLOCK_H

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/sha256.h"
#include "src/model/event.h"

/* A block with more text than usual takes empty ones out of use, one for each BLOCK_HEAVY_BYTES. */
enum { BLOCK_HEAVY_BYTES = 1 << 20, BLOCK_BALLAST_MOST = 12 };

/* Records that are packed together take less room the more they are, and longer to get at one of them. */
enum { BLOCK_TEXT_BYTES = 512 << 10, BLOCK_ENTRIES_MOST = 2048 };

/* One evidence file, as far as it is known at its begin or end. */
struct source {
    const char *path;
    int64_t size_bytes, mtime_s;
    bool hashed;
    unsigned char sha256[SHA256_BYTES];
    bool content_hashed; /* it was decompressed to its end */
    unsigned char sha256_content[SHA256_BYTES];
    int64_t tail_bytes; /* behind the compressed stream, no part of the content */
    const char *container;
    const char *reason; /* why it is refused; NULL when it is read */
    const char *filter; /* the options that may skip records; NULL: none */
    int64_t row;        /* its row from an earlier run that was cut short; 0: new */
    int64_t rejected;   /* of an unchanged source: what that row says */
    bool has_members;   /* of an unchanged source: it is an archive */
};

enum entry_kind {
    ENTRY_BEGIN,     /* of a source */
    ENTRY_RECORD,    /* a record with its event */
    ENTRY_DIGEST,    /* the source is a digest file, this is its text */
    ENTRY_FINDING,   /* a finding of a detector, kept as a lead */
    ENTRY_REJECTED,  /* a piece of the source that is no event, with the reason */
    ENTRY_SKIPPED,   /* a record that the options leave out */
    ENTRY_UNWRAPPED, /* an envelope; what was in it follows as entries of their own */
    ENTRY_END,       /* of the source */
    ENTRY_LEFT_OUT,  /* a source that the options leave out */
    ENTRY_UNCHANGED, /* a source that is in the case already */
};

struct entry {
    enum entry_kind kind;
    const struct source *source; /* BEGIN, END, UNCHANGED */
    int64_t offset, length;      /* RECORD, REJECTED: in the source's uncompressed content */
    size_t text_at, text_len;    /* in the block's text; of a rejected piece its beginning */
    size_t stretch;              /* RECORD: in which its text is */
    size_t from;                 /* of an appended entry: the one it came out of */
    const char *reason;          /* REJECTED; static text or in the block's arena */
    const struct event *event;   /* RECORD */
};

/* A part of the block's text, and the frame it was packed into. Records of one stretch are kept together. */
struct stretch {
    size_t text_at, text_len;
    size_t frame_at, frame_len; /* in the block's frames */
};

struct block {
    uint64_t number;
    struct buf text, frames;
    struct stretch *stretches;
    size_t stretch_count, stretch_cap;
    struct arena arena;
    struct entry *entries;
    size_t count, cap;
    struct block *ballast; /* empty blocks that come free with this one */
};

struct block *block_new(void) WARN_UNUSED;
void block_free(struct block *block);

/* Empty it for its next use; memory far beyond the usual size is given back. */
void block_clear(struct block *block);

/* Append a zeroed entry; valid until the next one is added. */
struct entry *block_add(struct block *block, enum entry_kind kind);
bool block_is_full(const struct block *block);

/* Entries from number `appended` on came out of earlier ones: move each behind the one it came from. */
void block_settle(struct block *block, size_t appended);

/* Lay the text anew: in the order of the entries, and only what the writer needs. */
void block_gather(struct block *block);

/* A stretch that begins with a text of the block and has nothing in it yet. */
struct stretch *block_stretch(struct block *block, size_t text_at);

/* Append an entry about a source, copied into the block. */
void block_add_source(struct block *block, enum entry_kind kind, const struct source *source);

#endif
