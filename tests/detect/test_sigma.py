# SPDX-License-Identifier: GPL-3.0-or-later
"""That sigma.py means what Sigma means, before anything is compared with it: one class a point."""
import json
import unittest

import sigma

LOGSOURCE = "title: t\nlogsource: {product: aws, service: cloudtrail}\n"


def rule(text, lists=None):
    """The rule of a detection, which is refused by an exception."""
    made = sigma.Rule(next(sigma.documents(LOGSOURCE + "detection:\n" + text)), "-")
    made.load(lists or {})
    return made


def matches(item, record, lists=None):
    """Whether one item (or several lines of them) matches a record, given as JSON."""
    lines = "".join(f"    {line}\n" for line in item.split("\n"))
    event = sigma.parse(record) if isinstance(record, str) else sigma.parse(json.dumps(record))
    return rule(f"  s:\n{lines}  condition: s\n", lists).expr[0](event)


def condition(text, names):
    """Whether a condition holds when the selections of names are the ones that match."""
    selections = "".join(f"  {name}: {{{name}: 1}}\n" for name in ("a", "b", "c", "a_x", "_h"))
    event = {name: 1 for name in names}
    return rule(f"{selections}  condition: {text}\n").expr[0](sigma.parse(json.dumps(event)))


class Case(unittest.TestCase):
    def yes(self, item, record, lists=None):
        self.assertTrue(matches(item, record, lists), f"{item} should match {record}")

    def no(self, item, record, lists=None):
        self.assertFalse(matches(item, record, lists), f"{item} should not match {record}")

    def refuses(self, item, lists=None):
        with self.assertRaises(sigma.Refused):
            matches(item, {}, lists)


class Point01FieldLookup(Case):
    def test_literal_key_comes_before_the_path(self):
        self.yes("a.b: 1", {"a.b": 1, "a": {"b": 2}})
        self.no("a.b: 2", {"a.b": 1, "a": {"b": 2}})

    def test_arrays_are_entered_at_each_step(self):
        self.yes("a.b.c: 2", {"a": [{"b": [{"c": 1}, {"c": 2}]}]})

    def test_parts_are_case_sensitive(self):
        self.no("a.Type: x", {"a": {"type": "x"}})

    def test_a_key_with_a_point_inside_of_a_map(self):
        self.yes("a.x.y: 1", {"a": {"x.y": 1}})


class Point02ValueSet(Case):
    def test_booleans_are_words(self):
        self.yes("a: 'true'", {"a": True})
        self.yes("a: false", {"a": "false"})

    def test_numbers_stay_as_written(self):
        self.yes("a: 243.0", '{"a": 243.0}')
        self.no("a: 243", '{"a": 243.0}')
        self.yes("a: 12345678901234567890123", '{"a": 12345678901234567890123}')

    def test_an_array_is_its_members_and_its_text(self):
        self.yes("a: x", {"a": ["x", "y"]})
        self.yes("a: '[\"x\",\"y\"]'", {"a": ["x", "y"]})

    def test_null_is_no_value(self):
        self.no("a: '*'", {"a": None})


class Point03ContainerText(Case):
    def test_json_in_a_string_in_json_is_found_both_ways(self):
        record = {"requestParameters": {"policyDocument": '{"Effect":"Allow"}'}}
        self.yes("requestParameters|contains: '\"Effect\":\"Allow\"'", record)
        self.yes("requestParameters|contains: '\\\\\"Allow\\\\\"'", record)


class Point04Equality(Case):
    def test_case_of_ascii_letters_only_is_ignored(self):
        self.yes("a: 'NO'", {"a": "No"})
        self.no("a: 'É'", {"a": "é"})

    def test_whole_value(self):
        self.no("a: ab", {"a": "abc"})

    def test_cased(self):
        self.no("a|cased: 'NO'", {"a": "No"})
        self.yes("a|contains|cased: o", {"a": "No"})


