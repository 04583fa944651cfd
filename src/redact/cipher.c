// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/redact/cipher.h"

#include "src/base/buf.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { V4_AT = 12, PREFIX_LEN = 4, CODED_LEN = 9, BITS_EACH = 5 };

static const char base32[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/* Ranges that stay ranges of their kind; `whole`: each address in them stays itself. */
struct special {
    unsigned char bytes[CIPHER_ADDRESS_BYTES];
    unsigned bits;
    bool whole;
};

#define V4(a, b) 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, a, b

static const struct special specials[] = {
    {{V4(0, 0)}, 96 + 8, true},
    {{V4(10, 0)}, 96 + 8, false},
    {{V4(100, 64)}, 96 + 10, false},
    {{V4(127, 0)}, 96 + 8, true},
    {{V4(169, 254)}, 96 + 16, true},
    {{V4(172, 16)}, 96 + 12, false},
    {{V4(192, 168)}, 96 + 16, false},
    {{V4(224, 0)}, 96 + 3, true},
    {{0}, 80, true},
    {{0x20}, 3, false},
    {{0xFC}, 7, false},
    {{0xFE, 0x80}, 10, false},
    {{0xFF}, 8, true},
};

static bool is_v4(const unsigned char in[CIPHER_ADDRESS_BYTES])
{
    static const unsigned char mapped[V4_AT] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    return memcmp(in, mapped, V4_AT) == 0;
}

/* Do the first n bits agree? */
static bool agree(const unsigned char *a, const unsigned char *b, unsigned n)
{
    unsigned whole = n / 8, rest = n % 8;
    return memcmp(a, b, whole) == 0 && (rest == 0 || ((a[whole] ^ b[whole]) >> (8 - rest)) == 0);
}

static bool stays(const unsigned char in[CIPHER_ADDRESS_BYTES])
{
    for (size_t i = 0; i < ARRAY_LEN(specials); i++)
        if (specials[i].whole && is_v4(specials[i].bytes) == is_v4(in) &&
            agree(specials[i].bytes, in, specials[i].bits))
            return true;
    return false;
}

/* May a special range still begin with these n bits? Then the next bit has to stay. */
static bool is_pinned(const unsigned char in[CIPHER_ADDRESS_BYTES], unsigned n)
{
    for (size_t i = 0; i < ARRAY_LEN(specials); i++)
        if (specials[i].bits > n && is_v4(specials[i].bytes) == is_v4(in) && agree(specials[i].bytes, in, n))
            return true;
    return false;
}

/* One bit out of the n bits before it. */
static unsigned flip(const struct cipher *cipher, const unsigned char in[CIPHER_ADDRESS_BYTES], unsigned n)
{
    unsigned char text[2 + CIPHER_ADDRESS_BYTES] = {'a', (unsigned char)n}, digest[SHA256_BYTES];
    memcpy(text + 2, in, n / 8);
    if (n % 8)
        text[2 + n / 8] = (unsigned char)(in[n / 8] & ~(0xFFU >> (n % 8)));
    sha256_keyed(cipher->key, text, sizeof text, digest);
    return digest[0] & 1;
}

void cipher_address(const struct cipher *cipher, const unsigned char in[CIPHER_ADDRESS_BYTES],
                    unsigned char out[CIPHER_ADDRESS_BYTES])
{
    memcpy(out, in, CIPHER_ADDRESS_BYTES);
    if (stays(in))
        return;
    for (unsigned n = is_v4(in) ? V4_AT * 8 : 0; n < CIPHER_ADDRESS_BYTES * 8; n++)
        if (!is_pinned(in, n) && flip(cipher, in, n))
            out[n / 8] ^= (unsigned char)(0x80U >> (n % 8));
}

static void digest_of(const struct cipher *cipher, char what, const char *value, unsigned round,
                      unsigned char out[SHA256_BYTES])
{
    CLEANUP(buf) struct buf text = {0};
    buf_fmt(&text, "%c%u:%s", what, round, value);
    sha256_keyed(cipher->key, text.bytes, text.len, out);
}

static uint64_t number_of(const unsigned char digest[SHA256_BYTES])
{
    uint64_t number = 0;
    for (size_t i = 0; i < sizeof number; i++)
        number = number << 8 | digest[i];
    return number;
}

void cipher_account(const struct cipher *cipher, const char *value, unsigned round,
                    char out[CIPHER_ACCOUNT_SIZE])
{
    unsigned char digest[SHA256_BYTES];
    digest_of(cipher, 'c', value, round, digest);
    snprintf(out, CIPHER_ACCOUNT_SIZE, "%012" PRIu64, number_of(digest) % UINT64_C(1000000000000));
}

/* The nine characters that tell an account: a one, its forty bits, four bits of the digest. */
static void put_account(const char *account, unsigned last, char *out)
{
    uint64_t bits = UINT64_C(1) << 44 | strtoull(account, NULL, 10) << 4 | (last & 15);
    for (size_t i = CODED_LEN; i-- > 0; bits >>= BITS_EACH)
        out[i] = base32[bits & 31];
}

void cipher_unique_id(const struct cipher *cipher, const char *value, const char *account, unsigned round,
                      char *out)
{
    unsigned char digest[SHA256_BYTES];
    size_t len = strlen(value);
    digest_of(cipher, 'u', value, round, digest);
    memcpy(out, value, len + 1);
    for (size_t i = PREFIX_LEN; i < len; i++)
        out[i] = base32[(digest[i % SHA256_BYTES] + i / SHA256_BYTES) & 31];
    if (account)
        put_account(account, digest[0], out + PREFIX_LEN);
}

void cipher_hex_id(const struct cipher *cipher, const char *value, unsigned round, char *out)
{
    unsigned char digest[SHA256_BYTES];
    size_t at = (size_t)(strrchr(value, '-') - value) + 1;
    digest_of(cipher, 'x', value, round, digest);
    memcpy(out, value, at);
    for (size_t i = 0; value[at]; at++, i++)
        out[at] = "0123456789abcdef"[digest[i % SHA256_BYTES] & 15];
    out[at] = '\0';
}

void cipher_name(const struct cipher *cipher, const char *value, unsigned round, char out[CIPHER_NAME_SIZE])
{
    unsigned char digest[SHA256_BYTES];
    digest_of(cipher, 'n', value, round, digest);
    for (size_t i = 0; i + 1 < CIPHER_NAME_SIZE; i++)
        out[i] = "abcdefghijklmnopqrstuvwxyz234567"[digest[i] & 31];
    out[CIPHER_NAME_SIZE - 1] = '\0';
}
