// SPDX-License-Identifier: GPL-3.0-or-later
/* The meaning of Sigma rules, point by point; each test is named after one. */
#include "src/base/buf.h"
#include "src/detect/evaluate.h"
#include "src/detect/ruleset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char head[] = "title: t\nid: i\nlevel: low\nlogsource: {product: aws, service: cloudtrail}\n";

static void add(struct ruleset *set, const char *body)
{
    CLEANUP(buf) struct buf text = {0};
    buf_str(&text, head);
    buf_str(&text, body);
    ruleset_add_text(set, "test.yml", false, buf_text(&text), text.len);
}

/* Whether a rule with this detection, as flow or block YAML, hits an event. */
static bool hits_detection(const char *detection, const char *event)
{
    CLEANUP(ruleset) struct ruleset set = {0};
    CLEANUP(evaluator) struct evaluator ev;
    evaluator_init(&ev);
    add(&set, detection);
    ruleset_finish(&set);
    if (set.refused_count)
        fail_msg("refused: %s", set.refused[0].reason);
    assert_int_equal(set.count, 1);
    assert_true(evaluator_set(&ev, event, strlen(event)));
    return evaluate(&ev, set.rules[0]->expr);
}

/* The same with one selection. */
static bool hits(const char *selection, const char *event)
{
    char text[4096];
    snprintf(text, sizeof text, "detection:\n    s: %s\n    condition: s\n", selection);
    return hits_detection(text, event);
}

/* The reason a rule with this selection is refused for, valid until the next call. */
static const char *reason(const char *selection)
{
    static char kept[600];
    char text[8192];
    CLEANUP(ruleset) struct ruleset set = {0};
    snprintf(text, sizeof text, "detection:\n    s: %s\n    condition: s\n", selection);
    add(&set, text);
    ruleset_finish(&set);
    assert_int_equal(set.count, 0);
    assert_int_equal(set.refused_count, 1);
    snprintf(kept, sizeof kept, "%s", set.refused[0].reason);
    return kept;
}

static const char *lint(const char *selection)
{
    static char kept[600];
    char text[4096];
    CLEANUP(ruleset) struct ruleset set = {0};
    snprintf(text, sizeof text, "detection:\n    s: %s\n    condition: s\n", selection);
    add(&set, text);
    ruleset_finish(&set);
    assert_int_equal(set.count, 1);
    snprintf(kept, sizeof kept, "%s", set.rules[0]->lint ? set.rules[0]->lint : "");
    return kept;
}

static void point_1_a_field_is_a_key_or_a_path_through_arrays(void **state)
{
    (void)state;
    assert_true(hits("{a.b: x}", "{\"a\":{\"b\":\"x\"}}"));
    assert_true(hits("{a.b: x}", "{\"a.b\":\"x\",\"a\":{\"b\":\"y\"}}"));
    assert_false(hits("{a.b: y}", "{\"a.b\":\"x\",\"a\":{\"b\":\"y\"}}"));
    assert_true(hits("{a.b.c: x}", "{\"a\":[{\"b\":[{\"c\":\"n\"},{\"c\":\"x\"}]}]}"));
    assert_false(hits("{A.b: x}", "{\"a\":{\"b\":\"x\"}}"));
}

static void point_2_values_are_texts_as_written(void **state)
{
    (void)state;
    assert_true(hits("{a: true}", "{\"a\":true}"));
    assert_true(hits("{a: 'true'}", "{\"a\":true}"));
    assert_true(hits("{a: 012345678901}", "{\"a\":\"012345678901\"}"));
    assert_true(hits("{a: 12345678901234567890}", "{\"a\":12345678901234567890}"));
    assert_true(hits("{a: 1.50}", "{\"a\":1.50,\"u\":\"\\u00e9\"}"));
    assert_false(hits("{a: 1.5}", "{\"a\":1.50}"));
    assert_true(hits("{a: x}", "{\"a\":[\"x\",\"y\"]}"));
    assert_true(hits("{a: '[\"x\",1]'}", "{\"a\": [ \"x\" , 1 ]}"));
    assert_false(hits("{a: ''}", "{\"a\":null}"));
}

