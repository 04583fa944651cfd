// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Chains signed with a key made here, stored as ingest would store them, and broken in one place a test.
 */
#include "src/base/alloc.h"
#include "src/base/isotime.h"
#include "src/ingest/integrity.h"
#include "src/store/private.h"
#include "tests/unit/signer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { HOURS = 6, START_S = 1585699200 }; /* 2020-04-01T00:00:00Z */

#define FOLDER "AWSLogs/012345678901/"

struct hour {
    char log_object[160], digest_object[160];
    char log[128]; /* content */
    char *digest;
    char hash[SHA256_HEX_SIZE], signature[SIGNER_HEX_SIZE];
    const char *log_path, *digest_path; /* NULL: not in the case */
    int64_t log_tail_bytes;
};

static char dir[] = "/tmp/trailcase-integrity-XXXXXX";
static char path[sizeof dir + 16], keys_path[sizeof dir + 16], other_keys_path[sizeof dir + 16];
static struct signer signer, other_signer;
static struct hour hours[HOURS];
static struct db *db;
static struct keyring ring;

static void hash_text(const char *text, char out[SHA256_HEX_SIZE])
{
    unsigned char bytes[SHA256_BYTES];
    sha256_of(text, strlen(text), bytes);
    sha256_hex(bytes, out);
}

static char *quoted(const char *text)
{
    return text ? alloc_fmt("\"%s\"", text) : alloc_str("null");
}

static void write_digest(struct hour *hour, int64_t end_s, const struct hour *previous,
                         const struct signer *by)
{
    char from[ISOTIME_SIZE], to[ISOTIME_SIZE], log_hash[SHA256_HEX_SIZE];
    CLEANUP(arena) struct arena arena = {0};
    CLEANUP(buf) struct buf text = {0};
    CLEANUP(str) char *object = quoted(previous ? previous->digest_object : NULL);
    CLEANUP(str) char *hash = quoted(previous ? previous->hash : NULL);
    CLEANUP(str) char *signature = quoted(previous ? previous->signature : NULL);
    struct digest digest;
    hash_text(hour->log, log_hash);
    hour->digest = alloc_fmt(
        "{\"awsAccountId\":\"012345678901\",\"digestStartTime\":\"%s\",\"digestEndTime\":\"%s\","
        "\"digestS3Bucket\":\"b\",\"digestS3Object\":\"%s\",\"digestPublicKeyFingerprint\":\"%s\","
        "\"digestSignatureAlgorithm\":\"SHA256withRSA\",\"newestEventTime\":null,\"oldestEventTime\":null,"
        "\"previousDigestS3Bucket\":%s,\"previousDigestS3Object\":%s,\"previousDigestHashValue\":%s,"
        "\"previousDigestHashAlgorithm\":\"SHA-256\",\"previousDigestSignature\":%s,\"logFiles\":[{"
        "\"s3Bucket\":"
        "\"b\",\"s3Object\":\"%s\",\"hashValue\":\"%s\",\"hashAlgorithm\":\"SHA-256\"}]}",
        isotime_format(end_s - HOUR_S, from), isotime_format(end_s, to), hour->digest_object,
        signer.fingerprint, previous ? "\"b\"" : "null", object, hash, signature, hour->log_object, log_hash);
    hash_text(hour->digest, hour->hash);
    digest_parse(&digest, &arena, hour->digest, strlen(hour->digest));
    assert_null(digest.problem);
    digest_signed_text(&digest, hour->hash, &text);
    signer_sign(by, &text, hour->signature);
}

static void name_hour(struct hour *hour, int64_t end_s, const char *suffix)
{
    struct isotime_parts end = isotime_to_parts(end_s);
    snprintf(hour->log_object, sizeof hour->log_object,
             FOLDER "CloudTrail/eu-west-1/2020/04/01/012345678901_CloudTrail_eu-west-1_20200401T%02d30Z_"
                    "AbCdEfGhIjKlMn%02d.json.gz",
             (end.hour + 23) % 24, end.hour);
    snprintf(hour->digest_object, sizeof hour->digest_object,
             FOLDER "CloudTrail-Digest/eu-west-1/2020/04/01/012345678901_CloudTrail-Digest_eu-west-1_main_"
                    "eu-west-1_20200401T%02d0000Z%s.json.gz",
             end.hour, suffix);
    snprintf(hour->log, sizeof hour->log, "{\"Records\":[{\"eventID\":\"%d\"}]}", end.hour);
    hour->log_path = hour->log_object;
    hour->digest_path = hour->digest_object;
}

