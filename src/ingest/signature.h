// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * signature: checking an RSA signature with a public key, by OpenSSL 3. The only home of it beside sha256.
 *
 * What CloudTrail uses: RSASSA-PKCS1-v1_5 over SHA-256. A key comes as DER, either a bare PKCS#1 RSAPublicKey
 * or a SubjectPublicKeyInfo; both are taken. A key is immutable once made; any number of threads may use it.
 * Input is hostile: nothing here fails but by returning false or NULL.
 */
#ifndef TRAILCASE_INGEST_SIGNATURE_H
#define TRAILCASE_INGEST_SIGNATURE_H

#include "src/base/buf.h"

struct signature_key;

/* NULL when the bytes are no RSA public key. */
struct signature_key *signature_key_new(const void *der, size_t len) WARN_UNUSED;
void signature_key_free(struct signature_key *key);

/* True when signature is that of text under the key. */
bool signature_holds(const struct signature_key *key, const void *text, size_t text_len,
                     const void *signature, size_t signature_len) WARN_UNUSED;

enum { SIGNATURE_FINGERPRINT_SIZE = 33 };

/* The MD5 of the DER bytes in hex, which is how CloudTrail names its keys. False where OpenSSL has no MD5, as
 * in FIPS mode: then a fingerprint cannot be checked. */
bool signature_fingerprint(const void *der, size_t len, char out[SIGNATURE_FINGERPRINT_SIZE]) WARN_UNUSED;

/* Append the bytes that base64 text stands for, white space ignored. False for anything else. */
bool signature_from_base64(const char *text, struct buf *out) WARN_UNUSED;

/* Append the bytes that hex text stands for. False for anything else. */
bool signature_from_hex(const char *text, struct buf *out) WARN_UNUSED;

#endif
