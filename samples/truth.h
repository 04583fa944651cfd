// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tallies what the generator emits and writes it as truth.json: the answers a scope of the case must find.
// Nothing in it is worked out from a plan; every number counts events that were written. Owns copies of all
// it keeps.
#ifndef SAMPLES_TRUTH_H
#define SAMPLES_TRUTH_H

#include "samples/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct delivery;

// One emitted event, as far as the truth cares. Texts are borrowed.
struct deed {
    int64_t time_s;
    const char *event_id, *api, *account, *region, *address, *agent;
    const char *key;       // NULL if none
    const char *session;   // PRINCIPAL-ID@START; NULL if none
    const char *principal; // stable id: AIDA…, AROA…, or a service name
    const char *name;      // user or role name
    int bytes_out;         // of an object that was read
    bool hostile, denied, failed;
};

struct names {
    const char **items;
    int64_t *counts;
    size_t count, size;
};

struct truth_key;

struct truth {
    struct arena arena;
    struct names addresses, keys, sessions, agents, principals, users, apis, regions, event_ids;
    struct names all_accounts, all_regions; // of the noise as well
    struct names facts;                     // extra members: alternately name and JSON
    struct names persistence;               // JSON objects
    struct truth_key *per_key;
    size_t per_key_count, per_key_size;
    int64_t events, hostile, denied, failed;
    int64_t unlogged;  // hostile calls while nothing was written
    int64_t bytes_out; // of what the attacker read
    int64_t hostile_first_s, hostile_last_s;
    int64_t first_s, last_s;
};

// Watch a key from now on, although the attacker may not have used it yet.
void truth_watch(struct truth *truth, const char *key, const char *user);
void truth_deed(struct truth *truth, const struct deed *deed);
// Add a member of the scenario's own; the format is arena_text()'s.
void truth_fact(struct truth *truth, const char *name, const char *fmt, ...);
// Add to what the attacker left to come back by: an object of kind, value and event id.
void truth_persistence(struct truth *truth, const char *kind, const char *value, const char *event_id);
// Write the file; a file that cannot be written ends the program.
void truth_write(struct truth *truth, const struct delivery *delivery, const char *scenario,
                 const char *path);
void truth_done(struct truth *truth);

#endif