class Point05Wildcards(Case):
    def test_star_is_any_run_and_newlines(self):
        self.yes("a: 'x*z'", {"a": "x\n\nz"})
        self.yes("a: 'x*z'", {"a": "xz"})

    def test_question_mark_is_one_code_point(self):
        self.yes("a: 'x?z'", {"a": "xéz"})
        self.no("a: 'x?z'", {"a": "xz"})

    def test_escapes(self):
        self.yes("a: 'x\\*z'", {"a": "x*z"})
        self.no("a: 'x\\*z'", {"a": "xyz"})
        self.yes("a: 'x\\\\*'", {"a": "x\\yz"})
        self.yes("a: 'x\\\\\\*'", {"a": "x\\*"})
        self.yes("a: 'x\\y\\'", {"a": "x\\y\\"})

    def test_percent_and_underscore_are_ordinary(self):
        self.no("a: 'x%z_'", {"a": "xyzz"})

    def test_places(self):
        self.yes("a|startswith: x", {"a": "xyz"})
        self.no("a|startswith: y", {"a": "xyz"})
        self.yes("a|endswith: z", {"a": "xyz"})
        self.yes("a|contains: 'y*'", {"a": "xyz"})


class Point06Null(Case):
    def test_absent_and_null_are_null(self):
        self.yes("a: null", {})
        self.yes("a: ~", {"a": None})
        self.yes("a:", {"a": None})
        self.no("a: null", {"a": ""})

    def test_null_is_one_alternative_of_a_list(self):
        self.yes("a: [null, x]", {})
        self.yes("a: [null, x]", {"a": "x"})

    def test_quoted_null_is_a_word(self):
        self.no("a: 'null'", {})


class Point07MissingAndEmpty(Case):
    def test_empty_is_only_empty(self):
        self.yes("a: ''", {"a": ""})
        self.no("a: ''", {})
        self.no("a: ''", {"a": "x"})

    def test_star_is_any_value(self):
        self.yes("a|contains: '*'", {"a": ""})
        self.no("a|contains: '*'", {})

    def test_exists_is_about_the_key(self):
        self.yes("a|exists: true", {"a": None})
        self.yes("a.b|exists: 'false'", {"a": None})


class Point08Not(Case):
    def test_not_of_a_missing_field_holds(self):
        self.assertTrue(condition("a and not b", ["a"]))


class Point09Lists(Case):
    def test_a_list_is_or_and_all_is_and(self):
        self.yes("a: [x, y]", {"a": "y"})
        self.yes("a|contains|all: [x, y]", {"a": "yx"})
        self.no("a|contains|all: [x, y]", {"a": "y"})

    def test_all_needles_in_one_set_of_values(self):
        self.yes("a.b|contains|all: [x, y]", {"a": [{"b": "x"}, {"b": "y"}]})

    def test_a_map_is_and_a_list_of_maps_is_or(self):
        self.no("a: 1\nb: 2", {"a": 1})
        self.yes("- a: 1\n- b: 2", {"b": 2})


class Point10Regex(Case):
    def test_unanchored_and_case_sensitive(self):
        self.yes("a|re: 'b.d'", {"a": "abcd"})
        self.no("a|re: 'B.d'", {"a": "abcd"})
        self.yes("a|re|i: 'B.d'", {"a": "abcd"})
        self.yes("a|re|s: 'b.d'", {"a": "b\nd"})
        self.yes("a|re|m: '^d'", {"a": "b\nd"})

    def test_hostile_ones_are_refused(self):
        self.refuses("a|re: '" + "x" * 5000 + "'")
        self.refuses("a|re: '('")


class Point11Numbers(Case):
    def test_both_sides_numeric(self):
        self.yes("a|gt: 9", {"a": "10"})
        self.yes("a|lte: 10", {"a": " 10 "})
        self.no("a|lt: 9", {"a": "x"})
        self.refuses("a|lt: x")

    def test_neq_negates_the_item(self):
        self.yes("a|neq: [x, y]", {"a": "z"})
        self.no("a|neq: [x, y]", {"a": "y"})
        self.yes("a|neq: x", {})

    def test_quoted_or_not(self):
        self.yes("a: '22'", {"a": 22})
        self.yes("a: 22", {"a": "22"})


