#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An independent evaluator of Sigma rules over CloudTrail records, which src/detect is compared with.

It is written from the meaning of the rules alone, is slow and plain, and shares nothing with the C code.
Usage: sigma.py [-e] [-p LISTS.yml] RULES... -- LOGS...
RULES are .yml files or folders; LOGS are JSON files ({"Records": [...]}, an array, one object or JSON lines,
gzip or not) or folders. One JSON line a rule: rule, title, level, events, hits, first, last; with -e the ids of the
events, too. A rule that cannot be run has "refused" with the reason instead. Events are unique by eventID.
"""
import base64
import calendar
import gzip
import ipaddress
import itertools
import json
import os
import re
import sys
import time
from decimal import Decimal

import yaml

import native

DEPTH_MAX, REGEX_MAX = 64, 4096


class Refused(Exception):
    """Why a rule is not run."""


class Num(str):
    """A number as it is written."""


# --- YAML: no types but null, booleans and numbers, and these only where written plain.

NULLS, TRUE, FALSE = {"", "~", "null", "Null", "NULL"}, {"true", "True", "TRUE"}, {"false", "False", "FALSE"}
NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?\Z")


def plain(node):
    if isinstance(node, yaml.MappingNode):
        out = {}
        for key, value in node.value:
            if key.value in out:
                raise Refused(f"line {key.start_mark.line + 1}: {key.value} is there twice")
            out[key.value] = plain(value)
        return out
    if isinstance(node, yaml.SequenceNode):
        return [plain(child) for child in node.value]
    if node.style is not None:
        return node.value
    if node.value in NULLS:
        return None
    if node.value in TRUE or node.value in FALSE:
        return node.value in TRUE
    if NUMBER.match(node.value):
        return Num(node.value)
    return node.value


def documents(text):
    for node in yaml.compose_all(text, Loader=yaml.BaseLoader):
        if node is not None:
            yield plain(node)


# --- The record: which values a field has.

def compact(value):
    if isinstance(value, Num):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(compact(k) + ":" + compact(v) for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(compact, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def reach(node, path):
    """What stands at a path: the literal key first, then part by part; arrays are entered."""
    if isinstance(node, list):
        for member in node:
            yield from reach(member, path)
    elif isinstance(node, dict):
        head, dot, rest = path.partition(".")
        if path in node:
            yield node[path]
        elif dot and head in node:
            yield from reach(node[head], rest)


def values_of(raw):
    if raw is None:
        return
    if isinstance(raw, bool):
        yield "true" if raw else "false"
    elif isinstance(raw, (dict, list)):
        if isinstance(raw, list):
            for member in raw:
                yield from values_of(member)
        text = compact(raw)
        yield text
        if '\\"' in text:
            yield text.replace('\\"', '"')
    else:
        yield str(raw)


def field_values(event, path):
    return [value for raw in reach(event, path) for value in values_of(raw)]


def words_of(event, path):
    """What stands at a path, piece by piece: what is counted and what is grouped by."""
    return [value for raw in reach(event, path) for value in leaves(raw)]


def leaves(node):
    if isinstance(node, (dict, list)):
        for child in node.values() if isinstance(node, dict) else node:
            yield from leaves(child)
    else:
        yield from values_of(node)


# --- Values of rules: each becomes a test of one text.

FOLD = {c: c + 32 for c in range(ord("A"), ord("Z") + 1)}
ANY, ONE = object(), object()


def fold(text):
    return text.translate(FOLD)


def wildcards(text):
    """The characters of a value, with ANY and ONE for its wildcards."""
    out, i = [], 0
    while i < len(text):
        if text[i] == "\\" and text[i + 1:i + 2] in ("\\", "*", "?"):
            i += 1
            out.append(text[i])
        else:
            out.append({"*": ANY, "?": ONE}.get(text[i], text[i]))
        i += 1
    return out


def glob(tokens, place, cased):
    if place in ("contains", "endswith") and tokens[:1] != [ANY]:
        tokens = [ANY] + tokens
    if place in ("contains", "startswith") and tokens[-1:] != [ANY]:
        tokens = tokens + [ANY]
    keep = (lambda text: text) if cased else fold
    pattern = "".join(".*" if t is ANY else "." if t is ONE else re.escape(keep(t)) for t in tokens)
    match = re.compile(pattern, re.S).fullmatch
    return lambda text: match(keep(text)) is not None


def address(text):
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def in_range(text):
    try:
        network = ipaddress.ip_network(text, strict=False)
    except ValueError:
        raise Refused(f"{text} is no range of addresses") from None

    def test(value):
        ip = address(value)
        return ip is not None and ip.version == network.version and ip in network
    return test


def number(text):
    text = text.strip()
    return Decimal(text) if NUMBER.match(text) else None


COMPARE = {"lt": lambda a, b: a < b, "lte": lambda a, b: a <= b, "gt": lambda a, b: a > b, "gte": lambda a, b: a >= b}


def compare(name, text):
    limit, than = number(text), COMPARE[name]
    if limit is None:
        raise Refused(f"{name} wants a number")

    def test(value):
        found = number(value)
        return found is not None and than(found, limit)
    return test


def regex(text, flags):
    if len(text) > REGEX_MAX:
        raise Refused("the regular expression is too long")
    bits = sum({"i": re.I, "m": re.M, "s": re.S}[f] for f in flags)
    try:
        search = re.compile(text, bits).search
    except re.error as error:
        raise Refused(f"the regular expression: {error}") from None
    return lambda value: search(value) is not None


def windash(text):
    places = [m.start() for m in re.finditer(r"(?<!\S)[-/]", text)]
    for signs in itertools.product("-/–—―", repeat=len(places)):
        chars = list(text)
        for place, sign in zip(places, signs):
            chars[place] = sign
        yield "".join(chars)


WIDE = {"wide": "utf-16-le", "utf16le": "utf-16-le", "utf16be": "utf-16-be"}
ENCODE = set(WIDE) | {"utf16", "base64", "base64offset", "windash"}


def literal(data):
    """The text of a value that goes into an encoding, as bytes."""
    if isinstance(data, bytes):
        return data
    tokens = wildcards(data)
    if ANY in tokens or ONE in tokens:
        raise Refused("a wildcard cannot be encoded")
    return "".join(tokens).encode()


def encode(name, data):
    """One value through one encoding: several alternatives."""
    if name == "windash":
        return list(windash(data))
    data = literal(data)
    if name in WIDE:
        return [data.decode().encode(WIDE[name])]
    if name == "utf16":
        return [b"\xff\xfe" + data.decode().encode("utf-16-le")]
    if name == "base64":
        return [base64.b64encode(data)]
    out = []
    for shift in range(3):
        text = base64.b64encode(b" " * shift + data)
        out.append(text[(0, 2, 3)[shift]:len(text) - (0, 3, 2)[(len(data) + shift) % 3]])
    return out


PLACES = {"contains", "startswith", "endswith"}
KINDS = PLACES | {"re", "cidr", "exists"} | set(COMPARE)
FLAGS = {"i", "m", "s"}
OTHERS = {"all", "cased", "neq", "fieldref", "expand"}


def check_modifiers(mods, values):
    for mod in mods:
        if mod not in KINDS | FLAGS | OTHERS | ENCODE:
            raise Refused(f"the modifier {mod} is not known")
    kinds = [m for m in mods if m in KINDS]
    if len(kinds) > 1:
        raise Refused(f"{kinds[0]} and {kinds[1]} together")
    for first in ("re", "cidr", "exists"):
        if first in mods and mods[0] != first and mods[:mods.index(first)] != ["expand"]:
            raise Refused(f"{first} has to come first")
    if any(m in FLAGS for m in mods) and "re" not in mods:
        raise Refused("flags without re")
    if "exists" in mods and (len(values) != 1 or boolean(values[0]) is None):
        raise Refused("exists takes true or false")


def boolean(value):
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(fold(value)) if isinstance(value, str) else None


def expanded(value, lists):
    """A value with %names%: the values of their lists, as (text, whether it is a whole list entry)."""
    names = re.findall(r"%([^%\s]+)%", value)
    for name in names:
        if name not in lists:
            raise Refused(f"%{name}% is not defined")
    if not names:
        return [value]
    out = []
    for entries in itertools.product(*(lists[name] for name in names)):
        text = value
        for name, entry in zip(names, entries):
            text = text.replace(f"%{name}%", str(entry), 1)
        out.append(text)
    return out


def text_test(mods, value, lists):
    """One value of an item: the tests of a text, any of which will do."""
    flags = [m for m in mods if m in FLAGS]
    kind = next((m for m in mods if m in KINDS), None)
    texts = [value]
    if "expand" in mods:
        texts = expanded(value, lists)
        if kind is None:
            ranges = [t for t in texts if "/" in t and address(t.partition("/")[0])]
            texts = [t for t in texts if t not in ranges]
            tests = [in_range(t) for t in ranges]
            return tests + [glob(wildcards(t), None, "cased" in mods) for t in texts]
    for name in (m for m in mods if m in ENCODE):
        texts = [out for text in texts for out in encode(name, text)]
    if kind == "re":
        return [regex(t, flags) for t in texts]
    if kind == "cidr":
        return [in_range(t) for t in texts]
    if kind in COMPARE:
        return [compare(kind, t) for t in texts]
    cased = "cased" in mods or "base64" in mods or "base64offset" in mods
    return [glob(list(t.decode("utf-8", "surrogateescape")) if isinstance(t, bytes) else wildcards(t), kind, cased)
            for t in texts]


def shown(value):
    if isinstance(value, (dict, list)):
        raise Refused("a map or list as a value")
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def value_test(mods, value, lists):
    """One value of an item: a test of (event, values of the field)."""
    if value is None:
        if any(m in KINDS | {"fieldref"} | ENCODE for m in mods):
            raise Refused("null takes no modifier")
        return lambda event, found: not found
    if "fieldref" in mods:
        keep = (lambda t: t) if "cased" in mods else fold
        place = next((m for m in mods if m in PLACES), None)
        meets = {None: lambda a, b: a == b, "contains": lambda a, b: b in a,
                 "startswith": str.startswith, "endswith": str.endswith}[place]
        return lambda event, found: any(meets(keep(a), keep(b)) for a in found
                                        for b in field_values(event, str(value)))
    tests = text_test(mods, shown(value), lists)
    return lambda event, found: any(test(text) for text in found for test in tests)


# --- Detections and conditions: an expression is (kind, test of an event, names it needs or None).

def names_needed(field, mods, values):
    """The eventNames outside of which an item cannot be true, or None if that is not known."""
    if field != "eventName" or mods or not all(isinstance(v, str) and not re.search(r"[*?\\]", v) for v in values):
        return None
    return {fold(v) for v in values}


def item(key, value, lists):
    field, *mods = key.split("|")
    values = value if isinstance(value, list) else [value]
    check_modifiers(mods, values)
    if not values:
        raise Refused(f"{key}: no value")
    if "exists" in mods:
        want = boolean(values[0])
        return lambda event: any(True for _ in reach(event, field)) == want, None
    tests = [value_test(mods, v, lists) for v in values]
    quantify, negate = (all if "all" in mods else any), "neq" in mods
    find = (lambda event: field_values(event, field)) if field else (lambda event: list(leaves(event)))

    def test(event):
        found = find(event)
        return quantify(t(event, found) for t in tests) != negate
    return test, names_needed(field, mods, values)


def both(parts):
    tests, needs = [t for t, _ in parts], [n for _, n in parts if n is not None]
    needed = set.intersection(*needs) if needs else None
    return (lambda event: all(t(event) for t in tests)), needed


def either(parts):
    tests, needs = [t for t, _ in parts], [n for _, n in parts]
    needed = None if None in needs else set.union(*needs)
    return (lambda event: any(t(event) for t in tests)), needed


def selection(node, lists):
    if isinstance(node, dict):
        if not node:
            raise Refused("a selection without anything in it")
        return both([item(key, value, lists) for key, value in node.items()])
    if isinstance(node, list):
        if not node:
            raise Refused("a selection without anything in it")
        return either([selection(each, lists) for each in node])
    return item("|contains", node, lists)


class Condition:
    """The grammar of conditions: or, and, not, parentheses, 1 of / any of / all of."""

    def __init__(self, text, selections):
        self.words = re.findall(r"[()|]|[^\s()|]+", text)
        self.selections, self.at, self.depth = selections, 0, 0
        self.used = set()

    def peek(self):
        return self.words[self.at] if self.at < len(self.words) else None

    def take(self, *words):
        word = self.peek()
        if word is not None and (not words or word.lower() in words):
            self.at += 1
            return word
        return None

    def disjunction(self):
        self.depth += 1
        if self.depth > DEPTH_MAX:
            raise Refused("the condition is nested too deeply")
        parts = [self.conjunction()]
        while self.take("or"):
            parts.append(self.conjunction())
        self.depth -= 1
        return either(parts) if len(parts) > 1 else parts[0]

    def conjunction(self):
        parts = [self.negation()]
        while self.take("and"):
            parts.append(self.negation())
        return both(parts) if len(parts) > 1 else parts[0]

    def negation(self):
        if self.take("not"):
            self.depth += 1
            if self.depth > DEPTH_MAX:
                raise Refused("the condition is nested too deeply")
            inner, _ = self.negation()
            self.depth -= 1
            return (lambda event: not inner(event)), None
        return self.atom()

    def atom(self):
        if self.take("("):
            inner = self.disjunction()
            if not self.take(")"):
                raise Refused("a parenthesis is not closed")
            return inner
        if len(self.words) > self.at + 1 and self.words[self.at + 1].lower() == "of":
            join = {"1": either, "any": either, "all": both}.get(self.take().lower())
            self.take("of")
            if not join or self.peek() is None:
                raise Refused("only 1 of, any of and all of are understood")
            return join([self.named(name) for name in self.matching(self.take())])
        word = self.take()
        if word is None or word.lower() in ("and", "or", "not", ")", "|", "of") or word not in self.selections:
            raise Refused(f"the condition names {word}, which is no selection")
        return self.named(word)

    def named(self, name):
        self.used.add(name)
        return self.selections[name]

    def matching(self, pattern):
        every = "*" if pattern.lower() == "them" else pattern
        test = re.compile(".*".join(map(re.escape, every.split("*")))).fullmatch
        names = [n for n in self.selections if test(n) and (every.startswith("_") or not n.startswith("_"))]
        if not names:
            raise Refused(f"{pattern} is no selection")
        return names


def parse_condition(text, selections):
    """The expression, and what follows a | (or None)."""
    if not isinstance(text, str):
        raise Refused("a condition must be text")
    parser = Condition(text, selections)
    expr = parser.disjunction()
    if parser.peek() == "|":
        return expr, text.partition("|")[2].strip()
    if parser.peek() is not None:
        raise Refused(f"the condition goes on with {parser.peek()}")
    return expr, None


# --- Correlations: bases, what belongs together, and a window that slides.

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


def seconds(text):
    match = re.fullmatch(r"(\d+)([smhdw])", str(text))
    if not match or int(match[1]) == 0:
        raise Refused(f"{text} is no length of time")
    return int(match[1]) * UNITS[match[2]]


class Correlation:
    """kind: event_count, value_count, temporal, temporal_ordered. bases: (expression, group fields) each."""

    def __init__(self, kind, bases, span=None, at_least=1, field=None):
        self.kind, self.bases, self.span, self.at_least, self.field = kind, bases, span, at_least, field
        self.repeat = 1  # how many events the first step of a chain takes
        self.shown = None  # the step whose events are hits; None: all

    def windows(self, events):
        """Lists of events, each a maximal window that satisfies the rule."""
        groups = {}
        for event in events:
            for index, ((test, _), fields) in enumerate(self.bases):
                if test(event):
                    key = tuple(tuple(words_of(event, f)) for f in fields)
                    groups.setdefault(key, []).append((when(event), index, event))
        for members in groups.values():
            members.sort(key=lambda m: m[0])
            yield from self.chains(members) if self.kind == "temporal_ordered" else self.slide(members)

    def slide(self, members):
        end_before, right = -1, 0
        for left, (start, _, _) in enumerate(members):
            if left and members[left - 1][0] == start:
                continue
            right = max(right, left)
            while right < len(members) and (self.span is None or members[right][0] - start <= self.span):
                right += 1
            if right <= end_before:
                continue
            hit = self.satisfied(members[left:right])
            if hit:
                end_before = right
                yield hit

    def satisfied(self, window):
        events = list({id(e): e for _, _, e in window}.values())
        if self.kind == "event_count":
            return events if len(events) >= self.at_least else None
        if self.kind == "value_count":
            seen = {v for e in events for v in words_of(e, self.field)}
            return events if len(seen) >= self.at_least else None
        return events if len({index for _, index, _ in window}) == len(self.bases) else None

    def chains(self, members):
        """One for each event that completes a chain: the latest of each step before it; equal times count as either
        order. What a chain has seen is used up."""
        begin = None
        for ends, step, event in members:
            if step != len(self.bases) - 1 or (begin is not None and ends <= begin):
                continue
            found, at = [[event]], ends
            for index in range(len(self.bases) - 2, -1, -1):
                enough = self.repeat if index == 0 else 1
                those = [m for m in members if m[1] == index and m[0] <= at and (begin is None or m[0] > begin)][-enough:]
                if len(those) < enough:
                    break
                found.insert(0, [e for _, _, e in those])
                at = those[0][0]
            else:
                if self.span is None or ends - at <= self.span:
                    begin = ends
                    yield found[self.shown] if self.shown is not None else sum(found, [])


def fields_of(node):
    return [] if node is None else node if isinstance(node, list) else [node]


def threshold(node):
    if not isinstance(node, dict) or len(node) != 1 or next(iter(node)) not in ("gt", "gte"):
        raise Refused("only gt and gte can be told from a sliding window")
    op, value = next(iter(node.items()))
    return int(value) + (op == "gt")


def legacy(text, expr, timeframe, selections):
    span = seconds(timeframe) if timeframe is not None else None
    if text.lower().startswith("near "):
        other, rest = parse_condition(text[5:], selections)
        if rest is not None:
            raise Refused("a second |")
        return Correlation("temporal", [(expr, []), (other, [])], span)
    match = re.fullmatch(r"count\s*\(\s*([^\s)]*)\s*\)(?:\s+by\s+(\S+))?\s*(>=?)\s*(\d+)", text, re.I)
    if not match:
        raise Refused("what follows | is not understood")
    at_least = int(match[4]) + (match[3] == ">")
    kind = "value_count" if match[1] else "event_count"
    return Correlation(kind, [(expr, fields_of(match[2]))], span, at_least, match[1])


# --- Rules.

class Rule:
    """A rule, from one document: expr, or correlation, or native kind; refused says why it has none."""

    def __init__(self, doc, path):
        self.doc, self.path = doc, path
        self.title, self.level = str(doc.get("title")), doc.get("level") or "medium"
        self.id, self.name = str(doc.get("id") or self.title), doc.get("name")
        self.expr = self.correlation = self.native = self.refused = None
        self.silent = False

    def load(self, lists):
        doc = self.doc
        if "detection" not in doc:
            if "correlation" not in doc:
                raise Refused("no detection")
            return
        source = doc.get("logsource") or {}
        product, service = source.get("product"), source.get("service")
        if product != "aws" and (product is not None or service != "cloudtrail"):
            raise Refused(f"not for CloudTrail (product {product}, service {service})")
        detection = doc["detection"]
        selections = {name: selection(node, lists) for name, node in detection.items()
                      if name not in ("condition", "timeframe")}
        conditions = detection.get("condition")
        parsed = [parse_condition(text, selections) for text in fields_of(conditions)]
        if not parsed:
            raise Refused("no condition")
        self.expr = either([expr for expr, _ in parsed])
        if len(parsed) == 1 and parsed[0][1] is not None:
            self.correlation = legacy(parsed[0][1], self.expr, detection.get("timeframe"), selections)
        elif "timeframe" in detection:
            raise Refused("timeframe goes with count() and near only")
        if "trailcase" in doc:
            self.native = native.load(doc["trailcase"], self.expr, selections, sys.modules[__name__])

    def correlate(self, rules):
        node = self.doc["correlation"]
        kind = node.get("type")
        if kind not in ("event_count", "value_count", "temporal", "temporal_ordered"):
            raise Refused(f"the correlation {kind} is not known")
        bases = []
        for name in fields_of(node.get("rules")):
            base = next((r for key in ("id", "name", "title") for r in rules if getattr(r, key) == name), None)
            if base is None or base.expr is None:
                raise Refused(f"the rule {name} is not there")
            group = [str((node.get("aliases") or {}).get(f, {}).get(name, f)) for f in fields_of(node.get("group-by"))]
            bases.append((base.expr, group))
            base.silent = base.silent or node.get("generate") is not True
        condition, at_least, field = node.get("condition"), 1, None
        if kind in ("event_count", "value_count"):
            condition = dict(condition or {})
            field = condition.pop("field", None)
            at_least = threshold(condition)
            if (kind == "value_count") != (field is not None):
                raise Refused(f"{kind} and its field do not go together")
        self.correlation = Correlation(kind, bases, seconds(node.get("timespan")), at_least, field)

    def hits(self, events, by_name):
        """A list of hits, each a list of events."""
        def candidates(needs):
            return events if needs is None else [e for n in needs for e in by_name.get(n, ())]
        if self.native:
            return list(self.native.windows(events))
        if self.correlation:
            needs = either([expr for expr, _ in self.correlation.bases])[1]
            return list(self.correlation.windows(candidates(needs)))
        test, needs = self.expr
        return [[event] for event in candidates(needs) if test(event)]


def load_rules(paths, lists=None):
    rules = {}
    for path in files(paths, (".yml", ".yaml")):
        with open(path, encoding="utf-8") as source:
            text = source.read()
        try:
            docs = list(documents(text))
        except (yaml.YAMLError, Refused) as error:
            rules[path] = refused = Rule({"title": os.path.basename(path)}, path)
            refused.refused = str(error)
            continue
        for doc in docs:
            rule = Rule(doc, path)
            try:
                rule.load(lists or {})
            except Refused as why:
                rule.refused = str(why)
            rules[rule.id] = rule
    for rule in rules.values():
        if not rule.refused and "correlation" in rule.doc and "detection" not in rule.doc:
            try:
                rule.correlate(list(rules.values()))
            except Refused as why:
                rule.refused = str(why)
    return list(rules.values())


# --- Logs.

def files(paths, endings):
    for path in paths:
        if not os.path.isdir(path):
            yield path
        for folder, _, names in sorted(os.walk(path)):
            yield from (os.path.join(folder, n) for n in sorted(names) if n.endswith(endings))


def parse(text):
    return json.loads(text, parse_int=Num, parse_float=Num)


def records(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rb") as source:
        text = source.read().decode("utf-8", "replace")
    try:
        whole = parse(text)
    except json.JSONDecodeError:
        yield from (parse(line) for line in text.splitlines() if line.strip())
        return
    whole = whole.get("Records", [whole]) if isinstance(whole, dict) else whole
    yield from whole


def load_events(paths):
    events = {}
    for path in files(paths, (".json", ".json.gz", ".jsonl", ".jsonl.gz")):
        for event in records(path):
            events.setdefault(event.get("eventID") or compact(event), event)
    return sorted(events.values(), key=when)


def when(event):
    stamp = event.get("eventTime")
    return calendar.timegm(time.strptime(stamp[:19], "%Y-%m-%dT%H:%M:%S")) if stamp else 0


def evaluate(rules, events):
    """For each rule that says something by itself: (rule, hits)."""
    by_name = {}
    for event in events:
        by_name.setdefault(fold(str(event.get("eventName"))), []).append(event)
    for rule in rules:
        if not rule.silent:
            yield rule, [] if rule.refused else rule.hits(events, by_name)


def summary(rule, hits, with_events):
    out = {"rule": rule.id, "title": rule.title, "level": rule.level}
    if rule.refused:
        return out | {"refused": rule.refused}
    members = {id(e): e for hit in hits for e in hit}.values()
    times = sorted(str(e.get("eventTime")) for e in members)
    out |= {"events": len(times), "hits": len(hits), "first": times[0] if times else None,
            "last": times[-1] if times else None}
    if with_events:
        out["ids"] = sorted(str(e.get("eventID")) for e in members)
    return out


def main(words):
    lists, with_events = {}, False
    while words and words[0].startswith("-") and words[0] != "--":
        option = words.pop(0)
        if option == "-e":
            with_events = True
        elif option == "-p":
            with open(words.pop(0), encoding="utf-8") as source:
                lists = next(documents(source.read()), {})
        else:
            sys.exit(__doc__)
    if "--" not in words:
        sys.exit(__doc__)
    rules = load_rules(words[:words.index("--")], lists)
    events = load_events(words[words.index("--") + 1:])
    for rule, hits in evaluate(rules, events):
        print(json.dumps(summary(rule, hits, with_events)))


if __name__ == "__main__":
    main(sys.argv[1:])