/* Hours 0 to HOURS-1, each digest naming the one before; the one of hour `restart` names none. */
static void make_hours(size_t restart, size_t badly_signed)
{
    for (size_t i = 0; i < HOURS; i++) {
        int64_t end_s = START_S + (int64_t)(i + 1) * HOUR_S;
        free(hours[i].digest);
        hours[i] = (struct hour){0};
        name_hour(&hours[i], end_s, "");
        write_digest(&hours[i], end_s, i == 0 || i == restart ? NULL : &hours[i - 1],
                     i == badly_signed ? &other_signer : &signer);
    }
}

static int64_t store_source(const char *name, const char *content, int64_t tail_bytes)
{
    unsigned char hash[SHA256_BYTES];
    sqlite3_stmt *stmt;
    sha256_of(content, strlen(content), hash);
    assert_int_equal(
        sqlite3_prepare_v2(db->sqlite,
                           "INSERT INTO source (ingest_id, path, size_bytes, mtime_s, container, status, "
                           "sha256_content, tail_bytes) VALUES (1, ?1, 1, 1, 'x', 'read', ?2, ?3)",
                           -1, &stmt, NULL),
        SQLITE_OK);
    sqlite3_bind_text(stmt, 1, name, -1, SQLITE_TRANSIENT);
    sqlite3_bind_blob(stmt, 2, hash, sizeof hash, SQLITE_TRANSIENT);
    sqlite3_bind_int64(stmt, 3, tail_bytes);
    assert_int_equal(sqlite3_step(stmt), SQLITE_DONE);
    sqlite3_finalize(stmt);
    return sqlite3_last_insert_rowid(db->sqlite);
}

static void store_digest(const char *name, const char *text)
{
    struct err err;
    if (!digest_keep(db, store_source(name, text, 0), text, strlen(text), &err))
        fail_msg("%s", err.text);
}

static void store_hour(const struct hour *hour)
{
    if (hour->digest_path)
        store_digest(hour->digest_path, hour->digest);
    if (hour->log_path)
        store_source(hour->log_path, hour->log, hour->log_tail_bytes);
}

static void store_hours(void)
{
    for (size_t i = 0; i < HOURS; i++)
        store_hour(&hours[i]);
}

static void use_keys(const char *file)
{
    struct err err;
    if (!keyring_load_keys(&ring, file, &err))
        fail_msg("%s", err.text);
}

static struct integrity checked(void)
{
    struct integrity integrity;
    struct err err;
    if (!integrity_run(&integrity, db, &ring, &err))
        fail_msg("%s", err.text);
    return integrity;
}

/* Counts of one kind as "6 valid, 1 missing". */
static void expect(const struct integrity *integrity, enum integrity_kind kind, const char *wanted)
{
    CLEANUP(buf) struct buf got = {0};
    for (int status = 0; status < ATTEST__COUNT; status++)
        if (integrity->counts[kind][status])
            buf_fmt(&got, "%s%zu %s", got.len ? ", " : "", integrity->counts[kind][status],
                    integrity_status_name((enum attest)status));
    assert_string_equal(buf_text(&got), wanted);
}

static void check(const char *digests, const char *logs)
{
    CLEANUP(integrity) struct integrity integrity = checked();
    expect(&integrity, INTEGRITY_DIGEST, digests);
    expect(&integrity, INTEGRITY_LOG, logs);
}

/* The object that has the name, and why. */
static void check_reason(const char *object, enum attest status, const char *reason)
{
    CLEANUP(integrity) struct integrity integrity = checked();
    for (size_t i = 0; i < integrity.object_count; i++) {
        const struct integrity_object *it = &integrity.objects[i];
        const char *name = it->object ? it->object : it->path;
        if (strcmp(name, object) != 0 || it->status != status)
            continue;
        assert_non_null(it->reason);
        if (!strstr(it->reason, reason))
            fail_msg("\"%s\" does not say \"%s\"", it->reason, reason);
        return;
    }
    fail_msg("no object %s with status %s", object, integrity_status_name(status));
}

