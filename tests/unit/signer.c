// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/signer.h"

#include <stdio.h>
#include <stdlib.h>

#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

static void demand(bool done)
{
    if (!done)
        abort();
}

void signer_init(struct signer *signer)
{
    CLEANUP(buf) struct buf der = {0};
    signer->key = EVP_RSA_gen(2048);
    demand(signer->key);
    signer_public(signer, true, &der);
    demand(signature_fingerprint(der.bytes, der.len, signer->fingerprint));
}

void signer_done(struct signer *signer)
{
    EVP_PKEY_free(signer->key);
    signer->key = NULL;
}

void signer_public(const struct signer *signer, bool bare, struct buf *out)
{
    unsigned char *der = NULL;
    int len = bare ? i2d_PublicKey(signer->key, &der) : i2d_PUBKEY(signer->key, &der);
    demand(len > 0);
    buf_append(out, der, (size_t)len);
    OPENSSL_free(der);
}

void signer_sign(const struct signer *signer, const struct buf *text, char out[SIGNER_HEX_SIZE])
{
    unsigned char bytes[SIGNER_HEX_SIZE / 2];
    size_t len = sizeof bytes;
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    demand(EVP_DigestSignInit_ex(ctx, NULL, "SHA256", NULL, NULL, signer->key, NULL) == 1);
    demand(EVP_DigestSign(ctx, bytes, &len, (unsigned char *)text->bytes, text->len) == 1);
    EVP_MD_CTX_free(ctx);
    for (size_t i = 0; i < len; i++)
        snprintf(out + 2 * i, 3, "%02x", bytes[i]);
}

void signer_write_keys(const struct signer *signer, const char *file, const char *fingerprint)
{
    CLEANUP(buf) struct buf der = {0};
    unsigned char base64[1024];
    signer_public(signer, true, &der);
    EVP_EncodeBlock(base64, (unsigned char *)der.bytes, (int)der.len);
    FILE *out = fopen(file, "w");
    demand(out);
    fprintf(out,
            "{\"PublicKeyList\":[{\"Value\":\"%s\",\"ValidityStartTime\":1577836800.0,"
            "\"ValidityEndTime\":\"2020-12-31T00:00:00+00:00\",\"Fingerprint\":\"%s\"}]}",
            base64, fingerprint);
    demand(fclose(out) == 0);
}
