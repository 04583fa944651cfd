// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/conflict.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static size_t compare(struct arena *arena, const char *kept, const char *other,
                      struct conflict_difference *ret, size_t most)
{
    const char *const texts[2] = {kept, other};
    const size_t lens[2] = {strlen(kept), strlen(other)};
    return conflict_compare(texts, lens, arena, ret, most);
}

static void texts_that_mean_the_same_do_not_differ(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena arena = {0};
    assert_int_equal(
        compare(&arena, "{\"a\":243.0,\"b\":[1,{}]}", "{ \"b\" : [1, {}], \"a\" : 243 }", NULL, 0), 0);
}

static void differences_are_named_by_their_path(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena arena = {0};
    struct conflict_difference found[4];
    size_t count = compare(&arena, "{\"a\":{\"b\":[1,2]},\"c\":null}",
                           "{\"a\":{\"b\":[1,\"2\",3]},\"d\":true}", found, ARRAY_LEN(found));
    assert_int_equal(count, 4);
    assert_string_equal(found[0].path, "a.b[1]");
    assert_string_equal(found[0].kept, "2");
    assert_string_equal(found[0].other, "\"2\"");
    assert_string_equal(found[1].path, "a.b[2]");
    assert_null(found[1].kept);
    assert_string_equal(found[2].path, "c");
    assert_string_equal(found[2].kept, "null");
    assert_null(found[2].other);
    assert_string_equal(found[3].path, "d");
}

static void more_differences_than_asked_for_are_counted(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena arena = {0};
    struct conflict_difference found[1];
    assert_int_equal(compare(&arena, "{\"a\":1,\"b\":2,\"c\":3}", "{\"a\":2,\"b\":3,\"c\":4}", found, 1), 3);
}

static void what_is_no_json_is_one_difference(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena arena = {0};
    struct conflict_difference found[1];
    assert_int_equal(compare(&arena, "{\"a\":1}", "{broken", found, 1), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_that_mean_the_same_do_not_differ),
        cmocka_unit_test(differences_are_named_by_their_path),
        cmocka_unit_test(more_differences_than_asked_for_are_counted),
        cmocka_unit_test(what_is_no_json_is_one_difference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
