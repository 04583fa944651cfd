# SPDX-License-Identifier: GPL-3.0-or-later
"""Hold a report to "every number has an id that leads to its command": no count stands in a text without one.

    report_numbers.py report.html report.md report.json

A count is digits that stand as a word. What is none, exactly: what QUOTED sections and code quote, moments, lengths of
time, accounts (twelve digits), the words of NAMES, and digits that are part of a longer word (ids, addresses, ports).
"""
import html.parser
import json
import re
import sys

COUNT = re.compile(r"(?:(?<=^)|(?<=[\s(×\"]))(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+ (?:[kKMGTP]?B)\b)?)(?=$|[\s),;:\"]|[.?!](?:\s|$))")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\dZ)?)?(?:–\d\d:\d\d)?")
LENGTH = re.compile(r"(?<![\d,.])\d+ (?:second|minute|hour|day|week|month|year)s?\b")
ACCOUNT = re.compile(r"(?<![\d-])\d{12}(?!\d)")
NAMES = re.compile(r"\b(?:version|ATT&CK|schema|port|ports|AWS CLI|Boto3|Botocore|July) \d+(?:\.\d+)*")
QUOTED = {"journal", "notes", "events", "numbers"}  # headings of what people or logs said, and the appendix itself


def counts(text):
    for known in (MOMENT, LENGTH, ACCOUNT, NAMES):
        text = known.sub(" ", text)
    return COUNT.findall(text)


class Page(html.parser.HTMLParser):
    """The texts of a page outside of numbers with an id, and those numbers."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.stack, self.texts, self.numbers, self.rows, self.part = [], [], {}, {}, None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag in ("section", "h3") and "id" in attrs:
            self.part = attrs["id"]
        if tag == "a" and attrs.get("class") == "n":
            self.numbers[attrs["id"]] = ""
        if tag == "tr" and attrs.get("id", "").startswith("q-"):
            self.rows[attrs["id"][2:]] = ""
        if tag not in ("meta", "br"):
            self.stack.append((tag, attrs))

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        self.stack.pop()

    def handle_data(self, data):
        block = None
        for tag, attrs in self.stack:
            if attrs.get("class") == "n":
                self.numbers[attrs["id"]] += data
                return
            if attrs.get("id", "").startswith("q-") and tag == "tr":
                self.rows[attrs["id"][2:]] += data + "\t"
            if tag in ("code", "pre", "svg", "style", "title", "header", "nav", "h1", "h2", "h3") or attrs.get("class") == "quoted":
                return
            if tag in ("p", "li", "td", "th", "figcaption"):
                block = tag
        if block and self.part not in QUOTED:
            self.texts.append((self.part, data))


def html_faults(path):
    page = Page()
    page.feed(open(path, encoding="utf-8").read())
    for part, text in page.texts:
        for number in counts(text):
            yield f"{part}: {number} has no id: {text.strip()[:150]}"
    for ident, number in page.numbers.items():
        cells = page.rows.get(ident, "").split("\t")
        if len(cells) < 3 or cells[1] != number:
            yield f"{ident} is {number}, in the appendix {cells[1:2]}"


def md_texts(path):
    part, fenced = "", False
    for line in open(path, encoding="utf-8"):
        if line.lstrip().startswith("~~~~~~"):
            fenced = not fenced
        if line.startswith("#"):
            part = line.strip("# \n")
        elif not fenced and part not in ("Journal", "Notes") and not part.startswith("Appendix") and not line.startswith("Written"):
            for cell in re.split(r"(?<!\\)\|", re.sub(r"`[^`]*`", " ", line)):
                yield part, re.sub(r"\\(.)", r"\1", cell).replace("*", "").strip()


def json_texts(report):
    for question in report["questions"].values():
        yield "answer", question["answer"]
        yield from (("claim", claim["text"]) for claim in question["claims"] if claim["by"] == "trailcase")
        yield from (("gap", gap) for gap in question["unanswerable"])
    for item in report["checklist"]:
        for text in [item["action"], item["danger"], *item["why"]]:
            yield "step", text or ""
    yield from (("technique", row["calls"]) for row in report["techniques"])
    for part in ("summary", "accounting"):
        for name, value in report[part].items():
            if type(value) is int and name not in ("events", "undecided", "files_reading", "files_skipped", "conflicts",
                                                   "skipped", "findings"):
                yield f"{part}.{name}", f"{value:,}"


def main():
    html_path, md_path, json_path = sys.argv[1:]
    report = json.load(open(json_path, encoding="utf-8"))
    known = {number["text"] for number in report["numbers"]}
    faults = list(html_faults(html_path))
    for form, texts in (("md", md_texts(md_path)), ("json", json_texts(report))):
        for part, text in texts:
            faults += [f"{form}, {part}: {number} is no number of the appendix: {text[:150]}"
                       for number in counts(text) if number not in known]
    ids = [number["id"] for number in report["numbers"]]
    faults += [f"{ident} twice" for ident in set(ids) if ids.count(ident) > 1]
    print(*faults[:40], sep="\n")
    print(len(ids), "numbers,", len(faults), "faults")
    sys.exit(bool(faults))


main()