class Point12Cidr(Case):
    def test_both_families(self):
        self.yes("a|cidr: 10.0.0.0/8", {"a": "10.1.2.3"})
        self.yes("a|cidr: '2001:db8::/32'", {"a": "2001:db8:0:0::1"})
        self.no("a|cidr: 0.0.0.0/0", {"a": "::1"})

    def test_what_is_no_address(self):
        self.no("a|cidr: 0.0.0.0/0", {"a": "AWS Internal"})
        self.no("a|cidr: 211.9.14.0/24", {"a": "211.9.016.253"})
        self.refuses("a|cidr: 10.0.0.0/33")


class Point13Fieldref(Case):
    def test_any_pair_equal(self):
        self.yes("a|fieldref: b", {"a": ["x", "Y"], "b": "y"})
        self.no("a|fieldref: b", {"a": "x"})
        self.no("a|fieldref: b", {"b": "x"})

    def test_the_other_value_is_no_pattern(self):
        self.no("a|fieldref|startswith: b", {"a": "xy", "b": "x*"})
        self.yes("a|fieldref|endswith: b", {"a": "user/Eve", "b": "eve"})

    def test_without_it_a_field_name_is_text(self):
        self.no("a: b", {"a": "x", "b": "x"})


class Point14Expand(Case):
    def test_lists(self):
        self.yes("a|expand: '%admins%'", {"a": "eve"}, {"admins": ["bob", "eve"]})
        self.yes("a|expand: '%nets%'", {"a": "10.0.0.9"}, {"nets": ["10.0.0.0/24"]})
        self.yes("a|contains|expand: 'user/%admins%'", {"a": "arn:user/eve"}, {"admins": ["eve"]})

    def test_an_undefined_one_disables(self):
        self.refuses("a|expand: '%admins%'")


class Point15Conditions(Case):
    def test_precedence(self):
        self.assertTrue(condition("a or b and c", ["a"]))
        self.assertFalse(condition("not a and b", ["a", "b"]))
        self.assertTrue(condition("NOT (a AND b) Or c", ["a"]))

    def test_of(self):
        self.assertTrue(condition("1 of a*", ["a_x"]))
        self.assertTrue(condition("any of them", ["c"]))
        self.assertFalse(condition("all of a*", ["a"]))
        self.assertTrue(condition("all of a*", ["a", "a_x"]))
        self.assertFalse(condition("1 of them", ["_h"]))
        self.assertTrue(condition("1 of _*", ["_h"]))

    def test_a_list_is_or(self):
        self.assertTrue(condition("[a and b, c]", ["c"]))

    def test_what_is_wrong(self):
        for text in ("1 of z*", "z", "a and", "(a", "a b", "2 of them", "a)", "(" * 99 + "a" + ")" * 99):
            with self.assertRaises(sigma.Refused, msg=text):
                condition(f"'{text}'", [])


class Point16Yaml(Case):
    def test_types(self):
        doc = next(sigma.documents("a: 012345678901\nb: No\nc: yes\nd: 1e3\ne: null\nf: 'true'\ng: true\n"))
        self.assertEqual(doc, {"a": "012345678901", "b": "No", "c": "yes", "d": "1e3", "e": None, "f": "true",
                               "g": True})

    def test_documents_and_keys(self):
        self.assertEqual(len(list(sigma.documents("a: |\n  ---x\n---\nb: 1\n"))), 2)
        with self.assertRaises(sigma.Refused):
            list(sigma.documents("a: 1\na: 2\n"))


def event(second, name, **more):
    return {"eventTime": f"2020-04-01T12:00:{second:02d}Z", "eventName": name, "eventID": f"{second}{name}"} | more


