// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/core/config.h"
#include "ui/core/keycode.h"
#include "ui/core/keymap.h"
#include "ui/core/theme.h"
#include "ui/view/view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void names_and_keys_go_both_ways(void **state)
{
    (void)state;
    const char *const names[] = {"a", "?", "^u", "Enter", "Esc", "Space", "PageDown", "F1", "F12", "é"};
    char name[KEYCODE_NAME_SIZE];
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        assert_string_equal(keycode_name(keycode_of(names[i]), name), names[i]);
    assert_int_equal(keycode_of("^a"), 1);
    assert_int_equal(keycode_of("F13"), KEYCODE_NONE);
    assert_int_equal(keycode_of("NoKey"), KEYCODE_NONE);
    assert_int_equal(keycode_of(""), KEYCODE_NONE);
}

static void every_request_has_a_key_that_leads_to_it(void **state)
{
    (void)state;
    for (enum request request = REQUEST_NONE + 1; request < REQUEST__COUNT; request++) {
        const char *keys = request_info(request)->keys;
        size_t count = 0;
        for (int key; (key = keymap_next_key(&keys)) != KEYCODE_NONE; count++)
            if (keymap_find(NULL, key) != request)
                fail_msg("\"%s\" shares a key with \"%s\"", request_info(request)->command,
                         request_info(keymap_find(NULL, key))->command);
        for (size_t i = 0; i < view_count; i++)
            for (const struct keymap_binding *own = view_all[i]->keys; own != NULL && own->keys != NULL;
                 own++)
                count += own->request == request;
        assert_true(count > 0);
        assert_string_equal(keys, "");
        assert_int_equal(request_of(request_info(request)->command), request);
    }
}

static void a_screen_of_its_own_comes_first(void **state)
{
    (void)state;
    const struct keymap_binding own[] = {{"j J", REQUEST_QUIT, "out"}, {0}};
    assert_int_equal(keymap_find(own, 'j'), REQUEST_QUIT);
    assert_int_equal(keymap_find(own, 'J'), REQUEST_QUIT);
    assert_int_equal(keymap_find(own, 'k'), REQUEST_UP);
    assert_int_equal(keymap_find(own, 'Y'), REQUEST_NONE);
}

static void screens_have_names_and_digits_of_their_own(void **state)
{
    (void)state;
    for (size_t i = 0; i < view_count; i++) {
        const struct view_ops *ops = view_all[i];
        assert_ptr_equal(view_of(ops->name), ops);
        assert_non_null(ops->title);
        assert_non_null(ops->help);
        assert_non_null(ops->draw);
        if (ops->digit != 0)
            assert_ptr_equal(view_of_digit(ops->digit), ops);
        for (const struct keymap_binding *own = ops->keys; own != NULL && own->keys != NULL; own++) {
            const char *keys = own->keys;
            int key;
            while ((key = keymap_next_key(&keys)) != KEYCODE_NONE)
                assert_int_equal(keymap_find(ops->keys, key), own->request);
            assert_string_equal(keys, "");
        }
    }
}

static void every_role_has_a_letter_of_its_own(void **state)
{
    (void)state;
    for (int a = 0; a < ROLE__COUNT; a++)
        for (int b = 0; b < a; b++)
            assert_int_not_equal(theme_letter((enum role)a), theme_letter((enum role)b));
}

static void without_colour_no_role_asks_for_any(void **state)
{
    (void)state;
    assert_int_equal(theme_depth(256, true), THEME_MONO);
    assert_int_equal(theme_depth(-1, false), THEME_MONO);
    assert_int_equal(theme_depth(8, false), THEME_8);
    assert_int_equal(theme_depth(16, false), THEME_16);
    assert_int_equal(theme_depth(256, false), THEME_256);
    for (int role = 0; role < ROLE__COUNT; role++) {
        struct theme_style mono = theme_style(THEME_DARK, THEME_MONO, (enum role)role);
        assert_true(mono.fg == -1 && mono.bg == -1);
        assert_true(theme_style(THEME_DARK, THEME_8, (enum role)role).fg < 8);
        assert_true(theme_style(THEME_DARK, THEME_16, (enum role)role).fg < 16);
    }
    assert_true(theme_style(THEME_DARK, THEME_MONO, ROLE_CURSOR).attrs & THEME_REVERSE);
}

