// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/integrity.h"

#include "src/base/alloc.h"
#include "src/base/isotime.h"
#include "src/model/s3name.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A file's time is rounded and its digest may close a little later: at the ends of what digests cover, a file
 * may belong to a digest that is not in the case. */
enum { COVER_MARGIN_S = 15 * 60 };

static const char *const status_names[] = {
    [ATTEST_VALID] = "valid",         [ATTEST_CONSISTENT] = "consistent", [ATTEST_MOVED] = "moved",
    [ATTEST_UNCHECKED] = "unchecked", [ATTEST_UNATTESTED] = "unattested", [ATTEST_EXTRA] = "extra",
    [ATTEST_MISSING] = "missing",     [ATTEST_INVALID] = "invalid",
};
_Static_assert(ARRAY_LEN(status_names) == ATTEST__COUNT, "each status has a name");

static const char *const kind_names[] = {
    [INTEGRITY_DIGEST] = "digest", [INTEGRITY_BACKFILL] = "backfill digest", [INTEGRITY_LOG] = "log"};
_Static_assert(ARRAY_LEN(kind_names) == INTEGRITY_KIND__COUNT, "each kind has a name");

const char *integrity_kind_name(enum integrity_kind kind)
{
    return kind_names[kind];
}

const char *integrity_status_name(enum attest status)
{
    return status_names[status];
}

void integrity_done(struct integrity *integrity)
{
    if (!integrity)
        return;
    free(integrity->objects);
    chain_set_done(&integrity->chains);
    inventory_done(&integrity->inventory);
    arena_done(&integrity->arena);
    *integrity = (struct integrity){0};
}

static void add(struct integrity *integrity, const struct integrity_object *object)
{
    size_t count = integrity->object_count;
    if ((count & (count - 1)) == 0)
        integrity->objects =
            alloc_resize(integrity->objects, count ? 2 * count : 1, sizeof *integrity->objects);
    integrity->objects[integrity->object_count++] = *object;
    integrity->counts[object->kind][object->status]++;
}

static enum integrity_kind kind_of(const struct link *link)
{
    return link->backfill ? INTEGRITY_BACKFILL : INTEGRITY_DIGEST;
}

static void add_chain(struct integrity *integrity, const struct chain *chain)
{
    for (size_t i = 0; i < chain->count; i++) {
        const struct link *link = &chain->links[i];
        add(integrity, &(struct integrity_object){.kind = kind_of(link),
                                                  .status = link->status,
                                                  .object = link->digest.object,
                                                  .path = link->path,
                                                  .reason = link->reason});
    }
    for (size_t i = 0; i < chain->gap_count; i++)
        if (chain->gaps[i].missing)
            add(integrity, &(struct integrity_object){
                               .kind = kind_of(chain->links),
                               .status = ATTEST_MISSING,
                               .object = chain->gaps[i].missing,
                               .reason = "the digest after it names it, but it is not in the case"});
}

/* Whether a file lies where the bucket had it, as far as its path shows. */
static bool is_in_place(const char *path, const char *object)
{
    const char *found = s3name_key(path), *key = s3name_key(object);
    if (!found || !key)
        return true;
    size_t found_len = (size_t)(s3name_base(found) - found), key_len = (size_t)(s3name_base(key) - key);
    return found_len == key_len && memcmp(found, key, key_len) == 0;
}

/* The file whose content has the hash; the one under the recorded name and place before others. */
static struct inventory_file *find_content(const struct inventory *inventory, const struct digest_log *log,
                                           bool *ret_same_name, bool *ret_in_place)
{
    struct inventory_file *best = NULL;
    size_t at, end = inventory_named(inventory, log->object, &at);
    *ret_same_name = *ret_in_place = false;
    for (; at < end; at++) {
        struct inventory_file *file = inventory->by_name[at];
        if (strcasecmp(file->hash, log->hash) != 0)
            continue;
        file->is_named = true;
        *ret_same_name = true;
        if (!best || (!*ret_in_place && is_in_place(file->path, log->object)))
            best = file;
        *ret_in_place = *ret_in_place || is_in_place(file->path, log->object);
    }
    end = inventory_hashed(inventory, log->hash, &at);
    for (; at < end; at++) {
        struct inventory_file *file = inventory->by_hash[at];
        best = best ? best : file;
        file->is_named = file->is_named || !*ret_same_name;
    }
    return best;
}