static void point_3_containers_are_text_with_inner_quotes_undone(void **state)
{
    (void)state;
    const char *event = "{\"requestParameters\":{\"doc\":\"{\\\"Effect\\\":\\\"Allow\\\"}\"}}";
    assert_true(hits("{requestParameters|contains: '\"Allow\"'}", event));
    assert_true(hits("{requestParameters|contains: '\\\"Allow'}", event));
    assert_true(hits("{requestParameters|contains: '\"doc\":'}", event));
}

static void point_4_equality_is_whole_and_folds_ascii_only(void **state)
{
    (void)state;
    assert_true(hits("{a: createuser}", "{\"a\":\"CreateUser\"}"));
    assert_false(hits("{a: CreateUse}", "{\"a\":\"CreateUser\"}"));
    assert_false(hits("{a: \"\\u00c9\"}", "{\"a\":\"\\u00e9\"}"));
    assert_false(hits("{a|cased: createuser}", "{\"a\":\"CreateUser\"}"));
    assert_true(hits("{a|cased: CreateUser}", "{\"a\":\"CreateUser\"}"));
}

static void point_5_wildcards_and_their_escapes(void **state)
{
    (void)state;
    assert_true(hits("{a: 'x*z'}", "{\"a\":\"xz\"}"));
    assert_true(hits("{a: 'x*z'}", "{\"a\":\"x\\n\\nz\"}"));
    assert_true(hits("{a: 'x?z'}", "{\"a\":\"x\\u00e9z\"}"));
    assert_false(hits("{a: 'x?z'}", "{\"a\":\"xz\"}"));
    assert_true(hits("{a: 'x\\*z'}", "{\"a\":\"x*z\"}"));
    assert_false(hits("{a: 'x\\*z'}", "{\"a\":\"xyz\"}"));
    assert_true(hits("{a: 'x\\\\*'}", "{\"a\":\"x\\\\yz\"}"));
    assert_true(hits("{a: 'x\\\\\\*'}", "{\"a\":\"x\\\\*\"}"));
    assert_true(hits("{a: 'x\\y\\'}", "{\"a\":\"x\\\\y\\\\\"}"));
    assert_true(hits("{a: '100%_'}", "{\"a\":\"100%_\"}"));
    assert_false(hits("{a: '100%_'}", "{\"a\":\"100xx\"}"));
    assert_true(hits("{a|contains: 'b*d'}", "{\"a\":\"abcde\"}"));
    assert_true(hits("{a|startswith: 'ab'}", "{\"a\":\"abcde\"}"));
    assert_false(hits("{a|startswith: 'bc'}", "{\"a\":\"abcde\"}"));
    assert_true(hits("{a|endswith: 'DE'}", "{\"a\":\"abcde\"}"));
    assert_true(hits("{a: 'a*b*c*d'}", "{\"a\":\"aXbXbcXXcXd\"}"));
}

static void point_6_null_is_absent_or_null(void **state)
{
    (void)state;
    assert_true(hits("{a: null}", "{}"));
    assert_true(hits("{a: ~}", "{\"a\":null}"));
    assert_true(hits("{a: }", "{\"b\":1}"));
    assert_false(hits("{a: null}", "{\"a\":\"\"}"));
    assert_true(hits("{a: [x, null]}", "{}"));
    assert_true(strstr(lint("{a: [x, null]}"), "null in a list") != NULL);
    assert_false(hits("{a: 'null'}", "{}"));
}