static void a_light_background_has_other_colours_and_mono_has_none(void **state)
{
    (void)state;
    for (int role = 0; role < ROLE__COUNT; role++) {
        struct theme_style light = theme_style(THEME_LIGHT, THEME_256, (enum role)role);
        struct theme_style mono = theme_style(THEME_NO_COLOR, THEME_256, (enum role)role);
        assert_true(mono.fg == -1 && mono.bg == -1);
        assert_int_equal(light.attrs, theme_style(THEME_DARK, THEME_256, (enum role)role).attrs);
        assert_true(theme_style(THEME_LIGHT, THEME_8, (enum role)role).fg < 8);
    }
    assert_int_not_equal(theme_style(THEME_LIGHT, THEME_256, ROLE_COMPROMISED).fg,
                         theme_style(THEME_DARK, THEME_256, ROLE_COMPROMISED).fg);
}

static void a_config_is_read_line_by_line_and_says_where_it_is_wrong(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
    } wrong[] = {
        {"theme = dark\nthemes = light\n", "line 2: there is no setting \"themes\"; did you mean theme?"},
        {"theme = blue", "line 1: theme takes dark, light or mono, not \"blue\""},
        {"mouse = maybe", "line 1: mouse takes on or off, not \"maybe\""},
        {"\n\nkey.fly = x", "line 3: there is no command \"fly\""},
        {"key.mark = Hyper",
         "line 1: key.mark takes names of keys such as x, ^x, F5 or PageDown, not \"Hyper\""},
        {"theme", "line 1: \"theme\" is not name = value"},
    };
    struct err err = {0};
    CLEANUP(config) struct config config = {0};
    assert_true(config_parse(&config,
                             "# mine\r\n theme=light \nmouse = on\ntime-zone = Europe/Berlin\n"
                             "columns.keys = key  events\ncolumns.keys = last\nkey.frequency = ^x F6",
                             &err));
    assert_int_equal(config.theme, THEME_LIGHT);
    assert_true(config.mouse);
    assert_string_equal(config.time_zone, "Europe/Berlin");
    assert_int_equal(config.columns_count, 1);
    assert_string_equal(config.columns[0].names, "last");
    assert_int_equal(config.keys[0].request, REQUEST_FREQUENCY);
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        CLEANUP(config) struct config other = {0};
        assert_false(config_parse(&other, wrong[i].text, &err));
        assert_string_equal(err.text, wrong[i].message);
    }
}

static void a_key_of_the_user_wins_over_the_table(void **state)
{
    (void)state;
    static const struct keymap_binding own[] = {{"x", REQUEST_WRAP, ""}, {NULL, REQUEST_NONE, NULL}};
    request_rebind(REQUEST_FREQUENCY, "x F6");
    assert_int_equal(keymap_find(own, 'x'), REQUEST_FREQUENCY);
    assert_int_equal(keymap_find(NULL, 'F'), REQUEST_NONE);
    request_rebind(REQUEST_FREQUENCY, "F");
    assert_int_equal(keymap_find(NULL, 'x'), REQUEST_UNFILTER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_light_background_has_other_colours_and_mono_has_none),
        cmocka_unit_test(a_config_is_read_line_by_line_and_says_where_it_is_wrong),
        cmocka_unit_test(a_key_of_the_user_wins_over_the_table),
        cmocka_unit_test(names_and_keys_go_both_ways),
        cmocka_unit_test(every_request_has_a_key_that_leads_to_it),
        cmocka_unit_test(a_screen_of_its_own_comes_first),
        cmocka_unit_test(screens_have_names_and_digits_of_their_own),
        cmocka_unit_test(every_role_has_a_letter_of_its_own),
        cmocka_unit_test(without_colour_no_role_asks_for_any),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
