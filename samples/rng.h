// SPDX-License-Identifier: GPL-3.0-or-later
//
// Seeded randomness and the identifiers made of it. A stream is named (actor, day), so a change in one actor
// never shifts what another one does, and two runs are byte-identical. C leaves the order of arguments open,
// so draw at most once in the arguments of a call, or compilers differ. Texts belong to the arena given.
#ifndef SAMPLES_RNG_H
#define SAMPLES_RNG_H

#include <stdbool.h>
#include <stdint.h>

struct arena;

struct rng {
    uint64_t state;
};

struct rng rng_stream(const char *name, int64_t number);
uint64_t rng_next(struct rng *rng);

// Number in 0..limit-1; limit is at least 1.
int rng_below(struct rng *rng, int limit);
// Number in low..high, both included.
int rng_between(struct rng *rng, int low, int high);
bool rng_chance(struct rng *rng, int percent);
// n times `scale`, the fraction decided by chance, so that the mean is exact.
int rng_times(struct rng *rng, int n, double scale);

const char *rng_uuid(struct rng *rng, struct arena *arena);
const char *rng_hex(struct rng *rng, struct arena *arena, int digits);
const char *rng_alnum(struct rng *rng, struct arena *arena, int length);
const char *rng_upper(struct rng *rng, struct arena *arena, int length);
const char *rng_base64(struct rng *rng, struct arena *arena, int length);
// Resource id such as `i-0a1b…`: prefix, 0 and 16 hex digits, as EC2 has given since 2016.
const char *rng_resource(struct rng *rng, struct arena *arena, const char *prefix);
// Key or principal id: 4-letter prefix and base32 body whose first 9 letters carry the account id, as real
// ones do.
const char *rng_aws_id(struct rng *rng, struct arena *arena, const char *prefix, const char *account);

#endif
