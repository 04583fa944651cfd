// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sha256: SHA-256 of a stream or of one piece of bytes. The only home of OpenSSL's digests.
 *
 * One context may be used by one thread at a time. Hashing cannot fail; if OpenSSL cannot give SHA-256 at all
 * the program ends, as without it no evidence can be attested.
 */
#ifndef TRAILCASE_BASE_SHA256_H
#define TRAILCASE_BASE_SHA256_H

#include "src/base/attr.h"

enum { SHA256_BYTES = 32, SHA256_HEX_SIZE = 65 };

struct sha256 {
    void *ctx;
};

void sha256_init(struct sha256 *sha);
void sha256_update(struct sha256 *sha, const void *bytes, size_t len);

/* Give the digest of what was fed since init or the last final, and start anew. */
void sha256_final(struct sha256 *sha, unsigned char out[SHA256_BYTES]);
void sha256_done(struct sha256 *sha);
CLEANUP_DEFINE(sha256, struct sha256, sha256_done);

void sha256_of(const void *bytes, size_t len, unsigned char out[SHA256_BYTES]);

/* HMAC-SHA-256 (RFC 2104) with a key of 32 bytes. */
void sha256_keyed(const unsigned char key[SHA256_BYTES], const void *bytes, size_t len,
                  unsigned char out[SHA256_BYTES]);
const char *sha256_hex(const unsigned char digest[SHA256_BYTES], char out[SHA256_HEX_SIZE]);

#endif
