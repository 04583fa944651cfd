// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples/truth.h"

#include "samples/clock.h"
#include "samples/delivery.h"
#include "samples/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DORMANT_S = 30 * CLOCK_DAY_S };

struct truth_key {
    const char *key, *user;
    int64_t hostile, denied, first_s, last_s;
    int64_t legitimate, legitimate_first_s, legitimate_last_s;
    int64_t legitimate_before_s; // last use by its owner before the attacker's first
    struct names addresses;
};

static void *grown(void *items, size_t *size, size_t item_size)
{
    *size = 2 * *size + 16;
    items = realloc(items, *size * item_size);
    if (!items) {
        fputs("gen: out of memory\n", stderr);
        abort();
    }
    return items;
}

static void names_append(struct names *names, struct arena *arena, const char *name)
{
    if (names->count == names->size) {
        names->items = grown(names->items, &names->size, sizeof *names->items);
        names->counts = realloc(names->counts, names->size * sizeof *names->counts);
        if (!names->counts)
            abort();
    }
    names->items[names->count] = arena_text(arena, "%r", name);
    names->counts[names->count++] = 1;
}

static void names_count(struct names *names, struct arena *arena, const char *name)
{
    for (size_t i = 0; name && i < names->count; i++) {
        if (strcmp(names->items[i], name) == 0) {
            names->counts[i]++;
            return;
        }
    }
    if (name)
        names_append(names, arena, name);
}

static void names_done(struct names *names)
{
    free(names->items);
    free(names->counts);
}

static void span(int64_t time_s, int64_t count_before, int64_t *first_s, int64_t *last_s)
{
    if (count_before == 0 || time_s < *first_s)
        *first_s = time_s;
    if (count_before == 0 || time_s > *last_s)
        *last_s = time_s;
}

static struct truth_key *find_key(struct truth *truth, const char *key)
{
    for (size_t i = 0; key && i < truth->per_key_count; i++)
        if (strcmp(truth->per_key[i].key, key) == 0)
            return &truth->per_key[i];
    return NULL;
}

void truth_watch(struct truth *truth, const char *key, const char *user)
{
    if (find_key(truth, key))
        return;
    if (truth->per_key_count == truth->per_key_size)
        truth->per_key = grown(truth->per_key, &truth->per_key_size, sizeof *truth->per_key);
    truth->per_key[truth->per_key_count++] = (struct truth_key){
        .key = arena_text(&truth->arena, "%s", key), .user = arena_text(&truth->arena, "%s", user)};
}

static void note_attack(struct truth *truth, const struct deed *deed)
{
    struct arena *arena = &truth->arena;
    span(deed->time_s, truth->hostile++, &truth->hostile_first_s, &truth->hostile_last_s);
    truth->denied += deed->denied;
    truth->failed += deed->failed;
    truth->bytes_out += deed->bytes_out;
    names_count(&truth->sessions, arena, deed->session);
    names_count(&truth->addresses, arena, deed->address);
    names_count(&truth->agents, arena, deed->agent);
    names_count(&truth->principals, arena, deed->principal);
    names_count(&truth->users, arena, deed->name);
    names_count(&truth->apis, arena, deed->api);
    names_count(&truth->regions, arena, deed->region);
    names_append(&truth->event_ids, arena, deed->event_id);
    if (!deed->key)
        return;
    names_count(&truth->keys, arena, deed->key);
    truth_watch(truth, deed->key, deed->name);
    struct truth_key *key = find_key(truth, deed->key);
    span(deed->time_s, key->hostile++, &key->first_s, &key->last_s);
    key->denied += deed->denied;
    names_count(&key->addresses, arena, deed->address);
}

static void note_owner(struct truth_key *key, const struct deed *deed)
{
    span(deed->time_s, key->legitimate++, &key->legitimate_first_s, &key->legitimate_last_s);
    if ((key->hostile == 0 || deed->time_s < key->first_s) && deed->time_s > key->legitimate_before_s)
        key->legitimate_before_s = deed->time_s;
}

void truth_deed(struct truth *truth, const struct deed *deed)
{
    span(deed->time_s, truth->events++, &truth->first_s, &truth->last_s);
    names_count(&truth->all_accounts, &truth->arena, deed->account);
    names_count(&truth->all_regions, &truth->arena, deed->region);
    struct truth_key *key = find_key(truth, deed->key);
    if (deed->hostile)
        note_attack(truth, deed);
    else if (key)
        note_owner(key, deed);
}

void truth_fact(struct truth *truth, const char *name, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    names_append(&truth->facts, &truth->arena, name);
    names_append(&truth->facts, &truth->arena, arena_vtext(&truth->arena, fmt, args));
    va_end(args);
}

void truth_persistence(struct truth *truth, const char *kind, const char *value, const char *event_id)
{
    const char *item =
        arena_text(&truth->arena, "{'kind':'%s','value':'%s','event':'%s'}", kind, value, event_id);
    names_append(&truth->persistence, &truth->arena, item);
}

static void write_names(struct text *json, const char *member, const struct names *names)
{
    text_add(json, ",\n    '%s':[", member);
    for (size_t i = 0; i < names->count; i++)
        text_add(json, "%r'%s'", i > 0 ? "," : "", names->items[i]);
    text_add(json, "]");
}

