// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/sha256.h"

#include "src/base/alloc.h"

#include <openssl/evp.h>

static void start(EVP_MD_CTX *ctx)
{
    if (!ctx || EVP_DigestInit_ex(ctx, EVP_sha256(), NULL) != 1)
        alloc_die("OpenSSL offers no SHA-256, without which no evidence can be hashed");
}

void sha256_init(struct sha256 *sha)
{
    sha->ctx = EVP_MD_CTX_new();
    start(sha->ctx);
}

void sha256_update(struct sha256 *sha, const void *bytes, size_t len)
{
    EVP_DigestUpdate(sha->ctx, bytes, len);
}

void sha256_final(struct sha256 *sha, unsigned char out[SHA256_BYTES])
{
    EVP_DigestFinal_ex(sha->ctx, out, NULL);
    start(sha->ctx);
}

void sha256_done(struct sha256 *sha)
{
    if (!sha)
        return;
    EVP_MD_CTX_free(sha->ctx);
    sha->ctx = NULL;
}

void sha256_of(const void *bytes, size_t len, unsigned char out[SHA256_BYTES])
{
    if (EVP_Digest(bytes, len, out, NULL, EVP_sha256(), NULL) != 1)
        alloc_die("OpenSSL offers no SHA-256, without which no evidence can be hashed");
}

enum { BLOCK_BYTES = 64 };

static void pad(struct sha256 *sha, const unsigned char key[SHA256_BYTES], unsigned char with)
{
    unsigned char block[BLOCK_BYTES];
    for (size_t i = 0; i < BLOCK_BYTES; i++)
        block[i] = (unsigned char)((i < SHA256_BYTES ? key[i] : 0) ^ with);
    sha256_update(sha, block, BLOCK_BYTES);
}

void sha256_keyed(const unsigned char key[SHA256_BYTES], const void *bytes, size_t len,
                  unsigned char out[SHA256_BYTES])
{
    CLEANUP(sha256) struct sha256 sha;
    sha256_init(&sha);
    pad(&sha, key, 0x36);
    sha256_update(&sha, bytes, len);
    sha256_final(&sha, out);
    pad(&sha, key, 0x5c);
    sha256_update(&sha, out, SHA256_BYTES);
    sha256_final(&sha, out);
}

const char *sha256_hex(const unsigned char digest[SHA256_BYTES], char out[SHA256_HEX_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < SHA256_BYTES; i++) {
        out[2 * i] = digits[digest[i] >> 4];
        out[2 * i + 1] = digits[digest[i] & 15];
    }
    out[SHA256_HEX_SIZE - 1] = '\0';
    return out;
}
