# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: put_back.py MAP OPEN REDACTED: with every pseudonym put back, the files of two folders say the same."""
import collections
import csv
import json
import re
import sys

back = {row["pseudonym"]: row["value"] for row in json.load(open(sys.argv[1]))}


# Networks stay networks: that of an address in the map.
for pseudonym, value in list(back.items()):
    if re.fullmatch(r"[0-9.]+", pseudonym):
        back.setdefault(pseudonym.rsplit(".", 1)[0] + ".0/24", value.rsplit(".", 1)[0] + ".0/24")


def put_back(text):
    """Whole words first, then what is between colons and slashes."""
    def word(match):
        found = match.group(0)
        return back.get(found) or "".join(back.get(part, part) for part in re.split(r"([:/])", found))
    return re.sub(r"[A-Za-z0-9][A-Za-z0-9.:/-]*[A-Za-z0-9]", word, text)


def same(text):
    """Without what has to differ: the name of the case, ids that are made of names."""
    text = re.sub(r"(?:redacted|model|role|console)\.db", "CASE", text)
    text = re.sub(r"(A[KS]IA)…[A-Z0-9]{4}", r"\1…", text)
    return re.sub(r"(contain|preserve|eradicate|recover|harden)-[0-9a-f]{10}", r"\1-ID", text)


for name in ("report.md", "checklist.md", "indicators.csv", "events.csv", "lineage.dot", "timeline-explorer.csv", "coverage.csv"):
    one, other = (open(f"{folder}/{name}").read() for folder in sys.argv[2:4])
    if name.endswith(".md"):
        one, other = one.replace("\\", ""), other.replace("\\", "")
    if name.endswith(".csv"):
        one, other = ("\n".join("\t".join(cells) for cells in csv.reader(text.splitlines())) for text in (one, other))
    # Of many commands that are alike the first by id are shown, and ids change.
    ones, others = ([line for line in same(text).splitlines() if not line.strip().startswith("aws ")]
                    for text in (one, put_back(other)))
    differ = sorted((collections.Counter(ones) - collections.Counter(others)).elements())
    assert len(ones) == len(others), (name, len(ones), len(others))
    assert len(differ) <= 1 + len(ones) // 100, (name, len(differ), differ[:3])