static void write_counts(struct text *json, const char *member, const struct names *names)
{
    text_add(json, ",\n    '%s':{", member);
    for (size_t i = 0; i < names->count; i++)
        text_add(json, "%r'%s':%D", i > 0 ? "," : "", names->items[i], names->counts[i]);
    text_add(json, "}");
}

static void write_time(struct text *json, const char *member, int64_t time_s, bool known)
{
    struct arena arena = {0};
    if (known)
        text_add(json, ",'%s':'%s'", member, clock_iso(&arena, time_s));
    else
        text_add(json, ",'%s':null", member);
    arena_done(&arena);
}

static void write_attacker(struct text *json, const struct truth *truth)
{
    text_add(json, "  'attacker':{'events':%D,'denied':%D,'failed':%D,'unlogged':%D,'bytes_read':%D",
             truth->hostile, truth->denied, truth->failed, truth->unlogged, truth->bytes_out);
    write_time(json, "first", truth->hostile_first_s, truth->hostile > 0);
    write_time(json, "last", truth->hostile_last_s, truth->hostile > 0);
    write_names(json, "addresses", &truth->addresses);
    write_names(json, "keys", &truth->keys);
    write_names(json, "sessions", &truth->sessions);
    write_names(json, "agents", &truth->agents);
    write_names(json, "principals", &truth->principals);
    write_names(json, "users", &truth->users);
    write_names(json, "regions", &truth->regions);
    write_counts(json, "apis", &truth->apis);
    write_names(json, "event_ids", &truth->event_ids);
    text_add(json, "},\n");
}

static void write_key(struct text *json, const struct truth_key *key)
{
    bool used_before = key->legitimate_before_s > 0;
    bool dormant = key->hostile > 0 &&
                   (!used_before || key->first_s - key->legitimate_before_s > DORMANT_S) &&
                   (key->legitimate == 0 || key->legitimate_last_s == key->legitimate_before_s);
    text_add(json, "\n    '%s':{'user':'%s','events':%D,'denied':%D", key->key, key->user, key->hostile,
             key->denied);
    write_time(json, "first", key->first_s, key->hostile > 0);
    write_time(json, "last", key->last_s, key->hostile > 0);
    write_names(json, "addresses", &key->addresses);
    text_add(json, ",'legitimate_events':%D", key->legitimate);
    write_time(json, "first_legitimate", key->legitimate_first_s, key->legitimate > 0);
    write_time(json, "last_legitimate", key->legitimate_before_s, used_before);
    write_time(json, "last_legitimate_of_all", key->legitimate_last_s, key->legitimate > 0);
    text_add(json, ",'dormant_30d':%r}", dormant ? "true" : "false");
}

static void write_totals(struct text *json, const struct truth *truth, const struct delivery *delivery)
{
    text_add(json, "  'totals':{'files':%D,'records':%D,'events':%D,'duplicates':%D", delivery->files,
             delivery->records, truth->events, delivery->duplicates);
    write_time(json, "first", truth->first_s, truth->events > 0);
    write_time(json, "last", truth->last_s, truth->events > 0);
    write_names(json, "accounts", &truth->all_accounts);
    write_names(json, "regions", &truth->all_regions);
    text_add(json, "}");
}

static void write_persistence(struct text *json, const struct names *items)
{
    text_add(json, "  'persistence':[");
    for (size_t i = 0; i < items->count; i++)
        text_add(json, "%r\n    %r", i > 0 ? "," : "", items->items[i]);
    text_add(json, "],\n");
}

void truth_write(struct truth *truth, const struct delivery *delivery, const char *scenario, const char *path)
{
    struct text json = {0};
    text_add(&json, "{\n  'scenario':'%s',\n", scenario);
    write_attacker(&json, truth);
    text_add(&json, "  'per_key':{");
    for (size_t i = 0; i < truth->per_key_count; i++) {
        text_add(&json, "%r", i > 0 ? "," : "");
        write_key(&json, &truth->per_key[i]);
    }
    text_add(&json, "},\n");
    write_persistence(&json, &truth->persistence);
    for (size_t i = 0; i + 1 < truth->facts.count; i += 2)
        text_add(&json, "  '%s':%r,\n", truth->facts.items[i], truth->facts.items[i + 1]);
    write_totals(&json, truth, delivery);
    text_add(&json, "\n}\n");
    FILE *file = fopen(path, "w");
    if (!file || fwrite(json.bytes, 1, json.len, file) != json.len || fclose(file) != 0) {
        perror(path);
        exit(1);
    }
    text_done(&json);
}

void truth_done(struct truth *truth)
{
    struct names *all[] = {&truth->addresses,  &truth->keys,         &truth->agents,      &truth->principals,
                           &truth->users,      &truth->apis,         &truth->regions,     &truth->event_ids,
                           &truth->facts,      &truth->all_accounts, &truth->all_regions, &truth->sessions,
                           &truth->persistence};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        names_done(all[i]);
    for (size_t i = 0; i < truth->per_key_count; i++)
        names_done(&truth->per_key[i].addresses);
    free(truth->per_key);
    arena_done(&truth->arena);
    *truth = (struct truth){0};
}
