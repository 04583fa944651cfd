// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/uuid.h"

#include "src/base/alloc.h"

#include <openssl/evp.h>
#include <stdio.h>

enum { SHA1_BYTES = 20 };

static void sha1_of(const unsigned char space[UUID_BYTES], const char *name, size_t len,
                    unsigned char out[SHA1_BYTES])
{
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    if (!ctx || EVP_DigestInit_ex(ctx, EVP_sha1(), NULL) != 1)
        alloc_die("OpenSSL offers no SHA-1, of which ids are made");
    EVP_DigestUpdate(ctx, space, UUID_BYTES);
    EVP_DigestUpdate(ctx, name, len);
    EVP_DigestFinal_ex(ctx, out, NULL);
    EVP_MD_CTX_free(ctx);
}

const char *uuid_of_name(const unsigned char space[UUID_BYTES], const char *name, size_t len,
                         char out[UUID_TEXT_SIZE])
{
    unsigned char u[SHA1_BYTES];
    sha1_of(space, name, len, u);
    u[6] = (unsigned char)((u[6] & 0x0F) | 0x50);
    u[8] = (unsigned char)((u[8] & 0x3F) | 0x80);
    snprintf(out, UUID_TEXT_SIZE, "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
             u[0], u[1], u[2], u[3], u[4], u[5], u[6], u[7], u[8], u[9], u[10], u[11], u[12], u[13], u[14],
             u[15]);
    return out;
}
