// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * digest: CloudTrail's own account of the log files it delivered, one JSON document about every hour.
 *
 * digest_parse() reads one into the caller's arena. A document that lacks what the checks need is still a
 * digest: `problem` says what is wrong with it and the fields that are there are filled in. Text fields are
 * as written, as the signature is over them; hashes are compared as text, since their length is not to be
 * relied upon. Absent and null read as NULL, times as ISOTIME_NONE.
 */
#ifndef TRAILCASE_INGEST_DIGEST_H
#define TRAILCASE_INGEST_DIGEST_H

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/store/db.h"

struct digest_log {
    const char *bucket, *object;
    const char *hash; /* SHA-256 of the uncompressed bytes, hex */
    int64_t oldest_s, newest_s;
};

struct digest {
    const char *account;
    const char *end_text; /* digestEndTime as written */
    int64_t start_s, end_s;
    const char *bucket, *object;
    const char *fingerprint, *algorithm;
    const char *previous_bucket, *previous_object, *previous_hash, *previous_signature;
    struct digest_log *logs;
    size_t log_count;
    const char *problem; /* NULL when it can be checked */
};

void digest_parse(struct digest *ret, struct arena *arena, const char *text, size_t len);

/* Append the text that a digest's signature is over; content_hex is the SHA-256 of its uncompressed bytes. */
void digest_signed_text(const struct digest *digest, const char *content_hex, struct buf *out);

/* Store the digest that a source holds. Inside a transaction; the source row must be there. */
bool digest_keep(struct db *db, int64_t source_id, const char *text, size_t len, struct err *err) WARN_UNUSED;

#endif
