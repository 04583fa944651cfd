// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/ingest/seen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static bool finds(const struct seen *seen, uint32_t tag, uint32_t event)
{
    uint32_t place = 0, found;
    while ((found = seen_find(seen, tag, &place)))
        if (found == event)
            return true;
    return false;
}

static void what_was_added_is_found_through_all_growth(void **state)
{
    (void)state;
    struct seen *seen = seen_new(0);
    for (uint32_t event = 1; event <= 200000; event++)
        assert_true(seen_add(seen, seen_tag(seen, &event, sizeof event), event));
    for (uint32_t event = 1; event <= 200000; event++)
        assert_true(finds(seen, seen_tag(seen, &event, sizeof event), event));
    size_t wrong = 0;
    for (uint32_t other = 200001; other <= 400000; other++) {
        uint32_t place = 0;
        wrong += seen_find(seen, seen_tag(seen, &other, sizeof other), &place) != 0;
    }
    assert_true(wrong < 100); /* tags of 32 bits: about 9 of 200,000 are shared */
    seen_free(seen);
}

static void events_that_share_a_tag_are_all_found(void **state)
{
    (void)state;
    struct seen *seen = seen_new(0);
    for (uint32_t event = 1; event <= 1000; event++)
        assert_true(seen_add(seen, 7, event));
    uint32_t place = 0, count = 0;
    while (seen_find(seen, 7, &place))
        count++;
    assert_int_equal(count, 1000);
    place = 0;
    assert_int_equal(seen_find(seen, 8, &place), 0);
    seen_free(seen);
}

static void a_full_one_says_so(void **state)
{
    (void)state;
    struct seen *seen = seen_new(3);
    for (uint32_t event = 1; event <= 3; event++)
        assert_true(seen_add(seen, event, event));
    assert_false(seen_add(seen, 4, 4));
    assert_true(finds(seen, 3, 3));
    seen_free(seen);
}

static void a_tag_depends_on_every_byte_and_the_length(void **state)
{
    (void)state;
    struct seen *seen = seen_new(0);
    char text[] = "0123456789abcdefghi";
    uint32_t tag = seen_tag(seen, text, sizeof text);
    assert_int_equal(seen_tag(seen, text, sizeof text), tag);
    assert_int_not_equal(seen_tag(seen, text, sizeof text - 1), tag);
    for (size_t i = 0; i < sizeof text; i++) {
        text[i] ^= 1;
        assert_int_not_equal(seen_tag(seen, text, sizeof text), tag);
        text[i] ^= 1;
    }
    seen_free(seen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_added_is_found_through_all_growth),
        cmocka_unit_test(events_that_share_a_tag_are_all_found),
        cmocka_unit_test(a_full_one_says_so),
        cmocka_unit_test(a_tag_depends_on_every_byte_and_the_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
