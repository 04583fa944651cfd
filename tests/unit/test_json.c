// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/json.h"
#include "src/base/jsonw.h"

#include "src/base/isotime.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct json *parsed(struct arena *arena, const char *text)
{
    return json_parse(arena, text, strlen(text), NULL);
}

static void paths_chain_through_what_is_absent(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena arena = {0};
    const struct json *root = parsed(&arena, "{\"a\":{\"b\":\"text\",\"n\":null,\"e\":\"\"}}");
    const struct json *a = json_get(root, "a");
    assert_string_equal(json_text(a, "b"), "text");
    assert_null(json_text(a, "e"));
    assert_string_equal(json_str(json_get(a, "e")), "");
    assert_int_equal(json_type(json_get(a, "n")), JSON_NULL);
    assert_int_equal(json_type(json_get(json_get(json_get(a, "x"), "y"), "z")), JSON_ABSENT);
}

static void names_are_compared_exactly(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena arena = {0};
    const struct json *root = parsed(&arena, "{\"Type\":1,\"type\":2}");
    assert_true(json_number(json_get(root, "type"), 0) == 2);
    assert_null(json_get(root, "TYPE"));
}

static void booleans_come_as_words_too(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena arena = {0};
    const struct json *list = parsed(&arena, "[true,\"true\",\"True\",false,\"false\",1,\"TRUE\",null]");
    const bool expected[] = {true, true, true, false, false, false, false, false};
    size_t i = 0;
    for (const struct json *item = json_first(list); item; item = json_next(item))
        assert_int_equal(json_is_true(item), expected[i++]);
    assert_int_equal(i, ARRAY_LEN(expected));
    assert_false(json_is_true(NULL));
}

static void what_is_not_one_value_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"", " ", "{", "{}x", "{\"a\":}", "[1,]", "nul", "{} {}", "{\"a\" 1}"};
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        CLEANUP(arena) struct arena arena = {0};
        if (parsed(&arena, bad[i]))
            fail_msg("accepted: %s", bad[i]);
    }
}

/* Everything a tree holds, in one line. */
static void describe(const struct json *node, struct buf *out)
{
    buf_fmt(out, "%d %s=%s %.17g[", json_type(node), json_name(node) ? json_name(node) : "",
            json_str(node) ? json_str(node) : "", json_number(node, 0.5));
    for (const struct json *child = json_first(node); child; child = json_next(child))
        describe(child, out);
    buf_fmt(out, "]%d%d", json_is_true(node), json_is_false(node));
}

/* A \u escape beside a text makes cJSON read both. */
static void the_plain_parser_reads_what_cjson_reads(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "{}",
        "[]",
        " { \"a\" : [ ] , \"b\" : { } } ",
        "[1,-1,0,-0,007,123456789012345,1234567890123456,1.5,1e3,-]",
        "[2147483648,-2147483649,12 ]",
        "[true,false,null]",
        "[nul]",
        "[truex]",
        "[\"\"]",
        "[\"a\\nb\\\"c\\\\\\/\\b\\f\\r\\t\"]",
        "[\"\\x\"]",
        "[\"\\\"]",
        "[\"a\nb\"]",
        "[\"\xff\xc3\xa4\"]",
        "{\"a\":1,\"a\":2}",
        "{\"a\" 1}",
        "{a:1}",
        "[1,]",
        "[,1]",
        "[[[[[]]]]]",
        "{\"a\":\"b\",}",
        "[\"unfinished",
        "{\"a\":",
        "[1 2]",
        "[1]]",
        "[\x01 1]",
        "[+1]",
        "[.5]",
    };
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        CLEANUP(arena) struct arena arena = {0};
        CLEANUP(buf) struct buf both = {0}, plain = {0}, slow = {0};
        const struct json *node = parsed(&arena, texts[i]);
        buf_fmt(&both, "[%s,\"\\u0041\"]", texts[i]);
        const struct json *list = parsed(&arena, buf_text(&both));
        if (!node != !list)
            fail_msg("%s: only one of them reads it", texts[i]);
        if (!node)
            continue;
        describe(node, &plain);
        describe(json_first(list), &slow);
        assert_string_equal(buf_text(&plain), buf_text(&slow));
    }
}

static void deep_nesting_is_refused_without_harm(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena arena = {0};
    CLEANUP(buf) struct buf text = {0};
    buf_repeat(&text, '[', 100000);
    assert_null(json_parse(&arena, text.bytes, text.len, NULL));
}

static void a_cleared_arena_is_used_again(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena arena = {0};
    for (int i = 0; i < 1000; i++) {
        assert_non_null(parsed(&arena, "{\"a\":[1,2,3,{\"b\":\"some text that takes room\"}]}"));
        arena_clear(&arena);
    }
    assert_int_equal(arena.used_bytes, 0);
}

static void writing_escapes_what_must_be(void **state)
{
    (void)state;
    CLEANUP(buf) struct buf out = {0};
    struct jsonw w;
    jsonw_init(&w, &out);
    jsonw_object(&w);
    jsonw_kstr(&w, "a\"b", "x\\y\n\x1b\xFFz");
    jsonw_kstr(&w, "none", NULL);
    jsonw_key(&w, "list");
    jsonw_array(&w);
    jsonw_int(&w, -5);
    jsonw_bool(&w, true);
    jsonw_real(&w, NAN);
    jsonw_end(&w);
    jsonw_ktime(&w, "t", 0);
    jsonw_ktime(&w, "u", ISOTIME_NONE);
    jsonw_end(&w);
    assert_string_equal(buf_text(&out), "{\"a\\\"b\":\"x\\\\y\\u000a\\u001b\xEF\xBF\xBDz\",\"none\":null,"
                                        "\"list\":[-5,true,null],\"t\":\"1970-01-01T00:00:00Z\",\"u\":null}");
}

static void what_was_written_reads_back(void **state)
{
    (void)state;
    CLEANUP(buf) struct buf out = {0};
    CLEANUP(arena) struct arena arena = {0};
    struct jsonw w;
    jsonw_init(&w, &out);
    jsonw_array(&w);
    for (int c = 1; c < 256; c++) {
        char text[2] = {(char)c};
        jsonw_str(&w, text);
    }
    jsonw_end(&w);
    const struct json *list = parsed(&arena, buf_text(&out));
    assert_int_equal(json_count(list), 255);
    int c = 1;
    for (const struct json *item = json_first(list); item; item = json_next(item), c++)
        if (c < 0x80)
            assert_int_equal(json_str(item)[0], c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_chain_through_what_is_absent),
        cmocka_unit_test(names_are_compared_exactly),
        cmocka_unit_test(booleans_come_as_words_too),
        cmocka_unit_test(what_is_not_one_value_is_refused),
        cmocka_unit_test(the_plain_parser_reads_what_cjson_reads),
        cmocka_unit_test(deep_nesting_is_refused_without_harm),
        cmocka_unit_test(a_cleared_arena_is_used_again),
        cmocka_unit_test(writing_escapes_what_must_be),
        cmocka_unit_test(what_was_written_reads_back),
    };
    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