static int set_up(void **state)
{
    (void)state;
    struct err err;
    if (!db_open(&db, path, DB_MAKE, &err)) {
        print_error("%s\n", err.text);
        return -1;
    }
    make_hours(0, HOURS);
    return sqlite3_exec(
        db->sqlite,
        "INSERT INTO ingest (ingest_id, started_s, tool_version, arguments) VALUES (1, 1, '', '')", NULL,
        NULL, NULL);
}

static int tear_down(void **state)
{
    (void)state;
    db_close(db);
    keyring_done(&ring);
    unlink(path);
    return 0;
}

static void without_keys_a_whole_chain_is_consistent_but_never_valid(void **state)
{
    (void)state;
    store_hours();
    check("5 consistent, 1 unchecked", "6 consistent");
    CLEANUP(integrity) struct integrity integrity = checked();
    CLEANUP(buf) struct buf claim = {0};
    integrity_claim(&integrity, &claim);
    assert_non_null(strstr(buf_text(&claim), "not that AWS wrote them"));
    assert_int_equal(integrity.chains.chain_count, 1);
    assert_int_equal(integrity.chains.chains[0].gap_count, 0);
}

static void with_keys_all_but_the_newest_digest_are_valid(void **state)
{
    (void)state;
    store_hours();
    use_keys(keys_path);
    check("5 valid, 1 unchecked", "5 valid, 1 consistent");
    check_reason(hours[5].digest_object, ATTEST_UNCHECKED, "no metadata");
}

static void the_newest_digest_is_valid_with_its_metadata(void **state)
{
    (void)state;
    struct err err;
    char file[256];
    snprintf(file, sizeof file, "%s/%s.json", dir, strrchr(hours[5].digest_object, '/') + 1);
    FILE *out = fopen(file, "w");
    fprintf(out,
            "{\"ContentLength\":1,\"Metadata\":{\"signature\":\"%s\",\"signature-algorithm\":"
            "\"SHA256withRSA\"}}",
            hours[5].signature);
    fclose(out);
    store_hours();
    use_keys(keys_path);
    assert_true(keyring_load_metadata(&ring, file, &err));
    unlink(file);
    check("6 valid", "6 valid");
}

static void a_key_as_subject_public_key_info_is_taken(void **state)
{
    (void)state;
    CLEANUP(buf) struct buf der = {0};
    signer_public(&signer, false, &der);
    struct signature_key *made = signature_key_new(der.bytes, der.len);
    assert_non_null(made);
    signature_key_free(made);
    assert_null(signature_key_new(der.bytes, der.len - 1));
    assert_null(signature_key_new("nonsense", 8));
}

static void a_changed_log_is_invalid(void **state)
{
    (void)state;
    strcpy(hours[2].log, "{\"Records\":[]}");
    store_hours();
    use_keys(keys_path);
    check("5 valid, 1 unchecked", "4 valid, 1 consistent, 1 invalid");
    check_reason(hours[2].log_object, ATTEST_INVALID, "changed since");
}

static void a_changed_digest_is_invalid_and_proves_nothing(void **state)
{
    (void)state;
    hours[2].digest[strlen(hours[2].digest) - 2] = ' ';
    char *at = strstr(hours[2].digest, "\"newestEventTime\":null");
    memcpy(at, "\"newestEventTime\":1234", 22);
    hours[2].digest[strlen(hours[2].digest) - 2] = ']';
    store_hours();
    check("4 consistent, 1 unchecked, 1 invalid", "5 consistent, 1 unchecked");
    use_keys(keys_path);
    check("4 valid, 1 unchecked, 1 invalid", "4 valid, 1 consistent, 1 unchecked");
    check_reason(hours[2].digest_object, ATTEST_INVALID, "changed since");
}

static void a_digest_that_is_no_json_is_invalid(void **state)
{
    (void)state;
    hours[2].digest[strlen(hours[2].digest) - 1] = '\0';
    store_hours();
    check_reason(hours[2].digest_path, ATTEST_MISSING, "not in the case");
    CLEANUP(integrity) struct integrity integrity = checked();
    assert_int_equal(integrity.counts[INTEGRITY_DIGEST][ATTEST_INVALID], 1);
}

