# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules we ship: what each says of itself, and that it fires on its own events and not on near misses.

Events lie in tests/data/rules/NAME.hit.jsonl and NAME.miss.jsonl. Every lead of a file has to fire on the first, and
none on the second.
"""
import csv
import glob
import os
import unittest
import uuid

import sigma

TOP = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
FILES = sorted(glob.glob(f"{TOP}/queries/rules/*.yml"))
ALWAYS = {"eventVersion", "userIdentity", "eventTime", "eventSource", "eventName", "awsRegion", "sourceIPAddress",
          "userAgent", "requestParameters", "responseElements", "eventID", "eventType", "recipientAccountId"}


def leads(rules):
    return [rule for rule in rules if not rule.silent]


def fixture(path, kind):
    return f"{TOP}/tests/data/rules/{os.path.basename(path)[:-4]}.{kind}.jsonl"


def fired(path, kind):
    """Titles of the leads of a file that hit its fixture."""
    found = sigma.evaluate(sigma.load_rules([path]), sigma.load_events([fixture(path, kind)]))
    return {rule.title for rule, hits in found if hits}


class Rules(unittest.TestCase):
    def setUp(self):
        self.rules = sigma.load_rules(FILES)

    def test_there_are_fifty_and_all_load(self):
        self.assertEqual([os.path.basename(path)[:2] for path in FILES], [f"{n:02}" for n in range(1, 51)])
        self.assertEqual([(rule.path, rule.refused) for rule in self.rules if rule.refused], [])

    def test_ids_and_titles_are_unique(self):
        docs = [rule.doc for path in FILES for rule in sigma.load_rules([path])]
        self.assertEqual(len(docs), len({uuid.UUID(doc["id"]) for doc in docs}))
        self.assertEqual(len(docs), len({doc["title"] for doc in docs}))
        names = [doc["name"] for doc in docs if "name" in doc]
        self.assertEqual(len(names), len(set(names)))

    def test_each_lead_says_what_an_analyst_needs(self):
        for rule in leads(self.rules):
            for member in ("description", "references", "falsepositives", "tags", "level", "author"):
                self.assertTrue(rule.doc.get(member), f"{rule.title}: {member}")

    def test_techniques_are_current_and_in_their_tactics(self):
        with open(f"{TOP}/queries/attack/techniques.csv", encoding="utf-8") as source:
            tactics = {row["id"]: set(row["tactics"].split()) for row in csv.DictReader(source)}
        for rule in leads(self.rules):
            tags = [tag.removeprefix("attack.") for tag in rule.doc["tags"]]
            ids = [tag.upper() for tag in tags if tag[0] == "t" and tag[1:2].isdigit()]
            said = {tag for tag in tags if tag.upper() not in ids}
            self.assertTrue(ids, rule.title)
            for one in ids:
                self.assertIn(one, tactics, rule.title)
                self.assertTrue(said & tactics[one], f"{rule.title}: no tactic of {one}")
            self.assertEqual(said - set().union(*(tactics[one] for one in ids)), set(), rule.title)

    def test_each_lead_fires_on_its_events(self):
        for path in FILES:
            with self.subTest(os.path.basename(path)):
                self.assertEqual({rule.title for rule in leads(sigma.load_rules([path]))}, fired(path, "hit"))

    def test_no_lead_fires_on_near_misses(self):
        for path in FILES:
            with self.subTest(os.path.basename(path)):
                self.assertEqual(set(), fired(path, "miss"))

    def test_events_look_as_cloudtrail_writes_them(self):
        for path in FILES:
            for kind in ("hit", "miss"):
                events = list(sigma.records(fixture(path, kind)))
                self.assertTrue(events, path)
                self.assertEqual(len(events), len({event["eventID"] for event in events}), path)
                for event in events:
                    self.assertEqual(ALWAYS - set(event), set(), path)


if __name__ == "__main__":
    unittest.main()
