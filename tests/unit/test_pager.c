// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/core/pager.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const char *const lines[] = {
    "one", "two is a longer line of words", "three", "four", "five", "six",
};

static void get_line(const void *data, size_t index, struct pager_line *out)
{
    const char *const *list = data;
    out->text = (struct slice){list[index], strlen(list[index])};
    out->head_bytes = 3;
    out->head_role = ROLE_LABEL;
    out->hang = 2;
}

static const struct pager_text text = {.count = ARRAY_LEN(lines), .line = get_line, .data = lines};
static const struct pager_page page = {3, 12, true};

static void assert_drawn(const struct pager *pager, const struct pager_text *what, const char *expected)
{
    CLEANUP(grid) struct grid grid;
    CLEANUP(buf) struct buf dump = {0};
    grid_init(&grid, page.rows, page.cols, true);
    pager_draw(pager, what, &grid, (struct rect){0, 0, page.rows, page.cols}, NULL);
    grid_dump(&grid, GRID_TEXT, &dump);
    assert_string_equal(buf_text(&dump), expected);
}

static void ask(struct pager *pager, enum request request)
{
    assert_true(pager_request(pager, &text, request, page, "f"));
}

static void long_lines_are_cut_or_wrapped(void **state)
{
    (void)state;
    struct pager pager = {0};
    assert_drawn(&pager, &text, "one\ntwo is a lo~\nthree\n");
    ask(&pager, REQUEST_WRAP);
    assert_drawn(&pager, &text, "one\ntwo is a\n  longer\n");
}

static void scrolling_goes_by_rows_when_wrapped(void **state)
{
    (void)state;
    struct pager pager = {.wrap = true};
    ask(&pager, REQUEST_DOWN);
    ask(&pager, REQUEST_DOWN);
    assert_drawn(&pager, &text, "  longer\n  line of\n  words\n");
    ask(&pager, REQUEST_UP);
    assert_drawn(&pager, &text, "two is a\n  longer\n  line of\n");
}

static void a_page_with_a_cursor_passes_nothing_over(void **state)
{
    (void)state;
    struct pager pager = {.wrap = true};
    struct pager_text with_cursor = text;
    with_cursor.cursor = true;
    assert_true(pager_request(&pager, &with_cursor, REQUEST_PAGE_DOWN, page, NULL));
    assert_drawn(&pager, &text, "  line of\n  words\nthree\n");
    assert_int_equal(pager.line, 2); /* the first line that begins on the page */
    assert_true(pager_request(&pager, &with_cursor, REQUEST_PAGE_DOWN, page, NULL));
    assert_drawn(&pager, &text, "four\nfive\nsix\n");
    assert_true(pager_request(&pager, &with_cursor, REQUEST_PAGE_DOWN, page, NULL));
    assert_int_equal(pager.line, 5); /* at the end the cursor goes on */
}

static void the_line_under_the_cursor_has_a_sign_where_it_has_a_margin(void **state)
{
    (void)state;
    static const char *const indented[] = {"  one", "two"};
    struct pager_text with_cursor = {.count = 2, .line = get_line, .data = indented, .cursor = true};
    struct pager pager = {.wrap = true};
    assert_drawn(&pager, &with_cursor, "> one\ntwo\n\n");
    pager.line = 1;
    assert_drawn(&pager, &with_cursor, "  one\ntwo\n\n");
}

static void the_end_fills_the_page(void **state)
{
    (void)state;
    struct pager pager = {0};
    ask(&pager, REQUEST_LAST);
    assert_drawn(&pager, &text, "four\nfive\nsix\n");
    ask(&pager, REQUEST_PAGE_DOWN);
    assert_drawn(&pager, &text, "four\nfive\nsix\n");
    ask(&pager, REQUEST_PAGE_UP);
    ask(&pager, REQUEST_PAGE_UP);
    assert_drawn(&pager, &text, "one\ntwo is a lo~\nthree\n");
}

static void searching_brings_the_line_into_view_and_goes_around(void **state)
{
    (void)state;
    struct pager pager = {0};
    ask(&pager, REQUEST_SEARCH_NEXT);
    assert_int_equal(pager.line, 1);
    ask(&pager, REQUEST_SEARCH_NEXT);
    assert_int_equal(pager.line, 3);
    ask(&pager, REQUEST_SEARCH_NEXT);
    assert_int_equal(pager.line, 4);
    assert_drawn(&pager, &text, "three\nfour\nfive\n");
    ask(&pager, REQUEST_SEARCH_NEXT);
    assert_int_equal(pager.line, 1);
    ask(&pager, REQUEST_SEARCH_PREVIOUS);
    assert_int_equal(pager.line, 4);
}

static void unwrapped_text_scrolls_sideways(void **state)
{
    (void)state;
    struct pager pager = {0};
    ask(&pager, REQUEST_RIGHT);
    assert_drawn(&pager, &text, "\n longer lin~\n\n");
    ask(&pager, REQUEST_LEFT);
    assert_int_equal(pager.left, 0);
}

static void a_cursor_moves_line_by_line(void **state)
{
    (void)state;
    struct pager pager = {0};
    struct pager_text with_cursor = text;
    with_cursor.cursor = true;
    for (int i = 0; i < 10; i++)
        pager_request(&pager, &with_cursor, REQUEST_DOWN, page, NULL);
    assert_int_equal(pager.line, 5);
    assert_drawn(&pager, &with_cursor, "four\nfive\nsix\n");
}

static void no_text_takes_every_request(void **state)
{
    (void)state;
    struct pager pager = {0};
    struct pager_text none = text;
    none.count = 0;
    for (enum request request = REQUEST_NONE + 1; request < REQUEST__COUNT; request++)
        pager_request(&pager, &none, request, page, "x");
    pager.left = 0;
    assert_drawn(&pager, &none, "\n\n\n");
}

static void the_head_has_a_role_of_its_own(void **state)
{
    (void)state;
    CLEANUP(grid) struct grid grid;
    struct pager pager = {0};
    grid_init(&grid, 3, 12, true);
    pager_draw(&pager, &text, &grid, (struct rect){0, 0, 3, 12}, "longer");
    assert_int_equal(grid_cell(&grid, 1, 2)->role, ROLE_LABEL);
    assert_int_equal(grid_cell(&grid, 1, 4)->role, ROLE_NORMAL);
    assert_int_equal(grid_cell(&grid, 1, 9)->role, ROLE_MATCH);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(long_lines_are_cut_or_wrapped),
        cmocka_unit_test(scrolling_goes_by_rows_when_wrapped),
        cmocka_unit_test(a_page_with_a_cursor_passes_nothing_over),
        cmocka_unit_test(the_line_under_the_cursor_has_a_sign_where_it_has_a_margin),
        cmocka_unit_test(the_end_fills_the_page),
        cmocka_unit_test(searching_brings_the_line_into_view_and_goes_around),
        cmocka_unit_test(unwrapped_text_scrolls_sideways),
        cmocka_unit_test(a_cursor_moves_line_by_line),
        cmocka_unit_test(no_text_takes_every_request),
        cmocka_unit_test(the_head_has_a_role_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
