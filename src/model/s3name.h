// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * s3name: what the name of a file that CloudTrail delivered says about it.
 *
 *   <account>_CloudTrail_<region>_YYYYMMDDTHHmmZ_<16 letters>.json.gz                   a log file
 *   <account>_CloudTrail-Digest_<region>_<trail>_<home>_YYYYMMDDTHHMMSSZ[_backfill].json.gz   a digest
 *
 * The time is that of delivery, not of the events inside. A name is a hint, never proof: anybody can rename a
 * file. Everything returned is copied into the struct. Any thread may call.
 */
#ifndef TRAILCASE_MODEL_S3NAME_H
#define TRAILCASE_MODEL_S3NAME_H

#include "src/base/isotime.h"

enum s3name_kind { S3NAME_LOG, S3NAME_DIGEST, S3NAME_INSIGHT, S3NAME_NETWORK, S3NAME_AGGREGATED };

struct s3name {
    enum s3name_kind kind;
    char account[13];
    char region[32];
    int64_t delivered_s;
    char trail[129], home_region[32]; /* digests only, else "" */
    bool backfill;                    /* digests only */
};

/* Read the last part of a path. False when it is not named as CloudTrail names its files. */
bool s3name_parse(const char *path, struct s3name *ret) WARN_UNUSED;

/* The last part of a path. */
const char *s3name_base(const char *path);

/* Bytes of the last part of a path without ".gz": a log file may have been unpacked since. */
size_t s3name_base_len(const char *path);

/* The object key of a path, from "AWSLogs/" on, as the bucket had it; NULL when the path does not show it. */
const char *s3name_key(const char *path);

#endif
