// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/isotime.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void known_moments_parse(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t time_s;
    } cases[] = {
        {"1970-01-01T00:00:00Z", 0},
        {"2020-04-08T14:02:11Z", 1586354531},
        {"2020-02-29", 1582934400},
        {"2000-03-01T00:00:00Z", 951868800},
        {"1969-12-31T23:59:59Z", -1},
        {"2024-01-15 10:30:00.000", 1705314600},
        {"2024-01-15 10:30:00.123456789", 1705314600},
        {"2023-07-10T12:25:04+00:00", 1688991904},
        {"2023-07-10T12:25:04+0000", 1688991904},
        {"2023-07-10T14:25:04+02:00", 1688991904},
        {"2023-07-10T12:25", 1688991900},
        {"9999-12-31T23:59:59Z", 253402300799},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        int64_t time_s;
        assert_true(isotime_parse(cases[i].text, strlen(cases[i].text), &time_s));
        assert_int_equal(time_s, cases[i].time_s);
    }
}

static void anything_else_is_refused_and_leaves_the_result_alone(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",
        "2020",
        "2020-13-01",
        "2020-02-30",
        "2019-02-29",
        "2020-4-8",
        "2020-04-08T",
        "2020-04-08T25:00:00Z",
        "2020-04-08T12:60:00Z",
        "2020-04-08T12:00:00Zx",
        "2020-04-08x",
        "0000-01-01",
        "20200408",
        "2020-04-08T12:00:00.Z",
        "-020-04-08",
        "2020-04-08T12:00:00+",
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        int64_t time_s = 42;
        if (isotime_parse(cases[i], strlen(cases[i]), &time_s))
            fail_msg("accepted: %s", cases[i]);
        assert_int_equal(time_s, 42);
    }
}

static void every_day_of_four_centuries_round_trips(void **state)
{
    (void)state;
    char iso[ISOTIME_SIZE];
    for (int64_t day = -30000; day < 130000; day++) {
        int64_t time_s;
        assert_string_not_equal(isotime_format(day * DAY_S + 45296, iso), "");
        assert_true(isotime_parse(iso, strlen(iso), &time_s));
        assert_int_equal(time_s, day * DAY_S + 45296);
        assert_int_equal(isotime_day(time_s), day);
    }
}

static void absent_time_is_empty_text(void **state)
{
    (void)state;
    char iso[ISOTIME_SIZE];
    assert_string_equal(isotime_format(ISOTIME_NONE, iso), "");
}

static void people_type_distances(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t back_s;
    } cases[] = {{"30m", 1800}, {"24h", 86400}, {"7d", 604800}, {"2w", 1209600}, {"0d", 0}};
    int64_t time_s;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        assert_true(isotime_parse_human(cases[i].text, 1586354531, &time_s));
        assert_int_equal(time_s, 1586354531 - cases[i].back_s);
    }
    assert_true(isotime_parse_human("2020-04-08", 0, &time_s));
    assert_false(isotime_parse_human("d", 0, &time_s));
    assert_false(isotime_parse_human("7y", 0, &time_s));
    assert_false(isotime_parse_human("99999999d", 0, &time_s));
}

static void the_clock_can_be_held_still(void **state)
{
    (void)state;
    setenv("TRAILCASE_NOW", "2020-04-10T09:00:00Z", 1);
    assert_int_equal(isotime_now(), 1586509200);
    unsetenv("TRAILCASE_NOW");
    assert_true(isotime_now() > 1586509200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_moments_parse),
        cmocka_unit_test(anything_else_is_refused_and_leaves_the_result_alone),
        cmocka_unit_test(every_day_of_four_centuries_round_trips),
        cmocka_unit_test(absent_time_is_empty_text),
        cmocka_unit_test(people_type_distances),
        cmocka_unit_test(the_clock_can_be_held_still),
    };
    return cmocka_run_group_tests_name("isotime", tests, NULL, NULL);
}
