// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/core/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const char *const fruits[][2] = {
    {"apple", "12"}, {"banana", "7"}, {"cherry", "1,234"}, {"date", "5"}, {"elderberry", "99"}};

static enum role fruit_cell(const void *rows, size_t row, size_t column, struct table_cell *cell)
{
    const char *const(*list)[2] = rows;
    buf_str(cell->text, list[row][column]);
    return row == 2 ? ROLE_ATTACKER : ROLE_NORMAL;
}

static const struct table_column columns[] = {
    {.title = "Name", .size = {.min = 6, .weight = 1}},
    {.title = "Count", .size = {.min = 6, .priority = 1}, .right = true},
};

static const struct table_spec spec = {.columns = columns,
                                       .column_count = ARRAY_LEN(columns),
                                       .row_count = ARRAY_LEN(fruits),
                                       .cell = fruit_cell,
                                       .rows = fruits,
                                       .empty = "no fruit"};

static void assert_drawn(const struct table *table, const struct table_spec *what, int rows, int cols,
                         const char *expected)
{
    CLEANUP(grid) struct grid grid;
    CLEANUP(buf) struct buf text = {0};
    grid_init(&grid, rows, cols, true);
    table_draw(table, what, &grid, (struct rect){0, 0, rows, cols}, NULL);
    grid_dump(&grid, GRID_TEXT, &text);
    assert_string_equal(buf_text(&text), expected);
}

static void columns_are_aligned_and_the_sort_is_marked(void **state)
{
    (void)state;
    struct table table = {.sort_column = 1};
    assert_drawn(&table, &spec, 3, 24,
                 "  Name            Countv\n"
                 "> apple               12\n"
                 "  banana               7\n");
}

static void chosen_columns_are_shown_in_that_order_and_sorted_by(void **state)
{
    (void)state;
    struct table table = {.sort_column = 1};
    struct table_spec chosen = spec;
    chosen.chosen = "Count Name";
    assert_drawn(&table, &chosen, 2, 24, "  Countv  Name\n>     12  apple\n");
    chosen.chosen = "Name";
    assert_drawn(&table, &chosen, 2, 24, "  Name\n> apple\n");
    assert_int_equal(table_request(&table, &chosen, REQUEST_SORT, 3, NULL), TABLE_SORTED);
    assert_int_equal(table.sort_column, 0);
    assert_int_equal(table_column_cols(&chosen, 24, 1), 0);
    chosen.chosen = "Colour";
    assert_drawn(&table, &chosen, 2, 24, "  Namev            Count\n> apple               12\n");
}

static void a_narrow_table_drops_the_less_important_column(void **state)
{
    (void)state;
    struct table table = {0};
    assert_drawn(&table, &spec, 2, 12, "  Namev\n> apple\n");
}

static void the_page_follows_the_cursor(void **state)
{
    (void)state;
    struct table table = {0};
    table_request(&table, &spec, REQUEST_LAST, 3, NULL);
    assert_int_equal(table.cursor, 4);
    assert_int_equal(table.top, 3);
    table_request(&table, &spec, REQUEST_UP, 3, NULL);
    assert_int_equal(table.top, 3);
    table_request(&table, &spec, REQUEST_PAGE_UP, 3, NULL);
    assert_int_equal(table.cursor, 1);
    assert_int_equal(table.top, 1);
    table_request(&table, &spec, REQUEST_HALF_UP, 3, NULL);
    table_request(&table, &spec, REQUEST_HALF_UP, 3, NULL);
    assert_int_equal(table.cursor, 0);
    assert_drawn(&table, &spec, 2, 12, "  Namev\n> apple\n");
}

static void a_page_down_from_the_top_shows_the_next_page(void **state)
{
    (void)state;
    struct table table = {0};
    table_request(&table, &spec, REQUEST_PAGE_DOWN, 3, NULL);
    assert_int_equal(table.cursor, 2);
    assert_int_equal(table.top, 2);
    table_request(&table, &spec, REQUEST_PAGE_DOWN, 3, NULL);
    assert_int_equal(table.cursor, 4);
    assert_int_equal(table.top, 3);
    table_request(&table, &spec, REQUEST_PAGE_UP, 3, NULL);
    table_request(&table, &spec, REQUEST_PAGE_UP, 3, NULL);
    assert_int_equal(table.cursor, 0);
    assert_int_equal(table.top, 0);
}