def correlate(head, events):
    """The eventIDs of each hit of a correlation over the rules a, b, c (an event of that name each)."""
    made = [sigma.Rule(next(sigma.documents(
        f"{LOGSOURCE}id: id-{n}\nname: {n}\ndetection: {{s: {{eventName: {n}}}, condition: s}}\n")), "-") for n in "abc"]
    for each in made:
        each.load({})
    one = sigma.Rule(next(sigma.documents(f"title: c\ncorrelation:\n{head}")), "-")
    one.correlate(made)
    return [[e["eventID"] for e in hit] for hit in one.correlation.windows(sorted(events, key=sigma.when))]


class Point17Correlations(unittest.TestCase):
    COUNT = "  type: event_count\n  rules: [a]\n  group-by: [ip]\n  timespan: 5s\n  condition: {gte: 3}\n"
    ORDER = "  type: temporal_ordered\n  rules: [a, id-b, c]\n  timespan: 10s\n"

    def test_the_window_slides(self):
        events = [event(s, "a", ip="x") for s in (3, 6, 8)]
        self.assertEqual(len(correlate(self.COUNT, events)), 1)
        self.assertEqual(correlate(self.COUNT, [event(s, "a", ip="x") for s in (0, 3, 6)]), [])

    def test_one_hit_for_each_maximal_window(self):
        events = [event(s, "a", ip="x") for s in (0, 1, 2, 3, 40, 41, 42)]
        self.assertEqual([len(hit) for hit in correlate(self.COUNT, events)], [4, 3])

    def test_groups_are_apart_and_missing_is_one(self):
        events = [event(0, "a", ip="x"), event(1, "a", ip="y"), event(2, "a", ip="x")]
        self.assertEqual(correlate(self.COUNT, events), [])
        self.assertEqual(len(correlate(self.COUNT, [event(s, "a") for s in (0, 1, 2)])), 1)

    def test_values_are_counted_once(self):
        head = "  type: value_count\n  rules: [a]\n  timespan: 10s\n  condition: {field: v, gt: 1}\n"
        self.assertEqual(correlate(head, [event(0, "a", v="x"), event(1, "a", v="x")]), [])
        self.assertEqual(len(correlate(head, [event(0, "a", v="x"), event(1, "a", v="y")])), 1)

    def test_temporal_takes_any_order(self):
        head = "  type: temporal\n  rules: [a, b]\n  timespan: 10s\n"
        self.assertEqual(len(correlate(head, [event(5, "b"), event(9, "a")])), 1)
        self.assertEqual(correlate(head, [event(5, "b"), event(16, "a")]), [])

    def test_order_counts_and_ties_do_not(self):
        self.assertEqual(len(correlate(self.ORDER, [event(1, "a"), event(2, "b"), event(3, "c")])), 1)
        self.assertEqual(correlate(self.ORDER, [event(1, "a"), event(3, "b"), event(2, "c")]), [])
        self.assertEqual(len(correlate(self.ORDER, [event(1, "c"), event(1, "b"), event(1, "a")])), 1)

    def test_an_event_outside_of_every_sequence_is_no_member(self):
        events = [event(0, "c"), event(1, "a"), event(2, "b"), event(3, "c"), event(4, "a")]
        self.assertEqual(correlate(self.ORDER, events), [["1a", "2b", "3c"]])

    def test_each_chain_that_is_completed_is_one_hit_with_the_latest_events(self):
        events = [event(0, "a"), event(1, "a"), event(2, "b"), event(3, "b"), event(4, "c"), event(5, "c"), event(6, "b")]
        self.assertEqual(correlate(self.ORDER, events), [["1a", "3b", "4c"]])
        again = [event(20, "a"), event(21, "b"), event(22, "c")]
        self.assertEqual(correlate(self.ORDER, events + again), [["1a", "3b", "4c"], ["20a", "21b", "22c"]])

    def test_legacy_forms(self):
        made = rule("  s: {eventName: a}\n  t: {eventName: b}\n  timeframe: 5s\n  condition: s | near t\n")
        self.assertEqual(len(list(made.correlation.windows([event(0, "b"), event(3, "a")]))), 1)
        made = rule("  s: {eventName: a}\n  timeframe: 5s\n  condition: s | count(v) by ip > 1\n")
        hits = list(made.correlation.windows([event(0, "a", v="1", ip="x"), event(3, "a", v="2", ip="x")]))
        self.assertEqual(len(hits), 1)
        made = rule("  s: {eventName: a}\n  condition: s | count() >= 2\n")
        self.assertEqual(len(list(made.correlation.windows([event(0, "a"), event(59, "a")]))), 1)

    def test_what_is_wrong(self):
        for head in ("  type: event_count\n  rules: [a]\n  timespan: 5s\n  condition: {lt: 3}\n",
                     "  type: temporal\n  rules: [a, nobody]\n  timespan: 5s\n",
                     "  type: temporal\n  rules: [a, b]\n  timespan: 5y\n",
                     "  type: often\n  rules: [a, b]\n  timespan: 5s\n"):
            with self.assertRaises(sigma.Refused, msg=head):
                correlate(head, [])


