// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/option.h"

#include "src/base/near.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const char *const formats[] = {"table", "csv", NULL};
static const struct option_spec own[] = {
    {.name = "format", .argument = "FORMAT", .help = "how", .words = formats},
    {.name = "rules", .letter = 'r', .argument = "DIR", .help = "more rules", .repeats = true},
    {.name = "limit", .letter = 'n', .argument = "N", .help = "rows at most"},
    {.name = "from", .argument = "TIME", .help = "not before"},
    {.name = "timeline-start", .argument = "TIME", .alias_of = "from"},
    {.name = "auto", .letter = 'a', .help = "no questions"},
    {0},
};
static const struct option_spec *const tables[] = {own, NULL};

#define PARSE(options, err, ...)                                                                             \
    options_parse(&(options), tables, (const char *[]){__VA_ARGS__, NULL},                                   \
                  ARRAY_LEN(((const char *[]){__VA_ARGS__})), &(err))

static void options_may_stand_anywhere_and_take_values_in_four_ways(void **state)
{
    (void)state;
    struct err err = {0};
    CLEANUP(options) struct options options = {0};
    assert_true(PARSE(options, err, "case.db", "--format=csv", "-r", "one", "keys", "-rtwo", "--limit", "5"));
    assert_string_equal(option_value(&options, "format"), "csv");
    assert_string_equal(option_nth(&options, "rules", 0), "one");
    assert_string_equal(option_nth(&options, "rules", 1), "two");
    assert_null(option_nth(&options, "rules", 2));
    assert_int_equal(options.arg_count, 2);
    assert_string_equal(options.args[1], "keys");
}

static void two_dashes_end_the_options(void **state)
{
    (void)state;
    struct err err = {0};
    CLEANUP(options) struct options options = {0};
    assert_true(PARSE(options, err, "--auto", "--", "-is:read", "--format"));
    assert_int_equal(options.arg_count, 2);
    assert_string_equal(options.args[0], "-is:read");
    assert_true(option_is_set(&options, "auto"));
}

static void an_alias_counts_as_the_option_it_stands_for(void **state)
{
    (void)state;
    struct err err = {0};
    CLEANUP(options) struct options options = {0};
    assert_true(PARSE(options, err, "--timeline-start", "2020-04-01"));
    assert_string_equal(option_value(&options, "from"), "2020-04-01");
}

static void mistakes_are_usage_errors_that_help(void **state)
{
    (void)state;
    static const struct {
        const char *words[3];
        const char *message;
    } cases[] = {
        {{"--formt", "csv"}, "did you mean --format?"}, {{"--format", "xml"}, "one of table, csv"},
        {{"--limit"}, "--limit needs a value: N"},      {{"--auto=1"}, "takes no value"},
        {{"-z"}, "put -- in front of a filter"},        {{"-ax"}, "there is no option \"-ax\""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct err err = {0};
        const char *words[4] = {cases[i].words[0], cases[i].words[1], NULL};
        CLEANUP(options) struct options options = {0};
        assert_false(options_parse(&options, tables, words, words[1] ? 2 : 1, &err));
        assert_int_equal(err.code, ERR_USAGE);
        assert_non_null(strstr(err.text, cases[i].message));
    }
}

static void an_option_given_twice_is_refused_unless_it_repeats(void **state)
{
    (void)state;
    struct err err = {0};
    CLEANUP(options) struct options options = {0};
    assert_false(PARSE(options, err, "-n1", "--limit=2"));
    assert_non_null(strstr(err.text, "given twice"));
}

static void numbers_are_held_to_their_range(void **state)
{
    (void)state;
    struct err err = {0};
    int64_t value = 7;
    CLEANUP(options) struct options options = {0};
    assert_true(PARSE(options, err, "-n12x"));
    assert_false(option_int(&options, "limit", 0, 100, &value, &err));
    assert_true(option_int(&options, "absent", 0, 100, &value, &err));
    assert_int_equal(value, 7);
}

static void near_words_are_offered_and_far_ones_are_not(void **state)
{
    (void)state;
    struct near near = {.word = "princpal"};
    near_offer(&near, "agent");
    near_offer(&near, "principal");
    assert_string_equal(near.best, "principal");
    struct near far = {.word = "zebra"};
    near_offer(&far, "principal");
    assert_null(far.best);
    assert_int_equal(near_distance("list", "lsit"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_may_stand_anywhere_and_take_values_in_four_ways),
        cmocka_unit_test(two_dashes_end_the_options),
        cmocka_unit_test(an_alias_counts_as_the_option_it_stands_for),
        cmocka_unit_test(mistakes_are_usage_errors_that_help),
        cmocka_unit_test(an_option_given_twice_is_refused_unless_it_repeats),
        cmocka_unit_test(numbers_are_held_to_their_range),
        cmocka_unit_test(near_words_are_offered_and_far_ones_are_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