static void drawing_finds_the_cursor_after_the_screen_has_shrunk(void **state)
{
    (void)state;
    struct table table = {.cursor = 3, .top = 0};
    assert_drawn(&table, &spec, 2, 12, "  Namev\n> date\n");
}

static void sorting_goes_through_the_columns_and_turns_around(void **state)
{
    (void)state;
    struct table table = {.cursor = 3};
    assert_int_equal(table_request(&table, &spec, REQUEST_SORT, 5, NULL), TABLE_SORTED);
    assert_int_equal(table.sort_column, 1);
    assert_int_equal(table.cursor, 0);
    assert_int_equal(table_request(&table, &spec, REQUEST_SORT_REVERSE, 5, NULL), TABLE_SORTED);
    assert_true(table.sort_reverse);
    assert_int_equal(table_request(&table, &spec, REQUEST_SORT, 5, NULL), TABLE_SORTED);
    assert_int_equal(table.sort_column, 0);
}

static void searching_goes_around_the_end(void **state)
{
    (void)state;
    struct table table = {.cursor = 3};
    table_request(&table, &spec, REQUEST_SEARCH_NEXT, 5, "an");
    assert_int_equal(table.cursor, 1);
    table_request(&table, &spec, REQUEST_SEARCH_PREVIOUS, 5, "RRY");
    assert_int_equal(table.cursor, 1);
    table_request(&table, &spec, REQUEST_SEARCH_PREVIOUS, 5, "rry");
    assert_int_equal(table.cursor, 4);
    table_request(&table, &spec, REQUEST_SEARCH_NEXT, 5, "nowhere");
    assert_int_equal(table.cursor, 4);
}

static void picked_rows_show_and_are_forgotten_with_other_rows(void **state)
{
    (void)state;
    struct table table = {0};
    table_request(&table, &spec, REQUEST_PICK, 5, NULL);
    table_request(&table, &spec, REQUEST_PICK, 5, NULL);
    table_request(&table, &spec, REQUEST_UP, 5, NULL);
    table_request(&table, &spec, REQUEST_PICK, 5, NULL);
    assert_int_equal(table.picked_count, 1);
    assert_true(table_picked(&table, 0));
    assert_drawn(&table, &spec, 4, 12, "  Namev\n *apple\n  banana\n> cherry\n");
    table_reset(&table, 2);
    assert_int_equal(table.cursor, 1);
    assert_false(table_picked(&table, 0));
    table_done(&table);
}

static void an_empty_table_says_so_and_takes_every_request(void **state)
{
    (void)state;
    struct table table = {0};
    struct table_spec none = spec;
    none.row_count = 0;
    for (enum request request = REQUEST_NONE + 1; request < REQUEST__COUNT; request++)
        table_request(&table, &none, request, 5, "x");
    assert_int_equal(table.cursor, 0);
    table.sort_column = 0;
    table.sort_reverse = false;
    assert_drawn(&table, &none, 2, 12, "  Namev\n  no fruit\n");
    assert_drawn(&table, &none, 1, 1, "\n");
}

static void the_cursor_row_has_one_role_and_others_their_own(void **state)
{
    (void)state;
    CLEANUP(grid) struct grid grid;
    struct table table = {0};
    grid_init(&grid, 5, 24, true);
    table_draw(&table, &spec, &grid, (struct rect){0, 0, 5, 24}, "date");
    assert_int_equal(grid_cell(&grid, 1, 23)->role, ROLE_CURSOR);
    assert_int_equal(grid_cell(&grid, 3, 2)->role, ROLE_ATTACKER);
    assert_int_equal(grid_cell(&grid, 4, 2)->role, ROLE_MATCH);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_aligned_and_the_sort_is_marked),
        cmocka_unit_test(chosen_columns_are_shown_in_that_order_and_sorted_by),
        cmocka_unit_test(a_narrow_table_drops_the_less_important_column),
        cmocka_unit_test(the_page_follows_the_cursor),
        cmocka_unit_test(a_page_down_from_the_top_shows_the_next_page),
        cmocka_unit_test(drawing_finds_the_cursor_after_the_screen_has_shrunk),
        cmocka_unit_test(sorting_goes_through_the_columns_and_turns_around),
        cmocka_unit_test(searching_goes_around_the_end),
        cmocka_unit_test(picked_rows_show_and_are_forgotten_with_other_rows),
        cmocka_unit_test(an_empty_table_says_so_and_takes_every_request),
        cmocka_unit_test(the_cursor_row_has_one_role_and_others_their_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
