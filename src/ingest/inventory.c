// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/inventory.h"

#include "src/model/s3name.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static int compare_names(const char *a, const char *b)
{
    size_t a_len = s3name_base_len(a), b_len = s3name_base_len(b);
    int order = memcmp(s3name_base(a), s3name_base(b), a_len < b_len ? a_len : b_len);
    return order ? order : (a_len > b_len) - (a_len < b_len);
}

typedef int (*order_fn)(const struct inventory_file *file, const char *wanted);

static int order_name(const struct inventory_file *file, const char *wanted)
{
    return compare_names(file->path, wanted);
}

static int order_hash(const struct inventory_file *file, const char *wanted)
{
    return strcasecmp(file->hash, wanted);
}

static int sort_name(const void *a, const void *b)
{
    const struct inventory_file *left = *(struct inventory_file *const *)a,
                                *right = *(struct inventory_file *const *)b;
    int order = order_name(left, right->path);
    return order ? order : (left > right) - (left < right);
}

static int sort_hash(const void *a, const void *b)
{
    const struct inventory_file *left = *(struct inventory_file *const *)a,
                                *right = *(struct inventory_file *const *)b;
    int order = order_hash(left, right->hash);
    return order ? order : (left > right) - (left < right);
}

static void read_file(struct inventory *inventory, struct stmt *stmt)
{
    size_t len;
    const char *refused = stmt_text_dup(stmt, 3, &inventory->arena), *status = stmt_get_text(stmt, 2, NULL);
    struct inventory_file *file = &inventory->files[inventory->count++];
    *file = (struct inventory_file){
        .source_id = stmt_get_int(stmt, 0),
        .path = stmt_text_dup(stmt, 1, &inventory->arena),
        .refused = strcmp(status, "read") == 0 ? NULL
                   : refused                   ? refused
                                               : "not read",
        .left_out = strcmp(status, "skipped") == 0,
        .tail_bytes = stmt_get_int(stmt, 5),
        .is_digest = stmt_get_int(stmt, 6) != 0,
    };
    const unsigned char *hash = stmt_get_blob(stmt, 4, &len);
    if (hash && len == SHA256_BYTES)
        sha256_hex(hash, file->hash);
}

static struct inventory_file **sorted(struct inventory *inventory, int (*compare)(const void *, const void *))
{
    struct inventory_file **files = arena_alloc(&inventory->arena, (inventory->count + 1) * sizeof *files);
    for (size_t i = 0; i < inventory->count; i++)
        files[i] = &inventory->files[i];
    qsort(files, inventory->count, sizeof *files, compare);
    return files;
}

bool inventory_load(struct inventory *inventory, struct db *db, struct err *err)
{
    struct stmt *stmt;
    enum stmt_end got = STMT_DONE;
    int64_t count, skipped;
    *inventory = (struct inventory){0};
    if (!db_stmt(db, QUERY_SOURCE_COUNT, &stmt, err) || !stmt_run_int(stmt, 0, &count, err) ||
        !db_stmt(db, QUERY_INGEST_SKIPPED_FILE_COUNT, &stmt, err) || !stmt_run_int(stmt, 0, &skipped, err) ||
        !db_stmt(db, QUERY_SOURCE_INVENTORY, &stmt, err))
        return false;
    count += skipped;
    inventory->files = arena_zero(&inventory->arena, (size_t)count + 1, sizeof *inventory->files);
    while (inventory->count < (size_t)count && (got = stmt_step(stmt, err)) == STMT_ROW)
        read_file(inventory, stmt);
    stmt_clear(stmt);
    if (got == STMT_ERR)
        return err_wrap(err, "read the list of files");
    inventory->by_name = sorted(inventory, sort_name);
    inventory->by_hash = sorted(inventory, sort_hash);
    return true;
}

void inventory_done(struct inventory *inventory)
{
    if (inventory)
        arena_done(&inventory->arena);
}

/* The first file that is not before wanted, or with `behind`, the first behind it. */
static size_t bound(struct inventory_file *const *files, size_t count, order_fn order, const char *wanted,
                    bool behind)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int side = order(files[middle], wanted);
        if (side < 0 || (behind && side == 0))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t inventory_named(const struct inventory *inventory, const char *path, size_t *ret_first)
{
    *ret_first = bound(inventory->by_name, inventory->count, order_name, path, false);
    return bound(inventory->by_name, inventory->count, order_name, path, true);
}

size_t inventory_hashed(const struct inventory *inventory, const char *hash, size_t *ret_first)
{
    *ret_first = bound(inventory->by_hash, inventory->count, order_hash, hash, false);
    return bound(inventory->by_hash, inventory->count, order_hash, hash, true);
}
