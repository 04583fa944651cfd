// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * split: cut a stream of JSON into the texts of its records, before any of it is parsed.
 *
 * Only strings and brackets are followed, so a record is found and kept byte for byte even when it is no
 * valid JSON inside, a bad one costs itself alone, and a file cut short gives all that came before the cut.
 * Records are the elements of a "Records" array, of a bare array, or objects that follow each other with or
 * without line breaks; these forms may be mixed. The lists that answers of AWS commands and log stores
 * consist of ("Events", "logEvents", "hits", …) are cut the same way, so what comes out may be an envelope,
 * see envelope.h. An object on a line behind a time stamp is taken without it. Whatever else stands between
 * is rejected with its offset, never dropped in silence.
 *
 * The content is fed in pieces of any size. Memory: at most one record, of at most SPLIT_RECORD_MOST bytes.
 * Offsets count from the first byte fed. Single-threaded; several splitters may run side by side.
 */
#ifndef TRAILCASE_INGEST_SPLIT_H
#define TRAILCASE_INGEST_SPLIT_H

#include "src/base/buf.h"

enum {
    SPLIT_RECORD_MOST = 16 << 20, /* CloudTrail writes at most 256 KiB, Lake 1 MiB */
    SPLIT_EXCERPT_MOST = 256,
    SPLIT_RECENT = 24, /* at least as much as ,"QueryResultRows": */
};

struct split_piece {
    const char *text; /* of a rejected piece: its beginning, at most SPLIT_EXCERPT_MOST bytes */
    size_t len;
    int64_t offset;
    int64_t length;     /* of the whole piece */
    const char *reason; /* NULL: a record; else why it is none; static text */
};

/* Takes a record or a rejected piece. False ends the split: the rest is not wanted. */
typedef bool (*split_sink_fn)(void *arg, const struct split_piece *piece);

enum split_state {
    SPLIT_TOP,   /* between values of the outermost level */
    SPLIT_LIST,  /* between the elements of an array */
    SPLIT_VALUE, /* inside a value */
    SPLIT_TAIL,  /* in the rest of an object after its Records */
    SPLIT_JUNK,  /* in a line that is no JSON */
};

struct split {
    split_sink_fn sink;
    void *arg;
    enum split_state state;
    unsigned depth;            /* open brackets inside the value */
    bool in_string, escaped;   /* where in the value */
    bool in_list, in_envelope; /* the value is an element; the array belongs to an object */
    bool of_rows;              /* its elements are arrays: the rows of a query result */
    unsigned list_depth;       /* open brackets around the list of an envelope */
    bool damaged;              /* brackets no longer pair: closers between values mean nothing */
    bool over;                 /* the value is over the limit and only counted */
    int64_t offset, value_at;  /* of the next byte fed; where the value began */
    struct buf carry;          /* the value so far, when it began in an earlier piece */
    const char *piece;         /* what is being fed */
    char recent[SPLIT_RECENT]; /* the bytes before it, without white space, backwards */
    size_t recent_len;
    const char *container; /* "Records", "array", "lines" or "record"; NULL while nothing was seen */
};

/* Length of a time stamp and the blank behind it at the beginning of text; 0: there is none. */
size_t split_stamp(const char *text, size_t len);

void split_init(struct split *split, split_sink_fn sink, void *arg);
void split_done(struct split *split);

/* Start on other content with the same sink, keeping the memory. */
void split_clear(struct split *split);

/* False when the sink ended the split. */
bool split_feed(struct split *split, const char *bytes, size_t len);

/* The content is over. why: what cut it short (static text), or NULL when it ended by itself. */
void split_end(struct split *split, const char *why);

#endif
