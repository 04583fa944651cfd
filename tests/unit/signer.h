// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * signer: an RSA key made for a test, which signs as CloudTrail signs digests. Fails by aborting.
 */
#ifndef TRAILCASE_TESTS_SIGNER_H
#define TRAILCASE_TESTS_SIGNER_H

#include "src/ingest/signature.h"

enum { SIGNER_HEX_SIZE = 513 };

struct signer {
    void *key;
    char fingerprint[SIGNATURE_FINGERPRINT_SIZE]; /* of the bare PKCS#1 form */
};

void signer_init(struct signer *signer);
void signer_done(struct signer *signer);

/* Append the public key as DER: bare PKCS#1, or a SubjectPublicKeyInfo. */
void signer_public(const struct signer *signer, bool bare, struct buf *out);
void signer_sign(const struct signer *signer, const struct buf *text, char out[SIGNER_HEX_SIZE]);

/* Write the file that list-public-keys would print, valid during 2020, under a fingerprint. */
void signer_write_keys(const struct signer *signer, const char *file, const char *fingerprint);

#endif
