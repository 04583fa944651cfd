// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/sniff.h"

#include "src/ingest/canonical.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void content_is_told_from_its_first_bytes(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len;
        enum sniff_kind kind;
        const char *word; /* in the reason */
    } heads[] = {
        {"\x1F\x8B\x08", 3, SNIFF_GZIP, NULL},
        {"  \n{\"Records\":", 13, SNIFF_JSON, NULL},
        {"[", 1, SNIFF_JSON, NULL},
        {"\xEF\xBB\xBF{}", 5, SNIFF_JSON, NULL},
        {" \r\n", 3, SNIFF_BLANK, NULL},
        {"", 0, SNIFF_BLANK, NULL},
        {"PK\3\4zip", 7, SNIFF_ARCHIVE, NULL},
        {"PAR1", 4, SNIFF_FOREIGN, "Parquet"},
        {"\xFF\xFE{\0", 4, SNIFF_UTF16, NULL},
        {"\x28\xB5\x2F\xFD", 4, SNIFF_ARCHIVE, NULL},
        {"MIT License", 11, SNIFF_FOREIGN, "neither JSON"},
    };
    for (size_t i = 0; i < ARRAY_LEN(heads); i++) {
        struct sniff got = sniff_head(heads[i].bytes, heads[i].len);
        assert_int_equal(got.kind, heads[i].kind);
        if (heads[i].word)
            assert_non_null(strstr(got.reason, heads[i].word));
    }
    assert_int_equal(sniff_head("\xEF\xBB\xBF{}", 5).skip, 3);
    char tar[512] = "logs/";
    memcpy(tar + 257, "ustar", 5);
    assert_int_equal(sniff_head(tar, sizeof tar).kind, SNIFF_ARCHIVE);
}

static void objects_are_told_from_their_members(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum sniff_object kind;
        const char *word;
    } objects[] = {
        {"{\"eventTime\":\"x\",\"eventName\":\"y\"}", SNIFF_RECORD, NULL},
        {"{\"eventSource\":\"iam.amazonaws.com\",\"eventID\":\"1\",\"Events\":[]}", SNIFF_RECORD, NULL},
        {"{\"eventVersion\":\"2.1\",\"eventSource\":\"aws:s3\",\"eventTime\":\"x\",\"eventName\":\"y\"}",
         SNIFF_REFUSED, "S3"},
        {"{\"digestS3Object\":\"a\",\"logFiles\":[{}]}", SNIFF_DIGEST, NULL},
        {"{\"CloudTrailEvent\":\" \\n{}\"}", SNIFF_ENVELOPE, "lookup-events"},
        {"{\"CloudTrailEvent\":\"text\"}", SNIFF_OTHER, NULL},
        {"{\"detail\":{},\"detail-type\":\"AWS API Call via CloudTrail\"}", SNIFF_ENVELOPE, "EventBridge"},
        {"[{\"eventName\":\"x\"},{\"eventJson\":\"{}\"}]", SNIFF_ENVELOPE, "Lake"},
        {"[1]", SNIFF_OTHER, NULL},
        {"{\"schemaVersion\":\"2.0\",\"service\":{}}", SNIFF_ENVELOPE, "GuardDuty"},
        {"{\"Type\":\"Notification\",\"Message\":\"x\"}", SNIFF_REFUSED, "SNS"},
        {"{\"name\":\"package\",\"version\":1}", SNIFF_OTHER, NULL},
        {"{\"name\":{\"eventTime\":1,\"eventName\":2}}", SNIFF_OTHER, NULL},
        {"{}", SNIFF_OTHER, NULL},
        {"{unquoted: 1}", SNIFF_BROKEN, NULL},
        {"{\"a\":\"", SNIFF_BROKEN, NULL},
    };
    for (size_t i = 0; i < ARRAY_LEN(objects); i++) {
        const char *reason = NULL;
        assert_int_equal(sniff_object(objects[i].text, strlen(objects[i].text), &reason), objects[i].kind);
        if (objects[i].word)
            assert_non_null(strstr(reason, objects[i].word));
    }
}

static void any_beginning_of_an_object_can_be_looked_at(void **state)
{
    (void)state;
    const char *text =
        "{ \"a\" : [1,{\"b\":\"\\\"\"}], \"eventTime\":\"x\", \"c\" : -1.5e3 , \"eventName\":null}";
    const char *reason;
    for (size_t cut = 1; cut <= strlen(text); cut++) {
        char *copy = malloc(cut);
        memcpy(copy, text, cut);
        enum sniff_object kind = sniff_object(copy, cut, &reason);
        assert_true(kind != SNIFF_OTHER && (cut < strlen(text) || kind == SNIFF_RECORD));
        free(copy);
    }
}

static const char *canonical(struct buf *out, const char *text)
{
    struct arena scratch = {0};
    buf_clear(out);
    canonical_append(&scratch, text, strlen(text), out);
    arena_done(&scratch);
    return buf_text(out);
}

static void texts_that_mean_the_same_have_one_canonical_text(void **state)
{
    (void)state;
    static const char *const same[][2] = {
        {"{ \"b\" : 1, \"a\" : [ true , null ] }", "{\"a\":[true,null],\"b\":1}"},
        {"{\"a\":243.0}", "{\"a\":243}"},
        {"{\"a\":0.50}", "{\"a\":5e-1}"},
        {"{\"a\":1200}", "{\"a\":1.2E3}"},
        {"{\"a\":-0}", "{\"a\":0.0}"},
        {"{\"a\":\"\\u00e9\\/\\u0041\"}", "{\"a\":\"\xC3\xA9/A\"}"},
        {"{\"\\u0061\":\"\\ud83d\\ude00\"}", "{\"a\":\"\xF0\x9F\x98\x80\"}"},
        {"{\"a\":\"\\n\\t\"}", "{\"a\":\"\\u000a\\u0009\"}"},
    };
    struct buf left = {0}, right = {0};
    for (size_t i = 0; i < ARRAY_LEN(same); i++)
        assert_string_equal(canonical(&left, same[i][0]), canonical(&right, same[i][1]));
    buf_done(&left);
    buf_done(&right);
}

static void texts_that_differ_keep_differing(void **state)
{
    (void)state;
    static const char *const differ[][2] = {
        {"{\"a\":9007199254740993}", "{\"a\":9007199254740992}"},
        {"{\"a\":1}", "{\"a\":\"1\"}"},
        {"{\"a\":[1,2]}", "{\"a\":[2,1]}"},
        {"{\"a\":\"\"}", "{\"a\":null}"},
        {"{\"a\":1}", "{\"a\":1,\"b\":null}"},
        {"{\"a\":\"\\ud800\"}", "{\"a\":\"\\ud801\"}"},
        {"{\"a\":1}", "{\"a\":-1}"},
    };
    struct buf left = {0}, right = {0};
    for (size_t i = 0; i < ARRAY_LEN(differ); i++)
        assert_string_not_equal(canonical(&left, differ[i][0]), canonical(&right, differ[i][1]));
    buf_done(&left);
    buf_done(&right);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(content_is_told_from_its_first_bytes),
        cmocka_unit_test(objects_are_told_from_their_members),
        cmocka_unit_test(any_beginning_of_an_object_can_be_looked_at),
        cmocka_unit_test(texts_that_mean_the_same_have_one_canonical_text),
        cmocka_unit_test(texts_that_differ_keep_differing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
