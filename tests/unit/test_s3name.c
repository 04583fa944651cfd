// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/s3name.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void a_log_file_tells_account_region_and_delivery(void **state)
{
    (void)state;
    struct s3name name;
    char iso[ISOTIME_SIZE];
    assert_true(s3name_parse("x/AWSLogs/012345678901/CloudTrail/eu-west-1/2020/04/01/"
                             "012345678901_CloudTrail_eu-west-1_20200401T1205Z_AbCdEf0123456789.json.gz",
                             &name));
    assert_int_equal(name.kind, S3NAME_LOG);
    assert_string_equal(name.account, "012345678901");
    assert_string_equal(name.region, "eu-west-1");
    assert_string_equal(isotime_format(name.delivered_s, iso), "2020-04-01T12:05:00Z");
    assert_true(
        s3name_parse("012345678901_CloudTrail_eu-west-1_20200401T1205Z_AbCdEf0123456789.json", &name));
}

static void a_digest_tells_its_trail_whatever_that_is_called(void **state)
{
    (void)state;
    struct s3name name;
    assert_true(s3name_parse(
        "012345678901_CloudTrail-Digest_us-east-1_my_odd.json-trail_eu-west-1_20200401T120530Z.json.gz",
        &name));
    assert_int_equal(name.kind, S3NAME_DIGEST);
    assert_string_equal(name.trail, "my_odd.json-trail");
    assert_string_equal(name.region, "us-east-1");
    assert_string_equal(name.home_region, "eu-west-1");
    assert_false(name.backfill);
    assert_true(s3name_parse(
        "012345678901_CloudTrail-Digest_us-east-1_t_eu-west-1_20200401T120530Z_backfill.json.gz", &name));
    assert_true(name.backfill);
    assert_string_equal(name.trail, "t");
}

static void other_names_are_not_taken_for_one(void **state)
{
    (void)state;
    static const char *const names[] = {
        "",
        "LICENSE",
        "log.json",
        "12345678901_CloudTrail_eu-west-1_20200401T1205Z_AbCd.json.gz",
        "012345678901_CloudTrail_eu-west-1_20201301T1205Z_AbCd.json.gz",
        "012345678901_CloudTrail_eu-west-1_20200401T1275Z_AbCd.json.gz",
        "012345678901_CloudTrail_eu-west-1_2020040112005Z_AbCd.json.gz",
        "012345678901_CloudTrail__20200401T1205Z_AbCd.json.gz",
        "012345678901_CloudTrail-Digest_us-east-1_20200401T120530Z.json.gz",
        "012345678901_CloudTrail_eu-west-1_20200401T1205Z_AbCd",
        "012345678901_Config_eu-west-1_20200401T1205Z_AbCd.json.gz",
    };
    struct s3name name;
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (s3name_parse(names[i], &name))
            fail_msg("taken: %s", names[i]);
}

static void the_key_begins_at_the_last_awslogs_folder(void **state)
{
    (void)state;
    assert_string_equal(s3name_key("/AWSLogs/copy/AWSLogs/1/x.json.gz"), "AWSLogs/1/x.json.gz");
    assert_string_equal(s3name_key("AWSLogs/1/x"), "AWSLogs/1/x");
    assert_null(s3name_key("/evil-AWSLogs/1/x"));
    assert_null(s3name_key("/logs/x"));
    assert_int_equal(s3name_base_len("a/b.json.gz"), 6);
    assert_int_equal(s3name_base_len("a/b.json"), 6);
    assert_int_equal(s3name_base_len(".gz"), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_log_file_tells_account_region_and_delivery),
        cmocka_unit_test(a_digest_tells_its_trail_whatever_that_is_called),
        cmocka_unit_test(other_names_are_not_taken_for_one),
        cmocka_unit_test(the_key_begins_at_the_last_awslogs_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