static void point_7_missing_is_not_empty(void **state)
{
    (void)state;
    assert_true(hits("{a: ''}", "{\"a\":\"\"}"));
    assert_false(hits("{a: ''}", "{}"));
    assert_true(hits("{a: '*'}", "{\"a\":\"\"}"));
    assert_true(hits("{a|contains: '*'}", "{\"a\":\"\"}"));
    assert_false(hits("{a|contains: '*'}", "{\"a\":null}"));
    assert_true(hits("{a|exists: true}", "{\"a\":null}"));
    assert_false(hits("{a|exists: true}", "{}"));
    assert_true(hits("{a|exists: 'false'}", "{}"));
}

static void point_8_not_is_the_plain_complement(void **state)
{
    (void)state;
    const char *rule = "detection:\n    s: {n: x}\n    f: {a: y}\n    condition: s and not f\n";
    assert_true(hits_detection(rule, "{\"n\":\"x\"}"));
    assert_true(hits_detection(rule, "{\"n\":\"x\",\"a\":\"z\"}"));
    assert_false(hits_detection(rule, "{\"n\":\"x\",\"a\":\"y\"}"));
}

static void point_9_lists_are_any_and_maps_are_all(void **state)
{
    (void)state;
    assert_true(hits("{a: [x, y]}", "{\"a\":\"y\"}"));
    assert_false(hits("{a: x, b: y}", "{\"a\":\"x\"}"));
    assert_true(hits("[{a: x}, {b: y}]", "{\"b\":\"y\"}"));
    assert_true(hits("{a|contains|all: [x, y]}", "{\"a\":[\"1x\",\"2y\"]}"));
    assert_false(hits("{a|contains|all: [x, y]}", "{\"a\":\"x\"}"));
    assert_true(hits("[needle, other]", "{\"a\":[{\"b\":\"a NEEDLE there\"}]}"));
    assert_true(hits("{'|all': [one, two]}", "{\"a\":\"one\",\"b\":\"two\"}"));
    assert_false(hits("{'|all': [one, two]}", "{\"a\":\"one\"}"));
}

static void point_10_regular_expressions_are_bounded(void **state)
{
    (void)state;
    char text[400], as[201];
    assert_true(hits("{a|re: '.+:assumed-role/aws:.+'}", "{\"a\":\"arn:x:assumed-role/aws:ec2/i\"}"));
    assert_false(hits("{a|re: 'ABC'}", "{\"a\":\"xabcx\"}"));
    assert_true(hits("{a|re|i: 'ABC'}", "{\"a\":\"xabcx\"}"));
    assert_true(hits("{a|re|m: '^b$'}", "{\"a\":\"a\\nb\\nc\"}"));
    assert_true(hits("{a|re|s: 'a.b'}", "{\"a\":\"a\\nb\"}"));
    assert_true(strstr(reason("{a|re: '(['}"), "regular expression") != NULL);
    memset(as, 'a', 200);
    as[200] = '\0';
    snprintf(text, sizeof text, "{\"a\":\"%s!\"}", as);
    assert_false(hits("{a|re: '^(a+)+$'}", text));
}

static void point_11_numbers_compare_as_numbers(void **state)
{
    (void)state;
    assert_true(hits("{a|gt: 9}", "{\"a\":10}"));
    assert_true(hits("{a|gt: '9'}", "{\"a\":\" 10 \"}"));
    assert_false(hits("{a|lt: 9}", "{\"a\":\"x\"}"));
    assert_false(hits("{a|lt: 9}", "{}"));
    assert_true(hits("{a|lte: 10, a|gte: 10}", "{\"a\":10.0}"));
    assert_true(hits("{fromPort: '22'}", "{\"fromPort\":22}"));
    assert_true(hits("{fromPort: 22}", "{\"fromPort\":\"22\"}"));
    assert_true(hits("{a|neq: x}", "{\"a\":\"y\"}"));
    assert_false(hits("{a|neq: [x, y]}", "{\"a\":\"y\"}"));
    assert_true(strstr(reason("{a|gt: x}"), "no number") != NULL);
}

