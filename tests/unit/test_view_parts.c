// SPDX-License-Identifier: GPL-3.0-or-later
/* What screens are put together from: cells, pages, filters of a window. */
#include "ui/view/ask_filter.h"
#include "ui/view/cells.h"
#include "ui/view/page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* --- cells --- */

static void assert_shortened(const char *text, int cols, const char *expected)
{
    CLEANUP(buf) struct buf out = {0};
    cell_shorten(&out, text, cols, false);
    assert_string_equal(buf_text(&out), expected);
    assert_true(cluster_cols(buf_text(&out), false, SIZE_MAX) <= (size_t)cols);
}

static void a_value_that_fits_stays_whole(void **state)
{
    (void)state;
    assert_shortened("203.0.113.66", 12, "203.0.113.66");
}

static void a_long_value_loses_its_middle(void **state)
{
    (void)state;
    assert_shortened("arn:aws:iam::111122223333:user/ci-deploy", 15, "arn:aws…-deploy");
}

static void a_wide_character_is_never_split_by_shortening(void **state)
{
    (void)state;
    assert_shortened("日本語日本語日本語", 8, "日本…語");
}

static void a_control_sequence_counts_as_what_is_shown_for_it(void **state)
{
    (void)state;
    assert_shortened("\033[31mred and long", 10, "\033[31…long"); /* ^[ takes two columns */
}

static void a_value_of_a_megabyte_is_left_to_the_table(void **state)
{
    (void)state;
    CLEANUP(buf) struct buf text = {0}, out = {0};
    buf_repeat(&text, 'x', 1 << 20);
    cell_shorten(&out, buf_text(&text), 20, false);
    assert_int_equal(out.len, text.len);
}

static void a_verdict_is_a_letter_small_when_derived(void **state)
{
    (void)state;
    CLEANUP(buf) struct buf text = {0};
    struct table_cell cell = {.text = &text, .cols = 1};
    assert_int_equal(cell_verdict(&cell, "attacker", false), ROLE_ATTACKER);
    assert_int_equal(cell_verdict(&cell, "compromised", true), ROLE_COMPROMISED);
    assert_int_equal(cell_verdict(&cell, NULL, false), ROLE_NORMAL);
    assert_string_equal(buf_text(&text), "Ac");
}

/* --- pages --- */

struct fixture {
    struct arena arena;
    struct page page;
    struct view view;
};

static const struct view_ops nothing = {.name = "nothing", .title = "Nothing"};

/* Three facts, of which the second and the last lead somewhere. */
static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->page.arena = &f->arena;
    f->view.ops = &nothing;
    f->view.body = (struct rect){0, 0, 5, 40};
    ask_init(&f->view.ask);
    ask_init(&f->view.go.ask);
    page_title(&f->page, "Facts");
    page_leads(&f->page, page_field(&f->page, "one", 6, ROLE_NORMAL, "first"), "help", "is:write");
    page_put(&f->page, ROLE_NORMAL, "only text");
    page_stands(&f->page, page_field(&f->page, "two", 6, ROLE_NORMAL, "203.0.113.66"), THING_ADDRESS,
                "203.0.113.66");
    page_open(&f->view);
    page_settle(&f->view, &f->page);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    page_close(&f->view);
    page_done(&f->page);
    arena_done(&f->arena);
    ask_done(&f->view.go.ask);
    free(f);
    return 0;
}

static const char *current_text(const struct fixture *f)
{
    return page_current(&f->view, &f->page)->text.text.text;
}

static void the_cursor_of_a_page_begins_at_the_first_line_that_leads_somewhere(void **state)
{
    assert_string_equal(current_text(*state), "  one    first");
}

static void the_cursor_of_a_page_skips_plain_text_both_ways(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(page_request(&f->view, &f->page, REQUEST_DOWN), VIEW_DONE);
    assert_string_equal(current_text(f), "  two    203.0.113.66");
    page_request(&f->view, &f->page, REQUEST_UP);
    assert_string_equal(current_text(f), "  one    first");
    page_request(&f->view, &f->page, REQUEST_LAST);
    assert_string_equal(current_text(f), "  two    203.0.113.66");
    page_request(&f->view, &f->page, REQUEST_FIRST);
    assert_string_equal(current_text(f), "  one    first");
}

static void enter_on_a_page_opens_what_the_line_leads_to(void **state)
{
    struct fixture *f = *state;
    page_request(&f->view, &f->page, REQUEST_OPEN);
    assert_non_null(f->view.go.ops);
    assert_string_equal(f->view.go.ops->name, "help");
    assert_string_equal(f->view.go.ask.filter, "is:write");
}

static void a_line_that_stands_for_a_thing_can_be_marked(void **state)
{
    struct fixture *f = *state;
    struct selection selection = {0};
    assert_false(page_selection(&f->view, &f->page, &selection));
    page_request(&f->view, &f->page, REQUEST_DOWN);
    assert_true(page_selection(&f->view, &f->page, &selection));
    assert_int_equal(selection.subject, THING_ADDRESS);
    assert_string_equal(selection.value[THING_ADDRESS], "203.0.113.66");
}

/* --- windows --- */

static void a_window_becomes_since_and_until(void **state)
{
    (void)state;
    CLEANUP(buf) struct buf text = {0};
    buf_str(&text, "is:write");
    ask_add_window(&text, 0, ISOTIME_NONE);
    ask_add_window(&text, ISOTIME_NONE, DAY_S);
    assert_string_equal(buf_text(&text), "is:write since:1970-01-01T00:00:00Z until:1970-01-02T00:00:00Z");
}

#define ON_PAGE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_that_fits_stays_whole),
        cmocka_unit_test(a_long_value_loses_its_middle),
        cmocka_unit_test(a_wide_character_is_never_split_by_shortening),
        cmocka_unit_test(a_control_sequence_counts_as_what_is_shown_for_it),
        cmocka_unit_test(a_value_of_a_megabyte_is_left_to_the_table),
        cmocka_unit_test(a_verdict_is_a_letter_small_when_derived),
        ON_PAGE(the_cursor_of_a_page_begins_at_the_first_line_that_leads_somewhere),
        ON_PAGE(the_cursor_of_a_page_skips_plain_text_both_ways),
        ON_PAGE(enter_on_a_page_opens_what_the_line_leads_to),
        ON_PAGE(a_line_that_stands_for_a_thing_can_be_marked),
        cmocka_unit_test(a_window_becomes_since_and_until),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
