// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/cli/output.h"

#include "src/base/isotime.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const struct column columns[] = {
    {"value", COLUMN_TEXT, COLUMN_WIDE},
    {"events", COLUMN_INT, 0},
    {"first", COLUMN_TIME, 0},
    {"id", COLUMN_TEXT, COLUMN_NOT_TABLE},
};

/* Write the given values, one row each, in a format; return what came out. */
static void write_rows(const char *format, const char *const *values, size_t count, char *ret, size_t size)
{
    static const struct option_spec *const tables[] = {cmd_output_options, NULL};
    struct err err = {0};
    char path[] = "test_output.XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    const char *words[] = {"--format", format, "-C", "-o", path, NULL};
    struct call call = {0};
    struct output *out;
    assert_true(options_parse(&call.options, tables, words, 5, &err));
    assert_true(output_open(&out, &call, columns, ARRAY_LEN(columns), &err));
    for (size_t i = 0; i < count; i++) {
        output_text(out, values[i]);
        output_int(out, (int64_t)i);
        output_time(out, i ? 1585742400 : ISOTIME_NONE);
        output_text(out, "x");
        assert_true(output_row(out, &err));
    }
    assert_true(output_close(out, &err));
    options_done(&call.options);
    ssize_t len = read(fd, ret, size - 1);
    assert_true(len >= 0);
    ret[len] = '\0';
    close(fd);
    unlink(path);
}

static void csv_cells_that_a_spreadsheet_would_run_get_an_apostrophe(void **state)
{
    (void)state;
    char got[1000];
    const char *values[] = {"=cmd|' /C calc'!A0", "+1", "-1", "@x", "\tx", "plain", "a,\"b\""};
    write_rows("csv", values, ARRAY_LEN(values), got, sizeof got);
    assert_string_equal(got, "value,events,first,id\n"
                             "'=cmd|' /C calc'!A0,0,,x\n"
                             "'+1,1,2020-04-01T12:00:00Z,x\n"
                             "'-1,2,2020-04-01T12:00:00Z,x\n"
                             "'@x,3,2020-04-01T12:00:00Z,x\n"
                             "'^Ix,4,2020-04-01T12:00:00Z,x\n"
                             "plain,5,2020-04-01T12:00:00Z,x\n"
                             "\"a,\"\"b\"\"\",6,2020-04-01T12:00:00Z,x\n");
}

static void json_is_an_array_of_objects_with_nulls(void **state)
{
    (void)state;
    char got[1000];
    const char *values[] = {NULL, "a\033[31m\"b"};
    write_rows("json", values, ARRAY_LEN(values), got, sizeof got);
    assert_string_equal(got,
                        "[\n"
                        "{\"value\":null,\"events\":0,\"first\":null,\"id\":\"x\"},\n"
                        "{\"value\":\"a\\u001b[31m\\\"b\",\"events\":1,\"first\":\"2020-04-01T12:00:00Z\","
                        "\"id\":\"x\"}\n]\n");
}

static void jsonl_has_one_object_a_line(void **state)
{
    (void)state;
    char got[1000];
    const char *values[] = {"a", "b"};
    write_rows("jsonl", values, 2, got, sizeof got);
    assert_string_equal(got,
                        "{\"value\":\"a\",\"events\":0,\"first\":null,\"id\":\"x\"}\n"
                        "{\"value\":\"b\",\"events\":1,\"first\":\"2020-04-01T12:00:00Z\",\"id\":\"x\"}\n");
}

static void no_rows_still_make_a_whole_document(void **state)
{
    (void)state;
    char got[1000];
    write_rows("json", NULL, 0, got, sizeof got);
    assert_string_equal(got, "[]\n");
    write_rows("csv", NULL, 0, got, sizeof got);
    assert_string_equal(got, "value,events,first,id\n");
    write_rows("table", NULL, 0, got, sizeof got);
    assert_string_equal(got, "VALUE  EVENTS  FIRST\n");
}

static void table_is_aligned_and_shows_controls_as_marks(void **state)
{
    (void)state;
    char got[1000];
    const char *values[] = {"a\033b", "longer than the title", "\xe6\x97\xa5"};
    write_rows("table", values, ARRAY_LEN(values), got, sizeof got);
    assert_string_equal(got, "VALUE                  EVENTS  FIRST\n"
                             "a^[b                        0  \n"
                             "longer than the title       1  2020-04-01T12:00:00Z\n"
                             "\xe6\x97\xa5                          2  2020-04-01T12:00:00Z\n");
}

static void a_file_that_is_there_is_not_overwritten(void **state)
{
    (void)state;
    static const struct option_spec *const tables[] = {cmd_output_options, NULL};
    struct err err = {0};
    char path[] = "test_output.XXXXXX";
    close(mkstemp(path));
    const char *words[] = {"-o", path, NULL};
    struct call call = {0};
    assert_true(options_parse(&call.options, tables, words, 2, &err));
    assert_false(output_document(&call, "x", 1, &err));
    assert_non_null(strstr(err.text, "exists already; -C overwrites it"));
    options_done(&call.options);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_cells_that_a_spreadsheet_would_run_get_an_apostrophe),
        cmocka_unit_test(json_is_an_array_of_objects_with_nulls),
        cmocka_unit_test(jsonl_has_one_object_a_line),
        cmocka_unit_test(no_rows_still_make_a_whole_document),
        cmocka_unit_test(table_is_aligned_and_shows_controls_as_marks),
        cmocka_unit_test(a_file_that_is_there_is_not_overwritten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
