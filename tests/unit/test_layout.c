// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/core/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void what_is_left_goes_by_weight(void **state)
{
    (void)state;
    const struct layout_item items[] = {{.min = 5}, {.min = 5, .weight = 1}, {.min = 5, .weight = 3}};
    int sizes[3];
    layout_share(items, 3, 57, 1, sizes);
    assert_int_equal(sizes[0], 5);
    assert_int_equal(sizes[1], 15);
    assert_int_equal(sizes[2], 35);
}

static void a_maximum_passes_its_share_on(void **state)
{
    (void)state;
    const struct layout_item items[] = {{.min = 5, .max = 8, .weight = 5}, {.min = 5, .weight = 1}};
    int sizes[2];
    layout_share(items, 2, 41, 1, sizes);
    assert_int_equal(sizes[0], 8);
    assert_int_equal(sizes[1], 32);
}

static void the_least_important_goes_first(void **state)
{
    (void)state;
    const struct layout_item items[] = {
        {.min = 10, .weight = 1}, {.min = 10, .priority = 2}, {.min = 10, .priority = 1}};
    int sizes[3];
    layout_share(items, 3, 25, 2, sizes);
    assert_int_equal(sizes[0], 13);
    assert_int_equal(sizes[1], 0);
    assert_int_equal(sizes[2], 10);
}

static void the_last_one_gets_what_there_is(void **state)
{
    (void)state;
    const struct layout_item items[] = {{.min = 10}, {.min = 10, .priority = 1}};
    int sizes[2];
    layout_share(items, 2, 4, 2, sizes);
    assert_int_equal(sizes[0], 4);
    assert_int_equal(sizes[1], 0);
    layout_share(items, 2, 0, 2, sizes);
    assert_int_equal(sizes[0], 0);
}

static void sizes_never_exceed_the_total(void **state)
{
    (void)state;
    const struct layout_item items[] = {{.min = 3, .weight = 2},
                                        {.min = 7, .weight = 1, .priority = 1},
                                        {.min = 4, .max = 9, .weight = 1},
                                        {.min = 1}};
    for (int total = 0; total < 200; total++) {
        int sizes[4], sum = 0, shown = 0;
        layout_share(items, 4, total, 2, sizes);
        for (int i = 0; i < 4; i++) {
            sum += sizes[i];
            shown += sizes[i] > 0;
        }
        assert_true(sum + (shown > 1 ? 2 * (shown - 1) : 0) <= total);
    }
}

static void rectangles_are_cut_without_going_negative(void **state)
{
    (void)state;
    struct rect rest = {0, 0, 3, 10};
    struct rect top = rect_top(&rest, 2), bottom = rect_bottom(&rest, 5);
    assert_int_equal(top.rows, 2);
    assert_int_equal(bottom.rows, 1);
    assert_int_equal(bottom.row, 2);
    assert_int_equal(rest.rows, 0);
    struct rect none = rect_meet((struct rect){0, 0, 2, 2}, (struct rect){5, 5, 2, 2});
    assert_int_equal(none.rows, 0);
    assert_int_equal(rect_row(top, 2).rows, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_left_goes_by_weight),
        cmocka_unit_test(a_maximum_passes_its_share_on),
        cmocka_unit_test(the_least_important_goes_first),
        cmocka_unit_test(the_last_one_gets_what_there_is),
        cmocka_unit_test(sizes_never_exceed_the_total),
        cmocka_unit_test(rectangles_are_cut_without_going_negative),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
