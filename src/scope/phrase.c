// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/phrase.h"

#include "src/base/isotime.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

void phrase_number(struct buf *out, int64_t number)
{
    char digits[32];
    int len = snprintf(digits, sizeof digits, "%" PRId64, number);
    for (int i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0 && digits[i - 1] != '-')
            buf_char(out, ',');
        buf_char(out, digits[i]);
    }
}

void phrase_count(struct buf *out, int64_t count, const char *one, const char *many)
{
    phrase_number(out, count);
    buf_fmt(out, " %s", count == 1 ? one : many);
}

void phrase_time(struct buf *out, int64_t time_s)
{
    struct isotime_parts p = isotime_to_parts(time_s);
    buf_fmt(out, "%04d-%02d-%02d %02d:%02d", p.year, p.month, p.day, p.hour, p.minute);
}

void phrase_span(struct buf *out, int64_t first_s, int64_t last_s)
{
    phrase_time(out, first_s);
    if (first_s / 60 == last_s / 60)
        return;
    if (isotime_day(first_s) == isotime_day(last_s)) {
        struct isotime_parts p = isotime_to_parts(last_s);
        buf_fmt(out, "–%02d:%02d", p.hour, p.minute);
        return;
    }
    buf_str(out, " – ");
    phrase_time(out, last_s);
}

void phrase_length(struct buf *out, int64_t seconds)
{
    static const struct {
        int64_t seconds, enough;
        const char *one, *many;
    } units[] = {{DAY_S, 10, "day", "days"},
                 {HOUR_S, 24, "hour", "hours"},
                 {60, 10, "minute", "minutes"},
                 {1, 0, "second", "seconds"}};
    size_t unit = 0;
    while (units[unit].seconds > 1 && seconds < units[unit].seconds)
        unit++;
    int64_t count = seconds / units[unit].seconds, rest = seconds % units[unit].seconds;
    phrase_count(out, count, units[unit].one, units[unit].many);
    if (count >= units[unit].enough || rest < units[unit + 1].seconds)
        return;
    buf_char(out, ' ');
    phrase_count(out, rest / units[unit + 1].seconds, units[unit + 1].one, units[unit + 1].many);
}

void phrase_bytes(struct buf *out, int64_t bytes)
{
    static const char *const units[] = {"kB", "MB", "GB", "TB", "PB"};
    double value = (double)bytes;
    if (bytes < 1000) {
        phrase_count(out, bytes, "byte", "bytes");
        return;
    }
    size_t unit = 0;
    for (value /= 1000; value >= 999.95 && unit + 1 < sizeof units / sizeof *units; unit++)
        value /= 1000;
    buf_fmt(out, "%.1f %s", value, units[unit]);
}

void phrase_key(struct buf *out, const char *key)
{
    size_t len = strlen(key);
    if (len < 12)
        buf_str(out, key);
    else
        buf_fmt(out, "%.4s…%s", key, key + len - 4);
}

void words_add(struct words *words, struct arena *arena, const char *word)
{
    words_add_times(words, arena, word, 1);
}

/* The slot of a word, or the free one where it belongs; a slot holds a place + 1. FNV-1a. */
static uint32_t *slot_of(const struct words *words, const char *word)
{
    size_t mask = 2 * words->size - 1;
    uint32_t hash = UINT32_C(2166136261);
    for (const char *at = word; *at; at++)
        hash = (hash ^ (unsigned char)*at) * UINT32_C(16777619);
    size_t at = (hash ^ hash >> 15) & mask;
    while (words->slots[at] && strcmp(words->items[words->slots[at] - 1], word) != 0)
        at = (at + 1) & mask;
    return &words->slots[at];
}

static void words_grow(struct words *words, struct arena *arena)
{
    struct words grown = {.count = words->count, .size = words->size ? 2 * words->size : 8};
    grown.items = arena_alloc(arena, grown.size * sizeof *grown.items);
    grown.counts = arena_alloc(arena, grown.size * sizeof *grown.counts);
    grown.slots = arena_zero(arena, 2 * grown.size, sizeof *grown.slots);
    for (size_t i = 0; i < words->count; i++) {
        grown.items[i] = words->items[i];
        grown.counts[i] = words->counts[i];
        *slot_of(&grown, words->items[i]) = (uint32_t)i + 1;
    }
    *words = grown;
}

void words_add_times(struct words *words, struct arena *arena, const char *word, int64_t times)
{
    if (words->count == words->size)
        words_grow(words, arena);
    uint32_t *slot = slot_of(words, word);
    if (*slot) {
        words->counts[*slot - 1] += times;
        return;
    }
    words->items[words->count] = arena_str(arena, word);
    words->counts[words->count++] = times;
    *slot = (uint32_t)words->count;
}

void phrase_words(struct buf *out, const struct words *words, size_t max)
{
    size_t shown = words->count > max ? max : words->count;
    for (size_t i = 0; i < shown; i++) {
        buf_str(out, i == 0 ? "" : i + 1 == words->count ? " and " : ", ");
        buf_str(out, words->items[i]);
    }
    if (words->count > shown) {
        buf_str(out, " and ");
        phrase_number(out, (int64_t)(words->count - shown));
        buf_str(out, " more");
    }
}
