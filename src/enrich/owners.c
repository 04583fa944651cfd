// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/enrich/owners.h"

#include "src/base/alloc.h"
#include "src/base/file.h"
#include "src/base/isotime.h"
#include "src/base/sha256.h"
#include "src/enrich/mmdb.h"
#include "src/enrich/owners_private.h"
#include "src/enrich/range_text.h"
#include "src/store/query.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX_BYTES = 256 * 1024 * 1024 };

static const char special_path[] = "addresses/special.csv"; /* embedded */

struct place {
    int64_t id;
    unsigned char ip[ADDRESS_BYTES];
};

struct places {
    struct place *items;
    size_t count, size;
};

void owners_done(struct owners *owners)
{
    arena_done(&owners->arena);
    *owners = (struct owners){0};
}

static bool read_places(struct places *places, struct db *db, struct err *err)
{
    struct stmt *stmt;
    enum stmt_end end;
    if (!db_stmt(db, QUERY_ENRICH_ADDRESSES, &stmt, err))
        return false;
    while ((end = stmt_step(stmt, err)) == STMT_ROW) {
        size_t len;
        const void *ip = stmt_get_blob(stmt, 1, &len);
        if (len != ADDRESS_BYTES)
            continue;
        if (places->count == places->size) {
            places->size = places->size ? places->size * 2 : 256;
            places->items = alloc_resize(places->items, places->size, sizeof *places->items);
        }
        places->items[places->count].id = stmt_get_int(stmt, 0);
        memcpy(places->items[places->count++].ip, ip, ADDRESS_BYTES);
    }
    return end == STMT_DONE;
}

static bool read_sources(struct owners *ret, struct db *db, struct err *err)
{
    struct stmt *stmt;
    enum stmt_end end;
    if (!db_stmt(db, QUERY_ENRICH_SOURCES, &stmt, err))
        return false;
    ret->count = 0;
    while ((end = stmt_step(stmt, err)) == STMT_ROW) {
        if ((ret->count & (ret->count - 1)) == 0) {
            struct owners_source *more = arena_zero(&ret->arena, ret->count * 2 + 1, sizeof *more);
            if (ret->count)
                memcpy(more, ret->sources, ret->count * sizeof *more);
            ret->sources = more;
        }
        ret->sources[ret->count++] = (struct owners_source){
            .id = stmt_get_int(stmt, 0),
            .kind = stmt_text_dup(stmt, 1, &ret->arena),
            .name = stmt_text_dup(stmt, 2, &ret->arena),
            .path = stmt_text_dup(stmt, 3, &ret->arena),
            .verdict = stmt_text_dup(stmt, 4, &ret->arena),
            .entries = stmt_is_null(stmt, 5) ? -1 : stmt_get_int(stmt, 5),
            .read_s = stmt_get_time(stmt, 6),
            .addresses = stmt_get_int(stmt, 7),
        };
    }
    return end == STMT_DONE;
}

static bool add_fact(struct db *db, const struct owners_source *source, const struct place *place,
                     const struct mmdb_entry *entry, const char *label, struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_ENRICH_FACT_ADD, &stmt, err))
        return false;
    stmt_int(stmt, ":address_id", place->id);
    stmt_int(stmt, ":source_id", source->id);
    if (entry->asn)
        stmt_int(stmt, ":asn", entry->asn);
    stmt_text(stmt, ":owner", entry->owner);
    stmt_text(stmt, ":country", entry->country);
    stmt_text(stmt, ":city", entry->city);
    stmt_text(stmt, ":label", label);
    return stmt_run(stmt, err);
}

/* --- what one file says --- */

static bool ask_mmdb(struct db *db, struct owners_source *source, struct mmdb *mmdb,
                     const struct places *places, struct err *err)
{
    for (size_t i = 0; i < places->count; i++) {
        CLEANUP(arena) struct arena arena = {0};
        struct mmdb_entry entry;
        if (!mmdb_find(mmdb, places->items[i].ip, &arena, &entry, err))
            return false;
        bool is_told = entry.asn || entry.owner || entry.country || entry.city;
        if (is_told && !add_fact(db, source, &places->items[i], &entry, NULL, err))
            return false;
        source->addresses += is_told;
    }
    return true;
}

/* Is it sound wherever it will be asked? Found out before what it said earlier is dropped. */
static bool is_sound(struct mmdb *mmdb, const struct places *places, struct err *err)
{
    for (size_t i = 0; i < places->count; i++) {
        CLEANUP(arena) struct arena arena = {0};
        struct mmdb_entry entry;
        if (!mmdb_find(mmdb, places->items[i].ip, &arena, &entry, err))
            return false;
    }
    return true;
}

static bool ask_ranges(struct db *db, struct owners_source *source, struct ranges *ranges,
                       const struct places *places, struct err *err)
{
    static const struct mmdb_entry nothing;
    ranges_sort(ranges);
    source->entries = (int64_t)ranges->count;
    for (size_t i = 0; i < places->count; i++) {
        const struct range *range = ranges_find(ranges, places->items[i].ip);
        if (range && !add_fact(db, source, &places->items[i], &nothing, range->label, err))
            return false;
        source->addresses += range != NULL;
    }
    return true;
}

static bool clear(struct db *db, struct owners_source *source, struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_ENRICH_CLEAR, &stmt, err))
        return false;
    stmt_int(stmt, ":source_id", source->id);
    source->addresses = 0;
    source->entries = -1;
    source->read_s = isotime_now();
    return stmt_run(stmt, err);
}

