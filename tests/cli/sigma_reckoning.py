#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An evaluator of Sigma rules that shares nothing with the one in C, to be compared with.

    sigma_reckoning.py RULES EVENTS

RULES is a folder or file of Sigma rules, EVENTS records one a line. Writes "rule TAB hits TAB title" a line,
in the order of ids; for rules that count, the windows and the events in them: "rule TAB windows/events TAB title".
Anything it does not know ends it, so that a difference is never a silence.
"""
import base64
import collections
import datetime
import ipaddress
import json
import pathlib
import re
import sys

import yaml


class Number(str):
    """A number as it was written."""


class Loader(yaml.SafeLoader):
    """Resolves null, true and false of plain words only; everything else is its text."""


Loader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("tag:yaml.org,2002:null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("tag:yaml.org,2002:bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
):
    Loader.add_implicit_resolver(tag, re.compile(pattern), first)


def fold(text):
    """ASCII only."""
    return "".join(chr(ord(c) + 32) if "A" <= c <= "Z" else c for c in text)


def compact(value):
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(json.dumps(k, ensure_ascii=False) + ":" + compact(v) for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(compact(v) for v in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def nodes(record, path):
    """All nodes a name leads to; an array on the way is entered."""
    if isinstance(record, list):
        return [n for member in record for n in nodes(member, path)]
    if not isinstance(record, dict):
        return []
    if path in record:
        return [record[path]]
    head, dot, rest = path.partition(".")
    return nodes(record[head], rest) if dot and head in record else []


def texts(value):
    if value is None:
        return []
    if isinstance(value, bool):
        return ["true" if value else "false"]
    if isinstance(value, str):
        return [str(value)]
    members = [t for member in value for t in texts(member)] if isinstance(value, list) else []
    whole = compact(value)
    return members + [whole] + ([whole.replace('\\"', '"')] if '\\"' in whole else [])


def values(record, path):
    return [t for node in nodes(record, path) for t in texts(node)]


def leaves(record):
    if isinstance(record, dict):
        return [t for v in record.values() for t in leaves(v)]
    if isinstance(record, list):
        return [t for v in record for t in leaves(v)]
    return texts(record)


def tokens(text, place, literal=False):
    """A list of characters, with True for * and False for ?."""
    out, at = [], 0
    while at < len(text):
        c = text[at]
        if not literal and c == "\\" and at + 1 < len(text) and text[at + 1] in "*?\\":
            at += 1
            out.append(text[at])
        elif not literal and c in "*?":
            out.append(c == "*")
        else:
            out.append(c)
        at += 1
    if place in ("contains", "endswith") and not (out and out[0] is True):
        out.insert(0, True)
    if place in ("contains", "startswith") and not (out and out[-1] is True):
        out.append(True)
    return out


def matcher(text, place, literal=False, cased=False):
    source = "".join(
        "(?s:.*)" if t is True else "(?s:.)" if t is False else re.escape(t if cased else fold(t))
        for t in tokens(text, place, literal)
    )
    regex = re.compile(source)
    return lambda value: regex.fullmatch(value if cased else fold(value)) is not None


def number(text):
    text = text.strip(" \t\r\n")
    return float(text) if re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", text) else None


def address(text):
    try:
        ip = ipaddress.ip_address(text)
    except ValueError:
        return None
    return ip if ip.version == 6 else ipaddress.ip_address("::ffff:" + text)


def in_range(text):
    net = ipaddress.ip_network(text, strict=False)
    if net.version == 4:
        net = ipaddress.ip_network("::ffff:%s/%d" % (net.network_address, 96 + net.prefixlen))
    return lambda value: address(value) is not None and address(value) in net


COMPARE = {"lt": lambda a, b: a < b, "lte": lambda a, b: a <= b, "gt": lambda a, b: a > b, "gte": lambda a, b: a >= b}


def scalar_text(value):
    return {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else str(value)


def make_test(value, mods):
    """A function of (record, values of the field)."""
    place = next((m for m in mods if m in ("contains", "startswith", "endswith")), None)
    cased = "cased" in mods
    if value is None:
        return lambda record, have: not have
    text = scalar_text(value)
    if "fieldref" in mods:
        def other(record, have):
            return any(matcher(o, place, True, cased)(h) for o in values(record, text) for h in have)
        return other
    compare = next((m for m in mods if m in COMPARE), None)
    if compare:
        bound = number(text)
        one = lambda h: number(h) is not None and COMPARE[compare](number(h), bound)
    elif "re" in mods:
        flags = sum({"i": re.I, "m": re.M, "s": re.S}[m] for m in mods if m in "ims")
        regex = re.compile(text, flags)
        one = lambda h: regex.search(h) is not None
    elif "cidr" in mods:
        one = in_range(text)
    elif "base64" in mods:
        one = matcher(base64.b64encode(text.encode()).decode(), place, True, True)
    elif "base64offset" in mods:
        raw, made = text.encode(), []
        for shift in range(3):
            whole = base64.b64encode(b" " * shift + raw).decode()
            made.append(whole[(0, 2, 3)[shift]: len(whole) - (0, 3, 2)[(len(raw) + shift) % 3]])
        several = [matcher(m, place, True, True) for m in made]
        one = lambda h: any(m(h) for m in several)
    else:
        one = matcher(text, place, False, cased)
    return lambda record, have: any(one(h) for h in have)


KNOWN = {"contains", "startswith", "endswith", "all", "exists", "re", "i", "m", "s", "cidr", "cased", "neq", "lt",
         "lte", "gt", "gte", "fieldref", "base64", "base64offset"}


def make_item(key, value):
    field, *mods = key.split("|")
    unknown = set(mods) - KNOWN
    if unknown:
        raise SystemExit("not known: %s" % unknown)
    if "exists" in mods:
        wanted = value if isinstance(value, bool) else value.lower() == "true"
        return lambda record: bool(nodes(record, field)) == wanted
    if not field and not set(mods) & {"contains", "startswith", "endswith", "re"}:
        mods.append("contains")
    many = value if isinstance(value, list) else [value]
    tests = [make_test(v, mods) for v in many]
    join = all if "all" in mods else any

    def item(record):
        have = values(record, field) if field else leaves(record)
        return join(t(record, have) for t in tests) != ("neq" in mods)
    return item


def make_selection(node):
    if isinstance(node, list):
        parts = [make_selection(n) for n in node]
        return lambda record: any(p(record) for p in parts)
    if isinstance(node, dict):
        parts = [make_item(k, v) for k, v in node.items()]
        return lambda record: all(p(record) for p in parts)
    return make_item("", node)


class Condition:
    """Precedence climbing over words."""

    def __init__(self, text, selections):
        self.words = re.findall(r"[()]|[^\s()]+", text)
        self.at = 0
        self.selections = selections
        self.expr = self.either()
        if self.at != len(self.words):
            raise SystemExit("condition not understood: " + text)

    def peek(self):
        return self.words[self.at].lower() if self.at < len(self.words) else None

    def next(self):
        self.at += 1
        return self.words[self.at - 1]

    def either(self):
        parts = [self.both()]
        while self.peek() == "or":
            self.next()
            parts.append(self.both())
        return lambda r: any(p(r) for p in parts)

    def both(self):
        parts = [self.negated()]
        while self.peek() == "and":
            self.next()
            parts.append(self.negated())
        return lambda r: all(p(r) for p in parts)

    def negated(self):
        if self.peek() == "not":
            self.next()
            inner = self.negated()
            return lambda r: not inner(r)
        word = self.next()
        if word == "(":
            inner = self.either()
            assert self.next() == ")"
            return inner
        if word.lower() in ("1", "any", "all") and self.peek() == "of":
            self.next()
            pattern = self.next()
            names = [n for n in self.selections if self.meant(n, pattern)]
            assert names, pattern
            parts = [self.selections[n] for n in names]
            join = all if word.lower() == "all" else any
            return lambda r: join(p(r) for p in parts)
        return self.selections[word]

    @staticmethod
    def meant(name, pattern):
        if name.startswith("_") and not pattern.startswith("_"):
            return False
        if pattern.lower() == "them":
            return True
        return re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), name) is not None


def make_rule(doc):
    detection = doc["detection"]
    selections = {k: make_selection(v) for k, v in detection.items() if k not in ("condition", "timeframe")}
    conditions = detection["condition"]
    parts = [Condition(c, selections).expr for c in (conditions if isinstance(conditions, list) else [conditions])]
    return lambda record: any(p(record) for p in parts)


def seconds(text):
    return int(text[:-1]) * {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}[text[-1]]


def windows(kind, events, span, at_least, count):
    """events: (time, number, base, value) of one group. Qualifying windows by brute force, then joined."""
    events = sorted(events)
    found = []
    for i, last in enumerate(events):
        for first in events:
            if not first[0] <= last[0] <= first[0] + span:
                continue
            inside = [e for e in events if first[0] <= e[0] <= last[0]]
            if kind == "event_count":
                ok = len({e[1] for e in inside}) >= at_least
            elif kind == "value_count":
                ok = len({e[3] for e in inside if e[3] is not None}) >= at_least
            elif kind == "temporal":
                ok = len({e[2] for e in inside}) == count
            else:
                ok = ordered(inside, count)
            if ok:
                found.append((first[0], last[0]))
    found = [f for f in set(found)
             if kind in ("event_count", "value_count") or
             not any(g != f and f[0] <= g[0] and g[1] <= f[1] for g in found)]
    found.sort()
    joined = []
    for first, last in found:
        if joined and first <= joined[-1][1]:
            joined[-1][1] = max(last, joined[-1][1])
        else:
            joined.append([first, last])
    return [{e[1] for e in events if first <= e[0] <= last} for first, last in joined]


def ordered(inside, count):
    """Whether bases 0, 1, ... come at times that do not fall."""
    at = None
    for base in range(count):
        times = [e[0] for e in inside if e[2] == base and (at is None or e[0] >= at)]
        if not times:
            return False
        at = min(times)
    return True


def correlate(doc, rules, records):
    it = doc["correlation"]
    names = it["rules"] if isinstance(it["rules"], list) else [it["rules"]]
    group_by = it.get("group-by") or []
    group_by = group_by if isinstance(group_by, list) else [group_by]
    condition = it.get("condition") or {}
    at_least = int(condition["gte"]) if "gte" in condition else int(condition.get("gt", 0)) + 1
    groups = collections.defaultdict(list)
    for base, name in enumerate(names):
        match = next(m for key in ("id", "name", "title") for d, m in rules if d.get(key) == name)
        for n, record in enumerate(records):
            if match(record):
                first = lambda f: next(iter(values(record, f)), None)
                when = datetime.datetime.fromisoformat(record["eventTime"].replace("Z", "+00:00")).timestamp()
                value = first(condition["field"]) if "field" in condition else None
                groups[tuple(first(f) or "" for f in group_by)].append((when, n, base, value))
    found = [w for events in groups.values()
             for w in windows(it["type"], events, seconds(it["timespan"]), at_least, len(names))]
    return len(found), len(set().union(*found)) if found else 0


def load(path):
    path = pathlib.Path(path)
    files = sorted(path.rglob("*.yml")) if path.is_dir() else [path]
    return [doc for f in files for doc in yaml.load_all(f.read_text(), Loader) if doc]


def main():
    docs = load(sys.argv[1])
    parse = dict(parse_int=Number, parse_float=Number)
    records = [json.loads(line, **parse) for line in open(sys.argv[2], encoding="utf-8")]
    rules = [(d, make_rule(d)) for d in docs if "detection" in d]
    rows = [(d.get("id") or d["title"], str(sum(m(r) for r in records)), d["title"]) for d, m in rules]
    for doc in docs:
        if "correlation" in doc:
            rows.append((doc.get("id") or doc["title"], "%d/%d" % correlate(doc, rules, records), doc["title"]))
    for row in sorted(rows):
        print("\t".join(row))


main()
