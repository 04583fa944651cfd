// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/scope/recipe.h"

#include "src/base/shellword.h"
#include "src/scope/residue_table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void assert_word(const char *text, const char *expected)
{
    CLEANUP(buf) struct buf out = {0};
    shellword(&out, text, "\"$now\"");
    assert_string_equal(buf_text(&out), expected);
}

static void a_plain_word_stays_bare(void **state)
{
    (void)state;
    assert_word("AKIA123", "AKIA123");
    assert_word("--user-name=ops@corp", "--user-name=ops@corp");
    assert_word("", "''");
}

static void what_the_shell_would_read_is_quoted(void **state)
{
    (void)state;
    assert_word("$(reboot) `x` $HOME", "'$(reboot) `x` $HOME'");
    assert_word("it's", "'it'\\''s'");
    assert_word("--user-name=a b", "--user-name='a b'");
    assert_word("--Evil=a;b", "'--Evil=a;b'");
}

static void what_a_terminal_must_not_be_shown_is_escaped(void **state)
{
    (void)state;
    assert_word("a\nb", "$'a\\x0ab'");
    assert_word("\033]0;'\\", "$'\\x1b]0;\\'\\\\'");
    assert_word("\xff", "$'\\xff'");
    assert_word("\xe2\x80\xae"
                "a",
                "$'\\xe2\\x80\\xaea'");
    assert_word("\xc3\xa9", "'\xc3\xa9'");
}

static void now_is_a_variable_outside_the_quotes(void **state)
{
    (void)state;
    assert_word("{" SHELLWORD_NOW "}", "'{'\"$now\"'}'");
    assert_word("a" SHELLWORD_NOW, "a\"$now\"");
}

static const struct recipe_values hostile = {
    .name = "a b' $(x) --force\n", .part = "p`\"|", .account = "111122223333", .region = "us-east-1"};

static void a_value_is_a_part_of_its_word_whatever_it_holds(void **state)
{
    CLEANUP(buf) struct buf out = {0};
    (void)state;
    assert_true(recipe_commands(&out, "aws x --n={name}\naws y", &hostile, true, ""));
    assert_string_equal(buf_text(&out), "aws x --n=$'a b\\' $(x) --force\\x0a' --region=us-east-1\n"
                                        "aws y --region=us-east-1");
}

static void a_value_in_a_query_cannot_end_its_literal(void **state)
{
    CLEANUP(buf) struct buf out = {0};
    (void)state;
    assert_true(recipe_commands(&out, "--query=A[?B=={part!jmes}]", &hostile, false, ""));
    assert_string_equal(buf_text(&out), "--query='A[?B==`\"p\\u0060\\\"|\"`]'");
}

static void without_a_value_there_is_no_command(void **state)
{
    CLEANUP(buf) struct buf out = {0};
    (void)state;
    buf_str(&out, "kept");
    assert_false(recipe_commands(&out, "aws x --id={id}", &hostile, false, ""));
    assert_string_equal(buf_text(&out), "kept");
}

static void a_value_that_aws_would_read_as_a_file_gives_no_command(void **state)
{
    CLEANUP(buf) struct buf out = {0};
    struct recipe_values values = {.name = "file:///etc/passwd"};
    (void)state;
    assert_false(recipe_commands(&out, "aws x --key-name={name}", &values, false, ""));
    values.name = "fileb://x";
    assert_false(recipe_commands(&out, "aws x --key-name={name}", &values, false, ""));
}

static bool has_recipe(const char *word)
{
    for (const struct recipe *recipe = NULL; (recipe = recipe_next(recipe));)
        if (strcmp(recipe->word, word) == 0)
            return true;
    return false;
}

static void every_kind_of_residue_has_a_recipe(void **state)
{
    (void)state;
    for (int kind = 0; kind < RESIDUE_KIND__COUNT; kind++)
        if (!has_recipe(residue_kinds[kind].word))
            fail_msg("no recipe for %s", residue_kinds[kind].word);
}

