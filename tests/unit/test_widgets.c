// SPDX-License-Identifier: GPL-3.0-or-later
/* The small parts: bars, numbers, histogram, line editor. */
#include "ui/core/bar.h"
#include "ui/core/format.h"
#include "ui/core/histogram.h"
#include "ui/core/keycode.h"
#include "ui/core/lineedit.h"

#include "src/base/isotime.h"

#include "ui/core/osc52.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void assert_bar(void (*draw)(struct grid *grid), int cols, const char *expected)
{
    CLEANUP(grid) struct grid grid;
    CLEANUP(buf) struct buf text = {0};
    grid_init(&grid, 1, cols, true);
    draw(&grid);
    grid_row_text(&grid, 0, &text);
    assert_string_equal(buf_text(&text), expected);
}

static void draw_crumbs(struct grid *grid)
{
    const char *const crumbs[] = {"case.db", "Principals", "Addresses alice", "Keys"};
    bar_crumbs(grid, (struct rect){0, 0, 1, grid->cols}, crumbs, 4);
}

static void draw_chips(struct grid *grid)
{
    bar_chips(grid, (struct rect){0, 0, 1, grid->cols}, "principal:alice !is:read (a or b)", true);
}

static void breadcrumbs_are_cut_on_the_left(void **state)
{
    (void)state;
    assert_bar(draw_crumbs, 60, " case.db > Principals > Addresses alice > Keys");
    assert_bar(draw_crumbs, 40, " .. > Addresses alice > Keys");
    assert_bar(draw_crumbs, 8, " .. > K~");
}

static void chips_are_cut_on_the_left(void **state)
{
    (void)state;
    assert_bar(draw_chips, 60, " filter principal:alice !is:read (a or b)");
    assert_bar(draw_chips, 32, " filter ~ !is:read (a or b)");
}

static void the_last_chip_can_be_taken_off(void **state)
{
    (void)state;
    assert_int_equal(bar_without_last_chip("a:1 b:\"x y\" (c or d)"), strlen("a:1 b:\"x y\""));
    assert_int_equal(bar_without_last_chip("a:1 or b:2"), strlen("a:1"));
    assert_int_equal(bar_without_last_chip("a:1 and not b:2  "), strlen("a:1"));
    assert_int_equal(bar_without_last_chip("a:\"un closed"), 0);
    assert_int_equal(bar_without_last_chip(""), 0);
}

static const char *formatted(void (*format)(struct buf *out, int64_t value), int64_t value)
{
    static char text[64];
    CLEANUP(buf) struct buf out = {0};
    format(&out, value);
    memcpy(text, buf_text(&out), out.len + 1);
    return text;
}

static void assert_hints(int cols, const char *expected)
{
    CLEANUP(buf) struct buf hints = {0};
    buf_str(&hints, "Enter open  p i K pivot  m mark  ? help");
    bar_hints(&hints, true, cols);
    assert_string_equal(buf_text(&hints), expected);
}

static void hints_go_whole_and_help_stays(void **state)
{
    (void)state;
    assert_hints(39, "Enter open  p i K pivot  m mark  ? help");
    assert_hints(38, "Enter open  p i K pivot  ? help");
    assert_hints(20, "Enter open  ? help");
    assert_hints(3, "? help");
    assert_int_equal(bar_hints_least("Enter open  p i K pivot  ? help", true), 18);
    assert_int_equal(bar_hints_least("? help", true), 6);
}

static void what_is_told_is_cut_at_a_comma(void **state)
{
    (void)state;
    CLEANUP(buf) struct buf text = {0};
    buf_str(&text, "42 open, 1 done; 3 skipped");
    bar_parts(&text, true, 26);
    assert_string_equal(buf_text(&text), "42 open, 1 done; 3 skipped");
    bar_parts(&text, true, 25);
    assert_string_equal(buf_text(&text), "42 open, 1 done");
    bar_parts(&text, true, 14);
    assert_string_equal(buf_text(&text), "42 open");
    bar_parts(&text, true, 2);
    assert_string_equal(buf_text(&text), "42 open");
}

static void day_label(const void *data, int bucket, struct buf *out)
{
    (void)data;
    buf_fmt(out, "day %02d", bucket);
}

