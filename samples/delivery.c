// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples/delivery.h"

#include "samples/arena.h"
#include "samples/clock.h"
#include "samples/text.h"

#include <errno.h>
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { GRID_S = 300, GZIP_LEVEL = 6 };

struct waiting {
    struct delivery_slot slot;
    int64_t order;
    char *json;
    size_t len;
};

static void fail(const char *what, const char *path)
{
    fprintf(stderr, "gen: cannot %s %s: %s\n", what, path, strerror(errno));
    exit(1);
}

void delivery_init(struct delivery *delivery, const char *root)
{
    *delivery = (struct delivery){.root = root, .rng = rng_stream("delivery", 0)};
    delivery->compressor = libdeflate_alloc_compressor(GZIP_LEVEL);
    if (!delivery->compressor)
        fail("start", "gzip");
}

void delivery_done(struct delivery *delivery)
{
    delivery_flush(delivery, INT64_MAX);
    libdeflate_free_compressor(delivery->compressor);
    free(delivery->waiting);
    *delivery = (struct delivery){0};
}

void delivery_put(struct delivery *delivery, struct delivery_slot slot, const char *json, size_t len)
{
    if (delivery->waiting_count == delivery->waiting_size) {
        delivery->waiting_size = 2 * delivery->waiting_size + 1024;
        delivery->waiting = realloc(delivery->waiting, delivery->waiting_size * sizeof *delivery->waiting);
    }
    char *copy = malloc(len);
    if (!delivery->waiting || !copy)
        fail("queue", "a record");
    memcpy(copy, json, len);
    delivery->waiting[delivery->waiting_count++] =
        (struct waiting){.slot = slot, .order = delivery->records++, .json = copy, .len = len};
}

// Most events of one account, region and grid step share a file; a few arrive with the next one.
static int64_t lag_s(struct delivery *delivery, struct delivery_slot event)
{
    struct rng shared = rng_stream(event.account, event.file_s / GRID_S);
    if (rng_chance(&delivery->rng, 8))
        return rng_between(&delivery->rng, 5, GRID_S);
    return rng_between(&shared, 20, 200);
}

void delivery_add(struct delivery *delivery, struct delivery_slot event, const char *json, size_t len)
{
    int64_t due_s = event.file_s + (delivery->prompt ? 0 : lag_s(delivery, event));
    event.file_s = (due_s + GRID_S - 1) / GRID_S * GRID_S;
    delivery_put(delivery, event, json, len);
    if (!delivery->prompt && rng_chance(&delivery->rng, 1)) {
        event.file_s += GRID_S * rng_between(&delivery->rng, 1, 3);
        delivery->duplicates++;
        delivery_put(delivery, event, json, len);
    }
}

static int compare_slots(const struct delivery_slot *a, const struct delivery_slot *b)
{
    int by_account = strcmp(a->account, b->account);
    if (by_account != 0)
        return by_account;
    int by_region = strcmp(a->region, b->region);
    if (by_region != 0)
        return by_region;
    return (a->file_s > b->file_s) - (a->file_s < b->file_s);
}

static int compare_waiting(const void *left, const void *right)
{
    const struct waiting *a = left, *b = right;
    int by_slot = compare_slots(&a->slot, &b->slot);
    return by_slot != 0 ? by_slot : (a->order > b->order) - (a->order < b->order);
}

static void make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(path, 0777) != 0 && errno != EEXIST)
            fail("create", path);
        *slash = '/';
    }
}

static void write_gzip(struct delivery *delivery, char *path, const struct text *json)
{
    size_t bound = libdeflate_gzip_compress_bound(delivery->compressor, json->len);
    char *gzip = malloc(bound);
    if (!gzip)
        fail("compress", path);
    size_t len = libdeflate_gzip_compress(delivery->compressor, json->bytes, json->len, gzip, bound);
    FILE *file = fopen(path, "wb");
    if (!file && errno == ENOENT) {
        make_folders(path);
        file = fopen(path, "wb");
    }
    if (!file || fwrite(gzip, 1, len, file) != len || fclose(file) != 0)
        fail("write", path);
    free(gzip);
    delivery->files++;
    delivery->json_bytes += (int64_t)json->len;
    delivery->gzip_bytes += (int64_t)len;
}

static void shuffle(struct rng *rng, struct waiting *first, size_t count)
{
    for (size_t i = count - 1; i > 0; i--) {
        size_t j = (size_t)rng_below(rng, (int)i + 1);
        struct waiting swap = first[i];
        first[i] = first[j];
        first[j] = swap;
    }
}

static void write_file(struct delivery *delivery, struct waiting *first, size_t count)
{
    struct arena arena = {0};
    struct text json = {0};
    const struct delivery_slot *slot = &first->slot;
    if (rng_chance(&delivery->rng, 33))
        shuffle(&delivery->rng, first, count);
    text_add(&json, "{'Records':[");
    for (size_t i = 0; i < count; i++) {
        text_append(&json, ",", i > 0);
        text_append(&json, first[i].json, first[i].len);
        free(first[i].json);
    }
    text_add(&json, "]}");
    char *path =
        arena_text(&arena, "%s/AWSLogs/%s/CloudTrail/%s/%s/%s_CloudTrail_%s_%s_%s.json.gz", delivery->root,
                   slot->account, slot->region, clock_folder(&arena, slot->file_s), slot->account,
                   slot->region, clock_stamp(&arena, slot->file_s), rng_alnum(&delivery->rng, &arena, 16));
    write_gzip(delivery, path, &json);
    text_done(&json);
    arena_done(&arena);
}

void delivery_flush(struct delivery *delivery, int64_t until_s)
{
    struct waiting *all = delivery->waiting;
    size_t kept = 0;
    if (delivery->waiting_count > 0)
        qsort(all, delivery->waiting_count, sizeof *all, compare_waiting);
    for (size_t i = 0; i < delivery->waiting_count;) {
        size_t end = i + 1;
        while (end < delivery->waiting_count && compare_slots(&all[i].slot, &all[end].slot) == 0)
            end++;
        if (all[i].slot.file_s < until_s) {
            write_file(delivery, all + i, end - i);
        } else {
            memmove(all + kept, all + i, (end - i) * sizeof *all);
            kept += end - i;
        }
        i = end;
    }
    delivery->waiting_count = kept;
}
