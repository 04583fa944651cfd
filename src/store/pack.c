// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/store/pack.h"

#include "src/base/alloc.h"

#include <inttypes.h>
#include <stdlib.h>

enum { GROUP_BITS = 7, GROUP_MORE = 0x80, WIDEST = 63 };

/* Where the next text begins and was found when nothing lies between it and the last one. */
static struct pack_place expected(const struct pack_place *last)
{
    return (struct pack_place){
        .at = last->at + last->len,
        .len = 0,
        .source_id = last->source_id,
        .offset = (int64_t)((uint64_t)last->offset + last->len + 1), /* the comma or the line's end */
    };
}

static void put(struct buf *out, uint64_t left)
{
    for (; left >= GROUP_MORE; left >>= GROUP_BITS)
        buf_char(out, (char)(left | GROUP_MORE));
    buf_char(out, (char)left);
}

static void put_difference(struct buf *out, int64_t difference)
{
    put(out, (uint64_t)difference << 1 ^ (uint64_t)(difference >> WIDEST));
}

static bool take(const unsigned char **at, const unsigned char *end, uint64_t *ret)
{
    uint64_t value = 0;
    for (unsigned shift = 0; *at < end && shift <= WIDEST; shift += GROUP_BITS) {
        unsigned char byte = *(*at)++;
        value |= (uint64_t)(byte & ~GROUP_MORE) << shift;
        if (!(byte & GROUP_MORE)) {
            *ret = value;
            return true;
        }
    }
    return false;
}

/* Sums wrap in a damaged row; what comes of it is held against the text. */
static bool take_difference(const unsigned char **at, const unsigned char *end, int64_t *sum)
{
    uint64_t value;
    if (!take(at, end, &value))
        return false;
    *sum = (int64_t)((uint64_t)*sum + ((value >> 1) ^ -(value & 1)));
    return true;
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
    bool is_likely =
        place->at == likely.at && place->source_id == likely.source_id && place->offset == likely.offset;
    put(&places->bytes, (uint64_t)place->len << 1 | !is_likely);
    if (!is_likely) {
        put_difference(&places->bytes, (int64_t)(place->at - likely.at));
        put_difference(&places->bytes, place->source_id - likely.source_id);
        put_difference(&places->bytes, place->offset - likely.offset);
    }
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

static bool read_place(const unsigned char **at, const unsigned char *end, struct pack_place *place)
{
    uint64_t value;
    int64_t text_at = (int64_t)place->at;
    if (!take(at, end, &value))
        return false;
    bool is_likely = !(value & 1);
    if (!is_likely && (!take_difference(at, end, &text_at) || !take_difference(at, end, &place->source_id) ||
                       !take_difference(at, end, &place->offset)))
        return false;
    place->at = (size_t)text_at;
    place->len = (size_t)(value >> 1);
    return true;
}

static bool read_places(struct pack *pack, size_t count, const unsigned char *bytes, size_t len)
{
    const unsigned char *at = bytes, *end = bytes + len;
    struct pack_place last = {0};
    for (size_t i = 0; i < count; i++) {
        struct pack_place place = expected(&last);
        if (!read_place(&at, end, &place) || place.at > pack->text.len ||
            place.len > pack->text.len - place.at)
            return false;
        pack->places[i] = last = place;
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
    bool whole = row->events > 0 && count <= row->places_len;
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
