// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/buf.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void zeroed_buffer_reads_as_empty_text(void **state)
{
    (void)state;
    struct buf buf = {0};
    assert_string_equal(buf_text(&buf), "");
    buf_done(&buf);
}

static void text_stays_terminated_while_it_grows(void **state)
{
    (void)state;
    CLEANUP(buf) struct buf buf = {0};
    for (int i = 0; i < 1000; i++)
        assert_true(buf_fmt(&buf, "%d,", i % 10));
    assert_int_equal(buf.len, 2000);
    assert_int_equal(buf.bytes[buf.len], 0);
}

static void capped_buffer_refuses_and_keeps_what_it_had(void **state)
{
    (void)state;
    CLEANUP(buf) struct buf buf = {.max_bytes = 8};
    assert_true(buf_str(&buf, "12345678"));
    assert_false(buf_char(&buf, '9'));
    assert_string_equal(buf_text(&buf), "12345678");
}

static void cut_drops_the_tail(void **state)
{
    (void)state;
    CLEANUP(buf) struct buf buf = {0};
    assert_true(buf_str(&buf, "keep this"));
    buf_cut(&buf, 4);
    assert_string_equal(buf_text(&buf), "keep");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(zeroed_buffer_reads_as_empty_text),
        cmocka_unit_test(text_stays_terminated_while_it_grows),
        cmocka_unit_test(capped_buffer_refuses_and_keeps_what_it_had),
        cmocka_unit_test(cut_drops_the_tail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