class Point18Encodings(Case):
    def test_base64(self):
        self.yes("a|base64: foo", {"a": "Zm9v"})
        self.no("a|base64: foo", {"a": "ZM9V"})
        self.refuses("a|base64: 'fo*'")

    def test_base64offset(self):
        import base64
        for shift in range(3):
            for text in ("/bin/bash", "é/sh", "abcd"):
                hidden = base64.b64encode(b"x" * shift + text.encode() + b"yz").decode()
                self.yes(f"a|base64offset|contains: '{text}'", {"a": hidden})

    def test_wide(self):
        import base64
        hidden = base64.b64encode("ping".encode("utf-16-le")).decode()
        self.yes("a|wide|base64: ping", {"a": hidden})
        self.yes("a|utf16|base64: ping", {"a": base64.b64encode(b"\xff\xfe" + "ping".encode("utf-16-le")).decode()})
        self.yes("a|utf16be|base64: ping", {"a": base64.b64encode("ping".encode("utf-16-be")).decode()})

    def test_windash(self):
        self.yes("a|windash|contains: ' -x /y'", {"a": "cmd /x –y"})
        self.no("a|windash|contains: a-b", {"a": "a/b"})


class Point19Modifiers(Case):
    def test_what_does_not_go_together(self):
        for item in ("a|nonsense: x", "a|contains|startswith: x", "a|contains|re: x", "a|i: x", "a|exists: x",
                     "a|exists: [true, false]", "a|all|cidr: 10.0.0.0/8", "a|week: 3", "a: {b: 1}",
                     "a: [{b: 1}]", "a|contains: null"):
            with self.subTest(item):
                self.refuses(item)

    def test_all_of_one(self):
        self.yes("a|contains|all: x", {"a": "x"})

    def test_words_anywhere(self):
        self.assertTrue(rule("  s: [foo, bar]\n  condition: s\n").expr[0]({"a": {"b": ["xBarx"]}}))
        self.assertFalse(rule("  s: [foo, bar]\n  condition: s\n").expr[0]({"foo": "x"}))


def native(section, events, detection="  s: {eventName: a}\n  t: {eventName: b}\n  condition: s or t\n"):
    """The eventIDs of each hit of a rule with a trailcase: section."""
    made = sigma.Rule(next(sigma.documents(f"{LOGSOURCE}detection:\n{detection}trailcase:\n{section}")), "-")
    made.load({})
    return [[e["eventID"] for e in hit] for hit in made.native.windows(events)]


def day(number, name, **more):
    return {"eventTime": f"2020-04-{number:02d}T12:00:00Z", "eventName": name, "eventID": f"{number}{name}",
            "userIdentity": {"type": "IAMUser", "principalId": "AIDA"}} | more