static void log_verdict(struct integrity_object *object, enum attest status, const char *reason)
{
    object->status = status;
    object->reason = reason;
}

/* The name is in the case, the content is another. */
static void judge_changed(struct integrity *integrity, struct inventory_file *file,
                          struct integrity_object *object)
{
    file->is_named = true;
    object->path = file->path;
    if (file->hash[0])
        log_verdict(object, ATTEST_INVALID, "its content is not what its digest recorded: changed since");
    else if (file->left_out)
        log_verdict(object, ATTEST_UNCHECKED,
                    arena_fmt(&integrity->arena, "%s: its content was never looked at", file->refused));
    else if (file->refused)
        log_verdict(object, ATTEST_INVALID,
                    arena_fmt(&integrity->arena, "invalid format: %s", file->refused));
    else
        log_verdict(
            object, ATTEST_UNCHECKED,
            "taken in by an older trailcase that did not note the hash of the content: ingest it into a "
            "new case");
}

static void judge_found(struct integrity *integrity, const struct link *link,
                        const struct inventory_file *file, bool in_place, struct integrity_object *object)
{
    object->path = file->path;
    if (file->tail_bytes)
        log_verdict(object, ATTEST_INVALID,
                    arena_fmt(&integrity->arena, "%lld extra bytes after the gzip stream",
                              (long long)file->tail_bytes));
    else if (!in_place)
        log_verdict(object, ATTEST_MOVED,
                    "its content is as recorded, but under another name or in another place");
    else if (link->status == ATTEST_VALID)
        log_verdict(object, ATTEST_VALID, NULL);
    else
        log_verdict(object, ATTEST_CONSISTENT,
                    integrity->with_keys ? "as its digest records, whose own signature could not be checked"
                                         : NULL);
}

/* What an invalid digest says is worth nothing, for good or bad. */
static void add_log(struct integrity *integrity, const struct link *link, struct integrity_object *object)
{
    if (link->status == ATTEST_INVALID)
        log_verdict(object, ATTEST_UNCHECKED, "its digest is invalid, so what that records proves nothing");
    add(integrity, object);
}

static void check_log(struct integrity *integrity, const struct link *link, const struct digest_log *log)
{
    struct inventory *inventory = &integrity->inventory;
    struct integrity_object object = {.kind = INTEGRITY_LOG, .object = log->object};
    bool same_name, in_place;
    struct inventory_file *file = find_content(inventory, log, &same_name, &in_place);
    size_t at, end = inventory_named(inventory, log->object, &at);
    if (file)
        judge_found(integrity, link, file, same_name && in_place, &object);
    else if (at == end)
        log_verdict(&object, ATTEST_MISSING, "a digest names it, but it is not in the case");
    if (file || at == end)
        add_log(integrity, link, &object);
    /* Another content under the name is a finding of its own, even beside the right one. */
    for (; at < end; at++) {
        struct inventory_file *other = inventory->by_name[at];
        if (strcasecmp(other->hash, log->hash) == 0 || (file && !other->hash[0]))
            continue;
        judge_changed(integrity, other, &object);
        add_log(integrity, link, &object);
    }
}

/* A time without a hole that the digests of a chain speak of. */
struct cover {
    const struct link *link;
    int64_t from_s, to_s;
};

static void add_cover(struct cover *covers, size_t *count, size_t first, const struct link *link)
{
    const struct digest *digest = &link->digest;
    struct cover *last = *count > first ? &covers[*count - 1] : NULL;
    if (link->status == ATTEST_INVALID)
        return;
    if (!last || digest->start_s > last->to_s)
        covers[(*count)++] = (struct cover){link, digest->start_s, digest->end_s};
    else if (digest->end_s > last->to_s)
        last->to_s = digest->end_s;
}

