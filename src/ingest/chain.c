// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/chain.h"

#include "src/base/alloc.h"
#include "src/base/isotime.h"
#include "src/model/s3name.h"
#include "src/store/codec.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* How long after the end of its hour a digest may be signed: what AWS's own validator allows for. */
enum { SIGNING_S = 2 * HOUR_S };

void chain_set_done(struct chain_set *set)
{
    if (set)
        arena_done(&set->arena);
}

static const char *text_or_empty(struct stmt *stmt, int col, struct arena *arena)
{
    const char *text = stmt_text_dup(stmt, col, arena);
    return text ? text : "";
}

static bool read_link(struct chain_set *set, struct stmt *stmt, struct codec_unpacker *unpacker,
                      struct link *link, struct err *err)
{
    CLEANUP(buf) struct buf text = {0};
    size_t hash_len, len;
    *link = (struct link){
        .source_id = stmt_get_int(stmt, 0),
        .path = text_or_empty(stmt, 1, &set->arena),
        .account = text_or_empty(stmt, 2, &set->arena),
        .region = text_or_empty(stmt, 3, &set->arena),
        .trail = text_or_empty(stmt, 4, &set->arena),
        .home_region = text_or_empty(stmt, 5, &set->arena),
        .backfill = stmt_get_int(stmt, 6) != 0,
        .tail_bytes = stmt_get_int(stmt, 7),
    };
    const unsigned char *hash = stmt_get_blob(stmt, 8, &hash_len);
    const void *frame = stmt_get_blob(stmt, 9, &len);
    if (!hash || hash_len != SHA256_BYTES)
        return err_set(err, ERR_CASE, "digest %s is in the case without its hash", link->path);
    if (!codec_unpack(unpacker, frame, len, &text, err))
        return err_wrap(err, "digest %s", link->path);
    sha256_hex(hash, link->hash);
    digest_parse(&link->digest, &set->arena, buf_text(&text), text.len);
    return true;
}

static bool read_links(struct chain_set *set, struct db *db, struct err *err)
{
    struct stmt *stmt;
    enum stmt_end got = STMT_ERR;
    int64_t count;
    if (!db_stmt(db, QUERY_DIGEST_COUNT, &stmt, err) || !stmt_run_int(stmt, 0, &count, err) ||
        !db_stmt(db, QUERY_DIGEST_ALL, &stmt, err))
        return false;
    set->links = arena_zero(&set->arena, (size_t)count + 1, sizeof *set->links);
    struct codec_unpacker *unpacker = codec_unpacker_new(NULL, NULL);
    while (set->link_count < (size_t)count && (got = stmt_step(stmt, err)) == STMT_ROW) {
        if (!read_link(set, stmt, unpacker, &set->links[set->link_count], err)) {
            got = STMT_ERR;
            break;
        }
        set->link_count++;
    }
    codec_unpacker_free(unpacker);
    stmt_clear(stmt);
    return count == 0 || got != STMT_ERR;
}

static const char *object_of(const struct link *link)
{
    return link->digest.object ? link->digest.object : "";
}

/* Same object and content first beside each other, so that copies can be dropped. */
static int by_content(const void *a, const void *b)
{
    const struct link *left = a, *right = b;
    int order = strcmp(object_of(left), object_of(right));
    if (!order)
        order = strcmp(left->hash, right->hash);
    return order ? order : (left->source_id > right->source_id) - (left->source_id < right->source_id);
}

static int by_chain(const struct link *left, const struct link *right)
{
    const char *const pairs[][2] = {{left->account, right->account},
                                    {left->region, right->region},
                                    {left->trail, right->trail},
                                    {left->home_region, right->home_region}};
    int order = 0;
    for (size_t i = 0; i < ARRAY_LEN(pairs) && !order; i++)
        order = strcmp(pairs[i][0], pairs[i][1]);
    return order ? order : (int)left->backfill - (int)right->backfill;
}

static int by_time(const void *a, const void *b)
{
    const struct link *left = a, *right = b;
    int order = by_chain(left, right);
    if (!order)
        order = (left->digest.end_s > right->digest.end_s) - (left->digest.end_s < right->digest.end_s);
    return order ? order : by_content(a, b);
}

static void drop_copies(struct chain_set *set)
{
    size_t kept = 0;
    qsort(set->links, set->link_count, sizeof *set->links, by_content);
    for (size_t i = 0; i < set->link_count; i++) {
        const struct link *last = kept ? &set->links[kept - 1] : NULL;
        bool is_copy = last && strcmp(last->hash, set->links[i].hash) == 0;
        if (!is_copy)
            set->links[kept++] = set->links[i];
    }
    set->link_count = kept;
}