class NativeKinds(unittest.TestCase):
    FIRST = "  first-seen: {value: address, entity: principal, within: 2d, history: 5d}\n"

    def test_a_value_is_new_for_a_while_after_it_was_first_seen(self):
        events = [day(1, "x", sourceIPAddress="o"), day(9, "x", sourceIPAddress="n"),
                  day(10, "a", sourceIPAddress="n"), day(11, "a", sourceIPAddress="o"),
                  day(12, "a", sourceIPAddress="n")]
        self.assertEqual(native(self.FIRST, events), [["10a"]])

    def test_nothing_is_new_without_history(self):
        events = [day(1, "x", sourceIPAddress="o"), day(3, "a", sourceIPAddress="n")]
        self.assertEqual(native(self.FIRST, events), [])

    def test_a_value_is_new_again_after_an_absence(self):
        section = "  first-seen: {value: address, entity: principal, absent: 10d}\n"
        events = [day(1, "a", sourceIPAddress="o"), day(5, "a", sourceIPAddress="o"), day(15, "a", sourceIPAddress="o"),
                  day(15, "b", sourceIPAddress="o")]
        self.assertEqual(native(section, events), [["15a"], ["15b"]])

    def test_aggregate_over_the_case_and_within_a_time(self):
        events = [day(n, "a", key=str(n)) for n in (1, 5, 9)]
        self.assertEqual(len(native("  aggregate: {distinct: key, gte: 3}\n", events)), 1)
        self.assertEqual(native("  aggregate: {distinct: key, gte: 3, within: 7d}\n", events), [])

    def test_aggregate_against_what_is_usual(self):
        usual = [day(n, "a", eventID=f"u{n}{i}") for n in range(1, 9) for i in range(3)]
        burst = [day(20, "a", eventID=f"b{i}") for i in range(12)]
        self.assertEqual(len(native("  aggregate: {gte: 12, within: 1d, times: 4}\n", usual + burst)), 1)
        self.assertEqual(native("  aggregate: {gte: 12, within: 1d, times: 5}\n", usual + burst), [])

    def test_chain_joined_on_a_field_of_each_step(self):
        section = "  chain: {steps: [s, t], join: [made, gone], within: 2d}\n"
        self.assertEqual(native(section, [day(1, "a", made="x"), day(2, "b", gone="x")]), [["1a", "2b"]])
        self.assertEqual(native(section, [day(1, "a", made="x"), day(2, "b", gone="y")]), [])
        self.assertEqual(native(section, [day(1, "b", gone="x"), day(2, "a", made="x")]), [])
        self.assertEqual(len(native(section.replace("within", "any-order: true, within"),
                                    [day(1, "b", gone="x"), day(2, "a", made="x")])), 1)

    def test_the_first_step_may_have_to_come_several_times(self):
        section = "  chain: {steps: [s, t], repeat: 3, within: 9d}\n"
        self.assertEqual(len(native(section, [day(1, "a"), day(2, "a"), day(3, "a"), day(3, "b")])), 1)
        self.assertEqual(native(section, [day(1, "a"), day(2, "a"), day(3, "b"), day(4, "a")]), [])

    def test_only_the_events_of_one_step_may_be_hits(self):
        section = "  chain: {steps: [s, t], hits: t, within: 9d}\n"
        self.assertEqual(native(section, [day(1, "a"), day(3, "b"), day(4, "b")]), [["3b"]])

    def test_what_is_wrong(self):
        for section in ("  chain: {steps: [s, t], hits: u, within: 1d}\n", "  first-seen: {value: shoe, entity: key}\n", "  aggregate: {lt: 3}\n",
                        "  chain: {steps: [s], within: 1d}\n", "  magic: {}\n", "  aggregate: {gte: 3, by: a, x: 1}\n"):
            with self.assertRaises(sigma.Refused, msg=section):
                native(section, [])


if __name__ == "__main__":
    unittest.main()
