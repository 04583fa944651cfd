// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/base/arena.h"
#include "src/base/err.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void context_goes_in_front(void **state)
{
    (void)state;
    struct err err;
    assert_false(err_set(&err, ERR_FORMAT, "no JSON at byte %d", 7));
    assert_false(err_wrap(&err, "read %s", "a.json"));
    assert_string_equal(err.text, "read a.json: no JSON at byte 7");
    assert_int_equal(err.code, ERR_FORMAT);
}

static void errno_is_named(void **state)
{
    (void)state;
    struct err err;
    errno = ENOENT;
    assert_false(err_errno(&err, "open %s", "x"));
    assert_string_equal(err.text, "open x: No such file or directory");
    assert_int_equal(err.code, ERR_IO);
}

static void too_long_a_message_is_cut_at_a_character(void **state)
{
    (void)state;
    struct err err;
    char many[2000];
    memset(many, 0, sizeof many);
    for (size_t i = 0; i + 2 < sizeof many; i += 2)
        memcpy(many + i, "é", 2);
    for (int lead = 0; lead < 2; lead++) {
        err_set(&err, ERR_LIMIT, "%s%s", lead ? "x" : "", many);
        size_t len = strlen(err.text);
        assert_true(len < sizeof err.text);
        assert_string_equal(err.text + len - 3, "...");
        assert_int_equal((unsigned char)err.text[len - 4], 0xA9);
    }
}

static void arena_memory_is_aligned_and_apart(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena arena = {0};
    char *before = NULL;
    for (size_t size = 0; size < 3000; size += 7) {
        char *ptr = arena_alloc(&arena, size);
        assert_int_equal((uintptr_t)ptr % _Alignof(max_align_t), 0);
        memset(ptr, 0x5A, size);
        assert_ptr_not_equal(ptr, before);
        before = size ? ptr : NULL;
    }
}

static void arena_copies_text(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena arena = {0};
    assert_null(arena_str(&arena, NULL));
    assert_string_equal(arena_strn(&arena, "abcdef", 3), "abc");
    assert_string_equal(arena_fmt(&arena, "%s-%d", "n", 4), "n-4");
}

static void a_huge_block_is_not_kept(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena arena = {0};
    assert_non_null(arena_alloc(&arena, 8 << 20));
    arena_clear(&arena);
    assert_null(arena.top);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(context_goes_in_front),
        cmocka_unit_test(errno_is_named),
        cmocka_unit_test(too_long_a_message_is_cut_at_a_character),
        cmocka_unit_test(arena_memory_is_aligned_and_apart),
        cmocka_unit_test(arena_copies_text),
        cmocka_unit_test(a_huge_block_is_not_kept),
    };
    return cmocka_run_group_tests_name("err", tests, NULL, NULL);
}
