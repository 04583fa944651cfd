// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/gunzip.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include <cmocka.h>

/* Append text as one gzip member. */
static void member(struct buf *out, const char *text, size_t len)
{
    z_stream z = {0};
    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    size_t most = deflateBound(&z, len);
    buf_reserve(out, most);
    z.next_in = (unsigned char *)(uintptr_t)text;
    z.avail_in = (uInt)len;
    z.next_out = (unsigned char *)out->bytes + out->len;
    z.avail_out = (uInt)most;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    out->len += most - z.avail_out;
    deflateEnd(&z);
}

static bool take(void *arg, const char *bytes, size_t len)
{
    return buf_append(arg, bytes, len);
}

/* Decompress in pieces of `step` bytes; the answer of gunzip_end(). */
static const char *run(const struct buf *in, size_t step, struct buf *out)
{
    CLEANUP(gunzip) struct gunzip *gunzip = gunzip_new();
    bool go_on = true;
    buf_clear(out);
    gunzip_start(gunzip, take, out);
    for (size_t at = 0; at < in->len && go_on; at += step) {
        size_t part = in->len - at < step ? in->len - at : step;
        char *piece = malloc(part);
        memcpy(piece, in->bytes + at, part);
        go_on = gunzip_feed(gunzip, piece, part, at + part == in->len);
        free(piece);
    }
    return gunzip_end(gunzip);
}

static const size_t steps[] = {1 << 30, 1000, 7, 1};

static void members_end_to_end_are_one_stream(void **state)
{
    (void)state;
    struct buf in = {0}, out = {0}, big = {0};
    buf_repeat(&big, 'x', 700000);
    member(&in, "one ", 4);
    member(&in, big.bytes, big.len);
    member(&in, "", 0);
    member(&in, " two", 4);
    for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
        assert_null(run(&in, steps[i], &out));
        assert_int_equal(out.len, big.len + 8);
        assert_memory_equal(out.bytes, "one x", 5);
        assert_memory_equal(out.bytes + out.len - 5, "x two", 5);
    }
    buf_done(&in);
    buf_done(&out);
    buf_done(&big);
}

static void a_stream_cut_anywhere_gives_what_was_there_and_says_so(void **state)
{
    (void)state;
    struct buf in = {0}, out = {0};
    const char *text = "{\"Records\":[{\"eventName\":\"CreateUser\"},{\"eventName\":\"DeleteUser\"}]}";
    member(&in, text, strlen(text));
    size_t whole = in.len, before = 0;
    for (size_t cut = 1; cut < whole; cut++) {
        in.len = cut;
        for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
            const char *wrong = run(&in, steps[i], &out);
            assert_non_null(wrong);
            assert_non_null(strstr(wrong, "cut off"));
            assert_memory_equal(buf_text(&out), text, out.len);
        }
        assert_true(out.len >= before);
        before = out.len;
    }
    assert_int_equal(before, strlen(text));
    buf_done(&in);
    buf_done(&out);
}

static void a_damaged_stream_is_named(void **state)
{
    (void)state;
    struct buf in = {0}, out = {0};
    member(&in, "some text that is long enough", 29);
    in.bytes[in.len - 8] ^= 1; /* the CRC */
    for (size_t i = 0; i < ARRAY_LEN(steps); i++)
        assert_non_null(strstr(run(&in, steps[i], &out), "damaged"));
    buf_done(&in);
    buf_done(&out);
}

static void padding_is_ignored_and_other_bytes_at_the_end_are_named(void **state)
{
    (void)state;
    struct buf in = {0}, out = {0};
    member(&in, "text", 4);
    buf_repeat(&in, '\0', 512);
    for (size_t i = 0; i < ARRAY_LEN(steps); i++)
        assert_null(run(&in, steps[i], &out));
    buf_str(&in, "rubbish");
    for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
        assert_non_null(strstr(run(&in, steps[i], &out), "after the end"));
        assert_string_equal(buf_text(&out), "text");
    }
    buf_done(&in);
    buf_done(&out);
}

static void a_size_in_the_trailer_that_lies_costs_nothing(void **state)
{
    (void)state;
    struct buf in = {0}, out = {0};
    member(&in, "text", 4);
    memset(in.bytes + in.len - 4, 0xFF, 4);
    for (size_t i = 0; i < ARRAY_LEN(steps); i++)
        assert_non_null(run(&in, steps[i], &out));
    assert_true(out.cap < 1 << 20);
    buf_done(&in);
    buf_done(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_end_to_end_are_one_stream),
        cmocka_unit_test(a_stream_cut_anywhere_gives_what_was_there_and_says_so),
        cmocka_unit_test(a_damaged_stream_is_named),
        cmocka_unit_test(padding_is_ignored_and_other_bytes_at_the_end_are_named),
        cmocka_unit_test(a_size_in_the_trailer_that_lies_costs_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