static void the_labels_of_an_axis_are_even_and_go_to_its_end(void **state)
{
    (void)state;
    CLEANUP(grid) struct grid grid;
    CLEANUP(buf) struct buf text = {0};
    struct histogram h = {.count = 40, .cursor = HISTOGRAM_NO_CURSOR, .label = day_label};
    grid_init(&grid, 2, 42, true);
    histogram_axis(&h, &grid, (struct rect){0, 0, 2, 42});
    grid_row_text(&grid, 1, &text);
    assert_string_equal(buf_text(&text), "day 00   day 09   day 18   day 27   day 36");
}

static void numbers_read_well(void **state)
{
    (void)state;
    assert_string_equal(formatted(format_count, 0), "0");
    assert_string_equal(formatted(format_count, 1234567), "1,234,567");
    assert_string_equal(formatted(format_count, -1000), "-1,000");
    assert_string_equal(formatted(format_short, 999), "999");
    assert_string_equal(formatted(format_short, 1234), "1.2k");
    assert_string_equal(formatted(format_short, 999999), "1.0M");
    assert_string_equal(formatted(format_time, 1585742400), "2020-04-01 12:00:00");
    assert_string_equal(formatted(format_time, ISOTIME_NONE), "");
    assert_string_equal(formatted(format_span, 59), "59s");
    assert_string_equal(formatted(format_span, 3 * HOUR_S + 300), "3h 05m");
    assert_string_equal(formatted(format_span, 2 * DAY_S), "2d 0h");
}

static void sparklines_fit_their_columns(void **state)
{
    (void)state;
    const uint32_t values[] = {0, 1, 4, 8, 0, 100};
    CLEANUP(buf) struct buf out = {0};
    format_spark(&out, values, 6, 6, true);
    assert_string_equal(buf_text(&out), " ... #");
    buf_clear(&out);
    format_spark(&out, values, 6, 3, true);
    assert_string_equal(buf_text(&out), "..#");
    buf_clear(&out);
    format_spark(&out, values, 2, 4, false);
    assert_string_equal(buf_text(&out), "  ██");
}

static void label_of(const void *data, int bucket, struct buf *out)
{
    (void)data;
    buf_fmt(out, "%d", bucket);
}

static void assert_histogram(const struct histogram *histogram, int rows, int cols, bool ascii,
                             const char *expected)
{
    CLEANUP(grid) struct grid grid;
    CLEANUP(buf) struct buf text = {0};
    grid_init(&grid, rows, cols, ascii);
    histogram_draw(histogram, &grid, (struct rect){0, 0, rows, cols});
    grid_dump(&grid, GRID_TEXT, &text);
    assert_string_equal(buf_text(&text), expected);
}

static void a_histogram_shows_every_bucket_that_is_not_empty(void **state)
{
    (void)state;
    const uint32_t values[][HISTOGRAM_SERIES] = {{8}, {0}, {1}, {4}};
    struct histogram h = {.values = values, .count = 4, .series = 1, .cursor = 3, .label = label_of};
    assert_histogram(&h, 4, 10, true,
                     "    8 #\n"
                     "      # .#\n"
                     "      ---^\n"
                     "      0  3\n");
    assert_histogram(&h, 4, 10, false,
                     "    8 █\n"
                     "      █ ▂█\n"
                     "      ───^\n"
                     "      0  3\n");
}

static void a_stack_shows_its_parts_by_glyph(void **state)
{
    (void)state;
    const uint32_t values[][HISTOGRAM_SERIES] = {{2, 1, 1}, {0, 0, 4}};
    struct histogram h = {.values = values, .count = 2, .series = 3, .cursor = HISTOGRAM_NO_CURSOR};
    assert_histogram(&h, 6, 10, true,
                     "    4 ::::\n"
                     "      ==::\n"
                     "      ##::\n"
                     "      ##::\n"
                     "      ----\n"
                     "\n");
}

static void more_buckets_than_columns_are_added_up(void **state)
{
    (void)state;
    uint32_t values[100][HISTOGRAM_SERIES] = {0};
    for (int i = 0; i < 100; i++)
        values[i][0] = 1;
    struct histogram h = {.values = (const uint32_t(*)[HISTOGRAM_SERIES])values, .count = 100, .series = 1};
    assert_histogram(&h, 3, 16, true,
                     "   10 ##########\n"
                     "      ^---------\n"
                     "\n");
    assert_histogram(&h, 2, 16, true, "\n\n");
    assert_histogram(&h, 1, 1, true, "\n");
}

