// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/core/grid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void assert_row(const struct grid *grid, int row, const char *expected)
{
    CLEANUP(buf) struct buf text = {0};
    grid_row_text(grid, row, &text);
    assert_string_equal(buf_text(&text), expected);
}

static struct rect row_of(int row, int col, int cols)
{
    return (struct rect){row, col, 1, cols};
}

static void text_is_cut_at_its_rectangle(void **state)
{
    (void)state;
    CLEANUP(grid) struct grid grid;
    grid_init(&grid, 3, 10, false);
    assert_int_equal(grid_put(&grid, row_of(0, 2, 4), ROLE_NORMAL, 0, "abcdefgh"), 4);
    assert_int_equal(grid_put(&grid, row_of(1, 8, 40), ROLE_NORMAL, 0, "xyz"), 2);
    assert_int_equal(grid_put(&grid, row_of(9, 0, 5), ROLE_NORMAL, 0, "below"), 0);
    assert_row(&grid, 0, "  abcd");
    assert_row(&grid, 1, "        xy");
}

static void cut_text_ends_in_an_ellipsis(void **state)
{
    (void)state;
    CLEANUP(grid) struct grid grid;
    grid_init(&grid, 2, 6, false);
    grid_put(&grid, row_of(0, 0, 5), ROLE_NORMAL, GRID_CUT, "abcdef");
    grid_put(&grid, row_of(1, 0, 5), ROLE_NORMAL, GRID_CUT, "abcde");
    assert_row(&grid, 0, "abcd…");
    assert_row(&grid, 1, "abcde");
}

static void text_can_stand_on_the_right(void **state)
{
    (void)state;
    CLEANUP(grid) struct grid grid;
    grid_init(&grid, 1, 8, false);
    grid_put(&grid, row_of(0, 1, 6), ROLE_NORMAL, GRID_RIGHT, "42");
    assert_row(&grid, 0, "     42");
}

static void unsafe_text_becomes_marks(void **state)
{
    (void)state;
    CLEANUP(grid) struct grid grid;
    grid_init(&grid, 4, 40, false);
    grid_put(&grid, row_of(0, 0, 40), ROLE_NORMAL, 0, "a\x1b[31mred");
    grid_put(&grid, row_of(1, 0, 40), ROLE_NORMAL, 0, "x\xe2\x80\xaey\x9bz\xff");
    grid_put(&grid, row_of(2, 0, 40), ROLE_NORMAL, 0, "\xcc\x81 alone");
    assert_row(&grid, 0, "a^[[31mred");
    assert_row(&grid, 1, "x<U+202E>y<9b>z<ff>");
    assert_row(&grid, 2, "<U+0301> alone");
    for (int i = 0; i < 4 * 40; i++)
        assert_false(grid.cells[i].width > 0 && (unsigned char)grid.cells[i].text[0] < 0x20);
}

static void a_flood_of_combining_marks_stays_in_its_row_and_shows(void **state)
{
    (void)state;
    CLEANUP(grid) struct grid grid;
    CLEANUP(buf) struct buf flood = {0};
    buf_str(&flood, "a");
    for (int i = 0; i < 1000; i++)
        buf_str(&flood, "\xcc\x81");
    grid_init(&grid, 1, 12, false);
    grid_put(&grid, row_of(0, 0, 12), ROLE_NORMAL, 0, buf_text(&flood));
    assert_true(strlen(grid_cell(&grid, 0, 0)->text) < CLUSTER_SIZE);
    assert_string_equal(grid_cell(&grid, 0, 1)->text, "<");
}

static void a_wide_character_is_never_split(void **state)
{
    (void)state;
    CLEANUP(grid) struct grid grid;
    grid_init(&grid, 3, 6, false);
    assert_int_equal(grid_put(&grid, row_of(0, 0, 3), ROLE_NORMAL, 0, "日本"), 2);
    assert_row(&grid, 0, "日");
    grid_put(&grid, row_of(1, 0, 6), ROLE_NORMAL, 0, "日本");
    grid_put(&grid, row_of(1, 1, 1), ROLE_NORMAL, 0, "x");
    assert_row(&grid, 1, " x本");
    grid_put(&grid, row_of(2, 0, 6), ROLE_NORMAL, 0, "日本");
    grid_put(&grid, row_of(2, 2, 1), ROLE_NORMAL, 0, "x");
    assert_row(&grid, 2, "日x");
}

static void ascii_shows_everything_else_as_marks(void **state)
{
    (void)state;
    CLEANUP(grid) struct grid grid;
    grid_init(&grid, 1, 20, true);
    grid_put(&grid, row_of(0, 0, 20), ROLE_NORMAL, 0, "é-日");
    assert_row(&grid, 0, "<U+00E9>-<U+65E5>");
}

static void dump_has_roles_below_the_text(void **state)
{
    (void)state;
    CLEANUP(grid) struct grid grid;
    CLEANUP(buf) struct buf text = {0};
    grid_init(&grid, 2, 4, false);
    grid_put(&grid, row_of(0, 1, 2), ROLE_ERROR, 0, "no");
    grid_put(&grid, row_of(1, 0, 4), ROLE_CURSOR, GRID_FILL, "c");
    grid_dump(&grid, GRID_ROLES, &text);
    assert_string_equal(buf_text(&text), " no\nc\n--\n.EE\n>>>>\n");
}

static void a_grid_is_never_smaller_than_one_cell(void **state)
{
    (void)state;
    CLEANUP(grid) struct grid grid;
    grid_init(&grid, 0, -3, false);
    assert_int_equal(grid.rows * grid.cols, 1);
    assert_int_equal(grid_put(&grid, row_of(0, 0, 1), ROLE_NORMAL, GRID_CUT, "日本"), 1);
    assert_row(&grid, 0, "…");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_cut_at_its_rectangle),
        cmocka_unit_test(cut_text_ends_in_an_ellipsis),
        cmocka_unit_test(text_can_stand_on_the_right),
        cmocka_unit_test(unsafe_text_becomes_marks),
        cmocka_unit_test(a_flood_of_combining_marks_stays_in_its_row_and_shows),
        cmocka_unit_test(a_wide_character_is_never_split),
        cmocka_unit_test(ascii_shows_everything_else_as_marks),
        cmocka_unit_test(dump_has_roles_below_the_text),
        cmocka_unit_test(a_grid_is_never_smaller_than_one_cell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