static void point_12_ranges_hold_addresses_of_both_families(void **state)
{
    (void)state;
    assert_true(hits("{a|cidr: 10.0.0.0/28}", "{\"a\":\"10.0.0.15\"}"));
    assert_false(hits("{a|cidr: 10.0.0.0/28}", "{\"a\":\"10.0.0.16\"}"));
    assert_true(hits("{a|cidr: '2001:db8::/32'}", "{\"a\":\"2001:db8:0:0::1\"}"));
    assert_false(hits("{a|cidr: '::/0'}", "{\"a\":\"AWS Internal\"}"));
    assert_false(hits("{a|cidr: 211.9.0.0/16}", "{\"a\":\"211.9.016.253\"}"));
    assert_true(strstr(reason("{a|cidr: 10.0.0.0/33}"), "no address") != NULL);
}

static void point_13_fieldref_compares_two_fields(void **state)
{
    (void)state;
    assert_true(hits("{a|fieldref: b.c}", "{\"a\":\"X\",\"b\":{\"c\":[\"n\",\"x\"]}}"));
    assert_false(hits("{a|fieldref: b}", "{\"a\":\"x\"}"));
    assert_true(hits("{a|fieldref|contains: b}", "{\"a\":\"an x here\",\"b\":\"x\"}"));
    assert_false(hits("{a|fieldref|contains: b}", "{\"a\":\"an x here\",\"b\":\"*z\"}"));
    assert_false(hits("{a: requestParameters.b}", "{\"a\":\"x\",\"requestParameters\":{\"b\":\"x\"}}"));
    assert_true(strstr(lint("{a: requestParameters.b}"), "without fieldref") != NULL);
}

static bool hits_tuned(const char *tuning, const char *selection, const char *event)
{
    CLEANUP(ruleset) struct ruleset set = {0};
    CLEANUP(evaluator) struct evaluator ev;
    struct err err;
    char text[2048];
    evaluator_init(&ev);
    assert_true(tuning_read(&set.tuning, &set.arena, tuning, strlen(tuning), &err));
    snprintf(text, sizeof text, "detection:\n    s: %s\n    condition: s\n", selection);
    add(&set, text);
    ruleset_finish(&set);
    assert_int_equal(set.count, 1);
    assert_true(evaluator_set(&ev, event, strlen(event)));
    return evaluate(&ev, set.rules[0]->expr);
}

static void point_14_placeholders_come_from_the_tuning(void **state)
{
    (void)state;
    const char *tuning = "placeholders: {nets: [10.0.0.0/8, 192.0.2.7], admins: [al*]}\n";
    assert_true(strstr(reason("{a|expand: '%nets%'}"), "not defined") != NULL);
    assert_true(hits_tuned(tuning, "{a|expand: '%nets%'}", "{\"a\":\"10.1.2.3\"}"));
    assert_true(hits_tuned(tuning, "{a|expand: '%nets%'}", "{\"a\":\"192.0.2.7\"}"));
    assert_false(hits_tuned(tuning, "{a|expand: '%nets%'}", "{\"a\":\"192.0.2.8\"}"));
    assert_true(hits_tuned(tuning, "{a|expand: 'user/%admins%'}", "{\"a\":\"user/alice\"}"));
}

static bool holds(const char *condition, const char *event)
{
    char text[2048];
    snprintf(
        text, sizeof text,
        "detection:\n    a1: {a: x}\n    a2: {b: x}\n    c: {c: x}\n    _hidden: {d: x}\n    condition: %s\n",
        condition);
    return hits_detection(text, event);
}

