# SPDX-License-Identifier: GPL-3.0-or-later
"""What the trailcase: section of a rule means (trailcase-rules(5)), for sigma.py: first-seen, aggregate, chain."""
import csv
import functools
import os
import re
import statistics

CLIENTS = os.path.join(os.path.dirname(__file__), "../../queries/agents/clients.csv")


@functools.lru_cache(None)
def client_patterns():
    with open(CLIENTS, encoding="utf-8") as source:
        return [(re.compile(re.escape(row["pattern"]).replace(r"\*", "(.*)"), re.S), row["client"])
                for row in csv.DictReader(source)]


@functools.lru_cache(None)
def client_of(agent):
    agent = agent.strip("[]").lower()
    for pattern, client in client_patterns():
        match = pattern.fullmatch(agent)
        if match:
            return client.replace("*", match[1]) if "*" in client else client
    return agent.partition("/")[0]


def identity(event):
    return event.get("userIdentity") or {}


def principal(event):
    who = identity(event)
    if who.get("type") == "AWSService" or not who.get("type"):
        return who.get("invokedBy")
    return str(who.get("principalId") or who.get("arn") or who.get("userName") or "").partition(":")[0] or None


def session(event):
    who = identity(event)
    begun = ((who.get("sessionContext") or {}).get("attributes") or {}).get("creationDate")
    return (who.get("principalId"), begun) if begun else None


COLUMNS = {
    "principal": principal,
    "session": session,
    "address": lambda e: e.get("sourceIPAddress"),
    "key": lambda e: identity(e).get("accessKeyId") or None,
    "agent": lambda e: e.get("userAgent"),
    "api": lambda e: (e.get("eventSource"), e.get("eventName")),
    "region": lambda e: e.get("awsRegion"),
    "account": lambda e: e.get("recipientAccountId") or identity(e).get("accountId"),
    "client": lambda e: client_of(e["userAgent"]) if e.get("userAgent") else None,
}


def check(section, names, refused):
    for name in section:
        if name not in names:
            raise refused(f"{name} is not known here")


class FirstSeen:
    """Events that match while a value is new for their entity: the pair was first seen (in any event of the case) at
    most `within` before, and the entity for at least `history` before that. With `absent`, a pair is new again
    when it had not been seen for that long."""

    def __init__(self, section, expr, sigma):
        check(section, ("value", "entity", "within", "history", "absent"), sigma.Refused)
        if section.get("value") not in COLUMNS or section.get("entity") not in COLUMNS:
            raise sigma.Refused("first-seen wants value and entity")
        self.test, self.when = expr[0], sigma.when
        self.value, self.entity = COLUMNS[section["value"]], COLUMNS[section["entity"]]
        self.within, self.history, self.absent = (
            sigma.seconds(section[name]) if name in section else None for name in ("within", "history", "absent"))

    def windows(self, events):
        born, since, last = {}, {}, {}
        for event in events:
            entity, value, now = self.entity(event), self.value(event), self.when(event)
            if entity is None or value is None:
                continue
            pair = entity, value
            born.setdefault(entity, now)
            if pair not in since:
                since[pair] = None if self.absent else now
            elif self.absent and now - last[pair] >= self.absent:
                since[pair] = now
            last[pair] = now
            begun = since[pair]
            if begun is not None and now - begun <= (self.within or 0) and begun - born[entity] >= (
                    self.history or 0) and self.test(event):
                yield [event]


class Aggregate:
    """A count of events or of distinct values in a group, over the case or within a time that slides."""

    def __init__(self, section, expr, sigma):
        check(section, ("by", "distinct", "gte", "gt", "within", "times"), sigma.Refused)
        at_least = sigma.threshold({k: v for k, v in section.items() if k in ("gte", "gt")})
        self.span = sigma.seconds(section["within"]) if "within" in section else None
        field, by = section.get("distinct"), sigma.fields_of(section.get("by"))
        self.times, self.when = int(section.get("times", 0)), sigma.when
        self.found = sigma.Correlation("value_count" if field else "event_count", [(expr, by)], self.span,
                                       at_least, field)
        self.test, self.key = expr[0], lambda e: tuple(tuple(sigma.words_of(e, f)) for f in by)

    def usual(self, events):
        """The median of what each group does in stretches of `within` in which it does anything."""
        counts = {}
        for event in filter(self.test, events):
            stretches = counts.setdefault(self.key(event), {})
            stretch = self.when(event) // self.span
            stretches[stretch] = stretches.get(stretch, 0) + 1
        return {key: statistics.median_low(stretches.values()) for key, stretches in counts.items()}

    def windows(self, events):
        usual = self.usual(events) if self.times else {}
        for hit in self.found.windows(events):
            if len(hit) >= self.times * usual.get(self.key(hit[0]), 0):
                yield hit


def chain(section, selections, sigma):
    check(section, ("steps", "join", "within", "any-order", "repeat", "hits"), sigma.Refused)
    steps = [sigma.parse_condition(text, selections)[0] for text in section["steps"]]
    join = section.get("join")
    fields = join if isinstance(join, list) else [join] * len(steps)
    if len(fields) != len(steps) or len(steps) < 2:
        raise sigma.Refused("join is a field, or a list with one for each step")
    bases = [(expr, [field] if field else []) for expr, field in zip(steps, fields)]
    kind = "temporal" if section.get("any-order") is True else "temporal_ordered"
    found = sigma.Correlation(kind, bases, sigma.seconds(section["within"]))
    found.repeat = int(section.get("repeat", 1))
    if "hits" in section:
        if section["hits"] not in section["steps"] or kind == "temporal":
            raise sigma.Refused("hits is one of the steps")
        found.shown = section["steps"].index(section["hits"])
    return found


def load(section, expr, selections, sigma):
    if not isinstance(section, dict) or len(section) != 1:
        raise sigma.Refused("one of first-seen, aggregate and chain")
    kind, body = next(iter(section.items()))
    if kind == "first-seen":
        return FirstSeen(body, expr, sigma)
    if kind == "aggregate":
        return Aggregate(body, expr, sigma)
    if kind == "chain":
        return chain(body, selections, sigma)
    raise sigma.Refused(f"{kind} is not known here")
