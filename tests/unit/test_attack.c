// SPDX-License-Identifier: GPL-3.0-or-later
#include "src/model/attack.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct arena arena;
static const struct attack *attack;

static const char *of_api(const char *source, const char *name)
{
    const struct attack_api *api = attack_of_api(attack, source, name);
    return api ? api->technique->id : "none";
}

static bool has_word(const char *words, const char *word)
{
    const char *at = strstr(words, word);
    size_t len = strlen(word);
    return at && (at == words || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0');
}

static void every_api_has_a_live_technique_in_a_tactic_of_it(void **state)
{
    (void)state;
    assert_true(attack->api_count >= 120);
    for (size_t i = 0; i < attack->api_count; i++) {
        const struct attack_api *api = &attack->apis[i];
        assert_non_null(strstr(api->source, ".amazonaws.com"));
        assert_non_null(attack_tactic(api->tactic));
        assert_true(has_word(api->technique->tactics, api->tactic));
    }
}

static void every_row_can_be_reached(void **state)
{
    (void)state;
    for (size_t i = 0; i < attack->api_count; i++) {
        const struct attack_api *api = &attack->apis[i];
        assert_ptr_equal(attack_of_api(attack, api->source, api->api), api);
    }
}

static void exact_name_comes_before_a_pattern(void **state)
{
    (void)state;
    assert_string_equal(of_api("iam.amazonaws.com", "GetAccountPasswordPolicy"), "T1201");
    assert_string_equal(of_api("iam.amazonaws.com", "GetInstanceProfile"), "T1087.004");
}

static void same_name_of_another_service_is_another_call(void **state)
{
    (void)state;
    assert_string_equal(of_api("iam.amazonaws.com", "CreateUser"), "T1136.003");
    assert_string_equal(of_api("transfer.amazonaws.com", "CreateUser"), "none");
}

static void retired_id_leads_to_its_successor(void **state)
{
    (void)state;
    assert_string_equal(attack_technique(attack, "T1562.007")->id, "T1686.001");
    assert_string_equal(attack_technique(attack, "T1562.008")->name, "Disable or Modify Cloud Log");
    assert_null(attack_technique(attack, "T1108"));
}

static void old_tactic_name_is_known(void **state)
{
    (void)state;
    assert_string_equal(attack_tactic("defense-evasion")->name, "Stealth");
    assert_string_equal(attack_tactic("defense-impairment")->id, "TA0112");
    assert_null(attack_tactic("evasion"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_api_has_a_live_technique_in_a_tactic_of_it),
        cmocka_unit_test(every_row_can_be_reached),
        cmocka_unit_test(exact_name_comes_before_a_pattern),
        cmocka_unit_test(same_name_of_another_service_is_another_call),
        cmocka_unit_test(retired_id_leads_to_its_successor),
        cmocka_unit_test(old_tactic_name_is_known),
    };
    attack = attack_load(&arena);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_done(&arena);
    return failed;
}