static void point_15_conditions_bind_not_before_and_before_or(void **state)
{
    (void)state;
    assert_true(holds("a1 or a2 and c", "{\"a\":\"x\"}"));
    assert_false(holds("(a1 or a2) and c", "{\"a\":\"x\"}"));
    assert_true(holds("not a1 and a2", "{\"b\":\"x\"}"));
    assert_true(holds("1 of a*", "{\"b\":\"x\"}"));
    assert_true(holds("ANY Of a*", "{\"b\":\"x\"}"));
    assert_false(holds("all of a*", "{\"b\":\"x\"}"));
    assert_true(holds("all of them", "{\"a\":\"x\",\"b\":\"x\",\"c\":\"x\"}"));
    assert_false(holds("1 of them", "{\"d\":\"x\"}"));
    assert_true(holds("1 of _*", "{\"d\":\"x\"}"));
    assert_true(holds("1 of *2", "{\"b\":\"x\"}"));
    assert_true(holds("not not a1", "{\"a\":\"x\"}"));
    assert_true(holds("[a1, c]", "{\"c\":\"x\"}"));
}

static const char *condition_reason(const char *condition)
{
    static char kept[600];
    CLEANUP(ruleset) struct ruleset set = {0};
    CLEANUP(buf) struct buf text = {0};
    buf_fmt(&text, "detection:\n    s: {a: x}\n    condition: '%s'\n", condition);
    add(&set, buf_text(&text));
    assert_int_equal(set.refused_count, 1);
    snprintf(kept, sizeof kept, "%s", set.refused[0].reason);
    return kept;
}

static void point_15_wrong_conditions_are_refused(void **state)
{
    (void)state;
    char deep[400] = "";
    assert_non_null(strstr(condition_reason("1 of nothing*"), "no selection has such a name"));
    assert_non_null(strstr(condition_reason("other"), "no such selection"));
    assert_non_null(strstr(condition_reason("s and"), "at the end"));
    assert_non_null(strstr(condition_reason("(s"), "\")\""));
    assert_non_null(strstr(condition_reason("s s"), "\"and\" or \"or\""));
    assert_non_null(strstr(condition_reason("s | max() > 1"), "not understood"));
    memset(deep, '(', 200);
    assert_non_null(strstr(condition_reason(deep), "too deep"));
}

static void point_16_yaml_words_stay_words(void **state)
{
    (void)state;
    assert_true(hits("{a: No}", "{\"a\":\"No\"}"));
    assert_true(hits("{a: yes}", "{\"a\":\"yes\"}"));
    assert_true(hits("{a: 0x10}", "{\"a\":\"0x10\"}"));
    assert_true(hits("{a: 1e3}", "{\"a\":\"1e3\"}"));
}

static void point_16_documents_are_split_by_yaml_and_the_last_of_an_id_wins(void **state)
{
    (void)state;
    CLEANUP(ruleset) struct ruleset set = {0};
    static const char text[] = "title: one\nid: i\nlogsource: {product: aws}\ndetection:\n  s:\n    a: |\n"
                               "      ---\n  condition: s\n"
                               "---\ntitle: two\nid: i\nlogsource: {product: aws}\n"
                               "detection: {s: {a: x}, condition: s}\n";
    ruleset_add_text(&set, "t.yml", false, text, strlen(text));
    ruleset_finish(&set);
    assert_int_equal(set.count, 1);
    assert_string_equal(set.rules[0]->title, "two");
    assert_int_equal(set.refused_count, 1);
    assert_non_null(strstr(set.refused[0].reason, "comes again"));
}

static void point_16_hostile_yaml_is_refused(void **state)
{
    (void)state;
    char deep[200] = "";
    memset(deep, '[', 100);
    memset(deep + 100, ']', 99);
    assert_non_null(strstr(reason(deep), "too deep"));
    assert_non_null(strstr(reason("&x {a: b}"), "anchors"));
    assert_non_null(strstr(reason("{a: 1, a: 2}"), "twice"));
    assert_non_null(strstr(reason("{a: {b: c}}"), "a list or map where a value"));
    assert_non_null(strstr(reason("{a: []}"), "empty list"));
    assert_non_null(strstr(reason("{}"), "without anything"));
}

