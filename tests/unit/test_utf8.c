// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void shows_as(const char *text, size_t len, const char *expected)
{
    CLEANUP(buf) struct buf out = {0};
    utf8_visible(&out, text, len);
    assert_string_equal(buf_text(&out), expected);
}

#define SHOWS_AS(literal, expected) shows_as(literal, sizeof(literal) - 1, expected)

static void plain_text_passes(void **state)
{
    (void)state;
    SHOWS_AS("aws-cli/1.18.33 Python/3.5.1", "aws-cli/1.18.33 Python/3.5.1");
    SHOWS_AS("Zoë, 日本, \xF0\x9F\x94\x91", "Zoë, 日本, \xF0\x9F\x94\x91");
}

static void controls_become_marks(void **state)
{
    (void)state;
    SHOWS_AS("\x1b[2J", "^[[2J");
    SHOWS_AS("a\nb\tc\r", "a^Jb^Ic^M");
    SHOWS_AS("nul\0byte", "nul^@byte");
    SHOWS_AS("\x7f", "^?");
    SHOWS_AS("\xC2\x9B"
             "31m",
             "<9b>31m");
}

static void invisible_and_reordering_characters_become_marks(void **state)
{
    (void)state;
    SHOWS_AS("a\xE2\x80\xAE"
             "b",
             "a<U+202E>b");
    SHOWS_AS("\xE2\x80\x8B", "<U+200B>");
    SHOWS_AS("\xEF\xBB\xBF", "<U+FEFF>");
    SHOWS_AS("\xE2\x81\xA6", "<U+2066>");
    SHOWS_AS("\xF3\xA0\x81\x81", "<U+E0041>");
}

static void invalid_bytes_become_marks_one_by_one(void **state)
{
    (void)state;
    SHOWS_AS("\xFF", "<ff>");
    SHOWS_AS("\xC0\xAF", "<c0><af>");
    SHOWS_AS("\xE2\x80", "<e2><80>");
    SHOWS_AS("\xED\xA0\x80", "<ed><a0><80>");
    SHOWS_AS("\xF4\x90\x80\x80", "<f4><90><80><80>");
    SHOWS_AS("ok\xC3", "ok<c3>");
}

static void no_input_leaves_anything_unsafe(void **state)
{
    (void)state;
    CLEANUP(buf) struct buf out = {0};
    uint32_t seed = 1;
    for (int round = 0; round < 2000; round++) {
        char text[64];
        for (size_t i = 0; i < sizeof text; i++)
            text[i] = (char)((seed = seed * 1664525 + 1013904223) >> 24);
        buf_clear(&out);
        utf8_visible(&out, text, sizeof text);
        for (size_t at = 0; at < out.len;) {
            uint32_t cp;
            at += utf8_decode(out.bytes + at, out.len - at, &cp);
            assert_false(utf8_is_unsafe(cp));
        }
    }
}

static void every_code_point_round_trips(void **state)
{
    (void)state;
    for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
        char out[4];
        uint32_t back;
        if (cp >= 0xD800 && cp <= 0xDFFF)
            continue;
        size_t len = utf8_encode(cp, out);
        assert_int_equal(utf8_decode(out, len, &back), len);
        assert_int_equal(back, cp);
    }
}

static void columns_count_wide_and_combining(void **state)
{
    (void)state;
    assert_int_equal(utf8_cols("abc"), 3);
    assert_int_equal(utf8_cols("日本"), 4);
    assert_int_equal(utf8_cols("e\xCC\x81"), 1);
    assert_int_equal(utf8_cols(""), 0);
}

static void fitting_never_splits_a_character(void **state)
{
    (void)state;
    assert_int_equal(utf8_fit("日本", 3), 3);
    assert_int_equal(utf8_fit("日本", 4), 6);
    assert_int_equal(utf8_fit("e\xCC\x81x", 1), 3);
    assert_int_equal(utf8_fit("abc", 0), 0);
    assert_int_equal(utf8_fit("abc", 10), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_text_passes),
        cmocka_unit_test(controls_become_marks),
        cmocka_unit_test(invisible_and_reordering_characters_become_marks),
        cmocka_unit_test(invalid_bytes_become_marks_one_by_one),
        cmocka_unit_test(no_input_leaves_anything_unsafe),
        cmocka_unit_test(every_code_point_round_trips),
        cmocka_unit_test(columns_count_wide_and_combining),
        cmocka_unit_test(fitting_never_splits_a_character),
    };
    return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