static int by_object(const void *a, const void *b)
{
    return strcmp(object_of(*(struct link *const *)a), object_of(*(struct link *const *)b));
}

/* The links that have an object key, sorted by it. */
struct index {
    struct link **links;
    size_t count;
};

static size_t first_with_object(const struct index *index, const char *object)
{
    size_t low = 0, high = index->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(object_of(index->links[middle]), object) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool same_text(const char *a, const char *b)
{
    return a && b && strcasecmp(a, b) == 0;
}

static bool signature_fits(const struct keyring *ring, const struct link *link, const char *signature)
{
    CLEANUP(buf) struct buf text = {0};
    CLEANUP(buf) struct buf bytes = {0};
    const struct digest *digest = &link->digest;
    const struct keyring_key *key =
        digest->problem || !digest->fingerprint ? NULL : keyring_find(ring, digest->fingerprint);
    if (!key || !signature || !signature_from_hex(signature, &bytes))
        return false;
    digest_signed_text(digest, link->hash, &text);
    return signature_holds(key->key, text.bytes, text.len, bytes.bytes, bytes.len);
}

/* Of several digests that name the same one before them, believe the one whose signature of it holds. */
static void join(struct link *previous, const struct link *link, const struct keyring *ring)
{
    if (!same_text(previous->hash, link->digest.previous_hash))
        previous->contradictor = link;
    else if (!previous->successor || signature_fits(ring, previous, link->digest.previous_signature))
        previous->successor = link;
}

static void join_all(struct chain_set *set, const struct keyring *ring)
{
    struct index index = {arena_alloc(&set->arena, (set->link_count + 1) * sizeof(struct link *)),
                          set->link_count};
    for (size_t i = 0; i < set->link_count; i++)
        index.links[i] = &set->links[i];
    qsort(index.links, index.count, sizeof *index.links, by_object);
    for (size_t i = 0; i < set->link_count; i++) {
        struct link *link = &set->links[i];
        const char *object = link->digest.previous_object;
        const char *bucket = link->digest.previous_bucket;
        for (size_t at = object ? first_with_object(&index, object) : index.count; at < index.count; at++) {
            struct link *other = index.links[at];
            if (strcmp(object_of(other), object) != 0)
                break;
            if (bucket && other->digest.bucket && strcmp(bucket, other->digest.bucket) != 0)
                continue;
            join(other, link, ring);
            if (!link->previous || same_text(other->hash, link->digest.previous_hash))
                link->previous = other;
        }
    }
}

/* A copy of the tree shows the key from "AWSLogs/" on; a flat folder only the name. */
static bool is_moved(const struct link *link)
{
    const char *object = s3name_key(object_of(link)), *found = s3name_key(link->path);
    if (!object || !found) {
        object = s3name_base(object_of(link));
        found = s3name_base(link->path);
    }
    size_t object_len = (size_t)(s3name_base(object) - object) + s3name_base_len(object);
    size_t found_len = (size_t)(s3name_base(found) - found) + s3name_base_len(found);
    return object_len != found_len || memcmp(object, found, object_len) != 0;
}

static void judge(struct link *link, enum attest status, const char *reason)
{
    link->status = status;
    link->reason = reason;
}

/* AWS lists a key for a time when the key was in use during it; the digest of late files is signed later. */
static bool key_was_in_use(const struct keyring_key *key, const struct link *link)
{
    return link->backfill ||
           ((key->from_s == ISOTIME_NONE || key->from_s <= link->digest.end_s + SIGNING_S) &&
            (key->to_s == ISOTIME_NONE || key->to_s >= link->digest.start_s));
}

static void judge_by_signature(struct link *link, const struct keyring *ring, struct arena *arena)
{
    const struct digest *digest = &link->digest;
    const struct keyring_key *key = keyring_find(ring, digest->fingerprint);
    const struct keyring_signature *apart = keyring_signature_of(ring, digest->object);
    const struct link *after = link->successor ? link->successor : link->contradictor;
    const char *recorded = after ? after->digest.previous_signature : NULL;
    if (!digest->algorithm || strcmp(digest->algorithm, "SHA256withRSA") != 0)
        judge(link, ATTEST_INVALID, "its signature algorithm is not SHA256withRSA");
    else if (!key)
        judge(link, ATTEST_INVALID,
              arena_fmt(arena, "no public key was given for its fingerprint %s", digest->fingerprint));
    else if (!key_was_in_use(key, link))
        judge(link, ATTEST_INVALID, "the public key of its fingerprint was not in use at that time");
    else if ((apart && signature_fits(ring, link, apart->signature)) || signature_fits(ring, link, recorded))
        judge(link, ATTEST_VALID, NULL);
    else if (!link->successor && link->contradictor)
        judge(link, ATTEST_INVALID, "the digest after it records another hash for it: changed since");
    else if (apart || recorded)
        judge(link, ATTEST_INVALID, "its signature does not hold");
    else
        judge(link, ATTEST_UNCHECKED,
              "its signature is not in the case: no digest after it, and no metadata was given for it");
}

static void judge_by_hash(struct link *link, const struct keyring *ring)
{
    const struct keyring_signature *apart = keyring_signature_of(ring, link->digest.object);
    const struct link *after = link->successor;
    if (after && apart && !same_text(apart->signature, after->digest.previous_signature))
        judge(link, ATTEST_INVALID, "the digest after it records another signature than its metadata");
    else if (after)
        judge(link, ATTEST_CONSISTENT, NULL);
    else if (link->contradictor)
        judge(link, ATTEST_INVALID, "the digest after it records another hash for it: changed since");
    else
        judge(link, ATTEST_UNCHECKED, "no digest after it in the case records its hash");
}

static void judge_all(struct chain_set *set, const struct keyring *ring)
{
    for (size_t i = 0; i < set->link_count; i++) {
        struct link *link = &set->links[i];
        if (link->digest.problem)
            judge(link, ATTEST_INVALID, arena_fmt(&set->arena, "invalid format: %s", link->digest.problem));
        else if (link->tail_bytes)
            judge(link, ATTEST_INVALID,
                  arena_fmt(&set->arena, "%lld extra bytes after the gzip stream",
                            (long long)link->tail_bytes));
        else if (is_moved(link))
            judge(link, ATTEST_INVALID,
                  arena_fmt(&set->arena, "moved from its original place, which it says is %s",
                            link->digest.object));
        else if (ring->key_count)
            judge_by_signature(link, ring, &set->arena);
        else
            judge_by_hash(link, ring);
    }
}

static void add_gap(struct chain *chain, const struct link *older, const struct link *link, bool is_missing)
{
    chain->gaps[chain->gap_count++] = (struct chain_gap){
        .from_s = older->digest.end_s,
        .to_s = link->digest.start_s,
        .missing = is_missing ? link->digest.previous_object : NULL,
        .restart = link->digest.previous_object == NULL,
    };
}

static void find_gaps(struct chain *chain, struct arena *arena)
{
    const struct link *older = NULL;
    chain->gaps = arena_zero(arena, chain->count, sizeof *chain->gaps);
    chain->order = arena_zero(arena, chain->count, sizeof *chain->order);
    for (size_t i = 0; i < chain->count; i++) {
        const struct link *link = &chain->links[i];
        if (link->digest.problem)
            continue;
        chain->order[chain->usable++] = link;
        bool is_missing = link->digest.previous_object && !link->previous;
        if (!older)
            chain->open_start = is_missing;
        else if (is_missing || link->digest.start_s > older->digest.end_s || !link->digest.previous_object)
            add_gap(chain, older, link, is_missing);
        older = link;
    }
}

static void split_chains(struct chain_set *set)
{
    set->chains = arena_zero(&set->arena, set->link_count + 1, sizeof *set->chains);
    for (size_t i = 0; i < set->link_count; i++) {
        if (i == 0 || by_chain(&set->links[i - 1], &set->links[i]) != 0)
            set->chains[set->chain_count++].links = &set->links[i];
        set->chains[set->chain_count - 1].count++;
    }
    for (size_t i = 0; i < set->chain_count; i++)
        find_gaps(&set->chains[i], &set->arena);
}

bool chain_set_load(struct chain_set *set, struct db *db, const struct keyring *ring, struct err *err)
{
    *set = (struct chain_set){0};
    if (!read_links(set, db, err))
        return err_wrap(err, "read the digests of the case");
    drop_copies(set);
    qsort(set->links, set->link_count, sizeof *set->links, by_time);
    join_all(set, ring);
    judge_all(set, ring);
    split_chains(set);
    return true;
}
