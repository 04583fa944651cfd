# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: harmless.py RECORDS PREFIX: nothing in PREFIX.KIND does more than say what was logged."""
import csv
import json
import sqlite3
import sys

records = json.load(open(sys.argv[1]))
prefix = sys.argv[2]
SAFE_CONTROLS = {"\n"}


def check_text(kind, text):
    bad = {c for c in text if (ord(c) < 32 or 127 <= ord(c) < 160 or c == "\u202e") and c not in SAFE_CONTROLS}
    assert not bad, (kind, bad)


for kind in ("iocs", "csv", "timesketch-csv", "timeline-explorer"):
    text = open(f"{prefix}.{kind}", newline="").read()
    check_text(kind, text)
    rows = list(csv.reader(text.splitlines(), strict=True))
    assert len({len(row) for row in rows}) == 1, kind
    cells = [cell for row in rows for cell in row]
    assert not [c for c in cells if c[:1] in ("=", "+", "-", "@")], kind
    assert any("cmd|" in c for c in cells), kind
for kind in ("stix", "navigator", "navigator-all"):
    json.load(open(f"{prefix}.{kind}"))
check_text("dot", open(f"{prefix}.dot").read())
lines = open(f"{prefix}.timesketch").read().splitlines()
assert len(lines) == len(records) and all("\x1b" not in json.loads(line)["message"] for line in lines)
kept = [json.loads(line) for line in open(f"{prefix}.jsonl")]
assert kept == records
db = sqlite3.connect(f"{prefix}.sqlite")
assert db.execute("SELECT count(*) FROM event").fetchone()[0] == len(records)
agents = {json.loads(row[0])["userAgent"] for row in db.execute("SELECT record FROM event")}
assert agents == {record["userAgent"] for record in records}
