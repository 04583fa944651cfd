// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * pack: records kept together: where each is in the common text, and where it was found.
 *
 * A row of the table `pack` holds the texts of events with consecutive ids as one frame, and their places:
 * for each twice its length, as LEB128, and no more where its text and what it was found in follow on from
 * the place before. One more than that says that they do not: then where its text begins, its source and its
 * offset there follow, as differences from what would have been likely, in zigzag LEB128.
 *
 * A struct pack is a row that was opened. Texts of a pack never change, so one may be kept for as long as the
 * case; whether `record` holds something newer is the caller's to look. One thread.
 */
#ifndef TRAILCASE_STORE_PACK_H
#define TRAILCASE_STORE_PACK_H

#include "src/base/buf.h"
#include "src/store/codec.h"

struct pack_place {
    size_t at, len;    /* of the text, in bytes */
    int64_t source_id; /* where it was found first, */
    int64_t offset;    /* and where in there, in bytes of its uncompressed content */
};

/* Places on their way into a row. Zeroed: none yet. */
struct pack_places {
    struct buf bytes;
    struct pack_place last;
    size_t count;
};

void pack_places_done(struct pack_places *places);
void pack_places_clear(struct pack_places *places);

/* Places come in the order of their texts. */
void pack_places_add(struct pack_places *places, const struct pack_place *place);

struct pack {
    int64_t first_event_id;
    size_t count; /* 0: nothing is open */
    struct pack_place *places;
    struct buf text;
};

void pack_done(struct pack *pack);

/* Empty it, keeping its memory for the next. */
void pack_close(struct pack *pack);

/* What the columns of a row say. */
struct pack_row {
    int64_t first_event_id, events;
    const void *places, *body;
    size_t places_len, body_len;
};

/* Replace what is open by a row. On failure nothing is. */
bool pack_open(struct pack *pack, const struct pack_row *row, struct codec_unpacker *unpacker,
               struct err *err) WARN_UNUSED;

/* The place of an event; NULL when it is not in this pack. */
const struct pack_place *pack_find(const struct pack *pack, int64_t event_id);

#endif
