// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples/rng.h"

#include "samples/arena.h"

#include <stdlib.h>
#include <string.h>

static const char base32[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static const char hex[] = "0123456789abcdef";

// splitmix64: one multiply-xorshift round per number, good enough for believable noise.
uint64_t rng_next(struct rng *rng)
{
    uint64_t z = (rng->state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

struct rng rng_stream(const char *name, int64_t number)
{
    struct rng rng = {.state = 0xcbf29ce484222325u};
    for (; *name; name++)
        rng.state = (rng.state ^ (unsigned char)*name) * 0x100000001b3u;
    rng.state ^= (uint64_t)number * 0xd6e8feb86659fd93u;
    rng_next(&rng);
    return rng;
}

int rng_below(struct rng *rng, int limit)
{
    return (int)((rng_next(rng) >> 32) % (uint64_t)limit);
}

int rng_between(struct rng *rng, int low, int high)
{
    return low + rng_below(rng, high - low + 1);
}

bool rng_chance(struct rng *rng, int percent)
{
    return rng_below(rng, 100) < percent;
}

int rng_times(struct rng *rng, int n, double scale)
{
    double exact = n * scale;
    int whole = (int)exact;
    return whole + (rng_below(rng, 1000) < (int)((exact - whole) * 1000));
}

static char *letters(struct rng *rng, struct arena *arena, const char *alphabet, int length)
{
    size_t count = strlen(alphabet);
    char *text = arena_alloc(arena, (size_t)length + 1);
    for (int i = 0; i < length; i++)
        text[i] = alphabet[(rng_next(rng) >> 32) % count];
    text[length] = '\0';
    return text;
}

const char *rng_uuid(struct rng *rng, struct arena *arena)
{
    char *text = letters(rng, arena, hex, 36);
    text[8] = text[13] = text[18] = text[23] = '-';
    text[14] = '4';
    text[19] = "89ab"[rng_below(rng, 4)];
    return text;
}

const char *rng_hex(struct rng *rng, struct arena *arena, int digits)
{
    return letters(rng, arena, hex, digits);
}

const char *rng_alnum(struct rng *rng, struct arena *arena, int length)
{
    static const char alnum[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    return letters(rng, arena, alnum, length);
}

const char *rng_upper(struct rng *rng, struct arena *arena, int length)
{
    return letters(rng, arena, "0123456789ABCDEFGHJKMNPQRSTVWXYZ", length);
}

const char *rng_base64(struct rng *rng, struct arena *arena, int length)
{
    return letters(rng, arena, base64, length);
}

const char *rng_resource(struct rng *rng, struct arena *arena, const char *prefix)
{
    return arena_text(arena, "%s-0%s", prefix, rng_hex(rng, arena, 16));
}

const char *rng_aws_id(struct rng *rng, struct arena *arena, const char *prefix, const char *account)
{
    int length = strcmp(prefix, "AKIA") == 0 || strcmp(prefix, "ASIA") == 0 ? 16 : 17;
    char *body = letters(rng, arena, base32, length);
    // 45 bits, first to last: 1, the account id in 40, and 4 that mean nothing.
    uint64_t bits = (uint64_t)1 << 44 | strtoull(account, NULL, 10) << 4 | (rng_next(rng) & 15);
    for (int i = 0; i < 9; i++)
        body[i] = base32[bits >> (40 - 5 * i) & 31];
    return arena_text(arena, "%s%s", prefix, body);
}