static void point_18_encodings(void **state)
{
    (void)state;
    assert_true(hits("{a|base64: foobar}", "{\"a\":\"Zm9vYmFy\"}"));
    assert_false(hits("{a|base64: foobar}", "{\"a\":\"zm9vymfy\"}"));
    /* "xfoobar", "xxfoobar", "xxxfoobar" and what follows */
    assert_true(hits("{a|base64offset|contains: foobar}", "{\"a\":\"eGZvb2Jhcg==\"}"));
    assert_true(hits("{a|base64offset|contains: foobar}", "{\"a\":\"eHhmb29iYXI=\"}"));
    assert_true(hits("{a|base64offset|contains: foobar}", "{\"a\":\"eHh4Zm9vYmFyeHg=\"}"));
    assert_false(hits("{a|base64offset|contains: foobar}", "{\"a\":\"eHh4Zm9vYmF6\"}"));
    assert_true(hits("{a|wide|base64: hi}", "{\"a\":\"aABpAA==\"}"));
    assert_true(hits("{a|windash: 'x -y /z'}", "{\"a\":\"x /y \\u2013z\"}"));
    assert_false(hits("{a|windash: 'x-y'}", "{\"a\":\"x/y\"}"));
    assert_non_null(strstr(reason("{a|base64: 'x*'}"), "wildcards"));
    assert_non_null(strstr(reason("{a|hour: 3}"), "parts of a time"));
    assert_non_null(strstr(reason("{a|windash: '-a -a -a -a -a -a'}"), "windash makes more"));
}

static void point_19_modifiers_have_an_order(void **state)
{
    (void)state;
    assert_non_null(strstr(reason("{a|contains|re: x}"), "exclude"));
    assert_non_null(strstr(reason("{a|contains|endswith: x}"), "exclude"));
    assert_non_null(strstr(reason("{a|all|re: [x, y]}"), "first modifier"));
    assert_non_null(strstr(reason("{a|i: x}"), "go after re"));
    assert_non_null(strstr(reason("{a|exists: 3}"), "true or false"));
    assert_non_null(strstr(reason("{a|frobnicate: 3}"), "is not known"));
    assert_non_null(strstr(reason("{a|contains: null}"), "null goes with no modifier"));
    assert_non_null(strstr(lint("{a|contains|all: x}"), "means nothing"));
}

static void reasons_name_the_line(void **state)
{
    (void)state;
    CLEANUP(ruleset) struct ruleset set = {0};
    static const char text[] = "title: t\nlogsource:\n    product: aws\ndetection:\n    s:\n        a: x\n"
                               "        b|nope: y\n    condition: s\n";
    ruleset_add_text(&set, "t.yml", false, text, strlen(text));
    assert_int_equal(set.refused_count, 1);
    assert_string_equal(set.refused[0].reason, "line 7: b|nope: the modifier \"nope\" is not known");
}

static void rules_for_other_logs_are_refused(void **state)
{
    (void)state;
    CLEANUP(ruleset) struct ruleset set = {0};
    static const char text[] =
        "title: t\nlogsource: {product: windows}\ndetection: {s: {a: x}, condition: s}\n"
        "---\ntitle: u\nlogsource: {service: cloudtrail}\ndetection: {s: {a: x}, condition: s}\n";
    ruleset_add_text(&set, "t.yml", false, text, strlen(text));
    assert_int_equal(set.count, 1);
    assert_non_null(strstr(set.refused[0].reason, "not for CloudTrail"));
}

static void correlations_of_rules_that_are_not_there_are_all_refused(void **state)
{
    (void)state;
    CLEANUP(ruleset) struct ruleset set = {0};
    static const char text[] =
        "title: a\ncorrelation: {type: temporal, rules: [x, y], timespan: 1h}\n"
        "---\ntitle: b\ncorrelation: {type: event_count, rules: x, timespan: 1h, condition: {gte: 2}}\n";
    ruleset_add_text(&set, "t.yml", false, text, strlen(text));
    ruleset_finish(&set);
    assert_int_equal(set.count, 0);
    assert_int_equal(set.refused_count, 2);
    assert_non_null(strstr(set.refused[1].reason, "there is no rule \"x\""));
}

