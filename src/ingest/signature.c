// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/signature.h"

#include <ctype.h>
#include <string.h>

#include <openssl/decoder.h>
#include <openssl/err.h>
#include <openssl/evp.h>

/* An EVP_PKEY by another name, so that no header of OpenSSL is needed outside. */
struct signature_key;

struct signature_key *signature_key_new(const void *der, size_t len)
{
    EVP_PKEY *key = NULL;
    const unsigned char *at = der;
    OSSL_DECODER_CTX *ctx =
        OSSL_DECODER_CTX_new_for_pkey(&key, "DER", NULL, "RSA", EVP_PKEY_PUBLIC_KEY, NULL, NULL);
    if (ctx && OSSL_DECODER_from_data(ctx, &at, &len) != 1) {
        EVP_PKEY_free(key);
        key = NULL;
    }
    OSSL_DECODER_CTX_free(ctx);
    ERR_clear_error();
    return (struct signature_key *)key;
}

void signature_key_free(struct signature_key *key)
{
    EVP_PKEY_free((EVP_PKEY *)key);
}

bool signature_holds(const struct signature_key *key, const void *text, size_t text_len,
                     const void *signature, size_t signature_len)
{
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    bool holds = ctx &&
                 EVP_DigestVerifyInit_ex(ctx, NULL, "SHA256", NULL, NULL, (EVP_PKEY *)key, NULL) == 1 &&
                 EVP_DigestVerify(ctx, signature, signature_len, text, text_len) == 1;
    EVP_MD_CTX_free(ctx);
    ERR_clear_error();
    return holds;
}

bool signature_fingerprint(const void *der, size_t len, char out[SIGNATURE_FINGERPRINT_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char md5[16];
    size_t md5_len = sizeof md5;
    if (EVP_Q_digest(NULL, "MD5", NULL, der, len, md5, &md5_len) != 1) {
        ERR_clear_error();
        return false;
    }
    for (size_t i = 0; i < sizeof md5; i++) {
        out[2 * i] = digits[md5[i] >> 4];
        out[2 * i + 1] = digits[md5[i] & 15];
    }
    out[SIGNATURE_FINGERPRINT_SIZE - 1] = '\0';
    return true;
}

static int base64_value(char c)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = c ? strchr(alphabet, c) : NULL;
    return at ? (int)(at - alphabet) : -1;
}

bool signature_from_base64(const char *text, struct buf *out)
{
    uint32_t bits = 0;
    unsigned have = 0, count = 0, padding = 0;
    for (; *text; text++) {
        if (isspace((unsigned char)*text))
            continue;
        count++;
        if (*text == '=') {
            padding++;
            continue;
        }
        int value = base64_value(*text);
        if (value < 0 || padding)
            return false;
        bits = bits << 6 | (uint32_t)value;
        have += 6;
        if (have >= 8) {
            have -= 8;
            if (!buf_char(out, (char)(bits >> have & 0xff)))
                return false;
        }
    }
    return count % 4 == 0 && padding <= 2;
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool signature_from_hex(const char *text, struct buf *out)
{
    for (; *text; text += 2) {
        int high = hex_value(text[0]), low = high < 0 ? -1 : hex_value(text[1]);
        if (low < 0 || !buf_char(out, (char)(high << 4 | low)))
            return false;
    }
    return true;
}
