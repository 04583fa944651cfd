#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables and views of a case for trailcase-case(5), from queries/schema: the columns are those SQLite has after all
of it ran, the words on them are its comments."""
import glob
import re
import sqlite3
import textwrap

# What stands without a comment of its own, as its columns say it.
PLAIN = {
    "principal": "A dictionary, as are those that follow: each value once, by an id.",
    "principal_name": "The names a principal had, and when.",
    "session": "Credentials in use: what was done with one set of them.",
    "address": "Where calls came from.",
    "key": "Access keys.",
    "agent": "User agents, and what they name.",
    "api": "Calls.",
    "region": "Regions.",
    "account": "Accounts.",
    "error": "What failed calls answered.",
    "resource": "Things that records name.",
    "codec_dictionary": "What zstd needs to read the frames of records.",
    "rejected": "Records that could not be taken, with their place and the reason.",
    "event_resource": "The resources that a record names.",
    "mark": "What the analyst decided on things: a verdict, for a time or for ever.",
    "told_event": "The events of each row of told.",
    "note": "Notes of the analyst on the case or a thing in it.",
    "journal": "Every decision, chained by SHA-256.",
    "derived_mark": "What follows from marks by lineage.",
}


def comments():
    """{name: words on a table or view}, {(table, column): words on it}"""
    tables, columns = {}, {}
    for path in sorted(glob.glob("queries/schema/*.sql")):
        block, table, last = [], None, None
        for line in open(path, encoding="utf-8"):
            code, _, said = line.rstrip("\n").partition("--")
            words, said = code.split(), said.strip()
            if one_of := re.search(r"CHECK \((\w+) IN \(([^)]*)\)", code):
                said += ("; " if said else "") + "one of " + one_of.group(2).replace("'", "")
            if line.startswith("--"):
                if not said.startswith("SPDX"):
                    block.append(re.sub(r"^\d+_\w+: ", "", said))
                continue
            if made := re.match(r"CREATE (?:TABLE|VIEW) (\w+)", code):
                table, last = made.group(1), None
                if block:
                    tables[table] = " ".join(block)
            elif added := re.match(r"ALTER TABLE (\w+) ADD COLUMN (\w+)", code):
                columns[added.groups()] = said or " ".join(block)
                table, last = None, added.groups()
                continue
            elif code.startswith("    ") and table and words and re.match(r"\w+$", words[0]):
                last = (table, words[0])
                columns[last] = said
            elif not words and said and last:
                columns[last] += " " + said
            block = block if not line.strip() == "" and not words else []
    return tables, columns


def plain(words):
    """As mdoc takes it, in lines."""
    for sign, ascii_one in (("\\", "\\e"), ("…", "..."), ("→", "->"), ("≥", ">="), ("`", "")):
        words = words.replace(sign, ascii_one)
    words = " ".join(words.split())
    words += "" if words.endswith((".", "?", ":")) else "."
    for sentence in re.split(r"(?<=[.]) (?=[A-Z])", words):
        for line in textwrap.wrap(sentence, 110):
            print("\\&" + line if line[0] in ".'" else line)


def name_them(columns):
    if columns:
        print(".It Cm " + " , ".join(columns))


def describe(name, kind, columns, said):
    print(f".Ss {name}" + (" (view)" if kind == "view" else ""))
    if words := PLAIN.get(name, said[0].get(name)):
        plain(words)
    print(".Bl -tag -width Ds")
    silent = []
    for column in columns:
        silent.append(column)
        if words := said[1].get((name, column)):
            name_them(silent[:-1])
            name_them(silent[-1:])
            plain(words)
            silent = []
    name_them(silent)
    print(".El")


def main():
    case = sqlite3.connect(":memory:")
    for path in sorted(glob.glob("queries/schema/*.sql")):
        case.executescript(open(path, encoding="utf-8").read())
    said = comments()
    there = case.execute("SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%'"
                         " ORDER BY type = 'table', rowid").fetchall()
    for name, kind in there:
        columns = [row[1] for row in case.execute(f"PRAGMA table_info({name})")]
        describe(name, kind, columns, said)


main()