static void what_names_settle_needs_no_record(void **state)
{
    (void)state;
    CLEANUP(ruleset) struct ruleset set = {0};
    CLEANUP(evaluator) struct evaluator ev;
    struct known known = {.values = {[KNOWN_NAME] = "CreateUser"}};
    evaluator_init(&ev);
    add(&set, "detection: {s: {eventName: createuser}, f: {userAgent: x}, condition: s and not f}\n");
    ruleset_finish(&set);
    assert_int_equal(evaluate_known(&ev, set.rules[0]->expr, &known), OPEN_MAYBE);
    known.values[KNOWN_AGENT] = "y";
    assert_int_equal(evaluate_known(&ev, set.rules[0]->expr, &known), OPEN_YES);
    known.values[KNOWN_AGENT] = "x";
    assert_int_equal(evaluate_known(&ev, set.rules[0]->expr, &known), OPEN_NO);
    known = (struct known){.values = {[KNOWN_NAME] = "DeleteUser"}};
    assert_int_equal(evaluate_known(&ev, set.rules[0]->expr, &known), OPEN_NO);
}

static void own_rules_are_all_read(void **state)
{
    (void)state;
    CLEANUP(ruleset) struct ruleset set = {0};
    ruleset_add_own(&set);
    ruleset_finish(&set);
    if (set.refused_count)
        fail_msg("%s: %s", set.refused[0].path, set.refused[0].reason);
    assert_true(set.count > 0);
    for (size_t i = 0; i < set.count; i++)
        if (!set.rules[i]->silent &&
            (!set.rules[i]->tags || !set.rules[i]->false_positives || !set.rules[i]->description))
            fail_msg("%s lacks tags, falsepositives or description", set.rules[i]->path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(point_1_a_field_is_a_key_or_a_path_through_arrays),
        cmocka_unit_test(point_2_values_are_texts_as_written),
        cmocka_unit_test(point_3_containers_are_text_with_inner_quotes_undone),
        cmocka_unit_test(point_4_equality_is_whole_and_folds_ascii_only),
        cmocka_unit_test(point_5_wildcards_and_their_escapes),
        cmocka_unit_test(point_6_null_is_absent_or_null),
        cmocka_unit_test(point_7_missing_is_not_empty),
        cmocka_unit_test(point_8_not_is_the_plain_complement),
        cmocka_unit_test(point_9_lists_are_any_and_maps_are_all),
        cmocka_unit_test(point_10_regular_expressions_are_bounded),
        cmocka_unit_test(point_11_numbers_compare_as_numbers),
        cmocka_unit_test(point_12_ranges_hold_addresses_of_both_families),
        cmocka_unit_test(point_13_fieldref_compares_two_fields),
        cmocka_unit_test(point_14_placeholders_come_from_the_tuning),
        cmocka_unit_test(point_15_conditions_bind_not_before_and_before_or),
        cmocka_unit_test(point_15_wrong_conditions_are_refused),
        cmocka_unit_test(point_16_yaml_words_stay_words),
        cmocka_unit_test(point_16_documents_are_split_by_yaml_and_the_last_of_an_id_wins),
        cmocka_unit_test(point_16_hostile_yaml_is_refused),
        cmocka_unit_test(point_18_encodings),
        cmocka_unit_test(point_19_modifiers_have_an_order),
        cmocka_unit_test(reasons_name_the_line),
        cmocka_unit_test(rules_for_other_logs_are_refused),
        cmocka_unit_test(correlations_of_rules_that_are_not_there_are_all_refused),
        cmocka_unit_test(what_names_settle_needs_no_record),
        cmocka_unit_test(own_rules_are_all_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