static bool note_read(struct db *db, const struct owners_source *source,
                      const unsigned char digest[SHA256_BYTES], struct err *err)
{
    struct stmt *stmt;
    if (!db_stmt(db, QUERY_ENRICH_READ, &stmt, err))
        return false;
    stmt_int(stmt, ":source_id", source->id);
    stmt_blob(stmt, ":sha256", digest, SHA256_BYTES);
    if (source->entries >= 0)
        stmt_int(stmt, ":entries", source->entries);
    stmt_int(stmt, ":read_s", source->read_s);
    return stmt_run(stmt, err);
}

static bool hash_file(const char *path, unsigned char digest[SHA256_BYTES], struct err *err)
{
    static const size_t piece_bytes = 1 << 16;
    CLEANUP(sha256) struct sha256 sha = {0};
    CLEANUP(str) char *piece = alloc_zero(piece_bytes, 1);
    FILE *file = fopen(path, "rbe");
    size_t got;
    if (!file)
        return err_errno(err, "open %s", path);
    sha256_init(&sha);
    while ((got = fread(piece, 1, piece_bytes, file)) > 0)
        sha256_update(&sha, piece, got);
    bool failed = ferror(file);
    fclose(file);
    sha256_final(&sha, digest);
    return !failed || err_set(err, ERR_IO, "read %s", path);
}

/* A file that was read once may be gone by now: say so and go on without it. */
static bool lose(struct owners *owners, struct owners_source *source, struct err *err)
{
    if (source->read_s == ISOTIME_NONE || err->code == ERR_SQL || err->code == ERR_CANCELLED)
        return false;
    source->missing = arena_str(&owners->arena, err->text);
    return true;
}

static bool tell_mmdb(struct owners *owners, struct owners_source *source, struct db *db,
                      const struct places *places, struct err *err)
{
    CLEANUP(mmdb) struct mmdb *mmdb = NULL;
    unsigned char digest[SHA256_BYTES];
    if (!mmdb_open(&mmdb, source->path, err) || !hash_file(source->path, digest, err) ||
        !is_sound(mmdb, places, err))
        return lose(owners, source, err);
    return clear(db, source, err) && ask_mmdb(db, source, mmdb, places, err) &&
           note_read(db, source, digest, err);
}

static bool read_ranges(struct owners_source *source, struct ranges *ranges,
                        unsigned char digest[SHA256_BYTES], struct err *err)
{
    CLEANUP(buf) struct buf text = {0};
    if (!file_read(source->path, TEXT_MAX_BYTES, &text, err))
        return false;
    sha256_of(buf_text(&text), text.len, digest);
    if (strcmp(source->kind, "ranges") == 0)
        return range_text_published(ranges, buf_text(&text), text.len, source->path, err);
    range_text_list(ranges, buf_text(&text), text.len, &source->odd_lines);
    return ranges->count ||
           err_set(err, ERR_FORMAT, "%s holds no address: one a line is expected, or a prefix 203.0.113.0/24",
                   source->path);
}

static bool tell_ranges(struct owners *owners, struct owners_source *source, struct db *db,
                        const struct places *places, struct err *err)
{
    CLEANUP(ranges) struct ranges ranges = {0};
    unsigned char digest[SHA256_BYTES];
    if (!read_ranges(source, &ranges, digest, err))
        return lose(owners, source, err);
    return clear(db, source, err) && ask_ranges(db, source, &ranges, places, err) &&
           note_read(db, source, digest, err);
}

static bool tell_special(struct owners_source *source, struct db *db, const struct places *places,
                         struct err *err)
{
    CLEANUP(ranges) struct ranges ranges = {0};
    unsigned char digest[SHA256_BYTES];
    size_t len;
    const char *text = query_data(special_path, &len);
    sha256_of(text, len, digest);
    range_text_list(&ranges, text, len, &source->odd_lines);
    return clear(db, source, err) && ask_ranges(db, source, &ranges, places, err) &&
           note_read(db, source, digest, err);
}

static bool tell_one(struct owners *owners, struct owners_source *source, struct db *db,
                     const struct places *places, struct err *err)
{
    if (strcmp(source->kind, "mmdb") == 0)
        return tell_mmdb(owners, source, db, places, err);
    if (strcmp(source->path, special_path) == 0)
        return tell_special(source, db, places, err);
    return tell_ranges(owners, source, db, places, err);
}

/* --- all of them --- */

static bool tell_all(struct owners *ret, struct db *db, const struct places *places, struct err *err)
{
    for (size_t i = 0; i < ret->count; i++)
        if (!tell_one(ret, &ret->sources[i], db, places, err))
            return false;
    return db_run(db, QUERY_ENRICH_FORGET_FACTS, err) && db_run(db, QUERY_ENRICH_OWNER_CLEAR, err) &&
           db_run(db, QUERY_ENRICH_OWNER_FILL, err) && db_run(db, QUERY_ENRICH_TOLD, err);
}

bool owners_tell(struct owners *ret, struct db *db, struct err *err)
{
    struct places places = {0};
    *ret = (struct owners){0};
    bool done = owners_remember(db, "ranges", "special addresses", special_path, NULL, err) &&
                read_sources(ret, db, err) && read_places(&places, db, err) &&
                tell_all(ret, db, &places, err);
    free(places.items);
    if (!done)
        owners_done(ret);
    return done;
}

bool owners_refresh(struct owners *ret, struct db *db, struct err *err)
{
    struct stmt *stmt;
    int64_t behind;
    *ret = (struct owners){0};
    if (!db_stmt(db, QUERY_ENRICH_BEHIND, &stmt, err) || !stmt_run_int(stmt, 0, &behind, err))
        return false;
    if (!behind)
        return true;
    if (!db_begin(db, err))
        return false;
    if (owners_tell(ret, db, err) && db_commit(db, err))
        return true;
    db_rollback(db);
    owners_done(ret);
    return err_wrap(err, "tell the owners of addresses");
}
