// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void expect_row(struct csv *csv, struct arena *arena, const char *const *fields, size_t count)
{
    struct csv_row row;
    assert_true(csv_next(csv, arena, &row));
    assert_int_equal(row.count, count);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(row.fields[i], fields[i]);
    assert_string_equal(row.fields[CSV_FIELDS_MAX - 1], "");
}

#define EXPECT_ROW(...)                                                                                      \
    expect_row(&csv, &arena, (const char *const[]){__VA_ARGS__},                                             \
               sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static void expect_end(struct csv *csv, struct arena *arena)
{
    struct csv_row row;
    assert_false(csv_next(csv, arena, &row));
}

static void rows_end_in_lf_or_crlf_and_blank_lines_are_none(void **state)
{
    (void)state;
    static const char text[] = "a,b\r\n\nc,,d\n,\nlast";
    CLEANUP(arena) struct arena arena = {0};
    struct csv csv;
    csv_init(&csv, text, strlen(text));
    EXPECT_ROW("a", "b");
    EXPECT_ROW("c", "", "d");
    EXPECT_ROW("", "");
    EXPECT_ROW("last");
    expect_end(&csv, &arena);
}

static void quotes_hold_commas_lines_and_doubled_quotes(void **state)
{
    (void)state;
    static const char text[] = "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\"\"\n\"\"\"\",x\n";
    CLEANUP(arena) struct arena arena = {0};
    struct csv csv;
    csv_init(&csv, text, strlen(text));
    EXPECT_ROW("a,b", "say \"hi\"", "two\nlines", "");
    EXPECT_ROW("\"", "x");
    expect_end(&csv, &arena);
}

static void open_quote_ends_with_the_text(void **state)
{
    (void)state;
    static const char text[] = "a,\"never closed\nb";
    CLEANUP(arena) struct arena arena = {0};
    struct csv csv;
    csv_init(&csv, text, strlen(text));
    EXPECT_ROW("a", "never closed\nb");
    expect_end(&csv, &arena);
}

static void fields_beyond_the_maximum_are_dropped(void **state)
{
    (void)state;
    static const char text[] = ",,,,,,,,,,,,,,,,,,,,\nnext";
    CLEANUP(arena) struct arena arena = {0};
    struct csv csv;
    struct csv_row row;
    csv_init(&csv, text, strlen(text));
    assert_true(csv_next(&csv, &arena, &row));
    assert_int_equal(row.count, CSV_FIELDS_MAX);
    EXPECT_ROW("next");
}

static const char *cell(struct buf *out, const char *text)
{
    buf_clear(out);
    csv_cell(out, text, strlen(text));
    return buf_text(out);
}

static void a_cell_is_no_formula_and_shows_its_controls(void **state)
{
    (void)state;
    CLEANUP(buf) struct buf out = {0};
    assert_string_equal(cell(&out, "plain"), "plain");
    assert_string_equal(cell(&out, ""), "");
    assert_string_equal(cell(&out, "=1+1"), "'=1+1");
    assert_string_equal(cell(&out, "+a,\"b\""), "\"'+a,\"\"b\"\"\"");
    assert_string_equal(cell(&out, "\t=1"), "'^I=1");
    assert_string_equal(cell(&out, "two\nlines"), "two^Jlines");
    assert_string_equal(cell(&out, "\x1b[2J"), "^[[2J");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_end_in_lf_or_crlf_and_blank_lines_are_none),
        cmocka_unit_test(quotes_hold_commas_lines_and_doubled_quotes),
        cmocka_unit_test(open_quote_ends_with_the_text),
        cmocka_unit_test(fields_beyond_the_maximum_are_dropped),
        cmocka_unit_test(a_cell_is_no_formula_and_shows_its_controls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