static void a_wrong_signature_is_seen_only_with_keys(void **state)
{
    (void)state;
    make_hours(0, 3);
    store_hours();
    check("5 consistent, 1 unchecked", "6 consistent");
    use_keys(keys_path);
    check("4 valid, 1 unchecked, 1 invalid", "4 valid, 1 consistent, 1 unchecked");
    check_reason(hours[3].digest_object, ATTEST_INVALID, "signature does not hold");
}

static void the_keys_of_somebody_else_validate_nothing(void **state)
{
    (void)state;
    store_hours();
    use_keys(other_keys_path);
    check("6 invalid", "6 unchecked");
    check_reason(hours[0].digest_object, ATTEST_INVALID, "no public key");
}

static void a_key_under_a_false_fingerprint_is_refused(void **state)
{
    (void)state;
    struct err err;
    char file[sizeof dir + 16];
    snprintf(file, sizeof file, "%s/false.json", dir);
    signer_write_keys(&other_signer, file, signer.fingerprint);
    assert_false(keyring_load_keys(&ring, file, &err));
    assert_non_null(strstr(err.text, "fetch the keys again"));
    unlink(file);
}

static void a_missing_digest_in_the_middle_breaks_the_chain(void **state)
{
    (void)state;
    hours[2].digest_path = NULL;
    store_hours();
    use_keys(keys_path);
    check("3 valid, 2 unchecked, 1 missing", "3 valid, 2 consistent, 1 unattested");
    CLEANUP(integrity) struct integrity integrity = checked();
    const struct chain *chain = &integrity.chains.chains[0];
    assert_int_equal(chain->gap_count, 1);
    assert_int_equal(chain->gaps[0].from_s, START_S + 2 * HOUR_S);
    assert_int_equal(chain->gaps[0].to_s, START_S + 3 * HOUR_S);
    assert_string_equal(chain->gaps[0].missing, hours[2].digest_object);
}

static void two_deleted_in_a_row_leave_a_gap_of_two_hours(void **state)
{
    (void)state;
    hours[2].digest_path = hours[3].digest_path = NULL;
    store_hours();
    use_keys(keys_path);
    check("2 valid, 2 unchecked, 1 missing", "2 valid, 2 consistent, 2 unattested");
    CLEANUP(integrity) struct integrity integrity = checked();
    const struct chain *chain = &integrity.chains.chains[0];
    assert_int_equal(chain->gap_count, 1);
    assert_int_equal(chain->gaps[0].to_s - chain->gaps[0].from_s, 2 * HOUR_S);
}

static void a_chain_that_begins_before_the_case_is_open_not_broken(void **state)
{
    (void)state;
    hours[0].digest_path = hours[0].log_path = NULL;
    store_hours();
    use_keys(keys_path);
    check("4 valid, 1 unchecked", "4 valid, 1 consistent");
    CLEANUP(integrity) struct integrity integrity = checked();
    assert_true(integrity.chains.chains[0].open_start);
}

static void a_chain_that_begins_anew_leaves_an_unprotected_time(void **state)
{
    (void)state;
    make_hours(4, HOURS);
    hours[3].digest_path = hours[3].log_path = NULL;
    store_hours();
    use_keys(keys_path);
    CLEANUP(integrity) struct integrity integrity = checked();
    const struct chain *chain = &integrity.chains.chains[0];
    expect(&integrity, INTEGRITY_DIGEST, "3 valid, 2 unchecked");
    assert_int_equal(chain->gap_count, 1);
    assert_true(chain->gaps[0].restart);
    assert_int_equal(chain->gaps[0].from_s, START_S + 3 * HOUR_S);
    assert_int_equal(chain->gaps[0].to_s, START_S + 4 * HOUR_S);
}

static void a_missing_log_is_named(void **state)
{
    (void)state;
    hours[1].log_path = NULL;
    store_hours();
    check("5 consistent, 1 unchecked", "5 consistent, 1 missing");
    check_reason(hours[1].log_object, ATTEST_MISSING, "not in the case");
}

