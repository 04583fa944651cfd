// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * keyring: what a person brings to check digests with: public keys, and signatures that were kept apart.
 *
 * Keys come as `aws cloudtrail list-public-keys` prints them. A key whose bytes do not give the fingerprint
 * it is listed under makes its file unusable: it is not what AWS served. Where OpenSSL has no MD5 (FIPS) that
 * cannot be seen, and `fingerprints_unchecked` counts such keys.
 *
 * The signature of a digest is not inside it but is S3 metadata of its object, which copying loses. Kept
 * apart, it is the output of `aws s3api head-object`, in a file whose name begins with the digest's.
 */
#ifndef TRAILCASE_INGEST_KEYRING_H
#define TRAILCASE_INGEST_KEYRING_H

#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/ingest/signature.h"

struct keyring_key {
    const char *fingerprint;
    struct signature_key *key;
    int64_t from_s, to_s; /* when AWS signed with it; ISOTIME_NONE when not said */
};

struct keyring_signature {
    const char *file; /* last part of the path */
    const char *signature, *algorithm;
};

struct keyring {
    struct arena arena;
    struct keyring_key *keys;
    size_t key_count, fingerprints_unchecked;
    struct keyring_signature *signatures;
    size_t signature_count;
};

void keyring_done(struct keyring *ring);
CLEANUP_DEFINE(keyring, struct keyring, keyring_done);

/* Add the keys of a file. A file without any is an error. */
bool keyring_load_keys(struct keyring *ring, const char *path, struct err *err) WARN_UNUSED;

/* Add the signatures of one file, or of every file right below a folder that holds one. */
bool keyring_load_metadata(struct keyring *ring, const char *path, struct err *err) WARN_UNUSED;

/* NULL when there is none of that fingerprint. */
const struct keyring_key *keyring_find(const struct keyring *ring, const char *fingerprint);

/* The signature kept for the digest with this object key, or NULL. */
const struct keyring_signature *keyring_signature_of(const struct keyring *ring, const char *object);

#endif
