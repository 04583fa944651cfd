// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/reach.h"

#include <string.h>

enum { ADDRESSES_SHOWN = 3, CREDENTIALS_SHOWN = 4 };

static const char *name_of(struct stmt *row, char kind, struct arena *arena)
{
    CLEANUP(buf) struct buf out = {0};
    const char *value = stmt_get_text(row, 2, NULL), *owner = stmt_get_text(row, 3, NULL);
    if (kind == 'a' || !owner)
        return arena_str(arena, value);
    if (kind == 's') {
        buf_fmt(&out, "session %s/%s", owner, value);
    } else {
        phrase_key(&out, value);
        buf_fmt(&out, " (%s)", owner);
    }
    return arena_str(arena, buf_text(&out));
}

bool reach_load(struct reach *ret, struct db *db, struct arena *arena, struct err *err)
{
    struct stmt *row;
    enum stmt_end end;
    struct reach_item *items = NULL;
    size_t size = 0;
    *ret = (struct reach){0};
    if (!attribution_count(db, &ret->counts, err) || !db_stmt(db, QUERY_PROPOSAL_REACH, &row, err))
        return false;
    while ((end = stmt_step(row, err)) == STMT_ROW) {
        if (ret->count == size) {
            struct reach_item *grown = arena_alloc(arena, (size = 2 * size + 32) * sizeof *grown);
            if (ret->count)
                memcpy(grown, items, ret->count * sizeof *grown);
            items = grown;
        }
        char kind = stmt_get_text(row, 0, NULL)[0];
        items[ret->count++] = (struct reach_item){
            .kind = kind,
            .is_address = kind == 'a',
            .id = stmt_get_int(row, 1),
            .value = name_of(row, kind, arena),
            .events = stmt_get_int(row, 4),
        };
    }
    ret->items = items;
    return end == STMT_DONE;
}

static bool is_before(const struct reach_item *a, const struct reach_item *b)
{
    return a->kind != b->kind ? a->kind < b->kind : a->id < b->id;
}

struct reach_gain reach_compare(const struct reach *before, const struct reach *after, const char *itself,
                                struct arena *arena)
{
    struct reach_gain gain = {
        .attributed = after->counts.attributed - before->counts.attributed,
        .undecided = after->counts.undecided - before->counts.undecided,
    };
    for (size_t b = 0, a = 0; a < after->count; a++) {
        const struct reach_item *item = &after->items[a];
        while (b < before->count && is_before(&before->items[b], item))
            b++;
        bool old = b < before->count && !is_before(item, &before->items[b]);
        if (old || (itself && item->is_address && strcmp(item->value, itself) == 0))
            continue;
        words_add_times(item->is_address ? &gain.addresses : &gain.credentials, arena, item->value,
                        item->events);
    }
    return gain;
}

static void put_addresses(const struct words *addresses, struct buf *out)
{
    buf_str(out, addresses->count == 1 ? "the new address " : "the new addresses ");
    for (size_t i = 0; i < addresses->count && i < ADDRESSES_SHOWN; i++) {
        buf_fmt(out, "%s%s (", i ? ", " : "", addresses->items[i]);
        phrase_count(out, addresses->counts[i], "call", "calls");
        buf_char(out, ')');
    }
    if (addresses->count > ADDRESSES_SHOWN)
        buf_fmt(out, " and %zu more", addresses->count - ADDRESSES_SHOWN);
}

void reach_phrase(const struct reach_gain *gain, struct buf *out)
{
    if (gain->addresses.count)
        put_addresses(&gain->addresses, out);
    if (gain->credentials.count == 0)
        return;
    buf_str(out, gain->addresses.count ? ", and " : "");
    phrase_count(out, (int64_t)gain->credentials.count, "new credential: ", "new credentials: ");
    phrase_words(out, &gain->credentials, CREDENTIALS_SHOWN);
}
