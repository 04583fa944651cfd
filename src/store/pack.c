// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/store/pack.h"

#include "src/base/alloc.h"

#include <inttypes.h>
#include <stdlib.h>

enum { DIFFERENCES = 4, GROUP_BITS = 7, GROUP_MORE = 0x80, WIDEST = 63, BYTES_EACH_LEAST = DIFFERENCES };

/* Where the next text begins and was found when nothing lies between it and the last one. */
static struct pack_place expected(const struct pack_place *last)
{
    return (struct pack_place){
        .at = last->at + last->len,
        .len = 0,
        .source_id = last->source_id,
        .offset = last->offset + (int64_t)last->len + 1, /* the comma or the line's end */
    };
}

static void put(struct buf *out, int64_t difference)
{
    uint64_t left = (uint64_t)difference << 1 ^ (uint64_t)(difference >> WIDEST);
    for (; left >= GROUP_MORE; left >>= GROUP_BITS)
        buf_char(out, (char)(left | GROUP_MORE));
    buf_char(out, (char)left);
}

static bool take(const unsigned char **at, const unsigned char *end, int64_t *ret_difference)
{
    uint64_t value = 0;
    for (unsigned shift = 0; *at < end && shift <= WIDEST; shift += GROUP_BITS) {
        unsigned char byte = *(*at)++;
        value |= (uint64_t)(byte & ~GROUP_MORE) << shift;
        if (!(byte & GROUP_MORE)) {
            *ret_difference = (int64_t)(value >> 1) ^ -(int64_t)(value & 1);
            return true;
        }
    }
    return false;
}

void pack_places_done(struct pack_places *places)
{
    buf_done(&places->bytes);
    *places = (struct pack_places){0};
}

void pack_places_clear(struct pack_places *places)
{
    buf_clear(&places->bytes);
    places->last = (struct pack_place){0};
    places->count = 0;
}

void pack_places_add(struct pack_places *places, const struct pack_place *place)
{
    const struct pack_place likely = expected(&places->last);
    put(&places->bytes, (int64_t)(place->at - likely.at));
    put(&places->bytes, (int64_t)(place->len - likely.len));
    put(&places->bytes, place->source_id - likely.source_id);
    put(&places->bytes, place->offset - likely.offset);
    places->last = *place;
    places->count++;
}

void pack_done(struct pack *pack)
{
    free(pack->places);
    buf_done(&pack->text);
    *pack = (struct pack){0};
}

void pack_close(struct pack *pack)
{
    pack->count = 0;
}

/* Sums wrap in a damaged row; what comes of it is held against the text. */
static bool read_places(struct pack *pack, size_t count, const unsigned char *bytes, size_t len)
{
    const unsigned char *at = bytes, *end = bytes + len;
    struct pack_place last = {0};
    for (size_t i = 0; i < count; i++) {
        const struct pack_place likely = expected(&last);
        int64_t d[DIFFERENCES];
        for (size_t k = 0; k < DIFFERENCES; k++)
            if (!take(&at, end, &d[k]))
                return false;
        last = (struct pack_place){
            .at = likely.at + (size_t)d[0],
            .len = likely.len + (size_t)d[1],
            .source_id = (int64_t)((uint64_t)likely.source_id + (uint64_t)d[2]),
            .offset = (int64_t)((uint64_t)likely.offset + (uint64_t)d[3]),
        };
        if (last.at > pack->text.len || last.len > pack->text.len - last.at)
            return false;
        pack->places[i] = last;
    }
    return true;
}

bool pack_open(struct pack *pack, const struct pack_row *row, struct codec_unpacker *unpacker,
               struct err *err)
{
    pack_close(pack);
    if (!codec_unpack(unpacker, row->body, row->body_len, &pack->text, err))
        return false;
    size_t count = (size_t)row->events;
    bool whole = row->events > 0 && count <= row->places_len / BYTES_EACH_LEAST;
    if (whole) {
        pack->places = alloc_resize(pack->places, count, sizeof *pack->places);
        whole = read_places(pack, count, row->places, row->places_len);
    }
    if (!whole)
        return err_set(err, ERR_CASE,
                       "the records of event %" PRId64 " and after it are damaged: run 'trailcase verify'",
                       row->first_event_id);
    pack->first_event_id = row->first_event_id;
    pack->count = count;
    return true;
}

const struct pack_place *pack_find(const struct pack *pack, int64_t event_id)
{
    uint64_t index = (uint64_t)event_id - (uint64_t)pack->first_event_id;
    return index < pack->count ? &pack->places[index] : NULL;
}
