// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/file.h"
#include "src/base/outfile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char dir[] = "/tmp/trailcase-outfile-XXXXXX";
static char path[sizeof dir + 16], part[sizeof dir + 24];

static void expect_content(const char *text)
{
    CLEANUP(buf) struct buf content = {0};
    struct err err;
    assert_true(file_read(path, 100, &content, &err));
    assert_string_equal(buf_text(&content), text);
}

static void write_whole(const char *text, bool clobber)
{
    CLEANUP(outfile) struct outfile out = {0};
    struct err err;
    assert_true(outfile_open(&out, path, clobber, &err));
    fputs(text, out.file);
    assert_true(outfile_keep(&out, &err));
}

static void it_is_there_when_complete_and_not_before(void **state)
{
    (void)state;
    CLEANUP(outfile) struct outfile out = {0};
    struct err err;
    assert_true(outfile_open(&out, path, false, &err));
    fputs("one", out.file);
    assert_int_not_equal(access(path, F_OK), 0);
    assert_true(outfile_keep(&out, &err));
    assert_int_not_equal(access(part, F_OK), 0);
    expect_content("one");
}

static void what_stands_there_is_kept_unless_asked(void **state)
{
    (void)state;
    struct err err;
    {
        CLEANUP(outfile) struct outfile out = {0};
        assert_false(outfile_open(&out, path, false, &err));
    }
    expect_content("one");
    write_whole("two", true);
    expect_content("two");
}

static void what_came_meanwhile_is_kept_too(void **state)
{
    (void)state;
    CLEANUP(outfile) struct outfile out = {0};
    struct err err;
    unlink(path);
    assert_true(outfile_open(&out, path, false, &err));
    fputs("late", out.file);
    FILE *other = fopen(path, "w");
    fputs("first", other);
    fclose(other);
    assert_false(outfile_keep(&out, &err));
    outfile_done(&out);
    expect_content("first");
    assert_int_not_equal(access(part, F_OK), 0);
}

static void what_is_dropped_leaves_nothing(void **state)
{
    (void)state;
    struct err err;
    {
        CLEANUP(outfile) struct outfile out = {0};
        assert_true(outfile_open(&out, path, true, &err));
        fputs("half", out.file);
    }
    assert_int_not_equal(access(part, F_OK), 0);
    expect_content("first");
}

static int set_up(void **state)
{
    (void)state;
    if (!mkdtemp(dir))
        return -1;
    snprintf(path, sizeof path, "%s/file", dir);
    snprintf(part, sizeof part, "%s.partial", path);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    unlink(path);
    return rmdir(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_there_when_complete_and_not_before),
        cmocka_unit_test(what_stands_there_is_kept_unless_asked),
        cmocka_unit_test(what_came_meanwhile_is_kept_too),
        cmocka_unit_test(what_is_dropped_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