static void an_extra_log_is_found_where_digests_cover_its_time(void **state)
{
    (void)state;
    static const char extra[] =
        FOLDER "CloudTrail/eu-west-1/2020/04/01/"
               "012345678901_CloudTrail_eu-west-1_20200401T0310Z_Planted000000000.json.gz";
    static const char outside[] =
        FOLDER "CloudTrail/us-east-1/2020/04/01/"
               "012345678901_CloudTrail_us-east-1_20200401T0310Z_Other00000000000.json.gz";
    store_hours();
    store_source(extra, "{\"Records\":[1]}", 0);
    store_source(outside, "{\"Records\":[2]}", 0);
    store_source("notes.json", "{}", 0);
    check("5 consistent, 1 unchecked", "6 consistent, 1 unattested, 1 extra");
    check_reason(extra, ATTEST_EXTRA, "added later");
    check_reason(outside, ATTEST_UNATTESTED, "no digest");
    CLEANUP(integrity) struct integrity integrity = checked();
    assert_int_equal(integrity.other_files, 1);
}

static void a_moved_digest_is_invalid_and_a_moved_log_is_told(void **state)
{
    (void)state;
    hours[1].digest_path =
        FOLDER "CloudTrail-Digest/eu-west-1/2020/04/02/"
               "012345678901_CloudTrail-Digest_eu-west-1_main_eu-west-1_20200401T020000Z.json.gz";
    hours[4].log_path = "renamed.json.gz";
    store_hours();
    check_reason(hours[1].digest_object, ATTEST_INVALID, "moved");
    check_reason(hours[4].log_object, ATTEST_MOVED, "another name");
}

static void a_flat_folder_and_unpacked_files_are_fine(void **state)
{
    (void)state;
    char flat[HOURS][160];
    for (size_t i = 0; i < HOURS; i++) {
        snprintf(flat[i], sizeof flat[i], "logs/%s", strrchr(hours[i].log_object, '/') + 1);
        flat[i][strlen(flat[i]) - 3] = '\0';
        hours[i].log_path = flat[i];
    }
    store_hours();
    use_keys(keys_path);
    check("5 valid, 1 unchecked", "5 valid, 1 consistent");
}

static void bytes_after_the_gzip_stream_are_invalid(void **state)
{
    (void)state;
    hours[0].log_tail_bytes = 7;
    store_hours();
    check("5 consistent, 1 unchecked", "5 consistent, 1 invalid");
    check_reason(hours[0].log_object, ATTEST_INVALID, "7 extra bytes");
}

static void copies_count_once_and_a_swapped_copy_beside_the_right_one_is_told(void **state)
{
    (void)state;
    char copy[200];
    store_hours();
    store_hours();
    check("5 consistent, 1 unchecked", "6 consistent");
    snprintf(copy, sizeof copy, "copy/%s", hours[3].log_object);
    store_source(copy, hours[2].log, 0);
    check("5 consistent, 1 unchecked", "6 consistent, 1 invalid");
}

static void a_forged_successor_cannot_discredit_a_signed_digest(void **state)
{
    (void)state;
    struct hour forged = hours[3];
    forged.digest = NULL;
    snprintf(forged.digest_object, sizeof forged.digest_object, "%.*s0001Z.json.gz",
             (int)(strstr(hours[3].digest_object, "0000Z") - hours[3].digest_object), hours[3].digest_object);
    struct hour before = hours[2];
    memset(before.hash, '0', 64);
    write_digest(&forged, START_S + 4 * HOUR_S, &before, &other_signer);
    store_hours();
    store_digest(forged.digest_object, forged.digest);
    use_keys(keys_path);
    CLEANUP(integrity) struct integrity integrity = checked();
    free(forged.digest);
    expect(&integrity, INTEGRITY_DIGEST, "5 valid, 2 unchecked");
}

static void late_files_form_a_chain_of_their_own(void **state)
{
    (void)state;
    struct hour late[2] = {0};
    for (size_t i = 0; i < 2; i++) {
        int64_t end_s = START_S + (int64_t)(i + 10) * HOUR_S;
        name_hour(&late[i], end_s, "_backfill");
        write_digest(&late[i], end_s, i ? &late[0] : NULL, &signer);
        store_hour(&late[i]);
    }
    store_hours();
    use_keys(keys_path);
    CLEANUP(integrity) struct integrity integrity = checked();
    expect(&integrity, INTEGRITY_BACKFILL, "1 valid, 1 unchecked");
    expect(&integrity, INTEGRITY_DIGEST, "5 valid, 1 unchecked");
    expect(&integrity, INTEGRITY_LOG, "6 valid, 2 consistent");
    assert_int_equal(integrity.chains.chain_count, 2);
    free(late[0].digest);
    free(late[1].digest);
}

