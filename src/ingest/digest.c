// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/digest.h"

#include "src/base/isotime.h"
#include "src/base/json.h"
#include "src/model/s3name.h"
#include "src/store/codec.h"

#include <string.h>

static int64_t time_of(const struct json *node, const char *name)
{
    const char *text = json_text(node, name);
    int64_t time_s;
    return text && isotime_parse(text, strlen(text), &time_s) ? time_s : ISOTIME_NONE;
}

static void read_logs(struct digest *digest, struct arena *arena, const struct json *logs)
{
    if (json_type(logs) != JSON_ARRAY) {
        digest->problem = "it has no list logFiles";
        return;
    }
    digest->logs = arena_zero(arena, json_count(logs), sizeof *digest->logs);
    for (const struct json *item = json_first(logs); item; item = json_next(item)) {
        struct digest_log *log = &digest->logs[digest->log_count];
        const char *algorithm = json_text(item, "hashAlgorithm");
        *log = (struct digest_log){
            .bucket = json_text(item, "s3Bucket"),
            .object = json_text(item, "s3Object"),
            .hash = json_text(item, "hashValue"),
            .oldest_s = time_of(item, "oldestEventTime"),
            .newest_s = time_of(item, "newestEventTime"),
        };
        if (!log->object || !log->hash)
            digest->problem = "an entry of logFiles lacks s3Object or hashValue";
        else if (!algorithm || strcmp(algorithm, "SHA-256") != 0)
            digest->problem = "an entry of logFiles is hashed by another algorithm than SHA-256";
        else
            digest->log_count++;
    }
}

static const char *missing_member(const struct digest *digest, const struct json *root)
{
    const struct {
        const char *name;
        bool there;
    } needed[] = {
        {"digestPublicKeyFingerprint", digest->fingerprint != NULL},
        {"digestS3Bucket", digest->bucket != NULL},
        {"digestS3Object", digest->object != NULL},
        {"previousDigestSignature", json_get(root, "previousDigestSignature") != NULL},
        {"digestEndTime", digest->end_s != ISOTIME_NONE},
        {"digestStartTime", digest->start_s != ISOTIME_NONE},
    };
    for (size_t i = 0; i < ARRAY_LEN(needed); i++)
        if (!needed[i].there)
            return needed[i].name;
    return NULL;
}

void digest_parse(struct digest *ret, struct arena *arena, const char *text, size_t len)
{
    const struct json *root = json_parse(arena, text, len, NULL);
    *ret = (struct digest){
        .account = json_text(root, "awsAccountId"),
        .end_text = json_text(root, "digestEndTime"),
        .start_s = time_of(root, "digestStartTime"),
        .end_s = time_of(root, "digestEndTime"),
        .bucket = json_text(root, "digestS3Bucket"),
        .object = json_text(root, "digestS3Object"),
        .fingerprint = json_text(root, "digestPublicKeyFingerprint"),
        .algorithm = json_text(root, "digestSignatureAlgorithm"),
        .previous_bucket = json_text(root, "previousDigestS3Bucket"),
        .previous_object = json_text(root, "previousDigestS3Object"),
        .previous_hash = json_text(root, "previousDigestHashValue"),
        .previous_signature = json_text(root, "previousDigestSignature"),
    };
    if (!root) {
        ret->problem = "it is not JSON";
        return;
    }
    read_logs(ret, arena, json_get(root, "logFiles"));
    const char *missing = missing_member(ret, root);
    if (missing)
        ret->problem = arena_fmt(arena, "it has no usable member %s", missing);
}

void digest_signed_text(const struct digest *digest, const char *content_hex, struct buf *out)
{
    buf_fmt(out, "%s\n%s/%s\n%s\n%s", digest->end_text, digest->bucket, digest->object, content_hex,
            digest->previous_signature ? digest->previous_signature : "null");
}

static void bind_time(struct stmt *stmt, const char *name, int64_t time_s)
{
    if (time_s == ISOTIME_NONE)
        stmt_null(stmt, name);
    else
        stmt_int(stmt, name, time_s);
}

bool digest_keep(struct db *db, int64_t source_id, const char *text, size_t len, struct err *err)
{
    CLEANUP(arena) struct arena arena = {0};
    CLEANUP(buf) struct buf body = {0};
    struct stmt *stmt;
    struct digest digest;
    struct s3name name;
    digest_parse(&digest, &arena, text, len);
    if (!db_stmt(db, QUERY_DIGEST_ADD, &stmt, err))
        return false;
    bool named = digest.object && s3name_parse(digest.object, &name) && name.kind == S3NAME_DIGEST;
    stmt_int(stmt, ":source_id", source_id);
    stmt_text(stmt, ":account", named ? name.account : digest.account);
    stmt_text(stmt, ":region", named ? name.region : NULL);
    stmt_text(stmt, ":trail", named ? name.trail : NULL);
    stmt_text(stmt, ":home_region", named ? name.home_region : NULL);
    stmt_int(stmt, ":backfill", named && name.backfill);
    bind_time(stmt, ":start_s", digest.start_s);
    bind_time(stmt, ":end_s", digest.end_s);
    stmt_text(stmt, ":object", digest.object);
    stmt_int(stmt, ":log_files", (int64_t)digest.log_count);
    stmt_text(stmt, ":problem", digest.problem);
    struct codec_packer *packer = codec_packer_new();
    codec_pack(packer, text, len, &body);
    codec_packer_free(packer);
    stmt_blob(stmt, ":body", body.bytes, body.len);
    return stmt_run(stmt, err);
}
