// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/keyring.h"

#include "src/base/alloc.h"
#include "src/base/file.h"
#include "src/base/isotime.h"
#include "src/base/json.h"
#include "src/model/s3name.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

/* Thousands of keys, or one answer of head-object: anything larger is another file. */
enum { FILE_MAX_BYTES = 16 * 1024 * 1024 };

void keyring_done(struct keyring *ring)
{
    if (!ring)
        return;
    for (size_t i = 0; i < ring->key_count; i++)
        signature_key_free(ring->keys[i].key);
    free(ring->keys);
    free(ring->signatures);
    arena_done(&ring->arena);
    *ring = (struct keyring){0};
}

/* AWS prints "Fingerprint" here and "fingerprint" there. */
static const struct json *member(const struct json *object, const char *name)
{
    for (const struct json *item = json_first(object); item; item = json_next(item))
        if (json_name(item) && strcasecmp(json_name(item), name) == 0)
            return item;
    return NULL;
}

/* Seconds since the epoch as a number, or ISO text. */
static int64_t moment(const struct json *node)
{
    const char *text = json_str(node);
    int64_t time_s;
    if (text)
        return isotime_parse(text, strlen(text), &time_s) ? time_s : ISOTIME_NONE;
    double number = json_number(node, NAN);
    return number > -1e11 && number < 1e11 ? (int64_t)number : ISOTIME_NONE;
}

static bool add_key(struct keyring *ring, const struct json *item, const char *path, struct err *err)
{
    CLEANUP(buf) struct buf der = {0};
    char computed[SIGNATURE_FINGERPRINT_SIZE];
    const char *value = json_str(member(item, "Value"));
    const char *fingerprint = json_str(member(item, "Fingerprint"));
    if (!value || !fingerprint)
        return err_set(err, ERR_FORMAT, "a key in %s has no Value or no Fingerprint", path);
    struct signature_key *key =
        signature_from_base64(value, &der) ? signature_key_new(der.bytes, der.len) : NULL;
    if (!key)
        return err_set(err, ERR_FORMAT, "the key %.64s in %s is no RSA public key", fingerprint, path);
    if (!signature_fingerprint(der.bytes, der.len, computed))
        ring->fingerprints_unchecked++;
    else if (strcasecmp(computed, fingerprint) != 0) {
        signature_key_free(key);
        return err_set(err, ERR_FORMAT,
                       "the key listed as %.64s in %s has the fingerprint %s: fetch the keys "
                       "again, from AWS",
                       fingerprint, path, computed);
    }
    ring->keys = alloc_resize(ring->keys, ring->key_count + 1, sizeof *ring->keys);
    ring->keys[ring->key_count++] = (struct keyring_key){
        .fingerprint = arena_str(&ring->arena, fingerprint),
        .key = key,
        .from_s = moment(member(item, "ValidityStartTime")),
        .to_s = moment(member(item, "ValidityEndTime")),
    };
    return true;
}

bool keyring_load_keys(struct keyring *ring, const char *path, struct err *err)
{
    CLEANUP(buf) struct buf text = {0};
    CLEANUP(arena) struct arena arena = {0};
    if (!file_read(path, FILE_MAX_BYTES, &text, err))
        return err_wrap(err, "public keys");
    const struct json *list = member(json_parse(&arena, buf_text(&text), text.len, NULL), "PublicKeyList");
    if (json_count(list) == 0)
        return err_set(err, ERR_FORMAT,
                       "%s holds no public keys: give it the output of 'aws cloudtrail "
                       "list-public-keys --start-time ... --end-time ... --region ...'",
                       path);
    for (const struct json *item = json_first(list); item; item = json_next(item))
        if (!add_key(ring, item, path, err))
            return false;
    return true;
}

/* *ret_found tells whether it was an answer of head-object with a signature. */
static bool add_signature(struct keyring *ring, const char *path, bool *ret_found, struct err *err)
{
    CLEANUP(buf) struct buf text = {0};
    CLEANUP(arena) struct arena arena = {0};
    if (!file_read(path, FILE_MAX_BYTES, &text, err))
        return false;
    const struct json *metadata = member(json_parse(&arena, buf_text(&text), text.len, NULL), "Metadata");
    const char *signature = json_str(member(metadata, "signature"));
    if (!signature)
        signature = json_str(member(metadata, "x-amz-meta-signature"));
    const char *algorithm = json_str(member(metadata, "signature-algorithm"));
    if (!algorithm)
        algorithm = json_str(member(metadata, "x-amz-meta-signature-algorithm"));
    *ret_found = signature != NULL;
    if (!signature)
        return true;
    ring->signatures = alloc_resize(ring->signatures, ring->signature_count + 1, sizeof *ring->signatures);
    ring->signatures[ring->signature_count++] = (struct keyring_signature){
        .file = arena_str(&ring->arena, s3name_base(path)),
        .signature = arena_str(&ring->arena, signature),
        .algorithm = arena_str(&ring->arena, algorithm),
    };
    return true;
}

static bool load_folder(struct keyring *ring, DIR *dir, const char *path, struct err *err)
{
    const struct dirent *entry;
    struct stat st;
    bool done = true, found;
    while (done && (entry = readdir(dir)) != NULL) {
        char *file = alloc_fmt("%s/%s", path, entry->d_name);
        if (stat(file, &st) == 0 && S_ISREG(st.st_mode))
            done = add_signature(ring, file, &found, err);
        str_free(file);
    }
    return done;
}

bool keyring_load_metadata(struct keyring *ring, const char *path, struct err *err)
{
    size_t before = ring->signature_count;
    bool found, done;
    DIR *dir = opendir(path);
    done = dir ? load_folder(ring, dir, path, err) : add_signature(ring, path, &found, err);
    if (dir)
        closedir(dir);
    if (!done)
        return err_wrap(err, "metadata of digests");
    return ring->signature_count > before ||
           err_set(err, ERR_FORMAT,
                   "%s holds no signature: save the output of 'aws s3api head-object' for a "
                   "digest under the digest's name",
                   path);
}

const struct keyring_key *keyring_find(const struct keyring *ring, const char *fingerprint)
{
    for (size_t i = 0; i < ring->key_count; i++)
        if (strcasecmp(ring->keys[i].fingerprint, fingerprint) == 0)
            return &ring->keys[i];
    return NULL;
}

const struct keyring_signature *keyring_signature_of(const struct keyring *ring, const char *object)
{
    static const char extension[] = ".json";
    const char *base = s3name_base(object);
    size_t len = s3name_base_len(object);
    if (len > sizeof extension && memcmp(base + len - 5, extension, 5) == 0)
        len -= 5;
    for (size_t i = 0; i < ring->signature_count; i++) {
        const char *file = ring->signatures[i].file;
        /* "…Z" must not take what was kept for "…Z_backfill". */
        if (strncmp(file, base, len) == 0 && !isalnum((unsigned char)file[len]) && file[len] != '_')
            return &ring->signatures[i];
    }
    return NULL;
}