static struct cover *find_covers(struct integrity *integrity, size_t *ret_count)
{
    const struct chain_set *set = &integrity->chains;
    struct cover *covers = arena_alloc(&integrity->arena, (set->link_count + 1) * sizeof *covers);
    *ret_count = 0;
    for (size_t i = 0; i < set->chain_count; i++) {
        const struct chain *chain = &set->chains[i];
        size_t first = *ret_count;
        for (size_t j = 0; j < chain->usable && !chain->links->backfill; j++)
            add_cover(covers, ret_count, first, chain->order[j]);
    }
    return covers;
}

static bool is_covered(const struct cover *covers, size_t count, const struct s3name *name)
{
    for (size_t i = 0; i < count; i++)
        if (name->delivered_s >= covers[i].from_s + COVER_MARGIN_S &&
            name->delivered_s <= covers[i].to_s - COVER_MARGIN_S &&
            strcmp(covers[i].link->account, name->account) == 0 &&
            strcmp(covers[i].link->region, name->region) == 0)
            return true;
    return false;
}

static void add_unnamed(struct integrity *integrity)
{
    size_t count;
    const struct cover *covers = find_covers(integrity, &count);
    for (size_t i = 0; i < integrity->inventory.count; i++) {
        const struct inventory_file *file = &integrity->inventory.files[i];
        struct s3name name;
        struct integrity_object object = {.kind = INTEGRITY_LOG, .path = file->path};
        if (file->is_digest || file->is_named || file->left_out)
            continue;
        if (!s3name_parse(file->path, &name) || name.kind == S3NAME_DIGEST) {
            integrity->other_files++;
            continue;
        }
        if (is_covered(covers, count, &name))
            log_verdict(
                &object, ATTEST_EXTRA,
                "no digest names it although digests cover its time: added later, or by a trail without "
                "digests");
        else
            log_verdict(&object, ATTEST_UNATTESTED, "no digest in the case covers its time");
        add(integrity, &object);
    }
}

bool integrity_run(struct integrity *ret, struct db *db, const struct keyring *ring, struct err *err)
{
    *ret = (struct integrity){.with_keys = ring->key_count > 0,
                              .fingerprints_unchecked = ring->fingerprints_unchecked};
    if (!chain_set_load(&ret->chains, db, ring, err) || !inventory_load(&ret->inventory, db, err))
        return false;
    for (size_t i = 0; i < ret->chains.chain_count; i++)
        add_chain(ret, &ret->chains.chains[i]);
    for (size_t i = 0; i < ret->chains.link_count; i++) {
        const struct link *link = &ret->chains.links[i];
        for (size_t j = 0; j < link->digest.log_count; j++)
            check_log(ret, link, &link->digest.logs[j]);
    }
    add_unnamed(ret);
    return true;
}

size_t integrity_total(const struct integrity *integrity, enum integrity_kind kind)
{
    size_t total = 0;
    for (int status = 0; status < ATTEST__COUNT; status++)
        total += integrity->counts[kind][status];
    return total;
}

size_t integrity_faults(const struct integrity *integrity, enum integrity_kind kind)
{
    const size_t *counts = integrity->counts[kind];
    return counts[ATTEST_INVALID] + counts[ATTEST_MISSING] + counts[ATTEST_EXTRA];
}

void integrity_claim(const struct integrity *integrity, struct buf *out)
{
    if (integrity->chains.link_count == 0) {
        buf_str(out, "The case holds no digest files, so nothing in it attests its log files. ");
        return;
    }
    if (integrity->with_keys)
        buf_str(out,
                "\"Valid\" means: signed with a public key that was given here, or recorded by a digest that "
                "is. That the keys are those of AWS rests on where they were fetched from. ");
    else
        buf_str(out,
                "No public keys were given, so only hashes and continuity were checked: \"consistent\" means "
                "that the files agree with each other, not that AWS wrote them. ");
    if (integrity->fingerprints_unchecked)
        buf_fmt(out, "%zu public keys could not be held to their fingerprints: OpenSSL offers no MD5 here. ",
                integrity->fingerprints_unchecked);
    buf_str(out,
            "The names of buckets cannot be checked on a copy. Digests deleted from the end of a chain leave "
            "no trace: each chain vouches for nothing after its last digest. ");
}