static void a_log_taken_in_before_hashes_were_noted_is_not_judged(void **state)
{
    (void)state;
    store_hours();
    assert_int_equal(sqlite3_exec(db->sqlite,
                                  "UPDATE source SET sha256_content = NULL WHERE path LIKE '%lMn03%'", NULL,
                                  NULL, NULL),
                     SQLITE_OK);
    check("5 consistent, 1 unchecked", "5 consistent, 1 unchecked");
}

static void base64_and_hex_take_nothing_else(void **state)
{
    (void)state;
    CLEANUP(buf) struct buf out = {0};
    assert_true(signature_from_base64("aGVs\nbG8=", &out));
    assert_string_equal(buf_text(&out), "hello");
    assert_false(signature_from_base64("aGVsbG8", &out));
    assert_false(signature_from_base64("a=Vs", &out));
    assert_false(signature_from_base64("aG!s", &out));
    buf_clear(&out);
    assert_true(signature_from_hex("68656C6c6f", &out));
    assert_string_equal(buf_text(&out), "hello");
    assert_false(signature_from_hex("6", &out));
    assert_false(signature_from_hex("6g", &out));
}

static int make_keys(void **state)
{
    (void)state;
    if (!mkdtemp(dir))
        return -1;
    snprintf(path, sizeof path, "%s/case.db", dir);
    snprintf(keys_path, sizeof keys_path, "%s/keys.json", dir);
    snprintf(other_keys_path, sizeof other_keys_path, "%s/other.json", dir);
    signer_init(&signer);
    signer_init(&other_signer);
    signer_write_keys(&signer, keys_path, signer.fingerprint);
    signer_write_keys(&other_signer, other_keys_path, other_signer.fingerprint);
    return 0;
}

static int drop_keys(void **state)
{
    (void)state;
    for (size_t i = 0; i < HOURS; i++)
        free(hours[i].digest);
    signer_done(&signer);
    signer_done(&other_signer);
    unlink(keys_path);
    unlink(other_keys_path);
    return rmdir(dir);
}

#define CASE_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE_TEST(without_keys_a_whole_chain_is_consistent_but_never_valid),
        CASE_TEST(with_keys_all_but_the_newest_digest_are_valid),
        CASE_TEST(the_newest_digest_is_valid_with_its_metadata),
        CASE_TEST(a_key_as_subject_public_key_info_is_taken),
        CASE_TEST(a_changed_log_is_invalid),
        CASE_TEST(a_changed_digest_is_invalid_and_proves_nothing),
        CASE_TEST(a_digest_that_is_no_json_is_invalid),
        CASE_TEST(a_wrong_signature_is_seen_only_with_keys),
        CASE_TEST(the_keys_of_somebody_else_validate_nothing),
        CASE_TEST(a_key_under_a_false_fingerprint_is_refused),
        CASE_TEST(a_missing_digest_in_the_middle_breaks_the_chain),
        CASE_TEST(two_deleted_in_a_row_leave_a_gap_of_two_hours),
        CASE_TEST(a_chain_that_begins_before_the_case_is_open_not_broken),
        CASE_TEST(a_chain_that_begins_anew_leaves_an_unprotected_time),
        CASE_TEST(a_missing_log_is_named),
        CASE_TEST(an_extra_log_is_found_where_digests_cover_its_time),
        CASE_TEST(a_moved_digest_is_invalid_and_a_moved_log_is_told),
        CASE_TEST(a_flat_folder_and_unpacked_files_are_fine),
        CASE_TEST(bytes_after_the_gzip_stream_are_invalid),
        CASE_TEST(copies_count_once_and_a_swapped_copy_beside_the_right_one_is_told),
        CASE_TEST(a_forged_successor_cannot_discredit_a_signed_digest),
        CASE_TEST(late_files_form_a_chain_of_their_own),
        CASE_TEST(a_log_taken_in_before_hashes_were_noted_is_not_judged),
        CASE_TEST(base64_and_hex_take_nothing_else),
    };
    return cmocka_run_group_tests(tests, make_keys, drop_keys);
}