static void a_step_the_script_runs_can_be_checked_or_needs_a_text_from_before(void **state)
{
    (void)state;
    for (const struct recipe *recipe = NULL; (recipe = recipe_next(recipe));)
        if (recipe->command && !recipe->check && !(recipe->flags & (RECIPE_BY_HAND | RECIPE_BEFORE)))
            fail_msg("no check for %s: %s", recipe->word, recipe->action);
}

static void every_recipe_says_what_it_costs(void **state)
{
    (void)state;
    for (const struct recipe *recipe = NULL; (recipe = recipe_next(recipe));)
        if (!recipe->danger)
            fail_msg("%s", recipe->action);
}

static void what_a_template_means_to_read_from_a_file_is_no_value(void **state)
{
    CLEANUP(buf) struct buf out = {0};
    (void)state;
    assert_true(recipe_commands(&out, "aws x --n={name} --policy=file://CHANGE-ME.json",
                                &(struct recipe_values){.name = "a"}, false, ""));
    assert_string_equal(buf_text(&out), "aws x --n=a --policy=file://CHANGE-ME.json");
}

static bool is_residue(const char *word)
{
    for (int kind = 0; kind < RESIDUE_KIND__COUNT; kind++)
        if (strcmp(residue_kinds[kind].word, word) == 0)
            return true;
    return false;
}

/* An instance may have been the owner's. */
static void what_the_attacker_made_or_opened_has_no_way_back(void **state)
{
    (void)state;
    for (const struct recipe *recipe = NULL; (recipe = recipe_next(recipe));)
        if (recipe->undo && is_residue(recipe->word) && strcmp(recipe->word, "instance") != 0)
            fail_msg("%s: %s", recipe->action, recipe->undo);
}

static void a_guard_says_what_is_missing(void **state)
{
    (void)state;
    for (const struct recipe *recipe = NULL; (recipe = recipe_next(recipe));)
        if (!recipe->guard != !recipe->refusal)
            fail_msg("%s", recipe->action);
}

/* The id of an item is made of them. */
static void a_word_has_one_recipe_a_phase(void **state)
{
    (void)state;
    for (const struct recipe *one = NULL; (one = recipe_next(one));)
        for (const struct recipe *two = one; (two = recipe_next(two));)
            if (one->phase == two->phase && strcmp(one->word, two->word) == 0 &&
                !(one->flags & two->flags & (RECIPE_BEFORE | RECIPE_NO_BEFORE)) &&
                !((one->flags | two->flags) & RECIPE_BEFORE))
                fail_msg("%s, and %s", one->action, two->action);
}

static void phases_come_in_their_order(void **state)
{
    (void)state;
    enum checklist_phase phase = PHASE_CONTAIN;
    for (const struct recipe *recipe = NULL; (recipe = recipe_next(recipe)); phase = recipe->phase)
        assert_true(phase <= recipe->phase);
    assert_int_equal(phase, PHASE_HARDEN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plain_word_stays_bare),
        cmocka_unit_test(what_the_shell_would_read_is_quoted),
        cmocka_unit_test(what_a_terminal_must_not_be_shown_is_escaped),
        cmocka_unit_test(now_is_a_variable_outside_the_quotes),
        cmocka_unit_test(a_value_is_a_part_of_its_word_whatever_it_holds),
        cmocka_unit_test(a_value_in_a_query_cannot_end_its_literal),
        cmocka_unit_test(without_a_value_there_is_no_command),
        cmocka_unit_test(a_value_that_aws_would_read_as_a_file_gives_no_command),
        cmocka_unit_test(every_kind_of_residue_has_a_recipe),
        cmocka_unit_test(a_step_the_script_runs_can_be_checked_or_needs_a_text_from_before),
        cmocka_unit_test(every_recipe_says_what_it_costs),
        cmocka_unit_test(what_a_template_means_to_read_from_a_file_is_no_value),
        cmocka_unit_test(what_the_attacker_made_or_opened_has_no_way_back),
        cmocka_unit_test(a_guard_says_what_is_missing),
        cmocka_unit_test(a_word_has_one_recipe_a_phase),
        cmocka_unit_test(phases_come_in_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
