// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/split.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* What came out, one line a piece: "+offset:text" or "-offset/length:reason". */
struct seen {
    struct buf text;
    size_t records, rejected;
    int64_t end; /* of the last piece */
    size_t stop_after;
};

static bool note(void *arg, const struct split_piece *piece)
{
    struct seen *seen = arg;
    if (piece->reason) {
        buf_fmt(&seen->text, "-%d/%d:%.12s\n", (int)piece->offset, (int)piece->length, piece->reason);
        seen->rejected++;
        assert_true(piece->len <= SPLIT_EXCERPT_MOST && (int64_t)piece->len <= piece->length);
    } else {
        buf_fmt(&seen->text, "+%d:%.*s\n", (int)piece->offset, (int)piece->len, piece->text);
        seen->records++;
        assert_int_equal(piece->len, piece->length);
    }
    assert_true(piece->offset >= seen->end);
    seen->end = piece->offset + piece->length;
    return !seen->stop_after || seen->records + seen->rejected < seen->stop_after;
}

/* Split text given in pieces of `step` bytes. */
static void run(struct seen *seen, const char *text, size_t len, size_t step, const char **ret_container)
{
    struct split split;
    *seen = (struct seen){.stop_after = seen->stop_after};
    split_init(&split, note, seen);
    bool go_on = true;
    for (size_t at = 0; at < len && go_on; at += step) {
        /* A copy of the exact size, so that a sanitizer sees any byte read beyond it. */
        size_t part = len - at < step ? len - at : step;
        char *piece = malloc(part);
        memcpy(piece, text + at, part);
        go_on = split_feed(&split, piece, part);
        free(piece);
    }
    if (go_on)
        split_end(&split, NULL);
    if (ret_container)
        *ret_container = split.container;
    split_done(&split);
}

static void expect(const char *text, const char *want, const char *container)
{
    for (size_t step = 1; step <= strlen(text); step++) {
        struct seen seen = {0};
        const char *got;
        run(&seen, text, strlen(text), step, &got);
        assert_string_equal(buf_text(&seen.text), want);
        if (container)
            assert_string_equal(got, container);
        else
            assert_null(got);
        buf_done(&seen.text);
    }
}

static void a_records_array_gives_its_elements(void **state)
{
    (void)state;
    expect("{\"Records\":[{\"a\":1},{\"b\":\"]}\"}]}", "+12:{\"a\":1}\n+20:{\"b\":\"]}\"}\n", "Records");
    expect(" { \"x\" : [1] ,\n \"Records\" : [ {} ] , \"y\":{\"z\":[]} } ", "+30:{}\n", "Records");
    expect("{\"Records\":[]}", "", "Records");
}

static void a_bare_array_gives_its_elements(void **state)
{
    (void)state;
    expect("[\n {\"a\":[{}]},\n {\"b\":2}\n]\n", "+3:{\"a\":[{}]}\n+16:{\"b\":2}\n", "array");
    expect("[]", "", "array");
}

static void objects_may_follow_each_other_with_or_without_line_breaks(void **state)
{
    (void)state;
    expect("{\"a\":1}\r\n\n{\"b\":2}\n", "+0:{\"a\":1}\n+10:{\"b\":2}\n", "lines");
    expect("{\"a\":1}{\"b\":{}}", "+0:{\"a\":1}\n+7:{\"b\":{}}\n", "lines");
    expect("{\"Records\":[{}]}{\"Records\":[{}]}", "+12:{}\n+28:{}\n", "Records");
    expect("  {\"a\":1}", "+2:{\"a\":1}\n", "record");
}

static void records_deeper_inside_are_not_taken_for_the_list(void **state)
{
    (void)state;
    expect("{\"a\":{\"Records\":[{}]}}", "+0:{\"a\":{\"Records\":[{}]}}\n", "record");
    expect("{\"xRecords\":[{}]}", "+0:{\"xRecords\":[{}]}\n", "record");
    expect("[{\"Records\":[{}]}]", "+1:{\"Records\":[{}]}\n", "array");
}

static void strings_hide_brackets_and_escaped_quotes(void **state)
{
    (void)state;
    expect("{\"a\":\"\\\"}{[\\\\\"}{}", "+0:{\"a\":\"\\\"}{[\\\\\"}\n+15:{}\n", "lines");
}

