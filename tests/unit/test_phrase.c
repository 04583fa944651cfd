// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/phrase.h"

#include "src/base/isotime.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct buf out;

static const char *taken(void)
{
    static char text[256];
    strncpy(text, buf_text(&out), sizeof text - 1);
    buf_clear(&out);
    return text;
}

static int64_t at(const char *iso)
{
    int64_t time_s = 0;
    assert_true(isotime_parse(iso, strlen(iso), &time_s));
    return time_s;
}

static void counts_have_the_right_plural_and_commas(void **state)
{
    (void)state;
    phrase_count(&out, 1, "call", "calls");
    assert_string_equal(taken(), "1 call");
    phrase_count(&out, 0, "call", "calls");
    assert_string_equal(taken(), "0 calls");
    phrase_count(&out, 1234567, "call", "calls");
    assert_string_equal(taken(), "1,234,567 calls");
    phrase_number(&out, -123456);
    assert_string_equal(taken(), "-123,456");
}

static void span_says_a_day_only_once(void **state)
{
    (void)state;
    phrase_span(&out, at("2020-04-08T14:02:10Z"), at("2020-04-08T14:02:50Z"));
    assert_string_equal(taken(), "2020-04-08 14:02");
    phrase_span(&out, at("2020-04-08T14:02:10Z"), at("2020-04-08T14:09:00Z"));
    assert_string_equal(taken(), "2020-04-08 14:02–14:09");
    phrase_span(&out, at("2020-04-08T14:02:10Z"), at("2020-04-09T03:10:00Z"));
    assert_string_equal(taken(), "2020-04-08 14:02 – 2020-04-09 03:10");
}

static void length_has_two_units_where_one_would_mislead(void **state)
{
    (void)state;
    static const struct {
        int64_t seconds;
        const char *text;
    } cases[] = {{0, "0 seconds"},
                 {59, "59 seconds"},
                 {60, "1 minute"},
                 {90, "1 minute 30 seconds"},
                 {659, "10 minutes"},
                 {7199, "1 hour 59 minutes"},
                 {3600, "1 hour"},
                 {79114, "21 hours 58 minutes"},
                 {86400, "1 day"},
                 {86400 + 3599, "1 day"},
                 {86400 + 22 * 3600 + 59, "1 day 22 hours"},
                 {5184000 + 86399, "60 days"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        phrase_length(&out, cases[i].seconds);
        assert_string_equal(taken(), cases[i].text);
    }
}

static void bytes_carry_into_the_next_unit(void **state)
{
    (void)state;
    phrase_bytes(&out, 1);
    assert_string_equal(taken(), "1 byte");
    phrase_bytes(&out, 999949);
    assert_string_equal(taken(), "999.9 kB");
    phrase_bytes(&out, 999950);
    assert_string_equal(taken(), "1.0 MB");
}

static void key_is_shortened_and_short_text_is_not(void **state)
{
    (void)state;
    phrase_key(&out, "AKIAIOSFODNN7EXAMPLE");
    assert_string_equal(taken(), "AKIA…MPLE");
    phrase_key(&out, "AKIA");
    assert_string_equal(taken(), "AKIA");
}

static void words_are_distinct_counted_and_cut(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena arena = {0};
    struct words words = {0};
    phrase_words(&out, &words, 3);
    assert_string_equal(taken(), "");
    words_add(&words, &arena, "a");
    phrase_words(&out, &words, 3);
    assert_string_equal(taken(), "a");
    words_add(&words, &arena, "b");
    words_add(&words, &arena, "a");
    assert_int_equal(words.counts[0], 2);
    words_add_times(&words, &arena, "c", 1200);
    assert_int_equal(words.counts[2], 1200);
    phrase_words(&out, &words, 3);
    assert_string_equal(taken(), "a, b and c");
    phrase_words(&out, &words, 1);
    assert_string_equal(taken(), "a and 2 more");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_have_the_right_plural_and_commas),
        cmocka_unit_test(span_says_a_day_only_once),
        cmocka_unit_test(length_has_two_units_where_one_would_mislead),
        cmocka_unit_test(bytes_carry_into_the_next_unit),
        cmocka_unit_test(key_is_shortened_and_short_text_is_not),
        cmocka_unit_test(words_are_distinct_counted_and_cut),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    buf_done(&out);
    return failed;
}
