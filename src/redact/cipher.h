// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * cipher: from a key and a value to a pseudonym, always the same for both. Pure functions, any thread.
 *
 * Addresses keep their neighbours: two that share their first n bits have pseudonyms that share exactly as
 * many, so ranges stay ranges. Private ranges, loopback and the like stay what they are, and nothing else
 * becomes one; that fixes the first bits of some public ones too (of 203.0.113.7 the first five).
 */
#ifndef TRAILCASE_REDACT_CIPHER_H
#define TRAILCASE_REDACT_CIPHER_H

#include "src/base/sha256.h"

struct cipher {
    unsigned char key[SHA256_BYTES];
};

/* Sixteen bytes as address_ip() gives them. */
enum { CIPHER_ADDRESS_BYTES = 16 };
void cipher_address(const struct cipher *cipher, const unsigned char in[CIPHER_ADDRESS_BYTES],
                    unsigned char out[CIPHER_ADDRESS_BYTES]);

/* Twelve digits. `round` counts up from 0 when a pseudonym is taken; the same below. */
enum { CIPHER_ACCOUNT_SIZE = 13 };
void cipher_account(const struct cipher *cipher, const char *value, unsigned round,
                    char out[CIPHER_ACCOUNT_SIZE]);

/*
 * An access key id or unique id: its first four letters and its length stay. Where it tells its account, the
 * pseudonym tells the account given; NULL where it does not.
 */
void cipher_unique_id(const struct cipher *cipher, const char *value, const char *account, unsigned round,
                      char *out);

/* An id such as sg-0123456789abcdef0: what is before the last dash and the length stay. */
void cipher_hex_id(const struct cipher *cipher, const char *value, unsigned round, char *out);

/* Eight letters and digits for a name. */
enum { CIPHER_NAME_SIZE = 9 };
void cipher_name(const struct cipher *cipher, const char *value, unsigned round, char out[CIPHER_NAME_SIZE]);

#endif