static void what_is_no_object_is_rejected_alone(void **state)
{
    (void)state;
    expect("[1,{\"a\":1},\"x\",[2]]",
           "-1/1:an element o\n+3:{\"a\":1}\n-11/3:an element o\n-15/3:an element o\n", "array");
    expect("{\"a\":1}\nhello\n{\"b\":2}\n", "+0:{\"a\":1}\n-8/5:not JSON\n+14:{\"b\":2}\n", "lines");
}

static void a_cut_file_gives_what_came_before(void **state)
{
    (void)state;
    expect("{\"Records\":[{\"a\":1},{\"b\":", "+12:{\"a\":1}\n-20/5:cut off: the\n", "Records");
    expect("{\"Records\":[{\"a\":1},", "+12:{\"a\":1}\n-20/0:cut off: the\n", "Records");
    expect("{\"Records\":[{\"a\":1}]", "+12:{\"a\":1}\n-20/0:cut off: the\n", "Records");
}

static void a_line_that_is_cut_inside_a_string_costs_only_itself(void **state)
{
    (void)state;
    expect("{\"a\":\"x\n{\"b\":2}\n", "-0/8:damaged: a l\n+8:{\"b\":2}\n", "lines");
}

static void every_prefix_ends_cleanly_and_keeps_whole_records(void **state)
{
    (void)state;
    const char *text = "\n{\"v\":[1],\"Records\":[ {\"a\":\"\\\"[\"},{\"b\":[{}]} , "
                       "7,{\"c\":{}}],\"t\":[{}]}\n{\"d\":1}x\n[{}]";
    size_t before = 0, len = strlen(text);
    for (size_t cut = 0; cut <= len; cut++) {
        struct seen seen = {0};
        run(&seen, text, cut, 1 + cut % 7, NULL);
        assert_true(seen.records >= before && seen.records <= before + 1);
        before = seen.records;
        buf_done(&seen.text);
    }
    assert_int_equal(before, 5);
}

static void a_value_over_the_limit_is_rejected_and_the_next_is_kept(void **state)
{
    (void)state;
    size_t big = SPLIT_RECORD_MOST + 10;
    struct buf text = {0};
    buf_str(&text, "{\"a\":\"");
    buf_repeat(&text, 'x', big);
    buf_str(&text, "\"}{\"b\":2}");
    size_t steps[] = {text.len, 65536, 4099};
    for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
        struct seen seen = {0};
        char want[80];
        run(&seen, text.bytes, text.len, steps[i], NULL);
        snprintf(want, sizeof want, "-0/%zu:a value of m\n+%zu:{\"b\":2}\n", big + 8, big + 8);
        assert_string_equal(buf_text(&seen.text), want);
        buf_done(&seen.text);
    }
    buf_done(&text);
}

static void the_sink_can_end_the_split(void **state)
{
    (void)state;
    struct seen seen = {.stop_after = 2};
    run(&seen, "{}{}{}{}", 8, 8, NULL);
    assert_int_equal(seen.records, 2);
    buf_done(&seen.text);
}

static void deep_nesting_needs_no_memory(void **state)
{
    (void)state;
    struct buf text = {0};
    struct seen seen = {0};
    buf_repeat(&text, '[', 100000);
    run(&seen, text.bytes, text.len, 1000, NULL);
    assert_int_equal(seen.records, 0);
    assert_int_equal(seen.rejected, 1);
    buf_done(&seen.text);
    buf_done(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_records_array_gives_its_elements),
        cmocka_unit_test(a_bare_array_gives_its_elements),
        cmocka_unit_test(objects_may_follow_each_other_with_or_without_line_breaks),
        cmocka_unit_test(records_deeper_inside_are_not_taken_for_the_list),
        cmocka_unit_test(strings_hide_brackets_and_escaped_quotes),
        cmocka_unit_test(what_is_no_object_is_rejected_alone),
        cmocka_unit_test(a_cut_file_gives_what_came_before),
        cmocka_unit_test(a_line_that_is_cut_inside_a_string_costs_only_itself),
        cmocka_unit_test(every_prefix_ends_cleanly_and_keeps_whole_records),
        cmocka_unit_test(a_value_over_the_limit_is_rejected_and_the_next_is_kept),
        cmocka_unit_test(the_sink_can_end_the_split),
        cmocka_unit_test(deep_nesting_needs_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