static void complete_words(void *arg, const char *line, size_t cursor, struct prompt_matches *out)
{
    const char *const *words = arg;
    for (; *words != NULL; words++)
        prompt_offer(out, line, cursor, *words);
}

static void type(struct lineedit *edit, const char *text)
{
    for (; *text != '\0'; text++)
        assert_int_equal(lineedit_key(edit, *text), PROMPT_EDITING);
}

static void a_line_is_edited_and_completed(void **state)
{
    (void)state;
    static const char *words[] = {"filter", "find", "quit", NULL};
    struct lineedit edit = {0};
    lineedit_open(&edit, &(struct prompt_ask){.label = ":", .complete = complete_words, .arg = words});
    type(&edit, "f");
    lineedit_key(&edit, KEYCODE_TAB);
    assert_string_equal(lineedit_state(&edit).line, "fi");
    assert_int_equal(lineedit_state(&edit).matches->count, 2);
    type(&edit, "l");
    assert_null(lineedit_state(&edit).matches);
    lineedit_key(&edit, KEYCODE_TAB);
    assert_string_equal(lineedit_state(&edit).line, "filter ");
    lineedit_key(&edit, 0xE9);
    lineedit_key(&edit, KEYCODE_LEFT);
    type(&edit, "x");
    assert_string_equal(lineedit_state(&edit).line, "filter xé");
    lineedit_key(&edit, KEYCODE_DELETE);
    lineedit_key(&edit, KEYCODE_CTRL('w'));
    assert_string_equal(lineedit_state(&edit).line, "filter ");
    assert_int_equal(lineedit_key(&edit, KEYCODE_ENTER), PROMPT_ACCEPTED);
    assert_int_equal(lineedit_key(&edit, KEYCODE_ESC), PROMPT_CANCELLED);
    lineedit_close(&edit);
}

static void a_copy_is_wrapped_for_what_stands_between_and_cut_between_characters(void **state)
{
    (void)state;
    CLEANUP(buf) struct buf plain = {0}, tmux = {0}, screen = {0}, text = {0}, big = {0};
    assert_int_equal(osc52_wrap(NULL, "xterm"), OSC52_PLAIN);
    assert_int_equal(osc52_wrap("", "screen-256color"), OSC52_SCREEN);
    assert_int_equal(osc52_wrap("/tmp/tmux", "screen"), OSC52_TMUX);
    assert_int_equal(osc52_write(&plain, "AKIA", 4, OSC52_PLAIN), 4);
    assert_string_equal(buf_text(&plain), "\033]52;c;QUtJQQ==\033\\");
    assert_int_equal(osc52_write(&tmux, "a", 1, OSC52_TMUX), 1);
    assert_string_equal(buf_text(&tmux), "\033]52;c;YQ==\033\\\033Ptmux;\033\033]52;c;YQ==\033\033\\\033\\");
    assert_int_equal(osc52_write(&screen, "ab", 2, OSC52_SCREEN), 2);
    assert_string_equal(buf_text(&screen), "\033P\033]52;c;YWI=\a\033\\");
    buf_char(&text, 'x');
    while (text.len < 100000)
        buf_str(&text, "é");
    size_t sent = osc52_write(&big, buf_text(&text), text.len, OSC52_PLAIN);
    assert_true(sent < text.len && sent % 2 == 1);
    assert_true(big.len <= OSC52_MAX_ENCODED + 16);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_copy_is_wrapped_for_what_stands_between_and_cut_between_characters),
        cmocka_unit_test(breadcrumbs_are_cut_on_the_left),
        cmocka_unit_test(chips_are_cut_on_the_left),
        cmocka_unit_test(the_last_chip_can_be_taken_off),
        cmocka_unit_test(hints_go_whole_and_help_stays),
        cmocka_unit_test(what_is_told_is_cut_at_a_comma),
        cmocka_unit_test(the_labels_of_an_axis_are_even_and_go_to_its_end),
        cmocka_unit_test(numbers_read_well),
        cmocka_unit_test(sparklines_fit_their_columns),
        cmocka_unit_test(a_histogram_shows_every_bucket_that_is_not_empty),
        cmocka_unit_test(a_stack_shows_its_parts_by_glyph),
        cmocka_unit_test(more_buckets_than_columns_are_added_up),
        cmocka_unit_test(a_line_is_edited_and_completed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
