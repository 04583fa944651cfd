// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/report/markdown.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void expect(void (*write)(struct buf *out, const char *text), const char *text, const char *expected)
{
    CLEANUP(buf) struct buf out = {0};
    write(&out, text);
    assert_string_equal(buf_text(&out), expected);
}

static void markup_stays_text(void **state)
{
    (void)state;
    expect(markdown_text, "plain ci-deploy 10.0.0.1", "plain ci-deploy 10.0.0.1");
    expect(markdown_text, "<script>|*a*_b_`c`[x](y)#&~@",
           "\\<script\\>\\|\\*a\\*\\_b\\_\\`c\\`\\[x\\](y)\\#\\&\\~\\@");
    expect(markdown_text, "a\\b", "a\\\\b");
    expect(markdown_text, NULL, "");
}

static void links_do_not_become_links(void **state)
{
    (void)state;
    expect(markdown_text, "http://evil.example www.evil.example 14:02",
           "http\\://evil.example www\\.evil.example 14:02");
}

static void text_stays_on_one_line_and_shows_what_is_hidden(void **state)
{
    (void)state;
    expect(markdown_text, "a\nb\033[31m", "a^Jb^\\[\\[31m");
}

static void code_cannot_be_left(void **state)
{
    (void)state;
    expect(markdown_code, "a`b|c", "`a'b\\|c`");
    expect(markdown_code, "a\nb", "`a^Jb`");
}

static void shell_word_cannot_be_left(void **state)
{
    (void)state;
    expect(markdown_shell_word, "is:attributed", "'is:attributed'");
    expect(markdown_shell_word, "a'; rm -rf /; '", "'a'\\''; rm -rf /; '\\'''");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(markup_stays_text),
        cmocka_unit_test(links_do_not_become_links),
        cmocka_unit_test(text_stays_on_one_line_and_shows_what_is_hidden),
        cmocka_unit_test(code_cannot_be_left),
        cmocka_unit_test(shell_word_cannot_be_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
